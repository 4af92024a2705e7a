import Foundation

/// Cross-spectra of many windows added up, and how much each frequency stood for in either picture.
struct SpectrumSum: Sendable {
    /// Σ conj(A) B over windows, transposed as ``FourierTransform`` gives it.
    var cross: ComplexSquare
    /// Σ |A|².
    var first: [SIMD8<Float>]
    /// Σ |B|².
    var second: [SIMD8<Float>]
    /// How many windows were added.
    var windows = 0

    init(side: Int) {
        cross = ComplexSquare(side: side)
        first = cross.real
        second = cross.real
    }

    /// Adds one window's spectra.
    mutating func add(_ a: ComplexSquare, _ b: ComplexSquare) {
        for index in cross.real.indices {
            let (ar, ai, br, bi) = (a.real[index], a.imaginary[index], b.real[index], b.imaginary[index])
            cross.real[index] += ar * br + ai * bi
            cross.imaginary[index] += ar * bi - ai * br
            first[index] += ar * ar + ai * ai
            second[index] += br * br + bi * bi
        }
        windows += 1
    }

    /// Adds another sum.
    mutating func add(_ other: SpectrumSum) {
        cross.add(other.cross)
        for index in first.indices {
            first[index] += other.first[index]
            second[index] += other.second[index]
        }
        windows += other.windows
    }
}

/// What each frequency counts for when spectra are turned back into a correlation.
///
/// Spectra are whitened by the mean spectra of both pictures over all windows, so that the broad low frequencies, which
/// every window has, do not hide where the fine ones agree; a bell takes away the highest, which hold noise and what
/// sampling folded. Whitening is not complete (power 0.7 of the amplitudes' product), since frequencies in which neither
/// picture has anything would else count like the others.
///
/// Source: Knapp and Carter (1976), "The generalized correlation method for estimation of time delay", IEEE Transactions
/// on Acoustics, Speech and Signal Processing 24(4), table I (smoothed coherence transform).
struct SpectrumWeights: Sendable {
    private static let power: Float = 0.35
    /// Standard deviation of the bell, in cycles per pixel.
    private static let bandwidth = 0.2

    /// A weight for each number of a transposed spectrum; weights add up to the number of numbers.
    let weights: [SIMD8<Float>]

    init(_ sum: SpectrumSum) {
        let side = sum.cross.side
        let count = Float(max(1, sum.windows))
        let bell = (0..<side).map { index -> Float in
            // The highest frequency has no partner, so it has no direction either.
            if index == side / 2 { return 0 }
            let frequency = Double(index < side / 2 ? index : index - side) / Double(side)
            return Float(exp(-frequency * frequency / (2 * Self.bandwidth * Self.bandwidth)))
        }
        let groups = side / 8
        let across = (0..<groups).map { SIMD8<Float>(bell[($0 * 8)..<($0 * 8 + 8)]) }
        var weights = [SIMD8<Float>](repeating: .zero, count: sum.first.count)
        var total: Float = 0
        for index in weights.indices {
            var weight = SIMD8<Float>.zero
            let product = sum.first[index] * sum.second[index]
            for lane in 0..<8 where product[lane] > 0 {
                weight[lane] = powf(product[lane] / (count * count), -Self.power)
            }
            weight *= across[index % groups] * bell[index / groups]
            weights[index] = weight
            total += weight.sum()
        }
        let scale = total > 0 ? Float(side * side) / total : 0
        self.weights = weights.map { $0 * scale }
    }

    private init(weights: [SIMD8<Float>]) { self.weights = weights }

    /// The weights for windows of half the side: every other frequency.
    func halved(side: Int) -> SpectrumWeights {
        let half = side / 2
        var found = [SIMD8<Float>](repeating: .zero, count: half * half / 8)
        for row in 0..<half {
            for column in 0..<half {
                let from = 2 * row * side + 2 * column
                found[(row * half + column) / 8][column % 8] = weights[from / 8][from % 8]
            }
        }
        return SpectrumWeights(weights: found)
    }
}

/// How well two pictures agree for each displacement of the second.
struct CorrelationSurface: Sendable {
    private let transform: FourierTransform
    /// Weighted cross-spectrum, transposed.
    private let spectrum: ComplexSquare
    /// Correlation by displacement, at (rows mod side, columns mod side); real parts.
    private let surface: ComplexSquare

    init(_ cross: ComplexSquare, _ weights: SpectrumWeights, transform: FourierTransform) {
        var spectrum = cross
        for index in spectrum.real.indices {
            spectrum.real[index] *= weights.weights[index]
            spectrum.imaginary[index] *= weights.weights[index]
        }
        var surface = spectrum
        transform.inverse(&surface)
        self.transform = transform
        self.spectrum = spectrum
        self.surface = surface
    }

    /// Correlation at a whole displacement.
    private func value(_ columns: Int, _ rows: Int) -> Float {
        let mask = transform.side - 1
        return surface[rows & mask, columns & mask].real
    }

    /// A maximum of the surface.
    struct Peak: Hashable, Sendable {
        /// Columns by which the second picture's content lies further right than the first's.
        var columns: Double
        /// Rows by which it lies further down.
        var rows: Double
        /// How far the maximum stands out: over the median, in robust standard deviations of the surface searched.
        var height: Double
    }

