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
    ///   - noData: The mark for missing pixels. Not-a-number and infinite numbers are always missing.
    ///   - scale: Factor.
    ///   - offset: Summand.
    ///   - isClamped: Whether results are cut to 0…1.
    init(noData: Band.NoData?, scale: Double, offset: Double, isClamped: Bool) {
        if case .value(let value) = noData { self.noData = Float(value) } else { self.noData = .nan }
        self.scale = Float(scale)
        self.offset = Float(offset)
        self.isClamped = isClamped
    }

    /// Whether a stored number means that a pixel is missing.
    func isMissing(_ stored: Float) -> Bool { Self.isThere(stored, noData, 1) == 0 }

    /// Converts one band of a block in place; missing pixels become 0 and lose their validity.
    ///
    /// - Parameters:
    ///   - values: Blocks of `validity.count` numbers, band by band.
    ///   - band: Which of them.
    ///   - validity: 1 where all bands so far have a value.
    func convert(_ values: inout [Float], band: Int, validity: inout [UInt8]) {
        let first = band * validity.count
        let count = validity.count
        var all = values.mutableSpan
        var numbers = all._mutatingExtracting(first..<(first + count))
        var marks = validity.mutableSpan
        let noData = noData
        let scale = scale
        let offset = offset
        // Both spans have `count` elements. With a check at each pixel these loops take 2.2 ns for it instead
        // of 0.85, a quarter of all time with a network that costs nothing (`scripts/bench --only geodeep`).
        if isClamped {
            for index in 0..<count {
                let stored = unsafe numbers[unchecked: index]
                let isThere = Self.isThere(stored, noData, unsafe marks[unchecked: index])
                let scaled = stored * scale + offset
                let low = scaled > 0 ? scaled : 0
                let value = low < 1 ? low : 1
                unsafe numbers[unchecked: index] = isThere != 0 ? value : 0
                unsafe marks[unchecked: index] = isThere
            }
        } else {
            for index in 0..<count {
                let stored = unsafe numbers[unchecked: index]
                let isThere = Self.isThere(stored, noData, unsafe marks[unchecked: index])
                unsafe numbers[unchecked: index] = isThere != 0 ? stored * scale + offset : 0
                unsafe marks[unchecked: index] = isThere
            }
        }
    }

    /// Converts one band of whole numbers as the file stores them; missing pixels become 0 and lose their validity.
    ///
    /// The same results as reading them as floating point and converting those in place, in one pass over a quarter
    /// or half of the memory: numbers of up to 16 bits are exact in 32 bits of floating point.
    ///
    /// - Parameters:
    ///   - stored: Blocks of `validity.count` numbers, band by band.
    ///   - values: Receives the numbers wanted, in the same order.
    ///   - band: Which of the blocks.
    ///   - validity: 1 where all bands so far have a value.
    func convert<Stored: FixedWidthInteger & BitwiseCopyable>(
        _ stored: [Stored], to values: inout [Float], band: Int, validity: inout [UInt8]
    ) {
        let count = validity.count
        let part = band * count..<(band + 1) * count
        let source = stored.span.extracting(part)
        var all = values.mutableSpan
        var numbers = all._mutatingExtracting(part)
        let scale = scale
        let offset = offset
        let low: Float = isClamped ? 0 : -.greatestFiniteMagnitude
        let high: Float = isClamped ? 1 : .greatestFiniteMagnitude
        // All spans have `count` elements; without checks the loops work on several pixels at a time.
        guard let mark = Stored(exactly: noData) else {
            for index in 0..<count {
                let scaled = Float(unsafe source[unchecked: index]) * scale + offset
                let raised = scaled > low ? scaled : low
                unsafe numbers[unchecked: index] = raised < high ? raised : high
            }
            return
        }
        var marks = validity.mutableSpan
        for index in 0..<count {
            let number = unsafe source[unchecked: index]
            let before = unsafe marks[unchecked: index]
            let isThere: UInt8 = (number != mark ? 1 : 0) & before
            let scaled = Float(number) * scale + offset
            let raised = scaled > low ? scaled : low
            let value = raised < high ? raised : high
            unsafe numbers[unchecked: index] = isThere != 0 ? value : 0
            unsafe marks[unchecked: index] = isThere
        }
    }

    /// 1 where a pixel has a value and was not missing before, else 0; without a branch, so that several
    /// pixels are worked on at a time. The comparison with the greatest number is false for not-a-number too.
    @inline(__always)
    private static func isThere(_ stored: Float, _ noData: Float, _ mark: UInt8) -> UInt8 {
        (abs(stored) <= .greatestFiniteMagnitude ? 1 : 0) & (stored != noData ? 1 : 0) & (mark != 0 ? 1 : 0)
    }
}
