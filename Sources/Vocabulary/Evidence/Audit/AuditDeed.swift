/// What can be done to a case, as its audit log names it.
public enum AuditDeed: String, Hashable, Codable, CaseIterable, Sendable {
    /// The log was begun; what was there before is named by its digests.
    case begin
    /// A scene was taken in.
    case scene
    /// A run began; one that was killed leaves this alone.
    case runStarted = "run-started"
    /// A run ended, whole, in part, stopped or failed.
    case run
    /// A run ended that had to make the catalogue anew.
    case rebuild
    /// An analyst let stand what a network says, or took back what was decided before.
    case review
    /// An analyst put another word in the place of the network's: rejected, retyped or drew an object.
    case override
    /// A forecast, or what turned out to be so, was put on record.
    case forecast
    /// Weather was brought in.
    case weather
    /// A report, labels or other files were written for others to use.
    case export
}
