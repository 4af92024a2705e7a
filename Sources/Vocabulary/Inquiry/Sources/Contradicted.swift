/// Statements that cannot all be true, as they are told.
public struct Contradicted: Hashable, Codable, Sendable {
    /// What contradicts what, in a sentence.
    public var sentence: String
    /// The sources that say so, by id.
    public var sources: [String]
    /// The facts, by id.
    public var facts: [String]
    /// The events, by id.
    public var events: [String]
    /// What would resolve it; nil where nobody said.
    public var resolution: String?
    /// Whether it is two values of one property, so that several such pairs may be told together.
    public var isOfValues = false

    /// Makes a record.
    ///
    /// - Parameters:
    ///   - sentence: What contradicts what.
    ///   - sources: The sources that say so, by id.
    ///   - facts: The facts, by id.
    ///   - events: The events, by id.
    ///   - resolution: What would resolve it.
    public init(
        sentence: String, sources: [String], facts: [String] = [], events: [String] = [], resolution: String? = nil
    ) {
        self.sentence = sentence
        self.sources = sources
        self.facts = facts
        self.events = events
        self.resolution = resolution
    }
}
