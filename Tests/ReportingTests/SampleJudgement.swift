import Findings
import Foundation
import Inquiry

@testable import Reporting

/// The refinery of the dossier's base case: five hypotheses, four indicators that count, told likelihoods and published results.
enum SampleJudgement {
    static let hypotheses: [(id: String, text: String, prior: Double, percentiles: HypothesisResult.Percentiles)] = [
        ("H1", "a restart is being prepared with foreign crude", 0.10, .init(p10: 0.068, p50: 0.107, p90: 0.163)),
        ("H2", "the plant is kept by caretakers", 0.40, .init(p10: 0.056, p50: 0.099, p90: 0.16)),
        ("H3", "the site serves as a depot or for trans-shipment", 0.30, .init(p10: 0.588, p50: 0.684, p90: 0.762)),
        ("H4", "the plant is being scrapped", 0.05, .init(p10: 0.005, p50: 0.01, p90: 0.018)),
        ("H5", "what is seen belongs to other activity in the area", 0.15, .init(p10: 0.059, p50: 0.095, p90: 0.147)),
    ]

    /// Probability that each indicator is observed, by hypothesis: least, most likely, greatest, in percent.
    static let told: [(id: String, text: String, group: String, percent: [[Double]], bits: Double)] = [
        (
            "I01", "at least five tank cars on the plant's spur in one look", "rail",
            [[30, 55, 75], [5, 12, 25], [35, 60, 80], [5, 12, 25], [5, 10, 20]], 0.187
        ),
        (
            "I07", "dry cargo ships berthed for months", "sea",
            [[15, 25, 45], [5, 12, 25], [20, 35, 55], [10, 20, 35], [30, 50, 70]], 0.072
        ),
        (
            "I12", "no plume, flare or warmth in any clear look", "thermal",
            [[70, 85, 95], [93, 97, 99], [90, 95, 99], [95, 98, 99.5], [95, 98, 99.5]], 0.016
        ),
        (
            "I15", "snow is cleared first at administration and support only", "snow",
            [[25, 40, 60], [55, 75, 90], [35, 50, 70], [20, 35, 50], [40, 55, 75]], 0.059
        ),
    ]

    static func posterior(_ priors: [Double], _ likelihoods: [[Double]]) -> [Double] {
        let weights = priors.indices.map { leaf in likelihoods.reduce(priors[leaf]) { $0 * $1[leaf] } }
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }

    static var priors: [Double] { hypotheses.map(\.prior) }
    static var modes: [[Double]] { told.map { $0.percent.map { $0[1] / 100 } } }
    static let published = [0.108, 0.097, 0.692, 0.010, 0.093]

    private static func day(_ text: String) -> Date? { ISO8601DateFormatter().date(from: text + "T00:00:00Z") }

    private static func evidence(_ looks: [String]) -> [EvidenceResult] {
        told.enumerated().map { number, indicator in
            let likelihoods = modes[number]
            let reading = IndicatorReading(
                indicator: indicator.id, outcome: .seen,
                sentence: [
                    "Five tank cars and a freight car stand on the spur",
                    "Cargo ships lie at the terminal in every look",
                    "None of the clear looks shows any", "Paths are cleared at the offices, none among the units",
                ][number], shown: number == 2 ? 0.04 : 0.93, detection: number == 2 ? 0.8 : 1,
                detectionBasis: number == 2 ? "six clear looks, none at night" : "", isAbsence: number == 2,
                looks: number == 1 ? [] : looks, usableLooks: looks.count, blindLooks: 1,
                sources: number == 1 ? ["R1", "R10"] : number == 3 ? ["R1"] : [],
                reliability: number == 1 ? .init(low: 0.3, mode: 0.45, high: 0.65) : .init(1),
                knownFrom: number == 2 ? nil : day(["2024-10-20", "2024-12-01", "", "2025-02-15"][number]))
            return EvidenceResult(
                reading: reading, text: indicator.text, group: indicator.group, weight: number == 1 ? 0.5 : 1,
                weightReason: number == 1 ? "a stronger one of its group counts with it" : nil,
                likelihoods: likelihoods,
                elicited: indicator.percent.map { .init(low: $0[0] / 100, mode: $0[1] / 100, high: $0[2] / 100) },
                ratio: likelihoods[2] / likelihoods[0],
                diagnosticity: .init(
                    mutualInformation: indicator.bits, rowVariance: 0.04,
                    largestLogRatio: likelihoods.max().flatMap { most in likelihoods.min().map { log(most / $0) } }),
                elicitedFrom: number == 0 ? "one analyst, 2025" : nil,
                rationale: number == 0 ? "a depot needs the same cars as a restart" : nil)
        }
    }

