import Evidence
import Foundation
import Geodesy
import Rasters
import Sites
import Testing

@testable import ActivityAnalysis

/// What shapely says, written by `Fixtures/make_looks.py`.
struct Truth: Decodable {
    struct Shares: Decodable {
        var zone: [[Double]]
        var outline: [[Double]]
        var clouds: [[[Double]]]
        var covered: Double
        var visible: Double
    }

    struct Distance: Decodable {
        var line: [[Double]]
        var place: [Double]
        var metres: Double
    }

    var looks: [Shares]
    var distances: [Distance]

    static func load() throws -> Truth {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/looks.json")
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: file))
    }
}

func area(_ corners: [[Double]]...) -> MultiPolygon<GeoPoint> {
    MultiPolygon(corners.map { Polygon(outer: Ring($0.map { GeoPoint(longitude: $0[0], latitude: $0[1]) })) })
}

/// A rectangle of degrees.
func rectangle(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> [[Double]] {
    [[west, south], [east, south], [east, north], [west, north]]
}

func scene(outline: MultiPolygon<GeoPoint>?, distance: Double? = 10, cloudCover: Double? = nil) -> Scene {
    Scene(
        id: "s", title: "s", time: AcquisitionTime(iso8601: "2023-08-17"), size: RasterSize(width: 9, height: 9),
        bands: [
            Band(
                name: "B04", file: 0, index: 1, size: RasterSize(width: 9, height: 9), groundSamplingDistance: distance,
                dataType: .uint16)
        ], files: [], cloudCover: cloudCover, outline: outline)
}

@Suite("Looks")
struct LookTests {
    private let square = Zone(id: "z", name: "z", role: .anchorage, area: area(rectangle(129, 35, 129.02, 35.02)))
    private let whole = area(rectangle(128.9, 34.9, 129.2, 35.2))

    private func look(_ zone: Zone, _ scene: Scene, _ clouds: (any CloudMask)? = nil) throws -> Look {
        try LookAssessor().look(at: zone, in: scene, clouds: clouds)
    }

    @Test("Shares are those that shapely finds")
    func shares() throws {
        for (index, truth) in try Truth.load().looks.enumerated() {
            let zone = Zone(id: "z", name: "z", role: .anchorage, area: area(truth.zone))
            let clouds = CloudPolygons(
                areas: MultiPolygon(truth.clouds.flatMap { area($0).parts }), source: "clouds.geojson")
            let look = try look(zone, scene(outline: area(truth.outline)), clouds)
            #expect(abs(look.coveredShare - truth.covered) < 0.01, "\(index)")
            #expect(abs(look.visibleShare - truth.visible) < 0.01, "\(index)")
            let cloud = try #require(look.cloudShare)
            #expect(abs(cloud - (look.coveredShare - look.visibleShare)) < 1e-9, "\(index)")
            // Where the line between usable and not is not near, the answer follows from the share.
            switch truth.visible {
            case 0.97...: #expect(look.usability == .usable)
            case 0.22...0.93: #expect(look.usability == .partial)
            case ..<0.18: #expect(look.usability == .notUsable)
            default: break
            }
        }
    }

    @Test("A scene that shows all of the zone is usable, and says that no cloud mask was given")
    func usable() throws {
        let look = try look(square, scene(outline: whole))
        #expect(look.usability == .usable && look.coveredShare == 1 && look.visibleShare == 1)
        #expect(look.cloudShare == nil && look.reasons == ["no cloud mask was given"])
        #expect(try self.look(square, scene(outline: whole)).id == look.id)
    }

    @Test("Cloud estimated from the pixels enters a look without a mask, says so, and makes it partial at the most")
    func estimated() throws {
        let half = CloudPolygons(areas: area(rectangle(129, 35, 129.01, 35.02)), source: "pixels")
        let all = CloudPolygons(areas: whole, source: "pixels")
        let clear = CloudPolygons(areas: area(rectangle(10, 10, 11, 11)), source: "pixels")
        let assessor = LookAssessor()
        let some = try assessor.look(at: square, in: scene(outline: whole), clouds: nil, estimate: half)
        let share = try #require(some.cloudShare)
        #expect(some.usability == .partial && abs(share - 0.5) < 0.01)
        #expect(abs(some.visibleShare - 0.5) < 0.01)
        #expect(
            some.reasons == [
                "50 % of the zone was visible, by an estimate of cloud", "no cloud mask was given",
                "the share of cloud, 50 %, is estimated from the scene's own pixels: no provider tells it",
            ])
        let none = try assessor.look(at: square, in: scene(outline: whole), clouds: nil, estimate: all)
        #expect(none.usability == .partial && none.visibleShare == 0)
        let free = try assessor.look(at: square, in: scene(outline: whole), clouds: nil, estimate: clear)
        #expect(free.usability == .usable && free.cloudShare == 0)
        // A provider's mask goes before.
        let given = try assessor.look(at: square, in: scene(outline: whole), clouds: clear, estimate: all)
        #expect(given.usability == .usable && given.cloudShare == 0 && given.reasons.isEmpty)
    }

    @Test("Without an outline nothing is known to be seen")
    func noOutline() throws {
        let look = try look(square, scene(outline: nil))
        #expect(look.usability == .notUsable && look.coveredShare == 0)
        #expect(look.reasons == ["where the scene lies on the ground is not known"])
    }

    @Test("A scene of another place does not show the zone")
    func elsewhere() throws {
        let other = scene(outline: area(rectangle(0, 0, 1, 1)))
        #expect(try look(square, other).reasons == ["the scene does not show the zone"])
        #expect(!LookAssessor().mayShow(square, other) && LookAssessor().mayShow(square, scene(outline: whole)))
        #expect(LookAssessor().mayShow(square, scene(outline: nil)))
    }

    @Test("Pixels too coarse for the zone's role, and an own requirement")
    func coarse() throws {
        let yard = Zone(id: "y", name: "y", role: .road, area: square.area)
        let coarse = try look(yard, scene(outline: whole))
        #expect(coarse.usability == .notUsable && coarse.requiredGroundSamplingDistance == 0.7)
        #expect(coarse.reasons.contains { $0.contains("10.0 m are too coarse") && $0.contains("0.7 m") })
        let patient = Zone(
            id: "y", name: "y", role: .road, area: square.area, requiredGroundSamplingDistance: 10)
        #expect(try look(patient, scene(outline: whole)).usability == .usable)
        let unknown = try look(square, scene(outline: whole, distance: nil))
        #expect(unknown.usability == .partial && unknown.reasons.contains { $0.contains("not known") })
    }

    @Test("A provider's cloud cover without a mask makes a look partial, clouds with one may hide it")
    func clouds() throws {
        let cloudy = try look(square, scene(outline: whole, cloudCover: 0.7))
        #expect(cloudy.usability == .partial && cloudy.reasons.contains { $0.contains("70 % of the scene is cloud") })
        let all = CloudPolygons(areas: whole, source: "m")
        let hidden = try look(square, scene(outline: whole), all)
        #expect(hidden.usability == .notUsable && hidden.cloudShare == 1 && hidden.visibleShare == 0)
        #expect(hidden.reasons == ["only 0 % of the zone was visible"])
        struct Short: CloudMask {
            let source = "short"
            func isCloudy(_ places: [GeoPoint]) -> [Bool?] { places.map { $0.longitude < 129.01 ? false : nil } }
        }
        let short = try look(square, scene(outline: whole), Short())
        #expect(short.usability == .partial && abs(short.visibleShare - 0.5) < 0.01)
        #expect(short.reasons.contains { $0.hasPrefix("the cloud mask short does not reach over the whole zone") })
    }

    @Test("A zone too thin for a grid cell is still looked up")
    func thin() throws {
        let thin = Zone(
            id: "t", name: "t", role: .berth, area: area(rectangle(129, 35.00001, 129.02, 35.0000101)))
        #expect(try look(thin, scene(outline: whole)).coveredShare == 1)
    }
}

