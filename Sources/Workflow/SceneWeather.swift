public import Evidence
import Foundation

/// What each source of weather tells before scenes.
public enum SceneWeather {
    /// Joins weather to scenes; sources stand side by side.
    ///
    /// - Parameters:
    ///   - scenes: Scenes in any order. One whose time is not known to the hour gets no weather: what fell on its day could have fallen
    ///     before or after it.
    ///   - series: The sources.
    /// - Returns: What each source tells, in the order of the sources, by the id of the scene; no entry where there are no sources.
    public static func before(_ scenes: [Scene], by series: [WeatherSeries]) -> [String: [WeatherBefore]] {
        let timed = scenes.compactMap { scene in
            scene.time.flatMap { $0.end.timeIntervalSince($0.start) <= 3600 ? (scene.id, $0.middle) : nil }
        }
        var weather: [String: [WeatherBefore]] = [:]
        for one in series {
            for ((scene, _), before) in zip(timed, one.before(timed.map(\.1))) {
                weather[scene, default: []].append(before)
            }
        }
        return weather
    }
}
