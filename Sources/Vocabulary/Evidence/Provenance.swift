/// One piece of work of one stage, and everything its result depends on.
///
/// A run whose key is known already is looked up instead of done again.
public struct StageRun: Hashable, Codable, Sendable {
    /// Digest of stage, version, configuration and inputs.
    public var id: String
    /// Which stage: "detect".
    public var stage: String
    /// Version of the stage's method; raised when its results change.
    public var stageVersion: Int
    /// Version of the program that did it.
    public var softwareVersion: String
    /// The scene or case that it was done for.
    public var subject: String
    /// Settings, as canonical JSON.
    public var configuration: String
    /// What went in: scenes, zones, masks, other runs, by id or digest, in a stable order.
    public var inputs: [String]
    /// The network, where one was used.
    public var model: ModelReference?
    /// Share of the work that could be done, 0…1.
    public var processedShare: Double
    /// What could not be done, each with its reason.
    public var failures: [String]

    /// Makes a record of a piece of work; its id follows from what it depends on.
    public init(
        stage: String, stageVersion: Int, softwareVersion: String, subject: String, configuration: String,
        inputs: [String], model: ModelReference? = nil, processedShare: Double = 1, failures: [String] = []
    ) {
        id = Self.key(
            stage: stage, stageVersion: stageVersion, subject: subject, configuration: configuration,
            inputs: inputs, model: model)
        self.stage = stage
        self.stageVersion = stageVersion
        self.softwareVersion = softwareVersion
        self.subject = subject
        self.configuration = configuration
        self.inputs = inputs
        self.model = model
        self.processedShare = processedShare
        self.failures = failures
    }

    /// The id of the run that does this work. The program's version is left out on purpose: results
    /// change with ``stageVersion``, not with every release.
    public static func key(
        stage: String, stageVersion: Int, subject: String, configuration: String, inputs: [String],
        model: ModelReference?
    ) -> String {
        Digest.identifier(
            ["run", stage, String(stageVersion), subject, configuration, model?.sha256 ?? "", model?.name ?? ""]
                + inputs)
    }

    /// Whether everything could be done.
    public var isComplete: Bool { failures.isEmpty && processedShare >= 1 }
}
