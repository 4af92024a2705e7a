import Findings
import Foundation
import Inquiry
import Statistics
import Testing

@testable import HypothesisAssessment

@Suite struct EvidenceModelTests {
    private func reading(
        _ id: String, shown: Double, detection: Double, isAbsence: Bool = false, reliability: Double = 1
    ) -> IndicatorReading {
        let isSeen = (shown >= 0.5) != isAbsence
        return IndicatorReading(
            indicator: id, outcome: isSeen ? .seen : .notSeen, sentence: "", shown: shown, detection: detection,
            isAbsence: isAbsence, reliability: ElicitedProbability(reliability))
    }

    private func model(
        _ hypotheses: [Hypothesis], _ readings: [(Indicator, IndicatorReading)],
        _ dependence: AssessmentSettings.Dependence = .independent
    ) throws -> EvidenceModel {
        let tree = HypothesisTree(hypotheses)
        return try EvidenceModel(tree: tree, priors: tree.leafPriors, readings: readings, dependence: dependence)
    }

    /// The story told step by step, every way in which it can go summed up: hypothesis, whether the indicator holds, whether a look
    /// shows it, what pixels say, and whether the source is one that says what was to be expected.
    private func enumerated(
        _ priors: [Double],
        _ items: [(shares: [Double], shown: Double, detection: Double, isAbsence: Bool, trust: Double)]
    ) -> [Double] {
        func word(
            _ share: Double,
            _ item: (shares: [Double], shown: Double, detection: Double, isAbsence: Bool, trust: Double)
        )
            -> Double
        {
            var sum = 0.0
            for holds in [true, false] {
                let first = holds ? share : 1 - share
                let thereIsSomething = holds != item.isAbsence
                // What a look shows is there, whatever the chance of meeting it was.
                sum += first * item.shown * (thereIsSomething ? 1 : 0)
                sum += first * (1 - item.shown) * (thereIsSomething ? 1 - item.detection : 1)
            }
            return sum
        }
        var weights = priors
        for item in items {
            let own = item.shares.map { word($0, item) }
            let expected = zip(priors, own).reduce(0) { $0 + $1.0 * $1.1 }
            for leaf in weights.indices { weights[leaf] *= item.trust * own[leaf] + (1 - item.trust) * expected }
        }
        let all = weights.reduce(0, +)
        return weights.map { $0 / all }
    }

    @Test func posteriorIsThatOfEveryWayInWhichItCanGo() throws {
        var stream = RandomStream(seed: 61)
        for _ in 0..<200 {
            let leaves = 2 + Int(stream.next() % 4)
            var priors = (0..<leaves).map { _ in 0.05 + stream.uniform() }
            let all = priors.reduce(0, +)
            priors = priors.map { $0 / all }
            var items: [(shares: [Double], shown: Double, detection: Double, isAbsence: Bool, trust: Double)] = []
            var readings: [(Indicator, IndicatorReading)] = []
            for number in 0..<(1 + Int(stream.next() % 5)) {
                let item = (
                    shares: (0..<leaves).map { _ in stream.uniform() }, shown: stream.uniform(),
                    detection: stream.uniform(), isAbsence: stream.uniform() < 0.3, trust: stream.uniform()
                )
                items.append(item)
                readings.append(
                    (
                        DrawnLooks.indicator(nil, id: "I\(number)", likelihoods: item.shares),
                        reading(
                            "I\(number)", shown: item.shown, detection: item.detection, isAbsence: item.isAbsence,
                            reliability: item.trust)
                    ))
            }
            let found = try model(DrawnLooks.hypotheses(priors), readings).posterior()
            #expect(isNear(found, enumerated(priors, items), within: 1e-12))
        }
    }

