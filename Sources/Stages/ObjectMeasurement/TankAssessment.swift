import Foundation
import Geodesy
import Rasters
import Sites

/// What the fits of a tank amount to: which of them holds, and how far its numbers can be trusted.
struct TankAssessment {
    let scene: TankScene
    let fixed: TankMeasurer.Fit
    let floating: TankMeasurer.Fit?
    let configuration: TankMeasurer.Configuration
    let isReflectance: Bool
    /// The fit that is reported.
    let fit: TankMeasurer.Fit
    /// Probability that the roof floats, as far as the picture tells.
    let floatingProbability: Double?

    init(
        scene: TankScene, fixed: TankMeasurer.Fit, floating: TankMeasurer.Fit?,
        configuration: TankMeasurer.Configuration, isReflectance: Bool
    ) {
        self.scene = scene
        self.fixed = fixed
        self.floating = floating
        self.configuration = configuration
        self.isReflectance = isReflectance
        let probability = floating.map { Self.probability(gain: scene.gain(of: $0, over: fixed)) }
        floatingProbability = probability
        let chosen =
            switch scene.tank.roof {
            case .fixed: fixed
            case .floating: floating ?? fixed
            case .unknown: (probability ?? 0) >= 0.5 ? floating ?? fixed : fixed
            }
        // Where the end of the shadow is hidden, a height that is known holds the rest.
        if let height = scene.tank.height, scene.shownEnd(of: chosen) < Self.neededEnd {
            fit = scene.refitted(chosen, height: height)
        } else {
            fit = chosen
        }
    }

    /// Share of the shadow's end that must show.
    static let neededEnd = 0.35

    /// Probability of a floating roof from how much better it explains the inside of the rim.
    ///
    /// Logistic, measured on drawn tanks: for fixed roofs the gain stays below 0.01, for floating ones it is above 0.05
    /// but where they stand near the rim. A roof near the rim shows nothing, so no gain is no proof of a fixed one.
    static func probability(gain: Double) -> Double {
        0.06 + 0.92 / (1 + exp(-(gain - 0.025) / 0.006))
    }

    private typealias Parameter = TankModel.Parameter
    private var values: [Double] { fit.outcome.parameters }

    /// What was measured.
    var measurement: TankMeasurement {
        let explained = scene.explained(by: fit)
        func none(_ reason: String) -> TankMeasurement {
            var none = TankMeasurement.undetermined(reason)
            none.explained = explained
            return none
        }
        if let reason = scene.doubtOfRim(fit, explained: explained) { return none(reason) }
        let diameter = diameter
        if case .undetermined(let reason) = diameter { return none(reason) }
        let height = height
        let fill = fill(height)
        return TankMeasurement(
            centre: SIMD2(values[0], values[1]) - scene.light.lean * values[Parameter.height], diameter: diameter,
            height: height, fill: fill, contents: contents(diameter, height, fill),
            floatingProbability: isUnderSnow ? nil : floatingProbability, explained: explained)
    }

    /// The same where light and view are not known, so that shadows tell nothing.
    func measurement(withoutLight reason: String) -> TankMeasurement {
        var result = measurement
        // Where the footprint lies is not known: the rim leans by nobody knows how much.
        result.centre = nil
        result.height = .undetermined(because: reason)
        result.fill = scene.tank.roof == .fixed ? Self.fixedRoof : .undetermined(because: reason)
        result.contents = result.fill
        result.floatingProbability = nil
        return result
    }

    private static let fixedRoof = Estimate.notApplicable(
        because: "a fixed roof does not show what is below it")

    // MARK: Numbers

    /// Errors beyond those of the fit, as measured on drawn tanks: what counts as the rim, blur, pixels.
    private var diameter: Estimate {
        let value = 2 * values[Parameter.radius]
        let floor = 0.12 + 0.25 * scene.patch.pixel
        let own = 2 * fit.outcome.errors[Parameter.radius]
        let error = (own * own + floor * floor).squareRoot()
        guard error < 0.1 * value else { return .undetermined(because: "its rim does not stand out from the ground") }
        return .value(
            value, error: error,
            method: "rim, wall, roof and shadows fitted together, pixels of \(decimals(scene.patch.pixel)) m")
    }

