import ActivityAnalysis
import ObjectDetection
import SceneMasks
public import Sites

/// What a run counts, measures and tells: the names that rules of indicators can ask for.
public enum KnownQuantities {
    /// Measured of tanks and ships.
    private static let measured = [
        "diameter", "height", "fill", "contents", "roof", "berth", "distance to quay", "angle to quay", "length",
        "beam", "bow",
        "motion",
    ]

    /// Classes that a case's networks tell, as on their cards, in the order of the networks.
    ///
    /// - Parameter models: The case's networks.
    /// - Returns: Each class once.
    public static func classes(of models: [InstalledModel]) -> [String] {
        var known: Set<String> = []
        return models.flatMap { $0.card.classes.map(\.name) }.filter { known.insert($0).inserted }
    }

    /// Quantities beside the classes themselves: counts by state and on tracks, measurements, snow.
    ///
    /// - Parameters:
    ///   - models: The case's networks.
    ///   - site: The case's site.
    /// - Returns: Each name once.
    public static func quantities(of models: [InstalledModel], at site: Site) -> [String] {
        var names = MooringState.allCases.map { "ship \($0.rawValue)" }
        let rail = models.map(\.card).filter(\.readsTracks).flatMap { $0.classes.map(\.name) }
        if !rail.isEmpty {
            names.append(TrackObserver.quantity)
            let tracks = site.tracks.map(\.id)
            names += tracks.map { "\(TrackObserver.quantity) (track \($0))" }
            names += rail.flatMap { name in ["\(name) on tracks"] + tracks.map { "\(name) on tracks (track \($0))" } }
        }
        names += measured
        names += SnowMeasurement.quantities
        names += site.zones.map { ClearingOrder.quantity(before: $0.id) }
        var known: Set<String> = []
        return names.filter { known.insert($0).inserted }
    }
}
