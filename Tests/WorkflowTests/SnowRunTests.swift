import ActivityAnalysis
import Catalogue
import Evidence
import Foundation
import Geodesy
import ObjectDetection
import Rasters
import SceneMasks
import Sites
import Testing
import Workflow

/// Two scenes of two yards side by side under snow: in the first both are white, in the second the western one is bare.
private struct SnowScenes: SceneSupply, SceneReading {
    static let origin = GeoPoint(longitude: 130.4, latitude: 42.3)
    static let pixel = 1.0
    static let size = RasterSize(width: 140, height: 80)
    var mask: (any CloudMask)?

    static func place(_ column: Double, _ row: Double) -> GeoPoint {
        Ellipsoid.wgs84.point(from: origin, east: column * pixel, north: -row * pixel)
    }

    static func area(_ columns: ClosedRange<Double>) -> MultiPolygon<GeoPoint> {
        MultiPolygon([
            Polygon(
                outer: Ring([
                    place(columns.lowerBound, 15), place(columns.upperBound, 15), place(columns.upperBound, 65),
                    place(columns.lowerBound, 65),
                ]))
        ])
    }

    static var site: Site {
        Site(
            name: "S",
            zones: [
                Zone(id: "offices", name: "Offices", role: .administration, area: area(15...65)),
                Zone(id: "units", name: "Units", role: .processArea, area: area(75...125)),
            ])
    }

    func acquisitions() async throws -> SceneListing {
        SceneListing(
            found: ["a", "b"].map { Acquisition(scene: $0, path: "imagery/\($0).tif", facts: "none") }, isComplete: true
        )
    }

    func scene(of acquisition: Acquisition) async throws -> Scene {
        let names = ["blue", "green", "red", "nir"]
        let bands = names.enumerated().map { index, name in
            Band(
                name: name, commonName: name, file: 0, index: index + 1, size: Self.size,
                groundSamplingDistance: Self.pixel, dataType: .float32, scale: 1, offset: 0, unit: .reflectance)
        }
        let (w, h) = (Double(Self.size.width), Double(Self.size.height))
        return Scene(
            id: acquisition.scene, title: acquisition.scene,
            time: AcquisitionTime(iso8601: acquisition.scene == "a" ? "2025-01-10T02:00:00Z" : "2025-01-12T02:00:00Z"),
            size: Self.size, bands: bands, files: [],
            geometry: ViewingGeometry(sunAzimuth: 170, sunElevation: 28, incidence: 0, viewAzimuth: 0),
            outline: MultiPolygon([
                Polygon(
                    outer: Ring([Self.place(0, 0), Self.place(w, 0), Self.place(w, h), Self.place(0, h)]))
            ]))
    }

    func clouds(of acquisition: Acquisition) async throws -> (any CloudMask)? { mask }

    func source(of scene: Scene, for request: PixelRequest) async throws -> any RasterSource {
        var raster = Raster<Float>(bandCount: 4, size: Self.size, repeating: 0)
        for row in 0..<Self.size.height {
            for column in 0..<Self.size.width {
                // A strip of soil beside snow whose brightness changes from place to place.
                let isCleared = scene.id == "b" && (20..<60).contains(column) && (20..<60).contains(row)
                let isBare = isCleared || row < 6
                let tone = Float(0.97 + 0.03 * sin(Double(column * 7 + row * 13)))
                let spectrum: [Float] = isBare ? [0.1, 0.12, 0.15, 0.2] : [0.86, 0.85, 0.84, 0.76]
                for band in 0..<4 { raster[band, row, column] = spectrum[band] * tone }
            }
        }
        return RasterInMemory(raster)
    }

    func georeference(of scene: Scene) throws -> (any Georeference)? { Grid() }

    struct Grid: Georeference {
        func ground(_ points: [PixelPoint]) -> [GeoPoint] { points.map { SnowScenes.place($0.column, $0.row) } }
        func pixels(_ points: [GeoPoint]) -> [PixelPoint?] {
            points.map {
                let offset = Ellipsoid.wgs84.offset(from: SnowScenes.origin, to: $0)
                return PixelPoint(column: offset.east / SnowScenes.pixel, row: -offset.north / SnowScenes.pixel)
            }
        }
    }
}

@Suite("Snow in a run")
struct SnowRunTests {
    private func analysis(_ scenes: SnowScenes, _ catalogue: any Catalogue) -> Analysis {
        Analysis(
            of: Case(id: "c", title: "c", question: "?", site: SnowScenes.site, models: []), catalogue: catalogue,
            supply: scenes,
            reader: scenes, loader: NoNetworks(), models: [])
    }

