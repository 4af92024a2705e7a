import Findings
import Foundation

/// A judgement with everything in it that points at something else looked up once.
struct JudgementIndex {
    let judgement: ReportContent.Judgement
    /// The leaves, in the order of all lists by leaf.
    let leaves: [HypothesisResult]
    let hypothesisByID: [String: HypothesisResult]
    /// Place of the leading hypothesis among the leaves.
    let leading: Int?
    /// Place of the runner-up among the leaves.
    let runnerUp: Int?
    /// What indicators say, as far as it is known.
    let indicatorTexts: [String: String]
    /// Indicators that have a place of their own on the page.
    let placed: Set<String>
    /// Ids of the sources in order, numbers in them by value.
    let sources: [String]

    init(_ judgement: ReportContent.Judgement) {
        let assessment = judgement.assessment
        self.judgement = judgement
        leaves = assessment.leaves
        hypothesisByID = Dictionary(assessment.hypotheses.map { ($0.id, $0) }) { first, _ in first }
        leading = leaves.firstIndex { $0.id == assessment.leading }
        runnerUp = assessment.runnerUp.flatMap { id in assessment.leaves.firstIndex { $0.id == id } }
        let texts =
            assessment.evidence.map { ($0.reading.indicator, $0.text) }
            + assessment.collection.map { ($0.indicator, $0.text) }
        indicatorTexts = Dictionary(texts) { first, _ in first }
        placed = Set(assessment.evidence.map(\.reading.indicator) + assessment.notJudged.map(\.indicator))
        sources = judgement.sources.keys.sorted { a, b in
            switch a.compare(b, options: .numeric) {
            case .orderedAscending: true
            case .orderedDescending: false
            case .orderedSame: a < b
            }
        }
    }

    var assessment: Assessment { judgement.assessment }

    /// One of a list of probabilities by leaf; not a number where it has none.
    func value(_ list: [Double], _ leaf: Int?) -> Double {
        guard let leaf, list.indices.contains(leaf) else { return .nan }
        return list[leaf]
    }

    /// Probability of the leading hypothesis.
    var leadingPosterior: Double { leading.map { leaves[$0].posterior } ?? .nan }

    /// A hypothesis by id and what it says: "H3, a depot".
    func named(_ id: String) -> String {
        guard let text = hypothesisByID[id]?.text, !text.isEmpty else { return id }
        return "\(id), \(text)"
    }

    /// Places of the leaves, the likeliest first; what is not a number last.
    var likeliest: [Int] {
        leaves.indices.sorted { a, b in
            let first = Self.sortable(leaves[a].posterior)
            let second = Self.sortable(leaves[b].posterior)
            return first == second ? a < b : first > second
        }
    }

    private static func sortable(_ value: Double) -> Double { value.isFinite ? value : -.greatestFiniteMagnitude }

    /// Ranks from 1; equal values share one. The greatest is first, or the least.
    static func ranks(_ values: [Double], leastFirst: Bool) -> [Int] {
        let keys = values.map { value in value.isFinite ? (leastFirst ? -value : value) : -.greatestFiniteMagnitude }
        // Sums in another order differ in their last digits; such values are equal.
        return keys.map { key in 1 + keys.count { $0 > key + 1e-9 } }
    }
}
