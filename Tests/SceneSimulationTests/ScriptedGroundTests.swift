import Foundation
import Geodesy
import Rasters
import Sites
import Testing

@testable import SceneSimulation

/// What a script's ground, season, weather and scattered vehicles lead to.
@Suite("Ground, season and vehicles of scripts")
struct ScriptedGroundTests {
    private static let noon = Date(timeIntervalSince1970: 1_749_952_800)  // 15 June 2025, 02:00 UTC
    private static let middle = GeoPoint(longitude: 134.2, latitude: 41.6)

    private func place(_ east: Double, _ north: Double) -> GeoPoint {
        Ellipsoid.wgs84.point(from: Self.middle, east: east, north: north)
    }

    private func square(_ east: Double, _ north: Double, _ half: Double) -> [GeoPoint] {
        [(-half, -half), (half, -half), (half, half), (-half, half)].map { place(east + $0.0, north + $0.1) }
    }

    private func scene(
        _ script: WorldScript, zones: [Zone] = [], tracks: [Track] = [], width: Double = 36, time: Date = noon,
        seed: UInt64 = 3
    ) throws -> ScriptedScene {
        var order = SceneOrder(time: time)
        order.extent = SceneOrder.Extent(centre: Self.middle, width: width, height: width)
        var script = script
        script.scenes = [order]
        return ScriptedScene(
            order,
            of: try ScriptedWorld(script: script, site: Site(name: "S", zones: zones, tracks: tracks), seed: seed))
    }

    /// Light of pixels in the near infrared: water is black there and dry ground is not.
    private func light(_ scene: ScriptedScene) -> Raster<Float> {
        let all = RasterWindow(column: 0, row: 0, width: scene.size.width, height: scene.size.height)
        let pixels = scene.light(of: all).pixels.map { $0[DrawnBand.nearInfrared.rawValue] }
        return (try? Raster(bandCount: 1, size: scene.size, pixels: pixels))
            ?? Raster(bandCount: 1, size: scene.size, repeating: 0)
    }

    @Test("An island in a zone of water stays dry, and so does one in an area of a script")
    func islands() throws {
        let lake = Polygon(outer: Ring(square(0, 0, 16)), holes: [Ring(square(5, 0, 4))])
        var script = WorldScript()
        script.ground.cover = .concrete
        let zone = Zone(id: "w", name: "W", role: .anchorage, area: MultiPolygon([lake]))
        // In December the sun stands low, so that no water glitters.
        let time = Self.noon.addingTimeInterval(183 * 86_400)
        let wet = try scene(script, zones: [zone], time: time)
        script.ground.areas = [.init(cover: .water, part: GroundPart(lake))]
        for scene in [wet, try scene(script, time: time)] {
            let raster = light(scene)
            func level(_ east: Double, _ north: Double) -> Float {
                let point = scene.pixel(scene.grid.frame(place(east, north)))
                return raster[0, Int(point.row), Int(point.column)]
            }
            let (island, open, water) = (level(5, 0), level(-17.2, 0), level(-5, 0))
            #expect(water < 0.1 && island > 2 * water && abs(island / open - 1) < 0.3, "\(island), \(open), \(water)")
            // Its shore is where the ring runs: half a pixel of 0.3 m beside it, the one or the other is seen.
            #expect(level(5, 3.6) > 2 * water && level(5, 4.4) < 0.1)
        }
    }

    @Test("Tracks that join are laid alike, also by way of a third; such that only cross or run side by side are not")
    func beds() throws {
        func track(_ id: String, _ places: (Double, Double)...) -> Track {
            Track(id: id, name: id, gauge: 1435, line: places.map { place($0.0, $0.1) })
        }
        // The second branches off the first, the third goes on from the second; two are laid by themselves.
        let tracks = [
            track("third", (6, 4.5), (16, 4.5)), track("first", (-16, 0), (16, 0)),
            track("second", (-6, 0.02), (-1, 4.5), (6, 4.5)),
            track("beside", (-16, -5), (16, -5)), track("across", (-12, -16), (-12, 16)),
        ]
        /// Beside the rails and clear of the sleepers, over some metres.
        func level(
            _ raster: Raster<Float>, _ scene: ScriptedScene, _ ground: ClosedRange<Double>, _ side: Double
        ) -> Float {
            let levels = stride(from: ground.lowerBound, through: ground.upperBound, by: 0.3).map { along in
                let point = scene.pixel(scene.grid.frame(place(along, side)))
                return raster[0, Int(point.row), Int(point.column)]
            }
            return levels.reduce(0, +) / Float(levels.count)
        }
        var (beside, across): (Float, Float) = (0, 0)
        for seed in 1...8 as ClosedRange<UInt64> {
            let scene = try scene(WorldScript(), tracks: tracks, seed: seed)
            let raster = light(scene)
            let first = level(raster, scene, 2...15, -1.45)
            let third = level(raster, scene, 7...15, 4.5 + 1.45)
            #expect(abs(third / first - 1) < 0.12, "seed \(seed): \(first), \(third)")
            beside = max(beside, abs(level(raster, scene, 2...15, -5 - 1.45) / first - 1))
            let crossing = stride(from: 3.0, through: 15, by: 0.3).map { level(raster, scene, -13.45 ... -13.4, $0) }
            across = max(across, abs(crossing.reduce(0, +) / Float(crossing.count) / first - 1))
        }
        #expect(beside > 0.25 && across > 0.25, "\(beside), \(across)")
    }

