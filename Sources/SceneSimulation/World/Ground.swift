import Foundation
import Statistics

/// What covers the ground.
public enum GroundCover: String, CaseIterable, Codable, Sendable {
    case soil, grass, dryGrass, gravel, asphalt, concrete, water, cinder

    var spectrum: Spectrum {
        switch self {
        case .soil: Palette.soil
        case .grass: Palette.grass
        case .dryGrass: Palette.dryGrass
        case .gravel: Palette.gravel
        case .asphalt: Palette.asphalt
        case .concrete: Palette.concrete
        case .water: Palette.water
        case .cinder: Spectrum(0.06, 0.065, 0.08, 0.10, 0.11, 0.13)
        }
    }

    /// How much brightness varies from place to place: over metres, and from one decimetre to the next.
    var contrast: (broad: Float, fine: Float) {
        switch self {
        case .soil: (0.22, 0.10)
        case .grass: (0.30, 0.18)
        case .dryGrass: (0.28, 0.15)
        case .gravel: (0.12, 0.12)
        case .asphalt: (0.12, 0.05)
        case .concrete: (0.10, 0.04)
        case .water: (0.04, 0.06)
        case .cinder: (0.18, 0.10)
        }
    }
}

/// A part of the ground with another cover: what lies within an odd number of its rings, so that inner ones are holes.
struct GroundArea: Sendable {
    /// Closed lines by their corners, at least three each.
    let rings: [[SIMD2<Float>]]
    let cover: GroundCover
    let tone: Float
    let bounds: (west: Float, south: Float, east: Float, north: Float)

    init(corners: [SIMD2<Float>], cover: GroundCover, tone: Float = 1) {
        self.init(rings: [corners], cover: cover, tone: tone)
    }

    init(rings: [[SIMD2<Float>]], cover: GroundCover, tone: Float = 1) {
        self.rings = rings.filter { $0.count > 2 }
        self.cover = cover
        self.tone = tone
        let corners = self.rings.joined()
        bounds = (
            corners.map(\.x).min() ?? 0, corners.map(\.y).min() ?? 0, corners.map(\.x).max() ?? 0,
            corners.map(\.y).max() ?? 0
        )
    }
}

/// A railway track: rails on sleepers in a bed of stone, along a line.
struct DrawnTrack: Sendable {
    /// Corners of the centre-line, metres east and north.
    let points: [SIMD2<Float>]
    /// Metres from the beginning to each corner.
    let stations: [Float]
    private let line: FrameLine
    /// Metres between the inner faces of the rails.
    let gauge: Float
    /// Look of bed, sleepers and rails.
    let bed: Bed

    /// How a track looks.
    struct Bed: Sendable {
        var ballast: Spectrum
        var ballastHalfWidth: Float
        var sleeper: Spectrum
        var sleeperSpacing: Float
        /// 1 for sleepers that lie free, 0 for such that are buried in stone.
        var sleeperShow: Float
        var rail: Spectrum
        var oil: Float
        var weeds: Float
        /// 1 where no train has run since it snowed, 0 where the heads of the rails are bare.
        var snowOnRails: Float

        /// A bed of one of many looks.
        init(random: inout RandomStream) {
            ballast = Palette.pick(Palette.ballast, &random)
            ballastHalfWidth = Float(random.uniform(1.7...2.6))
            sleeper = Palette.pick(random.uniform() < 0.5 ? [Palette.woodSleeper] : [Palette.concreteSleeper], &random)
            sleeperSpacing = Float(random.uniform(0.54...0.72))
            sleeperShow = Float(random.uniform(0.15...1))
            rail =
                random.uniform() < 0.6
                ? Palette.pick([Palette.rail], &random) : Palette.pick([Palette.rustyRail], &random)
            oil = Float(random.uniform(0...0.55))
            weeds = random.uniform() < 0.25 ? Float(random.uniform(0...0.6)) : 0
            snowOnRails = random.uniform() < 0.3 ? 1 : 0
        }
    }

