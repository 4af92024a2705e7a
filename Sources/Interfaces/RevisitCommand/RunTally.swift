import Evidence
import Synchronization
import Workflow

/// Counts what a run does, for the audit log.
final class RunTally: Sendable {
    private struct Counts {
        var done = 0
        var known = 0
        var failed = 0
    }

    private let counts = Mutex<[String: Counts]>([:])

    /// Takes an event.
    func take(_ event: AnalysisEvent) {
        counts.withLock { counts in
            switch event {
            case .finished(let stage, _, _, let wasKnown):
                if wasKnown {
                    counts[stage, default: Counts()].known += 1
                } else {
                    counts[stage, default: Counts()].done += 1
                }
            case .failed(let stage, _, _): counts[stage, default: Counts()].failed += 1
            default: break
            }
        }
    }

    /// What an entry says of it.
    ///
    /// - Parameters:
    ///   - outcome: How the run ended.
    ///   - scenes: Ids of the scenes in the catalogue, which are digests of what they hold.
    /// - Returns: The entry's details.
    func details(outcome: String, scenes: [String]) -> [String: AuditDetail] {
        let stages = counts.withLock { counts in
            counts.sorted { $0.key < $1.key }.map { stage, counts in
                AuditDetail.parts([
                    "stage": .text(stage), "done": .number(counts.done), "known": .number(counts.known),
                    "failed": .number(counts.failed),
                ])
            }
        }
        return [
            "outcome": .text(outcome), "stages": .list(stages),
            "scenes": .parts([
                "count": .number(scenes.count), "named": .texts(Array(scenes.sorted().prefix(1000))),
                "sha256": .text(Digest.sha256(scenes.sorted().flatMap { Array(($0 + "\n").utf8) })),
            ]),
        ]
    }
}
