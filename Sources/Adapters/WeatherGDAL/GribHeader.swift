import Foundation

/// What section 1 of a GRIB message of edition 1 tells of a field, and where the message lies.
///
/// GDAL gives a field of a span the time of its beginning and does not show its end, so spans are read here.
///
/// Source: WMO, Manual on Codes, FM 92-XI Ext. GRIB, edition 1, section 1 (product definition), and code tables 4 and 5.
struct GribHeader: Equatable {
    /// The edition: 1 or 2; of 2 nothing more is read here.
    var edition: Int
    /// Centre, table and number of the variable.
    var centre = 0
    var table = 0
    var parameter = 0
    /// The time that steps count from.
    var reference = Date.distantPast
    /// Seconds from there to the beginning and to the end of the field's span; the same for an instant.
    var begin: TimeInterval = 0
    var end: TimeInterval = 0
    /// Whether the field tells its span: a sum, mean or extreme between two steps.
    var hasSpan = false

    /// The messages of a file in order.
    ///
    /// - Parameter data: The file.
    /// - Returns: One header for each message.
    /// - Throws: ``ModelFlaw`` where a message is cut off or has a length that cannot be.
    static func all(in data: Data) throws(ModelFlaw) -> [GribHeader] {
        var headers: [GribHeader] = []
        var place = data.startIndex
        let magic = Data("GRIB".utf8)
        while let found = data.range(of: magic, in: place..<data.endIndex) {
            let start = found.lowerBound
            func byte(_ offset: Int) -> Int { start + offset < data.endIndex ? Int(data[start + offset]) : 0 }
            func number(_ offset: Int, _ length: Int) -> Int {
                (0..<length).reduce(0) { ($0 << 8) | byte(offset + $1) }
            }
            let edition = byte(7)
            let length: Int
            switch edition {
            case 1: length = number(4, 3)
            case 2: length = number(8, 4) == 0 ? number(12, 4) : .max
            default:
                throw ModelFlaw(
                    problem: "holds a message of GRIB edition \(edition)", expected: "expected edition 1 or 2")
            }
            guard length >= 16, length & 0x80_0000 == 0 || edition == 2, length <= data.endIndex - start else {
                throw ModelFlaw(
                    problem: "is cut off or broken in message \(headers.count + 1)",
                    expected: "check that it was stored whole, or download it again")
            }
            headers.append(edition == 1 ? first(number) : GribHeader(edition: 2))
            guard headers.count <= 20 * ModelWeather.longest else {
                throw ModelFlaw(problem: "holds too many messages", expected: "split it by years")
            }
            place = start + length
        }
        return headers
    }

    /// Reads section 1, which begins behind the eight bytes of section 0.
    private static func first(_ number: (Int, Int) -> Int) -> GribHeader {
        var header = GribHeader(edition: 1)
        header.table = number(8 + 3, 1)
        header.centre = number(8 + 4, 1)
        header.parameter = number(8 + 8, 1)
        let year = (number(8 + 24, 1) - 1) * 100 + number(8 + 12, 1)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = DateComponents(
            year: year, month: number(8 + 13, 1), day: number(8 + 14, 1), hour: number(8 + 15, 1),
            minute: number(8 + 16, 1))
        header.reference = calendar.date(from: parts) ?? .distantPast
        let units: [Int: TimeInterval] = [0: 60, 1: 3600, 2: 86_400, 10: 3 * 3600, 11: 6 * 3600, 12: 12 * 3600, 254: 1]
        let unit = units[number(8 + 17, 1)] ?? .nan
        let (p1, p2) = (Double(number(8 + 18, 1)), Double(number(8 + 19, 1)))
        switch number(8 + 20, 1) {
        case 0, 1: (header.begin, header.end) = (p1 * unit, p1 * unit)
        case 2, 3, 4, 5: (header.begin, header.end, header.hasSpan) = (p1 * unit, p2 * unit, true)
        case 10: (header.begin, header.end) = (Double(number(8 + 18, 2)) * unit, Double(number(8 + 18, 2)) * unit)
        default: (header.begin, header.end) = (.nan, .nan)
        }
        return header
    }
}
