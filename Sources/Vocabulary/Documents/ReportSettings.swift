/// What a case says of its report.
public struct ReportSettings: Hashable, Codable, Sendable {
    /// The report's language as a BCP 47 tag; nil for English.
    public var language: String?
    /// Marks that stand on every page: "TLP:AMBER", or free text.
    public var handling: [String]
    /// What it says of single chapters.
    public var chapters: [ChapterSettings]
    /// The hypothesis, by id, that says yes to the case's question, so that the first page begins with it; nil for the most likely one.
    public var answer: String?

    /// Makes settings; what is not given is left to the program.
    ///
    /// - Parameters:
    ///   - language: A BCP 47 tag.
    ///   - handling: Marks for every page.
    ///   - chapters: What is said of single chapters.
    ///   - answer: The hypothesis that says yes to the question.
    public init(
        language: String? = nil, handling: [String] = [], chapters: [ChapterSettings] = [], answer: String? = nil
    ) {
        self.language = language
        self.handling = handling
        self.chapters = chapters
        self.answer = answer
    }

    /// What is said of one chapter; nothing where the case is silent.
    public subscript(kind: ChapterKind) -> ChapterSettings {
        chapters.first { $0.chapter == kind } ?? ChapterSettings(chapter: kind)
    }
}

/// What a case says of one chapter of its report.
public struct ChapterSettings: Hashable, Codable, Sendable {
    /// Which chapter.
    public var chapter: ChapterKind
    /// Its heading; nil for the usual one.
    public var title: String?
    /// Subjects of facts and events that it tells of; empty for the usual choice.
    public var subjects: [String]
    /// Zones that it tells of, by id; empty for the usual choice, by role.
    public var zones: [String]
    /// Indicators that it tells of, by id.
    public var indicators: [String]

    /// Makes settings.
    ///
    /// - Parameters:
    ///   - chapter: Which chapter.
    ///   - title: Its heading.
    ///   - subjects: Subjects of facts and events.
    ///   - zones: Zones, by id.
    ///   - indicators: Indicators, by id.
    public init(
        chapter: ChapterKind, title: String? = nil, subjects: [String] = [], zones: [String] = [],
        indicators: [String] = []
    ) {
        self.chapter = chapter
        self.title = title
        self.subjects = subjects
        self.zones = zones
        self.indicators = indicators
    }
}

/// The ten chapters of a report, in their order: from what surrounds the question to what the answer was made with.
public enum ChapterKind: String, Hashable, Codable, CaseIterable, Sendable {
    /// What the parties do together in other fields.
    case cooperation
    /// What stands there, and how it hangs together.
    case facilities
    /// The plant and its past.
    case history
    /// How things come and go.
    case transport
    /// Which explanation fits.
    case explanations
    /// What the looks show.
    case observed
    /// What came by rail, beside what the question asks.
    case rail
    /// How long it would take, and what stands in the way.
    case timeframe
    /// What support would change.
    case support
    /// What all this was made with, and how far it reaches.
    case method

    /// Its number, from 1.
    public var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }

    /// What it holds where the analyst does not choose otherwise, in the order of reading.
    public var parts: [ChapterPart] {
        switch self {
        case .cooperation: [.cooperationEvents]
        case .facilities: [.areaMap, .facilityTable, .linkTable, .siteMaps]
        case .history: [.historyEvents, .historyFacts, .contradictions]
        case .transport: [.transportFacts, .transportLooks, .flows, .transportNeeds]
        case .explanations: [.hypotheses, .evidence, .sensitivity, .collection, .course]
        case .observed: [.looks, .observedFindings, .groundChanges, .scenes]
        case .rail: [.trains, .railFindings, .arrivals, .railIndicators]
        case .timeframe: [.schedule, .comparableWorks, .instruments]
        case .support: [.scenarioComparison, .plant, .consumers]
        case .method: [.models, .assumptions, .deception, .reproduction]
        }
    }
}

/// A part of a chapter that is written from findings; an analyst's text stands between.
public enum ChapterPart: String, Hashable, CaseIterable, Sendable {
    /// Events by field.
    case cooperationEvents = "cooperation-events"
    /// A map of all places and the links between them.
    case areaMap = "area-map"
    /// What stands there.
    case facilityTable = "facility-table"
    /// Who feeds whom, and how much can pass.
    case linkTable = "link-table"
    /// A map of each place with its zones.
    case siteMaps = "site-maps"
    /// What happened at the plant.
    case historyEvents = "history-events"
    /// What is claimed of it.
    case historyFacts = "history-facts"
    /// What of it cannot all be true.
    case contradictions
    /// What is claimed of the ways.
    case transportFacts = "transport-facts"
    /// What looks at the ways tell.
    case transportLooks = "transport-looks"
    /// How much can come.
    case flows
    /// What was seen of carriers, beside what it could have been for.
    case transportNeeds = "transport-needs"
    /// How likely each explanation is.
    case hypotheses
    /// What was read, and what it speaks for.
    case evidence
    /// What the answer hangs on.
    case sensitivity
    /// What to collect next.
    case collection
    /// How the answer moved through time.
    case course
    /// When there was a look, and what it could see.
    case looks
    /// What the looks at each zone tell together.
    case observedFindings = "observed-findings"
    /// What changed on the ground.
    case groundChanges = "ground-changes"
    /// Scenes with what was found in them.
    case scenes
    /// What stood on tracks, look by look.
    case trains
    /// What looks at tracks tell.
    case railFindings = "rail-findings"
    /// When things arrived.
    case arrivals
    /// What that speaks for.
    case railIndicators = "rail-indicators"
    /// How long it would take.
    case schedule
    /// How long comparable works took.
    case comparableWorks = "comparable-works"
    /// What may not come in.
    case instruments
    /// What each scenario leads to.
    case scenarioComparison = "scenario-comparison"
    /// What the plant would make.
    case plant
    /// Who would use it.
    case consumers
    /// Networks and how well they do.
    case models
    /// What is taken for granted.
    case assumptions
    /// Whether somebody means to deceive.
    case deception
    /// How to make the same report again.
    case reproduction

    /// The chapter in which it stands.
    public var chapter: ChapterKind { ChapterKind.allCases.first { $0.parts.contains(self) } ?? .method }
}
