import Findings
import Sites

/// The judgement: the question, the answer, how likely each hypothesis is, and what the answer hangs on in three lines.
extension ReportPage {
    /// What the judgement rests on, a section each; none where nothing was judged.
    var judgementSections: [Section] {
        guard let judged else { return [] }
        let assessment = judged.assessment
        let judgement = judged.judgement
        let sensitivity = assessment.sensitivity
        let sections: [(isThere: Bool, section: Section)] = [
            (
                !assessment.evidence.isEmpty || !assessment.notJudged.isEmpty,
                ("evidence", "Evidence", { evidenceSection(&$0, judged) })
            ),
            (!assessment.course.isEmpty, ("course", "Course of the judgement", { courseSection(&$0, judged) })),
            (
                !assessment.matrix.rows.isEmpty,
                ("competing", "Competing hypotheses", { competingSection(&$0, judged) })
            ),
            (
                sensitivity != AssessmentSensitivity.nothing,
                ("hangs-on", "What the answer hangs on", { sensitivitySection(&$0, judged) })
            ),
            (!assessment.collection.isEmpty, ("collect", "What to collect next", { collectionSection(&$0, judged) })),
            (!assessment.questions.isEmpty, ("questions", "Linked questions", { questionSection(&$0, judged) })),
            (assessment.analysts != nil, ("analysts", "Analysts", { analystSection(&$0, judged) })),
            (assessment.advocate != nil, ("other-side", "The other side", { otherSideSection(&$0, judged) })),
            (
                !judgement.assumptions.isEmpty || !judgement.deception.isEmpty,
                ("assumptions", "Assumptions and deception check", { assumptionSection(&$0, judged) })
            ),
            (
                !judgement.contradictions.isEmpty,
                ("contradictions", "Contradictions", { contradictionSection(&$0, judged) })
            ),
            (!judged.sources.isEmpty, ("sources", "Sources", { sourceSection(&$0, judged) })),
        ]
        return sections.filter(\.isThere).map(\.section)
    }

    /// Writes the section that stands before all others.
    func judgement(_ page: inout MarkupWriter, _ judged: JudgementIndex) {
        page.element("h2", ["id": "judgement-title"], text: "Judgement")
        page.element("p", ["class": "question"], text: content.case.question)
        for (number, sentence) in judged.judgement.sentences.enumerated() {
            page.element("p", ["class": number == 0 ? "answer" : nil], text: Wording.sentence(sentence))
        }
        for warning in judged.assessment.warnings {
            page.element("p", ["class": "warning"], text: Wording.sentence(warning))
        }
        let count = judged.assessment.hypotheses.count
        folded(&page, "How likely each of \(count) hypotheses is", beyond: 24, count: count) {
            hypothesisTable(&$0, judged)
        }
        page.element("dl", ["class": "facts"]) { page in
            fact(&page, "Strongest evidence") { strongest(&$0, judged) }
            fact(&page, "Nearest flip") { page in
                guard let flip = judged.assessment.sensitivity.flips.first else {
                    return page.text("No likelihood of a single indicator would put another hypothesis first.")
                }
                self.flip(&page, flip, judged)
            }
            fact(&page, "Best to collect") { page in
                guard let best = judged.assessment.collection.first else {
                    return page.text("No indicator is left to collect.")
                }
                indicatorLink(&page, best.indicator, judged)
                page.text(
                    ": \(best.text), worth "
                        + (best.expectedDrop.map { "\(Wording.bits($0)) bits." }
                            ?? "\(Wording.bits(best.entropyDrop)) bits if a clear season settles it."))
            }
            let confidence = judged.judgement.confidence
            if !confidence.level.isEmpty || !confidence.reasons.isEmpty {
                fact(&page, "Confidence") { page in
                    let level = confidence.level.isEmpty ? "Not told" : Wording.capitalised(confidence.level)
                    let reasons = confidence.reasons.map(Wording.clause).joined(separator: "; ")
                    page.text(Wording.sentence(reasons.isEmpty ? level : "\(level): \(reasons)"))
                }
            }
            fact(&page, "Known by") { page in
                page.text(
                    judged.assessment.asOf.map { "\(Wording.known($0)); what became known later does not count." }
                        ?? "All that is in the case counts.")
            }
        }
    }

    // MARK: Hypotheses

