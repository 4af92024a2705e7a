/// What an uncollected indicator would be worth.
public struct CollectionWorth: Hashable, Codable, Sendable {
    /// The indicator, by id.
    public var indicator: String
    /// What it says.
    public var text: String
    /// Bits by which the entropy over the leaves is expected to fall if one clear season of looks settles it.
    public var entropyDrop: Double
    /// Probability that another hypothesis then leads.
    public var changesLeading: Double
    /// Probability that the indicator would be seen.
    public var seen: Double
    /// Probability that a look in its season is clear; nil where no cloud shares are known.
    public var clear: Double?
    /// Looks that could be had in a season; nil where nobody said how often.
    public var looks: Double?
    /// Bits that are expected from what can really be had: with the looks and, where its share is known, their cloud. Nil where nobody said how
    /// often looks can be had; it is at most ``entropyDrop`` then.
    public var expectedDrop: Double?
    /// What one look costs; nil where nobody said.
    public var cost: Double?
    /// What to look for, when and with what, in a sentence.
    public var sentence: String

    /// Makes a record.
    public init(
        indicator: String, text: String, entropyDrop: Double, changesLeading: Double, seen: Double, clear: Double?,
        looks: Double?, expectedDrop: Double?, cost: Double?, sentence: String
    ) {
        self.indicator = indicator
        self.text = text
        self.entropyDrop = entropyDrop
        self.changesLeading = changesLeading
        self.seen = seen
        self.clear = clear
        self.looks = looks
        self.expectedDrop = expectedDrop
        self.cost = cost
        self.sentence = sentence
    }
}
