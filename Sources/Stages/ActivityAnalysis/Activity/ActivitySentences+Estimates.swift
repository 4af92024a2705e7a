import Findings
import Foundation

/// Estimates as careful sentences, with what they assume.
extension ActivitySentences {
    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

    /// "(90 %: 1.8 to 5.2 days)", "(90 %: 1.8 days or more)".
    private static func interval(
        _ estimate: BoundedEstimate, level: Double, _ text: (Double) -> String
    ) -> String {
        let end = estimate.high.map { " to \(text($0))" } ?? " or more, without an upper bound"
        return "(\(percent(level)): \(text(estimate.low))\(end))"
    }

    func sentence(_ found: StayLength) -> String {
        var sentence = "\(place(found.zone, found.quantity)): "
        switch found.outcome {
        case .estimated(let mean, let median, let families):
            sentence +=
                "stays last \(Say.days(mean.value)) on the mean \(Self.interval(mean, level: found.level, Say.days)), half of them "
                + "less than \(Say.days(median.value)) \(Self.interval(median, level: found.level, Say.days)), corrected for the "
                + "fact that looks see long stays sooner than short ones (without that \(Say.days(found.uncorrectedMean)))"
            sentence +=
                "; \(basis(found)). This assumes that stays begin at a constant rate and that their lengths are "
                + "\(WordList.joined(families.map { $0 == "weibull" ? "Weibull" : $0 }, "or")) distributed"
                + (families.count > 1 ? ", of which the intervals hold each" : "")
        case .undetermined(let reason):
            sentence +=
                "how long stays last cannot be told from \(basis(found)). \(reason) Without any correction the mean would be "
                + "\(Say.days(found.uncorrectedMean)), which is too long, as looks see long stays sooner than short ones"
        }
        if found.countsGroups {
            sentence += "; those that the same looks show and do not show were counted as one stay"
        }
        if found.unmeasured > 0 {
            sentence +=
                ", taking \(Say.number(unmeasuredDetection)) for a probability of detection that nobody measured"
        }
        return sentence + "."
    }

    private func basis(_ found: StayLength) -> String {
        var text = "\(found.stays) stays over \(found.looks) looks"
        text +=
            found.cutOff == 0
            ? ", none of them cut off by the ends of the looks"
            : ", \(found.cutOff) of them cut off by the ends of the looks"
        if found.separated > 0 {
            text +=
                ", \(found.separated == 1 ? "one" : "\(found.separated)") told apart from an earlier one only as being more probably "
                + "another object"
        }
        return text
    }

    func sentence(_ found: ShareWithPresence) -> String {
        var sentence =
            "\(place(found.zone, found.quantity)): present on an estimated \(Self.percent(found.share.value)) of the days looked at "
            + "\(Self.interval(found.share, level: found.level, Self.percent)) once missed detections are taken in; seen on "
            + "\(found.seen) of \(found.days), from \(say.day(found.first.time)) to \(say.day(found.last.time))"
        if found.inDoubt > 0 {
            sentence += ", on \(found.inDoubt) of which what was counted may be none"
        }
        sentence += ". "
        if let detection = found.detection {
            sentence +=
                "That a look detects presence has probability \(Say.probability(detection.value)) "
                + "\(Self.interval(detection, level: found.level, Say.probability)), as the \(found.repeated) days with several looks "
                + "tell"
        } else {
            sentence += "How probably a look detects a single object is the measured recall times what was visible"
        }
        sentence +=
            ". This assumes that nothing is counted that is not there, that presence does not change within a day, and that days are "
            + "independent: one long stay seen on many days makes the interval too narrow."
        return found.isLatestOnly ? sentence + " Earlier days are left out." : sentence
    }

    func sentence(_ found: RepeatedCount) -> String {
        let name = found.period.rawValue
        var sentence = "\(place(found.zone, found.quantity)): "
        let basis =
            "\(found.looks) looks in \(found.repeated) \(name)s with several looks, from \(say.day(found.first.time)) to "
            + "\(say.day(found.last.time)), which counted \(Say.number(found.meanCount)) on the mean"
        switch found.outcome {
        case .estimated(let mean, let detection):
            sentence +=
                "\(Say.number(mean.value)) are there on the mean \(Self.interval(mean, level: found.level, Say.number)) once those that "
                + "looks miss are taken in; by \(basis), and as counts of one \(name) differ each look counts one with probability "
                + "\(Say.probability(detection.value)) \(Self.interval(detection, level: found.level, Say.probability))"
        case .unbounded(let reason):
            sentence +=
                "how many are there cannot be bounded from above by \(basis). \(reason) The counts themselves stand"
        }
        return sentence
            + ". This assumes that none comes or goes within a \(name), that each is counted independently, and none that is not there; "
            + "where some do come and go within it, more are told than are there at once."
    }
}
