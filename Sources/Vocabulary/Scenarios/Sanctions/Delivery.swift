public import Inquiry

/// Something that was, may have been or would be delivered, and that counts against caps.
///
/// Only what crosses the border is a delivery; what is made at home is an ``Instrument/HomeProduct``.
public struct Delivery: Hashable, Codable, Sendable {
    /// On what ground a delivery is counted.
    public enum Standing: String, Hashable, Codable, CaseIterable, Sendable {
        /// The one who delivers, or who receives, has reported it.
        case reported
        /// Somebody has estimated it from what was seen.
        case estimated
        /// It would come about in a scenario.
        case supposed
    }

    /// How much of it there is.
    public enum Amount: Hashable, Codable, Sendable {
        /// As somebody states it.
        case stated(ScenarioInput)
        /// A number of calls, times the capacity of a carrier, times the share of it that is laden.
        case calls(number: ScenarioInput, capacity: ScenarioInput, laden: ScenarioInput)

        /// Its numbers.
        public var inputs: [ScenarioInput] {
            switch self {
            case .stated(let amount): [amount]
            case .calls(let number, let capacity, let laden): [number, capacity, laden]
            }
        }

        /// The unit of the whole.
        public var unit: String {
            switch self {
            case .stated(let amount): amount.unit
            case .calls(_, let capacity, _): capacity.unit
            }
        }
    }

    /// Unique among the case's deliveries.
    public var id: String
    /// What it is: "products from Nakhodka, seen by satellite".
    public var text: String
    /// The instruments against which it counts, by id.
    public var instruments: [String]
    /// What was delivered, as tables of units name it; nil where it has no name there.
    public var product: String?
    /// When: the days over which it is spread evenly.
    public var time: CalendarSpan
    /// On what ground it is counted.
    public var standing: Standing
    /// Whether the amount is the whole, or the least or most that it can be.
    public var bound: Bound
    /// How much.
    public var amount: Amount
    /// The same amount in other units, where somebody states it: a mass beside a value.
    public var also: [ScenarioInput]
    /// What one unit of the amount costs, where it must be held against a cap by value.
    public var price: ScenarioInput?
    /// The table by which mass and volume are converted; nil for the default one.
    public var table: String?
    /// Deliveries that an estimate covers, by id, which are then not counted a second time; nil where it is not said.
    public var covers: [String]?
    /// How it counts against each arm of its instruments.
    public var counts: [ArmCount]
    /// Where it comes from.
    public var basis: InputBasis

    /// States a delivery.
    ///
    /// - Parameters:
    ///   - id: Unique among the case's deliveries.
    ///   - text: What it is.
    ///   - instruments: The instruments against which it counts, by id.
    ///   - product: What was delivered.
    ///   - time: The days over which it is spread.
    ///   - standing: On what ground it is counted.
    ///   - bound: Whether the amount is the whole.
    ///   - amount: How much.
    ///   - also: The same amount in other units.
    ///   - price: What one unit of the amount costs.
    ///   - table: The table by which mass and volume are converted.
    ///   - covers: Deliveries that it covers; nil where it is not said.
    ///   - counts: How it counts against each arm; see ``count(against:by:)``.
    ///   - basis: Where it comes from.
    public init(
        id: String, text: String, instruments: [String], product: String? = nil, time: CalendarSpan,
        standing: Standing, bound: Bound = .exact, amount: Amount, also: [ScenarioInput] = [],
        price: ScenarioInput? = nil, table: String? = nil, covers: [String]? = nil, counts: [ArmCount] = [],
        basis: InputBasis = InputBasis()
    ) {
        self.id = id
        self.text = text
        self.instruments = instruments
        self.product = product
        self.time = time
        self.standing = standing
        self.bound = bound
        self.amount = amount
        self.also = also
        self.price = price
        self.table = table
        self.covers = covers
        self.counts = counts
        self.basis = basis
    }

    /// Its numbers.
    public var inputs: [ScenarioInput] { amount.inputs + also + (price.map { [$0] } ?? []) }
}
