/// Products that somebody states a plant to make, to be held against its capacity.
public struct StatedSlate: Hashable, Codable, Sendable {
    /// One of the products.
    public struct Product: Hashable, Codable, Sendable {
        /// Its name.
        public var name: String
        /// What it is in the table of products; nil where it has no place there.
        public var product: String?
        /// By which table it becomes barrels; nil for the plant's.
        public var table: String?
        /// How much is made, t/d; its conversion tells how it was stated.
        public var rate: ScenarioInput

        /// States a product.
        ///
        /// - Parameters:
        ///   - name: Its name.
        ///   - product: What it is in the table of products.
        ///   - table: By which table it becomes barrels; nil for the plant's.
        ///   - rate: How much is made, t/d.
        public init(name: String, product: String? = nil, table: String? = nil, rate: ScenarioInput) {
            self.name = name
            self.product = product
            self.table = table
            self.rate = rate
        }
    }

    /// Unique among the plant's slates.
    public var id: String
    /// What it is.
    public var text: String
    /// The products.
    public var products: [Product]

    /// Makes a slate.
    ///
    /// - Parameters:
    ///   - id: Unique among the plant's slates.
    ///   - text: What it is.
    ///   - products: The products.
    public init(id: String, text: String, products: [Product]) {
        self.id = id
        self.text = text
        self.products = products
    }
}

/// Where goods lie.
public struct PlantStore: Hashable, Codable, Sendable {
    /// How large one is.
    public enum Size: Hashable, Codable, Sendable {
        /// So many m³.
        case volume(ScenarioInput)
        /// An upright round tank: diameter and height in m.
        case tank(diameter: ScenarioInput, height: ScenarioInput)
        /// So many t, such as a heap.
        case mass(ScenarioInput)
    }

    /// Unique in the plant.
    public var id: String
    /// What it is.
    public var text: String
    /// How large one is.
    public var size: Size
    /// How many there are; nil for one.
    public var count: ScenarioInput?
    /// The share of the whole that can be used, 0…1.
    public var working: ScenarioInput
    /// Density of what lies there, t/m³; nil where its size is told in t, or nobody says.
    public var density: ScenarioInput?

    /// Makes a store.
    ///
    /// - Parameters:
    ///   - id: Unique in the plant.
    ///   - text: What it is.
    ///   - size: How large one is.
    ///   - count: How many there are.
    ///   - working: The share of the whole that can be used.
    ///   - density: Density of what lies there, t/m³.
    public init(
        id: String, text: String, size: Size, count: ScenarioInput? = nil, working: ScenarioInput,
        density: ScenarioInput? = nil
    ) {
        self.id = id
        self.text = text
        self.size = size
        self.count = count
        self.working = working
        self.density = density
    }

    /// All numbers that go into it.
    public var inputs: [ScenarioInput] {
        let own: [ScenarioInput] =
            switch size {
            case .volume(let size), .mass(let size): [size]
            case .tank(let diameter, let height): [diameter, height]
            }
        return own + [count, working, density].compactMap { $0 }
    }
}

/// A pipe that must be full before anything comes out of it.
public struct PlantLine: Hashable, Codable, Sendable {
    /// Unique in the plant.
    public var id: String
    /// What it is.
    public var text: String
    /// Its inner diameter, m.
    public var diameter: ScenarioInput
    /// Its length, m.
    public var length: ScenarioInput
    /// Density of what it holds, t/m³.
    public var density: ScenarioInput

    /// Makes a line.
    ///
    /// - Parameters:
    ///   - id: Unique in the plant.
    ///   - text: What it is.
    ///   - diameter: Its inner diameter, m.
    ///   - length: Its length, m.
    ///   - density: Density of what it holds, t/m³.
    public init(
        id: String, text: String, diameter: ScenarioInput, length: ScenarioInput, density: ScenarioInput
    ) {
        self.id = id
        self.text = text
        self.diameter = diameter
        self.length = length
        self.density = density
    }

    /// All numbers that go into it.
    public var inputs: [ScenarioInput] { [diameter, length, density] }
}
