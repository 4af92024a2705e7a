import Findings
import Foundation

extension ArrivalDater {
    /// Below this, one cue by itself is hardly possible in the weather, per object.
    private static let hardlyPossible = 0.02
    /// Cues together as many times less probable than if they had nothing to do with each other speak against each other.
    private static let conflict = 10.0

    /// What each cue does to the evidence, and which of them speak against each other.
    ///
    /// Source: Jensen, Chamberlain, Nordahl & Jensen (1991), "Analysis in HUGIN of data conflict", UAI 1990: the ratio of the product of
    /// the cues' own probabilities to their joint probability.
    func weigh(
        _ question: ArrivalQuestion, _ posterior: Posterior, _ window: ArrivalWindow.Span
    ) throws(ArrivalDatingError) -> (cues: [ArrivalWindow.Cue], conflicts: [String]) {
        var cues: [ArrivalWindow.Cue] = []
        var ratios: [Double] = []
        for (index, cue) in question.cues.enumerated() {
            let alone = question.cues.count == 1 ? posterior : try evaluate(question, [cue], [:])
            var others: Posterior?
            if question.cues.count > 1 {
                var rest = question.cues
                rest.remove(at: index)
                others = try evaluate(question, rest, [:])
            }
            let possible = others.flatMap { $0.evidence > 0 ? $0 : nil }
            let given = possible.map { posterior.evidence / $0.evidence }
            ratios.append(given.map { alone.evidence / $0 } ?? 1)
            cues.append(
                .init(
                    title: cue.title, alone: alone.evidence, givenOthers: given,
                    probabilityWithout: possible?.probability(from: window.start, until: window.end)))
        }
        var conflicts: [String] = []
        for (cue, told) in zip(question.cues, cues) {
            var count = 1
            if case .roofs(_, let roofs, _) = cue { count = roofs }
            guard pow(told.alone, 1 / Double(count)) < Self.hardlyPossible else { continue }
            conflicts.append(
                "In this weather \(told.title) would hardly be seen whenever it arrived (probability "
                    + "\(number(told.alone))): check the reading, the weather, or whether somebody cleared or brought snow."
            )
        }
        let product = cues.reduce(1) { $0 * $1.alone }
        if cues.count > 1, product > Self.conflict * posterior.evidence {
            let worst = cues.indices.sorted { (ratios[$0], -$0) > (ratios[$1], -$1) }
            let named = worst.enumerated().filter { $0.offset < 2 || ratios[$0.element] > 3 }.map(\.element).sorted()
            let without = named.map { index in
                let found = cues[index].probabilityWithout.map {
                    "the probability of the first window would be \(percent($0))"
                }
                return "without \(cues[index].title) \(found ?? "nothing would be told")"
            }
            conflicts.append(
                "The cues contradict each other: \(WordList.joined(named.map { cues[$0].title })) are together "
                    + "\(number((product / posterior.evidence).rounded())) times less probable than each by itself; "
                    + "\(WordList.joined(without)), as against \(percent(posterior.probability(from: window.start, until: window.end))) with all."
            )
        }
        return (cues, conflicts)
    }

    /// The sentence for cues that no arrival explains, by leaving out one after the other.
    func impossibility(_ question: ArrivalQuestion) throws(ArrivalDatingError) -> String {
        var alone: [String] = []
        var spared: [String] = []
        for (index, cue) in question.cues.enumerated() {
            if try evaluate(question, [cue], [:]).evidence == 0 { alone.append(cue.title) }
            var rest = question.cues
            rest.remove(at: index)
            if !rest.isEmpty, try evaluate(question, rest, [:]).evidence > 0 { spared.append(cue.title) }
        }
        let reason: String
        if !alone.isEmpty {
            reason =
                "\(WordList.joined(alone)) cannot be explained by this weather and these parameters, whenever it arrived"
        } else if !spared.isEmpty {
            reason =
                "\(WordList.joined(question.cues.map(\.title))) contradict each other; they could be explained without "
                + WordList.joined(spared, "or")
        } else {
            reason =
                "\(WordList.joined(question.cues.map(\.title))) contradict each other, and leaving out one of them is not enough"
        }
        return
            "No arrival within the window explains the cues: \(reason). Check the readings and the weather, or state a "
            + "reliability below 1."
    }

}
