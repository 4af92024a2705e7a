/// What a reader of weather left out of a file, counted by reason, with the first lines.
public struct WeatherOmissions: Hashable, Sendable {
    /// Lines that are named for one reason; more are only counted.
    public static let namedLines = 5

    /// One reason for which something was left out.
    public struct Omission: Hashable, Sendable {
        /// What was left out, for people: "a snowfall below 0".
        public var reason: String
        /// How often.
        public var count: Int
        /// The first lines of the file where it stood, from 1; of a list, the first places in it.
        public var lines: [Int]
    }

    /// What was left out, in the order in which the reasons came up.
    public private(set) var all: [Omission] = []
    private var places: [String: Int] = [:]

    /// Nothing was left out yet.
    public init() {}

    /// Whether nothing was left out.
    public var isEmpty: Bool { all.isEmpty }

    /// How much was left out.
    public var count: Int { all.reduce(0) { $0 + $1.count } }

    /// Counts something that was left out.
    ///
    /// - Parameters:
    ///   - reason: What was left out; the same words each time.
    ///   - line: Where it stood.
    ///   - count: How often.
    public mutating func add(_ reason: String, line: Int? = nil, count: Int = 1) {
        guard count > 0 else { return }
        let index = places[reason] ?? all.count
        if index == all.count {
            all.append(Omission(reason: reason, count: 0, lines: []))
            places[reason] = index
        }
        all[index].count += count
        if let line, all[index].lines.count < Self.namedLines, all[index].lines.last != line {
            all[index].lines.append(line)
        }
    }

    /// One sentence for each reason: "Left out 3 times: a snowfall below 0 (lines 4, 8, 9)."
    public var sentences: [String] {
        all.map { omission in
            let times = omission.count == 1 ? "once" : "\(omission.count) times"
            var lines = ""
            if !omission.lines.isEmpty {
                let more = omission.count > omission.lines.count ? " …" : ""
                lines =
                    " (line\(omission.lines.count == 1 && more.isEmpty ? "" : "s") "
                    + omission.lines.map(String.init).joined(separator: ", ") + more + ")"
            }
            return "Left out \(times): \(omission.reason)\(lines)."
        }
    }
}
