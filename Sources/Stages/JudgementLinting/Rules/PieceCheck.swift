import Findings

/// One paragraph with what was found out about it.
struct Paragraph {
    var tokens: [Token]
    var sentences: [Range<Int>]
    var block: TextBlock
    var text: CleanText
    /// Whether something in it, or beside its text, leads to what it rests on.
    var hasSource: Bool
    /// Whether it names a date or a span of time.
    var hasTime: Bool
}

/// A word for likelihood in a sentence, as tokens.
struct FoundLikelihood {
    var term: LikelihoodTerm
    var tokens: Range<Int>
}

/// A word for likelihood, with where it stands.
struct UsedWord {
    var term: LikelihoodTerm
    var piece: Int
    var offset: Int
    var file: String
    var line: Int
    var column: Int
    var isQuoted: Bool
    var isIgnored: Bool
}

/// Holds one text to all rules but that of mixed scales, which needs all texts.
struct PieceCheck {
    /// Words for likelihood beyond this many add nothing to which scale a text is in.
    static let wordLimit = 100_000

    let piece: TextPiece
    let index: Int
    let scale: Linter.ScaleChoice
    private let text: LinedText

    init(piece: TextPiece, index: Int, scale: Linter.ScaleChoice) {
        self.piece = piece
        self.index = index
        self.scale = scale
        text = LinedText(piece)
    }

    mutating func run(into found: inout CollectedFindings, words: inout [UsedWord]) {
        let reader = BlockReader(text, format: piece.format)
        for (offset, problem) in reader.misunderstood {
            add(
                .directive, at: offset, problem, "write <!-- revisit-lint: ignore RULE --> before the paragraph",
                isQuoted: false, into: &found)
        }
        for block in reader.blocks {
            let clean = CleanText(block, in: reader.bytes, isMarkdown: piece.format == .markdown)
            let tokens = Tokens(clean, isQuotation: block.isQuotation).all
            guard !tokens.isEmpty else { continue }
            let all = tokens.indices.lowerBound..<tokens.count
            let paragraph = Paragraph(
                tokens: tokens, sentences: Sentences.ranges(of: tokens), block: block, text: clean,
                hasSource: piece.hasSource || clean.hasLink || CitationWords.contains(tokens),
                hasTime: all.contains { DateWords.isTime(tokens, at: $0, in: all) })
            check(paragraph, into: &found, words: &words)
        }
    }

    private func check(_ paragraph: Paragraph, into found: inout CollectedFindings, words: inout [UsedWord]) {
        var isSourceMissed = false
        for (number, sentence) in paragraph.sentences.enumerated() {
            let isQuestion = paragraph.tokens[sentence].last { $0.is(".", "?", "!") }?.text == "?"
            let likelihoods = self.likelihoods(in: paragraph, sentence)
            note(likelihoods, of: paragraph, in: &words)
            checkConfidence(likelihoods, paragraph, sentence, into: &found)
            checkPercent(likelihoods, paragraph, sentence, into: &found)
            checkPrecision(likelihoods, paragraph, sentence, into: &found)
            guard !isQuestion else { continue }
            checkHidden(likelihoods, paragraph, sentence, into: &found)
            guard paragraph.block.kind == .paragraph || paragraph.block.kind == .row else { continue }
            // One link mends a whole paragraph, so its lack is told once.
            if !isSourceMissed { isSourceMissed = checkSource(likelihoods, paragraph, sentence, into: &found) }
            checkNumbers(paragraph, sentence, into: &found)
            checkAbsence(paragraph, number, into: &found)
        }
    }

    private func likelihoods(in paragraph: Paragraph, _ sentence: Range<Int>) -> [FoundLikelihood] {
        var found: [FoundLikelihood] = []
        var index = sentence.lowerBound
        while index < sentence.upperBound {
            if let (term, end) = LikelihoodTerm.table.match(paragraph.tokens, at: index, before: sentence.upperBound),
                term.holds(paragraph.tokens, at: index, in: sentence)
            {
                found.append(FoundLikelihood(term: term, tokens: index..<end))
                index = end
            } else {
                index += 1
            }
        }
        return found
    }

    private func note(_ likelihoods: [FoundLikelihood], of paragraph: Paragraph, in words: inout [UsedWord]) {
        for found in likelihoods where !found.term.bands.isEmpty && words.count < Self.wordLimit {
            let token = paragraph.tokens[found.tokens.lowerBound]
            let offset = Int(paragraph.text.offsets[token.start])
            let place = text.position(of: offset)
            words.append(
                UsedWord(
                    term: found.term, piece: index, offset: offset, file: piece.file, line: place.line,
                    column: place.column, isQuoted: token.isQuoted,
                    isIgnored: paragraph.block.ignored.contains(.mixedScales)))
        }
    }

    /// Adds a finding at a token, where the rule is asked for and not switched off.
    func add(
        _ rule: LintRule, at token: Int, of paragraph: Paragraph, into found: inout CollectedFindings,
        _ problem: @autoclosure () -> String, _ proposal: @autoclosure () -> String
    ) {
        guard found.wants(rule), !paragraph.block.ignored.contains(rule),
            piece.role == .prose || rule.holdsForPropositions
        else { return }
        let place = paragraph.tokens[token]
        add(
            rule, at: Int(paragraph.text.offsets[place.start]), problem(), proposal(), isQuoted: place.isQuoted,
            into: &found)
    }

    private func add(
        _ rule: LintRule, at offset: Int, _ problem: @autoclosure () -> String, _ proposal: @autoclosure () -> String,
        isQuoted: Bool, into found: inout CollectedFindings
    ) {
        guard found.wants(rule) else { return }
        found.add(
            piece: index, offset: offset,
            {
                let place = text.position(of: offset)
                return LintFinding(
                    rule: rule, severity: isQuoted ? .warning : rule.severity, file: piece.file, line: place.line,
                    column: place.column, problem: problem(), proposal: proposal(), isQuotation: isQuoted)
            }())
    }

    /// Some words as they stand in a message.
    func words(_ tokens: ArraySlice<Token>) -> String {
        "'" + tokens.prefix(8).map(\.text).joined(separator: " ").prefix(60) + "'"
    }
}