    @Test("Each zone's snow is measured once, the order of clearing follows, and a second run only looks up")
    func run() async throws {
        let catalogue: any Catalogue = CatalogueInMemory()
        let first = try await analysis(SnowScenes(), catalogue).run()
        #expect(first.isComplete)
        let observations = try await catalogue.observations(scene: nil).map(\.record)
        func share(_ quantity: String, _ zone: String) -> [Double] {
            observations.compactMap { observation in
                guard observation.quantity == quantity, observation.subject == zone,
                    case .measured(let value, _, _, _, _, _) = observation.result
                else { return nil }
                return value
            }.sorted()
        }
        // 40 × 40 of 50 × 50 metres were cleared.
        let cleared = share("share cleared of snow", "offices")
        #expect(cleared.count == 2 && abs((cleared.first ?? 1) - 0) < 0.01 && abs((cleared.last ?? 0) - 0.64) < 0.03)
        let covered = share("snow-covered share", "offices")
        #expect(covered.count == 2 && abs((covered.first ?? 0) - 0.36) < 0.03 && (covered.last ?? 0) > 0.97)
        #expect(share("share cleared of snow", "units").allSatisfy { $0 < 0.01 })
        let order = observations.filter { $0.quantity.hasPrefix("order of clearing") }
        #expect(order.count == 1)
        guard case .told(let sentence, _, _) = try #require(order.first).result else {
            Issue.record("\(order)")
            return
        }
        #expect(sentence.hasPrefix("Cleared first at Offices"))
        #expect(sentence.contains("not yet in Units") && sentence.contains("2025-01-12"))
        let second = try await analysis(SnowScenes(), catalogue).run()
        #expect(second.done == 0 && second.known == first.done + first.known)
    }

    @Test("Without a mask the estimated share of cloud enters the look; a mask that was given goes before")
    func clouds() async throws {
        let catalogue: any Catalogue = CatalogueInMemory()
        _ = try await analysis(SnowScenes(), catalogue).run()
        let looks = try await catalogue.looks(scene: nil).map(\.record)
        #expect(looks.count == 4 && looks.allSatisfy { $0.cloudShare == 0 && $0.usability == .usable })
        #expect(looks.allSatisfy { $0.reasons.contains { $0.contains("estimated from the scene's own pixels") } })
        let given: any Catalogue = CatalogueInMemory()
        let mask = CloudPolygons(areas: SnowScenes.area(15...40), source: "provider")
        _ = try await analysis(SnowScenes(mask: mask), given).run()
        let masked = try await given.looks(scene: nil).map(\.record)
        #expect(masked.allSatisfy { $0.reasons.allSatisfy { !$0.contains("estimated") } })
        #expect(masked.contains { abs(($0.cloudShare ?? 0) - 0.5) < 0.02 })
        // What the mask hides is not judged for snow: half of the offices, nothing of the units.
        let zoneOfLook = Dictionary(uniqueKeysWithValues: masked.map { ($0.id, $0.zone) })
        for observation in try await given.observations(scene: nil).map(\.record)
        where observation.quantity == "share not judged for snow" {
            guard case .measured(let value, _, _, _, _, _) = observation.result else {
                Issue.record("\(observation)")
                continue
            }
            let expected = zoneOfLook[observation.look] == "offices" ? 0.5 : 0
            #expect(abs(value - expected) < 0.03)
        }
    }

    @Test("A look is masked by the mask that was delivered, or by an estimate, and says which")
    func lookMask() async throws {
        let scene = try await SnowScenes().scene(of: Acquisition(scene: "a", path: "a.tif", facts: ""))
        let delivered = try await LookMask(
            of: scene, reader: SnowScenes(),
            clouds: CloudPolygons(areas: SnowScenes.area(15...40), source: "provider"), step: 1, masksShadow: false)
        #expect(delivered.record.source == "provider" && delivered.record.scene == "a")
        // 25 × 50 of 140 × 80 pixels of a metre.
        #expect(abs(delivered.record.hiddenShare - 25.0 * 50 / (140 * 80)) < 0.01)
        let block = try await #require(delivered.pixels).read(scene.size.window)
        #expect(block.validity.allSatisfy { $0 == 1 })
        func isUsable(_ column: Int, _ row: Int) -> Bool { block.values[row * 140 + column] == 1 }
        // In the cloud, 5 m and 20 m beside it.
        #expect(!isUsable(25, 40) && !isUsable(45, 40) && isUsable(60, 40))
        let estimated = try await LookMask(
            of: scene, reader: SnowScenes(), clouds: nil, step: 1, masksShadow: false)
        #expect(estimated.pixels == nil && estimated.record.source == "estimated from the pixels")
        #expect(estimated.record.hiddenShare == 0)
        var blind = scene
        blind.bands = [blind.bands[0]]
        let none = try await LookMask(of: blind, reader: SnowScenes(), clouds: nil, step: 1, masksShadow: true)
        #expect(none.record.source == "none" && !none.record.masksShadow && none.pixels == nil)
        #expect(none.record.notes.contains { $0.contains("cloud is not sought") })
    }

    @Test("A band without a reflectance scale does not take theirs from the others")
    func unscaled() async throws {
        var scene = try await SnowScenes().scene(of: Acquisition(scene: "a", path: "a.tif", facts: ""))
        var extra = scene.bands[0]
        extra.name = "cirrus"
        extra.commonName = "cirrus"
        extra.unit = .digitalNumber
        extra.scale = nil
        scene.bands.append(extra)
        let work = try await MaskWork(of: scene, reader: SnowScenes())
        #expect(work.bands.isReflectance && work.bands.indices[.cirrus] == nil && work.bands.indices[.nir] == 3)
    }
}
