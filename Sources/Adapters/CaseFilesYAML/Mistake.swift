/// A place in a text file.
public struct TextPosition: Hashable, Codable, Sendable, Comparable {
    /// Line, from 1.
    public var line: Int
    /// Column in Unicode scalars, from 1.
    public var column: Int

    /// Makes a place from its line and column, both counted from 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Whether one place comes before another.
    public static func < (left: TextPosition, right: TextPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// Something wrong in a case folder: where it stands, what is wrong and what was expected.
public struct Mistake: Hashable, Codable, Sendable {
    /// How bad a mistake is.
    public enum Severity: String, Codable, Sendable {
        /// The case cannot be used until it is mended.
        case error
        /// The case can be used, but probably does not say what was meant.
        case warning
    }

    /// Path relative to the case folder.
    public var file: String
    /// Where in the file; nil where the file as a whole is meant.
    public var position: TextPosition?
    /// Whether the case can be used all the same.
    public var severity: Severity
    /// What is wrong.
    public var problem: String
    /// What should stand there, or what to do.
    public var expected: String

    /// Makes a mistake.
    public init(
        file: String, position: TextPosition?, severity: Severity, problem: String, expected: String
    ) {
        self.file = file
        self.position = position
        self.severity = severity
        self.problem = problem
        self.expected = expected
    }
}

extension Mistake: CustomStringConvertible {
    /// One line as compilers write them: `site.geojson:41:7: error: what is wrong; what was expected`.
    public var description: String {
        let place = position.map { "\(file):\($0.line):\($0.column)" } ?? file
        return "\(place): \(severity.rawValue): \(problem)" + (expected.isEmpty ? "" : "; \(expected)")
    }
}

/// Why a case folder could not be read or written.
public struct CaseFilesError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is.
    public struct Code: Hashable, Sendable {
        private enum Value: Hashable { case mistakes, exists, badName, notWritable }
        private let value: Value
        /// The files hold mistakes that must be mended first.
        public static let mistakes = Code(value: .mistakes)
        /// A file that would have been overwritten is there already.
        public static let exists = Code(value: .exists)
        /// A name or text that cannot be used for a case.
        public static let badName = Code(value: .badName)
        /// A file or folder could not be written.
        public static let notWritable = Code(value: .notWritable)
    }

    /// What kind of failure it is.
    public let code: Code
    /// Everything wrong in the files, warnings too; empty for other kinds of failure.
    public let mistakes: [Mistake]
    /// What happened and what to do, in lines for a terminal.
    public let description: String

    init(mistakes: [Mistake]) {
        code = .mistakes
        self.mistakes = mistakes
        description = mistakes.map(\.description).joined(separator: "\n")
    }

    init(_ code: Code, _ sentence: String) {
        self.code = code
        mistakes = []
        description = sentence
    }
}

/// Collects the mistakes of one file, so that a person sees all of them at once.
struct MistakeLog {
    /// More than a person reads; a file of another kind would else print one line for each of its own.
    static let limit = 200

    let source: SourceText
    private(set) var mistakes: [Mistake] = []
    private var droppedErrors = 0
    private var droppedWarnings = 0

    init(source: SourceText) { self.source = source }

    var hasErrors: Bool { mistakes.contains { $0.severity == .error } }

    mutating func error(at offset: Int, _ problem: String, _ expected: String) {
        add(.error, source.position(of: offset), problem, expected)
    }

    mutating func warning(at offset: Int, _ problem: String, _ expected: String) {
        add(.warning, source.position(of: offset), problem, expected)
    }

    mutating func add(_ severity: Mistake.Severity, _ position: TextPosition?, _ problem: String, _ expected: String) {
        if mistakes.count >= Self.limit {
            // What keeps the case from being used is told before what is only doubtful.
            guard severity == .error, let last = mistakes.lastIndex(where: { $0.severity == .warning }) else {
                if severity == .error { droppedErrors += 1 } else { droppedWarnings += 1 }
                return
            }
            mistakes.remove(at: last)
            droppedWarnings += 1
        }
        mistakes.append(
            Mistake(file: source.file, position: position, severity: severity, problem: problem, expected: expected))
    }

    /// All mistakes in the order of the file, and at the end how many are not shown: an error where an error
    /// is among those, else a warning.
    var sorted: [Mistake] {
        var result = mistakes.sorted {
            ($0.position ?? .init(line: 0, column: 0)) < ($1.position ?? .init(line: 0, column: 0))
        }
        let dropped = droppedErrors + droppedWarnings
        if dropped > 0 {
            let noun = droppedErrors > 0 ? "mistake" : "warning"
            result.append(
                Mistake(
                    file: source.file, position: nil, severity: droppedErrors > 0 ? .error : .warning,
                    problem: "\(dropped) more \(noun)\(dropped == 1 ? " is" : "s are") not shown",
                    expected: "mend those above first"))
        }
        return result
    }
}

/// How a text is quoted in a message: shortened, without control characters.
func quoted(_ text: String) -> String {
    let clean = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }
    return "'" + (clean.count > 60 ? clean.prefix(59).joined() + "…" : clean.joined()) + "'"
}

/// "a, b or c".
func alternatives(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
}
