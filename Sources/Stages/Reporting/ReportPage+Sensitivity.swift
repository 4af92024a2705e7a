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
            page.element("h3", text: "What sources are worth")
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

    // MARK: Priors

    /// Charts of the hypotheses at the top that are likeliest now, and a sentence of each.
    private func priors(
        _ page: inout MarkupWriter, _ sweeps: [AssessmentSensitivity.PriorSweep], _ judged: JudgementIndex
    ) {
        page.element("h3", text: "Other priors")
        page.element(
            "p",
            text:
                "What each hypothesis is after the evidence for every prior it could have had; the others keep their proportions. "
                + "Ring: as in this case; dashed: unmoved by the evidence; thin upright line: the prior from which on it leads."
        )
        let order = sweeps.indices.sorted { a, b in
            let first = judged.hypothesisByID[sweeps[a].hypothesis]?.posterior ?? 0
            let second = judged.hypothesisByID[sweeps[b].hypothesis]?.posterior ?? 0
            return first == second || !(first - second).isFinite ? a < b : first > second
        }
        page.element("div", ["class": "charts small"]) { page in
            for place in order.prefix(6) {
                let sweep = sweeps[place]
                let now = judged.hypothesisByID[sweep.hypothesis]
                page.element("figure") { page in
                    ProbabilityChart(
                        alternative: "\(sweep.hypothesis) after the evidence by its prior", foot: "prior",
                        lines: [sweep.points.map { .init(x: $0.prior, y: $0.posterior) }],
                        marks: now.map { [.init(x: $0.prior, y: $0.posterior)] } ?? [], threshold: sweep.leadsFrom,
                        hasDiagonal: true
                    ).draw(&page)
                    page.element("figcaption", text: leads(sweep, judged))
                }
            }
        }
        guard order.count > 6 else { return }
        folded(&page, "\(order.count - 6) less likely hypotheses", isOpen: false) { page in
            page.element("ul", ["class": "findings"]) { page in
                for place in order.dropFirst(6) { page.element("li", text: leads(sweeps[place], judged)) }
            }
        }
    }

    private func leads(_ sweep: AssessmentSensitivity.PriorSweep, _ judged: JudgementIndex) -> String {
        let prior = (judged.hypothesisByID[sweep.hypothesis]?.prior).map { "; here it is \(Wording.probability($0))" }
        guard let from = sweep.leadsFrom else {
            // The leading leaf may be a part of it.
            var ancestor: String? = judged.assessment.leading
            var seen: Set<String> = []
            while let id = ancestor, id != sweep.hypothesis, seen.insert(id).inserted {
                ancestor = judged.hypothesisByID[id]?.parent
            }
            return ancestor == sweep.hypothesis
                ? "\(sweep.hypothesis) leads from the lowest prior on." : "\(sweep.hypothesis) leads at no prior."
        }
        return "\(sweep.hypothesis) leads from a prior of \(Wording.probability(from)) on\(prior ?? "")."
    }

    // MARK: Sources

    private func reliability(
        _ page: inout MarkupWriter, _ points: [AssessmentSensitivity.ReliabilityPoint], _ judged: JudgementIndex
    ) {
        let leaves = Array(judged.likeliest.prefix(4))
        let ends = leaves.map { leaf in
            let first = points.first.map { judged.value($0.posteriors, leaf) } ?? .nan
            let last = points.last.map { judged.value($0.posteriors, leaf) } ?? .nan
            return "\(judged.leaves[leaf].id) from \(Wording.tenths(first)) to \(Wording.probability(last))"
        }
        let sentence =
            "The likeliest hypotheses when all that sources say is worth more or less, from nothing to everything: "
            + ends.joined(separator: ", ") + "."
        page.element("figure", ["class": "single"]) { page in
            ProbabilityChart(
                alternative: sentence, foot: "reliability of what sources say",
                lines: leaves.map { leaf in
                    points.map { .init(x: $0.reliability, y: judged.value($0.posteriors, leaf)) }
                }
            ).draw(&page)
            page.element("ul", ["class": "legend", "aria-hidden": "true"]) { page in
                for (number, leaf) in leaves.enumerated() {
                    page.element("li") { page in
                        ProbabilityChart.swatch(&page, number)
                        page.text(judged.leaves[leaf].id)
                    }
                }
            }
            page.element("figcaption", text: sentence)
        }
    }

    private func sourceSweeps(
        _ page: inout MarkupWriter, _ sweeps: [AssessmentSensitivity.SourceSweep], _ judged: JudgementIndex
    ) {
        let compared = [judged.leading, judged.runnerUp].compactMap { $0 }
        let heads =
            ["Source"]
            + compared.flatMap { leaf in
                ["\(judged.leaves[leaf].id) without it", "\(judged.leaves[leaf].id) if all it says is so"]
            }
        table(
            &page, caption: "The answer without each source, and if it is fully relied on", heads: heads,
            numeric: Set(heads.dropFirst()), kind: "scores"
        ) { page in
            for sweep in sweeps {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"]) { sourceLinks(&$0, [sweep.source], judged) }
                    for leaf in compared {
                        for list in [sweep.without, sweep.relied] {
                            page.element(
                                "td", ["class": "number"], text: Wording.probability(judged.value(list, leaf)))
                        }
                    }
                }
            }
        }
    }
}
