import Foundation

/// The head of a classic NetCDF file, read to learn how long the file must be.
///
/// The library reads a classic file that was cut off as if zeros followed, and zero is a value of packed numbers.
///
/// Source: Unidata, NetCDF Classic Format Specification (CDF-1, CDF-2 and CDF-5).
struct ClassicNetCDF {
    private let data: Data
    private var place: Int
    /// Bytes of a count: 8 in CDF-5, else 4.
    private let countLength: Int
    /// Bytes of a position in the file: 4 in CDF-1, else 8.
    private let offsetLength: Int

    /// What is wrong with a head; it names no file.
    private static let broken = ModelFlaw(
        problem: "is cut off or broken at its head", expected: "check that it was stored whole, or download it again")

    /// Refuses a classic file that is shorter than its head says; any other file is let pass.
    static func check(_ data: Data) throws(ModelFlaw) {
        guard data.starts(with: Array("CDF".utf8)), data.count > 4 else { return }
        let version = data[data.startIndex + 3]
        guard [1, 2, 5].contains(version) else { throw broken }
        var head = ClassicNetCDF(data: data, version: version)
        let length = try head.length()
        guard data.count >= length else {
            throw ModelFlaw(
                problem: "is cut off: it has \(data.count) of \(length) bytes",
                expected: "check that it was stored whole, or download it again")
        }
    }

    private init(data: Data, version: UInt8) {
        self.data = data
        place = 4
        countLength = version == 5 ? 8 : 4
        offsetLength = version == 1 ? 4 : 8
    }

    private mutating func number(_ length: Int) throws(ModelFlaw) -> Int {
        guard place + length <= data.count else { throw Self.broken }
        var value: UInt64 = 0
        for index in 0..<length { value = value << 8 | UInt64(data[data.startIndex + place + index]) }
        place += length
        // All bits set is a number of records that a writer left open.
        if value == .max { return 0xFFFF_FFFF }
        guard let number = Int(exactly: value), number < 1 << 48 else { throw Self.broken }
        return number
    }

    private mutating func skip(_ length: Int) throws(ModelFlaw) {
        let padded = (length + 3) / 4 * 4
        guard length >= 0, padded <= data.count - place else { throw Self.broken }
        place += padded
    }

    /// The count of a list; 0 for one that is absent.
    private mutating func count() throws(ModelFlaw) -> Int {
        _ = try number(4)
        let count = try number(countLength)
        guard count <= 100_000 else { throw Self.broken }
        return count
    }

    /// Bytes of one value of a type of the format; nil for none that there is.
    private static let sizes: [Int: Int] = [1: 1, 2: 1, 3: 2, 4: 4, 5: 4, 6: 8, 7: 1, 8: 2, 9: 4, 10: 8, 11: 8]

    private mutating func skipAttributes() throws(ModelFlaw) {
        for _ in 0..<(try count()) {
            try skip(try number(countLength))
            guard let size = Self.sizes[try number(4)] else { throw Self.broken }
            let (bytes, overflows) = try number(countLength).multipliedReportingOverflow(by: size)
            guard !overflows else { throw Self.broken }
            try skip(bytes)
        }
    }

    /// The least length of the file.
    private mutating func length() throws(ModelFlaw) -> Int {
        let records = try number(countLength)
        var dimensions: [Int] = []
        for _ in 0..<(try count()) {
            try skip(try number(countLength))
            dimensions.append(try number(countLength))
        }
        try skipAttributes()
        var fixedEnd = 0
        var recordBytes = 0
        var recordVariables: [(begin: Int, size: Int)] = []
        for _ in 0..<(try count()) {
            try skip(try number(countLength))
            var size = 1
            var hasRecords = false
            for index in 0..<(try number(countLength)) {
                let dimension = try number(countLength)
                guard dimension < dimensions.count, index < 1024 else { throw Self.broken }
                if dimensions[dimension] == 0, index == 0 {
                    hasRecords = true
                } else {
                    let (product, overflows) = size.multipliedReportingOverflow(by: dimensions[dimension])
                    guard !overflows, product < 1 << 48 else { throw Self.broken }
                    size = product
                }
            }
            try skipAttributes()
            guard let bytes = Self.sizes[try number(4)] else { throw Self.broken }
            _ = try number(countLength)
            let begin = try number(offsetLength)
            if hasRecords {
                recordVariables.append((begin, size * bytes))
                recordBytes += (size * bytes + 3) / 4 * 4
            } else {
                fixedEnd = max(fixedEnd, begin + size * bytes)
            }
        }
        guard records > 0, records != 0xFFFF_FFFF, !recordVariables.isEmpty else { return fixedEnd }
        // One variable alone is stored without padding between its records.
        if recordVariables.count == 1 { recordBytes = recordVariables[0].size }
        let (before, overflows) = recordBytes.multipliedReportingOverflow(by: records - 1)
        guard !overflows, before < 1 << 50 else { throw Self.broken }
        return recordVariables.reduce(fixedEnd) { max($0, $1.begin + before + $1.size) }
    }
}
