import Foundation
import Rasters

/// What a picture's edges look like, without how bright or how strong they are.
///
/// Each pixel holds the direction of its gradient at twice its angle, with a length between 0 and 1 that says how far it
/// stands out of the window's own usual gradient. Doubled angles do not tell bright on dark from dark on bright, which
/// snow, leaves and the sun exchange; the bounded length keeps one hard shadow from outvoting many faint things on the
/// ground. Bands are averaged, so two pictures may be compared that have no band in common.
///
/// Sources: Fitch, Kadyrov, Christmas and Kittler (2002), "Orientation correlation", BMVC, section 2 (unit gradients as
/// complex numbers); Knutsson (1989), "Representing local structure using tensors", SCIA (doubled angles); Di Zenzo (1986),
/// "A note on the gradient of a multi-image", CVGIP 33, section 3 (several bands).
enum StructureField {
    /// Pixels that are needed around a square.
    static let margin = 3
    /// Standard deviation in pixels of the Gaussian whose derivatives are the gradients.
    private static let smoothing = 1.0
    /// The usual squared gradient, times this, is where lengths reach a half.
    private static let saturation: Float = 2

    /// Smoothing and differentiating weights over `2 margin + 1` pixels.
    private static let kernels: (smooth: [Float], slope: [Float]) = {
        let places = (-margin...margin).map(Double.init)
        let bell = places.map { exp(-$0 * $0 / (2 * smoothing * smoothing)) }
        let sum = bell.reduce(0, +)
        let slope = zip(places, bell).map { $0 * $1 }
        let moment = zip(places, slope).reduce(0) { $0 + $1.0 * $1.1 }
        return (bell.map { Float($0 / sum) }, slope.map { Float($0 / moment) })
    }()

    /// The structure in the middle of a block.
    ///
    /// - Parameters:
    ///   - block: A square of `side + 2 margin` pixels, all its bands.
    ///   - taper: Weights of a window's rows and columns, `side` of them.
    /// - Returns: A square of the taper's side, and the share of its pixels that are there, 0…1, by the taper's
    ///   weight. Pixels near missing ones are 0.
    static func square(of block: RasterBlock, taper: [Float]) -> (square: ComplexSquare, share: Double) {
        let side = taper.count
        let wide = side + 2 * margin
        precondition(
            block.window.width == wide && block.window.height == wide, "The block must be the square and a margin.")
        let present = Self.present(block.validity, side: side)
        var square = ComplexSquare(side: side)
        for band in 0..<block.bandCount {
            let (x, y) = gradients(
                block.values.span.extracting(band * wide * wide..<(band + 1) * wide * wide), side: side)
            add(x, y, present, to: &square)
        }
        var seen: Float = 0
        var whole: Float = 0
        let scale = 1 / Float(max(1, block.bandCount))
        let inner = Self.groups(taper)
        for row in 0..<side {
            for group in 0..<(side / 8) {
                let weight = inner[group] * (taper[row] * scale)
                let index = row * side / 8 + group
                square.real[index] *= weight
                square.imaginary[index] *= weight
                whole += weight.sum()
                seen += (weight * present[index]).sum()
            }
        }
        return (square, Double(seen / max(whole, .leastNormalMagnitude)))
    }

    private static func groups(_ numbers: [Float]) -> [SIMD8<Float>] {
        stride(from: 0, to: numbers.count, by: 8).map { first in
            SIMD8(numbers[first..<(first + 8)])
        }
    }

    /// 1 where a pixel and all around it that its gradient needs are there, else 0.
    private static func present(_ validity: [UInt8], side: Int) -> [SIMD8<Float>] {
        let wide = side + 2 * margin
        if validity.allSatisfy({ $0 == 1 }) {
            return Array(repeating: SIMD8(repeating: 1), count: side * side / 8)
        }
        // Sums over the square around each pixel, first along rows, then along columns.
        var along = [Int32](repeating: 0, count: wide * side)
        for row in 0..<wide {
            for column in 0..<side {
                var sum: Int32 = 0
                for offset in 0...(2 * margin) { sum += Int32(validity[row * wide + column + offset]) }
                along[row * side + column] = sum
            }
        }
        let full = Int32((2 * margin + 1) * (2 * margin + 1))
        var found = [SIMD8<Float>](repeating: .zero, count: side * side / 8)
        for row in 0..<side {
            for column in 0..<side {
                var sum: Int32 = 0
                for offset in 0...(2 * margin) { sum += along[(row + offset) * side + column] }
                if sum == full { found[(row * side + column) / 8][column % 8] = 1 }
            }
        }
        return found
    }

