import Foundation

/// JSON whose text follows from the value alone: sorted keys, shortest exact numbers.
///
/// Numbers that JSON does not know are written as the strings "Infinity", "-Infinity" and "NaN".
public enum CanonicalJSON {
    /// The text of a value.
    ///
    /// - Throws: `EncodingError` where the value itself refuses to be written.
    public static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The value of a text.
    ///
    /// - Throws: `DecodingError` where the text is no such value.
    public static func value<Value: Decodable>(_ text: String) throws -> Value {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return try decoder.decode(Value.self, from: Data(text.utf8))
    }

    /// The text of a list; its empty form without the cost of an encoder.
    public static func list(_ texts: [String]) throws -> String { texts.isEmpty ? "[]" : try text(texts) }

    /// The list of a text.
    public static func list(_ text: String) throws -> [String] { text == "[]" ? [] : try value(text) }
}