    @Test func reliabilityMovesTheResultAndNothingIsLeftOfAnUnreliableSource() throws {
        let indicator = DrawnLooks.indicator(nil, likelihoods: [0.9, 0.1])
        var last = 0.0
        for trust in [0, 0.2, 0.45, 0.65, 0.8, 0.95, 1] {
            let found = try model(
                DrawnLooks.hypotheses(), [(indicator, reading("I1", shown: 1, detection: 1, reliability: trust))]
            ).posterior()[0]
            if trust == 0 { #expect(found == 0.5) } else { #expect(found > last) }
            last = found
        }
        #expect(abs(last - 0.9) < 1e-12)
    }

    @Test func partsAreWeighedLikeHypothesesOfTheirOwn() throws {
        let nested = [
            Hypothesis(
                id: "H1", text: "", prior: 0.4,
                parts: [
                    Hypothesis(id: "H1a", text: "", prior: 0.25), Hypothesis(id: "H1b", text: "", prior: 0.75),
                ]), Hypothesis(id: "H2", text: "", prior: 0.6),
        ]
        let flat = [("H1a", 0.1), ("H1b", 0.3), ("H2", 0.6)].map { Hypothesis(id: $0, text: "", prior: $1) }
        func indicator(_ shares: [(String, Double)]) -> Indicator {
            Indicator(
                id: "I", text: "",
                likelihoods: shares.map { .init(hypothesis: $0, probability: ElicitedProbability($1)) })
        }
        let seen = reading("I", shown: 1, detection: 1)
        // What the whole was told holds for its parts, unless a part was told by itself.
        let found = try model(nested, [(indicator([("H1", 0.8), ("H1b", 0.4), ("H2", 0.1)]), seen)]).posterior()
        let wanted = try model(flat, [(indicator([("H1a", 0.8), ("H1b", 0.4), ("H2", 0.1)]), seen)]).posterior()
        #expect(isNear(found, wanted, within: 1e-15))
        let inquiry = HypothesisInquiry(
            hypotheses: nested,
            indicators: [
                Indicator(
                    id: "I", text: "", statements: [IndicatorStatement(outcome: .seen)],
                    likelihoods: indicator([("H1", 0.8), ("H1b", 0.4), ("H2", 0.1)]).likelihoods)
            ], settings: AssessmentSettings(samples: 100))
        let assessed = try DossierCase.assessment(inquiry)
        #expect(assessed.hypotheses.map(\.id) == ["H1", "H1a", "H1b", "H2"])
        #expect(abs(assessed.hypotheses[0].posterior - found[0] - found[1]) < 1e-12)
    }

    @Test func ofAGroupTheStrongestCounts() throws {
        let seen = { (id: String) in reading(id, shown: 1, detection: 1) }
        let weak = DrawnLooks.indicator(nil, id: "I1", group: "rail", likelihoods: [0.6, 0.4])
        let strong = DrawnLooks.indicator(nil, id: "I2", group: "rail", likelihoods: [0.9, 0.1])
        let other = DrawnLooks.indicator(nil, id: "I3", group: "sea", likelihoods: [0.5, 0.25])
        let all = [(weak, seen("I1")), (strong, seen("I2")), (other, seen("I3"))]
        let found = try model(DrawnLooks.hypotheses(), all, .strongest)
        #expect(found.items.map(\.weight) == [0, 1, 1])
        #expect(found.items[0].reason?.contains("I2") == true)
        // Odds of 9 and of 2.
        #expect(isNear(try found.posterior(), [18.0 / 19, 1.0 / 19], within: 1e-12))
        let tempered = try model(DrawnLooks.hypotheses(), all, .tempered(weight: 0.5, everywhere: false))
        #expect(tempered.items.map(\.weight) == [0.5, 0.5, 1])
        let odds = (0.6 / 0.4).squareRoot() * 3 * 2
        #expect(isNear(try tempered.posterior(), [odds / (1 + odds), 1 / (1 + odds)], within: 1e-12))
    }

    @Test func impossibleEvidenceIsNamed() throws {
        let seen = { (id: String) in reading(id, shown: 1, detection: 1) }
        let first = DrawnLooks.indicator(nil, id: "A", likelihoods: [0.5, 0.5])
        let second = DrawnLooks.indicator(nil, id: "B", likelihoods: [0, 0.5])
        let third = DrawnLooks.indicator(nil, id: "C", likelihoods: [0.5, 0])
        let readings = [(first, seen("A")), (second, seen("B")), (third, seen("C"))]
        #expect(throws: AssessmentError.impossibleEvidence(["B", "C"])) {
            try model(DrawnLooks.hypotheses(), readings).posterior()
        }
        let none = DrawnLooks.indicator(nil, id: "D", likelihoods: [0, 0])
        #expect(throws: AssessmentError.impossibleEvidence(["D"])) {
            try model(DrawnLooks.hypotheses(), readings + [(none, seen("D"))].reversed()).items.isEmpty
                ? [] : try model(DrawnLooks.hypotheses(), [(none, seen("D")), (first, seen("A"))]).posterior()
        }
    }

    @Test func badInputsAreRefused() {
        let seen = reading("I1", shown: 1, detection: 1)
        #expect(throws: AssessmentError.tooFewHypotheses(1)) {
            try model(DrawnLooks.hypotheses([1]), [])
        }
        #expect(throws: AssessmentError.missingLikelihood(indicator: "I1", hypothesis: "H2")) {
            try model(DrawnLooks.hypotheses(), [(DrawnLooks.indicator(nil, likelihoods: [0.5]), seen)])
        }
        for bad in [-0.1, 1.1, .nan, .infinity] {
            #expect(throws: AssessmentError.badProbability(of: "The likelihood of I1 under H2")) {
                try model(DrawnLooks.hypotheses(), [(DrawnLooks.indicator(nil, likelihoods: [0.5, bad]), seen)])
            }
        }
        #expect(throws: AssessmentError.badProbability(of: "A prior")) {
            try model(DrawnLooks.hypotheses([.nan, 1]), [])
        }
    }

    @Test func drawsAreTheSameEveryTimeAndHoldThePointBetweenTheirPercentiles() throws {
        let range = ElicitedProbability(low: 0.3, mode: 0.55, high: 0.75)
        let indicator = Indicator(
            id: "I", text: "",
            likelihoods: [
                .init(hypothesis: "H1", probability: range),
                .init(hypothesis: "H2", probability: ElicitedProbability(low: 0.05, mode: 0.12, high: 0.25)),
            ])
        for trust in [1, 0.7] {
            let made = try model(
                DrawnLooks.hypotheses([0.3, 0.7]),
                [(indicator, reading("I", shown: 1, detection: 1, reliability: trust))])
            let draws = LikelihoodDraws(made)
            let first = draws.outcome(samples: 20_000, seed: 3, leading: 0)
            let second = draws.outcome(samples: 20_000, seed: 3, leading: 0)
            #expect(first.percentiles == second.percentiles)
            let other = draws.outcome(samples: 20_000, seed: 4, leading: 0)
            #expect(first.percentiles != other.percentiles)
            let point = try made.posterior()[0]
            #expect(first.percentiles[0].p10 < point && point < first.percentiles[0].p90)
            #expect(isNear([first.percentiles[0].p50], [other.percentiles[0].p50], within: 0.01))
        }
    }

    @Test func linkedQuestionsFollowTheHypotheses() throws {
        let question = LinkedQuestion(
            id: "prepared", text: "Is a restart being prepared?", answers: ["yes", "no"], dependsOn: ["hypothesis"],
            rows: [.init(given: ["H1"], probabilities: [0.9, 0.1]), .init(given: ["H2"], probabilities: [0.2, 0.8])])
        let next = LinkedQuestion(
            id: "run", text: "Will it run within a year?", answers: ["yes", "no"],
            dependsOn: ["prepared", "hypothesis"],
            rows: [("yes", "H1", 0.5), ("yes", "H2", 0.1), ("no", "H1", 0), ("no", "H2", 0)].map {
                .init(given: [$0.0, $0.1], probabilities: [$0.2, 1 - $0.2])
            })
        var inquiry = HypothesisInquiry(
            hypotheses: DrawnLooks.hypotheses([0.4, 0.6]),
            indicators: [
                DrawnLooks.indicator(nil, statements: [IndicatorStatement(outcome: .seen)], likelihoods: [0.6, 0.2])
            ], questions: [question, next], settings: AssessmentSettings(samples: 10))
        let found = try DossierCase.assessment(inquiry)
        // Worked out by hand: H1 after the evidence is 0.24 / 0.36.
        let share = 0.24 / 0.36
        let prepared = 0.9 * share + 0.2 * (1 - share)
        let run = share * 0.9 * 0.5 + (1 - share) * 0.2 * 0.1
        #expect(abs(found.questions[0].answers[0].posterior - prepared) < 1e-12)
        #expect(abs(found.questions[1].answers[0].posterior - run) < 1e-12)
        #expect(abs(found.questions[0].answers[0].prior - 0.48) < 1e-12)
        inquiry.questions[0].dependsOn = ["run"]
        #expect(throws: AssessmentError.self) { try DossierCase.assessment(inquiry) }
    }
}
