import Evidence
import Geodesy
import Sites

/// Objects through time: what arrived, left, stayed and moved, look by look.
extension ReportPage {
    func objectSection(_ page: inout MarkupWriter) {
        page.element(
            "p",
            text:
                "Detections that are one object, followed from scene to scene by place, length, direction and class within "
                + "the margins of alignment. An arrival or departure lies between two scenes that saw the place; a scene "
                + "that did not see it says nothing. Probabilities rest on the accuracy that was measured of the networks, "
                + "and on how often things leave a place, which is elicited.")
        for group in objectGroups {
            let eventful = group.objects.filter { object in object.events.contains { $0.kind != .stayed } }
            let steady = group.objects.filter { object in object.events.allSatisfy { $0.kind == .stayed } }
            if !eventful.isEmpty {
                folded(
                    &page, "\(Wording.count(eventful.count, "object")) that came, left, moved or may have",
                    isOpen: eventful.count <= unfoldedRows
                ) { historyTable(&$0, eventful, scenes: group.scenes) }
            }
            if !steady.isEmpty { steadySentence(&page, steady) }
        }
    }

    /// Objects of one place, which share the scenes in which they were sought.
    private var objectGroups: [(scenes: [Scene], objects: [ObjectChain])] {
        let groups = Dictionary(grouping: content.objects) { $0.steps.map(\.look) }
        return groups.map { looks, objects in
            let scenes = looks.compactMap { index.sceneByID[$0] }
            return (scenes, objects.sorted { key($0) < key($1) })
        }
        .sorted { ($0.scenes.first?.id ?? "") < ($1.scenes.first?.id ?? "") }
    }

    /// By class, then by when it was seen first.
    private func key(_ object: ObjectChain) -> (String, Int, String) {
        (object.className, object.steps.firstIndex { $0.sight.detection != nil } ?? 0, object.id)
    }

    private func historyTable(_ page: inout MarkupWriter, _ objects: [ObjectChain], scenes: [Scene]) {
        page.element(
            "p", ["class": "key"],
            text: "● seen  ◐ seen, but not which of several it is  ○ its place was seen and it was not  "
                + "· its place could not be seen")
        table(
            &page, caption: "Objects by class and first sight; a column for each scene, the earliest on the left",
            heads: ["Object", "Zone"] + scenes.map { $0.time.map { Wording.day($0.start) } ?? "?" } + ["What happened"],
            kind: "history"
        ) { page in
            for object in objects {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"]) { link(&$0, object) }
                    page.element("td") { page in
                        if let zone = zone(of: object) { zoneLink(&page, zone.id) } else { page.text("–") }
                    }
                    for (step, scene) in zip(object.steps, scenes) {
                        page.element("td", ["class": "sight", "title": Self.words(step.sight)]) { page in
                            if step.sight.detection != nil {
                                page.element(
                                    "a", ["href": "#" + Anchor.scene(scene.id)], text: Self.sign(step.sight))
                            } else {
                                page.text(Self.sign(step.sight))
                            }
                        }
                    }
                    page.element("td", ["class": "prose"]) { events(&$0, of: object) }
                }
            }
        }
    }

    private func events(_ page: inout MarkupWriter, of object: ObjectChain) {
        for event in object.events where event.kind != .stayed {
            page.element("p") { page in
                page.text(words(event))
                if !event.remarks.isEmpty {
                    page.element("small", text: " " + event.remarks.joined(separator: "; "))
                }
            }
        }
    }

    /// What an event is, between which scenes and how surely.
    private func words(_ event: ObjectChain.Event) -> String {
        func day(_ id: String) -> String {
            index.sceneByID[id]?.time.map { Wording.day($0.start) } ?? id
        }
        let span = "between \(day(event.after)) and \(day(event.until))"
        switch event.kind {
        case .arrived: return "Arrived \(span) (\(Wording.percent(event.probability)))."
        case .departed: return "Departed \(span) (\(Wording.percent(event.probability)))."
        case .moved:
            let metres = event.distance.map { " by \(Wording.number($0)) m" } ?? ""
            return "Moved\(metres) \(span) (\(Wording.percent(event.probability)))."
        case .stayed: return "Stayed \(span)."
        case .undetermined: return "Whether it came or left \(span) cannot be told."
        }
    }

    private func steadySentence(_ page: inout MarkupWriter, _ objects: [ObjectChain]) {
        let counts = Dictionary(grouping: objects, by: \.className).sorted { $0.key < $1.key }
        page.element("p") { page in
            page.text("Nothing is told to have happened to ")
            for (position, (name, members)) in counts.enumerated() {
                if position > 0 { page.text(position == counts.count - 1 ? " and " : ", ") }
                let sightings = members.map { object in object.steps.count { $0.sight.detection != nil } }
                let least = sightings.min() ?? 0
                let most = sightings.max() ?? 0
                let range = least == most ? "\(least)" : "\(least) to \(most)"
                page.text("\(members.count) × \(name) (seen in \(range) scenes)")
            }
            page.text(".")
        }
    }

    private func link(_ page: inout MarkupWriter, _ object: ObjectChain) {
        let first = object.steps.lazy.compactMap(\.sight.detection).first
        guard let first, let number = index.numberOfDetection[first] else { return page.text(object.className) }
        page.element("a", ["href": "#" + Anchor.detection(first)], text: "\(object.className) \(number)")
    }

    private func zone(of object: ObjectChain) -> Zone? {
        content.case.site.zones.first { $0.area.contains(object.lastBox.centre) }
    }

    private static func sign(_ sight: ObjectChain.Sight) -> String {
        switch sight {
        case .seen: "●"
        case .seenButNotWhich: "◐"
        case .notSeen: "○"
        case .notLooked: "·"
        }
    }

    private static func words(_ sight: ObjectChain.Sight) -> String {
        switch sight {
        case .seen: "seen"
        case .seenButNotWhich: "seen, but not which of several it is"
        case .notSeen: "its place was seen and it was not"
        case .notLooked: "its place could not be seen"
        }
    }
}