    private static var sensitivity: AssessmentSensitivity {
        func leading(_ values: [Double]) -> String {
            hypotheses[values.indices.max { values[$0] < values[$1] } ?? 0].id
        }
        let leaveOneOut = told.indices.map { left -> AssessmentSensitivity.LeaveOneOut in
            let values = posterior(priors, modes.indices.filter { $0 != left }.map { modes[$0] })
            return .init(indicator: told[left].id, posteriors: values, leading: leading(values))
        }
        let sweeps = hypotheses.indices.map { place -> AssessmentSensitivity.PriorSweep in
            let points = stride(from: 0.02, through: 0.98, by: 0.04).map {
                prior -> AssessmentSensitivity.PriorSweep.Point in
                let others = (1 - prior) / (1 - priors[place])
                let swept = priors.indices.map { $0 == place ? prior : priors[$0] * others }
                return .init(prior: prior, posterior: posterior(swept, modes)[place])
            }
            return .init(
                hypothesis: hypotheses[place].id, points: points, leadsFrom: [0.416, 0.826, 0.063, 0.784, 0.568][place])
        }
        let swings = told.indices.map { number -> AssessmentSensitivity.Swing in
            let ends = [0, 2].map { end -> Double in
                var changed = modes
                changed[number][2] = told[number].percent[2][end] / 100
                for leaf in [0, 1, 3, 4] { changed[number][leaf] = told[number].percent[leaf][2 - end] / 100 }
                return posterior(priors, changed)[2]
            }
            return .init(indicator: told[number].id, low: ends[0], high: ends[1])
        }
        let reliability = stride(from: 0.0, through: 1, by: 0.1).map {
            share -> AssessmentSensitivity.ReliabilityPoint in
            let weakened = modes.enumerated().map { number, row in
                number == 1 || number == 3 ? row.map { share * $0 + (1 - share) * 0.5 } : row
            }
            return .init(reliability: share, posteriors: posterior(priors, weakened))
        }
        return AssessmentSensitivity(
            leaveOneOut: leaveOneOut.sorted { $0.posteriors[2] < $1.posteriors[2] }, priorSweeps: sweeps,
            flips: [
                .init(
                    indicator: "I01", hypothesis: "H3", leading: "H1", from: 0.6, to: 0.094, isWithinRange: false),
                .init(
                    indicator: "I07", hypothesis: "H3", leading: "H1", from: 0.35, to: 0.055, isWithinRange: false),
            ], tornado: swings.sorted { $0.high - $0.low > $1.high - $1.low }, reliability: reliability,
            sources: ["R1", "R10"].map { id in
                .init(
                    source: id, without: posterior(priors, [modes[0], modes[2]]), relied: posterior(priors, modes))
            })
    }

    private static func course(_ looks: [String]) -> [AssessmentStep] {
        let steps: [(time: String?, known: [Int], move: Int, from: IndicatorOutcome?, looks: [String])] = [
            (nil, [2], 2, nil, []), ("2024-10-20", [2, 0], 0, .notSeen, looks), ("2024-12-01", [2, 0, 1], 1, nil, []),
            ("2025-02-15", [2, 0, 1, 3], 3, .notJudged, looks),
        ]
        return steps.map { step in
            AssessmentStep(
                time: step.time.flatMap(day), posteriors: posterior(priors, step.known.map { modes[$0] }),
                moves: [
                    .init(
                        indicator: told[step.move].id, from: step.from, to: .seen,
                        sentence: evidence([])[step.move].reading.sentence, looks: step.looks,
                        sources: step.move == 1 ? ["R1", "gone"] : [])
                ])
        }
    }

    private static let matrix = CompetingHypotheses(
        leaves: ["H1", "H2", "H3", "H4", "H5"],
        rows: [
            .init(
                indicator: "I01",
                cells: [.consistent, .inconsistent, .veryConsistent, .inconsistent, .veryInconsistent],
                credibility: .high, relevance: .high),
            .init(
                indicator: "I07", cells: [.neutral, .inconsistent, .consistent, .neutral, .veryConsistent],
                credibility: .low, relevance: .medium),
            .init(
                indicator: "I15", cells: [.neutral, .consistent, .neutral, .neutral, .notApplicable],
                credibility: .medium, relevance: .low),
        ], inconsistency: [0, 2, 0, 1, 2], weightedInconsistency: [0, 2.71, 0, 2, 4],
        disagreements: [
            "Inconsistency cannot tell H1 from H3; the probabilities hold H3 for six times as likely, by its prior"
        ])