    private func hypothesisTable(_ page: inout MarkupWriter, _ judged: JudgementIndex) {
        let assessment = judged.assessment
        let scale = judged.judgement.scaleName
        let caption =
            "How likely each hypothesis is. Bar: after the evidence; dashed: before it; whisker and ring: tenth, ninetieth and "
            + "fiftieth percentile over \(Wording.grouped(assessment.samples)) draws of the likelihoods"
            + (assessment.leadingShare.isFinite
                ? ", in \(Wording.probability(assessment.leadingShare)) of which \(assessment.leading) leads." : ".")
            + (scale.isEmpty ? "" : " Words: \(scale).")
        table(
            &page, caption: caption,
            heads: ["Hypothesis", "Before", "After", "0 to 100\u{A0}%", "P10 · P50 · P90", "In words"],
            numeric: ["Before", "After", "P10 · P50 · P90"], kind: "hypotheses"
        ) { page in
            for hypothesis in assessment.hypotheses {
                let percentiles = hypothesis.percentiles
                page.element("tr", ["class": hypothesis.id == assessment.leading ? "leads" : nil]) { page in
                    page.element("th", ["scope": "row", "class": "depth-\(min(max(hypothesis.depth, 0), 6))"]) { page in
                        page.element("b", text: hypothesis.id)
                        page.text(" " + Wording.capitalised(hypothesis.text))
                        if let parent = hypothesis.parent { page.element("small", text: " (part of \(parent))") }
                    }
                    page.element("td", ["class": "number"], text: Wording.probability(hypothesis.prior))
                    page.element("td", ["class": "number"]) { page in
                        page.element("b", text: Wording.probability(hypothesis.posterior))
                    }
                    page.element("td") { page in
                        LikelihoodBar(
                            name: hypothesis.id, prior: hypothesis.prior, posterior: hypothesis.posterior,
                            percentiles: percentiles
                        ).draw(&page)
                    }
                    page.element(
                        "td", ["class": "number"],
                        text: "\(Wording.shortTenths(percentiles.p10)) · \(Wording.shortTenths(percentiles.p50)) · "
                            + Wording.shortTenths(percentiles.p90) + "\u{A0}%")
                    page.element("td", text: judged.judgement.words[hypothesis.id] ?? "")
                }
            }
        }
    }

    // MARK: What it hangs on

    private func strongest(_ page: inout MarkupWriter, _ judged: JudgementIndex) {
        guard let first = judged.assessment.sensitivity.leaveOneOut.first else {
            return page.text("Nothing was read that counts.")
        }
        indicatorLink(&page, first.indicator, judged)
        let text = judged.indicatorTexts[first.indicator].map { " (\($0))" } ?? ""
        let leading = judged.assessment.leading
        page.text(
            "\(text): without it \(leading) stands at \(Wording.probability(judged.value(first.posteriors, judged.leading))) "
                + "instead of \(Wording.probability(judged.leadingPosterior))"
                + (first.leading == leading ? "." : ", and \(first.leading) leads."))
    }

    /// Writes what would have to be otherwise for another hypothesis to lead.
    func flip(_ page: inout MarkupWriter, _ flip: AssessmentSensitivity.Flip, _ judged: JudgementIndex) {
        page.text("\(flip.leading) would lead if ")
        indicatorLink(&page, flip.indicator, judged)
        let text = judged.indicatorTexts[flip.indicator].map { " (\($0))" } ?? ""
        page.text(
            "\(text) had a probability of \(Wording.probability(flip.to)) under \(flip.hypothesis) instead of "
                + "\(Wording.probability(flip.from)), which is " + (flip.isWithinRange ? "within" : "outside")
                + " the range that was told.")
    }

    /// Writes an indicator's id as a link to what was read of it; as text where nothing was.
    func indicatorLink(_ page: inout MarkupWriter, _ id: String, _ judged: JudgementIndex) {
        guard judged.placed.contains(id) else { return page.text(id) }
        page.element("a", ["href": "#" + Anchor.indicator(id)], text: id)
    }
}

extension AssessmentSensitivity {
    /// Of an answer that hangs on nothing.
    fileprivate static let nothing = AssessmentSensitivity(
        leaveOneOut: [], priorSweeps: [], flips: [], tornado: [], reliability: [], sources: [])
}
