import Findings

/// What others make of the same evidence: more analysts, and the case for the runner-up.
extension ReportPage {
    func analystSection(_ page: inout MarkupWriter, _ judged: JudgementIndex) {
        guard let analysts = judged.assessment.analysts else { return }
        page.element(
            "p",
            text: "Each by itself\(analysts.pooled == nil ? "" : ", then put together"). "
                + Wording.sentence(analysts.pooling))
        // Names need not differ; heads are told apart by their place.
        let names = analysts.answers.map { answer in
            (answer.name ?? "the case") + " (weight \(Wording.number(answer.weight, decimals: 2)))"
        }
        let heads = ["Hypothesis"] + names + (analysts.pooled == nil ? [] : ["Together"])
        table(
            &page, caption: "How likely each analyst holds each hypothesis to be", heads: heads,
            numeric: Set(heads.dropFirst()), kind: "scores"
        ) { page in
            for (place, leaf) in judged.leaves.enumerated() {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"], text: judged.named(leaf.id))
                    for list in analysts.answers.map(\.posteriors) + [analysts.pooled].compactMap(\.self) {
                        page.element("td", ["class": "number"], text: Wording.probability(judged.value(list, place)))
                    }
                }
            }
        }
        guard !analysts.differences.isEmpty else { return }
        page.element("h3", text: "Where they differ")
        folded(
            &page, Wording.count(analysts.differences.count, "difference"), beyond: 30,
            count: analysts.differences.count
        ) { page in
            table(
                &page,
                caption: "What differs from the case's own, the greatest effect first. Effect: change of "
                    + "\(judged.assessment.leading) in percentage points if only this is taken over.",
                heads: ["Analyst", "Item", "What differs", "Effect"], numeric: ["Effect"]
            ) { page in
                for difference in analysts.differences {
                    page.element("tr") { page in
                        page.element("th", ["scope": "row"], text: difference.name)
                        page.element("td") { indicatorLink(&$0, difference.item, judged) }
                        page.element("td", ["class": "prose"], text: Wording.sentence(difference.sentence))
                        page.element(
                            "td", ["class": "number"], text: Wording.change(from: 0, to: difference.effect))
                    }
                }
            }
        }
    }

    /// The strongest case against the leading hypothesis.
    func otherSideSection(_ page: inout MarkupWriter, _ judged: JudgementIndex) {
        guard let advocate = judged.assessment.advocate else { return }
        let leading = judged.assessment.leading
        page.element(
            "p",
            text:
                "The strongest case for \(judged.named(advocate.hypothesis)), from the same evidence. At best it reaches "
                + "\(advocate.isAtBestExact ? "" : "at least ")\(Wording.probability(advocate.atBest)).")
        for sentence in advocate.sentences { page.element("p", text: Wording.sentence(sentence)) }
        page.element("dl", ["class": "facts"]) { page in
            fact(&page, "For it against \(leading)") { indicators(&$0, advocate.speaksFor, judged) }
            fact(&page, "Against it") { indicators(&$0, advocate.speaksAgainst, judged) }
        }
    }

    private func indicators(_ page: inout MarkupWriter, _ ids: [String], _ judged: JudgementIndex) {
        guard !ids.isEmpty else { return page.text("nothing") }
        page.element("ul") { page in
            for id in ids {
                page.element("li") { page in
                    indicatorLink(&page, id, judged)
                    if let text = judged.indicatorTexts[id] { page.text(" " + text) }
                }
            }
        }
    }
}
