public import Evidence
public import Findings

/// A catalogue that lasts as long as the program: for tests, and for work without a case.
public actor CatalogueInMemory: Catalogue {
    private var runsByID: [String: StageRun] = [:]
    private var scenesByID: [String: Scene] = [:]
    private var looks: [Recorded<Look>] = []
    private var detections: [Recorded<Detection>] = []
    private var observations: [Recorded<Observation>] = []
    private var consists: [Recorded<Consist>] = []
    private var alignments: [Recorded<Alignment>] = []
    private var histories: [Recorded<ObjectChain>] = []
    private var comparisons: [Recorded<GroundComparison>] = []
    private var surfaceChanges: [Recorded<PlacedChange>] = []
    private var kept: [Recorded<Finding>] = []

    /// Makes an empty catalogue.
    public init() {}

    /// Adds a run and its records, and takes away the run that it replaces, in one step.
    public func commit(_ batch: RunBatch) throws {
        let run = batch.run
        let known = Set(scenesByID.keys).union(batch.scenes.map(\.id))
        for look in batch.looks where !known.contains(look.scene) {
            throw CatalogueError.danglingReference(record: look.id, refersTo: look.scene)
        }
        for detection in batch.detections where !known.contains(detection.scene) {
            throw CatalogueError.danglingReference(record: detection.id, refersTo: detection.scene)
        }
        for consist in batch.consists where !known.contains(consist.scene) {
            throw CatalogueError.danglingReference(record: consist.id, refersTo: consist.scene)
        }
        for alignment in batch.alignments where !known.contains(alignment.scene) {
            throw CatalogueError.danglingReference(record: run.id, refersTo: alignment.scene)
        }
        for placed in batch.surfaceChanges where !known.contains(placed.change.after) {
            throw CatalogueError.danglingReference(record: placed.change.id, refersTo: placed.change.after)
        }
        for comparison in batch.comparisons where !known.contains(comparison.scene) {
            throw CatalogueError.danglingReference(record: run.id, refersTo: comparison.scene)
        }
        let replaced = runsByID.values.filter {
            $0.stage == run.stage && $0.subject == run.subject && $0.model?.name == run.model?.name
        }
        let lasting = looks.filter { look in !replaced.contains { $0.id == look.run } }.map(\.record.id)
        let knownLooks = Set(lasting).union(batch.looks.map(\.id))
        for observation in batch.observations where !knownLooks.contains(observation.look) {
            throw CatalogueError.danglingReference(record: observation.id, refersTo: observation.look)
        }
        for finding in batch.findings {
            for look in finding.looks where !knownLooks.contains(look) {
                throw CatalogueError.danglingReference(record: finding.id, refersTo: look)
            }
        }
        for old in replaced { forget(run: old.id) }
        runsByID[run.id] = run
        for scene in batch.scenes { scenesByID[scene.id] = scene }
        looks += batch.looks.map { Recorded(run: run.id, record: $0) }
        detections += batch.detections.map { Recorded(run: run.id, record: $0) }
        observations += batch.observations.map { Recorded(run: run.id, record: $0) }
        consists += batch.consists.map { Recorded(run: run.id, record: $0) }
        alignments += batch.alignments.map { Recorded(run: run.id, record: $0) }
        histories += batch.objects.map { Recorded(run: run.id, record: $0) }
        comparisons += batch.comparisons.map { Recorded(run: run.id, record: $0) }
        surfaceChanges += batch.surfaceChanges.map { Recorded(run: run.id, record: $0) }
        kept += batch.findings.map { Recorded(run: run.id, record: $0) }
    }

    /// Takes a subject away: all its runs with all their records. Unknown subjects are passed over.
    public func remove(subject: String) {
        for run in runsByID.values where run.subject == subject { forget(run: run.id) }
        guard scenesByID.removeValue(forKey: subject) != nil else { return }
        let gone = Set(looks.filter { $0.record.scene == subject }.map(\.record.id))
        forgetFindings(on: gone)
        looks.removeAll { $0.record.scene == subject }
        detections.removeAll { $0.record.scene == subject }
        observations.removeAll { gone.contains($0.record.look) }
        consists.removeAll { $0.record.scene == subject }
        alignments.removeAll { $0.record.scene == subject }
        comparisons.removeAll { $0.record.scene == subject }
        surfaceChanges.removeAll { $0.record.change.after == subject }
    }

    /// The run with this id; nil where it was never done, or was replaced.
    public func run(_ id: String) -> StageRun? { runsByID[id] }

    /// Runs of one subject, or of all, ordered by stage, subject and id.
    public func runs(subject: String?) -> [StageRun] {
        runsByID.values.filter { subject == nil || $0.subject == subject }
            .sorted { ($0.stage, $0.subject, $0.id) < ($1.stage, $1.subject, $1.id) }
    }

    /// All scenes, ordered by time (unknown times last) and id.
    public func scenes() -> [Scene] { scenesByID.values.sorted(by: Self.earlier) }

    /// The scene with this id; nil where there is none.
    public func scene(_ id: String) -> Scene? { scenesByID[id] }

    /// Looks of one scene, or of all, ordered by scene and zone.
    public func looks(scene: String?) -> [Recorded<Look>] {
        looks.filter { scene == nil || $0.record.scene == scene }
            .sorted { ($0.record.scene, $0.record.zone) < ($1.record.scene, $1.record.zone) }
    }

    /// Detections of one scene, or of all, ordered by scene, model and id.
    public func detections(scene: String?) -> [Recorded<Detection>] {
        detections.filter { scene == nil || $0.record.scene == scene }
            .sorted {
                ($0.record.scene, $0.record.model.name, $0.record.id)
                    < ($1.record.scene, $1.record.model.name, $1.record.id)
            }
    }

    /// Observations of one scene's looks, or of all, ordered by look, quantity and id.
    public func observations(scene: String?) -> [Recorded<Observation>] {
        let wanted = Set(looks.filter { scene == nil || $0.record.scene == scene }.map(\.record.id))
        return observations.filter { wanted.contains($0.record.look) }
            .sorted {
                ($0.record.look, $0.record.quantity, $0.record.id) < ($1.record.look, $1.record.quantity, $1.record.id)
            }
    }

    /// What stood on tracks in one scene, or in all, ordered by scene, track and id.
    public func consists(scene: String?) -> [Recorded<Consist>] {
        consists.filter { scene == nil || $0.record.scene == scene }
            .sorted {
                ($0.record.scene, $0.record.track, $0.record.id) < ($1.record.scene, $1.record.track, $1.record.id)
            }
    }

    /// How one scene, or each, lies against its reference, ordered by scene.
    public func alignments(scene: String?) -> [Recorded<Alignment>] {
        alignments.filter { scene == nil || $0.record.scene == scene }.sorted { $0.record.scene < $1.record.scene }
    }

    /// Objects followed through the scenes, ordered by class and id.
    public func objects() -> [Recorded<ObjectChain>] {
        histories.sorted { ($0.record.className, $0.record.id) < ($1.record.className, $1.record.id) }
    }

    /// Changes of the ground after all comparisons of their place, of one scene or of all, ordered by scene and id.
    public func surfaceChanges(scene: String?) -> [Recorded<PlacedChange>] {
        surfaceChanges.filter { scene == nil || $0.record.change.after == scene }.sorted {
            ($0.record.change.after, $0.record.change.id) < ($1.record.change.after, $1.record.change.id)
        }
    }

    /// With which earlier scene one scene, or each, was compared, ordered by scene.
    public func groundComparisons(scene: String?) -> [Recorded<GroundComparison>] {
        comparisons.filter { scene == nil || $0.record.scene == scene }.sorted { $0.record.scene < $1.record.scene }
    }

    /// What looks tell together, in the order in which each run tells it, runs ordered by their stage.
    public func findings() -> [Recorded<Finding>] {
        let stages = runsByID.mapValues(\.stage)
        let order = kept.indices.sorted {
            (stages[kept[$0].run] ?? "", $0) < (stages[kept[$1].run] ?? "", $1)
        }
        return order.map { kept[$0] }
    }

    private func forget(run id: String) {
        runsByID[id] = nil
        kept.removeAll { $0.run == id }
        consists.removeAll { $0.run == id }
        alignments.removeAll { $0.run == id }
        histories.removeAll { $0.run == id }
        comparisons.removeAll { $0.run == id }
        surfaceChanges.removeAll { $0.run == id }
        let gone = Set(looks.filter { $0.run == id }.map(\.record.id))
        looks.removeAll { $0.run == id }
        detections.removeAll { $0.run == id }
        forgetFindings(on: gone)
        // A run whose observations go was not done any more, and must not be looked up as if it were.
        for observation in observations where gone.contains(observation.record.look) {
            runsByID[observation.run] = nil
        }
        observations.removeAll { $0.run == id || gone.contains($0.record.look) }
    }

    /// A finding that rests on a look which goes tells nothing any more, nor does the run that told it.
    private func forgetFindings(on looks: Set<String>) {
        let runs = Set(kept.filter { $0.record.looks.contains(where: looks.contains) }.map(\.run))
        for run in runs { runsByID[run] = nil }
        kept.removeAll { runs.contains($0.run) }
    }

    private static func earlier(_ left: Scene, _ right: Scene) -> Bool {
        switch (left.time, right.time) {
        case (let a?, let b?): (a.middle, a.start, left.id) < (b.middle, b.start, right.id)
        case (.some, nil): true
        case (nil, .some): false
        case (nil, nil): left.id < right.id
        }
    }
}
