import Foundation
import Geodesy
public import Rasters
import Statistics

/// A drawn scene of a place that is nowhere, with everything in it that a network can be taught or tested on.
public struct TeachingScene: Sendable {
    var drawing: SceneDrawing
    var objects: [TaughtObject] = []
    var lines: [TaughtTrack] = []

    init(drawing: SceneDrawing) { self.drawing = drawing }

    /// What can be drawn.
    public enum Kind: String, CaseIterable, Sendable {
        /// Railway yards and sidings with what stands beside them.
        case yard
        /// Tanks and what surrounds them.
        case tankFarm = "tank-farm"
        /// Quays, open water, ships and boats.
        case port
    }

    /// Draws a scene by lot.
    ///
    /// - Parameters:
    ///   - kind: What it shows.
    ///   - size: Columns and rows.
    ///   - pixel: Metres of a pixel.
    ///   - seed: The same seed gives the same scene.
    public init(_ kind: Kind, size: RasterSize, pixel: Double, seed: UInt64) {
        var random = RandomStream(seed: seed)
        let frame = TeachingFrame(size: size, pixel: pixel, seed: seed, random: &random)
        switch kind {
        case .yard:
            var world = YardWorld(frame: frame, random: random)
            self = world.scene()
        case .tankFarm:
            var world = TankFarmWorld(frame: frame, random: random)
            self = world.scene()
        case .port:
            var world = PortWorld(frame: frame, random: random)
            self = world.scene()
        }
    }

    /// Six bands of reflectance in the order of ``DrawnBand``, and the truth about it.
    public func drawn() async -> (reflectance: Raster<Float>, truth: TeachingTruth) {
        let picture = await drawing.picture()
        let lean = drawing.view.lean
        func pixel(_ place: SIMD2<Float>) -> PixelPoint {
            PixelPoint(
                column: Double((place.x - drawing.corner.x) / drawing.pixel),
                row: Double((drawing.corner.y - place.y) / drawing.pixel))
        }
        let objects = objects.compactMap { object -> TeachingTruth.Object? in
            let solid = drawing.solids[object.solid]
            guard let visible = picture.sights[object.solid].visibleShare else { return nil }
            // What one outlines from above lies between foot and top.
            let middle = pixel(
                SIMD2(solid.x, solid.y) + lean * (solid.base + solid.shape.top * object.outlineHeight))
            let box = TeachingTruth.PixelBox(
                column: middle.column, row: middle.row, length: object.length / Double(drawing.pixel),
                width: object.width / Double(drawing.pixel),
                angle: Double(atan2(-solid.sine, solid.cosine)) * 180 / .pi)
            return TeachingTruth.Object(
                className: object.className, kind: object.kind, box: box,
                shareInScene: box.share(in: drawing.size), visibleShare: visible, track: object.track,
                start: object.start, end: object.end, fill: object.fill, height: Double(solid.shape.top))
        }
        let tracks = lines.map { line in
            TeachingTruth.Track(
                points: line.points.map(pixel).map { [$0.column, $0.row] },
                hidden: line.hidden.map { [$0.lowerBound, $0.upperBound] })
        }
        let conditions = TeachingTruth.Conditions(
            sunAzimuth: drawing.light.sun.azimuth, sunElevation: drawing.light.sun.elevation,
            incidence: drawing.view.incidence, viewAzimuth: drawing.view.azimuth, snow: drawing.snow?.share ?? 0,
            haze: drawing.light.haze)
        return (
            picture.reflectance,
            TeachingTruth(
                groundSamplingDistance: Double(drawing.pixel), conditions: conditions, objects: objects, tracks: tracks)
        )
    }
}

/// A solid of a drawing that is to be found.
struct TaughtObject: Sendable {
    var solid: Int
    var className: String
    var kind: String
    /// Metres.
    var length: Double
    var width: Double
    var track: Int?
    var start: Double?
    var end: Double?
    var fill: Double?
    /// At which share of its height its outline is drawn from above.
    var outlineHeight: Float = 0.6
}