    init(points: [SIMD2<Float>], gauge: Float = 1.435, bed: Bed) {
        self.points = points
        self.gauge = gauge
        self.bed = bed
        line = FrameLine(points.map { SIMD2(Double($0.x), Double($0.y)) })
        stations = line.stations.map { Float($0) }
    }

    /// Metres from end to end.
    var length: Float { stations[stations.count - 1] }

    /// The place at a distance along the line; beyond its ends, on its straight continuation.
    func place(at station: Float) -> SIMD2<Float> {
        let place = line.pose(at: Double(station)).place
        return SIMD2(Float(place.x), Float(place.y))
    }

    /// Middle and heading (radians from east towards north) of a vehicle whose ends stand at two distances: on two
    /// bogies at a sixth of its length from its ends.
    func pose(from start: Float, to end: Float) -> (centre: SIMD2<Float>, heading: Double) {
        let inset = (end - start) / 6
        let rear = place(at: start + inset)
        let front = place(at: end - inset)
        return ((rear + front) / 2, Double(atan2(front.y - rear.y, front.x - rear.x)))
    }

    /// What varies from pixel to pixel of a bed: noise that is finer would not show.
    struct Grain {
        /// −1…1: how far the stones reach, how they are stained, their own tone, the tone of sleepers.
        let edge: Float
        let stain: Float
        let stones: Float
        let sleeper: Float
        let hasWeeds: Bool
    }

    /// The grain around a place of the bed, metres along the line and to the left of it.
    func grain(along: Float, across: Float, noise: Noise) -> Grain {
        Grain(
            edge: noise.smooth(along * 0.9, across * 0.9), stain: noise.smooth(along * 0.12, across * 0.3 + 77),
            stones: noise.smooth(along * 6, across * 6), sleeper: noise.smooth(along * 3, across * 2),
            hasWeeds: bed.weeds > 0 && noise.smooth(along * 0.5, across * 0.8 + 31) > 1 - 1.6 * bed.weeds)
    }

    /// What lies at a place of the bed.
    ///
    /// - Parameters:
    ///   - along: Metres along the line.
    ///   - across: Metres to the left of it.
    ///   - grain: Noise of its pixel.
    /// - Returns: The colour, how much of the ground below it hides, and how much of the snow it keeps, 0…1.
    @inline(__always)
    func surface(along: Float, across: Float, grain: Grain) -> (colour: Spectrum, cover: Float, snowKept: Float) {
        let distance = abs(across)
        let fade = min(1, max(0, (bed.ballastHalfWidth + 0.3 * grain.edge - distance) / 0.35))
        guard fade > 0 else { return (bed.ballast, 0, 1) }
        if abs(distance - gauge / 2 - 0.036) < 0.036 { return (bed.rail, fade, bed.snowOnRails) }
        var colour = bed.ballast * (1 + 0.14 * grain.stones + 0.1 * grain.stain)
        if distance < 0.7 { colour = colour * (1 - bed.oil * (0.6 + 0.4 * grain.stain)) }
        if grain.hasWeeds { colour = colour.mixed(with: Palette.dryGrass, 0.6) }
        let position = along / bed.sleeperSpacing
        if distance < 1.28, abs(position - position.rounded()) * bed.sleeperSpacing < 0.13 {
            colour = colour.mixed(with: bed.sleeper * (1 + 0.1 * grain.sleeper), bed.sleeperShow)
        }
        return (colour, fade, 1)
    }
}

/// Snow on the ground and on what stands there.
public struct SnowCover: Sendable {
    /// Share of level ground that is white, 0…1.
    public var share: Double
    /// Metres over which patches change.
    public var patch: Double

    /// Makes a cover.
    public init(share: Double, patch: Double = 6) {
        self.share = share
        self.patch = patch
    }
}
