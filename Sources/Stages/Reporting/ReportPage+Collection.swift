import Findings

/// What to collect next, and the questions that hang on the hypotheses.
extension ReportPage {
    func collectionSection(_ page: inout MarkupWriter, _ judged: JudgementIndex) {
        let collection = judged.assessment.collection
        page.element(
            "p",
            text:
                "What is not known yet, the best first: by how many bits the doubt over the hypotheses is expected to fall with the "
                + "looks that can really be had, and if a clear season of looks settles it.")
        let heads = [
            "No.", "Indicator", "Bits expected", "if settled", "Another leads", "Seen", "Clear", "Looks", "Cost",
        ]
        let hasCost = collection.contains { $0.cost != nil }
        let shown = hasCost ? heads : heads.dropLast()
        folded(
            &page, Wording.count(collection.count, "indicator"), beyond: 40, count: collection.count
        ) { page in
            table(
                &page,
                caption:
                    "What to collect next, the best first. Seen: the probability that it would be seen; clear: that a look "
                    + "in its season is clear.",
                heads: Array(shown), numeric: Set(heads).subtracting(["Indicator"]), kind: "collection"
            ) { page in
                for (number, worth) in collection.enumerated() {
                    page.element("tr") { page in
                        page.element("td", ["class": "number"], text: "\(number + 1)")
                        page.element("th", ["scope": "row", "class": "prose"]) { page in
                            page.element("b") { indicatorLink(&$0, worth.indicator, judged) }
                            page.text(" " + worth.text)
                            page.element("p", ["class": "key"], text: Wording.sentence(worth.sentence))
                        }
                        var cells = [
                            worth.expectedDrop.map(Wording.bits) ?? "not known", Wording.bits(worth.entropyDrop),
                            Wording.probability(worth.changesLeading), Wording.probability(worth.seen),
                            worth.clear.map(Wording.probability) ?? "not told",
                            worth.looks.map { Wording.number($0, decimals: 1) } ?? "not told",
                        ]
                        if hasCost { cells.append(worth.cost.map { Wording.number($0, decimals: 2) } ?? "not told") }
                        for text in cells { page.element("td", ["class": "number"], text: text) }
                    }
                }
            }
        }
    }

    func questionSection(_ page: inout MarkupWriter, _ judged: JudgementIndex) {
        table(
            &page, caption: "Questions that hang on the hypotheses and on each other, before and after the evidence",
            heads: ["Question", "Answer", "Before", "After", "0 to 100\u{A0}%"], numeric: ["Before", "After"],
            kind: "questions"
        ) { page in
            for question in judged.assessment.questions {
                for (number, answer) in question.answers.enumerated() {
                    page.element("tr") { page in
                        if number == 0 {
                            page.element(
                                "th", ["scope": "rowgroup", "rowspan": "\(question.answers.count)"], text: question.text
                            )
                        }
                        page.element("td", text: answer.answer)
                        page.element("td", ["class": "number"], text: Wording.probability(answer.prior))
                        page.element("td", ["class": "number"]) { page in
                            page.element("b", text: Wording.probability(answer.posterior))
                        }
                        page.element("td") { page in
                            LikelihoodBar(name: answer.answer, prior: answer.prior, posterior: answer.posterior).draw(
                                &page)
                        }
                    }
                }
            }
        }
    }
}