    private var height: Estimate {
        let value = values[Parameter.height]
        let length = scene.light.apart.length * value
        if scene.light.sunElevation < configuration.lowestSun {
            return .undetermined(
                because: "the sun stood only \(decimals(scene.light.sunElevation))° above the horizon, where shadows "
                    + "run together")
        }
        if length < configuration.shortestShadow * scene.patch.pixel {
            return .undetermined(
                because: "its shadow reaches only \(decimals(length)) m beyond the image of its rim, less than "
                    + "\(configuration.shortestShadow) pixels")
        }
        if scene.shownEnd(of: fit) < Self.neededEnd {
            return .undetermined(
                because: "the end of its shadow is hidden, falls on other objects or lies out of the scene")
        }
        let own = fit.outcome.errors[Parameter.height]
        let pixels = 0.25 * scene.patch.pixel / scene.light.apart.length
        let error = (own * own + pixels * pixels + 0.0004 * value * value).squareRoot()
        guard error < configuration.largestError * value else {
            return .undetermined(because: "the end of its shadow does not stand out from the ground")
        }
        return .value(
            value, error: error,
            method: "shadow of \(decimals(length)) m on the ground under a sun at "
                + "\(decimals(scene.light.sunElevation))°, counted from the image of the rim")
    }

    private func fill(_ height: Estimate) -> Estimate {
        if scene.tank.roof == .fixed { return Self.fixedRoof }
        if isUnderSnow { return .undetermined(because: "its roof is covered by snow") }
        if scene.tank.roof == .unknown {
            let probability = floatingProbability ?? 0
            if probability <= 1 - configuration.certainty {
                return .notApplicable(
                    because: "no shadow of a shell lies on its roof (a fixed roof at \(percent(1 - probability)))")
            }
            if probability < configuration.certainty {
                return .undetermined(
                    because: "whether its roof floats cannot be told (\(percent(probability)) that it does)")
            }
        }
        let known: (value: Double, error: Double, words: String)
        switch height {
        case .value(let value, let error, _): known = (value, error, "both shadows")
        case .undetermined(let reason), .notApplicable(let reason):
            guard let told = scene.tank.height, scene.light.sunElevation >= configuration.lowestSun else {
                return .undetermined(because: reason)
            }
            known = (told, 0.02 * told, "the shadow inside the shell and the height that the site tells")
        }
        if let reason = scene.doubtOfShade(fit) { return .undetermined(because: reason) }
        let depth = values[Parameter.depth]
        let apart = scene.light.apart.length
        // The shadow that fills the whole bowl tells only how high the roof stands at the most.
        if depth * apart > 0.92 * 2 * values[Parameter.radius] {
            return .undetermined(
                because: "its roof lies in the shadow of the shell whole, under a sun at "
                    + "\(decimals(scene.light.sunElevation))°")
        }
        let share = min(1, depth / known.value)
        let pixels = 0.25 * scene.patch.pixel / max(0.05, apart)
        let depthError = hypot(fit.outcome.errors[Parameter.depth], pixels)
        // Depth and height are taken for independent, which makes the error rather too large.
        let error = hypot(depthError / known.value, share * known.error / known.value)
        guard error < configuration.largestError else {
            return .undetermined(because: "the shadow inside the shell does not stand out from the roof")
        }
        return .value(1 - share, error: error, method: "1 − inner / outer shadow, from \(known.words)")
    }

    private func contents(_ diameter: Estimate, _ height: Estimate, _ fill: Estimate) -> Estimate {
        guard case .value(let share, let shareError, let method) = fill else { return fill }
        guard case .value(let across, let acrossError, _) = diameter else { return diameter }
        let tall: (value: Double, error: Double)
        switch height {
        case .value(let value, let error, _): tall = (value, error)
        case .undetermined(let reason), .notApplicable(let reason):
            guard let told = scene.tank.height else { return .undetermined(because: reason) }
            tall = (told, 0.02 * told)
        }
        let area = Double.pi / 4 * across * across
        let value = area * tall.value * share
        let ofDiameter = 2 * value * acrossError / across
        let ofHeight = area * share * tall.error
        let ofFill = area * tall.value * shareError
        let error = (ofDiameter * ofDiameter + ofHeight * ofHeight + ofFill * ofFill).squareRoot()
        return .value(value, error: error, method: "π/4 D² H f; f: \(method)")
    }

    /// Whether the roof is as bright as the ground and both are as bright as snow, in the first band.
    private var isUnderSnow: Bool {
        guard isReflectance else { return false }
        return scene.isUnderSnow(fit)
    }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