    static func assessment(looks: [String]) -> Assessment {
        Assessment(
            asOf: day("2025-03-01"),
            hypotheses: hypotheses.enumerated().map { place, one in
                HypothesisResult(
                    id: one.id, text: one.text, parent: nil, depth: 0, isLeaf: true, prior: one.prior,
                    posterior: published[place], percentiles: one.percentiles)
            }, leading: "H3", runnerUp: "H1",
            method: "Of each group of dependent indicators the strongest counts, the others do not", samples: 100_000,
            seed: 7, leadingShare: 0.999, evidence: evidence(looks),
            notJudged: [
                IndicatorReading(
                    indicator: "I06", outcome: .notJudged, sentence: "The berth lay under cloud in all three looks",
                    shown: 0.5, detection: 0, blindLooks: 3, remarks: ["No look at night"])
            ], matrix: matrix, sensitivity: sensitivity,
            collection: [
                .init(
                    indicator: "I18", text: "cranes, scaffolding or replaced columns", entropyDrop: 0.121,
                    changesLeading: 0.093, seen: 0.113, clear: 0.62, looks: 9.2, expectedDrop: 0.118, cost: nil,
                    sentence: "Look for works in the process area from April on, at 0.5 m or finer"),
                .init(
                    indicator: "I06", text: "a tanker above 150 m at the dolphin", entropyDrop: 0.064,
                    changesLeading: 0.028, seen: 0.029, clear: nil, looks: nil, expectedDrop: 0.0002, cost: nil,
                    sentence: "Look at the berth at any season, at 10 m or finer"),
            ],
            questions: [
                .init(
                    id: "Q1", text: "Is a restart being prepared?",
                    answers: [
                        .init(answer: "yes", prior: 0.1, posterior: 0.108),
                        .init(answer: "no", prior: 0.9, posterior: 0.892),
                    ])
            ], course: course(looks),
            analysts: AnalystComparison(
                answers: [
                    .init(name: nil, weight: 1, posteriors: published),
                    .init(name: "Second reader", weight: 1, posteriors: [0.318, 0.074, 0.53, 0.008, 0.07]),
                ], pooled: [0.213, 0.0855, 0.611, 0.009, 0.0815], pooling: "The mean of both, with equal weights",
                differences: [
                    .init(
                        name: "Second reader", item: "priors",
                        sentence: "H1 is 30 % before the evidence instead of 10 %",
                        effect: -0.162)
                ]),
            advocate: DevilsAdvocate(
                hypothesis: "H1", speaksFor: ["I01"], speaksAgainst: ["I15", "I07"], atBest: 0.352,
                sentences: [
                    "The tank cars tell a restart from a depot hardly at all.",
                    "What sets H1 back is its prior and routine snow clearing, which one look in one winter shows.",
                ]), warnings: ["All likelihoods were told by one person"])
    }

    static func make(looks: [String] = []) -> ReportContent.Judgement {
        ReportContent.Judgement(
            assessment: assessment(looks: looks),
            sentences: [
                "It is likely (55–80 %; 69.2 %) that the site serves as a depot or for trans-shipment.",
                "It is very unlikely (5–20 %; 10.8 %) that a restart with foreign crude is being prepared.",
                "Our confidence in this judgement is low: one season, one sensor, likelihoods told by one person.",
            ],
            words: [
                "H1": "very unlikely (5–20 %)", "H2": "very unlikely (5–20 %)", "H3": "likely (55–80 %)",
                "H4": "almost no chance (1–5 %)", "H5": "very unlikely (5–20 %)",
            ], scaleName: "ICD 203",
            confidence: .init(
                level: "low", reasons: ["one season and one sensor", "sources that nobody confirms", "one elicitor"]),
            assumptions: [
                KeyAssumption(
                    text: "The tank cars serve the plant and not the neighbours", because: "the spur ends in it",
                    standing: .caveated, wouldChange: "a look at the switch yard", ifWrong: "I01 counts for nothing")
            ],
            deception: [
                .init(
                    question: "Motive: would anyone gain from our believing it?",
                    answer: DeceptionAnswer(question: "mom-motive", pointsTo: .unknown, note: "talks on supply go on"))
            ],
            sources: [
                "R1": .init(
                    title: "Abstract of a report on the site", grade: "D3",
                    meaning: "not usually reliable; possibly true", address: "grayscaleinsight.com/file/944",
                    archive: String(repeating: "4e", count: 32), remarks: ["No author is named"]),
                "R10": .init(title: "A graphic of the region's refineries", grade: "B3"),
                "R2": .init(
                    title: "A newspaper on the plant's history", grade: "B2", address: "www4.ajunews.com/view/2020"),
            ],
            contradictions: [
                .init(
                    sentence:
                        "R1 has it that the plant stopped in 1994 because of UN sanctions, but these began in October 2006",
                    sources: ["R1", "R2"], facts: ["plant-stopped"], resolvedBy: "the original of R1, or its author")
            ])
    }
}
