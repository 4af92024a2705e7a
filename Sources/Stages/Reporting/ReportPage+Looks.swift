import Evidence
import Sites

/// The table of looks.
extension ReportPage {
    func lookSection(_ page: inout MarkupWriter) {
        guard !index.lookByID.isEmpty else {
            page.element(
                "p", ["class": "absent"],
                text: content.case.site.zones.isEmpty
                    ? "The site has no zones, so there are no looks."
                    : "No zone was looked at: there are no looks in this report.")
            return
        }
        page.element(
            "p",
            text: "A look is one zone seen once in one scene. “Not seen” is said only where somebody looked.")
        if !repeatedReasons.isEmpty {
            page.element(
                "p", ["class": "remark"],
                text: "Of all looks: " + repeatedReasons.map(Wording.clause).joined(separator: "; ") + ".")
        }
        let scenes = index.scenes.filter { index.looksOfScene[$0.id] != nil }
        if index.lookByID.count <= unfoldedRows {
            lookTable(&page, scenes.flatMap { index.looksOfScene[$0.id] ?? [] }, caption: "All looks, by time")
        } else {
            for scene in scenes {
                let looks = index.looksOfScene[scene.id] ?? []
                folded(
                    &page, "\(Wording.shortTime(scene.time)) · \(scene.title) · \(Wording.count(looks.count, "look"))",
                    isOpen: false
                ) { lookTable(&$0, looks, caption: "Looks in \(scene.title)") }
            }
        }
        if !index.strayLooks.isEmpty {
            lookTable(&page, index.strayLooks, caption: "Looks whose scene is not in this report")
        }
    }

    /// What is true of every look, where there are several: said once and not in each row.
    var repeatedReasons: [String] {
        let looks = index.lookByID.values
        guard looks.count > 1, let first = looks.min(by: { $0.id < $1.id }) else { return [] }
        return first.reasons.filter { reason in looks.allSatisfy { $0.reasons.contains(reason) } }
    }

    /// A part of the page that can be folded away; printed unfolded.
    func folded(
        _ page: inout MarkupWriter, _ title: String, isOpen: Bool, content: (inout MarkupWriter) -> Void
    ) {
        page.element("details", ["open": isOpen ? "open" : nil]) { page in
            page.element("summary", text: title)
            content(&page)
        }
    }

    /// The same where it is long; what is short stands there as it is.
    func folded(
        _ page: inout MarkupWriter, _ title: String, beyond limit: Int, count: Int,
        content: (inout MarkupWriter) -> Void
    ) {
        if count <= limit { content(&page) } else { folded(&page, title, isOpen: false, content: content) }
    }

    /// A table in a frame that scrolls where it is wider than the screen, also by keyboard.
    func table(
        _ page: inout MarkupWriter, caption: String, heads: [String], numeric: Set<String> = [], kind: String? = nil,
        rows: (inout MarkupWriter) -> Void
    ) {
        page.region(named: caption) { page in
            page.element("table", ["class": kind]) { page in
                page.element("caption", text: caption)
                page.element("thead") { page in
                    page.element("tr") { page in
                        for head in heads {
                            let kind = numeric.contains(head) ? "number" : nil
                            page.element("th", ["scope": "col", "class": kind], text: head)
                        }
                    }
                }
                page.element("tbody", content: rows)
            }
        }
    }

    private func lookTable(_ page: inout MarkupWriter, _ looks: [Look], caption: String) {
        let common = Set(repeatedReasons)
        let hasReasons = looks.contains { !$0.reasons.allSatisfy(common.contains) }
        var heads = ["Date (UTC)", "Scene", "Zone", "Visible", "GSD / needed", "Usability", "Counts (interval)"]
        if hasReasons { heads.append("Reasons") }
        table(&page, caption: caption, heads: heads, numeric: ["Visible", "GSD / needed"], kind: "looks") { page in
            for look in looks {
                let scene = index.sceneByID[look.scene]
                page.element("tr", ["id": Anchor.look(look.id), "class": kind(look.usability)]) { page in
                    page.element("th", ["scope": "row"], text: Wording.shortTime(scene?.time))
                    page.element("td") { sceneLink(&$0, look.scene) }
                    page.element("td") { zoneLink(&$0, look.zone) }
                    page.element("td", ["class": "number"]) { page in
                        page.text(Wording.percent(look.visibleShare))
                        if let cloud = look.cloudShare, cloud > 0 {
                            page.leaf("br")
                            page.element("small", text: "cloud \(Wording.percent(cloud))")
                        }
                    }
                    page.element("td", ["class": "number"]) { page in
                        let gsd = look.groundSamplingDistance.map { Wording.number($0, decimals: 1) } ?? "unknown"
                        page.text("\(gsd) / \(Wording.number(look.requiredGroundSamplingDistance, decimals: 1)) m")
                    }
                    page.element("td") { page in
                        page.element("span", ["class": "tag"], text: Wording.usability(look.usability))
                    }
                    page.element("td") { lookCounts(&$0, look) }
                    if hasReasons {
                        let own = look.reasons.filter { !common.contains($0) }
                        page.element("td", ["class": "prose"], text: own.map(Wording.sentence).joined(separator: " "))
                    }
                }
            }
        }
    }

    private func lookCounts(_ page: inout MarkupWriter, _ look: Look) {
        let observations = index.observationsOfLook[look.id] ?? []
        guard !observations.isEmpty else {
            page.text("no count was made")
            return
        }
        let reasons = Set(
            observations.map { observation -> String? in
                if case .undetermined(let reason) = observation.result { reason } else { nil }
            })
        if reasons.count == 1, let reason = reasons.first ?? nil, let first = index.wholeObservations(of: look).first {
            page.element(
                "a", ["href": "#" + Anchor.observation(first.id), "class": "count prose"],
                text: "cannot be determined, because " + Wording.clause(reason))
            return
        }
        page.element("ul", ["class": "plain"]) { page in
            for observation in ordered(observations, of: look) {
                page.element("li") { page in
                    page.text(observation.quantity + ": ")
                    countLink(&page, observation)
                    if case .count(0, _, _, _, _) = observation.result { page.text(", none seen") }
                }
            }
        }
        if let observation = observations.first {
            let remark = remark(look, observation, before: "")
            if !remark.isEmpty { page.element("small", text: remark) }
        }
    }

    /// Observations with each whole before its parts.
    func ordered(_ observations: [Observation], of look: Look) -> [Observation] {
        let whole = Set(index.wholeObservations(of: look).map(\.id))
        return observations.filter { whole.contains($0.id) } + observations.filter { !whole.contains($0.id) }
    }

    private func kind(_ usability: Look.Usability) -> String {
        switch usability {
        case .usable: "usable"
        case .partial: "partial"
        case .notUsable: "unusable"
        }
    }

    /// A scene's name as a link to its section.
    func sceneLink(_ page: inout MarkupWriter, _ id: String) {
        guard let scene = index.sceneByID[id] else {
            page.text("\(id) (not in this report)")
            return
        }
        page.element("a", ["href": "#" + Anchor.scene(id)], text: scene.title)
    }

    /// A zone's name as a link to its entry below the map.
    func zoneLink(_ page: inout MarkupWriter, _ id: String) {
        guard let zone = index.zoneByID[id] else {
            page.text("\(id) (not in the site)")
            return
        }
        page.element("a", ["href": "#" + Anchor.zone(id)], text: zone.name)
    }
}