@Suite("Mooring")
struct MooringTests {
    /// A ship of 200 m by 30 m that points east.
    private func ship(_ longitude: Double, _ latitude: Double) -> GroundBox {
        let centre = GeoPoint(longitude: longitude, latitude: latitude)
        let corners = [(100.0, -15.0), (100, 15), (-100, 15), (-100, -15)].map {
            Ellipsoid.wgs84.point(from: centre, east: $0.0, north: $0.1)
        }
        return GroundBox(centre: centre, corners: corners)
    }

    @Test("Distances to a quay line are those of shapely in UTM")
    func distances() throws {
        for truth in try Truth.load().distances {
            let metres = MooringState.distance(
                from: GeoPoint(longitude: truth.place[0], latitude: truth.place[1]),
                to: truth.line.map { GeoPoint(longitude: $0[0], latitude: $0[1]) })
            #expect(abs(metres - truth.metres) < 0.002 * truth.metres + 0.05, "\(metres) \(truth.metres)")
        }
        #expect(MooringState.distance(from: GeoPoint(longitude: 0, latitude: 0), to: []) == .infinity)
    }

    @Test("The quay decides by its distance, then anchorage, then fairway")
    func states() throws {
        let site = Site(
            name: "s",
            zones: [
                Zone(id: "b", name: "b", role: .berth, area: area(rectangle(129, 35, 129.01, 35.001))),
                Zone(id: "a", name: "a", role: .anchorage, area: area(rectangle(129, 35.001, 129.01, 35.02))),
                Zone(id: "f", name: "f", role: .fairway, area: area(rectangle(129, 35.015, 129.03, 35.02))),
            ],
            berths: [
                Berth(
                    id: "q", name: "q",
                    line: [
                        GeoPoint(longitude: 129.05, latitude: 35), GeoPoint(longitude: 129.06, latitude: 35),
                    ])
            ])
        func state(_ longitude: Double, _ latitude: Double) -> MooringState {
            .of(ship(longitude, latitude), in: site, quayDistance: 40)
        }
        #expect(state(129.005, 35.0005) == .atBerth)
        #expect(state(129.005, 35.01) == .atAnchor)
        #expect(state(129.005, 35.017) == .atAnchor, "where both meet the anchorage comes first")
        #expect(state(129.02, 35.017) == .underWay)
        #expect(state(129.04, 35.017) == .elsewhere)
        // 40 m and half of 30 m from the quay: one side of 55 m is alongside, the other is not. A degree of latitude
        // is 110 943 m there (Snyder 1987, Map Projections, eq. 4-19).
        #expect(state(129.055, 35 + 54.0 / 110_943) == .atBerth)
        #expect(state(129.055, 35 + 56.0 / 110_943) == .elsewhere)
    }
}