/// A track whose vehicles are to be read.
struct TaughtTrack: Sendable {
    var points: [SIMD2<Float>]
    var hidden: [ClosedRange<Double>] = []

    /// Metres from the beginning to the place on the line that lies nearest.
    func station(nearest place: SIMD2<Float>) -> Double {
        FrameLine(points.map { SIMD2(Double($0.x), Double($0.y)) }).nearest(to: SIMD2(Double(place.x), Double(place.y)))
            .station
    }
}

/// Extent, light, air, season and view of a scene, by lot.
struct TeachingFrame: Sendable {
    let size: RasterSize
    let pixel: Float
    let seed: UInt64
    let light: Light
    let view: View
    let snow: SnowCover?
    let isGreen: Bool

    init(size: RasterSize, pixel: Double, seed: UInt64, random: inout RandomStream) {
        self.size = size
        self.pixel = Float(pixel)
        self.seed = seed
        let sun = SunPosition(azimuth: random.uniform(0...360), elevation: 14 + 54 * random.uniform())
        light = Light(sun: sun, haze: random.uniform() < 0.6 ? random.uniform(0...0.25) : random.uniform(0.2...0.9))
        view =
            random.uniform() < 0.4
            ? View(incidence: random.uniform(0...3), azimuth: random.uniform(0...360))
            : View(incidence: random.uniform(2...26), azimuth: random.uniform(0...360))
        snow =
            random.uniform() < 0.3
            ? SnowCover(share: 1 - random.uniform() * random.uniform(), patch: random.uniform(1.5...12)) : nil
        isGreen = snow == nil && random.uniform() < 0.65
    }

    /// Metres from west to east and from south to north.
    var extent: SIMD2<Float> { SIMD2(Float(size.width) * pixel, Float(size.height) * pixel) }

    /// An empty drawing whose lower left corner is the origin.
    func drawing(cover: GroundCover) -> SceneDrawing {
        SceneDrawing(
            size: size, pixel: pixel, corner: SIMD2(0, extent.y), cover: cover, light: light, view: view, snow: snow,
            samples: SceneDrawing.samples(pixel: pixel), seed: seed)
    }

    /// Leaves or needles of the season.
    func foliage(_ random: inout RandomStream) -> Spectrum {
        Palette.pick(
            isGreen ? [Palette.grass, Palette.grass * 0.7] : [Palette.dryGrass * 0.8, Palette.grass * 0.5], &random)
    }

    /// A cover for open ground in the season.
    func groundCover(_ random: inout RandomStream) -> GroundCover {
        let covers: [GroundCover] =
            isGreen
            ? [.grass, .grass, .soil, .gravel, .cinder, .asphalt, .concrete]
            : [.dryGrass, .dryGrass, .soil, .gravel, .cinder, .asphalt, .concrete]
        return covers[Int(random.uniform() * Double(covers.count))]
    }
}

extension SceneDrawing {
    /// A rectangle of another cover around a place: half its length along a heading, half its width across.
    mutating func lay(
        _ cover: GroundCover, at place: SIMD2<Float>, heading: Float, length: Float, width: Float, tone: Float = 1
    ) {
        let along = SIMD2(cos(heading), sin(heading)) * (length / 2)
        let across = SIMD2(-sin(heading), cos(heading)) * (width / 2)
        areas.append(
            GroundArea(
                corners: [
                    place - along - across, place + along - across, place + along + across, place - along + across,
                ],
                cover: cover, tone: tone))
    }

    /// Puts a shape somewhere and returns its order.
    @discardableResult
    mutating func put(
        _ shape: any SolidShape, at place: SIMD2<Float>, heading: Float = 0, base: Float = 0, isRaised: Bool = false
    ) -> Int {
        solids.append(
            PlacedSolid(
                shape, x: Double(place.x), y: Double(place.y), heading: Double(heading), base: base, isRaised: isRaised)
        )
        return solids.count - 1
    }
}
