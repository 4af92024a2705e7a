public import Foundation
import Geodesy

/// A season by the calendar of meteorologists: three whole months each, turned round south of the equator.
public enum Season: String, Codable, CaseIterable, Sendable {
    case winter, spring, summer, autumn

    /// The season of an instant.
    ///
    /// - Parameters:
    ///   - date: The instant; its month is that of UTC.
    ///   - latitude: Degrees north of the equator.
    public init(of date: Date, latitude: Double) {
        let quarter = CivilDate(of: date).month % 12 / 3
        let all = Season.allCases
        self = all[latitude < 0 ? (quarter + 2) % 4 : quarter]
    }
}

extension Scene {
    /// The season in which it was taken; nil where its time or place is not known.
    public var season: Season? {
        guard let time, let bounds = outline?.bounds else { return nil }
        return Season(of: time.middle, latitude: bounds.minimum.latitude)
    }
}
