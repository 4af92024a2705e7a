/// Why a file of weather cannot be used: where, what is wrong, and what to do.
public struct WeatherFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, as it was named.
    public var file: String
    /// Line from 1; nil where the file as a whole is meant.
    public var line: Int?
    /// What is wrong.
    public var problem: String
    /// What was expected, or what to do.
    public var expected: String

    /// Makes an error.
    public init(file: String, line: Int? = nil, problem: String, expected: String) {
        self.file = file
        self.line = line
        self.problem = problem
        self.expected = expected
    }

    /// One line: `station.dly:12: what is wrong; what was expected`.
    public var description: String {
        "\(file)\(line.map { ":\($0)" } ?? ""): \(problem); \(expected)"
    }
}

/// How a text from a file is quoted in a message: shortened, without control characters.
func quoted(_ text: some StringProtocol) -> String {
    let clean = text.unicodeScalars.prefix(61).map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }
    return "'" + (clean.count > 60 ? clean.prefix(59).joined() + "…" : clean.joined()) + "'"
}
