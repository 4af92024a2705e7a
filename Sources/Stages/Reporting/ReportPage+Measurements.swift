import Evidence
import Sites

/// What was measured of single tanks and ships and of the snow in zones: a table of each kind, by what it was measured of
/// and by date.
extension ReportPage {
    /// One row: something in one scene.
    private struct Row {
        var subject: String
        var scene: Scene?
        var results: [String: Observation]
    }

    func measurementSection(_ page: inout MarkupWriter) {
        let tanks = Set(content.case.site.tanks.map(\.id))
        let places = Set(content.case.site.zones.map(\.id) + content.case.site.structures.map(\.id))
        measurementTable(
            &page, caption: "Tanks, by tank and date", head: "Tank",
            quantities: ["diameter", "height", "fill", "contents", "roof", "snow on the roof"]
        ) { tanks.contains($0) }
        measurementTable(
            &page, caption: "Ships, by date", head: "Ship",
            quantities: ["length", "beam", "berth", "distance to quay", "angle to quay", "bow", "motion"]
        ) { !tanks.contains($0) && !places.contains($0) }
        measurementTable(
            &page, caption: "Snow, by zone and date, where any lies", head: "Zone",
            quantities: [
                "snow-covered share", "share cleared of snow", "share not judged for snow", "age of the snow",
                "tracks in the snow", "snow on the roof",
            ], isShown: { Self.holdsSnow($0) }
        ) { places.contains($0) }
        for sentence in clearingSentences { page.element("p", text: sentence) }
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
        isShown: (Row) -> Bool = { _ in true }, isOne: (String) -> Bool
    ) {
        let rows = self.rows(isOne).filter(isShown)
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

    /// Whether a row tells of snow that lies there.
    private static func holdsSnow(_ row: Row) -> Bool {
        if case .measured(let value, _, _, _, _, _) = row.results["snow-covered share"]?.result { return value >= 0.02 }
        if case .told = row.results["snow on the roof"]?.result { return true }
        return false
    }

    /// In which order zones were cleared, by date.
    private var clearingSentences: [String] {
        let found = index.measurementsOfLook.flatMap { look, observations in
            observations.compactMap { observation -> (String, String)? in
                guard observation.quantity.hasPrefix("order of clearing"),
                    case .told(let sentence, let probability, _) = observation.result
                else { return nil }
                let scene = index.lookByID[look].flatMap { index.sceneByID[$0.scene] }
                return (scene?.time?.iso8601 ?? "", "\(sentence) (\(Wording.percent(probability)))")
            }
        }
        return found.sorted { $0 < $1 }.map(\.1)
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
        } else if let zone = index.zoneByID[id] {
            page.text(zone.name)
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
