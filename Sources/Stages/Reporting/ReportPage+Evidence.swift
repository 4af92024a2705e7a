import Evidence
import Findings
import Inquiry

/// The evidence: what was read, how far it tells hypotheses apart, and where it comes from.
extension ReportPage {
    func evidenceSection(_ page: inout MarkupWriter, _ judged: JudgementIndex) {
        let assessment = judged.assessment
        page.element("p", text: Wording.sentence(assessment.method))
        // The same indicator may stand here twice; a link leads to the first.
        var placed: Set<String> = []
        if assessment.evidence.isEmpty {
            page.element("p", ["class": "absent"], text: "Nothing was read that counts.")
        } else {
            evidenceTable(&page, judged, &placed)
            page.element(
                "p", ["class": "key"],
                text:
                    "The ratio is the probability of the reading under one hypothesis over that under the other, before it is "
                    + "weighed: weak below 3, positive below 20, strong below 150 (Kass and Raftery 1995). Bits are the mutual "
                    + "information of the indicator with the hypotheses under the priors.")
            folded(&page, "Likelihoods as they were told", isOpen: false) { likelihoodTable(&$0, judged) }
        }
        guard !assessment.notJudged.isEmpty else { return }
        page.element("h3", text: "Could not be judged")
        page.element("p", text: "A missed look counts for nothing: none of these moves a probability.")
        folded(
            &page, Wording.count(assessment.notJudged.count, "indicator"),
            beyond: 40, count: assessment.notJudged.count
        ) { page in
            page.element("ul", ["class": "findings"]) { page in
                for reading in assessment.notJudged {
                    let anchor = placed.insert(reading.indicator).inserted ? Anchor.indicator(reading.indicator) : nil
                    page.element("li", ["id": anchor]) { page in
                        page.element("b", text: reading.indicator)
                        if let text = judged.indicatorTexts[reading.indicator] { page.text(" \(text)") }
                        page.text(": \(Wording.sentence(reading.sentence))")
                        for remark in reading.remarks { page.text(" " + Wording.sentence(remark)) }
                    }
                }
            }
        }
    }

    private func evidenceTable(_ page: inout MarkupWriter, _ judged: JudgementIndex, _ placed: inout Set<String>) {
        let assessment = judged.assessment
        let versus = assessment.runnerUp.map { "Ratio \(assessment.leading) : \($0)" } ?? "Ratio"
        let rows = assessment.evidence.map { result in
            (result, placed.insert(result.reading.indicator).inserted)
        }
        table(
            &page, caption: "What counts, in the order of the indicators",
            heads: ["Indicator", "Read", versus, "Weight", "Bits", "Group", "Source"], numeric: ["Bits"],
            kind: "evidence"
        ) { page in
            for (result, isFirst) in rows {
                let reading = result.reading
                page.element("tr", ["id": isFirst ? Anchor.indicator(reading.indicator) : nil]) { page in
                    page.element("th", ["scope": "row"]) { page in
                        page.element("b", text: reading.indicator)
                        page.text(" " + result.text)
                    }
                    page.element("td", ["class": "prose"]) { self.reading(&$0, reading) }
                    page.element(
                        "td",
                        text: Wording.direction(
                            result.ratio, excludes: result.excludes, leading: assessment.leading,
                            runnerUp: assessment.runnerUp))
                    page.element("td") { page in
                        page.text(Self.weight(result.weight))
                        if let reason = result.weightReason { page.element("small", text: " " + reason) }
                    }
                    page.element(
                        "td", ["class": "number"], text: Wording.bits(result.diagnosticity.mutualInformation))
                    page.element("td", text: result.group ?? "–")
                    page.element("td") { sources(&$0, reading, judged) }
                }
            }
        }
    }

    private static func weight(_ weight: Double) -> String {
        switch weight {
        case 1: "in full"
        case 0: "does not count"
        default: Wording.number(weight, decimals: 2)
        }
    }

