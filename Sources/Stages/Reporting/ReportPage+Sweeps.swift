import Findings

/// The answer under other priors, and when what sources say is worth more or less.
extension ReportPage {
    /// Charts of the hypotheses at the top that are likeliest now, and a sentence of each.
    func priors(
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

    func reliability(
        _ page: inout MarkupWriter, _ points: [AssessmentSensitivity.ReliabilityPoint], _ judged: JudgementIndex
    ) {
        let leaves = Array(judged.likeliest.prefix(4))
        let ends = leaves.map { leaf in
            let first = points.first.map { judged.value($0.posteriors, leaf) } ?? .nan
            let last = points.last.map { judged.value($0.posteriors, leaf) } ?? .nan
            return "\(judged.leaves[leaf].id) from \(Wording.tenths(first)) to \(Wording.probability(last))"
        }
        let sentence =
            "The likeliest hypotheses when all that was read is worth less, from nothing to what it is worth here: "
            + ends.joined(separator: ", ") + "."
        page.element("figure", ["class": "single"]) { page in
            ProbabilityChart(
                alternative: sentence, foot: "share of the reliability of all readings",
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

    func sourceSweeps(
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
