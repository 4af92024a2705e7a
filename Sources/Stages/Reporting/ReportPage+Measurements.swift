import Evidence
import Sites

/// What was measured of single tanks and ships: a table of each kind, by what it was measured of and by date.
extension ReportPage {
    /// One row: something in one scene.
    private struct Row {
        var subject: String
        var scene: Scene?
        var results: [String: Observation]
    }

    func measurementSection(_ page: inout MarkupWriter) {
        let tanks = Set(content.case.site.tanks.map(\.id))
        measurementTable(
            &page, caption: "Tanks, by tank and date", head: "Tank",
            quantities: ["diameter", "height", "fill", "contents", "roof"]
        ) { tanks.contains($0) }
        measurementTable(
            &page, caption: "Ships, by date", head: "Ship",
            quantities: ["length", "beam", "berth", "distance to quay", "angle to quay", "bow", "motion"]
        ) { !tanks.contains($0) }
        let methods = Set(
            index.measurementsOfLook.values.joined().compactMap { observation -> String? in
                switch observation.result {
                case .measured(_, _, _, let level, _, _):
                    "Intervals in brackets hold the true value with a probability of \(Wording.percent(level))."
                case .told: "Percentages behind kinds and directions are the probability of being right."
                case .count, .notApplicable, .undetermined: nil
                }
            })
        for method in methods.sorted() { page.element("p", ["class": "key"], text: method) }
    }

    private func measurementTable(
        _ page: inout MarkupWriter, caption: String, head: String, quantities: [String],
        isOne: (String) -> Bool
    ) {
        let rows = self.rows(isOne)
        guard !rows.isEmpty else { return }
        let shown = quantities.filter { quantity in rows.contains { $0.results[quantity] != nil } }
        table(
            &page, caption: caption,
            heads: [head, "Date (UTC)"] + shown.map(Wording.capitalised), numeric: [], kind: "measurements"
        ) { page in
            for row in rows {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"]) { subject(&$0, row.subject) }
                    page.element("td") { page in
                        if let scene = row.scene {
                            page.element(
                                "a", ["href": "#" + Anchor.scene(scene.id)], text: Wording.shortTime(scene.time))
                            if scene.isSimulated { page.element("small", text: " simulated") }
                        }
                    }
                    for quantity in shown {
                        page.element(
                            "td", ["id": row.results[quantity].map { Anchor.observation($0.id) }, "class": "prose"]
                        ) { page in
                            guard let observation = row.results[quantity] else { return page.text("–") }
                            cell(&page, observation)
                        }
                    }
                }
            }
        }
    }

    /// The result in short, and below it how it was found or why there is none.
    private func cell(_ page: inout MarkupWriter, _ observation: Observation) {
        page.text(Wording.shortResult(observation.result))
        let remark: String
        switch observation.result {
        case .measured(_, _, _, _, _, let method), .told(_, _, let method), .count(_, _, _, _, let method):
            remark = method
        case .notApplicable(let because), .undetermined(let because): remark = "because " + Wording.clause(because)
        }
        guard !remark.isEmpty else { return }
        page.leaf("br")
        page.element("small", text: remark)
    }

    private func subject(_ page: inout MarkupWriter, _ id: String) {
        if let tank = content.case.site.tanks.first(where: { $0.id == id }) {
            page.text(tank.name)
        } else if let detection = index.detectionByID[id] {
            page.element(
                "a", ["href": "#" + Anchor.detection(id)],
                text: "\(detection.className) \(index.numberOfDetection[id].map(String.init) ?? "")")
        } else {
            page.text(id)
        }
    }

    /// Tanks in the site's order and by date; ships by date and number.
    private func rows(_ isOne: (String) -> Bool) -> [Row] {
        let order = Dictionary(
            content.case.site.tanks.enumerated().map { ($0.element.id, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        let sceneOrder = Dictionary(uniqueKeysWithValues: zip(index.scenes.map(\.id), 0...))
        var rows: [String: Row] = [:]
        for (look, observations) in index.measurementsOfLook {
            let scene = index.lookByID[look]?.scene
            for observation in observations {
                guard let subject = observation.subject, isOne(subject) else { continue }
                let key = (scene ?? "") + "/" + subject
                rows[key, default: Row(subject: subject, scene: scene.flatMap { index.sceneByID[$0] }, results: [:])]
                    .results[observation.quantity] = observation
            }
        }
        return rows.values.sorted { a, b in
            func rank(_ row: Row) -> (Int, Int, Int, String) {
                (
                    order[row.subject] ?? .max, row.scene.flatMap { sceneOrder[$0.id] } ?? -1,
                    index.numberOfDetection[row.subject] ?? 0, row.subject
                )
            }
            return rank(a) < rank(b)
        }
    }
}
