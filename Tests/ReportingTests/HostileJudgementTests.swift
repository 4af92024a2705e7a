import Findings
import Foundation
import Inquiry
import Testing

@testable import Reporting

@Suite("A judgement that is hostile, empty or large")
struct HostileJudgementTests {
    private func checked(_ judgement: ReportContent.Judgement) -> PageUnderTest {
        var content = DemoContent.make()
        content.judgement = judgement
        content.plotLibrary = "window.Plotly = {};"
        let page = PageUnderTest(HTMLReport().html(content))
        #expect(page.ids.count == Set(page.ids).count)
        #expect(page.danglingLinks == [])
        #expect(WellFormedness.fault(in: page.withoutStyleAndScript) == nil)
        #expect(!page.says("\"nan") && !page.says("inf\"") && !page.says(">nan<"))
        return page
    }

    private static let nothing = Assessment(
        asOf: nil, hypotheses: [], leading: "", runnerUp: nil, method: "", samples: 0, seed: 0, leadingShare: .nan,
        evidence: [], notJudged: [],
        matrix: .init(leaves: [], rows: [], inconsistency: [], weightedInconsistency: [], disagreements: []),
        sensitivity: .init(leaveOneOut: [], priorSweeps: [], flips: [], tornado: [], reliability: [], sources: []),
        collection: [], questions: [], course: [], analysts: nil, advocate: nil, warnings: [])

    @Test("Of nothing there is the first section only")
    func empty() {
        let page = checked(ReportContent.Judgement(assessment: Self.nothing))
        #expect(page.ids.contains("judgement") && !page.ids.contains("evidence") && !page.ids.contains("hangs-on"))
        #expect(page.says("Nothing was read that counts.") && page.says("All that is in the case counts."))
    }

