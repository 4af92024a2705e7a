public import Documents
public import Foundation
public import Inquiry
public import Scenarios

/// A question about a place, and the period it is asked for.
public struct Case: Hashable, Codable, Sendable {
    /// Short name, unique among an analyst's cases: letters, digits and hyphens.
    public var id: String
    /// What people call it.
    public var title: String
    /// The question that is to be answered.
    public var question: String
    /// The span of time that matters.
    public var period: Period
    /// The site it asks about.
    public var site: Site
    /// Networks to run, by name or by path of their card.
    public var models: [String]
    /// Where the imagery comes from, for the pictures' margin: "contains modified Copernicus Sentinel data 2023".
    public var credit: String?
    /// The scene on which the site was drawn and on which the others are laid: its title, id, or path; nil for the one that shows
    /// the site best.
    public var reference: String?
    /// Identifier of the place's time zone in the time zone database: "Asia/Pyongyang"; nil where times are told in UTC.
    public var timeZone: String?
    /// How looks are read together; nil where nothing was set.
    public var activity: ActivitySettings?
    /// Competing answers to the question and what they predict; nil where nobody states any.
    public var inquiry: HypothesisInquiry?
    /// What it would take, and what it would change; nil where nobody states it.
    public var scenarios: ScenarioModel?
    /// What its report is to be like; nil where nothing was said.
    public var report: ReportSettings?

    /// Makes a case.
    public init(
        id: String, title: String, question: String, period: Period = Period(), site: Site, models: [String],
        credit: String? = nil, reference: String? = nil, timeZone: String? = nil,
        activity: ActivitySettings? = nil, inquiry: HypothesisInquiry? = nil, scenarios: ScenarioModel? = nil
    ) {
        self.id = id
        self.title = title
        self.question = question
        self.period = period
        self.site = site
        self.models = models
        self.credit = credit
        self.reference = reference
        self.timeZone = timeZone
        self.activity = activity
        self.inquiry = inquiry
        self.scenarios = scenarios
    }

    /// A span of time that may be open at either end.
    public struct Period: Hashable, Codable, Sendable {
        /// First instant; nil where the span has no beginning.
        public var start: Date?
        /// First instant after the span; nil where it has no end.
        public var end: Date?

        /// Makes a span.
        public init(start: Date? = nil, end: Date? = nil) {
            self.start = start
            self.end = end
        }

        /// Whether an instant lies in the span.
        public func contains(_ date: Date) -> Bool { overlaps(from: date, to: date) }

        /// Whether another span has an instant in common with this one.
        ///
        /// - Parameters:
        ///   - first: First instant of the other span.
        ///   - last: First instant after it; the same as `first` for a single instant.
        /// - Returns: Whether they do; spans that only touch have none in common.
        public func overlaps(from first: Date, to last: Date) -> Bool {
            (end.map { first < $0 } ?? true) && (start.map { last > $0 || first >= $0 } ?? true)
        }
    }
}
