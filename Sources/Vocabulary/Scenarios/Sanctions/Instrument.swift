/// A rule that caps what may be delivered in a period, as data: oil by the barrel, coal by tonne and value, days of
/// ships, a number of arms. A ban is a cap of 0.
public struct Instrument: Hashable, Codable, Sendable {
    /// Unique among the case's instruments: "refined".
    public var id: String
    /// What it is: "UNSCR 2397 (2017), paragraph 5".
    public var text: String
    /// What it caps, in words: "refined petroleum products".
    public var group: String
    /// The products that belong to the group; none: whatever is said to count against it.
    public var products: [String]
    /// Its caps, each in a unit of its own; one or more. Whichever is reached first binds.
    public var arms: [Arm]
    /// The periods in which the caps hold, each anew.
    public var period: CapPeriod
    /// At which shares of the cap something follows, in rising order.
    public var notices: [Notice]
    /// What is made at home of the same group in a period: it is no delivery, but takes the place of some.
    public var homeProducts: [HomeProduct]
    /// Where it stands.
    public var basis: InputBasis

    /// States an instrument.
    ///
    /// - Parameters:
    ///   - id: Unique among the case's instruments.
    ///   - text: What it is.
    ///   - group: What it caps, in words.
    ///   - products: The products that belong to the group; none for no limit.
    ///   - arms: Its caps; one or more.
    ///   - period: The periods in which the caps hold.
    ///   - notices: At which shares of the cap something follows, in rising order.
    ///   - homeProducts: What is made at home of the same group.
    ///   - basis: Where it stands.
    public init(
        id: String, text: String, group: String, products: [String] = [], arms: [Arm], period: CapPeriod,
        notices: [Notice] = [], homeProducts: [HomeProduct] = [], basis: InputBasis = InputBasis()
    ) {
        self.id = id
        self.text = text
        self.group = group
        self.products = products
        self.arms = arms
        self.period = period
        self.notices = notices
        self.homeProducts = homeProducts
        self.basis = basis
    }

    /// Its numbers: of each arm the cap and the demand, the notice levels, what is made at home.
    public var inputs: [ScenarioInput] {
        arms.flatMap { [$0.cap] + ($0.demand.map { [$0] } ?? []) } + notices.map(\.level)
            + homeProducts.compactMap(\.amount)
    }

    /// One cap of an instrument.
    public struct Arm: Hashable, Codable, Sendable {
        /// Unique in the instrument: "barrels".
        public var id: String
        /// The most that may be delivered in a period; 0 or more. Its unit is that of the arm.
        public var cap: ScenarioInput
        /// What would be delivered in a period if nothing were capped, in the same unit; nil where nobody states it.
        public var demand: ScenarioInput?

        /// States a cap.
        ///
        /// - Parameters:
        ///   - id: Unique in the instrument.
        ///   - cap: The most that may be delivered in a period.
        ///   - demand: What would be delivered if nothing were capped, in the cap's unit.
        public init(id: String, cap: ScenarioInput, demand: ScenarioInput? = nil) {
            self.id = id
            self.cap = cap
            self.demand = demand
        }
    }

    /// Something that follows when a share of the cap is reached.
    public struct Notice: Hashable, Codable, Sendable {
        /// The share of the cap, 0…1.
        public var level: ScenarioInput
        /// What follows: "the Secretariat tells all states".
        public var text: String

        /// States a notice.
        ///
        /// - Parameters:
        ///   - level: The share of the cap.
        ///   - text: What follows.
        public init(level: ScenarioInput, text: String) {
            self.level = level
            self.text = text
        }
    }

    /// What is made at home in a year.
    public struct HomeProduct: Hashable, Codable, Sendable {
        /// Unique in the instrument: "kerosene".
        public var id: String
        /// The product, as tables of units and the plant's slate name it; nil where it has none.
        public var product: String?
        /// How much of it in a year; nil where it is the plant's output of ``product`` in tonnes a year.
        public var amount: ScenarioInput?
        /// How it counts beside each arm; an arm without one cannot be compared.
        public var counts: [ArmCount]

        /// States what is made at home.
        ///
        /// - Parameters:
        ///   - id: Unique in the instrument.
        ///   - product: The product.
        ///   - amount: How much of it in a year; nil for the plant's output.
        ///   - counts: How it counts beside each arm.
        public init(id: String, product: String?, amount: ScenarioInput?, counts: [ArmCount]) {
            self.id = id
            self.product = product
            self.amount = amount
            self.counts = counts
        }
    }
}
