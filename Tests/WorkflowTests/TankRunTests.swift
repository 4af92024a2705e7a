import ActivityAnalysis
import Catalogue
import Evidence
import Foundation
import Geodesy
import ObjectDetection
import Rasters
import SceneSimulation
import Sites
import Testing
import Workflow

/// A drawn tank in a scene of one look.
private struct DrawnTankScenes: SceneSupply, SceneReading {
    let plate: TankPlate
    let raster: Raster<Float>
    var geometry = ViewingGeometry()
    var pixel: Double
    static let origin = GeoPoint(longitude: 130.4, latitude: 42.3)

    func acquisitions() async throws -> SceneListing {
        SceneListing(found: [Acquisition(scene: "s", path: "imagery/s.tif", facts: "none")], isComplete: true)
    }

    func scene(of acquisition: Acquisition) async throws -> Scene {
        func band(_ name: String, _ index: Int) -> Band {
            Band(
                name: name, commonName: name, file: 0, index: index, size: plate.size, groundSamplingDistance: pixel,
                dataType: .float32)
        }
        let metres = Double(plate.size.width) * plate.pixel / 2
        let corners = [(-metres, -metres), (metres, -metres), (metres, metres), (-metres, metres)].map {
            Ellipsoid.wgs84.point(from: Self.origin, east: $0.0, north: $0.1)
        }
        return Scene(
            id: "s", title: "s", time: AcquisitionTime(iso8601: "2024-08-17"), size: plate.size,
            bands: [band("green", 1), band("red", 2), band("nir", 3)], files: [], geometry: geometry,
            outline: MultiPolygon([Polygon(outer: Ring(corners))]))
    }

    func clouds(of acquisition: Acquisition) async throws -> (any CloudMask)? { nil }
    func source(of scene: Scene, for request: PixelRequest) async throws -> any RasterSource { RasterInMemory(raster) }
    func georeference(of scene: Scene) throws -> (any Georeference)? {
        Grid(corner: plate.corner, pixel: plate.pixel)
    }

    struct Grid: Georeference {
        var corner: (east: Double, north: Double)
        var pixel: Double

        func ground(_ points: [PixelPoint]) -> [GeoPoint] {
            points.map {
                Ellipsoid.wgs84.point(
                    from: origin, east: corner.east + $0.column * pixel, north: corner.north - $0.row * pixel)
            }
        }

        func pixels(_ points: [GeoPoint]) -> [PixelPoint?] {
            points.map {
                let offset = Ellipsoid.wgs84.offset(from: origin, to: $0)
                return PixelPoint(
                    column: (offset.east - corner.east) / pixel, row: (corner.north - offset.north) / pixel)
            }
        }
    }
}

@Suite("Tanks in a run")
struct TankRunTests {
    private func observations(
        _ scenes: DrawnTankScenes, height: Double? = nil, isThere: Bool = true,
        in catalogue: any Catalogue = CatalogueInMemory()
    ) async throws -> (found: [String: Observation], summary: AnalysisSummary) {
        let earth = Ellipsoid.wgs84
        let corners = [(-20.0, -20.0), (20, -20), (20, 20), (-20, 20)].map {
            earth.point(from: DrawnTankScenes.origin, east: $0.0, north: $0.1)
        }
        let subject = Case(
            id: "c", title: "c", question: "?",
            site: Site(
                name: "s",
                zones: [
                    Zone(id: "farm", name: "farm", role: .tankFarm, area: MultiPolygon([Polygon(outer: Ring(corners))]))
                ],
                tanks: isThere
                    ? [
                        Tank(
                            id: "t1", name: "Tank 1",
                            centre: earth.point(from: DrawnTankScenes.origin, east: 1, north: -1), diameter: 15.8,
                            height: height)
                    ] : []), models: [])
        let summary = try await Analysis(
            of: subject, catalogue: catalogue, supply: scenes, reader: scenes, loader: NoNetworks(), models: []
        ).run()
        // What is told of the snow in the zone and on the roof is another suite's.
        let found = try await catalogue.observations(scene: "s").map(\.record).filter { !$0.quantity.contains("snow") }
        return (Dictionary(uniqueKeysWithValues: found.map { ($0.quantity, $0) }), summary)
    }

    @Test("The site's tanks are measured without any network, kept with their look, and looked up the second time")
    func measured() async throws {
        let plate = TankPlate(seed: 8, pixel: 0.7, diameter: 15.2, hasSnow: false)
        var scenes = DrawnTankScenes(plate: plate, raster: await plate.raster(), pixel: 0.7)
        scenes.geometry = ViewingGeometry(
            sunAzimuth: plate.truth.sunAzimuth, sunElevation: plate.truth.sunElevation,
            incidence: plate.truth.incidence, viewAzimuth: plate.truth.viewAzimuth)
        let catalogue = CatalogueInMemory()
        let (found, summary) = try await observations(scenes, in: catalogue)
        #expect(summary.isComplete)
        #expect(Set(found.keys) == ["diameter", "height", "fill", "contents", "roof"])
        #expect(found.values.allSatisfy { $0.subject == "t1" && $0.model == nil })
        guard case .measured(let value, let low, let high, 0.8, "m", _)? = found["diameter"]?.result else {
            Issue.record("\(String(describing: found["diameter"]))")
            return
        }
        #expect(abs(value - 15.2) < 0.5 && low < value && value < high)
        guard case .measured(let fill, _, _, _, "1", _)? = found["fill"]?.result else {
            Issue.record("\(String(describing: found["fill"]))")
            return
        }
        #expect(abs(fill - (try #require(plate.truth.fill))) < 0.1)
        guard case .told("floating roof", let probability, _)? = found["roof"]?.result else {
            Issue.record("\(String(describing: found["roof"]))")
            return
        }
        #expect(probability > 0.8)
        let (again, second) = try await observations(scenes, in: catalogue)
        #expect(second.done == 0 && again == found)
    }

    @Test("Unknown angles leave height and fill undetermined; a coarse scene is not measured at all")
    func unknown() async throws {
        let plate = TankPlate(seed: 8, pixel: 0.7, diameter: 15.2, hasSnow: false)
        let scenes = DrawnTankScenes(plate: plate, raster: await plate.raster(), pixel: 0.7)
        let (found, _) = try await observations(scenes, height: 12)
        #expect(found["fill"]?.result == .undetermined(because: "where the sun stood is not known"))
        let coarse = DrawnTankScenes(plate: plate, raster: scenes.raster, pixel: 2)
        let (none, summary) = try await observations(coarse)
        #expect(none.isEmpty && summary.isComplete)
    }

    @Test("a tank that is taken out of the site takes its measurements with it")
    func takenOut() async throws {
        let plate = TankPlate(seed: 8, pixel: 0.7, diameter: 15.2, hasSnow: false)
        let scenes = DrawnTankScenes(plate: plate, raster: await plate.raster(), pixel: 0.7)
        let catalogue = CatalogueInMemory()
        #expect(try await !observations(scenes, in: catalogue).found.isEmpty)
        #expect(try await observations(scenes, isThere: false, in: catalogue).found.isEmpty)
        #expect(try await !observations(scenes, in: catalogue).found.isEmpty)
    }
}
