import Evidence
import Foundation
import Geodesy
import ObjectDetection
import Rasters
import Sites
import Testing

@testable import Workflow

/// A yard of 200 by 200 metres with a track along its middle, seen on some days.
@Suite("Objects of a place through its scenes")
struct ObjectHistoryTests {
    private static let origin = GeoPoint(longitude: 130.4, latitude: 42.3)
    private static let model = ModelReference(name: "boxes", sha256: "00")

    private static func point(_ east: Double, _ north: Double) -> GeoPoint {
        Ellipsoid.wgs84.point(from: origin, east: east, north: north)
    }

    private static func area(_ east: ClosedRange<Double>, _ north: ClosedRange<Double>) -> MultiPolygon<GeoPoint> {
        MultiPolygon([
            Polygon(
                outer: Ring([
                    point(east.lowerBound, north.lowerBound), point(east.upperBound, north.lowerBound),
                    point(east.upperBound, north.upperBound), point(east.lowerBound, north.upperBound),
                ]))
        ])
    }

    private static let site = Site(
        name: "Yard", zones: [Zone(id: "yard", name: "Yard", role: .storageYard, area: area(0...200, 0...200))],
        structures: [Structure(id: "shed", name: "Shed", area: area(150...190, 150...190))])

    private static func detection(_ id: String, _ east: Double, _ north: Double, _ name: String) -> Detection {
        let corners = [(6.0, 1.5), (6, -1.5), (-6, -1.5), (-6, 1.5)].map { point(east + $0.0, north + $0.1) }
        return Detection(
            id: id, scene: "s", className: name, score: 0.9,
            pixelBox: OrientedBox(centre: PixelPoint(column: 0, row: 0), length: 1, width: 1, angle: 0),
            groundBox: GroundBox(centre: point(east, north), corners: corners), model: model)
    }

    private static func look(
        _ day: Int, _ detections: [Detection], usability: Look.Usability = .usable, isComparable: Bool = true
    ) -> ObjectHistory.Look {
        let scene = Scene(
            id: "scene \(day)", title: "Scene \(day)",
            time: AcquisitionTime(iso8601: "2025-01-0\(day)T02:00:00Z"),
            size: RasterSize(width: 10, height: 10), bands: [], files: [])
        let look = Look(
            id: "look \(day)", scene: scene.id, zone: "yard", coveredShare: 1, cloudShare: 0,
            visibleShare: usability == .notUsable ? 0 : 1, groundSamplingDistance: 0.3,
            requiredGroundSamplingDistance: 1, usability: usability, reasons: [])
        return ObjectHistory.Look(
            scene: scene, isComparable: isComparable, margin: 0.1, looks: [look], detections: detections, consists: [],
            soughtShares: ["vehicle": 1, "tank-fixed-roof": 1])
    }

    private func chains(_ looks: [ObjectHistory.Look]) -> [ObjectChain] {
        ObjectHistory(site: Self.site, models: []).chains(through: looks)
    }

    @Test("A vehicle that comes is told between the looks around it; a look that saw nothing concludes nothing")
    func comes() throws {
        let stays = (1...4).map { Self.detection("stays \($0)", 40, 40, "vehicle") }
        let comes = (4...4).map { Self.detection("comes \($0)", 90, 90, "vehicle") }
        let found = chains([
            Self.look(1, [stays[0]]), Self.look(2, [stays[1]]),
            Self.look(3, [], usability: .notUsable), Self.look(4, [stays[3], comes[0]]),
        ])
        let one = try #require(found.first { $0.firstSeen == "scene 1" })
        #expect(found.count == 2)
        #expect(one.events.map(\.kind) == [.stayed, .stayed])
        #expect(one.steps[2].sight == .notLooked)
        let other = try #require(found.first { $0.firstSeen == "scene 4" })
        let arrival = try #require(other.events.first)
        #expect(arrival.kind == .arrived && arrival.after == "scene 2" && arrival.until == "scene 4")
    }

    @Test("A scene that could not be laid on the others tells of no arrival and no departure")
    func refused() throws {
        let stays = Self.detection("a", 40, 40, "vehicle")
        let aside = Self.detection("b", 47, 40, "vehicle")
        let again = Self.detection("c", 40, 40, "vehicle")
        let found = chains([
            Self.look(1, [stays]), Self.look(2, [aside], isComparable: false), Self.look(3, [again]),
        ])
        #expect(found.count == 1)
        #expect(found.first?.events.map(\.kind) == [.stayed])
        #expect(found.first?.steps[1].sight == .notLooked)
    }

    @Test("A tank that a network misses once has not gone, a vehicle mostly has")
    func built() throws {
        func departures(_ name: String) throws -> [ObjectChain.Kind] {
            let found = chains([
                Self.look(1, [Self.detection("a", 40, 40, name)]),
                Self.look(2, [Self.detection("b", 40, 40, name)]), Self.look(3, []),
            ])
            return try #require(found.first).events.map(\.kind)
        }
        #expect(try departures("tank-fixed-roof") == [.stayed, .undetermined])
        #expect(try departures("vehicle") == [.stayed, .departed])
    }

    @Test("What lies on a fixed structure or outside of all zones is not followed")
    func leftOut() throws {
        let found = chains([
            Self.look(
                1, [Self.detection("a", 170, 170, "vehicle"), Self.detection("b", 400, 40, "vehicle")]),
            Self.look(2, []),
        ])
        #expect(found.isEmpty)
    }
}
