import Foundation
import Inquiry
import Sites
import Testing

@testable import CaseFilesYAML

@Suite("An inquiry in a case's files")
struct InquiryReadingTests {
    private static func full() throws -> (CaseContents, HypothesisInquiry) {
        let bench = try InquiryCase.bench(["case.yaml": InquiryCase.full, "judgements/b.yaml": InquiryCase.judgement])
        let contents = try withExtendedLifetime(bench) { try bench.folder.contents() }
        #expect(contents.warnings.isEmpty, "\(contents.warnings)")
        return (contents, try #require(contents.case.inquiry))
    }

    @Test func hypothesesAndIndicatorsAreReadWithAllTheirKeys() throws {
        let (contents, inquiry) = try Self.full()
        #expect(
            inquiry.hypotheses == [
                Hypothesis(
                    id: "H1", text: "a restart is being prepared", prior: 0.2,
                    parts: [
                        Hypothesis(id: "H1a", text: "with foreign crude", prior: 0.6),
                        Hypothesis(id: "H1b", text: "alone", prior: 0.4),
                    ]),
                Hypothesis(id: "H2", text: "the plant is kept", prior: 0.5),
                Hypothesis(id: "H3", text: "it is a depot", prior: 0.3),
            ])
        func likelihood(_ hypothesis: String, _ low: Double, _ mode: Double, _ high: Double) -> Indicator.Likelihood {
            Indicator.Likelihood(
                hypothesis: hypothesis, probability: ElicitedProbability(low: low, mode: mode, high: high))
        }
        let expected = Indicator(
            id: "I01", text: "at least five tank cars on the spur in one look", group: "rail",
            rule: IndicatorRule(zones: ["spur"], condition: .count(of: "tank-car", atLeast: 5)),
            likelihoods: [
                likelihood("H1", 0.3, 0.55, 0.75), likelihood("H1b", 0.2, 0.2, 0.2), likelihood("H2", 0.12, 0.12, 0.12),
                likelihood("H3", 0.35, 0.6, 0.8),
            ],
            need: CollectionNeed(
                months: [11, 12, 1, 2, 3], groundSamplingDistance: 0.7, sensors: ["pneo", "worldview"], stayDays: 2,
                revisitDays: 5, cost: 1), detection: 0.8, relevance: .high, rationale: "a depot needs the same cars",
            elicitedFrom: "two analysts")
        #expect(inquiry.indicators.first == expected)
        #expect(
            inquiry.indicators[1].rule
                == IndicatorRule(
                    zones: ["dolphin"],
                    condition: .measured(
                        quantity: "length", className: "ship", bounds: .init(above: 150, below: nil, unit: "m"))))
        #expect(
            inquiry.indicators[2].statements == [
                IndicatorStatement(outcome: .seen, sources: ["S3"], knownFrom: "2024-06-01", note: "dug for 2 km"),
                IndicatorStatement(outcome: .notJudged),
            ])
        #expect(contents.indicatorPlaces["I01"]?.position == .init(line: 17, column: 11))
        #expect(contents.indicatorPlaces["I06"]?.position == .init(line: 33, column: 7))
        // One without a rule stands where its id does.
        #expect(contents.indicatorPlaces["I25"]?.position?.column == 9)
        #expect(contents.indicatorPlaces.values.allSatisfy { $0.file == "case.yaml" && $0.likelihood != nil })
    }

    @Test func questionsStandBehindThoseTheyHangOnWithARowForEachWay() throws {
        let questions = try Self.full().1.questions
        #expect(questions.map(\.id) == ["prepared", "help", "winter"])
        #expect(questions[0].answers == ["yes", "no"] && questions[0].elicitedFrom == "by definition")
        func row(_ given: [String], _ probabilities: [Double]) -> LinkedQuestion.Row {
            LinkedQuestion.Row(given: given, probabilities: probabilities)
        }
        #expect(
            questions[0].rows == [
                row(["H1a"], [1, 0]), row(["H1b"], [1, 0]), row(["H2"], [0, 1]), row(["H3"], [0, 1]),
            ])
        let rest = [0.05, 0.95]
        #expect(
            questions[1].rows == [
                row(["H1a", "yes"], [0.9, 0.1]), row(["H1a", "no"], rest), row(["H1b", "yes"], [0.2, 0.8]),
                row(["H1b", "no"], rest), row(["H2", "yes"], rest), row(["H2", "no"], rest), row(["H3", "yes"], rest),
                row(["H3", "no"], rest),
            ])
        #expect(questions[2].dependsOn.isEmpty && questions[2].rows == [row([], [0.2, 0.5, 0.3])])
    }

    @Test func assumptionsDeceptionSettingsAndAnalystsAreRead() throws {
        let inquiry = try Self.full().1
        #expect(
            inquiry.assumptions == [
                KeyAssumption(
                    text: "the cars carry oil", because: "nothing else is stored there", standing: .caveated,
                    wouldChange: "a look that shows coal", ifWrong: "H3 falls")
            ])
        #expect(
            inquiry.deception == [
                DeceptionAnswer(question: "mom-motive", pointsTo: .no, note: "nobody gains"),
                DeceptionAnswer(question: "eve-absence", pointsTo: .unknown),
            ])
        #expect(
            inquiry.settings
                == AssessmentSettings(
                    dependence: .tempered(weight: 0.5, everywhere: true), samples: 5000, seed: .max, scale: "icd203",
                    row: 2, pooling: .logarithmic, unmeasuredDetection: 0.4, seasonLooks: 4,
                    cloudShares: [0.5, 0.5, 0.5, 0.6, 0.6, 0.7, 0.8, 0.7, 0.6, 0.5, 0.5, 0.5]))
        let analyst = try #require(inquiry.analysts.first)
        #expect(inquiry.analysts.count == 1 && analyst.name == "B" && analyst.date == "2025-03-01")
        #expect(analyst.weight == 2 && analyst.priors.map(\.hypothesis) == ["H2", "H3", "H1a", "H1b"])
        #expect(analyst.priors.map(\.probability) == [0.4, 0.4, 0.5, 0.5])
        let likelihoods = [
            Indicator.Likelihood(hypothesis: "H1a", probability: .init(low: 0.1, mode: 0.2, high: 0.3))
        ]
        #expect(analyst.likelihoods == [.init(indicator: "I06", likelihoods: likelihoods)])
        #expect(
            analyst.readings == [
                .init(indicator: "I01", statement: IndicatorStatement(outcome: .notSeen)),
                .init(
                    indicator: "I25",
                    statement: IndicatorStatement(
                        outcome: .seen, sources: ["S3"], knownFrom: "2024-07-01", note: "looks so")),
            ])
    }

    @Test(
        arguments: [
            ("{count: ship at berth, zones: [spur, dolphin]}", .count(of: "ship at berth", atLeast: 1), 1, nil),
            ("{count: tank-car, zone: spur, in_looks: 3, of_latest: 6}", .count(of: "tank-car", atLeast: 1), 3, 6),
            (
                "{measure: volume, zone: spur, above: -1, below: 2e3, unit: m3}",
                .measured(quantity: "volume", className: nil, bounds: .init(above: -1, below: 2000, unit: "m³")), 1, nil
            ),
            (
                "{told: snow on the roof, is: [bare among white, wet], zone: spur}",
                .told(quantity: "snow on the roof", words: ["bare among white", "wet"]), 1, nil
            ),
            ("{told: roof, is: no, zone: spur}", .told(quantity: "roof", words: ["no"]), 1, nil),
            ("{moved: fill, by: 0.2, zone: spur}", .moved(quantity: "fill", by: 0.2), 1, nil),
            (
                "{ground: [removed, cleared of snow], area: 100, zone: spur}",
                .ground(kinds: ["removed", "cleared of snow"], leastArea: 100), 1, nil
            ),
            ("{ground: any, zone: spur, none: false}", .ground(kinds: [], leastArea: 0), 1, nil),
            ("{stayed: ship, days: 60, zone: dolphin}", .stayed(className: "ship", days: 60), 1, nil),
        ] as [(String, IndicatorRule.Condition, Int, Int?)])
    func everyConditionIsRead(rule: String, condition: IndicatorRule.Condition, looks: Int, latest: Int?) throws {
        let bench = try InquiryCase.bench(["case.yaml": InquiryCase.indicator("rule: " + rule)])
        let found = try #require(try bench.read().inquiry?.indicators.first?.rule)
        #expect(found.condition == condition && found.sense == .shown(atLeast: looks, ofLatest: latest))
    }

    @Test func absenceAsksForLooksThatCouldShowIt() throws {
        for (text, looks) in [("none: true, in_looks: 4", 4), ("none: true", 1)] {
            let rule = "rule: {count: plume, zone: spur, \(text)}"
            let bench = try InquiryCase.bench(["case.yaml": InquiryCase.indicator(rule)])
            #expect(try bench.read().inquiry?.indicators.first?.rule?.sense == .notShown(inAtLeast: looks))
        }
    }

    @Test func aCaseWithoutHypothesesHasNoInquiry() throws {
        #expect(try CaseBench([:]).read().inquiry == nil)
    }

    @Test func settingsHaveTheirShortForms() throws {
        func settings(_ text: String) throws -> AssessmentSettings? {
            try InquiryCase.bench(["case.yaml": InquiryCase.small("assessment: {\(text)}\n")]).read().inquiry?.settings
        }
        #expect(try settings("dependence: independent")?.dependence == .independent)
        #expect(try settings("dependence: strongest")?.dependence == .strongest)
        #expect(try settings("dependence: {tempered: 0.3}")?.dependence == .tempered(weight: 0.3, everywhere: false))
        #expect(try settings("cloud: 0.5")?.cloudShares == Array(repeating: 0.5, count: 12))
        #expect(try settings("words: phia")?.scale == "phia")
    }

    @Test func analystsComeInTheOrderOfTheirFiles() throws {
        let bench = try InquiryCase.bench([
            "case.yaml": InquiryCase.small(""), "judgements/2.yaml": "analyst: A", "judgements/1.yaml": "analyst: Z",
            "judgements/.hidden.yaml": "analyst: [", "judgements/notes.txt": "none",
        ])
        #expect(bench.check().isEmpty)
        #expect(try bench.read().inquiry?.analysts.map(\.name) == ["Z", "A"])
    }

    @Test func everyQuestionOnDeceptionHasAKeyOfItsOwnAndEndsAsAQuestion() {
        #expect(Set(DeceptionQuestion.all.map(\.key)).count == DeceptionQuestion.all.count)
        #expect(Set(DeceptionQuestion.all.map(\.list)).count == DeceptionQuestion.List.allCases.count)
        for question in DeceptionQuestion.all {
            #expect(question.text.hasSuffix("?") && question.key.hasPrefix(question.list.rawValue.lowercased()))
            #expect(DeceptionQuestion.named(question.key) == question)
        }
    }

    @Test func rulesThatNothingFindsAreToldAtTheirLines() throws {
        let contents = try Self.full().0
        let good = contents.ruleFlaws(knownClasses: ["tank-car", "ship"], knownQuantities: ["length"])
        #expect(good.isEmpty)
        let found = contents.ruleFlaws(knownClasses: ["tank-cars", "vessel"], knownQuantities: ["width"])
        #expect(
            found.map(\.description) == [
                "case.yaml:17:11: error: the rule of 'I01' waits for 'tank-car', a class or quantity that nothing finds; "
                    + "did you mean 'tank-cars'?",
                "case.yaml:33:7: error: the rule of 'I06' waits for 'length', a quantity that nothing finds; expected width",
                "case.yaml:33:7: error: the rule of 'I06' waits for 'ship', a class that nothing finds; "
                    + "expected tank-cars or vessel",
            ])
        #expect(contents.ruleFlaws(knownClasses: [], knownQuantities: []).count == 3)
    }
}