    /// Gradients along columns and rows of a band.
    private static func gradients(_ band: Span<Float>, side: Int) -> (x: [Float], y: [Float]) {
        let wide = side + 2 * margin
        let smooth = kernels.smooth
        let slope = kernels.slope
        // Down the columns first: whole rows are mixed, in memory's order.
        var smoothed = [Float](repeating: 0, count: side * wide)
        var sloped = smoothed
        do {
            var a = smoothed.mutableSpan
            var b = sloped.mutableSpan
            for row in 0..<side {
                for tap in 0...(2 * margin) {
                    let from = (row + tap) * wide
                    let to = row * wide
                    let (s, d) = (smooth[tap], slope[tap])
                    for column in 0..<wide {
                        let value = band[from + column]
                        a[to + column] += s * value
                        b[to + column] += d * value
                    }
                }
            }
        }
        var x = [Float](repeating: 0, count: side * side)
        var y = x
        var outX = x.mutableSpan
        var outY = y.mutableSpan
        for row in 0..<side {
            let to = row * side
            for tap in 0...(2 * margin) {
                let from = row * wide + tap
                let (s, d) = (smooth[tap], slope[tap])
                for column in 0..<side {
                    outX[to + column] += d * smoothed[from + column]
                    outY[to + column] += s * sloped[from + column]
                }
            }
        }
        return (x, y)
    }

    /// Squared gradients from here on are no picture's, and their products would not fit into 32 bits.
    private static let largest: Float = 1e18

    /// Adds a band's directions.
    private static func add(_ x: [Float], _ y: [Float], _ present: [SIMD8<Float>], to square: inout ComplexSquare) {
        let usual = usualSquare(x, y, present)
        guard usual > 0 else { return }
        let half = SIMD8(repeating: saturation * usual)
        let along = x.span
        let down = y.span
        for index in square.real.indices {
            let gx = Self.eight(along, index * 8)
            let gy = Self.eight(down, index * 8)
            var xx = gx * gx
            var yy = gy * gy
            var xy = gx * gy
            // Numbers beyond all pictures (a mark for missing pixels that nobody told) show nothing; also what is no number.
            let isBeyond = .!(xx + yy .< SIMD8(repeating: largest))
            xx.replace(with: 0, where: isBeyond)
            yy.replace(with: 0, where: isBeyond)
            xy.replace(with: 0, where: isBeyond)
            let weight = present[index] / (xx + yy + half)
            square.real[index] += (xx - yy) * weight
            square.imaginary[index] += 2 * xy * weight
        }
    }

    /// Eight neighbours; spelt out, since making them from a slice takes longer than all the rest.
    private static func eight(_ numbers: Span<Float>, _ i: Int) -> SIMD8<Float> {
        SIMD8(
            numbers[i], numbers[i + 1], numbers[i + 2], numbers[i + 3], numbers[i + 4], numbers[i + 5], numbers[i + 6],
            numbers[i + 7])
    }

    /// The median of the squared gradient over pixels that are there, from some two thousand of them.
    private static func usualSquare(_ x: [Float], _ y: [Float], _ present: [SIMD8<Float>]) -> Float {
        let step = max(1, x.count / 2048) | 1
        var squares: [Float] = []
        for index in stride(from: 0, to: x.count, by: step) where present[index / 8][index % 8] == 1 {
            let square = x[index] * x[index] + y[index] * y[index]
            if square < largest { squares.append(square) }
        }
        guard !squares.isEmpty else { return 0 }
        squares.sort()
        // A window of which more than half is quite flat is judged by what is not.
        let median = squares[squares.count / 2]
        return median > 0 ? median : squares.first { $0 > 0 } ?? 0
    }
}
