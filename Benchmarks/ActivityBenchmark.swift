import ActivityAnalysis
import Evidence
import Foundation
import Geodesy
import Sites
import Statistics

/// Draws looks and counts, and measures how long series and findings of all zones take.
struct ActivityBenchmark {
    let looks: Int
    let zones: Int
    let rounds: Int

    struct Result: Encodable {
        var looks: Int
        var zones: Int
        var series: Int
        var findings: Int
        /// Of all series and findings, to hold one version against another.
        var digest: String
        var spent: [Stopwatch.Elapsed]
    }

    func run() throws -> Result {
        var stream = RandomStream(seed: 5)
        var allLooks: [Look] = []
        var observations: [Observation] = []
        var scenes: [String: VisitFinder.SceneFacts] = [:]
        for number in 0..<looks {
            let scene = "scene\(number)"
            scenes[scene] = .init(
                time: AcquisitionTime(instant: Date(timeIntervalSince1970: 1_400_000_000 + stream.uniform() * 3e8)),
                pixel: 0.5, placeError: 1)
            for zone in 0..<zones {
                let visible = stream.uniform() < 0.3 ? 0.1 : 1
                let id = Digest.identifier(["look", scene, "zone\(zone)"])
                allLooks.append(
                    Look(
                        id: id, scene: scene, zone: "zone\(zone)", coveredShare: 1, cloudShare: 1 - visible,
                        visibleShare: visible, groundSamplingDistance: 0.5, requiredGroundSamplingDistance: 0.7,
                        usability: visible < 0.2 ? .notUsable : .usable, reasons: visible < 0.2 ? ["cloud"] : []))
                let count = stream.uniform() < 0.1 ? Int(stream.uniform() * 9) : 0
                observations.append(
                    Observation(
                        id: "o" + id, look: id, quantity: "vehicle",
                        result: visible < 0.2
                            ? .undetermined(because: "cloud")
                            : .count(detected: count, low: max(0, count - 1), high: count + 1, level: 0.8, method: ""),
                        detections: [], model: nil))
            }
        }
        let area = MultiPolygon([
            Polygon(
                outer: Ring([
                    GeoPoint(longitude: 130, latitude: 42), GeoPoint(longitude: 130.01, latitude: 42),
                    GeoPoint(longitude: 130.01, latitude: 42.01),
                ]))
        ])
        let site = Site(
            name: "drawn",
            zones: (0..<zones).map { Zone(id: "zone\($0)", name: "Zone \($0)", role: .road, area: area) })
        let record = ActivityAnalyst.Record(looks: allLooks, observations: observations, scenes: scenes)
        let analyst = ActivityAnalyst(site: site) { _, _ in 0.9 }
        var spent: [Stopwatch.Elapsed] = []
        var found: ActivityAnalyst.Activity?
        for _ in 0..<rounds {
            found = nil
            let watch = Stopwatch()
            found = analyst.activity(of: record)
            spent.append(watch.elapsed)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let told = try encoder.encode(found?.series) + encoder.encode(found?.findings) + encoder.encode(found?.looks)
        return Result(
            looks: looks, zones: zones, series: found?.series.count ?? 0, findings: found?.findings.count ?? 0,
            digest: Digest.sha256(told), spent: spent)
    }
}
