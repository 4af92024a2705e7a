import Evidence
import Findings
import Foundation

/// Which of a zone's findings a chapter tells; the others stay in the records.
///
/// A reader asks what came, what stayed and what changed. So of each quantity the newest "first since" (or "never", "not since") and the newest
/// presence are told, with what is unusual and every change of rate; estimates over the whole time (shares of days, lengths of stays, numbers)
/// and single visits only where there is room. Arrivals have a part of their own.
struct FindingChoice {
    private let findings: [Finding]
    /// Visits that a long list tells, the newest ones.
    private static let mostVisits = 5

    init(_ findings: [Finding]) {
        self.findings = findings
    }

    /// The findings that are told, in their order.
    ///
    /// - Parameter isShort: Whether each quantity is told once only, by what is newest of it.
    /// - Returns: Some of the findings.
    func told(isShort: Bool) -> [Finding] {
        var newest: [String: (time: Date, id: String)] = [:]
        var visits: [(time: Date, id: String)] = []
        var chosen: Set<String> = []
        func offer(_ key: String, _ time: Date, _ id: String) {
            if newest[key].map({ $0.time < time }) ?? true { newest[key] = (time, id) }
        }
        for finding in findings {
            switch finding.content {
            case .first(let first):
                let time = first.seen?.time.middle ?? first.between.last?.time.middle ?? .distantPast
                offer((isShort ? "" : "first ") + first.quantity, time, finding.id)
            case .presence(let presence):
                let time = presence.seen.last?.time.middle ?? .distantPast
                // In a short list what stayed is told where it did not come to an end; then it is newer than its own beginning.
                offer((isShort ? "" : "presence ") + presence.quantity, time, finding.id)
            case .unusual(let look): if !isShort || look.isUnusual { chosen.insert(finding.id) }
            case .change: chosen.insert(finding.id)
            case .visits(let all):
                visits.append((all.compactMap { $0.sightings.last?.time.middle }.max() ?? .distantPast, finding.id))
            case .arrival, .shareWithPresence, .stayLength, .repeatedCount: break
            }
        }
        chosen.formUnion(newest.values.map(\.id))
        if !isShort {
            let order = visits.enumerated().sorted { ($1.element.time, $0.offset) < ($0.element.time, $1.offset) }
            chosen.formUnion(order.prefix(Self.mostVisits).map(\.element.id))
        }
        return findings.filter { chosen.contains($0.id) }
    }
}
