/// How long objects of one class stay in a zone, corrected for looks seeing long stays sooner than short ones.
public struct StayLength: Hashable, Codable, Sendable {
    /// The zone, by id.
    public var zone: String
    /// What was counted.
    public var quantity: String
    /// Stays that were seen.
    public var stays: Int
    /// How many of them no look shows the beginning or the end of: they were there at the first look or at the last.
    public var cutOff: Int
    /// How many stays were made by cutting followed objects apart, where two sightings are more probably of two objects than of one.
    public var separated: Int
    /// Whether objects that the same looks show and do not show count as one stay, as the vehicles of one train do.
    public var countsGroups: Bool
    /// Looks that could tell, over which the stays were seen.
    public var looks: Int
    /// Those of them that show a stay, by id, in the order of time.
    public var showing: [String]
    /// Of ``looks``, how many have a probability of detection that nobody measured.
    public var unmeasured: Int
    /// Mean length in days without any correction, each from halfway between looks to halfway between looks.
    public var uncorrectedMean: Double
    /// Probability of the intervals.
    public var level: Double
    /// What the looks tell.
    public var outcome: Outcome

    /// Makes a record.
    public init(
        zone: String, quantity: String, stays: Int, cutOff: Int, separated: Int, countsGroups: Bool, looks: Int,
        showing: [String], unmeasured: Int, uncorrectedMean: Double, level: Double, outcome: Outcome
    ) {
        self.zone = zone
        self.quantity = quantity
        self.stays = stays
        self.cutOff = cutOff
        self.separated = separated
        self.countsGroups = countsGroups
        self.looks = looks
        self.showing = showing
        self.unmeasured = unmeasured
        self.uncorrectedMean = uncorrectedMean
        self.level = level
        self.outcome = outcome
    }

    /// Lengths, or why the looks do not tell them.
    public enum Outcome: Hashable, Codable, Sendable {
        /// Mean and median in days, of all stays, seen or not, by the family of distributions that describes them best; the
        /// intervals hold those of all families that the stays do not tell apart from it, which stand after it.
        case estimated(mean: BoundedEstimate, median: BoundedEstimate, families: [String])
        /// They do not, because …
        case undetermined(because: String)
    }
}
