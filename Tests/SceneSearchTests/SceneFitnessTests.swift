import Evidence
import Foundation
import Geodesy
import Sites
import Testing

@testable import SceneSearch

@Suite struct SceneFitnessTests {
    private func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> MultiPolygon<GeoPoint> {
        MultiPolygon([
            Polygon(
                outer: Ring(
                    [(west, south), (east, south), (east, north), (west, north)].map {
                        GeoPoint(longitude: $0.0, latitude: $0.1)
                    }))
        ])
    }

    /// A berth (12 m) of one square, a spur (0.7 m) of three, side by side on the equator.
    private var site: Site {
        Site(
            name: "s",
            zones: [
                Zone(id: "berth", name: "b", role: .berth, area: box(0, -0.005, 0.01, 0.005)),
                Zone(id: "spur", name: "s", role: .railSpur, area: box(0.01, -0.005, 0.04, 0.005)),
            ])
    }

    private func item(
        _ area: MultiPolygon<GeoPoint>, _ distance: Double?, cloud: Double? = 0, sun: Double = 40,
        change: (inout CatalogueItem) -> Void = { _ in }
    ) throws -> CatalogueItem {
        let time = try #require(AcquisitionTime(iso8601: "2025-02-15T02:18:57Z"))
        var item = CatalogueItem(id: "x", collection: "c", time: time, area: area)
        item.platform = "Sentinel-2A"
        item.groundSamplingDistance = distance
        item.cloudCover = cloud
        item.sunElevation = sun
        change(&item)
        return item
    }

    @Test func sharesAreThoseOfTheRectangles() throws {
        let assessor = FitnessAssessor(site: site)
        // Half of the berth: an eighth of the site; the berth and a third of the spur: a half.
        for (east, share) in [(0.005, 0.125), (0.01, 0.25), (0.02, 0.5), (0.04, 1), (9, 1), (-0.1, 0)] {
            let fitness = assessor.fitness(of: try item(box(-1, -1, east, 1), 0.5))
            #expect(abs(fitness.siteShare - share) < 0.02, "\(east): \(fitness.siteShare)")
        }
    }

    @Test func verdictsFollowFromWhatIsToldAlone() throws {
        let assessor = FitnessAssessor(site: site)
        let whole = box(-1, -1, 1, 1)
        func verdict(_ item: CatalogueItem) -> SceneFitness.Verdict { assessor.fitness(of: item).verdict }
        #expect(verdict(try item(whole, 0.5)) == .fit)
        #expect(verdict(try item(whole, 10)) == .inPart)
        #expect(assessor.fitness(of: try item(whole, 10)).served == ["berth"])
        #expect(verdict(try item(whole, 30)) == .notFit)
        #expect(verdict(try item(whole, nil)) == .inPart)
        #expect(verdict(try item(whole, 0.5, cloud: nil)) == .inPart)
        #expect(verdict(try item(whole, 0.5, cloud: 49.9)) == .fit)
        #expect(verdict(try item(whole, 0.5, cloud: 50)) == .inPart)
        #expect(verdict(try item(whole, 0.5, cloud: 95)) == .notFit)
        #expect(verdict(try item(whole, 0.5, sun: 9)) == .inPart)
        #expect(verdict(try item(whole, 0.5, sun: -1)) == .notFit)
        #expect(verdict(try item(whole, 0.5) { $0.offNadir = 36 }) == .inPart)
        #expect(verdict(try item(whole, 0.5) { $0.isRadar = true }) == .notFit)
        #expect(verdict(try item(box(0.035, -1, 1, 1), 0.5)) == .notFit)
        #expect(verdict(try item(box(-1, -1, 0.03, 1), 0.5)) == .inPart)
        // A place of a site is judged by itself: what else belongs to the site may lie far away.
        #expect(verdict(try item(box(-1, -1, 0.0101, 1), 10)) == .fit)
    }

    @Test func indicatorsNeedTheirZoneDistanceMonthAndSensor() throws {
        let needs = [
            ViewNeed(id: "ships", zones: ["berth"]), ViewNeed(id: "cars", zones: ["spur"]),
            ViewNeed(id: "coarse", zones: ["spur", "berth"], groundSamplingDistance: 10),
            ViewNeed(id: "summer", zones: ["berth"], months: [6, 7]),
            ViewNeed(id: "winter", zones: ["berth"], months: [2]),
            ViewNeed(id: "other", zones: ["berth"], sensors: ["landsat"]),
            ViewNeed(id: "this", zones: ["berth"], sensors: ["landsat", "sentinel"]),
            ViewNeed(id: "nowhere", zones: ["gate"]),
        ]
        let assessor = FitnessAssessor(site: site, needs: needs)
        #expect(
            assessor.fitness(of: try item(box(-1, -1, 1, 1), 10)).indicators == ["ships", "coarse", "winter", "this"])
        #expect(assessor.fitness(of: try item(box(-1, -1, 1, 1), 0.5)).indicators.contains("cars"))
        #expect(assessor.fitness(of: try item(box(-1, -1, 1, 1), nil)).indicators.isEmpty)
    }

    @Test func aSceneOfTheCaseIsKnownBySatelliteTimeAndPlace() throws {
        let found = try item(box(0, 0, 1, 1), 10)
        func look(
            _ time: String, _ platform: String? = "sentinel_2a", _ area: MultiPolygon<GeoPoint>? = nil,
            drawn: Bool = false
        ) -> KnownLook {
            KnownLook(
                title: "t", time: AcquisitionTime(iso8601: time), platform: platform, area: area, isSimulated: drawn)
        }
        #expect(look("2025-02-15T02:18:57Z").isSame(as: found))
        // A product tells the beginning of its strip, a catalogue the middle of the tile.
        #expect(look("2025-02-15T02:11:00Z").isSame(as: found))
        #expect(!look("2025-02-15T02:08:00Z").isSame(as: found))
        #expect(!look("2025-02-15T02:18:57Z", "sentinel-2b").isSame(as: found))
        #expect(look("2025-02-15T02:19:30Z", nil).isSame(as: found))
        #expect(!look("2025-02-15T02:21:30Z", nil).isSame(as: found))
        #expect(look("2025-02-15T02:18:57Z", "Sentinel-2A", box(0.5, 0.5, 2, 2)).isSame(as: found))
        #expect(!look("2025-02-15T02:18:57Z", "Sentinel-2A", box(3, 3, 4, 4)).isSame(as: found))
        #expect(!look("2025-02-15T02:18:57Z", drawn: true).isSame(as: found))
        #expect(!look("2025-02-15").isSame(as: found))
        #expect(
            KnownLook(title: "t", item: "c/x").isSame(as: found)
                && !KnownLook(title: "t", item: "d/x").isSame(as: found))
    }
}
