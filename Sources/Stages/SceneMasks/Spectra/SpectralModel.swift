import Foundation

/// Probabilities of what a pixel's spectrum belongs to; they add up to 1.
public struct SpectralShares: Hashable, Sendable {
    /// Snow in the sun.
    public var snow: Float
    /// Snow in shadow.
    public var shadowedSnow: Float
    /// Ice of a glacier, by its look also that of a frozen river.
    public var ice: Float
    /// Rock, soil and what else is no snow.
    public var rock: Float
    /// Water.
    public var water: Float

    /// Probability of snow, lit or not.
    public var anySnow: Float { snow + shadowedSnow }
}

/// Tells snow from other ground by a pixel's spectrum: multinomial logistic regression on logarithms of brightness and of
/// ratios of bands, and on their products.
///
/// Coefficients are fitted by `Training/snow_spectra/fit.py` on labelled pixels of three sensors at four glaciers; the script
/// prints how well each glacier is told that took no part. The form follows Dozier (1989), Remote Sensing of
/// Environment 28, 9–22: with a band at 1.6 µm the normalised difference of green and that band is among the features; without it
/// brightness and the fall from blue to near infrared remain.
public struct SpectralModel: Sendable {
    /// Which bands a model takes.
    public enum Bands: String, Hashable, Sendable {
        /// One broad band.
        case panchromatic
        /// Blue, green, red.
        case visible
        /// These and near infrared.
        case nearInfrared
        /// These and one at 1.6 µm.
        case shortwave

        /// Features before their products.
        var plainCount: Int {
            switch self {
            case .panchromatic: 1
            case .visible: 3
            case .nearInfrared: 5
            case .shortwave: 7
            }
        }
    }

    /// What the model takes.
    public let bands: Bands
    /// Root mean square, over glaciers that took no part in the fit, of the error of the share of snow among land pixels.
    public let shareError: Double
    /// For each of the four classes with a logit: the constant, the weights of plain features, those of products of two.
    private let constants: [Float]
    private let weights: [Float]

    /// Folds the features' scaling into the coefficients.
    init(bands: Bands, shareError: Double, mean: [Double], deviation: [Double], coefficients: [Double]) {
        self.bands = bands
        self.shareError = shareError
        let count = mean.count
        precondition(
            count == bands.plainCount * (bands.plainCount + 3) / 2 && deviation.count == count
                && coefficients.count == 4 * (count + 1), "A model has a coefficient for each feature and class.")
        var constants: [Float] = []
        var weights: [Float] = []
        for output in 0..<4 {
            let row = coefficients[output * (count + 1)..<(output + 1) * (count + 1)]
            var constant = coefficients[(output + 1) * (count + 1) - 1]
            for (index, value) in row.dropLast().enumerated() {
                weights.append(Float(value / deviation[index]))
                constant -= value * mean[index] / deviation[index]
            }
            constants.append(Float(constant))
        }
        self.constants = constants
        self.weights = weights
    }

    /// Tells what a pixel is.
    ///
    /// - Parameters:
    ///   - blue: Reflectance 0…1; the panchromatic one where the model takes one band.
    ///   - green: Reflectance; not used by a model of one band.
    ///   - red: Reflectance; not used by a model of one band.
    ///   - nir: Reflectance; used where the model takes it.
    ///   - short: Reflectance at 1.6 µm; used where the model takes it.
    /// - Returns: Probabilities under equal weights of glaciers and classes. Values are cut to 0.002…1.6 first, so that
    ///   noise below zero and glint do not lead outside of what was fitted.
    public func shares(blue: Float, green: Float, red: Float, nir: Float, short: Float) -> SpectralShares {
        var plain = SIMD8<Float>(repeating: 0)
        let cut = { (value: Float) -> Float in min(1.6, max(0.002, value)) }
        let (b, g, r, n) = (cut(blue), cut(green), cut(red), cut(nir))
        let guardian: Float = 0.01
        switch bands {
        case .panchromatic:
            plain[0] = log(b)
        case .visible, .nearInfrared, .shortwave:
            plain[0] = log((b + g + r) / 3)
            plain[1] = log((b + guardian) / (r + guardian))
            plain[2] = log((g + guardian) / (b + guardian))
            if bands != .visible {
                plain[3] = log(n)
                plain[4] = log((b + guardian) / (n + guardian))
            }
            if bands == .shortwave {
                let s = min(1.6, max(0, short))
                plain[5] = (g - s) / (g + s + 0.02)
                plain[6] = log(s + 0.02)
            }
        }
        var logits = SIMD4<Float>(constants[0], constants[1], constants[2], constants[3])
        let count = bands.plainCount
        let all = weights.count / 4
        var index = 0
        func add(_ feature: Float) {
            logits.x += feature * weights[index]
            logits.y += feature * weights[all + index]
            logits.z += feature * weights[2 * all + index]
            logits.w += feature * weights[3 * all + index]
            index += 1
        }
        for first in 0..<count { add(plain[first]) }
        for first in 0..<count {
            for second in first..<count { add(plain[first] * plain[second]) }
        }
        let top = max(0, logits.max())
        let snow = exp(logits.x - top)
        let shadowed = exp(logits.y - top)
        let ice = exp(logits.z - top)
        let water = exp(logits.w - top)
        let rock = exp(-top)
        let sum = snow + shadowed + ice + rock + water
        return SpectralShares(
            snow: snow / sum, shadowedSnow: shadowed / sum, ice: ice / sum, rock: rock / sum, water: water / sum)
    }
}
