/// Where something that is said in a case comes from.
public struct Source: Hashable, Codable, Sendable {
    /// What facts and events name it by.
    public var id: String
    /// What it is called.
    public var title: String
    /// Who published it.
    public var publisher: String?
    /// Who wrote it.
    public var author: String?
    /// When it was published.
    public var published: CalendarSpan?
    /// When it was read for the case.
    public var accessed: CalendarSpan?
    /// Its address, or a path.
    public var address: String?
    /// How reliable it is and how credible what it says is.
    public var grade: AdmiraltyGrade
    /// What bears on its quality, in words.
    public var descriptor: SourceDescriptor
    /// The sources that it copied or relies on, by id; none for one that saw for itself.
    public var basedOn: [String]
    /// What was kept of it.
    public var archive: ArchivedCopy?
    /// Its language, as a word or a code.
    public var language: String?
    /// Anything else.
    public var note: String?

    /// Makes a source.
    ///
    /// - Parameters:
    ///   - id: What facts and events name it by.
    ///   - title: What it is called.
    ///   - grade: How reliable and credible; not judged if left out.
    ///   - published: When it was published.
    ///   - basedOn: The sources that it copied or relies on.
    public init(
        id: String, title: String, grade: AdmiraltyGrade = .notJudged, published: CalendarSpan? = nil,
        basedOn: [String] = []
    ) {
        self.id = id
        self.title = title
        self.grade = grade
        self.published = published
        self.basedOn = basedOn
        descriptor = SourceDescriptor()
    }
}

/// What bears on the quality of a source, in words, apart from its grade.
///
/// Source: the source descriptor of ICD 206 (2015), of which four factors are asked for here.
public struct SourceDescriptor: Hashable, Codable, Sendable {
    /// What it leaves out.
    public var completeness: String?
    /// How fresh it was.
    public var currency: String?
    /// How it could know.
    public var access: String?
    /// What it may wish to be believed.
    public var bias: String?

    /// A descriptor that says nothing yet.
    public init() {}
}

/// A copy of a source that is kept with the case.
public struct ArchivedCopy: Hashable, Codable, Sendable {
    /// Its path, from the folder of the case.
    public var path: String
    /// The SHA-256 of its bytes, 64 small hexadecimal digits; nil where nobody noted it.
    public var sha256: String?

    /// Makes a copy.
    ///
    /// - Parameters:
    ///   - path: Its path, from the folder of the case.
    ///   - sha256: The SHA-256 of its bytes.
    public init(path: String, sha256: String? = nil) {
        self.path = path
        self.sha256 = sha256
    }
}
