import Evidence
public import Findings
public import Foundation
public import Inquiry
import Statistics

/// Reads indicators from what looks hold and from what people say.
///
/// Three things can come out: seen; not seen in looks that could have shown it; could not be judged. A look that could not tell is
/// never counted as one that saw nothing.
public struct IndicatorReader: Sendable {
    /// How far sources can be relied on together, by their ids; one origin counts once.
    public typealias Reliability = @Sendable ([String]) -> ElicitedProbability

    private let record: LookRecord
    private let settings: AssessmentSettings
    private let period: ClosedRange<Date>?
    private let reliability: Reliability

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - record: What is known of looks.
    ///   - settings: How evidence is weighed.
    ///   - period: The time that the case asks about, where it is bounded on both sides; it bounds when what stays for some days
    ///     may have come.
    ///   - reliability: How far sources can be relied on.
    public init(
        record: LookRecord, settings: AssessmentSettings, period: ClosedRange<Date>? = nil,
        reliability: @escaping Reliability
    ) {
        self.record = record
        self.settings = settings
        self.period = period
        self.reliability = reliability
    }

    /// The same reader to whom whatever a source takes part in is so.
    func relying(on source: String) -> IndicatorReader {
        let own = reliability
        return IndicatorReader(record: record, settings: settings, period: period) { sources in
            sources.contains(source) ? ElicitedProbability(1) : own(sources)
        }
    }

    /// What became of an indicator.
    ///
    /// - Parameters:
    ///   - indicator: The indicator; what people say of it counts in place of its rule.
    ///   - limit: Only what was known by then counts; nil for all.
    /// - Returns: A reading, or nil where nothing says anything of it: no rule, and no statement yet.
    public func reading(of indicator: Indicator, asOf limit: Date? = nil) -> IndicatorReading? {
        reading(of: indicator, in: sights(of: indicator, asOf: limit), asOf: limit)
    }

    /// A reading, and from when on it was what it is.
    struct DatedReading: Hashable {
        /// From when on; nil for what holds from the beginning.
        var time: Date?
        /// What became of the indicator; nil while nothing says anything of it.
        var reading: IndicatorReading?
    }

    /// How the reading of an indicator came about: one entry for each time at which it became another, in the order of time.
    func history(of indicator: Indicator, until limit: Date?) -> [DatedReading] {
        let sights = sights(of: indicator, asOf: limit)
        // What changed on the ground is known better with each later scene of the place, whether it shows the zone or not.
        let isGround = if case .ground = indicator.rule?.condition { true } else { false }
        var instants =
            (isGround ? record.looks.map(\.time.middle) : sights.map(\.time.middle))
            + indicator.statements.compactMap { Self.date($0.knownFrom) }
        if let limit { instants.removeAll { $0 > limit } }
        var history = [DatedReading(time: nil, reading: reading(of: indicator, in: sights, asOf: .distantPast))]
        for instant in Set(instants).sorted() {
            let known = isGround ? self.sights(of: indicator, asOf: instant) : sights
            let reading = reading(of: indicator, in: known, asOf: instant)
            if reading != history[history.count - 1].reading {
                history.append(DatedReading(time: instant, reading: reading))
            }
        }
        return history
    }

    /// What each look says of an indicator that has a rule. It rests on the look and earlier ones alone, so that those up to any
    /// instant are what was known then; but for changes of the ground, on which later scenes tell more, up to the limit.
    private func sights(of indicator: Indicator, asOf limit: Date?) -> [LookSight] {
        indicator.rule.map { SightFinder(record: record, limit: limit).sights(of: $0, need: indicator.need) } ?? []
    }

    private func reading(
        of indicator: Indicator, in sights: [LookSight], asOf limit: Date?
    ) -> IndicatorReading? {
        let said = indicator.statements.filter { statement in
            guard let limit, let known = Self.date(statement.knownFrom) else { return true }
            return known <= limit
        }
        if !said.isEmpty { return reading(of: indicator, saidBy: said) }
        guard let rule = indicator.rule else { return nil }
        return reading(
            of: indicator, by: rule, in: limit.map { limit in sights.filter { $0.time.middle <= limit } } ?? sights)
    }

    /// The first instant of a day or an instant in ISO 8601; nil for none.
    static func date(_ text: String?) -> Date? { text.flatMap { AcquisitionTime(iso8601: $0)?.start } }

    // MARK: What people say

