/// What the likelihoods rest on besides arrival and weather.
///
/// Each has a usual distribution, used where nothing is stated, and a range over which the answer is compared where its value is fixed.
/// Values marked *elicited* are one person's judgement and no measurement; state others where they are known.
public enum ArrivalParameter: String, Hashable, Codable, CaseIterable, Sendable {
    /// Probability that somebody cleared a roof by hand (c); elicited 0.02 to 0.10.
    case clearing
    /// Depth at which snow on a roof begins to be seen (D₀), centimetres; elicited 0.25 to 1 at 0.3 m pixels.
    case roofVisibility = "roof_visibility"
    /// Depth at which a roof is white all over (D₁), centimetres; elicited about 2.
    case fullCover = "full_cover"
    /// Millimetres of water that melt in a day and degree above the threshold.
    ///
    /// Source: Kuusisto (1984), National Board of Waters, Finland, publication 55: means of 3.51 in the open and 2.42 in forest; dark
    /// steel takes more.
    case degreeDayFactor = "degree_day_factor"
    /// Temperature from which snow melts, degrees Celsius.
    case meltThreshold = "melt_threshold"
    /// Share of the snow that wind above the threshold takes away in an hour, as a rate (k_w); elicited.
    case windRemoval = "wind_removal"
    /// Wind at 10 m from which snow is taken away, metres a second.
    ///
    /// Source: Li & Pomeroy (1997), Journal of Applied Meteorology 36, 205–213: means of 7.7 for dry and 9.9 for wet snow.
    case windThreshold = "wind_threshold"
    /// Kilograms in a cubic metre of the new snow; by default what the weather's centimetres are told at.
    case snowDensity = "snow_density"
    /// Probability that it brought snow along from its way (q).
    case broughtProbability = "brought_probability"
    /// Depth of the snow that it brought along, if any, centimetres; elicited.
    case broughtDepth = "brought_depth"
    /// Depth at which snow on ground begins to be seen (D_g), centimetres; elicited.
    case groundVisibility = "ground_visibility"
    /// Depth of the snow on open ground at the beginning of the window, centimetres.
    case groundAtStart = "ground_at_start"
    /// Depth at which snow on a rail begins to be seen (D_r), centimetres; elicited.
    case railVisibility = "rail_visibility"
    /// Probability that another train has passed since the last fall (p); elicited.
    case otherTrain = "other_train"
    /// Share of arrivals over snow that leave tracks which can be seen (v); elicited.
    case tracksMade = "tracks_made"
    /// Depth of snow under which tracks no longer look fresh (D_f), centimetres; elicited.
    case trackFreshness = "track_freshness"
    /// Depth of snow under which tracks can no longer be seen (D_b), centimetres; elicited.
    case trackBurial = "track_burial"
    /// Millimetres of water that a megajoule of sunlight on a square metre melts; elicited about a fifth of the 3 of its energy.
    case sunMelt = "sun_melt"
    /// Probability that a cue was read rightly, where the cue states none.
    case reliability

    /// Where nothing is stated.
    public var usual: ParameterDistribution {
        switch self {
        case .clearing: .triangular(low: 0, mode: 0.02, high: 0.1)
        case .roofVisibility: .triangular(low: 0.25, mode: 0.5, high: 1)
        case .fullCover: .triangular(low: 1, mode: 2, high: 4)
        case .degreeDayFactor: .triangular(low: 2, mode: 3.51, high: 8)
        case .meltThreshold: .triangular(low: -1, mode: 0, high: 1)
        case .windRemoval: .triangular(low: 0.02, mode: 0.1, high: 0.3)
        case .windThreshold: .triangular(low: 6.5, mode: 7.7, high: 9.9)
        case .snowDensity: .fixed(Self.toldDensity)
        case .broughtProbability: .fixed(0)
        case .broughtDepth: .triangular(low: 0.2, mode: 1, high: 4)
        case .groundVisibility: .triangular(low: 0.25, mode: 0.5, high: 1)
        case .groundAtStart: .fixed(0)
        case .railVisibility: .triangular(low: 0.25, mode: 0.5, high: 1)
        case .otherTrain: .triangular(low: 0, mode: 0.05, high: 0.2)
        case .tracksMade: .triangular(low: 0.5, mode: 0.8, high: 1)
        case .trackFreshness: .triangular(low: 0.25, mode: 0.5, high: 1)
        case .trackBurial: .triangular(low: 2, mode: 4, high: 8)
        case .sunMelt: .triangular(low: 0.3, mode: 0.6, high: 1.5)
        case .reliability: .fixed(1)
        }
    }

    /// Kilograms in a cubic metre of snow in which the centimetres of `ArrivalWindow.WeatherHour.snowfall` are told: 7 cm are
    /// 10 mm of water.
    ///
    /// Source: Open-Meteo, Historical Weather API, `snowfall`.
    public static let toldDensity = 1000.0 / 7

    /// The values that it can have.
    public var bounds: ClosedRange<Double> {
        switch self {
        case .clearing, .broughtProbability, .otherTrain, .tracksMade: 0...1
        case .roofVisibility, .fullCover, .groundVisibility, .railVisibility, .trackFreshness, .trackBurial: 0.001...100
        case .degreeDayFactor: 0...50
        case .meltThreshold: -20...20
        case .windRemoval: 0...20
        case .windThreshold: 0...100
        case .snowDensity: 10...900
        case .broughtDepth, .groundAtStart: 0...500
        case .sunMelt: 0...10
        case .reliability: 0...1
        }
    }

    /// The ends between which the answer is compared where the value is fixed.
    public var range: (low: Double, high: Double) {
        switch self {
        case .snowDensity: (50, 150)
        case .broughtProbability: (0, 0.3)
        case .groundAtStart: (0, 3)
        case .reliability: (0.9, 1)
        default: usual.ends ?? (bounds.lowerBound, bounds.upperBound)
        }
    }

    /// What people call it, with its unit.
    public var title: String {
        switch self {
        case .clearing: "probability that a roof was cleared by hand"
        case .roofVisibility: "depth at which snow on a roof is seen, cm"
        case .fullCover: "depth at which a roof is white all over, cm"
        case .degreeDayFactor: "melt in a day and degree, mm of water"
        case .meltThreshold: "temperature from which snow melts, °C"
        case .windRemoval: "rate at which wind takes snow away, 1/h"
        case .windThreshold: "wind from which snow is taken away, m/s"
        case .snowDensity: "density of new snow, kg/m³"
        case .broughtProbability: "probability that it brought snow along"
        case .broughtDepth: "depth of snow that it brought along, cm"
        case .groundVisibility: "depth at which snow on ground is seen, cm"
        case .groundAtStart: "snow on the ground at the window's beginning, cm"
        case .railVisibility: "depth at which snow on rails is seen, cm"
        case .otherTrain: "probability that another train cleared the rails"
        case .tracksMade: "share of arrivals that leave visible tracks"
        case .trackFreshness: "snow under which tracks look fresh no more, cm"
        case .trackBurial: "snow that buries tracks, cm"
        case .sunMelt: "melt by sunlight, mm of water for 1 MJ/m²"
        case .reliability: "probability that a cue was read rightly"
        }
    }
}
