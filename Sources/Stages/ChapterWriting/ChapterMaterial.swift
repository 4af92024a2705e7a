public import Disclosure
public import Evidence
public import Findings
public import Inquiry
public import Scenarios
public import Sites

/// Everything that chapters are written from.
public struct ChapterMaterial: Codable, Sendable {
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
    /// What was left out.
    public var redaction = Redaction()

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

    /// The material without what is left out.
    ///
    /// - Parameter redactor: It has to be the one of the report's records, so that both name things alike.
    /// - Returns: The material, which says what was left out of it.
    /// - Throws: ``RedactionError``.
    public func redacted(_ redactor: Redactor) throws -> ChapterMaterial {
        var result = try redactor.redacted(self)
        result.softwareVersion = softwareVersion
        result.redaction = redactor.redaction
        return result
    }
}
