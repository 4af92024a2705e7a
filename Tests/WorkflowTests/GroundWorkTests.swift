import Evidence
import Foundation
import Geodesy
import Rasters
import Sites
import Statistics
import Testing

@testable import Workflow

/// Ground of 240 by 200 metres in pixels of a metre, seen on some days.
private struct Ground: SceneReading {
    static let size = RasterSize(width: 240, height: 200)
    static let origin = GeoPoint(longitude: 130.4, latitude: 42.3)
    static let names = ["blue", "green", "red", "nir"]
    var pictures: [String: Raster<Float>]

    static func place(_ column: Double, _ row: Double) -> GeoPoint {
        Ellipsoid.wgs84.point(from: origin, east: column, north: -row)
    }

    static func area(_ columns: ClosedRange<Double>, _ rows: ClosedRange<Double>) -> MultiPolygon<GeoPoint> {
        MultiPolygon([
            Polygon(
                outer: Ring([
                    place(columns.lowerBound, rows.lowerBound), place(columns.upperBound, rows.lowerBound),
                    place(columns.upperBound, rows.upperBound), place(columns.lowerBound, rows.upperBound),
                ]))
        ])
    }

    static func scene(_ day: Int) -> Scene {
        Scene(
            id: "day \(day)", title: "day \(day)", time: AcquisitionTime(iso8601: "2025-06-0\(day)T02:00:00Z"),
            size: size,
            bands: names.enumerated().map { index, name in
                Band(
                    name: name, commonName: name, file: 0, index: index + 1, size: size, groundSamplingDistance: 1,
                    dataType: .float32, scale: 1, offset: 0, unit: .reflectance)
            }, files: [], geometry: ViewingGeometry(sunAzimuth: 170, sunElevation: 60, incidence: 0, viewAzimuth: 0))
    }

    /// Blocks of four metres, each of its own shade; another seed is other ground.
    static func picture(seed: UInt64, noise: UInt64) -> Raster<Float> {
        var blocks = RandomStream(seed: seed)
        var grain = RandomStream(seed: noise)
        var raster = Raster<Float>(bandCount: 4, size: size, repeating: 0)
        let across = size.width / 4
        let shades = (0..<(across * size.height / 4 + across)).map { _ in Float.random(in: 0.1...0.3, using: &blocks) }
        for row in 0..<size.height {
            for column in 0..<size.width {
                let shade = shades[row / 4 * across + column / 4]
                for band in 0..<4 {
                    raster[band, row, column] =
                        shade * (1 + 0.1 * Float(band)) + Float.random(in: -0.004...0.004, using: &grain)
                }
            }
        }
        return raster
    }

    func source(of scene: Scene, for request: PixelRequest) async throws -> any RasterSource {
        let whole = try #require(pictures[scene.id])
        let wanted = request.bands.compactMap(Self.names.firstIndex)
        var chosen = Raster<Float>(bandCount: wanted.count, size: Self.size, repeating: 0)
        for (target, band) in wanted.enumerated() {
            for row in 0..<Self.size.height {
                for column in 0..<Self.size.width { chosen[target, row, column] = whole[band, row, column] }
            }
        }
        return RasterInMemory(chosen)
    }

    func georeference(of scene: Scene) throws -> (any Georeference)? { Grid() }

    struct Grid: Georeference {
        func ground(_ points: [PixelPoint]) -> [GeoPoint] { points.map { Ground.place($0.column, $0.row) } }
        func pixels(_ points: [GeoPoint]) -> [PixelPoint?] {
            points.map {
                let offset = Ellipsoid.wgs84.offset(from: Ground.origin, to: $0)
                return PixelPoint(column: offset.east, row: -offset.north)
            }
        }
    }
}

@Suite("Ground of a place through its scenes")
struct GroundWorkTests {
    private static let site = Site(
        name: "Place",
        zones: [
            Zone(id: "yard", name: "Yard", role: .storageYard, area: Ground.area(10...150, 10...190)),
            Zone(id: "sea", name: "Sea", role: .berth, area: Ground.area(160...235, 10...190)),
        ])

    private func look(_ day: Int, _ detections: [Detection] = []) -> GroundWork.Look {
        GroundWork.Look(scene: Ground.scene(day), margin: 0.1, detections: detections, clouds: nil)
    }

    private func laid(_ columns: Range<Int>, _ rows: Range<Int>, on picture: Raster<Float>) -> Raster<Float> {
        var picture = picture
        for row in rows {
            for column in columns {
                for (band, value) in [Float(0.5), 0.45, 0.3, 0.2].enumerated() { picture[band, row, column] = value }
            }
        }
        return picture
    }

    private func work(
        _ pictures: [String: Raster<Float>], _ look: GroundWork.Look, _ earlier: [GroundWork.Look]
    )
        async throws -> GroundComparison
    {
        try await GroundWork(site: Self.site, configuration: GroundConfiguration())
            .comparison(of: look, with: earlier, reader: Ground(pictures: pictures))
    }

    @Test("The latest scene that compares is taken, those that do not are told; zones on water and detections explain")
    func chosen() async throws {
        let first = Ground.picture(seed: 1, noise: 1)
        var later = laid(40..<60, 40..<56, on: Ground.picture(seed: 1, noise: 3))
        later = laid(90..<110, 120..<132, on: later)
        later = laid(190..<210, 60..<80, on: later)
        let corners = [(89.0, 119.0), (111, 119), (111, 133), (89, 133)].map { Ground.place($0.0, $0.1) }
        let lorry = Detection(
            id: "lorry", scene: "day 3", className: "vehicle", score: 0.9,
            pixelBox: OrientedBox(centre: PixelPoint(column: 100, row: 126), length: 22, width: 14, angle: 0),
            groundBox: GroundBox(centre: Ground.place(100, 126), corners: corners),
            model: ModelReference(name: "boxes", sha256: "00"))
        let found = try await work(
            ["day 1": first, "day 2": Ground.picture(seed: 2, noise: 2), "day 3": later], look(3, [lorry]),
            [look(1), look(2)])
        #expect(found.before == "day 1")
        #expect(found.refused.map(\.scene) == ["day 2"])
        #expect(found.refused.first?.reason.contains("differ as a whole") == true)
        #expect(found.changes.count == 2 && found.changes.allSatisfy { $0.change.zone == "yard" })
        let open = try #require(found.open.first)
        #expect(found.open.count == 1)
        // 20 by 16 metres from column 40, row 40.
        #expect(
            open.change.leastArea <= 320 && open.change.greatestArea >= 320 && open.change.area < 420, "\(open.change)")
        #expect(open.area.contains(Ground.place(50, 48)) && !open.area.contains(Ground.place(66, 48)))
        #expect(found.changes.first { !$0.objects.isEmpty }?.objects == ["lorry"])
    }

    @Test("Where no scene compares, none is named, each reason is, and nothing is told to have changed")
    func nothing() async throws {
        let found = try await work(
            [
                "day 1": Ground.picture(seed: 4, noise: 1), "day 2": Ground.picture(seed: 5, noise: 2),
                "day 3": Ground.picture(seed: 6, noise: 3),
            ], look(3), [look(1), look(2)])
        #expect(found.before == nil && found.changes.isEmpty && found.comparedShare == 0)
        #expect(found.refused.map(\.scene) == ["day 2", "day 1"])
    }
}
