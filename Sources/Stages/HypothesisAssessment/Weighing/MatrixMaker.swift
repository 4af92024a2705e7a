import Findings
import Foundation
import Inquiry

/// Makes the matrix of analysis of competing hypotheses from the same evidence, and sets it beside the probabilities.
///
/// How evidence fits a hypothesis is read off its likelihood beside the best one of the row: from a half on it is consistent, from a
/// third neutral, from a tenth inconsistent, below that very inconsistent; the best of a row in which that
/// ratio reaches three is very consistent. Credibility follows from how far whoever says so can be relied on.
///
/// Sources: Heuer (1999), Psychology of Intelligence Analysis, chapter 8; scores of inconsistency and weights of PARC ACH 2.0
/// (Palo Alto Research Center, 2005).
struct MatrixMaker {
    let model: EvidenceModel
    let posteriors: [Double]

    /// What a cell adds to a hypothesis's inconsistency.
    static func score(_ cell: Consistency) -> Double {
        switch cell {
        case .inconsistent: 1
        case .veryInconsistent: 2
        case .veryConsistent, .consistent, .neutral, .notApplicable: 0
        }
    }

    /// A step of credibility or relevance as PARC ACH weighs it.
    static func factor(_ weight: Indicator.Weight) -> Double {
        switch weight {
        case .low: 1 / 2.0.squareRoot()
        case .medium: 1
        case .high: 2.0.squareRoot()
        }
    }

    /// What a cell adds to weighted inconsistency.
    static func weightedScore(
        _ cell: Consistency, credibility: Indicator.Weight, relevance: Indicator.Weight
    ) -> Double { score(cell) * factor(credibility) * factor(relevance) }

    /// Cells of one row, from the leaves' likelihoods of what was read.
    static func cells(_ likelihoods: [Double]) -> [Consistency] {
        guard let best = likelihoods.max(), best > 0 else { return likelihoods.map { _ in .veryInconsistent } }
        // 0.6 is three times 0.2 in decimals, and a hair less in binary.
        let isTelling = EvidenceModel.spread(likelihoods) >= log(3) - 1e-9
        return likelihoods.map { likelihood in
            switch likelihood == best ? 1 : min(1 - 1e-12, likelihood / best + 1e-9) {
            case 1...: isTelling ? .veryConsistent : .consistent
            case 0.5...: .consistent
            case (1.0 / 3)...: .neutral
            case 0.1...: .inconsistent
            default: .veryInconsistent
            }
        }
    }

    /// How far a reading can be believed, in PARC's three steps.
    static func credibility(of reading: IndicatorReading) -> Indicator.Weight {
        // What the looks leave in doubt counts like a source in doubt.
        let certainty = reading.reliability.mode * max(reading.shown, 1 - reading.shown)
        return certainty >= 0.8 ? .high : certainty >= 0.55 ? .medium : .low
    }

    /// The matrix.
    func matrix() -> CompetingHypotheses {
        let leaves = model.tree.leafIDs
        var rows = model.items.map { item in
            CompetingHypotheses.Row(
                indicator: item.indicator.id, cells: Self.cells(model.likelihoods(of: item)),
                credibility: Self.credibility(of: item.reading), relevance: item.indicator.relevance)
        }
        var plain = [Double](repeating: 0, count: leaves.count)
        var weighted = plain
        for row in rows {
            for (leaf, cell) in row.cells.enumerated() {
                plain[leaf] += Self.score(cell)
                weighted[leaf] += Self.weightedScore(cell, credibility: row.credibility, relevance: row.relevance)
            }
        }
        let spreads = Dictionary(
            model.items.map { ($0.indicator.id, EvidenceModel.spread(model.likelihoods(of: $0))) }
        ) { first, _ in first }
        let order = Dictionary(rows.enumerated().map { ($1.indicator, $0) }) { first, _ in first }
        rows.sort {
            let (first, second) = (spreads[$0.indicator] ?? 0, spreads[$1.indicator] ?? 0)
            return first != second ? first > second : order[$0.indicator] ?? 0 < order[$1.indicator] ?? 0
        }
        return CompetingHypotheses(
            leaves: leaves, rows: rows, inconsistency: plain, weightedInconsistency: weighted,
            disagreements: disagreements(weighted, rows))
    }

    private func disagreements(_ weighted: [Double], _ rows: [CompetingHypotheses.Row]) -> [String] {
        guard let least = weighted.min(), !rows.isEmpty else { return [] }
        let leaves = model.tree.leafIDs
        let likely = Ranking.best(posteriors)
        let first = weighted.indices.filter { weighted[$0] <= least + 1e-9 }
        guard !first.contains(likely) else { return [] }
        let other = first.max { posteriors[$0] < posteriors[$1] } ?? first[0]
        let score = { (value: Double) in "\((value * 100).rounded() / 100)" }
        var sentences = [
            "By inconsistency \(WordList.joined(first.map { leaves[$0] })) \(first.count == 1 ? "stands" : "stand") first with "
                + "\(score(least)), by probability \(leaves[likely]) with \(score(posteriors[likely])) "
                + "and an inconsistency of \(score(weighted[likely]))."
        ]
        // What the probabilities count and the matrix does not: priors, and evidence that is consistent with both.
        if model.priors[likely] > model.priors[other] {
            sentences.append(
                "The matrix knows no priors: \(leaves[likely]) began with \(score(model.priors[likely])), "
                    + "\(leaves[other]) with \(score(model.priors[other])).")
        }
        var silent: [(id: String, gain: Double)] = []
        for (number, item) in model.items.enumerated() {
            guard let row = rows.first(where: { $0.indicator == model.items[number].indicator.id }) else { continue }
            let likelihoods = model.likelihoods(of: item)
            guard Self.score(row.cells[likely]) == Self.score(row.cells[other]), likelihoods[other] > 0 else {
                continue
            }
            let gain = item.weight * log(max(likelihoods[likely], .leastNormalMagnitude) / likelihoods[other])
            if gain > 0.05 { silent.append((item.indicator.id, gain)) }
        }
        silent.sort { $0.gain != $1.gain ? $0.gain > $1.gain : $0.id < $1.id }
        if !silent.isEmpty {
            sentences.append(
                "It counts inconsistency alone, so that it does not see what speaks for \(leaves[likely]) among evidence that fits "
                    + "both: \(WordList.joined(silent.prefix(4).map(\.id))).")
        }
        return sentences
    }
}

/// Who comes first.
enum Ranking {
    /// Place of the greatest; of equal ones the first.
    static func best(_ values: [Double]) -> Int {
        values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
    }

    /// Places from the greatest to the least; of equal ones the first comes first.
    static func order(_ values: [Double]) -> [Int] {
        values.indices.sorted { values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1 }
    }
}
