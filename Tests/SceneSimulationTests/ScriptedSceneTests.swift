import Foundation
import Geodesy
import Rasters
import Sites
import Testing

@testable import SceneSimulation

/// Small scenes of scripts; what is drawn is compared with what the script says and what files tell.
@Suite("Scripted scenes")
struct ScriptedSceneTests {
    private static let noon = Date(timeIntervalSince1970: 1_749_952_800)  // 15 June 2025, 02:00 UTC
    private static let middle = GeoPoint(longitude: 134.2, latitude: 41.6)

    private func place(_ east: Double, _ north: Double) -> GeoPoint {
        Ellipsoid.wgs84.point(from: Self.middle, east: east, north: north)
    }

    /// A track from west to east, a berth with water in the south, a floating roof.
    private var site: Site {
        Site(
            name: "S",
            zones: [
                Zone(
                    id: "water", name: "W", role: .berth,
                    area: MultiPolygon([
                        Polygon(outer: Ring([place(-60, -60), place(60, -60), place(60, -8), place(-60, -8)]))
                    ]))
            ],
            tracks: [Track(id: "t", name: "T", line: [place(-100, 10), place(100, 10)])],
            berths: [Berth(id: "b", name: "B", line: [place(-40, -8), place(40, -8)])],
            tanks: [Tank(id: "k", name: "K", centre: place(8, 0), diameter: 8, height: 6, roof: .floating)])
    }

    private func order(width: Double = 36, height: Double = 36) -> SceneOrder {
        var order = SceneOrder(time: Self.noon)
        order.extent = SceneOrder.Extent(centre: Self.middle, width: width, height: height)
        return order
    }

    private func scene(_ script: WorldScript, _ order: SceneOrder, seed: UInt64 = 3) throws -> ScriptedScene {
        ScriptedScene(order, of: try ScriptedWorld(script: script, site: site, seed: seed))
    }

    private func drawn(
        _ scene: ScriptedScene, tile: Int = 256, jobs: Int = 2
    ) async throws -> (pixels: [UInt16], truth: SceneTruth) {
        var pixels: [UInt16] = []
        let truth = try await scene.draw(tile: tile, jobs: jobs) { _, strip in pixels += strip }
        return (pixels, truth)
    }

    /// Everything at once: train, ship, cars, snow with a cleared place, ice, cloud, steam.
    private var busy: WorldScript {
        var script = WorldScript()
        script.trains = [TrainVisit(track: "t", consist: [.init(kind: .tankCar), .init(kind: .coveredCar)])]
        script.ships = [
            ShipVisit(
                kind: .smallBoat, length: 12, state: .atBerth(id: "b", at: nil, side: .right, bowForward: true))
        ]
        script.vehicles = [
            VehicleStand(
                kinds: [.car],
                place: .scattered(3, [GroundPart(corners: [place(-15, -6), place(0, -6), place(0, 6), place(-15, 6)])]))
        ]
        script.plumes = [Plume(kind: .steam, place: place(0, 0), windFrom: 200, length: 20)]
        script.ice = [IceSpell(share: 0.5, stay: Stay())]
        script.snow.shares = [SnowScript.Share(time: .distantPast, share: 0.8)]
        script.snow.clearings = [
            SnowScript.Clearing(
                part: GroundPart(corners: [place(-15, 0), place(15, 0), place(15, 5), place(-15, 5)]),
                stay: Stay(start: Date(timeIntervalSince1970: 0)))
        ]
        return script
    }

    @Test("The same seed gives the same numbers and the same truth, whatever the tiles and threads")
    func seeds() async throws {
        var order = order()
        order.clouds = 0.2
        order.offNadir = 12
        order.viewAzimuth = 250
        order.noDataWedge = 0.1
        let scene = try scene(busy, order)
        let first = try await drawn(scene, tile: 256, jobs: 1)
        for (tile, jobs) in [(50, 3), (37, 2)] {
            let other = try await drawn(scene, tile: tile, jobs: jobs)
            let same = first.pixels == other.pixels
            #expect(same, "tiles of \(tile)")
            #expect(first.truth.geoJSON() == other.truth.geoJSON())
        }
        let again = try await drawn(self.scene(busy, order))
        let same = first.pixels == again.pixels
        #expect(same)
        let different = try await drawn(self.scene(busy, order, seed: 4))
        let isOther = first.pixels != different.pixels
        #expect(isOther)
    }

