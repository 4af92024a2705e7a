/// What happens during an analysis, for a person who waits and for machines.
public enum AnalysisEvent: Hashable, Sendable {
    /// How many scenes there are.
    case scenes(count: Int)
    /// A piece of work begins.
    case started(stage: String, subject: String)
    /// A part of it is done.
    case progress(stage: String, subject: String, done: Int, total: Int)
    /// A piece of work is done, or was done before and only looked up.
    case finished(stage: String, subject: String, detail: String, wasKnown: Bool)
    /// A piece of work could not be done, or only in part.
    case failed(stage: String, subject: String, reason: String)
    /// Something that the analyst should know.
    case notice(String)
}

/// What an analysis came to.
public struct AnalysisSummary: Hashable, Codable, Sendable {
    /// Scenes that are in the catalogue now.
    public var scenes = 0
    /// Pieces of work that were done.
    public var done = 0
    /// Pieces of work that were known already.
    public var known = 0
    /// Detections in all scenes.
    public var detections = 0
    /// What could not be done.
    public var refusals: [Refusal] = []

    /// Adds what pieces of work came to that were done beside others.
    mutating func add(_ other: AnalysisSummary) {
        done += other.done
        known += other.known
        refusals += other.refusals
    }

    /// Whether everything could be done.
    public var isComplete: Bool { refusals.isEmpty }
}