    private func reading(of indicator: Indicator, saidBy said: [IndicatorStatement]) -> IndicatorReading {
        let telling = said.filter { $0.outcome != .notJudged }
        // Who cannot tell supports nothing.
        let sources = (telling.isEmpty ? said : telling).flatMap(\.sources).reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        let known = said.compactMap { Self.date($0.knownFrom) }.max()
        func sentence(_ outcome: String) -> String {
            let notes = said.compactMap(\.note).map(Self.withoutStop)
            let by = sources.isEmpty ? "by the analyst's own reading" : "according to \(WordList.joined(sources))"
            return "\(outcome) \(by)\(known.map { ", known from \(CivilDate(of: $0).text)" } ?? "")"
                + (notes.isEmpty ? "." : ": \(notes.joined(separator: "; ")).")
        }
        guard let first = telling.first else {
            return IndicatorReading(
                indicator: indicator.id, outcome: .notJudged, sentence: sentence("could not be judged"), shown: 0,
                detection: 0, sources: sources, knownFrom: known)
        }
        let detection = indicator.detection ?? 1
        let basis = indicator.detection == nil ? "the statement is taken to rest on a full search" : "as the case says"
        if telling.allSatisfy({ $0.outcome == first.outcome }) {
            let isSeen = first.outcome == .seen
            return IndicatorReading(
                indicator: indicator.id, outcome: first.outcome, sentence: sentence(first.outcome.rawValue),
                shown: isSeen ? 1 : 0, detection: detection, detectionBasis: basis, sources: sources,
                reliability: trust(in: telling), knownFrom: known)
        }
        // Sources that contradict each other: each side multiplies the odds by what its reliability makes of its word. Those of one
        // side are asked for together, so that copies of one origin count once.
        var logOdds = 0.0
        for outcome in [IndicatorOutcome.seen, .notSeen] {
            let trust = min(0.99, trust(in: telling.filter { $0.outcome == outcome }).mode)
            logOdds += (outcome == .seen ? 1 : -1) * log((1 + trust) / (1 - trust))
        }
        let shown = 1 / (1 + exp(-logOdds))
        return IndicatorReading(
            indicator: indicator.id, outcome: shown >= 0.5 ? .seen : .notSeen,
            sentence: sentence("in dispute, more seen than not with \(Self.decimals(shown))"), shown: shown,
            detection: detection, detectionBasis: basis, sources: sources, knownFrom: known,
            remarks: ["Those who speak of it contradict each other; none of them was left out."])
    }