    @Test("Ice lies on open water alone: not on a ship, a quay or an island")
    func ice() throws {
        var script = WorldScript()
        script.ground.cover = .concrete
        script.ground.areas = [
            .init(
                cover: .water,
                part: GroundPart(corners: square(0, 0, 14), holes: [square(-8, 8, 3)]))
        ]
        script.ships = [
            ShipVisit(kind: .smallBoat, length: 16, beam: 5, state: .atAnchor(place(0, 0), heading: 75))
        ]
        // In December, seen aslant, so that the ship hides water that its outline on the ground does not.
        let time = Self.noon.addingTimeInterval(183 * 86_400)
        let open = try scene(script, time: time)
        script.ice = [IceSpell(share: 1, stay: Stay())]
        let frozen = try scene(script, time: time)
        let (before, after) = (light(open), light(frozen))
        func levels(_ east: Double, _ north: Double) -> (Float, Float) {
            let point = open.pixel(open.grid.frame(place(east, north)))
            return (before[0, Int(point.row), Int(point.column)], after[0, Int(point.row), Int(point.column)])
        }
        for (east, north) in [(-8.0, 8.0), (16, 0), (0, 0), (6, 1.6), (-6, -1.6)] {
            let (was, now) = levels(east, north)
            #expect(was == now, "at \(east), \(north)")
        }
        // Ice reflects 0.35 in the near infrared, water 0.01.
        for (east, north) in [(9.0, -9.0), (0, 6), (-8, 3.5)] {
            let (was, now) = levels(east, north)
            #expect(was < 0.12 && now > 0.2, "at \(east), \(north): \(was), \(now)")
        }
    }

    @Test("Scattered vehicles stand in no other and in nothing else, and such without room are told")
    func crowding() throws {
        var script = WorldScript()
        script.works = [WorksItem(kind: .block, place: place(0, 0), heading: 30, length: 12, width: 5)]
        let lot = GroundPart(corners: square(0, 0, 22))
        script.vehicles = [
            VehicleStand(line: 4, kinds: [.car, .semitrailer, .bus], place: .scattered(14, [lot])),
            VehicleStand(line: 5, kinds: [.semitrailer], place: .scattered(300, [lot])),
        ]
        let scene = try scene(script, width: 60)
        #expect(scene.objects.count > 30)
        #expect(shared(scene.objects.map(\.box)) == 0)
        // A lot of 44 m by 44 m cannot hold 300 semitrailers of 13 m by 2.4 m, which take 9 360 m².
        let found = scene.objects.count { $0.id.hasPrefix("vehicle-2/") }
        #expect(scene.warnings.map(\.line) == [5])
        #expect(scene.warnings.first?.text == "only \(found) of 300 vehicles found room where they shall stand")
    }

    @Test("A vehicle whose place is told keeps it, and those scattered before it in the script stand elsewhere")
    func toldPlaces() throws {
        var script = WorldScript()
        let lot = GroundPart(corners: square(0, 0, 22))
        script.vehicles = [VehicleStand(line: 4, kinds: [.car], place: .scattered(40, [lot]))]
        let alone = try scene(script, width: 60)
        script.vehicles += [-8.0, 0, 8].enumerated().map { index, east in
            VehicleStand(line: 5 + index, kinds: [.semitrailer], place: .at(place(east, 0), heading: 10))
        }
        let scene = try scene(script, width: 60)
        #expect(shared(scene.objects.map(\.box)) == 0)
        #expect(Set(["vehicle-2", "vehicle-3", "vehicle-4"]).isSubset(of: scene.objects.map(\.id)))
        #expect(scene.objects.contains { $0.id == "vehicle-1/1" } && alone.objects.contains { $0.id == "vehicle-1/1" })
    }