    /// What became of an indicator, and the looks that decide.
    private func reading(_ page: inout MarkupWriter, _ reading: IndicatorReading) {
        page.element("span", ["class": "tag"], text: reading.outcome.rawValue)
        page.text(" " + Wording.sentence(reading.sentence))
        if reading.sources.isEmpty, reading.shown > 0, reading.shown < 1 {
            page.text(" Probability that it stood there, by the pixels: \(Wording.probability(reading.shown)).")
        }
        if reading.outcome == .notSeen || reading.isAbsence {
            let basis = reading.detectionBasis.isEmpty ? "" : " (\(reading.detectionBasis))"
            page.text(
                " Had it stood there, the looks would have shown it with \(Wording.probability(reading.detection))\(basis)."
            )
        }
        for remark in reading.remarks { page.text(" " + Wording.sentence(remark)) }
        looks(&page, reading.looks)
    }

    /// Links to looks, folded; those that are not in the report are left out.
    func looks(_ page: inout MarkupWriter, _ looks: [String]) {
        let known = looks.filter { index.lookByID[$0] != nil }
        guard !known.isEmpty else { return }
        page.element("details") { page in
            page.element("summary", text: "rests on \(Wording.count(known.count, "look"))")
            page.element("p") { page in
                for (number, look) in known.enumerated() {
                    if number > 0 { page.text("; ") }
                    // Looks of one indicator may be at several zones of one scene.
                    if let zone = index.lookByID[look]?.zone { page.text(index.zoneName(zone) + ", ") }
                    link(&page, toLook: look)
                }
            }
        }
    }

    /// Who says so, each with its grade and a link to its entry.
    private func sources(_ page: inout MarkupWriter, _ reading: IndicatorReading, _ judged: JudgementIndex) {
        if reading.sources.isEmpty {
            page.text("imagery")
        } else {
            sourceLinks(&page, reading.sources, judged)
        }
        if reading.reliability.mode < 1 {
            page.element("small", text: " relied on by \(Wording.probability(reading.reliability.mode))")
        }
    }

    /// Links to sources by id and grade, with commas between.
    func sourceLinks(_ page: inout MarkupWriter, _ ids: [String], _ judged: JudgementIndex) {
        for (number, id) in ids.enumerated() {
            if number > 0 { page.text(", ") }
            if let source = judged.judgement.sources[id] {
                page.element("a", ["href": "#" + Anchor.source(id), "title": source.title], text: id)
                if !source.grade.isEmpty { page.text(" " + source.grade) }
            } else {
                page.text(id + " (not in this report)")
            }
        }
    }

    // MARK: Likelihoods

    private func likelihoodTable(_ page: inout MarkupWriter, _ judged: JudgementIndex) {
        let ids = judged.leaves.map(\.id)
        table(
            &page,
            caption:
                "Probability in percent that the indicator is observed in a clear season of looks, if the hypothesis "
                + "holds: most likely (least–greatest)",
            heads: ["Indicator"] + ids + ["Row variance", "Largest |ln ratio|", "Told by", "Why it tells them apart"],
            numeric: Set(ids + ["Row variance", "Largest |ln ratio|"]), kind: "scores"
        ) { page in
            for result in judged.assessment.evidence {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"], text: result.reading.indicator)
                    for place in ids.indices {
                        let told = result.elicited.indices.contains(place) ? result.elicited[place] : nil
                        page.element("td", ["class": "number"], text: told.map(range) ?? "–")
                    }
                    let largest = result.diagnosticity.largestLogRatio
                    page.element(
                        "td", ["class": "number"],
                        text: Wording.number(result.diagnosticity.rowVariance, decimals: 3))
                    page.element(
                        "td", ["class": "number"],
                        text: largest.map { Wording.number($0, decimals: 2) } ?? "one excludes it")
                    page.element("td", text: result.elicitedFrom ?? "not told")
                    page.element("td", ["class": "prose"], text: result.rationale ?? "")
                }
            }
        }
    }

    private func range(_ told: ElicitedProbability) -> String {
        // People tell round numbers; a decimal that nobody told would look like more.
        func plain(_ value: Double) -> String {
            let text = Wording.tenths(value)
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
        guard told.low != told.high else { return plain(told.mode) }
        return "\(plain(told.mode)) (\(plain(told.low))–\(plain(told.high)))"
    }
}
