/// What a reader must know of a network: the essentials of its card.
public struct ModelSummary: Hashable, Codable, Sendable {
    /// Name on the card.
    public var name: String
    /// Hash of the network's bytes, in hexadecimal digits.
    public var sha256: String
    /// Score from which a detection counts; nil where there are several or none.
    public var threshold: Double?
    /// Licence of the network.
    public var licence: String?
    /// How well it was measured to do, in a sentence: precision, recall and F1, and on what data.
    public var accuracy: String?
    /// What it is known to get wrong, in sentences.
    public var limits: [String]

    /// Makes a summary; what is not given is written as not told.
    public init(
        name: String, sha256: String, threshold: Double? = nil, licence: String? = nil, accuracy: String? = nil,
        limits: [String] = []
    ) {
        self.name = name
        self.sha256 = sha256
        self.threshold = threshold
        self.licence = licence
        self.accuracy = accuracy
        self.limits = limits
    }
}
