/// Whether a number is the whole, or a bound of it.
public enum Bound: String, Hashable, Codable, CaseIterable, Sendable {
    /// The whole.
    case exact
    /// The least that it can be; it may be more.
    case atLeast = "at-least"
    /// The most that it can be; it may be less.
    case atMost = "at-most"
    /// A sum of both kinds, which bounds nothing.
    case open

    /// The bound of a sum.
    ///
    /// - Parameter other: The bound of the other part.
    /// - Returns: Open where one part is bounded below and the other above.
    public func joined(_ other: Bound) -> Bound {
        if self == other || other == .exact { return self }
        return self == .exact ? other : .open
    }

    /// The bound of something that falls when this rises.
    public var turned: Bound {
        switch self {
        case .exact, .open: self
        case .atLeast: .atMost
        case .atMost: .atLeast
        }
    }

    /// What stands before the number: "≥ ", "≤ ", "about ", or nothing.
    public var sign: String {
        switch self {
        case .exact: ""
        case .atLeast: "≥ "
        case .atMost: "≤ "
        case .open: "about "
        }
    }
}
