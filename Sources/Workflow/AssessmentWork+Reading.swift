import ActivityAnalysis
import Catalogue
import Evidence
import Findings
import Geodesy
import ObjectDetection
import Sites

/// How much of what looks could see was read.
extension AssessmentWork {
    /// Shares of what each look could see that were read.
    ///
    /// - Parameters:
    ///   - looks: The looks.
    ///   - observations: What was counted in them.
    ///   - catalogue: Where tracks and runs of networks are kept.
    /// - Returns: Shares, 0…1, by the look's id and the quantity that was counted; what was read wholly is left out.
    /// - Throws: What the catalogue says where it cannot be read.
    func readShares(
        of looks: [Look], _ observations: [Observation], from catalogue: any Catalogue
    ) async throws -> [String: [String: Double]] {
        var shares: [String: [String: Double]] = [:]
        let known = Dictionary(looks.map { ($0.id, $0) }) { first, _ in first }
        let others = Set(models.map(\.card).filter { !$0.readsTracks }.map(\.name))
        var processed: [[String]: Double] = [:]
        for observation in observations {
            guard case .count = observation.result, let model = observation.model?.name, others.contains(model),
                let look = known[observation.look]
            else { continue }
            let run = [look.scene, model]
            if processed[run] == nil {
                processed[run] = try await catalogue.detectionRun(of: look.scene, model: model)?.processedShare ?? 1
            }
            if let share = processed[run], share < 1 { shares[look.id, default: [:]][observation.quantity] = share }
        }
        let consists = try await consists(from: catalogue)
        for look in looks {
            shares[look.id, default: [:]].merge(trackShares(of: look, read: consists[look.scene] ?? [:])) { $1 }
        }
        return shares.filter { !$0.value.isEmpty }
    }

    /// What was read, by scene and track. Tracks on which nothing could be counted were not read.
    private func consists(from catalogue: any Catalogue) async throws -> [String: [String: Consist]] {
        let names = Set(models.map(\.card).filter(\.readsTracks).map(\.name))
        var found: [String: [String: Consist]] = [:]
        for consist in try await catalogue.consists(scene: nil).map(\.record)
        where names.contains(consist.model.name) && consist.basis != nil {
            found[consist.scene, default: [:]][consist.track] = consist
        }
        return found
    }

    /// By quantity, the share that was read of the tracks of a look's zone, weighed by their lengths.
    private func trackShares(of look: Look, read: [String: Consist]) -> [String: Double] {
        let classes = models.map(\.card).filter(\.readsTracks).flatMap { $0.classes.map(\.name) }
        guard !classes.isEmpty, look.visibleShare > 0,
            let zone = subject.site.zones.first(where: { $0.id == look.zone })
        else { return [:] }
        let tracks = subject.site.tracks.filter { $0.lies(in: zone) }
        let quantities = [TrackObserver.quantity] + classes.map { "\($0) on tracks" }
        var shares: [String: Double] = [:]
        func add(_ share: Double, _ place: String) {
            // The tracks that lie under the cloud of their zone are among what the look could not see of it.
            let told = (share.isNaN ? 0 : share) / look.visibleShare
            if told < 1 { for quantity in quantities { shares[quantity + place] = max(0, told) } }
        }
        var all = 0.0
        var told = 0.0
        for track in tracks {
            let length = max(1, GroundLine(track.line).length)
            let share = read[track.id]?.visibleShare ?? 0
            all += length
            told += length * share
            add(share, " (track \(track.id))")
        }
        if all > 0 { add(told / all, "") }
        return shares
    }
}
