import Evidence
import Foundation
import Inquiry
import Statistics

/// How likely looks would have shown an indicator.
extension IndicatorReader {
    /// Probability that our looks would have shown the indicator if a clear season of looks does, and where that comes from.
    func detection(
        of indicator: Indicator, in window: [LookSight], countsLooks: Bool
    ) -> (Double, String) {
        let each = window.map { min(1, max(0, ($0.detection ?? settings.unmeasuredDetection) * $0.share)) }
        let seen = window.reduce(0) { $0 + $1.share } / Double(max(1, window.count))
        let lacking =
            seen < 1 - 1e-9 ? "with \(Self.decimals(seen)) of its zones and what is in them told on average" : nil
        if let detection = indicator.detection {
            // What the case says is meant of looks that tell of all that is asked about.
            return lacking.map { (detection * seen, "as the case says, \($0)") } ?? (detection, "as the case says")
        }
        let unmeasured = window.count { $0.detection == nil }
        var basis =
            unmeasured > 0
            ? "taking \(Self.decimals(settings.unmeasuredDetection)) where nobody measured (\(unmeasured) of \(window.count) looks), "
            : ""
        if let lacking { basis += lacking + ", " }
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
}
