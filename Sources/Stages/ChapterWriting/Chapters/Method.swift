import Documents
import Evidence
import Findings
import Inquiry
import Sites

/// What all this was made with, and how far it reaches.
extension ChapterBuilder {
    mutating func models() -> [Block] {
        guard !material.models.isEmpty else { return [missing("missing.models")] }
        let rows = material.models.map { model in
            let reference = [RecordReference(.model, model.name)]
            return DocumentTable.Row([
                cell(model.name, reference), cell(model.accuracy ?? phrases.say("models.no-accuracy")),
                cell(model.threshold.map { digits($0) } ?? phrases.say("models.several-thresholds")),
                cell(String(model.sha256.prefix(16))), cell(model.licence ?? ""),
            ])
        }
        var blocks: [Block] = [
            .table(
                DocumentTable(
                    caption: phrases.say("models.table"),
                    columns: [
                        column("model"), column("accuracy"), column("threshold", isNumeric: true), column("hash"),
                        column("licence"),
                    ], rows: rows))
        ]
        let limits = material.models.flatMap { model in model.limits.map { (model.name, $0) } }
        if !limits.isEmpty {
            blocks.append(heading("models.limits"))
            blocks.append(
                .list(
                    limits.map { name, limit in
                        Paragraph([english("\(name): \(limit)", [RecordReference(.model, name)])])
                    }))
        }
        return blocks
    }

    mutating func assumptions() -> [Block] {
        let assumptions = material.case.inquiry?.assumptions ?? []
        guard !assumptions.isEmpty else { return [missing("missing.assumptions")] }
        let reference = [RecordReference(.case, material.case.id)]
        return [
            .table(
                DocumentTable(
                    caption: phrases.say("assumptions.table"),
                    columns: [column("assumption"), column("standing"), column("because"), column("if-wrong")],
                    rows: assumptions.map { assumption in
                        DocumentTable.Row([
                            cell(assumption.text, reference),
                            cell(phrases.word("standing", assumption.standing.rawValue)),
                            cell(assumption.because ?? ""), cell(assumption.ifWrong ?? ""),
                        ])
                    }))
        ]
    }

    mutating func deception() -> [Block] {
        let answers = material.case.inquiry?.deception ?? []
        guard !answers.isEmpty else { return [missing("missing.deception")] }
        let reference = [RecordReference(.case, material.case.id)]
        return [
            .table(
                DocumentTable(
                    caption: phrases.say("deception.table"),
                    columns: [column("question"), column("points-to"), column("because")],
                    rows: answers.map { answer in
                        DocumentTable.Row([
                            cell(DeceptionQuestion.named(answer.question)?.text ?? answer.question, reference),
                            cell(phrases.word("answer-word", answer.pointsTo.rawValue)), cell(answer.note ?? ""),
                        ])
                    }))
        ]
    }

    mutating func reproduction() -> [Block] {
        let reference = [RecordReference(.case, material.case.id)]
        var sentences = [
            claim(
                "reproduction.program", ["version": material.softwareVersion, "case": material.case.id], reference),
            lead("reproduction.chain"),
        ]
        if let study = material.study {
            sentences.append(
                claim("reproduction.seed", ["samples": grouped(study.samples), "seed": String(study.seed)], reference))
        }
        return [heading("reproduction.title"), paragraph(sentences)]
    }
}
