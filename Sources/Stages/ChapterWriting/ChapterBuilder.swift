import Documents
import Evidence
import Findings
import Foundation
import Inquiry
import Sites

/// Writes parts of chapters, and remembers what they rest on.
struct ChapterBuilder {
    let material: ChapterMaterial
    let settings: ReportSettings
    let phrases: Phrases
    var list: CitationList
    let zoneByID: [String: Zone]
    let lookByID: [String: Look]
    let sceneByID: [String: Scene]
    /// Ids of numbers that are the same in all scenarios.
    let sharedOutcomes: Set<String>
    /// Parts that analysts left out of their chapters.
    var leftOut: Set<ChapterPart> = []

    init(material: ChapterMaterial, settings: ReportSettings, phrases: Phrases) {
        self.material = material
        self.settings = settings
        self.phrases = phrases
        list = CitationList(material, phrases)
        zoneByID = Dictionary(material.case.site.zones.map { ($0.id, $0) }) { first, _ in first }
        lookByID = Dictionary(material.looks.map { ($0.id, $0) }) { first, _ in first }
        sharedOutcomes = Set(material.study?.sharedOutcomes.map(\.id) ?? [])
        sceneByID = Dictionary(material.scenes.map { ($0.id, $0) }) { first, _ in first }
    }

    /// What the case calls things, for headings and analysts' texts.
    var names: [String: Any] {
        [
            "site": material.case.site.name, "title": material.case.title, "question": material.case.question,
            "scenes": material.scenes.count, "looks": material.looks.count,
        ]
    }

    var isSimulated: Bool { material.includesSimulation || material.scenes.contains(where: \.isSimulated) }

    /// The blocks of a part; where there is nothing to tell, a block that says what is missing.
    mutating func blocks(of part: ChapterPart) -> [Block] {
        switch part {
        case .cooperationEvents: cooperationEvents()
        case .areaMap: areaMap()
        case .facilityTable: facilityTable()
        case .linkTable: linkTable()
        case .siteMaps: siteMaps()
        case .historyEvents: historyEvents()
        case .historyFacts: facts(of: .history, missing: "missing.history")
        case .contradictions: contradictions()
        case .transportFacts: facts(of: .transport, missing: "missing.transport-facts")
        case .transportLooks:
            findings(at: zones(of: .transport), missing: "missing.transport-looks")
                + appearances(at: zones(of: .transport))
        case .flows: flows()
        case .transportNeeds: transportNeeds()
        case .hypotheses: hypotheses()
        case .evidence: evidence()
        case .sensitivity: sensitivity()
        case .collection: collection()
        case .course: course()
        case .looks: looks()
        case .observedFindings: observedFindings()
        case .groundChanges: groundChanges()
        case .scenes: sceneFigures()
        case .trains: trains()
        case .railFindings:
            findings(at: zones(of: .rail), missing: "missing.rail-looks") + appearances(at: zones(of: .rail))
        case .arrivals: arrivals()
        case .railIndicators: railIndicators()
        case .schedule: schedule()
        case .comparableWorks: comparableWorks()
        case .instruments: instruments()
        case .scenarioComparison: scenarioComparison()
        case .plant: plant()
        case .consumers: consumers()
        case .models: models()
        case .assumptions: assumptions()
        case .deception: deception()
        case .reproduction: reproduction()
        }
    }

    // MARK: Sentences

    /// A sentence that claims something, with what it rests on.
    mutating func claim(_ text: String, _ references: [RecordReference], language: String? = nil) -> Sentence {
        Sentence([Span(text)], citations: list.cite(references), isClaim: true, language: language)
    }

    /// A phrase that claims something, with what it rests on.
    mutating func claim(_ key: String, _ values: [String: Any], _ references: [RecordReference]) -> Sentence {
        claim(phrases.say(key, values), references)
    }

    /// A phrase that only leads on.
    func lead(_ key: String, _ values: [String: Any] = [:]) -> Sentence { Sentence([Span(phrases.say(key, values))]) }

    /// A sentence that was made in English: said anew where the document's language can, else marked as English.
    mutating func english(_ text: String, _ references: [RecordReference]) -> Sentence {
        if let own = phrases.rewording?.text(text) { return claim(own, references) }
        return claim(text, references, language: phrases.tag == "en" ? nil : "en")
    }

    /// Says that something is not there, and how to get it.
    func missing(_ key: String, _ values: [String: Any] = [:]) -> Block {
        .paragraph(Paragraph([Sentence([Span(phrases.say(key, values))])], kind: .missing))
    }

    func paragraph(_ sentences: [Sentence]) -> Block { .paragraph(Paragraph(sentences)) }

    func heading(_ key: String, _ values: [String: Any] = [:]) -> Block {
        .heading(level: 1, text: phrases.say(key, values))
    }

    /// A cell with what it rests on.
    mutating func cell(_ text: String, _ references: [RecordReference] = []) -> DocumentTable.Cell {
        DocumentTable.Cell(phrases.own(text), citations: list.cite(references))
    }

    func column(_ key: String, isNumeric: Bool = false) -> DocumentTable.Column {
        DocumentTable.Column(phrases.say("column." + key), isNumeric: isNumeric)
    }

    func sources(_ ids: [String]) -> [RecordReference] { ids.map { RecordReference(.source, $0) } }

    func looks(_ ids: [String]) -> [RecordReference] { ids.map { RecordReference(.look, $0) } }

    // MARK: Choices

    /// The zones that a chapter tells of: those that the case names, else those of fitting roles.
    func zones(of kind: ChapterKind) -> [Zone] {
        let named = settings[kind].zones
        if !named.isEmpty { return named.compactMap { zoneByID[$0] } }
        return material.case.site.zones.filter { zone in
            switch kind {
            case .transport: zone.role.isWater
            case .rail: zone.role == .railSpur
            default: true
            }
        }
    }

    /// Whether a chapter tells of a subject.
    func tells(_ kind: ChapterKind, of subject: String?) -> Bool {
        let own = settings[kind].subjects
        if !own.isEmpty { return subject.map(own.contains) ?? false }
        guard kind == .history else { return false }
        // What no other chapter claims.
        let others = Set(ChapterKind.allCases.filter { $0 != kind }.flatMap { settings[$0].subjects })
        return subject.map { !others.contains($0) } ?? true
    }
}
