/// What an observation of so many carriers implies, held against everything that could have taken it.
public struct ScaleTestFinding: Hashable, Codable, Sendable {
    /// The scenario, by id; nil for the numbers as they are stated.
    public var scenario: String?
    /// The carrier, by id.
    public var carrier: String
    /// How many of them were seen; of a count with a range its median.
    public var count: Int
    /// "5 tank cars", "12 (11 to 17) tank cars".
    public var observed: String
    /// What looks counted, with their ids; nil where the number is stated.
    public var counted: DifferentObjects?
    /// The days in which that is all that came, where somebody says so.
    public var period: Double?
    /// What one carrier may hold, t, load by load; one where the load is no choice.
    public var alternatives: [Alternative]
    /// What all of them hold together, t.
    public var amount: Outcome
    /// The amount against each need.
    public var lines: [Line]
    /// What all needs of upkeep take together, t/d; nil where none is stated.
    public var upkeep: Outcome?
    /// How many days the amount lasts all needs of upkeep together; nil where there are none.
    public var lastsUpkeep: Outcome?
    /// The probability that the amount is more than upkeep takes in the period, what it takes once included; nil without a period or
    /// without a need of upkeep.
    public var exceedsUpkeep: Double?
    /// What the amount tells and what it does not, sentences.
    public var verdict: [String]

    /// States a finding.
    public init(
        scenario: String?, carrier: String, count: Int, observed: String, counted: DifferentObjects? = nil,
        period: Double?, alternatives: [Alternative], amount: Outcome, lines: [Line], upkeep: Outcome?,
        lastsUpkeep: Outcome?,
        exceedsUpkeep: Double?, verdict: [String]
    ) {
        self.scenario = scenario
        self.carrier = carrier
        self.count = count
        self.observed = observed
        self.counted = counted
        self.period = period
        self.alternatives = alternatives
        self.amount = amount
        self.lines = lines
        self.upkeep = upkeep
        self.lastsUpkeep = lastsUpkeep
        self.exceedsUpkeep = exceedsUpkeep
        self.verdict = verdict
    }

    /// All outcomes, in the order of the table.
    public var outcomes: [Outcome] {
        var all = [amount]
        for line in lines {
            let own = [
                line.heat, line.takes, line.covers, line.carriersADay, line.carriersAYear, line.batchesADay,
            ]
            all += own.compactMap { $0 }
        }
        return all + [upkeep, lastsUpkeep].compactMap { $0 }
    }

    /// One of the loads that a carrier may have.
    public struct Alternative: Hashable, Codable, Sendable {
        /// What one can carry, t; nil where the load is a range.
        public var load: Double?
        /// What all of them hold, t.
        public var amount: Spread

        /// States an alternative.
        public init(load: Double?, amount: Spread) {
            self.load = load
            self.amount = amount
        }
    }

    /// The amount against one need.
    public struct Line: Hashable, Codable, Sendable {
        /// The need, by id.
        public var need: String
        /// What it is.
        public var text: String
        /// What it would tell: "upkeep" or "operation".
        public var purpose: String
        /// What it burns, by id.
        public var fuel: String?
        /// The heat that it asks for: kW where it is a loss or power, kJ/kg where something is warmed; nil where its rate is told.
        public var heat: Outcome?
        /// What it takes: t/d, or t once; nil where the numbers give none.
        public var takes: Outcome?
        /// How much of it the amount covers: days that it lasts, the share of what is taken once, or the t that it warms; nil where the
        /// need takes nothing.
        public var covers: Outcome?
        /// The same for each of ``ScaleTestFinding/alternatives``.
        public var coversByAlternative: [Spread?]
        /// How many carriers a day bring what it takes; nil for what is taken once.
        public var carriersADay: Outcome?
        /// The same for each of ``ScaleTestFinding/alternatives``.
        public var carriersADayByAlternative: [Spread?]
        /// How many carriers a year, by the days on which the need is there.
        public var carriersAYear: Outcome?
        /// The same for each of ``ScaleTestFinding/alternatives``.
        public var carriersAYearByAlternative: [Spread?]
        /// How often a day as many as can be handled at once must be; nil where nobody says how many those are.
        public var batchesADay: Outcome?
        /// The same for each of ``ScaleTestFinding/alternatives``.
        public var batchesADayByAlternative: [Spread?]
        /// What that tells, a sentence.
        public var verdict: String

        /// States a line.
        public init(
            need: String, text: String, purpose: String, fuel: String?, heat: Outcome?, takes: Outcome?,
            covers: Outcome?,
            coversByAlternative: [Spread?], carriersADay: Outcome?, carriersADayByAlternative: [Spread?],
            carriersAYear: Outcome?, carriersAYearByAlternative: [Spread?], batchesADay: Outcome?,
            batchesADayByAlternative: [Spread?], verdict: String
        ) {
            self.need = need
            self.text = text
            self.purpose = purpose
            self.fuel = fuel
            self.heat = heat
            self.takes = takes
            self.covers = covers
            self.coversByAlternative = coversByAlternative
            self.carriersADay = carriersADay
            self.carriersADayByAlternative = carriersADayByAlternative
            self.carriersAYear = carriersAYear
            self.carriersAYearByAlternative = carriersAYearByAlternative
            self.batchesADay = batchesADay
            self.batchesADayByAlternative = batchesADayByAlternative
            self.verdict = verdict
        }
    }
}
