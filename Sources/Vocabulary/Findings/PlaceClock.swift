public import Foundation

/// The civil time of a place by the time zone database: what a clock on its wall showed at an instant.
///
/// The offset is that of the instant, not of today: Pyongyang was at UTC+8:30 until 4 May 2018, 23:30, and is at UTC+9 since.
public struct PlaceClock: Hashable, Sendable {
    /// The zone's identifier: "Asia/Pyongyang".
    public let identifier: String
    private let zone: TimeZone

    /// Finds a zone.
    ///
    /// - Parameter identifier: An identifier of the time zone database, such as "Asia/Pyongyang", or "UTC".
    ///
    /// Nil for anything else: a bare offset such as "UTC+9" is no place, and would be wrong in another year.
    public init?(identifier: String) {
        guard identifier == "UTC" || identifier.contains("/"), identifier.utf8.count <= 64,
            let zone = TimeZone(identifier: identifier),
            identifier == "UTC" || zone.identifier == identifier
        else { return nil }
        self.identifier = identifier
        self.zone = zone
    }

    /// Seconds by which the place's clocks are ahead of UTC at an instant.
    public func offset(at time: Date) -> Int { zone.secondsFromGMT(for: time) }

    /// The offset as people write it: "UTC+8:30", "UTC+9", "UTC".
    public func offsetText(at time: Date) -> String {
        let seconds = offset(at: time)
        guard seconds != 0 else { return "UTC" }
        let minutes = abs(seconds) / 60
        let rest = minutes % 60
        return "UTC\(seconds < 0 ? "−" : "+")\(minutes / 60)" + (rest == 0 ? "" : String(format: ":%02d", rest))
    }

    /// Day and time of day at the place, to the minute: "2025-02-15 10:48".
    public func text(_ time: Date) -> String {
        let local = fields(time)
        return "\(local.prefix(10)) \(local.dropFirst(11).prefix(5))"
    }

    /// Day and time of day at the place, to the second and without an offset, as axes of charts take it: "2025-02-15T10:48:00".
    public func axisText(_ time: Date) -> String { String(fields(time).prefix(19)) }

    /// Hours since the place's midnight, 0..<24, by its clocks.
    public func hourOfDay(_ time: Date) -> Double {
        let local = time.timeIntervalSince1970 + Double(offset(at: time))
        return (local - (local / 86_400).rounded(.down) * 86_400) / 3600
    }

    /// The instant at which the place's clocks showed midnight at the beginning of the day that holds another.
    ///
    /// Edge cases: where clocks were moved between midnight and the instant, the offset of midnight counts.
    public func startOfDay(_ time: Date) -> Date {
        let local = time.timeIntervalSince1970 + Double(offset(at: time))
        let midnight = (local / 86_400).rounded(.down) * 86_400
        let guess = Date(timeIntervalSince1970: midnight - Double(offset(at: time)))
        return Date(timeIntervalSince1970: midnight - Double(offset(at: guess)))
    }

    private func fields(_ time: Date) -> String {
        // Moved by the offset, the instant's fields in UTC are those of the place; rounded, so that no minute is cut off.
        let seconds = time.timeIntervalSince1970.rounded() + Double(offset(at: time))
        return Date(timeIntervalSince1970: seconds).formatted(Date.ISO8601FormatStyle())
    }

    /// Two clocks are the same when they follow the same zone.
    public static func == (left: PlaceClock, right: PlaceClock) -> Bool { left.identifier == right.identifier }

    /// Feeds the zone's identifier.
    public func hash(into hasher: inout Hasher) { hasher.combine(identifier) }
}
