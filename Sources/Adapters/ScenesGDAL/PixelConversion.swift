import Evidence

/// Turns stored numbers into the numbers wanted, and marks what is missing.
struct PixelConversion: Sendable {
    private let noData: Float
    private let scale: Float
    private let offset: Float
    private let isClamped: Bool

    /// Makes a conversion `stored · scale + offset`.
    ///
    /// - Parameters:
    ///   - noData: The mark for missing pixels. Not-a-number is always missing.
    ///   - scale: Factor.
    ///   - offset: Summand.
    ///   - isClamped: Whether results are cut to 0…1.
    init(noData: Band.NoData?, scale: Double, offset: Double, isClamped: Bool) {
        if case .value(let value) = noData { self.noData = Float(value) } else { self.noData = .nan }
        self.scale = Float(scale)
        self.offset = Float(offset)
        self.isClamped = isClamped
    }

    /// Converts one band of a block in place; missing pixels become 0 and lose their validity.
    ///
    /// - Parameters:
    ///   - values: Blocks of `validity.count` numbers, band by band.
    ///   - band: Which of them.
    ///   - validity: 1 where all bands so far have a value.
    func convert(_ values: inout [Float], band: Int, validity: inout [UInt8]) {
        let first = band * validity.count
        var numbers = values.mutableSpan
        var marks = validity.mutableSpan
        let noData = noData
        let scale = scale
        let offset = offset
        if isClamped {
            for index in 0..<marks.count {
                let stored = numbers[first + index]
                let isThere = stored == stored && stored != noData && marks[index] != 0
                let value = min(1, max(0, stored * scale + offset))
                numbers[first + index] = isThere ? value : 0
                marks[index] = isThere ? 1 : 0
            }
        } else {
            for index in 0..<marks.count {
                let stored = numbers[first + index]
                let isThere = stored == stored && stored != noData && marks[index] != 0
                numbers[first + index] = isThere ? stored * scale + offset : 0
                marks[index] = isThere ? 1 : 0
            }
        }
    }
}
