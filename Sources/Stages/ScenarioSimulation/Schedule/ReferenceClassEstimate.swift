public import Findings
import Foundation
public import Scenarios
import Statistics

/// What comparable works and the place's own history tell: the view from outside.
public struct ReferenceClassEstimate: Hashable, Sendable {
    /// The view.
    public let view: OutsideView
    private let weibull: WeibullEstimate?

    /// Members that a class may have at most.
    public static let mostMembers = 10_000

    /// Estimates.
    ///
    /// - Parameters:
    ///   - reference: A class of one or more works.
    ///   - timeUnit: The unit of its times.
    /// - Throws: ``ScenarioFlaw`` where the class is empty or too large, a duration is not finite and above 0, or a history has more successes than
    ///   attempts, or no years.
    public init(_ reference: ReferenceClass, timeUnit: String) throws(ScenarioFlaw) {
        if let flaw = Self.flaws(reference).first { throw flaw }
        let times = reference.members.map { CensoredTime($0.duration, isEnd: $0.isFinished) }
        let finished = times.count { $0.isEnd }
        var view = OutsideView(
            text: reference.text, timeUnit: timeUnit, carriedThrough: Self.share(finished, times.count))
        view.inputs = reference.inputs(timeUnit: timeUnit).map(\.id)
        do {
            let estimate = try KaplanMeierEstimate(times)
            view.steps = estimate.steps.map {
                .init(time: $0.time, atRisk: $0.atRisk, unfinished: $0.survival, low: $0.low, high: $0.high)
            }
            view.median = estimate.median
            (view.medianLow, view.medianHigh) = estimate.medianInterval
        } catch {
            throw ScenarioFlaw("the reference class cannot be estimated: \(error)", "mend its durations")
        }
        weibull = Self.weibull(times)
        if let weibull {
            let reach = exp(1.959_963_984_540_054 * weibull.logShapeError)
            view.weibull = .init(
                shape: weibull.shape, scale: weibull.scale,
                quantiles: (weibull.quantile(0.1), weibull.quantile(0.5), weibull.quantile(0.9)),
                shapeInterval: (weibull.shape / reach, weibull.shape * reach))
        } else {
            view.remarks.append("too few works ended at different times for a Weibull distribution")
        }
        if times.count < 30 {
            view.remarks.append(
                "\(times.count) works that somebody chose are few: a check of the sum of phases, no forecast of its own"
            )
        }
        view.history = reference.history.map(Self.history)
        self.view = view
    }

    /// What is wrong with a class.
    ///
    /// - Parameter reference: A class.
    /// - Returns: A flaw for each number that cannot be; empty where all is well.
    public static func flaws(_ reference: ReferenceClass) -> [ScenarioFlaw] {
        guard (1...mostMembers).contains(reference.members.count) else {
            return [
                ScenarioFlaw(
                    "the reference class has \(reference.members.count) members", "expected 1 to \(mostMembers)")
            ]
        }
        var found = reference.members.filter { !($0.duration > 0 && $0.duration <= PhaseNetwork.longestTime) }.map {
            ScenarioFlaw(
                "'\($0.text.prefix(60))' of the reference class lasted \($0.duration)",
                "expected a time above 0 and at most 100000")
        }
        if let history = reference.history {
            if history.attempts < 0 || history.successes < 0 || history.successes > history.attempts {
                found.append(
                    ScenarioFlaw(
                        "the history tells of \(history.successes) successes of \(history.attempts) attempts",
                        "expected at most as many successes as attempts, and neither below 0"))
            }
            if !(history.years >= 0.001 && history.years <= PhaseNetwork.longestTime) {
                found.append(
                    ScenarioFlaw("the history spans \(history.years) years", "expected 0.001 to 100000 years"))
            }
        }
        return found
    }

    /// The inside view beside this one.
    ///
    /// - Parameter finding: What the schedule comes to, in the same unit of time.
    /// - Returns: Both, with what the class makes of the milestones' P10, P50 and P90.
    public func beside(_ finding: ScheduleFinding) -> ScheduleViews {
        let comparisons = finding.milestones.flatMap { milestone in
            [10, 50, 90].map { percent in
                let time = milestone.outcome.spread.percentile(percent)
                return ScheduleViews.Comparison(
                    milestone: milestone.milestone, share: Double(percent) / 100, time: time,
                    classShare: view.finished(by: time), weibullShare: weibull.map { 1 - $0.survival(time) })
            }
        }
        return ScheduleViews(inside: finding.milestones.map(\.outcome), outside: view, comparisons: comparisons)
    }

    private static func weibull(_ times: [CensoredTime]) -> WeibullEstimate? {
        do {
            let found = try WeibullEstimate(times)
            let numbers = [found.quantile(0.9), exp(found.logShapeError), found.scale]
            return numbers.allSatisfy(\.isFinite) ? found : nil
        } catch {
            return nil
        }
    }

    /// Brown, Cai & DasGupta (2001), Statistical Science 16(2), 101–133, section 3.1.2.
    private static func share(_ finished: Int, _ all: Int) -> OutsideView.Share {
        let interval = jeffreysInterval(successes: Double(finished), cases: Double(all), level: 0.95)
        return OutsideView.Share(
            finished: finished, all: all, mean: (Double(finished) + 0.5) / (Double(all) + 1),
            low: interval.lowerBound, high: interval.upperBound)
    }

    /// Jeffreys' prior of a rate has no end: Gamma(½, 0). The rule of three: Hanley & Lippman-Hand (1983), JAMA 249(13), 1743–1745.
    private static func history(_ history: ReferenceClass.History) -> OutsideView.History {
        let shape = Double(history.successes) + 0.5
        return OutsideView.History(
            share: history.attempts > 0 ? share(history.successes, history.attempts) : nil, years: history.years,
            yearlyRate: shape / history.years,
            yearlyUpper: GammaDistribution(shape: shape, scale: 1 / history.years).exceeded(with: 0.05),
            ruleOfThree: history.successes == 0 ? 3 / history.years : nil)
    }
}
