import Findings
import Foundation
import Inquiry
import Testing

@testable import HypothesisAssessment

/// Values that the domain dossier gives for its worked example, worked out there by other code.
@Suite(.enabled(if: DossierCase.isAtHand)) struct ReferenceValueTests {
    @Test func posteriorOfTheBaseCaseIsThatOfTheDossier() throws {
        let found = try DossierCase.assessment(DossierCase.inquiry(seen: DossierCase.base, samples: 100_000))
        #expect(found.hypotheses.map(\.id) == ["H1", "H2", "H3", "H4", "H5"])
        #expect(isNear(found.hypotheses.map(\.posterior), [0.108, 0.097, 0.692, 0.010, 0.093], within: 0.0006))
        let first = found.hypotheses[0].percentiles
        #expect(isNear([first.p10, first.p50, first.p90], [0.068, 0.107, 0.163], within: 0.005))
        #expect(found.leading == "H3" && found.runnerUp == "H1")
    }

    @Test func posteriorWithoutVisibleWorksIsThatOfTheDossier() throws {
        let seen = DossierCase.base + ["I19"]
        let found = try DossierCase.assessment(DossierCase.inquiry(seen: seen, samples: 100_000))
        #expect(isNear(found.hypotheses.map(\.posterior), [0.053, 0.107, 0.722, 0.008, 0.109], within: 0.0006))
        let wanted = [
            [0.032, 0.053, 0.087], [0.062, 0.112, 0.188], [0.600, 0.704, 0.788], [0.004, 0.008, 0.015],
            [0.069, 0.111, 0.171],
        ]
        for (hypothesis, percentiles) in zip(found.hypotheses, wanted) {
            let told = hypothesis.percentiles
            #expect(isNear([told.p10, told.p50, told.p90], percentiles, within: 0.005), "\(hypothesis.id)")
        }
    }

    @Test func temperedPosteriorIsThatOfTheDossier() throws {
        let found = try DossierCase.assessment(
            DossierCase.inquiry(
                seen: DossierCase.base + ["I19"], dependence: .tempered(weight: 0.5, everywhere: true)))
        #expect(isNear(found.hypotheses.map(\.posterior), [0.082, 0.232, 0.521, 0.023, 0.143], within: 0.0006))
    }

    @Test func diagnosticitiesInBitsAreThoseOfTheDossier() throws {
        let found = try DossierCase.assessment(DossierCase.inquiry(seen: DossierCase.base + ["I19"]))
        let bits = Dictionary(
            found.evidence.map { ($0.reading.indicator, $0.diagnosticity.mutualInformation) }
        ) { first, _ in first }
        for (id, wanted) in [("I01", 0.187), ("I19", 0.097), ("I07", 0.072), ("I15", 0.059), ("I12", 0.016)] {
            #expect(abs((bits[id] ?? -1) - wanted) < 0.0006, "\(id)")
        }
    }

    @Test func priorOfThirtyPercentGivesAboutThirtyTwo() throws {
        let scaled = ["H1": 0.3, "H2": 0.4 * 7 / 9, "H3": 0.3 * 7 / 9, "H4": 0.05 * 7 / 9, "H5": 0.15 * 7 / 9]
        let found = try DossierCase.assessment(DossierCase.inquiry(seen: DossierCase.base, priors: scaled))
        #expect(abs(found.hypotheses[0].posterior - 0.32) < 0.005)
        // The sweep of the base case tells the same without being asked anew.
        let base = try DossierCase.assessment(DossierCase.inquiry(seen: DossierCase.base))
        let sweep = try #require(base.sensitivity.priorSweeps.first { $0.hypothesis == "H1" })
        let point = try #require(sweep.points.first { $0.prior == 0.3 })
        #expect(abs(point.posterior - found.hypotheses[0].posterior) < 1e-9)
    }

    @Test func weightedInconsistencyIsThatOfPARC() {
        let strong = MatrixMaker.weightedScore(.veryInconsistent, credibility: .high, relevance: .high)
        let weak = MatrixMaker.weightedScore(.inconsistent, credibility: .low, relevance: .low)
        #expect(abs(strong - 4) < 1e-12)
        #expect(abs(weak - 0.5) < 1e-12)
    }

    @Test func likelihoodRatiosAreThoseOfTheTable() throws {
        // Column "LR H1:H3" of the dossier's table, to one decimal there.
        let found = try DossierCase.assessment(DossierCase.inquiry(seen: ["I01", "I05", "I18", "I25", "I14", "I03"]))
        let wanted = ["I01": 0.9, "I05": 0.8, "I18": 7.5, "I25": 1.8, "I14": 4.2, "I03": 5.5]
        for piece in found.evidence {
            let ratio = piece.likelihoods[0] / piece.likelihoods[2]
            #expect(abs(ratio - (wanted[piece.reading.indicator] ?? 0)) < 0.06, "\(piece.reading.indicator)")
        }
    }
}
