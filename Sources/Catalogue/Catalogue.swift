public import Evidence
public import Findings

/// What must be remembered of a case: everything derived, each record with the run that made it.
///
/// A catalogue can be deleted and rebuilt from the case's files. Records are only ever written
/// through ``commit(_:)``, whole runs at a time, so that no half batch is ever seen, not even after
/// the power went.
///
/// Of the runs of one stage for one subject and one model name only the newest is kept: a later
/// commit takes the earlier run and its records away in the same step.
public protocol Catalogue: Sendable {
    /// Adds a run and its records, and takes away the run that it replaces, in one step.
    ///
    /// - Throws: ``CatalogueError``; then the catalogue is as it was.
    func commit(_ batch: RunBatch) async throws

    /// Takes a subject away: all its runs with all their records. Unknown subjects are passed over.
    ///
    /// Removing a scene also takes looks, detections and observations of that scene which were made by
    /// runs of other subjects' names.
    func remove(subject: String) async throws

    /// The run with this id; nil where it was never done, or was replaced.
    func run(_ id: String) async throws -> StageRun?

    /// Runs of one subject, or of all, ordered by stage, subject and id.
    func runs(subject: String?) async throws -> [StageRun]

    /// All scenes, ordered by time (unknown times last) and id.
    func scenes() async throws -> [Scene]

    /// The scene with this id; nil where there is none.
    func scene(_ id: String) async throws -> Scene?

    /// Looks of one scene, or of all, ordered by scene and zone.
    func looks(scene: String?) async throws -> [Recorded<Look>]

    /// Detections of one scene, or of all, ordered by scene, model and id.
    func detections(scene: String?) async throws -> [Recorded<Detection>]

    /// Observations of one scene's looks, or of all, ordered by look, quantity and id.
    func observations(scene: String?) async throws -> [Recorded<Observation>]

    /// What stood on tracks in one scene, or in all, ordered by scene, track and id.
    func consists(scene: String?) async throws -> [Recorded<Consist>]

    /// How one scene, or each, lies against the reference of its site, ordered by scene.
    func alignments(scene: String?) async throws -> [Recorded<Alignment>]

    /// Objects followed through the scenes, ordered by class and id.
    func objects() async throws -> [Recorded<ObjectChain>]

    /// With which earlier scene one scene, or each, was compared, and what each comparison by itself shows, ordered by scene.
    func groundComparisons(scene: String?) async throws -> [Recorded<GroundComparison>]

    /// Changes of the ground after all comparisons of their place, of one scene or of all, ordered by scene and id.
    func surfaceChanges(scene: String?) async throws -> [Recorded<PlacedChange>]

    /// What looks tell together, in the order in which each run tells it, runs ordered by their stage.
    func findings() async throws -> [Recorded<Finding>]
}

extension Catalogue {
    /// All runs, ordered by stage, subject and id.
    public func runs() async throws -> [StageRun] { try await runs(subject: nil) }
}

/// A record together with the run that made it.
public struct Recorded<Record: Hashable & Sendable>: Hashable, Sendable {
    /// Id of the run.
    public var run: String
    /// What it made.
    public var record: Record

    /// Joins a record to its run.
    public init(run: String, record: Record) {
        self.run = run
        self.record = record
    }
}

/// One run and all that it made, committed together or not at all.
public struct RunBatch: Sendable {
    /// The run.
    public var run: StageRun
    /// Scenes that it describes; an earlier description with the same id is replaced.
    public var scenes: [Scene]
    /// Looks that it made.
    public var looks: [Look]
    /// Detections that it made.
    public var detections: [Detection]
    /// Observations that it made.
    public var observations: [Observation]
    /// What it read on tracks.
    public var consists: [Consist]
    /// Those of them that people are to see otherwise than they were read, after what analysts decided; for programs that show
    /// the catalogue as it is. Reading gives ``consists``.
    public var shownConsists: [Consist]
    /// How scenes lie against their reference.
    public var alignments: [Alignment]
    /// Objects that it followed through scenes.
    public var objects: [ObjectChain]
    /// What it found to have changed on the ground.
    public var comparisons: [GroundComparison]
    /// Changes of the ground as they stand after all comparisons.
    public var surfaceChanges: [PlacedChange]
    /// What looks tell together.
    public var findings: [Finding]

    /// Makes a batch.
    public init(
        run: StageRun, scenes: [Scene] = [], looks: [Look] = [], detections: [Detection] = [],
        observations: [Observation] = [], consists: [Consist] = [], shownConsists: [Consist] = [],
        alignments: [Alignment] = [], objects: [ObjectChain] = [],
        comparisons: [GroundComparison] = [], surfaceChanges: [PlacedChange] = [],
        findings: [Finding] = []
    ) {
        self.run = run
        self.scenes = scenes
        self.looks = looks
        self.detections = detections
        self.observations = observations
        self.consists = consists
        self.shownConsists = shownConsists
        self.alignments = alignments
        self.objects = objects
        self.comparisons = comparisons
        self.surfaceChanges = surfaceChanges
        self.findings = findings
    }
}

/// Why a catalogue could not be read or written, in sentences for a person.
public enum CatalogueError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file was made by a later version of the program.
    case newerVersion(path: String, unknown: [String])
    /// The file is there but is not a catalogue.
    case notACatalogue(path: String, reason: String)
    /// The folder or file cannot be written.
    case notWritable(path: String, reason: String)
    /// There is no room left.
    case full(path: String)
    /// Another program holds the file.
    case busy(path: String)
    /// A record refers to one that is not there.
    case danglingReference(record: String, refersTo: String)
    /// Anything else that the storage said.
    case storage(path: String, reason: String)

    /// A sentence that says what is wrong and what to do.
    public var description: String {
        switch self {
        case .newerVersion(let path, let unknown):
            "The catalogue \(path) was written by a newer version of revisit (it knows \(unknown.joined(separator: ", ")));"
                + " update revisit, or move the file away and run again to rebuild it."
        case .notACatalogue(let path, let reason):
            "\(path) is not a revisit catalogue (\(reason)); move it away and run again."
        case .notWritable(let path, let reason):
            "The catalogue \(path) cannot be written (\(reason)); check the permissions of its folder."
        case .full(let path):
            "There is no room left on the disk that holds \(path); make room and run again, finished work is kept."
        case .busy(let path):
            "Another program holds the catalogue \(path) for writing; close it, or wait until it is done."
        case .danglingReference(let record, let refersTo):
            "The record \(record) refers to \(refersTo), which is not in the catalogue."
        case .storage(let path, let reason):
            "The catalogue \(path) could not be used: \(reason)."
        }
    }
}
