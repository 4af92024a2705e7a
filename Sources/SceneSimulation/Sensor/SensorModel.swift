import Foundation
import Sites
import Statistics

/// A sensor: its bands, its numbers, its noise.
///
/// Light is counted in steps of a fixed share of reflectance, 12 bits of them, so reflectances above 1.36 are cut off. Noise
/// is that of the photons, whose variance grows with the light, and that of reading, which does not: at a reflectance
/// of 0.3 a step of noise is 0.5 % of the signal, about the 150 to 200 times of signal over noise that very
/// high resolution sensors are specified for.
public struct SensorModel: Hashable, Sendable {
    /// A band of a product.
    public struct Band: Hashable, Sendable {
        /// Name as products of Pléiades Neo have it.
        public let name: String
        /// Edges in micrometres.
        public let range: ClosedRange<Double>
        /// Weights of the six drawn bands.
        let weights: Spectrum
    }

    /// The bands in the order of the file.
    public let bands: [Band]
    /// Steps of the stored numbers for a reflectance of 1.
    public static let stepsPerReflectance = 3000.0
    /// Bits that are used.
    public static let bitDepth = 12
    /// Greatest stored number.
    static let largest: Float = 4095

    private let gain: Float
    private let noise: Float
    private let seed: UInt64

    /// Steps of noise without light, and variance for each step of light.
    private static let readNoise: Float = 0.8
    private static let photonVariance: Float = 0.022

    /// Makes the sensor of a scene.
    init(_ order: SceneOrder, seed: UInt64) {
        bands = Self.bands(of: order.bands)
        gain = Float(order.gain)
        noise = Float(order.noise)
        self.seed = seed ^ streamName("sensor \(order.time.timeIntervalSince1970)")
    }

    /// Nominal ranges.
    ///
    /// Source: Airbus, Pléiades Neo User Guide, spectral bands. The panchromatic band, 0.45 to 0.80 µm, is the mean of the
    /// bands inside it by the widths of their ranges, the red edge standing for what lies between it and 0.80 µm.
    static func bands(of set: SceneOrder.BandSet) -> [Band] {
        let all: [Band] = [
            Band(name: "DB", range: 0.40...0.45, weights: Spectrum(1, 0, 0, 0, 0, 0)),
            Band(name: "B", range: 0.45...0.52, weights: Spectrum(0, 1, 0, 0, 0, 0)),
            Band(name: "G", range: 0.53...0.59, weights: Spectrum(0, 0, 1, 0, 0, 0)),
            Band(name: "R", range: 0.62...0.69, weights: Spectrum(0, 0, 0, 1, 0, 0)),
            Band(name: "RE", range: 0.70...0.75, weights: Spectrum(0, 0, 0, 0, 1, 0)),
            Band(name: "NIR", range: 0.77...0.88, weights: Spectrum(0, 0, 0, 0, 0, 1)),
        ]
        switch set {
        case .sixBands: return all
        case .fourBands: return [all[1], all[2], all[3], all[5]]
        case .panchromatic:
            return [Band(name: "P", range: 0.45...0.80, weights: Spectrum(0, 0.22, 0.23, 0.25, 0.2, 0.1))]
        }
    }

    /// Stored numbers of a row of pixels, [band][column]; 0 stands for missing and is never a measurement.
    ///
    /// - Parameters:
    ///   - light: Reflectances of the pixels.
    ///   - row: Row of the scene.
    ///   - column: Column of the scene at which the pixels begin.
    ///   - store: Told band, number of the pixel and its stored number.
    @inline(__always)
    func measure(
        _ light: ArraySlice<Spectrum>, row: Int, column: Int, _ store: (_ band: Int, _ pixel: Int, UInt16) -> Void
    ) {
        let factor = gain * Float(Self.stepsPerReflectance)
        let isPlain = bands.count == 6
        for (offset, spectrum) in light.enumerated() {
            let place = seed &+ UInt64(row) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(column + offset) &* 0xD1B5_4A32_D192_ED03
            for band in bands.indices {
                let value: Float
                if isPlain {
                    value = spectrum[band]
                } else {
                    value = (bands[band].weights * spectrum).sum()
                }
                let steps = max(0, value) * factor
                let deviation = noise * (Self.readNoise * Self.readNoise + Self.photonVariance * steps).squareRoot()
                let noisy = steps + deviation * Self.normal(place &+ UInt64(band) &* 0xA24B_AED4_963E_E407)
                // Rounded by cutting off, since no number is below 1.
                store(band, offset, UInt16(min(Self.largest, max(1, noisy)) + 0.5))
            }
        }
    }

    /// A number of about the normal distribution that depends on a place alone: the sum of four uniform ones of 16 bits.
    ///
    /// Source of the mixing: Stafford's variant 13 of the finaliser, as in `RandomStream`.
    @inline(__always)
    private static func normal(_ place: UInt64) -> Float {
        var z = (place ^ (place >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        z ^= z >> 31
        let sum = (z & 0xFFFF) + (z >> 16 & 0xFFFF) + (z >> 32 & 0xFFFF) + (z >> 48)
        // Of four uniform numbers the sum has the variance 4 / 12.
        return (Float(sum) * 0x1p-16 - 2) * 1.7320508
    }
}
