public import Evidence
public import Findings
public import Inquiry
public import Scenarios
public import Sites

/// Everything that chapters are written from.
public struct ChapterMaterial: Sendable {
    /// The question, the period and the site.
    public var `case`: Case
    /// The scenes, in any order.
    public var scenes: [Scene]
    /// The looks, in any order.
    public var looks: [Look]
    /// The detections, in any order.
    public var detections: [Detection] = []
    /// What was measured, in any order.
    public var observations: [Observation] = []
    /// What stood on tracks, in any order.
    public var consists: [Consist] = []
    /// What changed on the ground, in any order.
    public var comparisons: [GroundComparison] = []
    /// The looks at each zone.
    public var zoneLooks: [ZoneLooks] = []
    /// What looks tell together.
    public var findings: [Finding] = []
    /// What sources say.
    public var sources = SourceBook()
    /// Where they exclude each other.
    public var contradictions: [Contradicted] = []
    /// How likely hypotheses are; nil where none are stated.
    public var assessment: Assessment?
    /// The same in words.
    public var judgement: Judgement?
    /// What it would take, and what it would change; nil where no scenarios are stated.
    public var study: ScenarioStudy?
    /// The numbers that went into it.
    public var inputs: [ScenarioInput] = []
    /// The networks.
    public var models: [ModelSummary] = []
    /// Version of the program.
    public var softwareVersion: String
    /// Whether something else than a scene is simulated.
    public var includesSimulation = false

    /// Makes material; what is not given is not there.
    ///
    /// - Parameters:
    ///   - subject: The question, the period and the site.
    ///   - scenes: The scenes.
    ///   - looks: The looks.
    ///   - softwareVersion: Version of the program.
    public init(case subject: Case, scenes: [Scene] = [], looks: [Look] = [], softwareVersion: String) {
        self.case = subject
        self.scenes = scenes
        self.looks = looks
        self.softwareVersion = softwareVersion
    }

    /// Statements that cannot all be true.
    public struct Contradicted: Hashable, Sendable {
        /// What contradicts what, in a sentence.
        public var sentence: String
        /// The sources that say so, by id.
        public var sources: [String]
        /// The facts, by id.
        public var facts: [String]
        /// The events, by id.
        public var events: [String]
        /// What would resolve it.
        public var resolution: String?
        /// Whether it is two values of one property, so that several such pairs may be told together.
        public var isOfValues = false

        /// Makes a record.
        ///
        /// - Parameters:
        ///   - sentence: What contradicts what.
        ///   - sources: The sources, by id.
        ///   - facts: The facts, by id.
        ///   - events: The events, by id.
        ///   - resolution: What would resolve it.
        public init(
            sentence: String, sources: [String], facts: [String] = [], events: [String] = [], resolution: String? = nil
        ) {
            self.sentence = sentence
            self.sources = sources
            self.facts = facts
            self.events = events
            self.resolution = resolution
        }
    }
}
