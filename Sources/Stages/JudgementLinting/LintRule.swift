/// What a judgement text is held to.
public enum LintRule: String, Hashable, Codable, Sendable, CaseIterable {
    /// How likely and how sure in one sentence (ICD 203, D.6.e(2)(b), forbids it).
    case likelihoodWithConfidence = "likelihood-with-confidence"
    /// Words of two scales, or of both rows of ICD 203, in one text.
    case mixedScales = "mixed-scales"
    /// A judgement in a paragraph without link, footnote or citation.
    case noSource = "no-source"
    /// Words that say that something is uncertain and hide how much.
    case hiddenUncertainty = "hidden-uncertainty"
    /// A number of nothing, or a change without a date.
    case bareNumber = "bare-number"
    /// A claim that something was not there, without the looks that could have seen it.
    case absenceWithoutLooks = "absence-without-looks"
    /// A likelihood word beside a number that its scale gives another word.
    case percentDisagrees = "percent-disagrees"
    /// More digits than a judgement has.
    case falsePrecision = "false-precision"
    /// A comment for this linter that it does not understand.
    case directive

    /// How bad a breach is.
    public var severity: LintFinding.Severity {
        switch self {
        case .likelihoodWithConfidence, .mixedScales, .noSource, .absenceWithoutLooks, .percentDisagrees: .error
        case .hiddenUncertainty, .bareNumber, .falsePrecision, .directive: .warning
        }
    }

    /// Whether it holds for what is only asked or supposed, too.
    var holdsForPropositions: Bool {
        switch self {
        case .noSource, .bareNumber, .absenceWithoutLooks: false
        default: true
        }
    }
}
