public import Findings
public import Inquiry

extension ReportContent {
    /// How likely each hypothesis is, in words and numbers, what that hangs on, and what it takes for granted.
    ///
    /// Words are made elsewhere and come as plain text; records point at each other by id, and an id that is not here is written
    /// as text and not as a link.
    public struct Judgement: Codable, Sendable {
        /// The numbers.
        public var assessment: Assessment
        /// The judgement in sentences, likelihood and confidence never in one; the first is the answer.
        public var sentences: [String]
        /// How likely each hypothesis is in words, with the band: "very unlikely (5–20 %)", by the hypothesis' id.
        public var words: [String: String]
        /// The scale that the words are of: "ICD 203".
        public var scaleName: String
        /// How far the judgement can be relied on.
        public var confidence: Confidence
        /// What is taken for granted.
        public var assumptions: [KeyAssumption]
        /// The structured questions on deception, in their order.
        public var deception: [DeceptionLine]
        /// Who says what, by id.
        public var sources: [String: SourceLine]
        /// Where sources or facts exclude each other.
        public var contradictions: [ContradictionLine]

        /// Makes a judgement; what is not given is not there.
        public init(
            assessment: Assessment, sentences: [String] = [], words: [String: String] = [:], scaleName: String = "",
            confidence: Confidence = Confidence(level: "", reasons: []), assumptions: [KeyAssumption] = [],
            deception: [DeceptionLine] = [], sources: [String: SourceLine] = [:],
            contradictions: [ContradictionLine] = []
        ) {
            self.assessment = assessment
            self.sentences = sentences
            self.words = words
            self.scaleName = scaleName
            self.confidence = confidence
            self.assumptions = assumptions
            self.deception = deception
            self.sources = sources
            self.contradictions = contradictions
        }
    }

    /// How far a judgement can be relied on, apart from how likely it is.
    public struct Confidence: Hashable, Codable, Sendable {
        /// "low", "moderate", "high"; empty where it was not told.
        public var level: String
        /// What lowers or raises it, in sentences or clauses.
        public var reasons: [String]

        /// Makes a record.
        public init(level: String, reasons: [String]) {
            self.level = level
            self.reasons = reasons
        }
    }

    /// One of the structured questions on deception, answered.
    public struct DeceptionLine: Hashable, Codable, Sendable {
        /// The question in full.
        public var question: String
        /// What the analyst says.
        public var answer: DeceptionAnswer

        /// Makes a line.
        public init(question: String, answer: DeceptionAnswer) {
            self.question = question
            self.answer = answer
        }
    }

    /// A source as the report lists it.
    public struct SourceLine: Hashable, Codable, Sendable {
        /// What it is called.
        public var title: String
        /// How reliable and how credible it is: "B2".
        public var grade: String
        /// What the grade means, in words; nil where the grade says enough.
        public var meaning: String?
        /// Where it stands: an address, written as text; nil where it has none.
        public var address: String?
        /// Hash of the archived copy, in hexadecimal digits; nil where none is kept.
        public var archive: String?
        /// What else bears on its worth, in sentences: what it was copied from, what it leaves out.
        public var remarks: [String]

        /// Makes a line.
        public init(
            title: String, grade: String, meaning: String? = nil, address: String? = nil, archive: String? = nil,
            remarks: [String] = []
        ) {
            self.title = title
            self.grade = grade
            self.meaning = meaning
            self.address = address
            self.archive = archive
            self.remarks = remarks
        }
    }

    /// Two or more statements that cannot all be true.
    public struct ContradictionLine: Hashable, Codable, Sendable {
        /// What contradicts what.
        public var sentence: String
        /// The sources that say so, by id.
        public var sources: [String]
        /// The facts that are in doubt, by id.
        public var facts: [String]
        /// What would resolve it; nil where nobody said.
        public var resolvedBy: String?

        /// Makes a line.
        public init(sentence: String, sources: [String] = [], facts: [String] = [], resolvedBy: String? = nil) {
            self.sentence = sentence
            self.sources = sources
            self.facts = facts
            self.resolvedBy = resolvedBy
        }
    }
}
