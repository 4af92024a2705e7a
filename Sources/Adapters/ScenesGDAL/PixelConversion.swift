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
        let count = validity.count
        precondition(values.count >= first + count, "A block holds all pixels of each of its bands.")
        var numbers = values.mutableSpan
        var marks = validity.mutableSpan
        let noData = noData
        let scale = scale
        let offset = offset
        // Bounds are settled above. With a check at each pixel these two loops take four times as long,
        // a quarter of all time with a network that costs nothing (`scripts/bench --only geodeep`).
        if isClamped {
            for index in 0..<count {
                let stored = unsafe numbers[unchecked: first + index]
                let isThere = (stored == stored) & (stored != noData) & (unsafe marks[unchecked: index] != 0)
                let value = min(1, max(0, stored * scale + offset))
                unsafe numbers[unchecked: first + index] = isThere ? value : 0
                unsafe marks[unchecked: index] = isThere ? 1 : 0
            }
        } else {
            for index in 0..<count {
                let stored = unsafe numbers[unchecked: first + index]
                let isThere = (stored == stored) & (stored != noData) & (unsafe marks[unchecked: index] != 0)
                unsafe numbers[unchecked: first + index] = isThere ? stored * scale + offset : 0
                unsafe marks[unchecked: index] = isThere ? 1 : 0
            }
        }
    }
}

extension Bool {
    /// Both, without a branch, so that a loop over pixels can be worked on several at a time.
    fileprivate static func & (left: Bool, right: Bool) -> Bool {
        (left ? 1 : 0) & (right ? 1 : 0) as UInt8 != 0
    }
}
