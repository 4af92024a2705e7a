import Findings
import Inquiry

/// The matrix of competing hypotheses, and what it says beside the probabilities.
extension ReportPage {
    func competingSection(_ page: inout MarkupWriter, _ judged: JudgementIndex) {
        let matrix = judged.assessment.matrix
        page.element(
            "p",
            text:
                "Evidence down, hypotheses across: what fits badly with a hypothesis speaks against it, what fits with all tells "
                + "nothing. The most telling evidence stands first.")
        page.element("ul", ["class": "legend", "aria-label": "Marks of the matrix"]) { page in
            for mark in Consistency.allCases {
                page.element("li") { page in
                    page.element("span", ["class": "cell " + Self.kind(mark)], text: mark.rawValue)
                    page.text(" " + Self.meaning(mark))
                }
            }
        }
        folded(
            &page, "Matrix of \(Wording.count(matrix.rows.count, "piece")) of evidence",
            beyond: unfoldedRows, count: matrix.rows.count
        ) { matrixTable(&$0, matrix, judged) }
        scoreTable(&page, matrix, judged)
        if matrix.disagreements.isEmpty {
            page.element("p", text: "Both methods agree.")
        } else {
            page.element("h3", text: "Where both methods disagree")
            page.element("ul", ["class": "findings"]) { page in
                for sentence in matrix.disagreements { page.element("li", text: Wording.sentence(sentence)) }
            }
        }
        page.element("p", ["class": "remark"], text: CompetingHypotheses.caveat)
    }

    private func matrixTable(_ page: inout MarkupWriter, _ matrix: CompetingHypotheses, _ judged: JudgementIndex) {
        table(
            &page, caption: "How evidence fits each hypothesis",
            heads: ["Evidence"] + matrix.leaves + ["Credibility", "Relevance"], kind: "matrix"
        ) { page in
            for row in matrix.rows {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"]) { page in
                        indicatorLink(&page, row.indicator, judged)
                        if let text = judged.indicatorTexts[row.indicator] { page.text(" " + text) }
                    }
                    for place in matrix.leaves.indices {
                        if row.cells.indices.contains(place) {
                            page.element("td", ["class": "cell " + Self.kind(row.cells[place])]) { page in
                                page.element("span", text: row.cells[place].rawValue)
                            }
                        } else {
                            page.element("td", ["class": "cell"], text: "–")
                        }
                    }
                    page.element("td", text: row.credibility.rawValue)
                    page.element("td", text: row.relevance.rawValue)
                }
            }
        }
    }

    /// Both methods side by side, the likeliest hypothesis first.
    private func scoreTable(_ page: inout MarkupWriter, _ matrix: CompetingHypotheses, _ judged: JudgementIndex) {
        let scores = matrix.leaves.indices.map { judged.value(matrix.weightedInconsistency, $0) }
        let posteriors = matrix.leaves.map { judged.hypothesisByID[$0]?.posterior ?? .nan }
        let ranksByScore = JudgementIndex.ranks(scores, leastFirst: true)
        let ranksByProbability = JudgementIndex.ranks(posteriors, leastFirst: false)
        let heads = [
            "Hypothesis", "Inconsistency", "Weighted", "Rank by inconsistency", "Probability", "Rank by probability",
        ]
        let order = matrix.leaves.indices.sorted { (ranksByProbability[$0], $0) < (ranksByProbability[$1], $1) }
        table(
            &page,
            caption:
                "Both methods side by side; the least inconsistent hypothesis ranks first. Weighted: each mark times "
                + "credibility and relevance.",
            heads: heads, numeric: Set(heads.dropFirst()), kind: "scores"
        ) { page in
            for place in order {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"], text: judged.named(matrix.leaves[place]))
                    for text in [
                        Wording.number(judged.value(matrix.inconsistency, place), decimals: 1),
                        Wording.number(scores[place], decimals: 2), Self.rank(ranksByScore, place, scores),
                        Wording.probability(posteriors[place]), Self.rank(ranksByProbability, place, posteriors),
                    ] { page.element("td", ["class": "number"], text: text) }
                }
            }
        }
    }

    private static func rank(_ ranks: [Int], _ place: Int, _ values: [Double]) -> String {
        guard values[place].isFinite else { return "unknown" }
        return "\(ranks[place])" + (ranks.count { $0 == ranks[place] } > 1 ? " (shared)" : "")
    }

    private static func kind(_ mark: Consistency) -> String {
        switch mark {
        case .veryConsistent: "very-consistent"
        case .consistent: "consistent"
        case .neutral: "neutral"
        case .inconsistent: "inconsistent"
        case .veryInconsistent: "very-inconsistent"
        case .notApplicable: "not-applicable"
        }
    }

    private static func meaning(_ mark: Consistency) -> String {
        switch mark {
        case .veryConsistent: "very consistent"
        case .consistent: "consistent"
        case .neutral: "neither"
        case .inconsistent: "inconsistent"
        case .veryInconsistent: "very inconsistent"
        case .notApplicable: "says nothing of it"
        }
    }
}
