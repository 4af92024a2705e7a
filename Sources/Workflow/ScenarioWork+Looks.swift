public import Catalogue
import Evidence
import Foundation
import Inquiry
public import ScenarioSimulation
import Scenarios
import Sites

extension ScenarioWork {
    /// The looks at the zones in which carriers would be seen, from what a catalogue knows.
    ///
    /// - Parameter catalogue: The case's catalogue.
    /// - Returns: Looks by zone, in the order of time; those that could tell nothing are left out. A look finds what is there with the share of
    ///   the zone that it saw, times what the case says of detection that nobody measured.
    /// - Throws: What the catalogue says where it cannot be read.
    public func looks(from catalogue: any Catalogue) async throws -> [String: [LinkLook]] {
        let zones = Set(model.flow?.links.compactMap(\.zone) ?? [])
        guard !zones.isEmpty else { return [:] }
        let detection = (subject.inquiry?.settings ?? AssessmentSettings()).unmeasuredDetection
        var days: [String: Double] = [:]
        for scene in try await catalogue.scenes() where subject.asks(about: scene) {
            if let time = scene.time { days[scene.id] = time.middle.timeIntervalSince1970 / 86_400 }
        }
        var found: [String: [LinkLook]] = [:]
        for look in try await catalogue.looks(scene: nil).map(\.record) where zones.contains(look.zone) {
            guard look.usability != .notUsable, let day = days[look.scene] else { continue }
            found[look.zone, default: []].append(LinkLook(time: day, detection: look.visibleShare * detection))
        }
        return found.mapValues { $0.sorted { ($0.time, $0.detection) < ($1.time, $1.detection) } }
    }
}
