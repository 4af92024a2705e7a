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
                + "that did not see it says nothing. Probabilities rest on the recall that was measured of the networks, on "
                + "the scores of detections, and on how often things leave a place, which is elicited.")
        for group in objectGroups {
            let parts = Dictionary(grouping: group.objects, by: Part.init)
            if let eventful = parts[.eventful] {
                folded(
                    &page, "\(Wording.count(eventful.count, "object")) that came, left, moved or may have",
                    isOpen: eventful.count <= unfoldedRows
                ) { historyTable(&$0, eventful, scenes: group.scenes) }
            }
            if let steady = parts[.steady] { sentence(&page, "Nothing is told to have happened to ", steady) }
            if let fleeting = parts[.fleeting] {
                sentence(
                    &page, "Seen in one scene only and too unsure to tell whether anything came or left: ", fleeting)
            }
        }
    }

    /// How an object is told of.
    private enum Part {
        /// In the table: something happened to it, or may have.
        case eventful
        /// In a sentence: it stayed.
        case steady
        /// In a sentence: one detection, as likely false as not.
        case fleeting

        init(_ object: ObjectChain) {
            let sightings = object.steps.count { $0.sight.detection != nil }
            if object.events.allSatisfy({ $0.kind == .stayed }) {
                self = .steady
            } else {
                self = sightings == 1 && object.events.allSatisfy { $0.kind == .undetermined } ? .fleeting : .eventful
            }
        }
    }

    /// Objects of one place, which share the scenes in which they were sought.
    private var objectGroups: [(scenes: [String], objects: [ObjectChain])] {
        let groups = Dictionary(grouping: content.objects) { $0.steps.map(\.look) }
        return groups.map { scenes, objects in (scenes, objects.sorted { key($0) < key($1) }) }
            .sorted { $0.scenes.lexicographicallyPrecedes($1.scenes) }
    }

    /// By class, then by when it was seen first.
    private func key(_ object: ObjectChain) -> (String, Int, String) {
        (object.className, object.steps.firstIndex { $0.sight.detection != nil } ?? 0, object.id)
    }

    private func historyTable(_ page: inout MarkupWriter, _ objects: [ObjectChain], scenes: [String]) {
        page.element(
            "p", ["class": "key"],
            text: "● seen  ◐ seen, but not which of several it is  ○ its place was seen and it was not  "
                + "· its place could not be seen")
        table(
            &page, caption: "Objects by class and first sight; a column for each scene, the earliest on the left",
            heads: ["Object", "Zone"] + scenes.map(day) + ["What happened"],
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
                            if step.sight.detection != nil, index.sceneByID[scene] != nil {
                                page.element(
                                    "a", ["href": "#" + Anchor.scene(scene)], text: Self.sign(step.sight))
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

    /// The day of a scene; its id where the report does not hold it.
    private func day(_ scene: String) -> String {
        index.sceneByID[scene]?.time.map { Wording.day($0.start) } ?? scene
    }

    /// What an event is, between which scenes and how surely.
    private func words(_ event: ObjectChain.Event) -> String {
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

    private func sentence(_ page: inout MarkupWriter, _ beginning: String, _ objects: [ObjectChain]) {
        let counts = Dictionary(grouping: objects, by: \.className).sorted { $0.key < $1.key }
        page.element("p") { page in
            page.text(beginning)
            for (position, (name, members)) in counts.enumerated() {
                if position > 0 { page.text(position == counts.count - 1 ? " and " : ", ") }
                let sightings = members.map { object in object.steps.count { $0.sight.detection != nil } }
                let least = sightings.min() ?? 0
                let most = sightings.max() ?? 0
                let range = least == most ? "\(least)" : "\(least) to \(most)"
                page.text("\(members.count) × \(name)" + (most > 1 ? " (seen in \(range) scenes)" : ""))
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
        content.hidesPlaces ? nil : content.case.site.zones.first { $0.area.contains(object.lastBox.centre) }
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
