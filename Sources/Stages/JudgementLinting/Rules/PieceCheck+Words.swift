import Findings

extension PieceCheck {
    /// Rule: how likely and how sure, never in one sentence.
    func checkConfidence(
        _ likelihoods: [FoundLikelihood], _ paragraph: Paragraph, _ sentence: Range<Int>,
        into found: inout CollectedFindings
    ) {
        guard let likelihood = likelihoods.first,
            let confidence = ConfidenceWords.place(in: paragraph.tokens, sentence)
        else { return }
        add(
            .likelihoodWithConfidence, at: min(likelihood.tokens.lowerBound, confidence), of: paragraph, into: &found,
            "\(words(paragraph.tokens[likelihood.tokens])) says how likely and 'confidence' how sure, in one sentence",
            "write two: how likely it is in one, and in the next how much that can be relied on and why")
    }

    /// Rule: words that hide how uncertain.
    func checkHidden(
        _ likelihoods: [FoundLikelihood], _ paragraph: Paragraph, _ sentence: Range<Int>,
        into found: inout CollectedFindings
    ) {
        for likelihood in likelihoods where likelihood.term.bands.isEmpty {
            add(
                .hiddenUncertainty, at: likelihood.tokens.lowerBound, of: paragraph, into: &found,
                "'\(likelihood.term.phrase)' stands on no scale", proposal(for: .scaleWord))
        }
        var index = sentence.lowerBound
        var taken = likelihoods[...]
        while index < sentence.upperBound {
            if let first = taken.first, first.tokens.lowerBound <= index {
                index = max(index, first.tokens.upperBound)
                taken = taken.dropFirst()
                continue
            }
            guard let (remedy, end) = HiddenWords.table.match(paragraph.tokens, at: index, before: sentence.upperBound)
            else {
                index += 1
                continue
            }
            if HiddenWords.holds(paragraph.tokens, at: index, end: end, in: sentence) {
                add(
                    .hiddenUncertainty, at: index, of: paragraph, into: &found,
                    "\(words(paragraph.tokens[index..<end])) \(problem(for: remedy))", proposal(for: remedy))
            }
            index = end
        }
    }

    private func problem(for remedy: HiddenWords.Remedy) -> String {
        switch remedy {
        case .scaleWord: "does not say how likely"
        case .exclusion: "holds for nearly everything and does not say how likely it is"
        case .attribution: "does not say who says so"
        case .size: "does not say how much"
        case .reading: "blurs what was seen and what it means"
        case .consistency: "does not say what else it fits"
        }
    }

    private func proposal(for remedy: HiddenWords.Remedy) -> String {
        let scale = self.scale.candidates.first ?? .standard
        let examples = scale.bands.filter { ["unlikely", "likely", "improbable", "probable"].contains($0.word) }
        let told = examples.map { "'\($0.word)' (\($0.percent))" }.joined(separator: " or ")
        switch remedy {
        case .scaleWord, .exclusion: return "write a word of a scale, such as \(told), or say what is not known"
        case .attribution: return "name the source and how good it is"
        case .size: return "give the number with its unit"
        case .reading: return "write what was seen, and then how likely the reading is, such as \(told)"
        case .consistency: return "say under which explanations it is to be expected and under which not"
        }
    }

    /// Rule: a judgement leads to what it rests on. Tells whether that is missing.
    func checkSource(
        _ likelihoods: [FoundLikelihood], _ paragraph: Paragraph, _ sentence: Range<Int>,
        into found: inout CollectedFindings
    ) -> Bool {
        guard !paragraph.hasSource else { return false }
        let places = [
            likelihoods.first?.tokens.lowerBound, JudgementWords.place(in: paragraph.tokens, sentence),
        ].compactMap { $0 }
        guard let place = places.min() else { return false }
        // A cell of nothing but a word and its number is a label: "very unlikely (0.11)".
        if paragraph.block.kind == .row, likelihoods.count == 1, let only = likelihoods.first?.tokens,
            sentence.allSatisfy({ only.contains($0) || !paragraph.tokens[$0].isWord })
        {
            return false
        }
        let first = likelihoods.first?.tokens
        let named = first?.lowerBound == place ? first ?? place..<place + 1 : place..<place + 1
        add(
            .noSource, at: place, of: paragraph, into: &found,
            "\(words(paragraph.tokens[named])) makes this a judgement, and its paragraph leads to no evidence",
            "add a link, a footnote or a citation such as [S12] to the paragraph")
        return true
    }

    /// Rule: what was not there needs looks that could have seen it, in the same sentence or one beside it.
    func checkAbsence(_ paragraph: Paragraph, _ number: Int, into found: inout CollectedFindings) {
        let sentence = paragraph.sentences[number]
        guard let (place, end) = AbsenceWords.place(in: paragraph.tokens, sentence) else { return }
        let beside = paragraph.sentences[max(0, number - 1)..<min(paragraph.sentences.count, number + 2)]
        guard !beside.contains(where: { LookWords.tells(paragraph.tokens, $0) }) else { return }
        add(
            .absenceWithoutLooks, at: place, of: paragraph, into: &found,
            "\(words(paragraph.tokens[place..<min(end, sentence.upperBound)])) claims an absence without the looks it rests on",
            "say how many usable looks there were, when, and what they would have shown")
    }

    /// Rule: numbers have units, changes have dates.
    func checkNumbers(_ paragraph: Paragraph, _ sentence: Range<Int>, into found: inout CollectedFindings) {
        if let place = NumberWords.bareNumber(in: paragraph.tokens, sentence), paragraph.block.kind != .row {
            add(
                .bareNumber, at: place, of: paragraph, into: &found,
                "\(words(paragraph.tokens[place...place])) has no unit and counts nothing",
                "write the unit, or what is counted")
        }
        if !paragraph.hasTime, let place = NumberWords.change(in: paragraph.tokens, sentence) {
            add(
                .bareNumber, at: place, of: paragraph, into: &found,
                "\(words(paragraph.tokens[place...place])) tells a change without a date",
                "write since when, or between which looks")
        }
    }
}
