import Foundation
import Geodesy
import Rasters
import Sites
import Statistics
import Testing

@testable import SceneSimulation

/// What is drawn against what geometry says of shadows and leaning, which the drawing code finds by trying places.
@Suite("Drawn ground and what stands on it")
struct SceneDrawingTests {
    /// The sun over Rason at half past ten of local mean time on 15 February 2025: 30.0° high, in the south-east.
    private let sun = SunPosition(
        at: GeoPoint(longitude: 130.34861, latitude: 42.31194), time: Date(timeIntervalSince1970: 1_739_584_080))

    private func drawing(_ solids: [PlacedSolid], side: Int = 120, view: View = View()) -> SceneDrawing {
        SceneDrawing(
            size: RasterSize(width: side, height: side), pixel: 0.3, corner: SIMD2(0, Float(side) * 0.3),
            cover: .concrete, solids: solids, light: Light(sun: sun, haze: 0), view: view, samples: 2, seed: 5)
    }

    /// Reflectance in the near infrared, where shade is darkest, at a place in metres.
    private func level(_ raster: Raster<Float>, _ east: Double, _ north: Double) -> Float {
        let column = Int(east / 0.3)
        let row = raster.size.height - 1 - Int(north / 0.3)
        return raster[DrawnBand.nearInfrared.rawValue, row, column]
    }

    /// Metres from a place in a direction (degrees clockwise from north) until the ground is brighter, or darker, than
    /// half of open ground.
    private func distance(
        _ raster: Raster<Float>, from place: (Double, Double), towards azimuth: Double, untilBright: Bool, open: Float
    ) -> Double {
        let angle = azimuth * .pi / 180
        for tick in 0..<1000 {
            let far = Double(tick) * 0.05
            let here = level(raster, place.0 + far * sin(angle), place.1 + far * cos(angle))
            if (here > open / 2) == untilBright { return far }
        }
        return .infinity
    }

    @Test("A shadow is as long as height over the tangent of the sun's elevation, and falls away from it")
    func shadows() async {
        let mast = Block(length: 3, width: 3, height: 8, colour: Palette.concrete)
        let raster = await drawing([PlacedSolid(mast, x: 18, y: 10, heading: 0)]).raster()
        let open = level(raster, 30, 5)
        let away = sun.azimuth + 180
        let found = distance(raster, from: (18, 10), towards: away + 0.01, untilBright: false, open: open)
        let end = distance(
            raster, from: (18 + (found + 1) * sin(away * .pi / 180), 10 + (found + 1) * cos(away * .pi / 180)),
            towards: away, untilBright: true, open: open)
        // From the edge of the block to where the shadow of its farther edge ends: one way through the block less.
        let expected = 8 / tan(sun.elevation * .pi / 180)
        #expect(abs(end + 1 - expected) < 0.5)
        // No shade towards the sun.
        #expect(level(raster, 18 + 4 * sin(sun.azimuth * .pi / 180), 10 + 4 * cos(sun.azimuth * .pi / 180)) > open / 2)
    }

    @Test("The top of something leans away from the sensor by its height times the tangent of the view angle")
    func leaning() async {
        let white = Block(length: 6, width: 6, height: 10, colour: Spectrum(repeating: 0.9))
        func middle(_ view: View) async -> (Double, Double) {
            let raster = await drawing([PlacedSolid(white, x: 18, y: 18, heading: 0)], view: view).raster()
            var sum = (0.0, 0.0, 0.0)
            for row in 0..<120 {
                for column in 0..<120 where raster[DrawnBand.green.rawValue, row, column] > 0.6 {
                    sum.0 += (Double(column) + 0.5) * 0.3
                    sum.1 += 36 - (Double(row) + 0.5) * 0.3
                    sum.2 += 1
                }
            }
            return (sum.0 / sum.2, sum.1 / sum.2)
        }
        let straight = await middle(View())
        let oblique = await middle(View(incidence: 20, azimuth: 330))
        #expect(abs(straight.0 - 18) < 0.1 && abs(straight.1 - 18) < 0.1)
        // The sensor stands away from the sun, so the walls that it sees are dark and tops lean towards the sun.
        let shift = 10 * tan(20 * Double.pi / 180)  // found in steps of a tenth of a metre
        #expect(abs(oblique.0 - straight.0 - shift * sin(150 * .pi / 180)) < 0.2)
        #expect(abs(oblique.1 - straight.1 - shift * cos(150 * .pi / 180)) < 0.2)
    }

    @Test("A roof with air below it hides as much ground at every view angle", arguments: [0.5, 1, 2, 3, 6, 10])
    func raised(offNadir: Double) async {
        // A flat plate of 12 by 8 m, 5 m up: what is seen of it is its area, wherever it leans to.
        let plate = Block(length: 12, width: 8, height: 0.4, colour: Spectrum(repeating: 0.9))
        let solid = PlacedSolid(plate, x: 18, y: 18, heading: 0.3, base: 5, isRaised: true)
        let picture = await drawing([solid], view: View(incidence: offNadir, azimuth: 250)).picture()
        let area = Double(picture.sights[0].extent) * 0.15 * 0.15
        #expect(abs(area - 96) < 4)
    }

