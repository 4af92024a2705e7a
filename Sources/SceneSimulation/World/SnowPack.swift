public import Foundation
public import Sites

/// Snow that gathers and melts hour by hour.
///
/// The water in the pack grows with what falls and shrinks, above 0 °C, by a degree-day factor taken by the hour; it has the
/// density of new snow, so it does not settle. What does not lie cannot melt.
///
/// Source: degree-day method, Hock (2003), Journal of Hydrology 282, 104–115, equation 1; factor of
/// `SnowScript.usualDegreeDayFactor`. Water of new snow: Open-Meteo, Historical Weather API: 7 cm of `snowfall` are
/// 10 mm of water. Share of the ground that is white: Niu & Yang (2007), JGR Atmospheres 112, D21101, equation 4 for new
/// snow: tanh(depth / (2.5 z₀)) with the roughness z₀ = 1 cm of bare ground.
public struct SnowPack: Hashable, Sendable {
    /// Hours in the order of time.
    public let hours: [SnowScript.Hour]
    /// Millimetres of water a day and degree.
    public let degreeDayFactor: Double

    /// Millimetres of water in a centimetre of new snow.
    static let waterOfSnow = 10.0 / 7

    /// Makes a model of a place's snow.
    public init(hours: [SnowScript.Hour], degreeDayFactor: Double = SnowScript.usualDegreeDayFactor) {
        self.hours = hours
        self.degreeDayFactor = degreeDayFactor
    }

    /// Centimetres of snow that lie at an instant on something that was free of snow at another.
    ///
    /// - Parameters:
    ///   - time: The instant; hours that end later do not count.
    ///   - start: When it was put there or cleared; nil for the beginning of the record. An hour counts by its end.
    /// - Returns: Depth in centimetres of new snow.
    public func depth(at time: Date, since start: Date? = nil) -> Double {
        var water = 0.0
        for hour in hours[(start.map(firstHour) ?? 0)...] {
            if hour.time > time { break }
            water += hour.snowfall * Self.waterOfSnow
            water = max(0, water - degreeDayFactor * max(0, hour.temperature) / 24)
        }
        return water / Self.waterOfSnow
    }

    /// The first hour that ends after an instant, by halving.
    private func firstHour(after time: Date) -> Int {
        var range = 0..<hours.count
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            range = hours[middle].time > time ? range.lowerBound..<middle : middle + 1..<range.upperBound
        }
        return range.lowerBound
    }

    /// Share of a surface that is white under a depth in centimetres.
    public static func share(ofDepth depth: Double) -> Double { tanh(max(0, depth) / 2.5) }
}

/// How white things are at the time of one scene.
struct SnowState: Sendable {
    private let time: Date
    private let given: Double?
    private let pack: SnowPack?
    /// The given share, and when it last rose.
    private let share: (value: Double, risen: Date?)
    /// Share of open ground that is white.
    let ground: Double

    init(_ script: SnowScript, at time: Date, given: Double?) {
        self.time = time
        self.given = given
        pack =
            script.hours.isEmpty
            ? nil : SnowPack(hours: script.hours, degreeDayFactor: script.degreeDayFactor)
        var value = 0.0
        var risen: Date?
        for share in script.shares where share.time <= time {
            if share.share > value { risen = share.time }
            value = share.share
        }
        share = (value, risen)
        ground = given ?? pack.map { SnowPack.share(ofDepth: $0.depth(at: time)) } ?? value
    }

    /// Share of something that is white, which was put there or cleared at an instant.
    func share(since start: Date?) -> Double {
        guard let start, given == nil else { return ground }
        if let pack { return SnowPack.share(ofDepth: pack.depth(at: time, since: start)) }
        if let risen = share.risen, start >= risen { return 0 }
        return share.value
    }
}
