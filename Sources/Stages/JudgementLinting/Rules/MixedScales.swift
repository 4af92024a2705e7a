import Findings

/// Rule: the words of a text are those of one scale.
struct MixedScales {
    private let words: [UsedWord]
    private let choice: Linter.ScaleChoice

    init(choice: Linter.ScaleChoice, words: [UsedWord]) {
        self.choice = choice
        self.words = words
    }

    /// The scale that fits most words of the text itself; of several the first.
    private var scale: LikelihoodScale {
        let own = words.filter { !$0.isQuoted && !$0.isIgnored }
        var best = choice.candidates.first ?? .standard
        var most = -1
        for candidate in choice.candidates {
            let count = own.count { $0.term.band(in: candidate) != nil }
            if count > most { (best, most) = (candidate, count) }
        }
        return best
    }

    func check(into found: inout CollectedFindings) {
        guard found.wants(.mixedScales), !words.isEmpty else { return }
        let scale = self.scale
        for word in words where !word.isIgnored && word.term.band(in: scale) == nil {
            let others = word.term.bands.map(\.scale.title).joined(separator: " and ")
            found.add(
                piece: word.piece, offset: word.offset,
                LintFinding(
                    rule: .mixedScales, severity: word.isQuoted ? .warning : .error, file: word.file, line: word.line,
                    column: word.column,
                    problem: "'\(word.term.phrase)' belongs to \(others), and this text keeps to \(scale.title)",
                    proposal: proposal(for: word.term, in: scale), isQuotation: word.isQuoted))
        }
    }

    private func proposal(for term: LikelihoodTerm, in scale: LikelihoodScale) -> String {
        guard let band = term.bands.first?.band, let word = scale.word(for: (band.lowest + band.highest) / 2) else {
            return "write a word of \(scale.title)"
        }
        return "write '\(word.text)' (\(word.band.percent)), if that is meant"
    }
}
