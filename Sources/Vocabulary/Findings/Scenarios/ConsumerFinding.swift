/// What a supply would change for those who use it, in one scenario.
public struct ConsumerFinding: Hashable, Codable, Sendable {
    /// What keeps a group from doing more.
    public enum Limit: String, Hashable, Codable, Sendable {
        /// The supply, in at least nine draws of ten.
        case supply
        /// The cap by what else is needed, in at least nine draws of ten.
        case cap
        /// Either of them.
        case either
    }

    /// The group, by id.
    public var group: String
    /// The scenario, by id; nil for the numbers as they are stated.
    public var scenario: String?
    /// What each consumer uses in a year, in the order of the group.
    public var uses: [Outcome]
    /// What they use together.
    public var use: Outcome
    /// What they would be supplied with.
    public var supply: Outcome
    /// The supply as a multiple of the use; nil where they use nothing.
    public var ratio: Outcome?
    /// What the supply would be enough for, in the group's unit of activity; nil where its consumers have several.
    public var supplied: Outcome?
    /// What they do now, in the same unit; nil where its consumers have several.
    public var activity: Outcome?
    /// What they could do, as a multiple of what they do now; nil where they use nothing.
    public var activityRatio: Outcome?
    /// What that would use in a year; nil where they use nothing.
    public var useThen: Outcome?
    /// The share of draws in which the cap, not the supply, keeps them from doing more, 0…1.
    public var capBinds: Double
    /// What keeps them from doing more.
    public var limit: Limit
    /// The same in a sentence.
    public var sentence: String
    /// How long their stock lasts, at several rates of use.
    public var stocks: [Outcome]

    /// States a finding.
    ///
    /// - Parameters:
    ///   - group: The group, by id.
    ///   - scenario: The scenario, by id.
    ///   - uses: What each consumer uses in a year.
    ///   - use: What they use together.
    ///   - supply: What they would be supplied with.
    ///   - ratio: The supply as a multiple of the use.
    ///   - supplied: What the supply would be enough for.
    ///   - activity: What they do now.
    ///   - activityRatio: What they could do, as a multiple of what they do now.
    ///   - useThen: What that would use in a year.
    ///   - capBinds: The share of draws in which the cap keeps them from doing more.
    ///   - limit: What keeps them from doing more.
    ///   - sentence: The same in a sentence.
    ///   - stocks: How long their stock lasts.
    public init(
        group: String, scenario: String?, uses: [Outcome], use: Outcome, supply: Outcome, ratio: Outcome?,
        supplied: Outcome?, activity: Outcome?, activityRatio: Outcome?, useThen: Outcome?, capBinds: Double,
        limit: Limit, sentence: String, stocks: [Outcome]
    ) {
        self.group = group
        self.scenario = scenario
        self.uses = uses
        self.use = use
        self.supply = supply
        self.ratio = ratio
        self.supplied = supplied
        self.activity = activity
        self.activityRatio = activityRatio
        self.useThen = useThen
        self.capBinds = capBinds
        self.limit = limit
        self.sentence = sentence
        self.stocks = stocks
    }

    /// All its outcomes, in their order.
    public var outcomes: [Outcome] {
        uses + [use, supply, ratio, supplied, activity, activityRatio, useThen].compactMap { $0 } + stocks
    }
}
