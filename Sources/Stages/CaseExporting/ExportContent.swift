public import Disclosure
public import Evidence
public import Findings
public import Inquiry
public import Scenarios
public import Sites

/// Everything that is exported of a case, as plain records.
///
/// All formats are written from this and from nothing else; so what is taken out of it by ``redacted(_:)`` stands in none.
public struct ExportContent: Hashable, Codable, Sendable {
    /// The question, the period and the site.
    public var `case`: Case
    /// The scenes, ordered by time and id.
    public var scenes: [Scene]
    /// The looks.
    public var looks: [Look] = []
    /// The detections, each with the run that made it.
    public var detections: [Made<Detection>] = []
    /// What was counted and measured.
    public var observations: [Observation] = []
    /// What stood on tracks.
    public var consists: [Consist] = []
    /// What changed on the ground.
    public var comparisons: [GroundComparison] = []
    /// What looks tell together, each with the run that told it; nil where it was not kept.
    public var findings: [Made<Finding>] = []
    /// Work that made all this; its configuration is a digest here.
    public var runs: [StageRun] = []
    /// Which run made a look: run ids by look id.
    public var runsOfLooks: [String: String] = [:]
    /// What analysts decided about detections.
    public var decisions: [ReviewDecision] = []
    /// What sources say.
    public var sources = SourceBook()
    /// Where they exclude each other.
    public var contradictions: [Contradicted] = []
    /// How likely hypotheses are.
    public var assessment: Assessment?
    /// The same in words.
    public var judgement: Judgement?
    /// What scenarios lead to.
    public var study: ScenarioStudy?
    /// The numbers that went into it.
    public var inputs: [ScenarioInput] = []
    /// Networks by name and hash.
    public var networks: [ModelReference] = []
    /// Version of the program.
    public var softwareVersion: String
    /// What was left out.
    public var redaction = Redaction()

    /// Makes content; what is not given is not there.
    ///
    /// - Parameters:
    ///   - subject: The question, the period and the site.
    ///   - scenes: The scenes.
    ///   - softwareVersion: Version of the program.
    public init(case subject: Case, scenes: [Scene], softwareVersion: String) {
        self.case = subject
        self.scenes = scenes
        self.softwareVersion = softwareVersion
    }

    /// A record and the run that made it.
    public struct Made<Record: Hashable & Codable & Sendable>: Hashable, Codable, Sendable {
        /// The record.
        public var record: Record
        /// The run's id; nil where it was not kept.
        public var run: String?

        /// Joins both.
        ///
        /// - Parameters:
        ///   - record: The record.
        ///   - run: The run's id.
        public init(_ record: Record, run: String?) {
            self.record = record
            self.run = run
        }
    }
}

extension ExportContent {
    /// What takes things out of this content, and of texts that belong to it.
    ///
    /// - Parameter redaction: What is left out.
    /// - Returns: It knows the names and places of this content.
    /// - Throws: What the machine says of a search that it cannot do.
    public func redactor(_ redaction: Redaction) throws -> Redactor {
        try Redactor(
            redaction, sources: sources.sources, scenes: scenes,
            networks: networks.map(\.sha256) + detections.map(\.record.model.sha256) + runs.compactMap(\.model?.sha256),
            places: Redactor.positions(in: `case`.site))
    }

    /// The content without what is left out; the same content gives the same.
    ///
    /// - Parameter redactor: Made by ``redactor(_:)``.
    /// - Returns: The content, which says what was left out of it.
    /// - Throws: ``RedactionError``.
    public func redacted(_ redactor: Redactor) throws -> ExportContent {
        var whole = self
        whole.scenes = redactor.withoutSizes(scenes)
        var result = try redactor.redacted(whole)
        result.redaction = redactor.redaction
        return result
    }
}