    @Test("Fill of a floating roof is one less the ratio of inner to outer shadow", arguments: [0.25, 0.5, 0.75])
    func floatingRoofs(fill: Double) async {
        var random = RandomStream(seed: 3)
        let tank = StorageTank(diameter: 22.8, shell: 11.9, fill: Float(fill), random: &random)
        let raster = await drawing([PlacedSolid(tank, x: 18, y: 13, heading: 0)]).raster()
        let away = sun.azimuth + 180
        // The roof's own shade, measured on the diameter that points to the sun, from the inner edge of the shell; its
        // light part is brighter than the shade by the sun's part, whatever its colour.
        let angle = away * .pi / 180
        func place(_ far: Double) -> (Double, Double) { (18 + far * sin(angle), 13 + far * cos(angle)) }
        let profile = stride(from: -10.0, through: 9.5, by: 0.1).map { far in
            level(raster, place(far).0, place(far).1)
        }
        let limit = ((profile.min() ?? 0) + (profile.max() ?? 0)) / 2
        let inner = Double(profile.prefix { $0 < limit }.count) * 0.1 - 10 + 11.15
        let outer = 11.9 / tan(sun.elevation * .pi / 180)
        #expect(abs(1 - inner / outer - fill) < 0.05)
    }

    @Test("A wake brightens the water and darkens none of it, whatever water it lies on")
    func wakes() async {
        var random = RandomStream(seed: 4)
        let wake = Wake(length: 24, beam: 5, strength: 0.6, random: &random)
        for tone: Float in [0.5, 2] {
            var scene = drawing([], side: 100)
            scene.cover = .water
            let corners: [SIMD2<Float>] = [SIMD2(-9, -9), SIMD2(99, -9), SIMD2(99, 99), SIMD2(-9, 99)]
            scene.areas = [GroundArea(corners: corners, cover: .water, tone: tone)]
            let still = await scene.raster()
            scene.solids = [PlacedSolid(wake, x: 15, y: 15, heading: 0.6)]
            let disturbed = await scene.raster()
            let ratios = zip(disturbed.pixels, still.pixels).map { $0 / $1 }
            #expect((ratios.min() ?? 0) > 0.9999 && (ratios.max() ?? 0) > 2)
        }
    }

    @Test("Tiles of any size give the same bytes")
    func tiles() async {
        var random = RandomStream(seed: 9)
        let bed = DrawnTrack.Bed(random: &random)
        let track = DrawnTrack(points: [SIMD2(0, 4), SIMD2(18, 14), SIMD2(36, 18)], bed: bed)
        var solids: [PlacedSolid] = []
        for (order, kind) in TrainVisit.VehicleKind.allCases.enumerated() {
            let pose = track.pose(from: Float(order) * 6.4, to: Float(order) * 6.4 + 6)
            solids.append(
                PlacedSolid(
                    kind.shape(length: 6, random: &random), x: Double(pose.centre.x), y: Double(pose.centre.y),
                    heading: pose.heading))
        }
        var scene = drawing(solids, view: View(incidence: 12, azimuth: 200))
        scene.tracks = [track]
        scene.snow = SnowCover(share: 0.4)
        let whole = await scene.raster(tile: 120)
        for tile in [50, 97] {
            let other = await scene.raster(tile: tile)
            let isSame = other.pixels == whole.pixels
            #expect(isSame)
        }
    }

    @Test("Snow covers the share of the ground that is asked for", arguments: [0.0, 0.2, 0.5, 0.8, 1.0])
    func snow(share: Double) async {
        var scene = drawing([], side: 160)
        scene.cover = .asphalt
        scene.samples = 1
        scene.snow = SnowCover(share: share, patch: 1.5)
        let raster = await scene.raster()
        let green = raster.pixels[raster.range(ofBand: DrawnBand.green.rawValue)]
        let white = Double(green.count { $0 > 0.45 }) / Double(green.count)
        #expect(abs(white - share) < 0.08)
    }

    @Test(
        "Vehicles fill their length, stand on the rails and reach no farther",
        arguments: TrainVisit.VehicleKind.allCases)
    func vehicles(kind: TrainVisit.VehicleKind) {
        var random = RandomStream(seed: 21)
        for _ in 0..<10 {
            let length = Float(random.uniform(kind.usualLengths.shortest...kind.usualLengths.longest))
            let shape = kind.shape(length: length, random: &random)
            #expect(shape.length == length && (2...3.4).contains(shape.width) && (1...5.5).contains(shape.top))
            var highest: Float = 0
            var isOutside = false
            for u in stride(from: -length, through: length, by: 0.23) {
                for v in stride(from: Float(-2.5), through: 2.5, by: 0.17) {
                    let height = shape.height(u, v)
                    isOutside = isOutside || height > 0 && (abs(u) > length / 2 || abs(v) > shape.width / 2)
                    highest = max(highest, height)
                }
            }
            #expect(!isOutside && highest <= shape.top + 1e-4 && highest > 1)
        }
    }

    @Test("A vehicle on a curve stands on its bogies, as long as it is")
    func curves() {
        var random = RandomStream(seed: 2)
        let points = (0...60).map { step -> SIMD2<Float> in
            let angle = Float(step) / 60 * .pi / 2
            return SIMD2(200 * sin(angle), 200 * (1 - cos(angle)))
        }
        let track = DrawnTrack(points: points, bed: DrawnTrack.Bed(random: &random))
        #expect(abs(track.length - 200 * .pi / 2) < 0.1)
        let pose = track.pose(from: 100, to: 118)
        // At 109 m of a circle of 200 m the heading is 109/200 radians.
        #expect(abs(pose.heading - 109.0 / 200) < 0.01)
        let expected = SIMD2<Float>(200 * sin(109.0 / 200), 200 * (1 - cos(109.0 / 200)))
        let off = pose.centre - expected
        #expect((off.x * off.x + off.y * off.y).squareRoot() < 0.25)
    }
}