    /// How far those who say the same can be relied on together; fully, where one of them is the analyst's own reading.
    private func trust(in statements: [IndicatorStatement]) -> ElicitedProbability {
        guard statements.allSatisfy({ !$0.sources.isEmpty }) else { return ElicitedProbability(1) }
        return reliability(
            statements.flatMap(\.sources).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } })
    }

    // MARK: What looks show

    private func reading(
        of indicator: Indicator, by rule: IndicatorRule, in sights: [LookSight]
    ) -> IndicatorReading {
        let judged = sights.filter { $0.shown != nil }
        let blind = sights.count - judged.count
        func notJudged(_ reason: String) -> IndicatorReading {
            IndicatorReading(
                indicator: indicator.id, outcome: .notJudged, sentence: "could not be judged: \(reason).", shown: 0,
                detection: 0, usableLooks: judged.count, blindLooks: blind)
        }
        guard !judged.isEmpty else {
            let places = WordList.joined(rule.zones.map { record.zoneNames[$0] ?? $0 })
            guard let last = sights.last else {
                return notJudged("no look at \(places) was taken in its season with a sensor that it needs")
            }
            return notJudged(
                "\(blind == 1 ? "one look" : "\(blind) looks") at \(places), none of which could tell; the last: "
                    + Self.withoutStop(last.words))
        }
        switch rule.sense {
        case .shown(let least, let latest):
            let window = latest.map { Array(judged.suffix($0)) } ?? judged
            let shown = IntervalProbability.atLeast(least, of: window.map { $0.shown ?? 0 })
            let isSeen = shown >= 0.5
            let needed = latest ?? least
            if !isSeen, judged.count < needed {
                return notJudged(
                    "\(judged.count == 1 ? "one look" : "\(judged.count) looks") could tell of the \(needed) that it takes"
                )
            }
            return reading(
                indicator, isSeen ? .seen : .notSeen, shown, isAbsence: false, window, blind, countsLooks: latest != nil
            )
        case .notShown(let least):
            let shown = IntervalProbability.atLeast(1, of: judged.map { $0.shown ?? 0 })
            if shown < 0.5, judged.count < least {
                return notJudged(
                    "nothing in \(judged.count == 1 ? "one look" : "\(judged.count) looks"), fewer than the \(least) "
                        + "that it takes")
            }
            return reading(
                indicator, shown < 0.5 ? .seen : .notSeen, shown, isAbsence: true, judged, blind, countsLooks: false)
        }
    }

    private func reading(
        _ indicator: Indicator, _ outcome: IndicatorOutcome, _ shown: Double, isAbsence: Bool, _ window: [LookSight],
        _ blind: Int, countsLooks: Bool
    ) -> IndicatorReading {
        let showing = window.filter { ($0.shown ?? 0) >= 0.5 }
        let isShown = (outcome == .seen) != isAbsence
        let decisive = isShown ? (showing.isEmpty ? window : showing) : window
        let (detection, basis) = detection(of: indicator, in: window, countsLooks: countsLooks)
        var remarks: [String] = []
        if shown > 0.05, shown < 0.95 {
            remarks.append(
                "What was counted or measured leaves in doubt whether the condition held: \(Self.decimals(shown)).")
        }
        return IndicatorReading(
            indicator: indicator.id, outcome: outcome,
            sentence: sentence(isShown, decisive, of: window, isAbsence: isAbsence), shown: shown,
            detection: detection, detectionBasis: basis, isAbsence: isAbsence, looks: decisive.map(\.look),
            usableLooks: window.count, blindLooks: blind, knownFrom: decisive.last?.time.middle, remarks: remarks)
    }

    private func sentence(
        _ isShown: Bool, _ decisive: [LookSight], of window: [LookSight], isAbsence: Bool
    ) -> String {
        func day(_ sight: LookSight) -> String { CivilDate(of: sight.time.middle).text }
        func looks(_ count: Int) -> String { count == 1 ? "one look" : "\(count) looks" }
        guard let first = window.first, let last = window.last else { return "" }
        let span = window.count == 1 ? "on \(day(first))" : "from \(day(first)) to \(day(last))"
        guard isShown else { return "not shown in \(looks(window.count)) that could tell, \(span)." }
        let told = decisive.suffix(3).map { "\(Self.withoutStop($0.words)) on \(day($0))" }
        let before = decisive.count > 3 ? "\(decisive.count - 3) earlier, " : ""
        let share = window.count == 1 ? "the one look" : "\(decisive.count) of \(looks(window.count))"
        // "Not seen: shown in …" of what says that nothing is there would read as a contradiction.
        return
            "\(isAbsence ? "the contrary was " : "")shown in \(share) that could tell, \(span): \(before)\(told.joined(separator: "; "))."
    }

    /// Probability that our looks would have shown the indicator if a clear season of looks does, and where that comes from.
    private func detection(
        of indicator: Indicator, in window: [LookSight], countsLooks: Bool
    ) -> (Double, String) {
        if let detection = indicator.detection { return (detection, "as the case says") }
        let each = window.map { min(1, max(0, ($0.detection ?? settings.unmeasuredDetection) * $0.share)) }
        let seen = window.reduce(0) { $0 + $1.share } / Double(max(1, window.count))
        let unmeasured = window.count { $0.detection == nil }
        var basis =
            unmeasured > 0
            ? "taking \(Self.decimals(settings.unmeasuredDetection)) where nobody measured (\(unmeasured) of \(window.count) looks), "
            : ""
        if seen < 1 - 1e-9 { basis += "with \(Self.decimals(seen)) of its zones and what is in them told on average, " }
        if let days = indicator.need.stayDays, let first = window.first, let last = window.last {
            let start = period?.lowerBound ?? first.time.middle.addingTimeInterval(-days * 86_400)
            let end = max(start, period.map { min($0.upperBound, last.time.middle) } ?? last.time.middle)
            let watched = zip(window, each).map { sight, detection in
                WatchedInstant(day: sight.time.middle.timeIntervalSince(start) / 86_400, detection: detection)
            }
            let capture = VisitCapture(looks: watched).probability(
                dwell: days, from: 0, to: end.timeIntervalSince(start) / 86_400)
            return (capture, basis + "the chance that something which stays \(Self.decimals(days)) days met a look")
        }
        let mean = each.reduce(0, +) / Double(max(1, each.count))
        if countsLooks {
            return (mean, basis + "the mean of \(window.count == 1 ? "one look" : "\(window.count) looks")")
        }
        let share = min(1, Double(window.count) / Double(max(1, settings.seasonLooks)))
        basis += "the mean of \(window.count == 1 ? "one look" : "\(window.count) looks")"
        if share < 1 { basis += ", of the \(settings.seasonLooks) that are taken to make a clear season" }
        return (mean * share, basis)
    }

    static func decimals(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

    private static func withoutStop(_ text: String) -> String {
        text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
