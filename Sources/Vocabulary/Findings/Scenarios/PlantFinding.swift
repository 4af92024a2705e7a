/// What a plant makes of its feeds, whether its units take that, and what its stores and pipes hold.
public struct PlantFinding: Hashable, Codable, Sendable {
    /// The scenario, by id; nil for the numbers as they are stated.
    public var scenario: String?
    /// What goes in, t/d while the plant runs.
    public var feedADay: Outcome
    /// What goes in, t/y.
    public var feedAYear: Outcome
    /// The table by which tonnes become barrels.
    public var table: String
    /// What becomes of each feed.
    public var runs: [Run]
    /// Stated sets of products, held against the capacity.
    public var slates: [Slate]
    /// What stores hold.
    public var stores: [Store]
    /// What pipes hold.
    public var lines: [Line]

    /// States a finding.
    public init(
        scenario: String?, feedADay: Outcome, feedAYear: Outcome, table: String, runs: [Run], slates: [Slate],
        stores: [Store], lines: [Line]
    ) {
        self.scenario = scenario
        self.feedADay = feedADay
        self.feedAYear = feedAYear
        self.table = table
        self.runs = runs
        self.slates = slates
        self.stores = stores
        self.lines = lines
    }

    /// All outcomes, in the order of the tables.
    public var outcomes: [Outcome] {
        var all = [feedADay, feedAYear]
        for run in runs {
            for cut in run.cuts { all += [cut.share, cut.tonnes, cut.barrels, cut.barrelsADay].compactMap { $0 } }
            all += [run.products, run.productBarrels].compactMap { $0 }
            for unit in run.units { all += [unit.load, unit.use].compactMap { $0 } }
        }
        for slate in slates {
            all += [
                slate.rate, slate.streamYear, slate.streamShare, slate.calendarYear, slate.calendarShare, slate.barrels,
            ].compactMap { $0 }
        }
        for store in stores { all += [store.volume, store.mass, store.days].compactMap { $0 } }
        for line in lines { all += [line.volume, line.barrels, line.mass, line.speed].compactMap { $0 } }
        return all
    }

    /// What becomes of one feed.
    public struct Run: Hashable, Codable, Sendable {
        /// The feed, by id.
        public var feed: String
        /// What it is.
        public var text: String
        /// Its cuts.
        public var cuts: [Cut]
        /// All that is no own use, t/y.
        public var products: Outcome?
        /// The same in bbl/y; nil where a product has no place in the table.
        public var productBarrels: Outcome?
        /// What goes through each unit.
        public var units: [Unit]
        /// What must be known beside it, sentences.
        public var remarks: [String]

        /// States a run.
        public init(
            feed: String, text: String, cuts: [Cut], products: Outcome?, productBarrels: Outcome?, units: [Unit],
            remarks: [String]
        ) {
            self.feed = feed
            self.text = text
            self.cuts = cuts
            self.products = products
            self.productBarrels = productBarrels
            self.units = units
            self.remarks = remarks
        }
    }

    /// A cut of a feed.
    public struct Cut: Hashable, Codable, Sendable {
        /// The cut, by id.
        public var id: String
        /// What it is.
        public var text: String
        /// What it is in the table of products.
        public var product: String?
        /// Whether the plant itself uses or loses it.
        public var isOwnUse: Bool
        /// Its share of the mass of the feed, %; all cuts together are 100 in each draw.
        public var share: Outcome?
        /// t/y.
        public var tonnes: Outcome?
        /// bbl/y; nil where it has no place in the table, or is no product.
        public var barrels: Outcome?
        /// bbl/d while the plant runs.
        public var barrelsADay: Outcome?

        /// States a cut.
        public init(
            id: String, text: String, product: String?, isOwnUse: Bool, share: Outcome?, tonnes: Outcome?,
            barrels: Outcome?, barrelsADay: Outcome?
        ) {
            self.id = id
            self.text = text
            self.product = product
            self.isOwnUse = isOwnUse
            self.share = share
            self.tonnes = tonnes
            self.barrels = barrels
            self.barrelsADay = barrelsADay
        }
    }

    /// A unit under what goes through it.
    public struct Unit: Hashable, Codable, Sendable {
        /// The unit, by id.
        public var id: String
        /// What it is.
        public var text: String
        /// What would go through it, t/y.
        public var load: Outcome?
        /// That as a share of its capacity, %.
        public var use: Outcome?
        /// The probability that it takes it; nil where it is not known what would go through it.
        public var suffices: Double?

        /// States a unit.
        public init(id: String, text: String, load: Outcome?, use: Outcome?, suffices: Double?) {
            self.id = id
            self.text = text
            self.load = load
            self.use = use
            self.suffices = suffices
        }
    }
}
