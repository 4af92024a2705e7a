/// A plant that makes products of a feed.
public struct Plant: Hashable, Codable, Sendable {
    /// What it is.
    public var text: String
    /// On how many days of a year it runs.
    public var streamDays: ScenarioInput
    /// The unit that the feed enters, by id; it sets the pace.
    public var leadingUnit: String
    /// The share of that unit's capacity that is used, 0 or more.
    public var utilisation: ScenarioInput
    /// By which table tonnes become barrels.
    public var table: String
    /// Its units.
    public var units: [PlantUnit]
    /// What it may be fed with, one at a time.
    public var feeds: [Feed]
    /// The feed that supplies are made of, by id; nil for the first.
    public var feed: String?
    /// The milestone of the schedule from which it runs, by id; nil where nobody says.
    public var runsFrom: String?
    /// Sets of products that somebody states.
    public var slates: [StatedSlate]
    /// Where goods lie.
    public var stores: [PlantStore]
    /// Pipes that must be filled.
    public var lines: [PlantLine]

    /// Makes a plant.
    ///
    /// - Parameters:
    ///   - text: What it is.
    ///   - streamDays: On how many days of a year it runs.
    ///   - leadingUnit: The unit that the feed enters.
    ///   - utilisation: The share of that unit's capacity that is used.
    ///   - table: By which table tonnes become barrels.
    ///   - units: Its units.
    ///   - feeds: What it may be fed with.
    ///   - feed: The feed that supplies are made of; nil for the first.
    ///   - runsFrom: The milestone of the schedule from which it runs.
    ///   - slates: Sets of products that somebody states.
    ///   - stores: Where goods lie.
    ///   - lines: Pipes that must be filled.
    public init(
        text: String, streamDays: ScenarioInput, leadingUnit: String, utilisation: ScenarioInput, table: String,
        units: [PlantUnit], feeds: [Feed] = [], feed: String? = nil, runsFrom: String? = nil,
        slates: [StatedSlate] = [],
        stores: [PlantStore] = [], lines: [PlantLine] = []
    ) {
        self.text = text
        self.streamDays = streamDays
        self.leadingUnit = leadingUnit
        self.utilisation = utilisation
        self.table = table
        self.units = units
        self.feeds = feeds
        self.feed = feed
        self.runsFrom = runsFrom
        self.slates = slates
        self.stores = stores
        self.lines = lines
    }

    /// The feed that supplies are made of; nil where there is none.
    public var suppliedFeed: Feed? { feed.map { id in feeds.first { $0.id == id } } ?? feeds.first }

    /// All numbers that go into it.
    public var inputs: [ScenarioInput] {
        var all = [streamDays, utilisation]
        for unit in units { all += [unit.capacity, unit.share].compactMap { $0 } }
        all += feeds.flatMap(\.inputs)
        for slate in slates { all += slate.products.map(\.rate) }
        return all + stores.flatMap(\.inputs) + lines.flatMap(\.inputs)
    }
}

/// A part of a plant with a capacity of its own.
public struct PlantUnit: Hashable, Codable, Sendable {
    /// Unique in the plant.
    public var id: String
    /// What it is.
    public var text: String
    /// The most that it takes, t/y.
    public var capacity: ScenarioInput
    /// The cuts of the feed that go through it, by id; none for the whole feed.
    public var takes: [String]
    /// The share of them that does, 0…1; nil for all.
    public var share: ScenarioInput?

    /// Makes a unit.
    ///
    /// - Parameters:
    ///   - id: Unique in the plant.
    ///   - text: What it is.
    ///   - capacity: The most that it takes, t/y.
    ///   - takes: The cuts that go through it; none for the whole feed.
    ///   - share: The share of them that does.
    public init(
        id: String, text: String, capacity: ScenarioInput, takes: [String] = [], share: ScenarioInput? = nil
    ) {
        self.id = id
        self.text = text
        self.capacity = capacity
        self.takes = takes
        self.share = share
    }
}

/// What a plant is fed with, and what becomes of it.
public struct Feed: Hashable, Codable, Sendable {
    /// Unique among the plant's feeds.
    public var id: String
    /// What it is.
    public var text: String
    /// What becomes of it; all of it together is the feed.
    public var cuts: [Cut]

    /// Makes a feed.
    ///
    /// - Parameters:
    ///   - id: Unique among the plant's feeds.
    ///   - text: What it is.
    ///   - cuts: What becomes of it.
    public init(id: String, text: String, cuts: [Cut]) {
        self.id = id
        self.text = text
        self.cuts = cuts
    }

    /// All numbers that go into it.
    public var inputs: [ScenarioInput] {
        cuts.flatMap { cut in
            switch cut.yield {
            case .mass(let share): [share]
            case .boiling(let range): [range.recovered, range.density].compactMap { $0 }
            }
        }
    }
}

/// A part of a feed that becomes one thing.
public struct Cut: Hashable, Codable, Sendable {
    /// How much of the feed it is.
    public enum Yield: Hashable, Codable, Sendable {
        /// Its share of the mass, %.
        case mass(ScenarioInput)
        /// What boils in a range of temperatures.
        case boiling(BoilingRange)
    }

    /// Unique in the feed.
    public var id: String
    /// What it is.
    public var text: String
    /// What it is in the table of products; nil where it has no place there.
    public var product: String?
    /// By which table it becomes barrels; nil for the plant's.
    public var table: String?
    /// Whether it is burned or lost by the plant itself, and is no product.
    public var isOwnUse: Bool
    /// How much of the feed it is.
    public var yield: Yield

    /// Makes a cut.
    ///
    /// - Parameters:
    ///   - id: Unique in the feed.
    ///   - text: What it is.
    ///   - product: What it is in the table of products.
    ///   - table: By which table it becomes barrels; nil for the plant's.
    ///   - isOwnUse: Whether it is burned or lost by the plant itself.
    ///   - yield: How much of the feed it is.
    public init(
        id: String, text: String, product: String? = nil, table: String? = nil, isOwnUse: Bool = false, yield: Yield
    ) {
        self.id = id
        self.text = text
        self.product = product
        self.table = table
        self.isOwnUse = isOwnUse
        self.yield = yield
    }
}

/// What of a feed boils between the limit of the cut before and its own.
public struct BoilingRange: Hashable, Codable, Sendable {
    /// Where it ends, °C; nil for what is left.
    public var end: Double?
    /// The share of the volume that has boiled off at its end, %; nil for what is left.
    public var recovered: ScenarioInput?
    /// Density of the cut, t/m³.
    public var density: ScenarioInput

    /// States a range.
    ///
    /// - Parameters:
    ///   - end: Where it ends, °C.
    ///   - recovered: The share of the volume that has boiled off at its end, %.
    ///   - density: Density of the cut, t/m³.
    public init(end: Double?, recovered: ScenarioInput?, density: ScenarioInput) {
        self.end = end
        self.recovered = recovered
        self.density = density
    }
}
