import Findings
import Foundation
import Inquiry

/// Sets several analysts' answers beside each other, puts them together and finds what they differ in.
struct AnalystComparer {
    let inquiry: HypothesisInquiry
    let reader: IndicatorReader
    let limit: Date?

    /// Each analyst's answer beside the case's own.
    ///
    /// - Parameter own: The case's own posterior, by leaf.
    /// - Returns: Nil where no other analyst judges.
    /// - Throws: ``AssessmentError`` for what an analyst's numbers make impossible.
    func comparison(with own: [Double]) throws(AssessmentError) -> AnalystComparison? {
        // Who judged later is not known yet.
        let analysts = inquiry.analysts.filter { analyst in
            guard let limit, let date = IndicatorReader.date(analyst.date) else { return true }
            return date <= limit
        }
        guard !analysts.isEmpty else { return nil }
        let leading = Ranking.best(own)
        var answers = [AnalystComparison.Answer(name: nil, weight: 1, posteriors: own)]
        var differences: [AnalystComparison.Difference] = []
        for analyst in analysts {
            answers.append(
                .init(name: analyst.name, weight: max(0, analyst.weight), posteriors: try posterior(of: analyst)))
            var found: [AnalystComparison.Difference] = []
            func note(_ item: String, _ sentence: String, _ part: AnalystJudgement) throws(AssessmentError) {
                let effect = try posterior(of: part)[leading] - own[leading]
                found.append(.init(name: analyst.name, item: item, sentence: sentence, effect: effect))
            }
            if !analyst.priors.isEmpty {
                let told = analyst.priors.map { prior in
                    let mine = Self.hypothesis(prior.hypothesis, in: inquiry.hypotheses)?.prior
                    return "\(prior.hypothesis) \(prior.probability)" + (mine.map { " in place of \($0)" } ?? "")
                }
                try note(
                    "priors", "other priors: \(WordList.joined(told))",
                    AnalystJudgement(name: analyst.name, priors: analyst.priors))
            }
            for own in analyst.likelihoods {
                let told = own.likelihoods.map { "\($0.hypothesis) \($0.probability.mode)" }
                try note(
                    own.indicator, "other likelihoods of \(own.indicator): \(WordList.joined(told))",
                    AnalystJudgement(name: analyst.name, likelihoods: [own]))
            }
            for own in analyst.readings where Self.isKnown(own.statement, by: limit) {
                try note(
                    own.indicator, "reads \(own.indicator) as \(own.statement.outcome.rawValue)",
                    AnalystJudgement(name: analyst.name, readings: [own]))
            }
            differences += found
        }
        let order = Ranking.order(differences.map { abs($0.effect) })
        let pooled = Self.pooled(answers, by: inquiry.settings.pooling)
        return AnalystComparison(
            answers: answers, pooled: pooled,
            pooling: pooled == nil ? Self.nothingLeft(of: answers) : Self.words(inquiry.settings.pooling),
            differences: order.map { differences[$0] })
    }

    private static func words(_ pooling: AssessmentSettings.Pooling) -> String {
        switch pooling {
        case .linear: "The weighted mean of the analysts' probabilities."
        case .logarithmic: "The weighted geometric mean of the analysts' probabilities, normalised."
        }
    }

    private static func nothingLeft(of answers: [AnalystComparison.Answer]) -> String {
        let excluding = answers.filter { $0.weight > 0 && $0.posteriors.contains(0) }.map { $0.name ?? "the case" }
        return
            "Not put together: each hypothesis is excluded by at least one of \(WordList.joined(excluding)), so that the weighted geometric "
            + "mean leaves none. Widen a likelihood or prior of 0, or pool linearly."
    }

    /// Several answers put together.
    ///
    /// Sources: linear opinion pool, Stone (1961), Annals of Mathematical Statistics 32, 1339–1342; logarithmic, Genest (1984),
    /// Annals of Statistics 12, 1100–1105. One who excludes a hypothesis excludes it from the logarithmic pool; where that leaves none,
    /// there is no such pool, and nil is given.
    static func pooled(
        _ answers: [AnalystComparison.Answer], by pooling: AssessmentSettings.Pooling
    ) -> [Double]? {
        guard let first = answers.first else { return nil }
        let all = answers.reduce(0) { $0 + $1.weight }
        guard all > 0 else { return first.posteriors }
        switch pooling {
        case .linear:
            return first.posteriors.indices.map { leaf in
                answers.reduce(0) { $0 + $1.weight / all * $1.posteriors[leaf] }
            }
        case .logarithmic:
            let logs = first.posteriors.indices.map { leaf in
                answers.reduce(0.0) { sum, answer in
                    // A weight of 0 takes no part, be the probability 0 or not.
                    answer.weight > 0 ? sum + answer.weight / all * log(answer.posteriors[leaf]) : sum
                }
            }
            return EvidenceModel.posterior(logs.map { _ in 1 }, logs)
        }
    }

    private func posterior(of analyst: AnalystJudgement) throws(AssessmentError) -> [Double] {
        let changed = Self.inquiry(inquiry, of: analyst, asOf: limit)
        let tree = HypothesisTree(changed.hypotheses)
        var readings: [(Indicator, IndicatorReading)] = []
        for indicator in changed.indicators {
            if let reading = reader.reading(of: indicator, asOf: limit) { readings.append((indicator, reading)) }
        }
        return try EvidenceModel(
            tree: tree, priors: tree.leafPriors, readings: readings, dependence: changed.settings.dependence
        ).posterior()
    }

    /// The inquiry as an analyst sees it: own priors, likelihoods and readings in place of the case's.
    static func inquiry(
        _ inquiry: HypothesisInquiry, of analyst: AnalystJudgement, asOf limit: Date? = nil
    ) -> HypothesisInquiry {
        var changed = inquiry
        changed.hypotheses = inquiry.hypotheses.map { replaced($0, by: analyst.priors) }
        for place in changed.indicators.indices {
            let id = changed.indicators[place].id
            for own in analyst.likelihoods where own.indicator == id {
                let named = Set(own.likelihoods.map(\.hypothesis))
                changed.indicators[place].likelihoods.removeAll { named.contains($0.hypothesis) }
                changed.indicators[place].likelihoods += own.likelihoods
            }
            // What is not known yet does not take the place of what is.
            let said = analyst.readings.filter { $0.indicator == id }.map(\.statement).filter { isKnown($0, by: limit) }
            if !said.isEmpty { changed.indicators[place].statements = said }
        }
        return changed
    }

    private static func isKnown(_ statement: IndicatorStatement, by limit: Date?) -> Bool {
        guard let limit, let known = IndicatorReader.date(statement.knownFrom) else { return true }
        return known <= limit
    }

    private static func replaced(_ hypothesis: Hypothesis, by priors: [AnalystJudgement.Prior]) -> Hypothesis {
        var changed = hypothesis
        if let own = priors.first(where: { $0.hypothesis == hypothesis.id }) { changed.prior = own.probability }
        changed.parts = hypothesis.parts.map { replaced($0, by: priors) }
        return changed
    }

    private static func hypothesis(_ id: String, in hypotheses: [Hypothesis]) -> Hypothesis? {
        for hypothesis in hypotheses {
            if hypothesis.id == id { return hypothesis }
            if let part = Self.hypothesis(id, in: hypothesis.parts) { return part }
        }
        return nil
    }
}
