import Findings

/// What the answer hangs on: ranges of likelihoods, single pieces of evidence, priors, and what sources are worth.
extension ReportPage {
    func sensitivitySection(_ page: inout MarkupWriter, _ judged: JudgementIndex) {
        let sensitivity = judged.assessment.sensitivity
        if !sensitivity.tornado.isEmpty { tornado(&page, sensitivity.tornado, judged) }
        if !sensitivity.leaveOneOut.isEmpty { leaveOneOut(&page, sensitivity.leaveOneOut, judged) }
        flips(&page, sensitivity.flips, judged)
        if !sensitivity.priorSweeps.isEmpty { priors(&page, sensitivity.priorSweeps, judged) }
        if !sensitivity.reliability.isEmpty || !sensitivity.sources.isEmpty {
            page.element("h3", text: "If less could be relied on")
        }
        if !sensitivity.reliability.isEmpty { reliability(&page, sensitivity.reliability, judged) }
        if !sensitivity.sources.isEmpty { sourceSweeps(&page, sensitivity.sources, judged) }
    }

    // MARK: Evidence

    private func tornado(
        _ page: inout MarkupWriter, _ swings: [AssessmentSensitivity.Swing], _ judged: JudgementIndex
    ) {
        let leading = judged.assessment.leading
        let shown = swings.prefix(20)
        page.element("h3", text: "Ranges of the likelihoods")
        page.element("figure", ["class": "frame", "tabindex": "0"]) { page in
            TornadoChart(name: leading, base: judged.leadingPosterior, swings: Array(shown)).draw(&page)
            let rest = swings.count - shown.count
            page.element(
                "figcaption",
                text:
                    "Probability of \(leading) in percent with one indicator's likelihoods anywhere in their ranges, all others as "
                    + "told. Hollow: lower; filled: higher."
                    + (rest > 0 ? " \(Wording.count(rest, "indicator")) that move it less are left out." : ""))
        }
    }

    private func leaveOneOut(
        _ page: inout MarkupWriter, _ entries: [AssessmentSensitivity.LeaveOneOut], _ judged: JudgementIndex
    ) {
        let assessment = judged.assessment
        page.element("h3", text: "Without one piece of evidence")
        folded(&page, Wording.count(entries.count, "piece") + " of evidence", beyond: 30, count: entries.count) {
            page in
            let compared = [judged.leading, judged.runnerUp].compactMap { $0 }
            let heads = ["Without"] + compared.map { judged.leaves[$0].id } + ["Leads then"]
            table(
                &page,
                caption:
                    "The answer without each piece of evidence; changes from the answer with all in percentage points",
                heads: heads, numeric: Set(heads.dropFirst().dropLast()), kind: "scores"
            ) { page in
                for entry in entries {
                    page.element("tr") { page in
                        page.element("th", ["scope": "row"]) { page in
                            indicatorLink(&page, entry.indicator, judged)
                            if let text = judged.indicatorTexts[entry.indicator] { page.text(" " + text) }
                        }
                        for leaf in compared {
                            let value = judged.value(entry.posteriors, leaf)
                            let change = Wording.change(from: judged.leaves[leaf].posterior, to: value)
                            page.element("td", ["class": "number"], text: "\(Wording.probability(value)) (\(change))")
                        }
                        page.element("td") { page in
                            guard entry.leading != assessment.leading else { return page.text(entry.leading) }
                            page.element("b", text: "\(entry.leading) in place of \(assessment.leading)")
                        }
                    }
                }
            }
        }
    }

    private func flips(_ page: inout MarkupWriter, _ flips: [AssessmentSensitivity.Flip], _ judged: JudgementIndex) {
        page.element("h3", text: "What would put another hypothesis first")
        guard !flips.isEmpty else {
            return page.element("p", text: "No likelihood of a single indicator would.")
        }
        func list(_ page: inout MarkupWriter, _ part: ArraySlice<AssessmentSensitivity.Flip>) {
            page.element("ul", ["class": "findings"]) { page in
                for one in part { page.element("li") { flip(&$0, one, judged) } }
            }
        }
        list(&page, flips.prefix(8))
        guard flips.count > 8 else { return }
        folded(&page, "\(flips.count - 8) further away", isOpen: false) { list(&$0, flips.dropFirst(8)) }
    }
}
