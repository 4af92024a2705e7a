import Foundation
public import Geodesy
public import Rasters
import Statistics

/// Draws a small harbour at ten metres: a sea, a quay with sheds, land behind it, and ships, with the
/// truth of where they lie.
///
/// For showing the program where no real scenes are at hand. It is no substitute for them: spectra are
/// plain, and there is no haze, no cloud and no swell.
public struct HarbourDrawing: Sendable {
    /// Columns and rows.
    public let size: RasterSize
    /// Metres of a pixel on the ground.
    public let groundSamplingDistance: Double
    /// What is different from one drawing to the next.
    public let seed: UInt64

    /// Bands that are drawn, by common name.
    public static let bands = ["blue", "green", "red", "nir", "swir16"]

    /// First column of the quay's edge: water lies to its left.
    public var quayColumn: Double { Double(size.width) * 0.72 }

    /// A ship of the drawing.
    public struct Ship: Hashable, Sendable {
        /// Where it lies, in pixels.
        public var box: OrientedBox
        /// Whether it lies along the quay.
        public var isAtBerth: Bool
    }

    /// Reflectances of the five bands, near what surfaces have in Sentinel-2 scenes of ports: ships are
    /// red and near-infrared rather than blue, and harbour water is not black.
    private enum Surface {
        static let water = [0.040, 0.046, 0.038, 0.034, 0.036]
        static let quay = [0.17, 0.19, 0.21, 0.24, 0.27]
        static let roof = [0.26, 0.28, 0.30, 0.32, 0.34]
        static let land = [0.06, 0.085, 0.08, 0.26, 0.19]
        static let hull = [0.09, 0.10, 0.14, 0.16, 0.14]
        static let deck = [0.13, 0.15, 0.21, 0.24, 0.21]
        static let bridge = [0.33, 0.34, 0.35, 0.36, 0.28]
    }

    /// A ship with what its drawing needs at each place.
    private struct Hull {
        var box: OrientedBox
        var cosine: Double
        var sine: Double
        /// Pixels around the centre beyond which nothing of it lies.
        var reach: Double
        /// How bright it is beside the mean ship.
        var tone: Double
        /// How bright each hatch is beside the deck, from stern to bow.
        var hatches: [Double]
    }

    /// Makes a drawing.
    public init(
        size: RasterSize = RasterSize(width: 384, height: 320), groundSamplingDistance: Double = 10, seed: UInt64
    ) {
        self.size = size
        self.groundSamplingDistance = groundSamplingDistance
        self.seed = seed
    }

    /// The ships of this seed: three to five along the quay, three to six on open water, none of
    /// them touching another.
    public func ships() -> [Ship] {
        var random = RandomStream.stream(seed: seed, name: 1)
        var ships: [Ship] = []
        func isFree(_ box: OrientedBox) -> Bool {
            let grown = OrientedBox(
                centre: box.centre, length: box.length + 8, width: box.width + 8, angle: box.angle)
            return ships.allSatisfy { $0.box.intersectionArea(grown) == 0 }
        }
        func hull(_ random: inout RandomStream) -> (length: Double, width: Double) {
            let metres = random.uniform(150...320)
            return (metres / groundSamplingDistance, metres / random.uniform(6...7) / groundSamplingDistance)
        }
        let berthed = 3 + Int(random.uniform() * 3)
        for _ in 0..<(berthed * 6) where ships.count < berthed {
            let (length, width) = hull(&random)
            let row = random.uniform((length / 2 + 12)...(Double(size.height) - length / 2 - 12))
            let box = OrientedBox(
                centre: PixelPoint(column: quayColumn - width / 2 - 1, row: row), length: length, width: width,
                angle: .pi / 2)
            if isFree(box) { ships.append(Ship(box: box, isAtBerth: true)) }
        }
        let waiting = 3 + Int(random.uniform() * 4)
        for _ in 0..<(waiting * 8) where ships.count < berthed + waiting {
            let (length, width) = hull(&random)
            let centre = PixelPoint(
                column: random.uniform(28...(quayColumn - 60)), row: random.uniform(28...(Double(size.height) - 28)))
            let box = OrientedBox(centre: centre, length: length, width: width, angle: random.uniform(-1.5...1.5))
            if isFree(box) { ships.append(Ship(box: box, isAtBerth: false)) }
        }
        return ships
    }

    /// Draws the harbour.
    ///
    /// - Parameter ships: What lies there; by default those of the seed.
    /// - Returns: Reflectance of five bands, ``bands``, each pixel the mean of 4 × 4 places, blurred as a
    ///   sensor does and with its noise; the short-wave band has 20 m, as Sentinel-2's has.
    public func raster(with ships: [Ship]? = nil) -> Raster<Float> {
        let ships = ships ?? self.ships()
        let fine = 4
        let bandCount = Self.bands.count
        var layers = Raster<Float>(bandCount: bandCount, size: size, repeating: 0)
        var texture = RandomStream.stream(seed: seed, name: 2)
        let sheds = sheds()
        let vegetation = (0..<64).map { _ in texture.uniform(0.75...1.25) }
        let hulls = hulls(of: ships)
        for row in 0..<size.height {
            for column in 0..<size.width {
                let middle = PixelPoint(column: Double(column) + 0.5, row: Double(row) + 0.5)
                let near = hulls.filter {
                    max(abs($0.box.centre.column - middle.column), abs($0.box.centre.row - middle.row)) <= $0.reach
                }
                // Pixels of one surface need one place only.
                let isPlain = near.isEmpty && (middle.column < quayColumn - 1 || middle.column > quayColumn + 23)
                let steps = isPlain ? 1 : fine
                var sum = [Double](repeating: 0, count: bandCount)
                for step in 0..<(steps * steps) {
                    let place = PixelPoint(
                        column: Double(column) + (Double(step % steps) + 0.5) / Double(steps),
                        row: Double(row) + (Double(step / steps) + 0.5) / Double(steps))
                    let (surface, tone) = surface(at: place, hulls: near, sheds: sheds)
                    let isLand = surface == Surface.land
                    let patch = vegetation[(column / 9 &* 7 &+ row / 11 &* 13) & 63]
                    for band in 0..<bandCount { sum[band] += surface[band] * tone * (isLand ? patch : 1) }
                }
                for band in 0..<bandCount { layers[band, row, column] = Float(sum[band] / Double(steps * steps)) }
            }
        }
        return withNoise(withCoarseBand(blurred(layers, bands: 0..<(bandCount - 1)), bandCount - 1))
    }

