import Foundation
import Inquiry

extension ScenarioFinding {
    /// What amounts tell and what they do not.
    public var scaleSentences: [String] { scales.flatMap(\.verdict) + unknownSightings }

    /// On what condition times hold, and what comparable works make of them.
    public var scheduleSentences: [String] {
        guard let schedule else { return [] }
        var seen: Set<String> = []
        let remarks = schedule.milestones.flatMap(\.outcome.remarks).filter { seen.insert($0).inserted }
        let condition = "holds on condition that the work is carried through"
        var sentences = ["All times hold on condition that the work is carried through."]
        sentences += remarks.filter { $0 != condition }.map { Self.closed($0.prefix(1).uppercased() + $0.dropFirst()) }
        guard let views, let last = schedule.milestones.last else { return sentences }
        for comparison in views.comparisons where comparison.milestone == last.milestone && comparison.share == 0.5 {
            let date = last.dates.map { ", \($0.middle)" } ?? ""
            let weibull = comparison.weibullShare.map { ", by their Weibull distribution \(Self.percent($0))" } ?? ""
            sentences.append(
                "Half of the draws reach “\(last.outcome.text)” within \(Quantity.digits(comparison.time, significant: 3)) \(schedule.timeUnit)s\(date); of comparable works "
                    + "\(Self.percent(comparison.classShare)) were done by then\(weibull), those never finished counted in."
            )
        }
        return sentences
    }

    /// What limits those who use the supply.
    public var consumerSentences: [String] { consumers.map { Self.closed($0.sentence) } }

    /// What bounds the flow, and whether what is asked for can come.
    public var flowSentences: [String] {
        guard let flow else { return [] }
        let binding = flow.parts.filter { $0.bottleneck >= 0.05 }.sorted {
            ($1.bottleneck, $0.id) < ($0.bottleneck, $1.id)
        }
        var sentences: [String] = []
        if !binding.isEmpty {
            let parts = binding.map { "\($0.text) in \(Self.percent($0.bottleneck)) of the draws" }
            sentences.append("What bounds the flow: \(WordList.joined(parts)).")
        }
        if let enough = flow.isEnough {
            let closed =
                flow.isEnoughIfClosed.map { ", in \(Self.percent($0)) if links of unknown state are closed" } ?? ""
            sentences.append("The flow that is asked for can come in \(Self.percent(enough)) of the draws\(closed).")
        }
        sentences += flow.stores.flatMap(\.sentences)
        // What looks would have shown: the mean over the draws is the probability.
        for outcome in outcomes where outcome.id.hasPrefix("flow.") && outcome.id.hasSuffix(".unseen") {
            sentences.append(
                "If as much came as is asked for: \(outcome.text) is \(Quantity.digits(outcome.spread.mean, significant: 2))."
            )
        }
        return sentences + flow.remarks.map(Self.closed)
    }

    /// Which arm of a cap is reached first, and how deliveries were divided.
    public var capSentences: [String] {
        instruments.flatMap { finding in
            let reached = finding.binding.filter { $0.share > 0 }
            let arms =
                finding.arms.count > 1 && !reached.isEmpty
                ? [
                    "\(finding.instrument), \(finding.period.text): the arm that is reached first is "
                        + WordList.joined(reached.map { "'\($0.arm)' in \(Self.percent($0.share)) of the draws" }) + "."
                ] : []
            return arms + finding.remarks.map { "\(finding.instrument), \(finding.period.text): \(Self.closed($0))" }
        }
    }

    /// Which units of the plant are too small, and what stated slates come to.
    public var plantSentences: [String] {
        guard let plant else { return [] }
        return plant.runs.flatMap { run in
            run.units.compactMap { unit in
                guard let share = unit.suffices, share < 0.95 else { return nil }
                return "\(unit.text) could take what \(run.text) sends it in \(Self.percent(share)) of the draws only."
            } + run.remarks
        } + plant.slates.map(\.verdict).map(Self.closed)
    }

    private static func percent(_ share: Double) -> String { "\(Quantity.digits(share * 100, significant: 2)) %" }

    private static func closed(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }
}

extension OutsideView {
    /// What comparable works and the place's own history tell.
    public var sentences: [String] {
        func digits(_ value: Double) -> String { Quantity.digits(value, significant: 3) }
        func percent(_ share: Double) -> String { "\(Quantity.digits(share * 100, significant: 2)) %" }
        var sentences = [
            "\(carriedThrough.finished) of \(carriedThrough.all) were carried through: \(percent(carriedThrough.mean)) (\(percent(carriedThrough.low)) to \(percent(carriedThrough.high)))."
        ]
        if let median {
            let (low, high) = (medianLow.map(digits) ?? "no lower bound", medianHigh.map(digits) ?? "no upper bound")
            sentences.append(
                "Half of them were done after \(digits(median)) \(timeUnit)s (\(low) to \(high)), those never finished counted in (Kaplan–Meier)."
            )
        } else {
            sentences.append("Fewer than half of them were ever done; there is no median.")
        }
        if let weibull {
            sentences.append(
                "As a Weibull distribution of shape \(digits(weibull.shape)) and scale \(digits(weibull.scale)): 10, 50 and 90 % after \(digits(weibull.p10)), \(digits(weibull.p50)) and \(digits(weibull.p90)) \(timeUnit)s."
            )
        }
        if let history {
            let tried =
                history.share.map {
                    "\($0.finished) of \($0.all) attempts at this place in \(digits(history.years)) years were carried through"
                } ?? "nothing was tried at this place in \(digits(history.years)) years"
            sentences.append(
                "\(tried.prefix(1).uppercased() + tried.dropFirst()): \(digits(history.yearlyRate)) a year, with 95 % at most \(digits(history.yearlyUpper))."
            )
        }
        return sentences + remarks.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }
    }
}
