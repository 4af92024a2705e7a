/// Units and products by which numbers are converted, under a name that is kept with each converted number.
public struct UnitTable: Hashable, Codable, Sendable {
    /// The name that converted numbers carry.
    public var id: String
    /// What it is called.
    public var title: String
    /// Who publishes it, or the id of the source in the case.
    public var source: String
    /// Its units.
    public var units: [MeasureUnit]
    /// Barrels in a tonne, by product.
    public var products: [ProductFactor]

    /// Makes a table.
    ///
    /// - Parameters:
    ///   - id: The name that converted numbers carry.
    ///   - title: What it is called.
    ///   - source: Who publishes it.
    ///   - units: Its units.
    ///   - products: Barrels in a tonne, by product.
    public init(
        id: String, title: String, source: String, units: [MeasureUnit] = [], products: [ProductFactor] = []
    ) {
        self.id = id
        self.title = title
        self.source = source
        self.units = units
        self.products = products
    }
}

/// How much volume a tonne of a product fills.
public struct ProductFactor: Hashable, Codable, Sendable {
    /// The product.
    public let product: String
    /// Barrels of 42 US gallons in a tonne; above 0.
    public let barrelsPerTonne: Double

    /// States a factor.
    ///
    /// - Parameters:
    ///   - product: The product.
    ///   - barrelsPerTonne: Barrels in a tonne; above 0.
    public init(_ product: String, _ barrelsPerTonne: Double) {
        self.product = product
        self.barrelsPerTonne = barrelsPerTonne
    }
}

/// What a unit measures. Units of one dimension convert; mass and volume convert where a product is named.
public enum UnitDimension: String, Hashable, Codable, Sendable {
    case count, mass, volume, length, area, time, power, energy, share, angle, temperature, money

    /// What one of the factors of this dimension is a number of.
    public var base: String {
        switch self {
        case .count: "1"
        case .mass: "t"
        case .volume: "m3"
        case .length: "m"
        case .area: "m2"
        case .time: "d"
        case .power: "W"
        case .energy: "J"
        case .share: "%"
        case .angle: "deg"
        case .temperature: "degC"
        case .money: "its own currency"
        }
    }
}

/// A unit.
public struct MeasureUnit: Hashable, Codable, Sendable {
    /// How it is written.
    public let symbol: String
    /// Other ways to write it.
    public let aliases: [String]
    /// What it measures.
    public let dimension: UnitDimension
    /// How many of the dimension's base one of it is; above 0.
    public let factor: Double
    /// How it is stated in the table: "1 bbl = 0.158987294928 m3".
    public let entry: String

    /// States a unit.
    ///
    /// - Parameters:
    ///   - symbol: How it is written.
    ///   - dimension: What it measures.
    ///   - factor: How many of the dimension's base one of it is; above 0.
    ///   - aliases: Other ways to write it.
    ///   - entry: How it is stated in the table; from the others if left out.
    public init(
        _ symbol: String, _ dimension: UnitDimension, _ factor: Double, _ aliases: [String] = [], entry: String? = nil
    ) {
        self.symbol = symbol
        self.aliases = aliases
        self.dimension = dimension
        self.factor = factor
        self.entry = entry ?? "1 \(symbol) = \(Quantity.digits(factor, significant: 15)) \(dimension.base)"
    }
}

/// How many days of a year something runs, for rates by the year.
public enum YearLength: String, Hashable, Codable, CaseIterable, Sendable {
    /// 365 days of the calendar.
    case calendar
    /// 330 days on stream, the rest being standstill for repair, as refineries state capacity.
    case stream

    /// The number of days.
    public var days: Double { self == .calendar ? 365 : 330 }
}

/// A number in another unit, with that from which it came and every entry that it was converted by.
public struct Converted: Hashable, Codable, Sendable {
    /// One entry of a table.
    public struct Step: Hashable, Codable, Sendable {
        /// The table's id.
        public let table: String
        /// What it states.
        public let entry: String
    }

    /// The number in the other unit.
    public let quantity: Quantity
    /// The number as it was stated.
    public let from: Quantity
    /// By which entries; none where nothing had to be converted.
    public let by: [Step]

    /// "1 050 000 t (from 7 686 000 bbl by UNSD: crude = 7.32 bbl/t; …)".
    public var text: String {
        guard !by.isEmpty else { return quantity.text(significant: 4) }
        return "\(quantity.text(significant: 4)) (from \(from.text) by "
            + by.map { "\($0.table): \($0.entry)" }.joined(separator: "; ") + ")"
    }
}
