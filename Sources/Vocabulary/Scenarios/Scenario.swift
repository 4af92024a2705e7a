/// One way in which things could go: how it differs from the numbers of the case's model.
public struct Scenario: Hashable, Codable, Sendable {
    /// Unique among the case's scenarios: "comprehensive".
    public var id: String
    /// What it is: "comprehensive foreign support".
    public var text: String
    /// The scenario that it begins from, by id; nil for the model as it stands. Its own changes come after those.
    public var basedOn: String?
    /// By how much inputs are multiplied.
    public var factors: [Factor]
    /// Inputs that it replaces: same ids and units, other numbers.
    public var replacements: [ScenarioInput]
    /// Phases that it does without, by id.
    public var without: [String]
    /// The hypotheses under which it comes about, by id; its probability is theirs together. None: nobody says how likely it is.
    public var hypotheses: [String]

    /// Makes a scenario.
    ///
    /// - Parameters:
    ///   - id: Unique among the case's scenarios.
    ///   - text: What it is.
    ///   - basedOn: The scenario that it begins from.
    ///   - factors: By how much inputs are multiplied.
    ///   - replacements: Inputs that it replaces.
    ///   - without: Phases that it does without.
    ///   - hypotheses: The hypotheses under which it comes about.
    public init(
        id: String, text: String, basedOn: String? = nil, factors: [Factor] = [], replacements: [ScenarioInput] = [],
        without: [String] = [], hypotheses: [String] = []
    ) {
        self.id = id
        self.text = text
        self.basedOn = basedOn
        self.factors = factors
        self.replacements = replacements
        self.without = without
        self.hypotheses = hypotheses
    }

    /// By how much a scenario multiplies an input.
    public struct Factor: Hashable, Codable, Sendable {
        /// The input, by id.
        public var input: String
        /// By how much; 0 or more.
        public var factor: Double
        /// Where the factor comes from.
        public var basis: InputBasis

        /// Makes a factor.
        ///
        /// - Parameters:
        ///   - input: The input, by id.
        ///   - factor: By how much; 0 or more.
        ///   - basis: Where the factor comes from.
        public init(input: String, factor: Double, basis: InputBasis = InputBasis()) {
            self.input = input
            self.factor = factor
            self.basis = basis
        }
    }
}
