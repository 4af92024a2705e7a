public import Findings

/// Reads judgement texts and says where they break the rules of ``LintRule``.
///
/// Time and memory grow with the length of the text only. It reads English.
public struct Linter: Sendable {
    /// Which scale a text has to keep to.
    public enum ScaleChoice: Hashable, Sendable {
        /// Whichever fits most of its words, as long as it is one.
        case any
        /// One row of ICD 203, whichever fits most of its words.
        case icd203
        /// This one.
        case only(LikelihoodScale)

        /// What a text may be written in, the first choice first.
        var candidates: [LikelihoodScale] {
            switch self {
            case .any: LikelihoodScale.allCases
            case .icd203: [.icd203First, .icd203Second]
            case .only(let scale): [scale]
            }
        }
    }

    /// What a text was found to break.
    public struct Report: Hashable, Sendable {
        /// In the order of the text; at most ``Linter/limit``.
        public var findings: [LintFinding]
        /// How many more there are.
        public var notTold: Int
    }

    /// How many findings are told of one text.
    public static let limit = 1000

    /// The scale.
    public var scale: ScaleChoice
    /// The rules that are asked for.
    public var rules: Set<LintRule>

    /// Makes a linter.
    ///
    /// - Parameters:
    ///   - scale: Which scale texts have to keep to.
    ///   - rules: The rules to ask for; all by default.
    public init(scale: ScaleChoice = .icd203, rules: Set<LintRule> = Set(LintRule.allCases)) {
        self.scale = scale
        self.rules = rules
    }

    /// What a text of this program breaks: for tests of sentences that are written by code.
    ///
    /// - Parameters:
    ///   - text: Plain text.
    ///   - role: What kind of text it is.
    ///   - hasSource: Whether a source is named beside it.
    /// - Returns: At most ``limit`` findings.
    public func findings(in text: String, role: TextPiece.Role = .prose, hasSource: Bool = false) -> [LintFinding] {
        report(on: [TextPiece(file: "text", text: text, role: role, hasSource: hasSource)]).findings
    }

    /// What texts that belong together break; all have to keep to one scale.
    ///
    /// - Parameter pieces: The texts, in the order in which findings are to be told.
    /// - Returns: The findings in that order, and how many more there are.
    public func report(on pieces: [TextPiece]) -> Report {
        var collected = CollectedFindings(rules: rules)
        var used: [UsedWord] = []
        for (index, piece) in pieces.enumerated() {
            var check = PieceCheck(piece: piece, index: index, scale: scale)
            check.run(into: &collected, words: &used)
        }
        MixedScales(choice: scale, words: used).check(into: &collected)
        return collected.report
    }
}

/// Findings with where they sort.
struct CollectedFindings {
    private let rules: Set<LintRule>
    private var found: [(piece: Int, offset: Int, finding: LintFinding)] = []
    private var dropped = 0

    init(rules: Set<LintRule>) { self.rules = rules }

    func wants(_ rule: LintRule) -> Bool { rules.contains(rule) }

    mutating func add(piece: Int, offset: Int, _ finding: @autoclosure () -> LintFinding) {
        if found.count < Linter.limit {
            found.append((piece, offset, finding()))
        } else {
            dropped += 1
        }
    }

    var report: Linter.Report {
        let order = found.indices.sorted { left, right in
            (found[left].piece, found[left].offset, left) < (found[right].piece, found[right].offset, right)
        }
        return Linter.Report(findings: order.map { found[$0].finding }, notTold: dropped)
    }
}
