import Evidence
import Foundation
import Sites

/// Title, question and summary box.
extension ReportPage {
    func titleBlock(_ page: inout MarkupWriter) {
        page.element("p", ["class": "kicker"], text: content.case.site.name)
        page.element("h1", text: content.case.title)
        // Where there is an answer, the question stands with it.
        // In print the header has a page of its own.
        if judged == nil || !holdsRecords { page.element("p", ["class": "question"], text: content.case.question) }
    }

    func summary(_ page: inout MarkupWriter) {
        page.element("h2", ["id": "summary-title"], text: "Summary")
        page.element("div", ["class": "columns"]) { page in
            page.element("div") { page in
                if index.observationsOfLook.values.joined().isEmpty {
                    page.element("p", text: "Nothing was counted.")
                } else {
                    totals(&page)
                }
            }
            page.element("div") { overview(&$0) }
        }
        page.element("dl", ["class": "facts"]) { page in
            fact(&page, "How sure") { $0.text(suretySentence) }
            fact(&page, "Seen") { $0.text(scenesSentence + " " + looksSentence) }
            fact(&page, "Not seen") { page in page.text(unseenSentence) }
            fact(&page, "Period") { $0.text(periodSentence) }
            if content.isSimulated { fact(&page, "Origin") { $0.text("Simulated: see the note at the top.") } }
        }
    }

    /// What is known of the counts' errors, in short; the method section has it in full.
    private var suretySentence: String {
        var sentences: [String] = []
        let counts = index.observationsOfLook.values.joined()
        var levels: Set<Double> = []
        var methods: Set<String> = []
        for observation in counts {
            if case .count(_, _, _, let level, let method) = observation.result {
                levels.insert(level)
                methods.insert(method)
            }
        }
        guard !levels.isEmpty else { return "Nothing was counted, so there is nothing to be sure of." }
        let texts = levels.sorted().map(Wording.percent)
        sentences.append(
            "Every count has an interval that holds the true number with a probability of \(Wording.list(texts)).")
        // What holds for single looks stands beside their counts; here only what is said of them all.
        let clauses = methods.sorted().flatMap { $0.components(separatedBy: "; ") }.filter { !$0.isEmpty }
        var told: [String] = []
        for clause in clauses where !clause.contains(where: \.isNumber) && !told.contains(clause) {
            told.append(clause)
        }
        let hasMore = clauses.contains { $0.contains(where: \.isNumber) }
        if told.isEmpty, let only = methods.first, methods.count == 1, !only.isEmpty { told = [only] }
        if !told.isEmpty { sentences.append("Of all of them: " + Wording.sentence(told.joined(separator: "; "))) }
        if hasMore, methods.count > 1 { sentences.append("What narrows or widens a single count stands beside it.") }
        let used = Set(counts.compactMap(\.model?.sha256))
        for model in content.models.sorted(by: { ($0.name, $0.sha256) < ($1.name, $1.sha256) })
        where used.contains(model.sha256) {
            sentences.append(
                "The network \(model.name): "
                    + (model.accuracy.map(Wording.firstSentence) ?? "its accuracy is not told."))
        }
        return sentences.joined(separator: " ")
    }

    /// What no count covers.
    private var unseenSentence: String {
        var sentences: [String] = []
        let counted = Set(index.observationsOfLook.values.joined().flatMap(\.detections))
        // What an analyst rejected or drew anew is in no count, and must not be.
        let countable = index.detectionByID.values.filter(\.review.isCounted).map(\.id)
        let outside = countable.count { !counted.contains($0) }
        if outside > 0 {
            sentences.append(
                "\(Wording.count(outside, "detection")) of \(countable.count) belong to no count, most "
                    + "because they lie outside of all zones.")
        }
        let open = index.observationsOfLook.values.joined().filter {
            if case .undetermined = $0.result { true } else { false }
        }.count
        if open > 0 { sentences.append("\(Wording.count(open, "count")) could not be determined.") }
        let zones = index.zoneByID.keys.filter { index.looksOfZone[$0] == nil }.count
        if zones > 0 { sentences.append("\(Wording.count(zones, "zone")) was looked at in no scene.") }
        if !repeatedReasons.isEmpty { sentences += repeatedReasons.map { Wording.capitalised(Wording.sentence($0)) } }
        return sentences.isEmpty
            ? "Every zone was looked at, and every look gave a count." : sentences.joined(separator: " ")
    }

    /// A term of a list of facts, and what is said of it.
    func fact(_ page: inout MarkupWriter, _ name: String, content: (inout MarkupWriter) -> Void) {
        page.element("dt", text: name)
        page.element("dd", content: content)
    }

    private var scenesSentence: String {
        let scenes = index.scenes
        guard !scenes.isEmpty else { return "No scene has been added to this case, so nothing was looked at." }
        var text = Wording.count(scenes.count, "scene") + "."
        let timeless = scenes.filter { $0.time == nil }.count
        let wholeDays = scenes.filter { $0.time.map { !$0.isInstant } ?? false }.count
        let placeless =
            content.hidesPlaces ? 0 : scenes.filter { $0.transform == nil && $0.placement == .none }.count
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
                ? "The site has no zones." : "No scene was looked at zone by zone."
        }
        let counts = Dictionary(grouping: looks, by: \.usability).mapValues(\.count)
        let zones = Set(looks.map(\.zone)).count
        return "\(Wording.capitalised(Wording.count(looks.count, "look"))) at \(Wording.count(zones, "zone")): "
            + "\(counts[.usable] ?? 0) usable, \(counts[.partial] ?? 0) partial, \(counts[.notUsable] ?? 0) not usable."
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
