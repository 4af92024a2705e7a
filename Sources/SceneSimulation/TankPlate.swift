import Foundation
import Geodesy
import Rasters
import Statistics

/// A drawn tank with its surroundings and the truth about it, to measure how well tanks are measured.
package struct TankPlate: DrawnPlate {
    /// What is drawn, and so what should be found.
    package struct Truth: Hashable, Sendable {
        /// Metres across.
        package var diameter: Double
        /// Metres from the ground to the rim.
        package var shell: Double
        /// Height of a floating roof as a share of the shell's; nil for a fixed one.
        package var fill: Double?
        /// Where the sun stands.
        package var sunAzimuth: Double
        /// Degrees above the horizon.
        package var sunElevation: Double
        /// Angle between the line of sight and the vertical, degrees.
        package var incidence: Double
        /// Direction to the sensor.
        package var viewAzimuth: Double
        /// Other tanks near by.
        package var neighbours: [Neighbour] = []
        /// Share of snow.
        package var snow: Double
        /// What covers the ground.
        package var cover: String
    }

    /// Another tank.
    package struct Neighbour: Hashable, Sendable {
        /// Metres east of the middle of the first.
        package var east: Double
        /// Metres north of it.
        package var north: Double
        /// Metres across.
        package var diameter: Double
    }

    /// The truth.
    package let truth: Truth
    /// The drawing.
    package let picture: PlatePicture

    /// Settles what is drawn.
    ///
    /// - Parameters:
    ///   - seed: The same seed gives the same plate.
    ///   - pixel: Metres of a pixel.
    ///   - diameter: Metres across; nil for one by lot.
    ///   - hasSnow: Whether a fifth of plates have snow.
    package init(seed: UInt64, pixel: Double, diameter: Double? = nil, hasSnow: Bool = true) {
        var random = RandomStream.stream(seed: seed, name: 7)
        let sizes: [Double] = [12.3, 15.2, 19, 22.8, 28.5, 34.2, 39.9, 45.6]
        let across = diameter ?? sizes[Int(random.uniform() * 8)] * random.uniform(0.94...1.06)
        let shell = min(random.uniform(8...18), across * 0.9)
        let fill: Double? = random.uniform() < 0.6 ? random.uniform(0.08...0.95) : nil
        let sun = PlatePicture.sun(&random)
        let incidence = random.uniform() < 0.3 ? random.uniform(0...3) : random.uniform(3...28)
        let viewAzimuth = random.uniform(0...360)
        let covers: [GroundCover] = [.soil, .gravel, .concrete, .dryGrass, .grass, .asphalt]
        let cover = covers[Int(random.uniform() * 6)]
        let reach = across * 0.75 + min(60, shell / tan(sun.elevation * .pi / 180)) + 8
        let side = Int((2 * reach / pixel).rounded(.up))
        var truth = Truth(
            diameter: across, shell: shell, fill: fill, sunAzimuth: sun.azimuth, sunElevation: sun.elevation,
            incidence: incidence, viewAzimuth: viewAzimuth, snow: 0, cover: cover.rawValue)
        var solids = [
            PlacedSolid(
                StorageTank(
                    diameter: Float(across), shell: Float(shell), fill: fill.map { Float($0) }, random: &random),
                x: 0, y: 0, heading: random.uniform(0...6))
        ]
        if random.uniform() < 0.45 {
            let distance = across * random.uniform(1.35...2)
            let direction = random.uniform(0...(2 * .pi))
            truth.neighbours.append(
                Neighbour(east: distance * cos(direction), north: distance * sin(direction), diameter: across))
            solids.append(
                PlacedSolid(
                    StorageTank(
                        diameter: Float(across), shell: Float(shell * random.uniform(0.8...1.1)),
                        fill: random.uniform() < 0.5 ? Float(random.uniform(0.1...0.9)) : nil, random: &random),
                    x: distance * cos(direction), y: distance * sin(direction), heading: 0))
        }
        // Pipes, huts and walls around it.
        for _ in 0..<Int(random.uniform(0...4)) {
            let distance = across / 2 + random.uniform(4...20)
            let direction = random.uniform(0...(2 * .pi))
            solids.append(
                PlacedSolid(
                    Block(
                        length: Float(random.uniform(2...14)), width: Float(random.uniform(0.6...4)),
                        height: Float(random.uniform(0.6...3)), colour: Palette.pick(Palette.roofs, &random)),
                    x: distance * cos(direction), y: distance * sin(direction), heading: random.uniform(0...3)))
        }
        var snow: SnowCover?
        if hasSnow, random.uniform() < 0.2 {
            truth.snow = random.uniform(0.1...0.7)
            snow = SnowCover(share: truth.snow)
        }
        self.truth = truth
        let noise = random.uniform(0.001...0.004)
        // The tank does not stand on a corner of a pixel.
        let shift = SIMD2(Float(random.uniform(-0.5...0.5) * pixel), Float(random.uniform(-0.5...0.5) * pixel))
        let drawing = SceneDrawing(
            size: RasterSize(width: side, height: side), pixel: Float(pixel),
            corner: SIMD2(Float(-Double(side) / 2 * pixel), Float(Double(side) / 2 * pixel)) + shift,
            cover: cover, solids: solids, light: Light(sun: sun, haze: random.uniform(0...0.4)),
            view: View(incidence: incidence, azimuth: viewAzimuth), snow: snow, samples: pixel < 0.4 ? 3 : 4, seed: seed
        )
        picture = PlatePicture(drawing: drawing, pixel: pixel, noise: noise)
    }
}
