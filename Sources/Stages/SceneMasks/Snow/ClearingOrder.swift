public import Evidence
public import Foundation

/// In which order zones were cleared of snow, as far as looks tell.
///
/// A zone counts as cleared in a look where its cleared share has risen by so much over its least share among looks under snow; as
/// not cleared where it lies below that with its whole interval. Between them nothing is said. A zone was
/// cleared before another where it was cleared in a look in which the other surely was not, and the other was never seen
/// cleared while it surely was not. Looks of one episode are compared only: a look in which snow does not lie around ends one, and
/// so does one in which a zone that was cleared is surely white again.
public struct ClearingOrder: Sendable {
    /// One zone in one look.
    public struct Entry: Hashable, Sendable {
        /// The zone's id.
        public var zone: String
        /// What people call it.
        public var name: String
        /// The look.
        public var look: String
        /// When the scene was taken.
        public var time: Date
        /// The observation of the share cleared of snow.
        public var cleared: Observation.Result

        /// Makes an entry.
        public init(zone: String, name: String, look: String, time: Date, cleared: Observation.Result) {
            self.zone = zone
            self.name = name
            self.look = look
            self.time = time
            self.cleared = cleared
        }
    }

    /// One zone before another.
    public struct Precedence: Hashable, Sendable {
        /// Id of the zone that was cleared.
        public var first: String
        /// Id of the zone that was not yet.
        public var second: String
        /// When this was seen.
        public var time: Date
        /// When the second was seen cleared in the same episode; nil where it never was.
        public var secondCleared: Date?
        /// The sentence: "Cleared first at Offices, not yet in Process area, on 2025-02-05."
        public var sentence: String
        /// Probability that both states were told rightly, by the intervals of both shares.
        public var probability: Double
        /// The looks that it rests on; the first is that of the zone which was cleared.
        public var looks: [String]

        /// The sentence as an observation of the look at the zone that was cleared.
        public var observation: Observation {
            SnowMeasurement.observation(
                ClearingOrder.quantity(before: second),
                .told(
                    sentence, probability: probability,
                    method:
                        "cleared shares of both zones in one scene, each against its least share among looks under snow; "
                        + "rests on the looks \(looks.joined(separator: ", "))"), look: looks[0], of: first)
        }
    }

    /// Raised when the results of the same inputs change.
    public static let version = 2

    /// Rise of the cleared share from which a zone counts as cleared.
    public static let rise = 0.08

    /// What follows from entries, in the order of time and then of zones.
    ///
    /// - Parameter entries: Zones and looks in any order; several scenes may share an instant.
    /// - Returns: Pairs in order; each pair once for each episode.
    public static func precedences(of entries: [Entry]) -> [Precedence] {
        let readings = states(entries)
        var found: [Precedence] = []
        let zones = Array(Set(entries.map(\.zone))).sorted()
        for first in zones {
            for second in zones where first != second {
                found += pairs(readings, first, second)
            }
        }
        return found.sorted { ($0.time, $0.first, $0.second) < ($1.time, $1.first, $1.second) }
    }

    /// Name of the quantity that tells what was cleared before a zone, by the zone's id.
    public static func quantity(before zone: String) -> String { "order of clearing before \(zone)" }

    /// Whether a zone is cleared in a look; nil where that is not told.
    private struct State {
        var entry: Entry
        var isCleared: Bool?
        var share: Double
        /// Probability of that.
        var probability = 0.5
        /// Snow does not lie around, so an episode ends.
        var isWithoutSnow: Bool
    }

    private static func states(_ entries: [Entry]) -> [Date: [String: State]] {
        var least: [String: Double] = [:]
        for entry in entries {
            if case .measured(let value, _, _, _, _, _) = entry.cleared {
                least[entry.zone] = min(least[entry.zone] ?? 1, value)
            }
        }
        var readings: [Date: [String: State]] = [:]
        for entry in entries.sorted(by: { ($0.time, $0.zone, $0.look) < ($1.time, $1.zone, $1.look) }) {
            var state = State(entry: entry, isCleared: nil, share: 0, isWithoutSnow: false)
            switch entry.cleared {
            case .measured(let value, let low, let high, _, _, _):
                // What looks bare in every look is no clearing; of a zone seen once that may be a tenth.
                let base = min(least[entry.zone] ?? 0, 0.1)
                state.share = value
                let error = max(0.002, (high - low) / (2 * SnowEstimate.level.errors))
                if low > base + Self.rise / 2, value >= base + Self.rise {
                    state.isCleared = true
                    state.probability = Self.normal((value - base - Self.rise / 2) / error)
                }
                if high < base + Self.rise {
                    state.isCleared = false
                    state.probability = Self.normal((base + Self.rise - value) / error)
                }
            case .notApplicable: state.isWithoutSnow = true
            default: break
            }
            // Of two scenes of one instant the first counts that tells something.
            let known = readings[entry.time]?[entry.zone]
            if known == nil || known?.isCleared == nil && known?.isWithoutSnow == false {
                readings[entry.time, default: [:]][entry.zone] = state
            }
        }
        return readings
    }

    /// The normal distribution's share below a number of deviations, cut at 0.95: no interval is that well known.
    private static func normal(_ deviations: Double) -> Double {
        min(0.95, 0.5 * erfc(-deviations / 2.0.squareRoot()))
    }

    private static func pairs(_ readings: [Date: [String: State]], _ first: String, _ second: String) -> [Precedence] {
        var found: [Precedence] = []
        var open: Precedence?
        var isContradicted = false
        func close() {
            if let open, !isContradicted { found.append(open) }
            open = nil
            isContradicted = false
        }
        for time in readings.keys.sorted() {
            guard let a = readings[time]?[first], let b = readings[time]?[second] else { continue }
            if a.isWithoutSnow || b.isWithoutSnow {
                close()
                continue
            }
            guard let isFirst = a.isCleared, let isSecond = b.isCleared else { continue }
            switch (isFirst, isSecond) {
            case (true, false):
                if open == nil { open = precedence(a, b, time) }
            case (true, true):
                if open != nil, open?.secondCleared == nil {
                    open?.secondCleared = time
                    open?.looks.append(b.entry.look)
                    open?.sentence += " \(b.entry.name) was cleared by \(CivilDate(of: time).text)."
                }
            case (false, true):
                // The other came first in this episode.
                if open == nil { isContradicted = true } else { close() }
            case (false, false): close()
            }
        }
        close()
        return found
    }

    private static func precedence(_ first: State, _ second: State, _ time: Date) -> Precedence {
        Precedence(
            first: first.entry.zone, second: second.entry.zone, time: time, secondCleared: nil,
            sentence: "Cleared first at \(first.entry.name) (\(percent(first.share)) of its ground), not yet in "
                + "\(second.entry.name) (\(percent(second.share))), on \(CivilDate(of: time).text).",
            probability: first.probability * second.probability, looks: [first.entry.look, second.entry.look])
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
