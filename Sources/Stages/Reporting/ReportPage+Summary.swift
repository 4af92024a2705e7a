import Evidence
import Foundation
import Sites

/// Title, question and summary box.
extension ReportPage {
    func titleBlock(_ page: inout MarkupWriter) {
        page.element("p", ["class": "kicker"], text: content.case.site.name)
        page.element("h1", text: content.case.title)
        page.element("p", ["class": "question"], text: content.case.question)
    }

    func summary(_ page: inout MarkupWriter) {
        page.element("h2", ["id": "summary-title"], text: "Summary")
        page.element("dl", ["class": "facts"]) { page in
            fact(&page, "Scenes") { $0.text(scenesSentence) }
            fact(&page, "Looks") { $0.text(looksSentence) }
            fact(&page, "Counted") { countedSentences(&$0) }
            fact(&page, "Period") { $0.text(periodSentence) }
            if content.isSimulated { fact(&page, "Origin") { $0.text("Simulated: see the note at the top.") } }
        }
    }

    private func fact(_ page: inout MarkupWriter, _ name: String, content: (inout MarkupWriter) -> Void) {
        page.element("dt", text: name)
        page.element("dd", content: content)
    }

    private var scenesSentence: String {
        let scenes = index.scenes
        guard !scenes.isEmpty else { return "No scene has been added to this case, so nothing was looked at." }
        var text = Wording.count(scenes.count, "scene") + "."
        let timeless = scenes.filter { $0.time == nil }.count
        let wholeDays = scenes.filter { $0.time.map { !$0.isInstant } ?? false }.count
        let placeless = scenes.filter { $0.transform == nil && $0.placement == .none }.count
        let unfinished = scenes.filter { !index.unfinishedRuns(for: $0.id, model: nil).isEmpty }.count
        if wholeDays > 0 { text += " Of \(wholeDays) the day is known but not the hour." }
        if timeless > 0 { text += " Of \(timeless) the time is not known." }
        if placeless > 0 { text += " \(placeless) without georeference." }
        if unfinished > 0 { text += " \(unfinished) could be processed only in part." }
        return text
    }

    private var looksSentence: String {
        let looks = index.lookByID.values
        guard !looks.isEmpty else {
            return content.case.site.zones.isEmpty
                ? "None: the site has no zones." : "None: no scene was looked at zone by zone."
        }
        let counts = Dictionary(grouping: looks, by: \.usability).mapValues(\.count)
        let zones = Set(looks.map(\.zone)).count
        return "\(Wording.count(looks.count, "look")) at \(Wording.count(zones, "zone")): "
            + "\(counts[.usable] ?? 0) usable, \(counts[.partial] ?? 0) partial, \(counts[.notUsable] ?? 0) not usable."
    }

    private func countedSentences(_ page: inout MarkupWriter) {
        let looks = index.looksOfScene.values.flatMap { $0 }
        let whole = looks.flatMap { look in index.wholeObservations(of: look).map { (look, $0) } }
        let byQuantity = Dictionary(grouping: whole) { $0.1.quantity }
        guard !byQuantity.isEmpty else {
            page.text("Nothing was counted.")
            return
        }
        for quantity in byQuantity.keys.sorted() {
            let all = byQuantity[quantity] ?? []
            let counted: [(count: Int, look: Look, observation: Observation)] = all.compactMap { look, observation in
                guard case .count(let detected, _, _, _, _) = observation.result else { return nil }
                return (detected, look, observation)
            }
            page.element("p") { page in
                page.element("strong", text: quantity)
                page.text(": counted in \(Wording.count(counted.count, "look"))")
                let open = all.count - counted.count
                page.text(open > 0 ? ", could not be determined in \(open)." : ".")
                let zeros = counted.filter { $0.count == 0 }.count
                if zeros > 0 { page.text(" In \(zeros) of them none was seen.") }
                let largest = counted.max { ($0.count, $1.observation.id) < ($1.count, $0.observation.id) }
                if let largest, largest.count > 0 {
                    page.text(" The most, ")
                    countLink(&page, largest.observation, level: true)
                    page.text(
                        ", in \(index.zoneName(largest.look.zone)), "
                            + Wording.shortTime(index.time(of: largest.look)) + ".")
                }
            }
        }
    }

    private var periodSentence: String {
        let times = index.scenes.compactMap(\.time)
        var text = "No scene has a time, so no period is covered."
        if let first = times.map(\.start).min(), let last = times.map({ $0.isInstant ? $0.end : $0.end - 1 }).max() {
            let days = Set(times.map { Wording.day($0.start) }).count
            text =
                Wording.day(first) == Wording.day(last)
                ? "Looked at on \(Wording.day(first)) only."
                : "Looked at from \(Wording.day(first)) to \(Wording.day(last)), on \(Wording.count(days, "day")); "
                    + "between these days nothing is known."
        }
        switch (content.case.period.start, content.case.period.end) {
        case (let start?, let end?):
            text += " The question is about \(Wording.day(start)) to \(Wording.day(end - 1))."
        case (let start?, nil): text += " The question is about the time from \(Wording.day(start))."
        case (nil, let end?): text += " The question is about the time until \(Wording.day(end - 1))."
        case (nil, nil): break
        }
        return text
    }

    /// A count as a link to the entry that tells what it rests on.
    func countLink(_ page: inout MarkupWriter, _ observation: Observation, level: Bool = false) {
        page.element("a", ["href": "#" + Anchor.observation(observation.id), "class": "count"]) { page in
            page.text(level ? Wording.result(observation.result) : Wording.shortResult(observation.result))
        }
    }
}
