import Foundation
import Testing

@testable import SceneAlignment

@Suite("The Fourier transform of squares")
struct FourierTransformTests {
    private func noise(_ side: Int) -> ComplexSquare {
        var square = ComplexSquare(side: side)
        var state: UInt32 = 7
        for row in 0..<side {
            for column in 0..<side {
                state = state &* 1_664_525 &+ 1_013_904_223
                let first = Float(state >> 8) / Float(1 << 24) - 0.5
                state = state &* 1_664_525 &+ 1_013_904_223
                square[row, column] = (first, Float(state >> 8) / Float(1 << 24) - 0.5)
            }
        }
        return square
    }

    @Test("It is the sum of the definition, transposed", arguments: [8, 16, 32])
    func definition(side: Int) {
        let square = noise(side)
        var found = square
        FourierTransform(side: side).forward(&found)
        var worst = 0.0
        for (k, l) in [(0, 0), (1, 0), (0, 1), (3, 5), (side - 1, 2), (side / 2, side / 2)] {
            var real = 0.0
            var imaginary = 0.0
            for row in 0..<side {
                for column in 0..<side {
                    let angle = -2 * Double.pi * Double(row * k + column * l) / Double(side)
                    let value = square[row, column]
                    real += Double(value.real) * cos(angle) - Double(value.imaginary) * sin(angle)
                    imaginary += Double(value.real) * sin(angle) + Double(value.imaginary) * cos(angle)
                }
            }
            let here = found[l, k]
            worst = max(worst, abs(Double(here.real) - real), abs(Double(here.imaginary) - imaginary))
        }
        #expect(worst < 1e-4 * Double(side))
    }

    @Test("There and back is the square times its numbers", arguments: [8, 64])
    func inverse(side: Int) {
        let square = noise(side)
        var found = square
        let transform = FourierTransform(side: side)
        transform.forward(&found)
        transform.inverse(&found)
        var worst: Float = 0
        for row in 0..<side {
            for column in 0..<side {
                let (here, there) = (found[row, column], square[row, column])
                worst = max(worst, abs(here.real / Float(side * side) - there.real))
                worst = max(worst, abs(here.imaginary / Float(side * side) - there.imaginary))
            }
        }
        #expect(worst < 1e-5)
    }
}
