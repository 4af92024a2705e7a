/// What can flow through a network on a day, what bounds it, and what of a wanted flow would be seen.
public struct FlowFinding: Hashable, Codable, Sendable {
    /// The scenario, by id; nil for the numbers as they are stated.
    public var scenario: String?
    /// The day whose states count, from 1970-01-01; nil for the last ones that are stated.
    public var day: Int?
    /// The most that can flow where links of unknown state are open; nil where a way has no bound.
    public var maximum: Outcome?
    /// The same where they are closed; nil where every state is known, or a way has no bound.
    public var maximumIfClosed: Outcome?
    /// The flow that is asked for; nil where none is.
    public var wanted: Outcome?
    /// The probability that so much can flow where links of unknown state are open; nil where nothing is asked for.
    public var isEnough: Double?
    /// The same where they are closed; nil where every state is known too.
    public var isEnoughIfClosed: Double?
    /// Each link, and each node that has a limit.
    public var parts: [Part]
    /// How long stocks last.
    public var stores: [Store]
    /// What must be known beside it, sentences.
    public var remarks: [String]

    /// States a finding.
    public init(
        scenario: String?, day: Int?, maximum: Outcome?, maximumIfClosed: Outcome?, wanted: Outcome?,
        isEnough: Double?, isEnoughIfClosed: Double?, parts: [Part], stores: [Store] = [], remarks: [String]
    ) {
        self.scenario = scenario
        self.day = day
        self.maximum = maximum
        self.maximumIfClosed = maximumIfClosed
        self.wanted = wanted
        self.isEnough = isEnough
        self.isEnoughIfClosed = isEnoughIfClosed
        self.parts = parts
        self.stores = stores
        self.remarks = remarks
    }

    /// All outcomes, in the order of the table.
    public var outcomes: [Outcome] {
        var all = [maximum, maximumIfClosed, wanted].compactMap { $0 }
        for part in parts {
            let own = [
                part.capacity, part.maximumIfClosed, part.mustCarry, part.mayCarry, part.carriersADay,
                part.carriersADayAtMost,
            ]
            all += own.compactMap { $0 }
        }
        for store in stores { all += [store.lasts, store.lastsFull, store.empty, store.full].compactMap { $0 } }
        return all
    }

    /// A link, or a node that has a limit.
    public struct Part: Hashable, Codable, Sendable {
        /// The link or node, by id.
        public var id: String
        /// What it is.
        public var text: String
        /// The nodes between which it lies, by id; nil for a node.
        public var ends: [String]?
        /// "open", "closed from 2020-01-31", "limited", "unknown", "open, as nothing is stated".
        public var state: String
        /// Whether nobody knows its state on the day.
        public var isUnknown: Bool
        /// What can pass in that state, t/d; nil for no bound.
        public var capacity: Outcome?
        /// The probability that it lies in a smallest cut: that it is among what bounds the flow.
        public var bottleneck: Double
        /// The probability that more would flow if it alone let more pass.
        public var raises: Double
        /// The most that can flow if it alone is closed; for links of unknown state.
        public var maximumIfClosed: Outcome?
        /// What of the wanted flow must come over it, t/d, as the other ways do not take it.
        public var mustCarry: Outcome?
        /// What of the wanted flow comes over it if all that can does, t/d.
        public var mayCarry: Outcome?
        /// The carrier on it, by id.
        public var carrier: String?
        /// How many laden carriers a day must come over it.
        public var carriersADay: Outcome?
        /// How many come over it if all of the wanted flow that can does.
        public var carriersADayAtMost: Outcome?
        /// The zone in which it would be seen.
        public var zone: String?
        /// The link of the site that it is, by id.
        public var siteLink: String?

        /// States a part.
        public init(
            id: String, text: String, ends: [String]?, state: String, isUnknown: Bool, capacity: Outcome?,
            bottleneck: Double, raises: Double, maximumIfClosed: Outcome?, mustCarry: Outcome?, mayCarry: Outcome?,
            carrier: String?, carriersADay: Outcome?, carriersADayAtMost: Outcome?, zone: String?, siteLink: String?
        ) {
            self.id = id
            self.text = text
            self.ends = ends
            self.state = state
            self.isUnknown = isUnknown
            self.capacity = capacity
            self.bottleneck = bottleneck
            self.raises = raises
            self.maximumIfClosed = maximumIfClosed
            self.mustCarry = mustCarry
            self.mayCarry = mayCarry
            self.carrier = carrier
            self.carriersADay = carriersADay
            self.carriersADayAtMost = carriersADayAtMost
            self.zone = zone
            self.siteLink = siteLink
        }
    }
}
