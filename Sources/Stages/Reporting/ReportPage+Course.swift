import Findings
import Inquiry

/// How the judgement came about: the probabilities through time, and what moved them.
extension ReportPage {
    func courseSection(_ page: inout MarkupWriter, _ judged: JudgementIndex) {
        let steps = judged.assessment.course
        page.element(
            "p",
            text:
                "How likely each hypothesis was after each look and document. A document counts from the day on which it "
                + "was known, not from the day that it tells of.")
        if judged.hasCourseChart {
            chart(&page, try? CourseFigure(leaves: judged.leaves, steps: steps).figure(), name: "plot-course")
        }
        folded(&page, Wording.count(steps.count, "step"), beyond: 40, count: steps.count) { page in
            table(
                &page, caption: "What moved the judgement; changes are in percentage points",
                heads: ["When", "What was read otherwise than before", "After it"], kind: "steps"
            ) { page in
                var before = judged.leaves.map(\.prior)
                for step in steps {
                    page.element("tr") { page in
                        page.element("th", ["scope": "row"], text: Wording.known(step.time))
                        page.element("td", ["class": "prose"]) { moves(&$0, step, judged) }
                        page.element("td") { changes(&$0, from: before, to: step.posteriors, judged) }
                    }
                    before = step.posteriors
                }
            }
        }
    }

    private func moves(_ page: inout MarkupWriter, _ step: AssessmentStep, _ judged: JudgementIndex) {
        guard !step.moves.isEmpty else { return page.text("Nothing.") }
        for move in step.moves {
            page.element("p") { page in
                indicatorLink(&page, move.indicator, judged)
                let from = move.from.map { "\($0.rawValue) → " } ?? ""
                page.text(" ")
                page.element("span", ["class": "tag"], text: from + move.to.rawValue)
                page.text(" " + Wording.sentence(move.sentence))
                if !move.sources.isEmpty {
                    page.text(" By ")
                    sourceLinks(&page, move.sources, judged)
                    page.text(".")
                }
            }
            looks(&page, move.looks)
        }
    }

    /// The likeliest hypotheses after a step, and by how much each changed.
    private func changes(
        _ page: inout MarkupWriter, from before: [Double], to after: [Double], _ judged: JudgementIndex
    ) {
        let places = judged.leaves.indices.filter { judged.value(after, $0).isFinite }
        let likeliest = places.sorted { after[$0] == after[$1] ? $0 < $1 : after[$0] > after[$1] }
        page.element("ul", ["class": "plain"]) { page in
            for leaf in likeliest.prefix(5) {
                let change = Wording.change(from: judged.value(before, leaf), to: after[leaf])
                page.element("li") { page in
                    page.text("\(judged.leaves[leaf].id) \(Wording.probability(after[leaf])) ")
                    page.element("small", text: "(\(change))")
                }
            }
            if likeliest.count > 5 {
                page.element("li") { page in
                    page.element("small", text: "and \(likeliest.count - 5) less likely")
                }
            }
        }
    }
}

extension JudgementIndex {
    /// Whether the course of the judgement is drawn.
    var hasCourseChart: Bool { !leaves.isEmpty && CourseFigure.isWorthwhile(assessment.course) }
}
