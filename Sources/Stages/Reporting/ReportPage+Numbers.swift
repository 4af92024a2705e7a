import Evidence

/// Every number leads back: from each count to look, detections, scene, files, model and run.
extension ReportPage {
    func numberSection(_ page: inout MarkupWriter) {
        guard index.observationsOfLook.contains(where: { !$0.value.isEmpty }) else {
            page.element("p", ["class": "absent"], text: "Nothing was counted, so there is no number to lead back.")
            return
        }
        page.element(
            "p",
            text: "An entry for each quantity of each look: what came out, the look, the detections that it rests on, "
                + "the scene with its files, the network and the run with its configuration and inputs.")
        let isOpen = index.lookByID.count <= unfoldedRows
        for scene in index.scenes {
            let entries = (index.looksOfScene[scene.id] ?? []).flatMap { look in
                ordered(index.observationsOfLook[look.id] ?? [], of: look)
            }
            guard !entries.isEmpty else { continue }
            let title =
                "\(Wording.shortTime(scene.time)) · \(scene.title) · \(Wording.count(entries.count, "entry", "entries"))"
            folded(&page, title, isOpen: isOpen) { page in
                page.element("p", ["class": "files"]) { page in
                    page.text("Scene ")
                    sceneLink(&page, scene.id)
                    page.text(scene.files.isEmpty ? ": no files recorded." : ", files by SHA-256: ")
                    for (position, file) in scene.files.enumerated() {
                        if position > 0 { page.text(", ") }
                        page.element("code", ["title": file.path], text: Wording.short(file.sha256))
                    }
                }
                numberTable(&page, entries, caption: "What the counts in \(scene.title) rest on")
            }
        }
        let stray =
            index.strayLooks.flatMap { index.observationsOfLook[$0.id] ?? [] } + index.strayObservations
        if !stray.isEmpty {
            numberTable(&page, stray, caption: "Counts whose look or scene is not in this report")
        }
    }

    private func numberTable(_ page: inout MarkupWriter, _ observations: [Observation], caption: String) {
        let heads = ["Look", "Quantity", "Result", "Rests on detections", "Model", "Run"]
        table(&page, caption: caption, heads: heads, kind: "numbers") { page in
            for observation in observations {
                let look = index.lookByID[observation.look]
                page.element("tr", ["id": Anchor.observation(observation.id)]) { page in
                    page.element("td") { page in
                        guard let look else {
                            page.text("\(observation.look) (not in this report)")
                            return
                        }
                        page.element("a", ["href": "#" + Anchor.look(look.id)], text: index.zoneName(look.zone))
                        page.text(", \(look.usability.rawValue)")
                    }
                    page.element("th", ["scope": "row"], text: observation.quantity)
                    page.element("td") { page in
                        page.text(Wording.result(observation.result) + remark(look, observation, before: "; ") + ".")
                    }
                    page.element("td") { detectionLinks(&$0, observation) }
                    page.element("td") { modelLink(&$0, observation.model) }
                    page.element("td") { runLink(&$0, content.runsOfObservations[observation.id]) }
                }
            }
        }
    }

    private func detectionLinks(_ page: inout MarkupWriter, _ observation: Observation) {
        guard !observation.detections.isEmpty else {
            page.text("none")
            return
        }
        let known = observation.detections.compactMap { id in index.numberOfDetection[id].map { (id, $0) } }
        for (position, entry) in known.sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) }).enumerated() {
            if position > 0 { page.text(", ") }
            page.element("a", ["href": "#" + Anchor.detection(entry.0)], text: String(entry.1))
        }
        let unknown = observation.detections.count - known.count
        if unknown > 0 { page.text((known.isEmpty ? "" : " and ") + "\(unknown) not in this report") }
    }

    /// A network's name as a link to its card's essentials.
    func modelLink(_ page: inout MarkupWriter, _ model: ModelReference?) {
        guard let model else {
            page.text("none")
            return
        }
        let label = "\(model.name) \(Wording.short(model.sha256))"
        if index.modelByHash[model.sha256] != nil {
            page.element("a", ["href": "#" + Anchor.model(model.sha256)], text: label)
        } else {
            page.text(label + " (its card is not in this report)")
        }
    }

    /// A run's id as a link to its entry in the provenance.
    func runLink(_ page: inout MarkupWriter, _ id: String?) {
        guard let id else {
            page.text("not recorded")
            return
        }
        if let run = index.runByID[id] {
            page.element("a", ["href": "#" + Anchor.run(id)], text: "\(run.stage) \(Wording.short(id))")
        } else {
            page.text("\(Wording.short(id)) (not in this report)")
        }
    }
}