    private func hulls(of ships: [Ship]) -> [Hull] {
        var random = RandomStream.stream(seed: seed, name: 5)
        return ships.map { ship in
            let tone = random.uniform(0.85...1.25)
            let hatches = (0..<max(3, Int(ship.box.length / 3))).map { _ in random.uniform(0.75...1.25) }
            return Hull(
                box: ship.box, cosine: cos(ship.box.angle), sine: sin(ship.box.angle),
                reach: hypot(ship.box.length, ship.box.width) / 2 + 1, tone: tone, hatches: hatches)
        }
    }

    /// What lies at a place, and how bright it is beside its kind.
    private func surface(at place: PixelPoint, hulls: [Hull], sheds: [OrientedBox]) -> ([Double], tone: Double) {
        for hull in hulls {
            let column = place.column - hull.box.centre.column
            let row = place.row - hull.box.centre.row
            let along = (column * hull.cosine + row * hull.sine) / (hull.box.length / 2)
            let across = abs(-column * hull.sine + row * hull.cosine) / (hull.box.width / 2)
            // The bow narrows over the foremost fifth.
            guard abs(along) <= 1, across <= min(1, (1 - along) / 0.22) else { continue }
            if along < -0.68, along > -0.9, across < 0.85 { return (Surface.bridge, 1) }
            guard across <= 0.8 else { return (Surface.hull, hull.tone) }
            guard along > -0.65, along < 0.85, across < 0.65 else { return (Surface.deck, hull.tone) }
            let hatch = Int((along + 0.65) / 1.5 * Double(hull.hatches.count))
            return (Surface.deck, hull.tone * hull.hatches[min(hull.hatches.count - 1, hatch)])
        }
        if place.column < quayColumn { return (Surface.water, 1) }
        if place.column < quayColumn + 22, sheds.contains(where: { $0.ring.contains(place) }) {
            return (Surface.roof, 1)
        }
        return (place.column < quayColumn + 22 ? Surface.quay : Surface.land, 1)
    }

    private func sheds() -> [OrientedBox] {
        var random = RandomStream.stream(seed: seed, name: 3)
        return stride(from: 20.0, to: Double(size.height) - 20, by: 34).map { row in
            OrientedBox(
                centre: PixelPoint(column: quayColumn + 13 + random.uniform(-1...1), row: row + random.uniform(-4...4)),
                length: random.uniform(12...22), width: random.uniform(5...8), angle: .pi / 2)
        }
    }

    /// A sensor's blur: binomial weights 1 2 1 along both axes, a modulation of about 0.3 at half the
    /// sampling frequency after the pixel's own mean.
    private func blurred(_ raster: Raster<Float>, bands: Range<Int>) -> Raster<Float> {
        var result = raster
        for band in bands {
            for row in 0..<size.height {
                for column in 0..<size.width {
                    var sum: Float = 0
                    for rowStep in -1...1 {
                        for columnStep in -1...1 {
                            let weight = Float((2 - abs(rowStep)) * (2 - abs(columnStep))) / 16
                            let nearRow = min(size.height - 1, max(0, row + rowStep))
                            let nearColumn = min(size.width - 1, max(0, column + columnStep))
                            sum += weight * raster[band, nearRow, nearColumn]
                        }
                    }
                    result[band, row, column] = sum
                }
            }
        }
        return result
    }

    /// A band with pixels twice as large: the means of 2 × 2, brought back to the grid and smoothed as
    /// resampling does.
    private func withCoarseBand(_ raster: Raster<Float>, _ band: Int) -> Raster<Float> {
        var coarse = raster
        for row in 0..<size.height {
            for column in 0..<size.width {
                let top = row / 2 * 2
                let left = column / 2 * 2
                let bottom = min(top + 1, size.height - 1)
                let right = min(left + 1, size.width - 1)
                coarse[band, row, column] =
                    (raster[band, top, left] + raster[band, top, right] + raster[band, bottom, left]
                        + raster[band, bottom, right]) / 4
            }
        }
        return blurred(coarse, bands: band..<(band + 1))
    }

    private func withNoise(_ raster: Raster<Float>) -> Raster<Float> {
        var result = raster
        var random = RandomStream.stream(seed: seed, name: 4)
        for index in result.pixels.indices {
            let value = Double(result.pixels[index])
            result.pixels[index] = Float(max(0.001, value + (0.0015 + 0.01 * value) * random.normal()))
        }
        return result
    }
}
