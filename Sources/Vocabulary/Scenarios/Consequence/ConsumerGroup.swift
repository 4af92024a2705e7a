/// Those who share one supply, and what keeps them from doing more than they do.
public struct ConsumerGroup: Hashable, Codable, Sendable {
    /// Unique among the case's groups: "aviation".
    public var id: String
    /// Who they are: "combat aircraft".
    public var text: String
    /// Who consumes; one or more.
    public var consumers: [Consumer]
    /// What they could be supplied with, by product; one or more.
    public var supply: [Supply]
    /// The share of that supply which goes to them, 0…1.
    public var share: ScenarioInput
    /// By how much activity follows supply: activity rises as supply to this power.
    public var elasticity: ScenarioInput
    /// The most that activity can become, as a multiple of today's, whatever the supply; nil where nothing else caps
    /// it.
    public var cap: ScenarioInput?
    /// What that cap is: "spares and crews".
    public var capText: String
    /// What they have in store; nil where nobody states it.
    public var stock: Stock?
    /// What they would use at full effort in a day, in tonnes; nil where nobody states it.
    public var fullUse: ScenarioInput?

    /// States a group.
    ///
    /// - Parameters:
    ///   - id: Unique among the case's groups.
    ///   - text: Who they are.
    ///   - consumers: Who consumes; one or more.
    ///   - supply: What they could be supplied with; one or more.
    ///   - share: The share of that supply which goes to them.
    ///   - elasticity: By how much activity follows supply.
    ///   - cap: The most that activity can become, as a multiple of today's.
    ///   - capText: What that cap is.
    ///   - stock: What they have in store.
    ///   - fullUse: What they would use at full effort, in t/d.
    public init(
        id: String, text: String, consumers: [Consumer], supply: [Supply], share: ScenarioInput,
        elasticity: ScenarioInput, cap: ScenarioInput? = nil, capText: String = "what else is needed",
        stock: Stock? = nil, fullUse: ScenarioInput? = nil
    ) {
        self.id = id
        self.text = text
        self.consumers = consumers
        self.supply = supply
        self.share = share
        self.elasticity = elasticity
        self.cap = cap
        self.capText = capText
        self.stock = stock
        self.fullUse = fullUse
    }

    /// Its numbers.
    public var inputs: [ScenarioInput] {
        consumers.flatMap { [$0.count, $0.active, $0.activity, $0.consumption] } + supply.compactMap(\.amount)
            + [share, elasticity] + [cap, stock?.amount, fullUse].compactMap { $0 }
    }

    /// Something that consumes by what it does.
    public struct Consumer: Hashable, Codable, Sendable {
        /// Unique in the group.
        public var id: String
        /// What it is.
        public var text: String
        /// How many there are.
        public var count: ScenarioInput
        /// The share of them that is active, 0…1.
        public var active: ScenarioInput
        /// What one of them does in a year, in ``activityUnit``.
        public var activity: ScenarioInput
        /// The unit of what it does: "h", "km", "flight-hour".
        public var activityUnit: String
        /// Tonnes that it consumes in one unit of activity.
        public var consumption: ScenarioInput
        /// What it consumes, as the supply names it.
        public var product: String

        /// States a consumer.
        ///
        /// - Parameters:
        ///   - id: Unique in the group.
        ///   - text: What it is.
        ///   - count: How many there are.
        ///   - active: The share of them that is active.
        ///   - activity: What one of them does in a year.
        ///   - activityUnit: The unit of what it does.
        ///   - consumption: Tonnes in one unit of activity.
        ///   - product: What it consumes.
        public init(
            id: String, text: String, count: ScenarioInput, active: ScenarioInput, activity: ScenarioInput,
            activityUnit: String, consumption: ScenarioInput, product: String
        ) {
            self.id = id
            self.text = text
            self.count = count
            self.active = active
            self.activity = activity
            self.activityUnit = activityUnit
            self.consumption = consumption
            self.product = product
        }
    }

    /// What there could be of a product.
    public struct Supply: Hashable, Codable, Sendable {
        /// The product.
        public var product: String
        /// How much of it in a year, in t/y; nil where it is the plant's output of it.
        public var amount: ScenarioInput?

        /// States a supply.
        ///
        /// - Parameters:
        ///   - product: The product.
        ///   - amount: How much of it in a year, in t/y; nil for the plant's output.
        public init(product: String, amount: ScenarioInput?) {
            self.product = product
            self.amount = amount
        }
    }

    /// What is in store.
    public struct Stock: Hashable, Codable, Sendable {
        /// An amount in tonnes, or days that it lasts at today's use.
        public var amount: ScenarioInput
        /// Whether the amount is told in days.
        public var isInDays: Bool

        /// States a stock.
        ///
        /// - Parameters:
        ///   - amount: An amount in tonnes, or days that it lasts at today's use.
        ///   - isInDays: Whether the amount is told in days.
        public init(amount: ScenarioInput, isInDays: Bool) {
            self.amount = amount
            self.isInDays = isInDays
        }
    }
}
