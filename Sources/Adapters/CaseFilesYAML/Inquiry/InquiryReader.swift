import Foundation
import Inquiry
import Yams

/// Reads what a case asks: hypotheses, what each predicts, and what hangs on them.
///
/// Bounds are set where a file beyond them is a mistake of some program, not the work of people; they also keep later
/// stages, whose work grows with products of these numbers, within seconds.
struct InquiryReader: SectionReader {
    /// Keys of `case.yaml` that it reads.
    static let keys = ["hypotheses", "indicators", "questions", "assumptions", "deception", "assessment"]
    /// Keys whose list may stand in a file of its own.
    static let keysWithFiles = ["hypotheses", "indicators"]
    static let mostLeaves = 64
    static let deepestParts = 8
    static let mostIndicators = 500
    static let mostStatements = 200
    static let mostQuestions = 40
    static let mostAnswers = 32
    static let mostParents = 8
    static let mostWays = 2_048
    static let mostAssumptions = 200
    static let mostAnalysts = 64
    /// How far probabilities that belong together may sum from one.
    static let tolerance = 1e-6
    /// What stands in tables for whatever no row names.
    static let other = "other"
    let reservedNames = [other, "hypothesis"]

    /// Mistakes of the file that is being read.
    var log: MistakeLog
    /// Path of the case folder.
    let folder: String
    /// Ids of the site's zones; nil where the site could not be read, and no name is held against them.
    let zones: [String]?
    /// Ids of the case's sources; nil where it describes none.
    let sources: [String]?
    /// What is told outside of `case.yaml`.
    private(set) var elsewhere: [Mistake] = []
    /// The hypotheses read so far.
    var tree = HypothesisTree([])
    /// Whether all hypotheses could be read; if not, no name is held against them.
    var knowsHypotheses = false
    /// Where the rules stand.
    var places: [String: IndicatorPlace] = [:]
    /// Sources that were already told not to be described.
    var undescribed: Set<String> = []

    /// Prepares to read.
    init(log: MistakeLog, folder: String, zones: [String]?, sources: [String]?) {
        self.log = log
        self.folder = folder
        self.zones = zones
        self.sources = sources
    }

    /// Reads the sections of `case.yaml` and the judgements beside it; nil where the case states no hypotheses.
    mutating func read(_ sections: [String: Node]) -> HypothesisInquiry? {
        guard sections["hypotheses"] != nil else {
            for key in Self.keys {
                guard let node = sections[key] else { continue }
                log.error(
                    at: node.mark, "'\(key)' is given, but the case has no 'hypotheses'",
                    "add the competing answers under 'hypotheses:', two or more")
            }
            readAnalysts(of: nil)
            return nil
        }
        let hypotheses = section("hypotheses", sections) { $0.hypotheses($1) } ?? []
        let settings = section("assessment", sections) { $0.settings($1) } ?? AssessmentSettings()
        let countsEach = settings.dependence == .independent
        let indicators = section("indicators", sections) { $0.indicators($1, countsEach: countsEach) } ?? []
        var inquiry = HypothesisInquiry(hypotheses: hypotheses, indicators: indicators, settings: settings)
        inquiry.questions = section("questions", sections) { $0.questions($1) } ?? []
        inquiry.assumptions = section("assumptions", sections) { $0.assumptions($1) } ?? []
        inquiry.deception = section("deception", sections) { $0.deceptionAnswers($1) } ?? []
        inquiry.analysts = readAnalysts(of: inquiry)
        return inquiry
    }

    /// Reads one section, from the file that it names where it does so.
    private mutating func section<Found>(
        _ key: String, _ sections: [String: Node], _ read: (inout InquiryReader, Node) -> Found
    ) -> Found? {
        guard let node = sections[key] else { return nil }
        guard Self.keysWithFiles.contains(key), let name = node.scalar?.string else { return read(&self, node) }
        guard name.hasSuffix(".yaml"), !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
            log.error(
                at: node.mark, "'\(key)' is \(node.noun)",
                "expected a list, or a file inside the case folder, such as \(key).yaml, that holds the list")
            return nil
        }
        guard FileManager.default.fileExists(atPath: folder + "/" + name) else {
            log.error(
                at: node.mark, "the file \(quoted(name)) does not exist",
                "expected a path from the case folder, or the list itself")
            return nil
        }
        return inFile(name) { read(&$0, $1) }
    }

    /// Reads another file of the case folder; mistakes name it.
    mutating func inFile<Found>(_ name: String, _ read: (inout InquiryReader, Node) -> Found) -> Found? {
        switch SourceText.read(folder + "/" + name, as: name, limit: CaseFile.sizeLimit) {
        case .failure(let mistake):
            elsewhere.append(mistake)
            return nil
        case .success(let source):
            let outer = log
            log = MistakeLog(source: source)
            let found = log.composeYAML().map { read(&self, $0) }
            elsewhere += log.sorted
            log = outer
            return found
        }
    }

    /// Notes something that belongs to a file or folder as a whole.
    mutating func note(_ mistake: Mistake) { elsewhere.append(mistake) }
}