    @Test("The truth tells by how much the file's georeference is off")
    func placement() async throws {
        var order = order(width: 9, height: 9)
        let exact = try scene(WorldScript(), order)
        order.placementError = 5
        let moved = try scene(WorldScript(), order)
        let truth = try await drawn(moved).truth
        let root = try #require(
            try JSONSerialization.jsonObject(with: Data(truth.geoJSON().utf8)) as? [String: Any])
        let told = try #require(root["placement_error"] as? [Double])
        #expect(abs(hypot(told[0], told[1]) - 5) < 0.001)
        // The same pixel lies there by the file, and where it is without an error.
        #expect(abs(moved.transform.originX - exact.transform.originX - told[0]) < 0.001)
        #expect(abs(moved.transform.originY - exact.transform.originY - told[1]) < 0.001)
        #expect(try await drawn(exact).truth.geoJSON().contains("\"placement_error\": [0, 0]"))
    }

    @Test("The box of a white ship covers its bright pixels, and its corners lead back to them through the map grid")
    func boxes() async throws {
        var script = WorldScript()
        script.ships = [
            ShipVisit(kind: .smallBoat, length: 20, beam: 6, state: .atAnchor(place(-2, -4), heading: 57))
        ]
        script.ground.areas = [
            .init(
                cover: .water,
                part: GroundPart(corners: [place(-30, -30), place(30, -30), place(30, 30), place(-30, 30)]))
        ]
        var order = order()
        // In December the sun stands low, so that no water glitters.
        order.time = Self.noon.addingTimeInterval(183 * 86_400)
        order.placementError = 5
        order.offNadir = 8
        order.viewAzimuth = 100
        var empty = site
        empty.tanks = []
        empty.tracks = []
        let scene = ScriptedScene(order, of: try ScriptedWorld(script: script, site: empty, seed: 8))
        let (pixels, truth) = try await drawn(scene)
        let ship = try #require(truth.objects.first { $0.className == "ship" })
        #expect(ship.visibleShare > 0.97 && ship.shareInScene == 1 && ship.hiddenBy == nil)
        #expect(abs((ship.heading ?? 0) - 57) < 0.01)
        #expect(ship.box.length * 0.3 > 19.9 && ship.box.length * 0.3 < 20.1)
        // Water reflects less than 0.1 in red; the boat more in most of its pixels.
        let count = scene.size.count
        var inside = 0
        var outside = 0
        let grown = OrientedBox(
            centre: ship.box.centre, length: ship.box.length + 3, width: ship.box.width + 5, angle: ship.box.angle)
        for index in 0..<count where pixels[3 * count + index] > 300 {
            let point = PixelPoint(
                column: Double(index % scene.size.width) + 0.5, row: Double(index / scene.size.width) + 0.5)
            if grown.ring.contains(point) { inside += 1 } else { outside += 1 }
        }
        #expect(inside > 300, "\(inside)")
        #expect(outside < inside / 50, "\(outside) beside \(inside)")
        // The true place is the file's place without the placement error, which is as long as was ordered.
        let utm = scene.grid.projection
        let told = scene.transform.map(scene.pixel(scene.objects[0].box.centre))
        let real = utm.map(place(-2, -4))
        let error = ((told.x - real.x) * (told.x - real.x) + (told.y - real.y) * (told.y - real.y)).squareRoot()
        #expect(abs(error - 5) < 1e-3)
        let corner = try #require(ship.corners.first)
        let front = Ellipsoid.wgs84.offset(from: place(-2, -4), to: corner)
        // Front left: half the length ahead on course 57°, half the beam to the left of it, on the ground.
        let ahead = (sin(57 * Double.pi / 180), cos(57 * Double.pi / 180))
        #expect(abs(front.east - (10 * ahead.0 - 3 * ahead.1)) < 0.02)
        #expect(abs(front.north - (10 * ahead.1 + 3 * ahead.0)) < 0.02)
    }

    @Test("Pixels in the wedge are missing, no other is, and what lies in it only is not in the truth")
    func wedge() async throws {
        var script = WorldScript()
        script.works = [
            WorksItem(name: "in", kind: .block, place: place(-15, 14), length: 3, width: 3),
            WorksItem(name: "out", kind: .block, place: place(12, 14), length: 3, width: 3),
        ]
        var order = order()
        order.noDataWedge = 0.5
        let scene = try scene(script, order)
        let (pixels, truth) = try await drawn(scene)
        let width = scene.size.width
        var wrong = 0
        for row in 0..<scene.size.height {
            for column in 0..<width {
                let isMissing = column < scene.firstColumn(inRow: row)
                for band in 0..<6 where (pixels[(band * scene.size.height + row) * width + column] == 0) != isMissing {
                    wrong += 1
                }
            }
        }
        #expect(wrong == 0)
        #expect(scene.firstColumn(inRow: 0) == 60 && scene.firstColumn(inRow: scene.size.height - 1) == 0)
        let names = truth.objects.map(\.id)
        #expect(names.contains("out") && !names.contains("in"))
    }

    @Test("What a roof hides is told with the roof's name and the share that is left")
    func hiding() async throws {
        var script = WorldScript()
        script.trains = [TrainVisit(track: "t", consist: [.init(kind: .tankCar)], position: .fromStart(94))]
        script.works = [
            WorksItem(name: "rack", kind: .openRoof, place: place(0, 10), heading: 90, length: 20, width: 8, height: 7)
        ]
        let (_, truth) = try await drawn(scene(script, order()))
        let car = try #require(truth.objects.first { $0.className == "tank-car" })
        #expect(car.visibleShare == 0 && car.hiddenBy == "rack")
        #expect(car.place?.id == "t" && car.train?.order == 1)
        let tank = try #require(truth.objects.first { $0.className == "tank-floating-roof" })
        #expect(tank.visibleShare == 1 && tank.fill == TankCourse.usualFill)
    }

    @Test("A train that came after the snow is dark, one that stood in it is white, and a cleared place is bare")
    func snow() async throws {
        var script = WorldScript()
        script.ground.cover = .asphalt
        script.snow.shares = [SnowScript.Share(time: Self.noon.addingTimeInterval(-7200), share: 1)]
        let cleared = GroundPart(corners: [place(-18, -6), place(0, -6), place(0, 2), place(-18, 2)])
        script.snow.clearings = [.init(part: cleared, stay: Stay(start: Self.noon.addingTimeInterval(-3600)))]
        func green(arrival: Double) async throws -> (roof: Double, cleared: Double, open: Double) {
            script.trains = [
                TrainVisit(
                    track: "t", consist: [.init(kind: .coveredCar)], position: .fromStart(93),
                    stay: Stay(start: Self.noon.addingTimeInterval(arrival)))
            ]
            let scene = try scene(script, order())
            let (pixels, _) = try await drawn(scene)
            func mean(_ east: Double, _ north: Double) -> Double {
                let point = scene.pixel(scene.grid.frame(place(east, north)))
                var sum = 0.0
                for row in (Int(point.row) - 1)...(Int(point.row) + 1) {
                    for column in (Int(point.column) - 1)...(Int(point.column) + 1) {
                        sum += Double(pixels[(2 * scene.size.height + row) * scene.size.width + column])
                    }
                }
                return sum / 9 / SensorModel.stepsPerReflectance
            }
            return (mean(0, 10), mean(-10, -3), mean(12, 14))
        }
        let old = try await green(arrival: -86_400)
        let new = try await green(arrival: -1800)
        #expect(old.roof > 0.6 && new.roof < 0.55, "\(old.roof), \(new.roof)")
        #expect(old.open > 0.6 && old.cleared < 0.25)
    }

    @Test("Bands, gain, noise and stored numbers are as ordered")
    func sensor() async throws {
        var script = WorldScript()
        script.ground.cover = .concrete
        func level(_ change: (inout SceneOrder) -> Void) async throws -> (mean: Double, deviation: Double, bands: Int) {
            var order = order(width: 9, height: 9)
            order.extent?.centre = place(-13, -4)
            change(&order)
            var empty = site
            empty.zones = []
            let scene = ScriptedScene(order, of: try ScriptedWorld(script: script, site: empty, seed: 5))
            let quiet = try await drawn(scene).pixels
            order.noise = 0
            let still = ScriptedScene(order, of: try ScriptedWorld(script: script, site: empty, seed: 5))
            let base = try await drawn(still).pixels
            let differences = zip(quiet, base).map { Double($0) - Double($1) }
            let variance = differences.reduce(0) { $0 + $1 * $1 } / Double(differences.count)
            return (
                base.reduce(0) { $0 + Double($1) } / Double(base.count), variance.squareRoot(),
                base.count / scene.size.count
            )
        }
        let plain = try await level { _ in }
        let bright = try await level { $0.gain = 1.25 }
        let pan = try await level { $0.bands = .panchromatic }
        let four = try await level { $0.bands = .fourBands }
        #expect(plain.bands == 6 && pan.bands == 1 && four.bands == 4)
        #expect(abs(bright.mean / plain.mean - 1.25) < 0.005)
        // Concrete of some 0.3: 900 steps, of which 0.5 % are 4.5 steps.
        #expect(plain.mean > 500 && plain.mean < 1400)
        #expect(plain.deviation > 2 && plain.deviation < 8)
        #expect(pan.mean > 500 && pan.mean < 1400)
    }

    @Test("Ships lie along their quay on the side of the water, and sail on between scenes")
    func ships() throws {
        var script = WorldScript()
        script.ships = [
            ShipVisit(
                kind: .tanker, length: 40, beam: 8,
                state: .atBerth(id: "b", at: 10...10, side: .right, bowForward: false)),
            ShipVisit(
                kind: .smallBoat, length: 9,
                state: .underWay(place(0, -40), time: Self.noon.addingTimeInterval(-60), course: 90, speed: 10)),
        ]
        let scene = try scene(script, order(width: 100, height: 120))
        let berthed = try #require(scene.objects.first { $0.shipState == "at-berth" })
        let offset = Ellipsoid.wgs84.offset(from: Self.middle, to: scene.grid.ground(berthed.box.centre))
        // 10 m from the line's beginning at −40 m, half of 40 m further; half the beam and 1 m of fender off the quay.
        #expect(abs(offset.east + 10) < 0.05 && abs(offset.north + 13) < 0.05)
        #expect(abs(scene.grid.azimuth(ofHeading: berthed.box.heading) - 270) < 0.1)
        let sailing = try #require(scene.objects.first { $0.shipState == "under-way" })
        let way = Ellipsoid.wgs84.offset(from: Self.middle, to: scene.grid.ground(sailing.box.centre))
        // Ten knots are 308.67 m a minute.
        #expect(abs(way.east - 308.67) < 0.2 && abs(way.north + 40) < 0.2)
    }

    @Test("A ship whose place is by lot lies within its range, elsewhere with another seed, the same in all looks")
    func shipsByLot() throws {
        var script = WorldScript()
        script.ships = [
            ShipVisit(
                kind: .cargoShip, length: 40, beam: 8,
                state: .atBerth(id: "b", at: 5...30, side: .right, bowForward: true))
        ]
        func start(_ seed: UInt64, after seconds: Double) throws -> Double {
            var order = order(width: 100, height: 120)
            order.time = order.time.addingTimeInterval(seconds)
            let scene = try scene(script, order, seed: seed)
            let ship = try #require(scene.objects.first { $0.shipState == "at-berth" })
            let ground = scene.grid.ground(ship.box.centre)
            // The line begins 40 m west of the middle.
            return Ellipsoid.wgs84.offset(from: Self.middle, to: ground).east + 40 - 20
        }
        let starts = try (1...40).map { try start(UInt64($0), after: 0) }
        #expect(starts.allSatisfy { (4.9...30.1).contains($0) })
        // Forty evenly spread places leave neither quarter of the range empty (chance of either: 2 × 0.75⁴⁰).
        #expect(starts.contains { $0 < 11.25 } && starts.contains { $0 > 23.75 })
        #expect(try start(7, after: 86_400) == starts[6])
    }

    @Test("Trains that may stand anywhere stand on their track and not in each other, or the seed is refused")
    func places() throws {
        var script = WorldScript()
        let short = TrainVisit(track: "t", consist: Array(repeating: .init(kind: .tankCar), count: 4))
        script.trains = [short, short, short]
        for seed in 0..<20 {
            guard let world = try? ScriptedWorld(script: script, site: site, seed: UInt64(seed)) else { continue }
            let ends = world.stations.sorted()
            #expect(ends[0] >= 0 && ends[2] + short.length <= 200.1)
            #expect(ends[1] - ends[0] >= short.length && ends[2] - ends[1] >= short.length)
        }
        script.trains = Array(repeating: TrainVisit(line: 7, track: "t", consist: short.consist), count: 5)
        #expect(throws: ScriptedWorld.Flaw.self) { try ScriptedWorld(script: script, site: site, seed: 1) }
    }
}
