import Evidence
import Foundation

/// Values as JSON objects, one a line, keys in snake case and sorted, instants in ISO 8601.
enum JSONLines {
    /// Writes each value on a line of its own.
    ///
    /// - Parameters:
    ///   - values: What to write; each makes an object.
    ///   - event: What stands under "event" in each of them.
    /// - Throws: What the encoder says of a value that makes no JSON.
    static func write(_ values: [some Encodable], event: String) throws {
        for value in values { try write(try object(value).merging(["event": event]) { _, new in new }) }
    }

    /// Writes one object.
    ///
    /// - Parameter object: What to write.
    /// - Throws: What the encoder says of a value that makes no JSON.
    static func write(_ object: [String: Any]) throws {
        let data = try JSONSerialization.data(
            withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        print(String(decoding: data, as: UTF8.self))
    }

    /// A value as an object; empty where it makes none.
    static func object(_ value: some Encodable) throws -> [String: Any] { try encoded(value) as? [String: Any] ?? [:] }

    /// Values as objects.
    static func list(_ values: [some Encodable]) throws -> [Any] { try encoded(values) as? [Any] ?? [] }

    private static func encoded(_ value: some Encodable) throws -> Any {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(AcquisitionTime.text(date))
        }
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return try JSONSerialization.jsonObject(with: try encoder.encode(value))
    }
}