    /// The highest maxima within a radius, the highest first; each finer than a pixel.
    ///
    /// - Parameters:
    ///   - radius: Whole pixels around no displacement; less than half of the side.
    ///   - count: How many at most.
    /// - Returns: None where nothing stands out of its neighbours, or where most of the surface is flat.
    func peaks(within radius: Int, count: Int = 1) -> [Peak] {
        var values: [Float] = []
        var maxima: [(value: Float, columns: Int, rows: Int)] = []
        for rows in -radius...radius {
            for columns in -radius...radius {
                let here = value(columns, rows)
                values.append(here)
                guard maxima.count < count || here > maxima[maxima.count - 1].value else { continue }
                let isMaximum = (-1...1).allSatisfy { r in
                    (-1...1).allSatisfy { c in (r == 0 && c == 0) || value(columns + c, rows + r) <= here }
                }
                guard isMaximum else { continue }
                maxima.append((here, columns, rows))
                maxima.sort { $0.value > $1.value }
                if maxima.count > count { maxima.removeLast() }
            }
        }
        values.sort()
        let median = values[values.count / 2]
        var deviations = values.map { abs($0 - median) }
        deviations.sort()
        let spread = 1.4826 * deviations[deviations.count / 2]
        // A surface that is flat but for a few places comes from pictures that show next to nothing.
        guard spread > 0, spread.isFinite else { return [] }
        return maxima.map { maximum in
            let fine = refined(columns: maximum.columns, rows: maximum.rows)
            return Peak(columns: fine.columns, rows: fine.rows, height: Double((fine.value - median) / spread))
        }
    }

    /// The top of a maximum, from the correlation at tenths of a pixel and a parabola through the highest and its
    /// neighbours.
    ///
    /// Source: Guizar-Sicairos, Thurman and Fienup (2008), "Efficient subpixel image registration algorithms", Optics
    /// Letters 33(2), 156–158 (matrix products for a part of the upsampled transform).
    private func refined(columns: Int, rows: Int) -> (columns: Double, rows: Double, value: Float) {
        let reach = 10
        let step = 0.1
        let side = transform.side
        let places = (-reach...reach).map { Double($0) * step }
        // Spectra are transposed: their columns count frequencies of rows.
        let downs = places.map { Phase(side: side, displacement: Double(rows) + $0) }
        var mixed: [(real: [SIMD8<Float>], imaginary: [SIMD8<Float>])] = []
        let groups = side / 8
        let rights = places.map { Phase(side: side, displacement: Double(columns) + $0) }
        // Sums over the frequencies of columns, which are the rows of the transposed spectrum.
        for right in rights {
            var real = [SIMD8<Float>](repeating: .zero, count: groups)
            var imaginary = real
            for row in 0..<side {
                let (c, s) = (right.cosines[row / 8][row % 8], right.sines[row / 8][row % 8])
                let first = row * groups
                for group in 0..<groups {
                    let (r, i) = (spectrum.real[first + group], spectrum.imaginary[first + group])
                    real[group] += r * c - i * s
                    imaginary[group] += r * s + i * c
                }
            }
            mixed.append((real, imaginary))
        }
        var best = (value: -Float.infinity, column: 0, row: 0)
        var table = [[Float]](repeating: Array(repeating: 0, count: places.count), count: places.count)
        for (row, down) in downs.enumerated() {
            for column in places.indices {
                var sum = SIMD8<Float>.zero
                for group in 0..<groups {
                    sum +=
                        mixed[column].real[group] * down.cosines[group] - mixed[column].imaginary[group]
                        * down.sines[group]
                }
                let value = sum.sum()
                table[row][column] = value
                if value > best.value { best = (value, column, row) }
            }
        }
        let inside = 1..<(places.count - 1)
        guard inside.contains(best.column), inside.contains(best.row) else {
            return (Double(columns) + places[best.column], Double(rows) + places[best.row], best.value)
        }
        let line = table[best.row]
        let across = Self.vertex(line[best.column - 1], line[best.column], line[best.column + 1])
        let down = Self.vertex(table[best.row - 1][best.column], best.value, table[best.row + 1][best.column])
        return (
            Double(columns) + places[best.column] + across * step, Double(rows) + places[best.row] + down * step,
            best.value
        )
    }

    /// Where the parabola through three neighbours has its top, −0.5…0.5.
    private static func vertex(_ before: Float, _ here: Float, _ after: Float) -> Double {
        let bend = before - 2 * here + after
        return bend < 0 ? Double((before - after) / (2 * bend)).clamped(to: -0.5...0.5) : 0
    }

    /// e^(2πi f d) for all frequencies of a side.
    private struct Phase {
        var cosines: [SIMD8<Float>] = []
        var sines: [SIMD8<Float>] = []

        init(side: Int, displacement: Double) {
            for group in 0..<(side / 8) {
                var c = SIMD8<Float>.zero
                var s = SIMD8<Float>.zero
                for lane in 0..<8 {
                    let index = group * 8 + lane
                    let frequency = Double(index < side / 2 ? index : index - side) / Double(side)
                    let angle = 2 * .pi * frequency * displacement
                    c[lane] = Float(cos(angle))
                    s[lane] = Float(sin(angle))
                }
                cosines.append(c)
                sines.append(s)
            }
        }
    }
}

extension Double {
    /// The nearest number in a range.
    func clamped(to range: ClosedRange<Double>) -> Double {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
