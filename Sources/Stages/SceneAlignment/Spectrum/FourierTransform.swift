import Foundation

/// A square of complex numbers, row-major, real and imaginary parts apart, eight neighbours of a row at a time.
struct ComplexSquare: Sendable {
    /// Numbers along one side.
    let side: Int
    var real: [SIMD8<Float>]
    var imaginary: [SIMD8<Float>]

    /// Makes a square of zeros; the side is a multiple of eight.
    init(side: Int) {
        precondition(side.isMultiple(of: 8) && side > 0, "A square holds whole groups of eight.")
        self.side = side
        real = Array(repeating: .zero, count: side * side / 8)
        imaginary = real
    }

    subscript(row: Int, column: Int) -> (real: Float, imaginary: Float) {
        get {
            let index = (row * side + column) / 8
            return (real[index][column % 8], imaginary[index][column % 8])
        }
        set {
            let index = (row * side + column) / 8
            real[index][column % 8] = newValue.real
            imaginary[index][column % 8] = newValue.imaginary
        }
    }

    /// Adds another square number by number.
    mutating func add(_ other: ComplexSquare) {
        for index in real.indices {
            real[index] += other.real[index]
            imaginary[index] += other.imaginary[index]
        }
    }
}

/// The discrete Fourier transform of squares, unscaled in both directions.
///
/// Spectra stand transposed: ``forward(_:)`` gives X[k, l] at row l, column k, and ``inverse(_:)`` takes them so. It saves
/// one transposition each way, and nothing that is done to spectra minds.
///
/// Rows are transformed all at once, column beside column, by Stockham's self-sorting scheme of radix four and two.
///
/// Source: Van Loan (1992), Computational Frameworks for the Fast Fourier Transform, SIAM, algorithms 1.7.2 and 2.4.
struct FourierTransform: Sendable {
    /// Numbers along one side; a power of two, at least 8.
    let side: Int
    private let cosines: [Float]
    private let sines: [Float]

    init(side: Int) {
        precondition(side >= 8 && side.nonzeroBitCount == 1, "The transform takes powers of two.")
        self.side = side
        cosines = (0..<side).map { Float(cos(2 * .pi * Double($0) / Double(side))) }
        sines = (0..<side).map { Float(sin(2 * .pi * Double($0) / Double(side))) }
    }

    /// Σ x[r, c] e^(−2πi (rk + cl) / n), in place.
    func forward(_ square: inout ComplexSquare) {
        alongColumns(&square)
        transpose(&square)
        alongColumns(&square)
    }

    /// Σ X[k, l] e^(+2πi (rk + cl) / n), in place and unscaled.
    func inverse(_ square: inout ComplexSquare) {
        // The inverse is the forward transform with real and imaginary parts exchanged.
        swap(&square.real, &square.imaginary)
        alongColumns(&square)
        transpose(&square)
        alongColumns(&square)
        swap(&square.real, &square.imaginary)
    }

    private func alongColumns(_ square: inout ComplexSquare) {
        var otherReal = square.real
        var otherImaginary = square.imaginary
        var count = side
        var spread = 1
        while count >= 4 {
            stepOfFour(
                count: count, spread: spread, from: square, real: &otherReal, imaginary: &otherImaginary)
            swap(&square.real, &otherReal)
            swap(&square.imaginary, &otherImaginary)
            count /= 4
            spread *= 4
        }
        if count == 2 {
            stepOfTwo(spread: spread, from: square, real: &otherReal, imaginary: &otherImaginary)
            swap(&square.real, &otherReal)
            swap(&square.imaginary, &otherImaginary)
        }
    }

    private func stepOfTwo(
        spread: Int, from square: ComplexSquare, real: inout [SIMD8<Float>], imaginary: inout [SIMD8<Float>]
    ) {
        let width = side / 8
        let inReal = square.real.span
        let inImaginary = square.imaginary.span
        var outReal = real.mutableSpan
        var outImaginary = imaginary.mutableSpan
        let half = spread * width
        for index in 0..<half {
            let a = inReal[index]
            let b = inReal[index + half]
            let c = inImaginary[index]
            let d = inImaginary[index + half]
            outReal[index] = a + b
            outImaginary[index] = c + d
            outReal[index + half] = a - b
            outImaginary[index + half] = c - d
        }
    }

    private func stepOfFour(
        count: Int, spread: Int, from square: ComplexSquare, real: inout [SIMD8<Float>],
        imaginary: inout [SIMD8<Float>]
    ) {
        let width = side / 8
        let quarter = count / 4
        let inReal = square.real.span
        let inImaginary = square.imaginary.span
        var outReal = real.mutableSpan
        var outImaginary = imaginary.mutableSpan
        let leap = spread * quarter * width
        let block = spread * width
        for p in 0..<quarter {
            let turn = p * (side / count)
            let (c1, s1) = (cosines[turn], -sines[turn])
            let (c2, s2) = (cosines[2 * turn], -sines[2 * turn])
            let (c3, s3) = (cosines[3 * turn], -sines[3 * turn])
            for q in 0..<block {
                let from = p * block + q
                let to = 4 * p * block + q
                let ar = inReal[from], ai = inImaginary[from]
                let br = inReal[from + leap], bi = inImaginary[from + leap]
                let cr = inReal[from + 2 * leap], ci = inImaginary[from + 2 * leap]
                let dr = inReal[from + 3 * leap], di = inImaginary[from + 3 * leap]
                let acr = ar + cr, aci = ai + ci, amr = ar - cr, ami = ai - ci
                let bdr = br + dr, bdi = bi + di
                // −i (b − d)
                let jr = bi - di, ji = dr - br
                outReal[to] = acr + bdr
                outImaginary[to] = aci + bdi
                let r1 = amr + jr, i1 = ami + ji
                outReal[to + block] = c1 * r1 - s1 * i1
                outImaginary[to + block] = c1 * i1 + s1 * r1
                let r2 = acr - bdr, i2 = aci - bdi
                outReal[to + 2 * block] = c2 * r2 - s2 * i2
                outImaginary[to + 2 * block] = c2 * i2 + s2 * r2
                let r3 = amr - jr, i3 = ami - ji
                outReal[to + 3 * block] = c3 * r3 - s3 * i3
                outImaginary[to + 3 * block] = c3 * i3 + s3 * r3
            }
        }
    }

    private func transpose(_ square: inout ComplexSquare) {
        Self.transpose(&square.real, groups: side / 8)
        Self.transpose(&square.imaginary, groups: side / 8)
    }

    /// Turns a square over its diagonal, by blocks of eight by eight.
    private static func transpose(_ numbers: inout [SIMD8<Float>], groups: Int) {
        var span = numbers.mutableSpan
        for upper in 0..<groups {
            for left in upper..<groups {
                var first: [8 of SIMD8<Float>] = .init(repeating: .zero)
                var second: [8 of SIMD8<Float>] = .init(repeating: .zero)
                for row in 0..<8 {
                    first[row] = span[(upper * 8 + row) * groups + left]
                    second[row] = span[(left * 8 + row) * groups + upper]
                }
                for row in 0..<8 {
                    var a = SIMD8<Float>.zero
                    var b = SIMD8<Float>.zero
                    for column in 0..<8 {
                        a[column] = second[column][row]
                        b[column] = first[column][row]
                    }
                    span[(upper * 8 + row) * groups + left] = a
                    span[(left * 8 + row) * groups + upper] = b
                }
            }
        }
    }
}
