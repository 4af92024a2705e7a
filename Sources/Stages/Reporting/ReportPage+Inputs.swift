import Findings
import Scenarios

/// Every number that went into scenarios, and the way from a number that came out to those.
extension ReportPage {
    /// Writes the table of inputs; each has a place of its own.
    func inputSection(_ page: inout MarkupWriter, _ scenarios: ReportContent.Scenarios) {
        let inputs = scenarios.model.inputs
        let missing = inputs.filter(\.basis.isMissing).count
        page.element(
            "p",
            text: "\(Wording.count(inputs.count, "number")) went in"
                + (missing == 0
                    ? ", each with a source or a person who judged it." : "; behind \(missing) of them stands nobody."))
        table(
            &page, caption: "Numbers that went into the scenarios",
            heads: ["Input", "What it is", "Number", "Unit", "Basis", "Written in"],
            numeric: ["Number"], kind: "inputs"
        ) { page in
            for input in inputs {
                page.element("tr", ["id": Anchor.input(input.id)]) { page in
                    page.element("th", ["scope": "row"], text: input.id)
                    page.element("td", text: input.text)
                    page.element("td", ["class": "number"], text: input.number.text)
                    page.element("td", text: input.unit)
                    page.element("td") { page in basis(&page, input) }
                    page.element("td", text: scenarios.places[input.id] ?? "not written")
                }
            }
        }
    }

    /// Who stands behind a number, and what it was converted from.
    private func basis(_ page: inout MarkupWriter, _ input: ScenarioInput) {
        for (number, source) in input.basis.sources.enumerated() {
            if number > 0 { page.text(", ") }
            if judged?.sources.contains(source) == true {
                page.element("a", ["href": "#" + Anchor.source(source)], text: source)
            } else {
                page.text("source " + source)
            }
        }
        if let person = input.basis.elicitedFrom {
            page.text((input.basis.sources.isEmpty ? "" : "; ") + "elicited from " + person)
        }
        if input.basis.isMissing { page.element("b", text: "nobody is named") }
        if let origin = input.origin { page.element("p", text: "from " + origin) }
        if let note = input.basis.note { page.element("p", text: note) }
    }
}
