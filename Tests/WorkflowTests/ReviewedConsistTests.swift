import Evidence
import Geodesy
import ObjectDetection
import Sites
import Testing

@testable import Workflow

@Suite("Consists that were reviewed")
struct ReviewedConsistTests {
    private let network = ModelReference(name: "wagons", sha256: "aa")
    /// At the equator, where a degree of longitude is 111 319.49 m: 200 m to the east.
    private let origin = GeoPoint(longitude: 10, latitude: 0)

    private func point(_ east: Double, _ north: Double) -> GeoPoint {
        GeoPoint(longitude: 10 + east / 111_319.49, latitude: north / 110_574.28)
    }

    private func model(_ name: String, head: ModelCard.Head, classes: [String]) -> InstalledModel {
        InstalledModel(
            card: ModelCard(
                name: name, networkPath: "", bands: ["pan"], values: .stretched, head: head, margin: 32, tile: 256,
                mergeOverlap: 0.3, classes: classes.map { .init(name: $0, threshold: 0.5) }),
            network: NetworkFile(path: "", sha256: "aa"))
    }

    private var models: [InstalledModel] {
        [
            model("vehicles", head: .centreOriented, classes: ["vehicle"]),
            model(
                "wagons", head: .trackStrip,
                classes: ["tank-car", "covered-car", "open-car", "flat-car", "locomotive", "other-rail-vehicle"]),
        ]
    }

    private func detection(
        _ id: String, _ className: String, _ review: ReviewState, at east: Double = 0, north: Double = 0,
        by model: String = "wagons"
    ) -> Detection {
        let corners = [(6.0, 1.5), (6, -1.5), (-6, -1.5), (-6, 1.5)].map { point(east + $0.0, north + $0.1) }
        return Detection(
            id: id, scene: "s", className: className, score: 0.8,
            pixelBox: OrientedBox(centre: PixelPoint(column: 30, row: 20), length: 40, width: 10, angle: 0),
            groundBox: GroundBox(centre: point(east, north), corners: corners),
            model: ModelReference(name: model, sha256: "aa"), review: review)
    }

    /// Vehicles of 12 m from station 20 and 60 on; the line is drawn from east to west.
    private var consist: Consist {
        func vehicle(_ id: String, _ start: Double) -> Consist.Vehicle {
            Consist.Vehicle(
                detection: id, className: "tank-car", probability: 0.9, classProbabilities: ["tank-car": 1],
                start: start, end: start + 12, startError: 1, endError: 1)
        }
        return Consist(
            id: "c", scene: "s", track: "4", trackName: "4", isTrackSure: true, length: 200,
            extent: .init(start: 0, end: 200), visibleShare: 1, hidden: [],
            vehicles: [vehicle("a", 20), vehicle("b", 60)],
            count: .count(detected: 2, low: 1, high: 3, level: 0.8, method: "read"),
            classCounts: ["tank-car": .count(detected: 2, low: 1, high: 3, level: 0.8, method: "read")],
            basis: .init(whole: .init(probabilities: [0, 0, 1], below: 1, above: 1)), sentence: "", notes: [],
            model: network)
    }

    private var site: Site {
        Site(
            name: "yard",
            tracks: [
                Track(id: "4", name: "4", line: [point(200, 0), point(100, 0), point(0, 0)]),
                Track(id: "5", name: "5", line: [point(200, 4.5), point(0, 4.5)]),
            ])
    }

    private func reviewed(_ detections: [Detection]) -> Consist? {
        Analysis.reviewedConsists([consist], detections: detections, site: site, models: models).first
    }

    @Test("what was drawn on a track stands where it was drawn, in the order of the train")
    func drawn() throws {
        // From 33 to 45 m behind the line's first point.
        let changed = try #require(
            reviewed([
                detection("a", "tank-car", .unreviewed), detection("b", "tank-car", .unreviewed),
                detection("new", "open-car", .drawn, at: 161, north: 0.5, by: "analyst"),
            ]))
        #expect(changed.vehicles.map(\.detection) == ["a", "new", "b"])
        let new = changed.vehicles[1]
        #expect(abs(new.start - 33) < 0.05 && abs(new.end - 45) < 0.05)
        #expect(changed.vehicles.map(\.isCoupled) == [false, true, false])
        #expect(
            changed.count
                == .count(
                    detected: 3, low: 2, high: 4, level: 0.8, method: "read; 1 added by an analyst and taken as certain"
                ))
    }

    @Test("what lies nearer to another track, or on none, is not drawn on this one")
    func elsewhere() {
        #expect(reviewed([detection("new", "open-car", .drawn, at: 161, north: 3, by: "analyst")]) == consist)
        #expect(reviewed([detection("new", "open-car", .drawn, at: 161, north: -6, by: "analyst")]) == consist)
        #expect(reviewed([detection("new", "vehicle", .drawn, at: 161, by: "analyst")]) == consist)
    }

    @Test("what another network took for a lorry and an analyst for a wagon comes to the track")
    func retyped() {
        let changed = reviewed([detection("lorry", "flat-car", .retyped, at: 100, by: "vehicles")])
        #expect(changed?.vehicles.map(\.detection) == ["a", "b", "lorry"])
        #expect(reviewed([detection("lorry", "vehicle", .accepted, at: 100, by: "vehicles")]) == consist)
    }

    @Test("stay as they are where nobody looked")
    func untouched() { #expect(reviewed([detection("a", "tank-car", .unreviewed)]) == consist) }
}