    /// Brute force: places of fine grids over boxes that lie in another box.
    private func shared(_ boxes: [FrameBox]) -> Int {
        var shared = 0
        for (index, box) in boxes.enumerated() {
            for other in boxes[(index + 1)...] {
                for u in stride(from: -0.5, through: 0.5, by: 0.05) {
                    for v in stride(from: -0.5, through: 0.5, by: 0.1) {
                        let (c, s) = (cos(box.heading), sin(box.heading))
                        let (along, across) = (u * box.length, v * box.width)
                        let spot = box.centre + SIMD2(along * c - across * s, along * s + across * c)
                        if other.contains(spot) { shared += 1 }
                    }
                }
            }
        }
        return shared
    }

    @Test("Vehicles spread over all parts of a zone by their areas")
    func parts() throws {
        var script = WorldScript()
        // Areas of 4, 1 and 1, of the last of which half is cut out.
        let parts = [
            GroundPart(corners: square(-60, 0, 40)), GroundPart(corners: square(60, 0, 20)),
            GroundPart(corners: square(120, 0, 20), holes: [square(110, 0, 10), square(130, 0, 10)]),
        ]
        script.vehicles = [VehicleStand(kinds: [.car], place: .scattered(220, parts))]
        let scene = try scene(script, width: 400)
        #expect(scene.warnings.isEmpty && scene.objects.count == 220)
        let east = scene.objects.map { scene.grid.frame(scene.grid.ground($0.box.centre)).x }
        let origin = scene.grid.frame(Self.middle).x
        let counts = [
            east.count { $0 - origin < -10 }, east.count { $0 - origin > 30 && $0 - origin < 90 },
            east.count { $0 - origin > 90 },
        ]
        // 160, 40 and 20 are expected; four deviations of a binomial distribution are 26, 23 and 17.
        #expect(abs(counts[0] - 160) <= 26 && abs(counts[1] - 40) <= 23 && abs(counts[2] - 20) <= 17, "\(counts)")
    }

    @Test("Without a season in the script the south is green in January and the north in July")
    func seasons() throws {
        let (january, july) = (Date(timeIntervalSince1970: 1_736_942_400), Date(timeIntervalSince1970: 1_752_580_800))
        for (latitude, isGreenInJanuary) in [(-33.9, true), (51.5, false)] {
            let place = GeoPoint(longitude: 18.4, latitude: latitude)
            let berth = Berth(
                id: "b", name: "B",
                line: [place, Ellipsoid.wgs84.point(from: place, east: 90, north: 0)])
            var script = WorldScript()
            let site = Site(name: "S", berths: [berth])
            let world = try ScriptedWorld(script: script, site: site, seed: 1)
            #expect(world.isGreen(at: january) == isGreenInJanuary && world.isGreen(at: july) != isGreenInJanuary)
            script.ground.growingSeason = GroundScript.Season(first: 701, end: 801)
            let told = try ScriptedWorld(script: script, site: site, seed: 1)
            #expect(told.isGreen(at: july) && !told.isGreen(at: january))
        }
    }

    @Test("A scene before or after the weather is refused, unless it tells its own snow", arguments: [-30.0, 0, 30])
    func openWeather(hours: Double) throws {
        var script = WorldScript()
        script.snow.hours = (-2...2).map {
            .init(time: Self.noon.addingTimeInterval(Double($0) * 3600), snowfall: 0, temperature: 4)
        }
        var order = SceneOrder(line: 9, time: Self.noon.addingTimeInterval(hours * 3600))
        order.extent = SceneOrder.Extent(centre: Self.middle, width: 36, height: 36)
        script.scenes = [order]
        let site = Site(name: "S")
        if hours == 0 {
            _ = try ScriptedWorld(script: script, site: site, seed: 1)
        } else {
            let flaw = #expect(throws: ScriptedWorld.Flaw.self) {
                try ScriptedWorld(script: script, site: site, seed: 1)
            }
            #expect(flaw?.line == 9 && flaw?.description.contains("snow: 0") == true)
        }
        script.scenes[0].snow = 0
        _ = try ScriptedWorld(script: script, site: site, seed: 1)
    }
}
