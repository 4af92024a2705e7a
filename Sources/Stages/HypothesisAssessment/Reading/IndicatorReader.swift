import Evidence
public import Findings
public import Foundation
public import Inquiry

/// Reads indicators from what looks hold and from what people say.
///
/// Three things can come out: seen; not seen in looks that could have shown it; could not be judged. A look that could not tell is
/// never counted as one that saw nothing.
public struct IndicatorReader: Sendable {
    /// How far sources can be relied on together, by their ids; one origin counts once.
    public typealias Reliability = @Sendable ([String]) -> ElicitedProbability

    let record: LookRecord
    let settings: AssessmentSettings
    let period: ClosedRange<Date>?
    let reliability: Reliability

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
        // Whether a level moved in a look is known better with each later one at it.
        let (isGround, isRevised) =
            switch indicator.rule?.condition {
            case .ground: (true, true)
            case .moved: (false, true)
            default: (false, false)
            }
        var instants =
            (isGround ? record.looks.map(\.time.middle) : sights.map(\.time.middle))
            + indicator.statements.compactMap { Self.date($0.knownFrom) }
        if let limit { instants.removeAll { $0 > limit } }
        var history = [DatedReading(time: nil, reading: reading(of: indicator, in: sights, asOf: .distantPast))]
        for instant in Set(instants).sorted() {
            let known = isRevised ? self.sights(of: indicator, asOf: instant) : sights
            let reading = reading(of: indicator, in: known, asOf: instant)
            if reading != history[history.count - 1].reading {
                history.append(DatedReading(time: instant, reading: reading))
            }
        }
        return history
    }

    /// What each look says of an indicator that has a rule. It rests on the look and earlier ones alone, so that those up to any
    /// instant are what was known then; but for changes of the ground and moves of levels, on which later scenes tell more, up to the
    /// limit.
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

    static func decimals(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

    static func withoutStop(_ text: String) -> String {
        text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
