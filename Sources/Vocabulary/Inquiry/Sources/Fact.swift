/// Something that a source states about a facility, link, event or zone.
///
/// A fact has two times: that for which it holds, and that from which on it was known. So it can be asked what held in 2009 as known
/// in 2015, and an answer of then can be understood later.
public struct Fact: Hashable, Codable, Sendable {
    /// What others name it by.
    public var id: String
    /// What it is about: the name or id of a facility, link, event or zone.
    public var subject: String
    /// What of it is told: capacity, status, owner. Of one property only one value is true at a time.
    public var property: String
    /// What is told.
    public var value: FactValue
    /// Other numbers which the source gives as the same amount: "1 million barrels (56 000 t)".
    public var also: [Quantity] = []
    /// The product that an amount is of, for conversions between mass and volume.
    public var product: String?
    /// The table to convert by; the default table where nil.
    public var table: String?
    /// How many days a year of a rate has; nil where nobody said.
    public var days: YearLength?
    /// How far a number may be off, as a share of it; nil where nobody said.
    public var tolerance: Double?
    /// When it began to hold; nil for always.
    public var from: CalendarSpan?
    /// Until when it held; the last day belongs to it; nil where no end is known.
    public var until: CalendarSpan?
    /// Since when it is known; nil where nobody said and no source has a date.
    public var known: CalendarSpan?
    /// The sources that state it.
    public var sources: [String]
    /// The events that are named as its cause.
    public var because: [String] = []
    /// Facts that are no longer believed since this one is known, as somebody decided.
    public var replaces: [String] = []
    /// Facts that are its parts.
    public var parts: [String] = []
    /// Whether the parts make up the whole, or may leave a rest.
    public var partsAreAll = true
    /// Anything else.
    public var note: String?

    /// Makes a fact.
    ///
    /// - Parameters:
    ///   - id: What others name it by.
    ///   - subject: What it is about.
    ///   - property: What of it is told.
    ///   - value: What is told.
    ///   - from: When it began to hold.
    ///   - until: Until when it held.
    ///   - known: Since when it is known.
    ///   - sources: The sources that state it.
    public init(
        id: String, subject: String, property: String, value: FactValue, from: CalendarSpan? = nil,
        until: CalendarSpan? = nil, known: CalendarSpan? = nil, sources: [String]
    ) {
        self.id = id
        self.subject = subject
        self.property = property
        self.value = value
        self.from = from
        self.until = until
        self.known = known
        self.sources = sources
    }

    /// When it began: the date that it states, else when it began to hold; nil where neither is told.
    public var beginning: CalendarSpan? {
        if case .date(let date) = value { return date }
        return from
    }
}

/// What a fact states.
public enum FactValue: Hashable, Sendable {
    /// Words.
    case text(String)
    /// A number with its unit.
    case quantity(Quantity)
    /// A date as exactly as it is known.
    case date(CalendarSpan)

    /// The value as a sentence has it.
    public var text: String {
        switch self {
        case .text(let text): "“\(text)”"
        case .quantity(let quantity): quantity.text
        case .date(let date): date.text
        }
    }
}

extension FactValue: Codable {
    private enum CodingKeys: String, CodingKey { case text, quantity, date }

    /// Reads the one of text, quantity and date that is given; refuses anything else.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        if let text = try fields.decodeIfPresent(String.self, forKey: .text) {
            self = .text(text)
        } else if let date = try fields.decodeIfPresent(CalendarSpan.self, forKey: .date) {
            self = .date(date)
        } else {
            self = .quantity(try fields.decode(Quantity.self, forKey: .quantity))
        }
    }

    /// Writes the value under its kind: `{"date": "1994"}`.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .text(let text): try fields.encode(text, forKey: .text)
        case .quantity(let quantity): try fields.encode(quantity, forKey: .quantity)
        case .date(let date): try fields.encode(date, forKey: .date)
        }
    }
}

/// Something that happened, which facts may name as their cause.
public struct Event: Hashable, Codable, Sendable {
    /// What others name it by.
    public var id: String
    /// What it is called.
    public var title: String
    /// When it happened, or began.
    public var date: CalendarSpan
    /// What it happened to.
    public var subject: String?
    /// What kind of event it was.
    public var kind: String?
    /// Since when it is known; nil where nobody said and no source has a date.
    public var known: CalendarSpan?
    /// The sources that tell of it.
    public var sources: [String]
    /// The events that are named as its cause.
    public var because: [String] = []
    /// Anything else.
    public var note: String?

    /// Makes an event.
    ///
    /// - Parameters:
    ///   - id: What others name it by.
    ///   - title: What it is called.
    ///   - date: When it happened, or began.
    ///   - subject: What it happened to.
    ///   - kind: What kind of event it was.
    ///   - known: Since when it is known.
    ///   - sources: The sources that tell of it.
    public init(
        id: String, title: String, date: CalendarSpan, subject: String? = nil, kind: String? = nil,
        known: CalendarSpan? = nil, sources: [String]
    ) {
        self.id = id
        self.title = title
        self.date = date
        self.subject = subject
        self.kind = kind
        self.known = known
        self.sources = sources
    }
}
