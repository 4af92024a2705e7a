import Evidence
import Rasters
import Statistics

/// What the sample of a band tells about it.
struct SampleSummary: Sendable {
    /// Columns and rows of the sample.
    var size: RasterSize
    /// Whether any pixel is valid.
    var hasPixels: Bool
    /// See ``BandMeasurement/stretch(of:)``.
    var stretch: Band.Stretch?
    /// See ``BandMeasurement/bitsInUse(of:type:)``.
    var bitsInUse: Int?
    /// Cells that are valid, and cells that are 0, 1 or 0 each, row by row.
    var cells: (valid: [UInt8], black: [UInt8])?

    /// Measures a sample; `keepsCells` tells whether it lies on the scene's grid, so that its cells count.
    init(of sample: BandSample, type: Band.DataType, keepsCells: Bool) {
        size = sample.size
        hasPixels = sample.validity.contains(1)
        stretch = BandMeasurement.stretch(of: sample)
        bitsInUse = BandMeasurement.bitsInUse(of: sample, type: type)
        if keepsCells { cells = (sample.validity, sample.values.map { $0 == 0 ? 1 : 0 }) }
    }
}

/// What is measured from a band's pixels: a stretch for display, and the bits in use.
enum BandMeasurement {
    /// Stored numbers to be shown as black and white: 2nd and 98th percentile of valid pixels.
    ///
    /// Where half of the sample has one and the same number, as open water in a dark band may, or
    /// where the two percentiles are equal, the smallest and largest numbers are taken instead.
    ///
    /// - Returns: Nil where the sample has no valid pixel.
    static func stretch(of sample: BandSample) -> Band.Stretch? {
        let values = OrderedNumbers(of: sample)
        guard values.count > 0 else { return nil }
        let low = percentile(0.02, of: values)
        let high = percentile(0.98, of: values)
        let count = values.count == 1 ? "1 valid pixel" : "\(values.count) valid pixels"
        if high > low {
            return Band.Stretch(
                low: low, high: high, method: "2nd and 98th percentile of \(count), evenly sampled")
        }
        let first = Double(values[0])
        let last = Double(values[values.count - 1])
        if last > first {
            return Band.Stretch(low: first, high: last, method: "smallest and largest of \(count), evenly sampled")
        }
        return Band.Stretch(low: first, high: first + 1, method: "the one value of \(count), and one more")
    }

    /// A percentile of ordered numbers, of which there is one at least.
    static func percentile(_ share: Double, of values: OrderedNumbers) -> Double {
        Percentile.value(share, of: values.count) { Double(values[$0]) } ?? 0
    }

    /// Bits that the largest valid number of a sample needs; nil for other than whole numbers ≥ 0.
    static func bitsInUse(of sample: BandSample, type: Band.DataType) -> Int? {
        guard [.uint8, .uint16, .uint32, .int16, .int32].contains(type) else { return nil }
        var largest: Float = -1
        for (value, valid) in zip(sample.values, sample.validity) where valid == 1 { largest = max(largest, value) }
        guard largest >= 0, largest < 4_294_967_296 else { return nil }
        let number = UInt64(largest)
        return max(1, 64 - number.leadingZeroBitCount)
    }
}

/// The finite valid numbers of a sample in order.
struct OrderedNumbers {
    /// How many there are.
    let count: Int
    private let form: Form

    /// Whole numbers of up to 16 bits are counted and not listed: a tenth of the time, and no memory to speak of.
    private enum Form {
        case counted([Int])
        case listed([Float])
    }

    init(of sample: BandSample) {
        var counts = [Int](repeating: 0, count: 65_536)
        var total = 0
        for index in sample.values.indices where sample.validity[index] == 1 {
            let value = sample.values[index]
            guard value.isFinite else { continue }
            guard value >= 0, value < 65_536, Float(Int(value)) == value else {
                self.init(listing: sample)
                return
            }
            counts[Int(value)] += 1
            total += 1
        }
        self.init(form: .counted(counts), count: total)
    }

    private init(form: Form, count: Int) {
        self.form = form
        self.count = count
    }

    private init(listing sample: BandSample) {
        var values: [Float] = []
        for (value, valid) in zip(sample.values, sample.validity) where valid == 1 && value.isFinite {
            values.append(value)
        }
        self.init(listing: values)
    }

    private init(listing values: [Float]) {
        self.init(form: .listed(values.sorted()), count: values.count)
    }

    /// The number at a position in order, from 0.
    subscript(position: Int) -> Float {
        switch form {
        case .listed(let values): return values[position]
        case .counted(let counts):
            var before = 0
            for (value, count) in counts.enumerated() {
                before += count
                if position < before { return Float(value) }
            }
            preconditionFailure("There is no number \(position) among \(count).")
        }
    }
}
