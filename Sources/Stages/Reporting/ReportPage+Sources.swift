import Findings
import Inquiry

/// What a judgement takes for granted, where sources exclude each other, and who they are.
extension ReportPage {
    func assumptionSection(_ page: inout MarkupWriter, _ judged: JudgementIndex) {
        let assumptions = judged.judgement.assumptions
        if !assumptions.isEmpty {
            table(
                &page, caption: "What the answer takes for granted",
                heads: ["Assumption", "Stands", "Held because", "Would change it", "If it is wrong"]
            ) { page in
                for assumption in assumptions {
                    page.element("tr") { page in
                        page.element("th", ["scope": "row", "class": "prose"], text: assumption.text)
                        page.element("td") { page in
                            page.element("span", ["class": "tag"], text: assumption.standing.rawValue)
                        }
                        for text in [assumption.because, assumption.wouldChange, assumption.ifWrong] {
                            page.element("td", ["class": "prose"], text: text ?? "not told")
                        }
                    }
                }
            }
        }
        guard !judged.judgement.deception.isEmpty else { return }
        page.element("h3", text: "Deception check")
        table(
            &page, caption: "Whether what was seen and said could be meant to deceive",
            heads: ["Question", "Points to deception", "Why"]
        ) { page in
            for line in judged.judgement.deception {
                page.element("tr") { page in
                    page.element("th", ["scope": "row", "class": "prose"], text: line.question)
                    page.element("td") { page in
                        page.element("span", ["class": "tag"], text: line.answer.pointsTo.rawValue)
                    }
                    page.element("td", ["class": "prose"], text: line.answer.note ?? "not told")
                }
            }
        }
    }

    func contradictionSection(_ page: inout MarkupWriter, _ judged: JudgementIndex) {
        page.element("p", text: "Where what is said cannot all be true. Nothing of it was resolved in silence.")
        page.element("ul", ["class": "findings"]) { page in
            for line in judged.judgement.contradictions {
                page.element("li") { page in
                    page.text(Wording.sentence(line.sentence))
                    if !line.sources.isEmpty {
                        page.text(" Sources: ")
                        sourceLinks(&page, line.sources, judged)
                        page.text(".")
                    }
                    if !line.facts.isEmpty { page.text(" Facts: \(line.facts.joined(separator: ", ")).") }
                    if let resolvedBy = line.resolvedBy {
                        page.text(" What would resolve it: " + Wording.sentence(resolvedBy))
                    }
                }
            }
        }
    }

    func sourceSection(_ page: inout MarkupWriter, _ judged: JudgementIndex) {
        page.element(
            "p",
            text:
                "Letter: how reliable the source is; digit: how credible what it says is. Both are judged apart; F and 6 mean that it "
                + "cannot be judged, not that it is bad.")
        table(
            &page, caption: "Sources, by id", heads: ["Source", "Grade", "Title", "Address", "Archived copy"],
            kind: "sources"
        ) { page in
            for id in judged.sources {
                if let source = judged.judgement.sources[id] {
                    page.element("tr", ["id": Anchor.source(id)]) { page in
                        page.element("th", ["scope": "row"], text: id)
                        page.element("td") { page in
                            page.element("b", text: source.grade.isEmpty ? "not graded" : source.grade)
                            if let meaning = source.meaning { page.element("small", text: " " + meaning) }
                        }
                        page.element("td", ["class": "prose"]) { page in
                            page.text(source.title)
                            for remark in source.remarks {
                                page.element("p", ["class": "key"], text: Wording.sentence(remark))
                            }
                        }
                        page.element("td") { page in
                            if let address = source.address {
                                page.element("code", text: address)
                            } else {
                                page.text("none")
                            }
                        }
                        page.element("td") { page in
                            guard let archive = source.archive else { return page.text("none kept") }
                            // In full: a copy is checked against it, also from paper.
                            page.element("code", text: archive)
                        }
                    }
                }
            }
        }
    }
}
