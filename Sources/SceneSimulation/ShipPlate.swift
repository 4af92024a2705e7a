import Foundation
import Geodesy
import Rasters
import Sites
import Statistics

/// A drawn ship at a quay or in open water and the truth about it, to measure how well ships are measured.
package struct ShipPlate: DrawnPlate {
    /// What is drawn.
    package struct Truth: Hashable, Sendable {
        /// Metres from stem to stern.
        package var length: Double
        /// Metres across.
        package var beam: Double
        /// Direction of the bow in degrees clockwise from north.
        package var heading: Double
        /// Whether it lies along a quay, which runs from west to east at ``quay``.
        package var isAlongside: Bool
        /// Metres north of the middle at which the quay begins.
        package var quay: Double
        /// Metres between hull and quay.
        package var gap: Double
        /// Whether it leaves a wake.
        package var hasWake: Bool
        /// Where the sun stands.
        package var sunAzimuth: Double
        /// Degrees above the horizon.
        package var sunElevation: Double
        /// Angle between the line of sight and the vertical, degrees.
        package var incidence: Double
        /// Direction to the sensor.
        package var viewAzimuth: Double
        /// Its kind.
        package var kind: String
    }

    /// The truth.
    package let truth: Truth
    /// The drawing.
    package let picture: PlatePicture

    /// Settles what is drawn: the same seed gives the same plate.
    ///
    /// - Parameters:
    ///   - seed: Lot.
    ///   - pixel: Metres of a pixel.
    ///   - lengths: Range of lengths in metres.
    package init(seed: UInt64, pixel: Double, lengths: ClosedRange<Double> = 60...180) {
        var random = RandomStream.stream(seed: seed, name: 11)
        let kinds: [ShipVisit.Kind] = [.bulkCarrier, .tanker, .cargoShip, .containerShip]
        let kind = kinds[Int(random.uniform() * 4)]
        let length = random.uniform(lengths)
        let beam = kind.usualBeam(length: length)
        let sun = PlatePicture.sun(&random)
        let view = View(incidence: random.uniform(0...22), azimuth: random.uniform(0...360))
        let isAlongside = random.uniform() < 0.6
        let gap = random.uniform(0.8...3)
        let isTurned = random.uniform() < 0.5
        // Counter-clockwise from east; alongside within two degrees of the quay's direction.
        let turn =
            (isAlongside ? random.uniform(-1...1) : random.uniform(-90...90)) * .pi / 180 + (isTurned ? .pi : 0)
        let quay = beam / 2 + gap + abs(sin(turn)) * length / 2 * (isAlongside ? 1 : 0)
        let hasWake = !isAlongside && random.uniform() < 0.5
        let half = length * 0.75 + (hasWake ? length * 0.5 : 0) + 12
        let side = Int((2 * half / pixel).rounded(.up))
        var solids = [
            PlacedSolid(
                Ship(kind, length: Float(length), beam: Float(beam), random: &random), x: 0, y: 0, heading: turn)
        ]
        if hasWake {
            let reach = length * random.uniform(0.8...1.5)
            let back = length / 2 + reach / 2
            solids.append(
                PlacedSolid(
                    Wake(
                        length: Float(reach), beam: Float(beam), strength: Float(random.uniform(0.4...1)),
                        random: &random), x: -back * cos(turn), y: -back * sin(turn), heading: turn))
        }
        var areas: [GroundArea] = []
        if isAlongside {
            let north = Float(quay)
            let far = Float(half * 3)
            areas.append(
                GroundArea(
                    corners: [SIMD2(-far, north), SIMD2(far, north), SIMD2(far, far), SIMD2(-far, far)],
                    cover: .concrete))
            for _ in 0..<5 {
                solids.append(
                    PlacedSolid(
                        Block(
                            length: Float(random.uniform(4...12)), width: 2.5, height: Float(random.uniform(2...4)),
                            colour: Palette.pick(Palette.paints, &random)),
                        x: random.uniform(-half...half), y: quay + random.uniform(6...25), heading: 0))
            }
        }
        truth = Truth(
            length: length, beam: beam, heading: (450 - turn * 180 / .pi).truncatingRemainder(dividingBy: 360),
            isAlongside: isAlongside, quay: quay, gap: gap, hasWake: hasWake, sunAzimuth: sun.azimuth,
            sunElevation: sun.elevation, incidence: view.incidence, viewAzimuth: view.azimuth, kind: kind.rawValue)
        let noise = random.uniform(0.001...0.004)
        let drawing = SceneDrawing(
            size: RasterSize(width: side, height: side), pixel: Float(pixel),
            corner: SIMD2(Float(-Double(side) / 2 * pixel), Float(Double(side) / 2 * pixel)), cover: .water,
            areas: areas, solids: solids, light: Light(sun: sun, haze: random.uniform(0...0.3)), view: view,
            samples: 3, seed: seed)
        picture = PlatePicture(drawing: drawing, pixel: pixel, noise: noise)
    }
}
