import Foundation

/// Measures storage tanks in an image: diameter, height of the shell, and how high a floating roof stands.
///
/// One model of the whole scene is fitted (`TankModel`): ground, shadow on it, wall, rim, roof, shadow on the roof.
/// So a rim that is faint against the ground is held by its shadow, a shadow that is cut off by the rim, and each
/// result's error follows from all of them.
///
/// Where light and view are known, `H` comes from how far the end of the shadow on the ground lies from the rim, and
/// the fill is `f = 1 − s_in / s_out` of the shadows inside and outside the shell; see `TankModel` for why this
/// holds at any view.
///
/// Source: Wang et al. (2019), Remote Sensing 11(7), 793, doi 10.3390/rs11070793 (shadow ratio and its published
/// error, 0.24 m of height from GF-2); `RegionFit` for the estimation.
public struct TankMeasurer: Sendable {
    /// Raised when the results of the same inputs change.
    public static let version = 1

    /// Where the lines are drawn.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Coarsest ground sampling distance in metres at which tanks are measured.
        public var coarsestPixel: Double
        /// Elevation of the sun in degrees below which shadows run together.
        public var lowestSun: Double
        /// Shortest shadow in pixels that is measured.
        public var shortestShadow: Double
        /// Probability from which on the kind of a roof is told.
        public var certainty: Double
        /// Relative error of height, and error of the fill, above which they cannot be determined.
        public var largestError: Double

        /// Makes a configuration.
        public init(
            coarsestPixel: Double = 0.8, lowestSun: Double = 10, shortestShadow: Double = 4, certainty: Double = 0.8,
            largestError: Double = 0.2
        ) {
            self.coarsestPixel = coarsestPixel
            self.lowestSun = lowestSun
            self.shortestShadow = shortestShadow
            self.certainty = certainty
            self.largestError = largestError
        }
    }

    /// The settings in use.
    public let configuration: Configuration

    /// Makes a measurer.
    public init(configuration: Configuration = Configuration()) {
        self.configuration = configuration
    }

    /// Metres around a tank that a patch must show: the tank, its shadow where that is not very long, and room.
    public func reach(for tank: TankSubject, light: LightAndView?) -> Double {
        let length = light.map { min(80, $0.apart.length * Self.tallest(tank)) } ?? 0
        return 0.75 * tank.diameter + length + tank.placementError + 6
    }

    /// Height that shadows are looked for up to.
    private static func tallest(_ tank: TankSubject) -> Double {
        tank.height.map { $0 * 1.3 + 1 } ?? min(22, max(8, tank.diameter))
    }

    /// A fit, and what it was made with.
    struct Fit {
        var model: TankModel
        var outcome: RegionFit.Outcome
        /// What was measured of each region, mean of the bands.
        var levels: [Double]
    }

    /// Measures one tank.
    ///
    /// - Parameters:
    ///   - tank: What is known of it.
    ///   - patch: The pixels around it, in bands that show light and shade alike, finest first.
    ///   - light: Where light comes from and the sensor looks from, or why that is not known.
    ///   - neighbours: Other tanks of the same site, whose walls and shadows are left out.
    ///   - isReflectance: Whether values are reflectances, so that snow can be told.
    /// - Returns: What could be measured, each with its error, or why not.
    public func measure(
        _ tank: TankSubject, in patch: GroundPatch, light: Result<LightAndView, LightAndView.Missing>,
        neighbours: [TankSubject] = [], isReflectance: Bool = false
    ) -> TankMeasurement {
        guard patch.pixel <= configuration.coarsestPixel else {
            return .undetermined(
                "pixels of \(decimals(patch.pixel)) m are too coarse, \(configuration.coarsestPixel) m are needed")
        }
        let known = try? light.get()
        let directions =
            known ?? LightAndView(sunAzimuth: 0, sunElevation: 89.9, incidence: 0, viewAzimuth: 0)
        let scene = TankScene(
            tank: tank, patch: patch, light: directions, neighbours: neighbours, tallest: Self.tallest(tank),
            isLightKnown: known != nil)
        guard scene.isShown else {
            return .undetermined("the scene does not show the whole tank")
        }
        let kinds: [Bool] =
            known == nil ? [false] : [false, true]
        let fits = scene.fits(floating: kinds)
        guard let fixed = fits.first(where: { !$0.model.isFloating }) else {
            return .undetermined("no pixel of it is there")
        }
        let assessment = TankAssessment(
            scene: scene, fixed: fixed, floating: fits.first { $0.model.isFloating }, configuration: configuration,
            isReflectance: isReflectance)
        guard case .failure(let missing) = light else { return assessment.measurement }
        return assessment.measurement(withoutLight: missing.reason)
    }
}

extension TankMeasurement {
    /// Nothing can be determined, for one reason.
    static func undetermined(_ reason: String) -> TankMeasurement {
        TankMeasurement(
            centre: nil, diameter: .undetermined(because: reason), height: .undetermined(because: reason),
            fill: .undetermined(because: reason), contents: .undetermined(because: reason))
    }
}

/// A number with two decimals, for sentences.
func decimals(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