    @Test("Markup in any text stays text")
    func markup() throws {
        // Every text of the sample is replaced, so none that is added later is forgotten.
        let evil = "</script><img src=x onerror=alert(1)>\"'&\u{0}\u{202E}%{y}"
        let sample = SampleJudgement.assessment(looks: ["</td>"])
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(sample))
        let kept = Set(IndicatorOutcome.allCases.map(\.rawValue) + Consistency.allCases.map(\.rawValue))
            .union(Indicator.Weight.allCases.map(\.rawValue))
        func poisoned(_ value: Any) -> Any {
            if let text = value as? String { return kept.contains(text) ? text : text + evil }
            if let list = value as? [Any] { return list.map(poisoned) }
            if let fields = value as? [String: Any] { return fields.mapValues(poisoned) }
            return value
        }
        let data = try JSONSerialization.data(withJSONObject: poisoned(object))
        var judgement = SampleJudgement.make()
        judgement.assessment = try JSONDecoder().decode(Assessment.self, from: data)
        judgement.sentences = [evil]
        judgement.words = Dictionary(uniqueKeysWithValues: judgement.words.map { ($0.key + evil, evil) })
        judgement.scaleName = evil
        judgement.confidence = .init(level: evil, reasons: [evil])
        judgement.assumptions = [
            .init(text: evil, because: evil, standing: .solid, wouldChange: evil, ifWrong: evil)
        ]
        judgement.deception = [
            .init(question: evil, answer: .init(question: evil, pointsTo: .yes, note: evil))
        ]
        judgement.sources["R1" + evil] = .init(
            title: evil, grade: evil, meaning: evil, address: "javascript:alert(1)", archive: evil, remarks: [evil])
        judgement.contradictions = [
            .init(sentence: evil, sources: [evil, "R1" + evil], facts: [evil], resolvedBy: evil)
        ]
        let page = checked(judgement)
        #expect(!page.says("<img src=x") && !page.says("href=\"javascript"))
        #expect(page.says("&lt;img src=x onerror=alert(1)&gt;"))
    }

    @Test("What is not a number, of another length or not there is said to be unknown")
    func notNumbers() {
        var judgement = SampleJudgement.make()
        var assessment = judgement.assessment
        for value in [Double.nan, .infinity, -.infinity, -3, 1e300] {
            for place in assessment.hypotheses.indices {
                assessment.hypotheses[place].prior = value
                assessment.hypotheses[place].posterior = value
                assessment.hypotheses[place].percentiles = .init(p10: value, p50: value, p90: value)
                assessment.hypotheses[place].depth = Int.min
            }
            for place in assessment.evidence.indices {
                assessment.evidence[place].ratio = value
                assessment.evidence[place].weight = value
                assessment.evidence[place].elicited = [.init(value)]
                assessment.evidence[place].diagnosticity = .init(
                    mutualInformation: value, rowVariance: value, largestLogRatio: nil)
                assessment.evidence[place].reading.detection = value
                assessment.evidence[place].reading.reliability = .init(value)
            }
            for place in assessment.course.indices { assessment.course[place].posteriors = [value] }
            assessment.course[1].time = Date(timeIntervalSince1970: value)
            assessment.course[2].time = .distantFuture
            assessment.matrix.inconsistency = [value]
            assessment.matrix.weightedInconsistency = []
            assessment.matrix.rows[0].cells = [.consistent]
            assessment.sensitivity.tornado = [
                .init(indicator: "I01", low: value, high: value), .init(indicator: "I07", low: 1, high: 1),
            ]
            assessment.sensitivity.priorSweeps = [
                .init(hypothesis: "H1", points: [.init(prior: value, posterior: value)], leadsFrom: value),
                .init(hypothesis: "nobody", points: [], leadsFrom: nil),
            ]
            assessment.sensitivity.reliability = [.init(reliability: value, posteriors: [])]
            assessment.sensitivity.leaveOneOut = [.init(indicator: "?", posteriors: [], leading: "?")]
            assessment.collection = [
                .init(
                    indicator: "I99", text: "", entropyDrop: value, changesLeading: value, seen: value, clear: value,
                    looks: value, expectedDrop: value, cost: value, sentence: "")
            ]
            assessment.questions.append(.init(id: "", text: "", answers: []))
            assessment.runnerUp = nil
            assessment.leading = "nobody"
            assessment.hypotheses[1].parent = "H3"
            assessment.hypotheses[2].parent = "H2"
            judgement.assessment = assessment
            let page = checked(judgement)
            #expect(page.says("no other to compare"))
        }
    }

    @Test("Sixty-four nested leaves and five hundred indicators, told twice over, are one page with folded tables")
    func large() throws {
        var judgement = SampleJudgement.make()
        var assessment = judgement.assessment
        let word = String(repeating: "Donaudampfschiffahrt", count: 20)
        assessment.hypotheses = (0..<128).map { number in
            HypothesisResult(
                id: number == 7 ? word : "H\(number)", text: number == 3 ? word : "t", parent: number > 0 ? "H0" : nil,
                depth: number, isLeaf: number >= 64, prior: 1 / 64, posterior: 1 / 64,
                percentiles: .init(p10: 0, p50: 0.01, p90: 0.02))
        }
        let evidence = try #require(assessment.evidence.first)
        assessment.evidence = (0..<500).map { number in
            var one = evidence
            one.reading.indicator = "I\(number % 400)"
            one.elicited = Array(repeating: .init(low: 0.001, mode: 0.01, high: 0.9), count: 64)
            return one
        }
        assessment.notJudged = assessment.evidence.map(\.reading)
        assessment.matrix.leaves = assessment.leaves.map(\.id)
        assessment.matrix.rows = assessment.evidence.map {
            .init(
                indicator: $0.reading.indicator, cells: Array(repeating: .veryInconsistent, count: 64),
                credibility: .low, relevance: .high)
        }
        assessment.sensitivity.tornado = (0..<500).map { .init(indicator: "I\($0)", low: 0, high: 1) }
        assessment.sensitivity.flips = (0..<500).map {
            .init(indicator: "I\($0)", hypothesis: "H64", leading: "H65", from: 0, to: 1, isWithinRange: true)
        }
        assessment.course = (0..<500).map { number in
            AssessmentStep(
                time: Date(timeIntervalSince1970: Double(number) * 1e6),
                posteriors: Array(repeating: 1 / 64, count: 64),
                moves: [])
        }
        judgement.assessment = assessment
        let page = checked(judgement)
        #expect(page.says("<summary>How likely each of 128 hypotheses is</summary>"))
        #expect(page.says("57 others together") && page.says("480 indicators that move it less are left out."))
        #expect(page.html.utf8.count < 12_000_000)
    }
}
