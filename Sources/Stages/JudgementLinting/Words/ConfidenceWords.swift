/// Finds a level of confidence in a sentence.
enum ConfidenceWords {
    private static let levels: Set<String> = [
        "high", "moderate", "low", "medium", "limited", "strong", "great", "full", "little", "higher", "lower",
        "highest",
    ]
    /// After "confidence" these speak of statistics.
    private static let statistics: Set<String> = [
        "interval", "intervals", "limit", "limits", "bound", "bounds", "band", "bands", "region", "regions", "set",
        "score", "scores",
        "threshold", "coefficient",
    ]
    private static let verbs: Set<String> = ["is", "are", "was", "were", "remains", "as"]

    /// The place of the word; nil where the sentence tells no level.
    static func place(in tokens: [Token], _ sentence: Range<Int>) -> Int? {
        sentence.first { index in
            switch tokens[index].text {
            case "confidence": isLevel(tokens, at: index, sentence)
            case "confident":
                index > sentence.lowerBound
                    && tokens[index - 1].is(
                        "highly", "moderately", "very", "fairly", "reasonably", "quite", "less", "not", "are")
                    || index + 1 < sentence.upperBound && tokens[index + 1].is("that", "in")
            default: false
            }
        }
    }

    private static func isLevel(_ tokens: [Token], at index: Int, _ sentence: Range<Int>) -> Bool {
        let next = index + 1 < sentence.upperBound ? tokens[index + 1].text : ""
        if statistics.contains(next) { return false }
        let before = tokens[max(sentence.lowerBound, index - 3)..<index]
        if let last = before.last, last.isNumber || last.is("%", "percent") { return false }
        if before.contains(where: { $0.isWord && levels.contains($0.text) }) { return true }
        let after = tokens[index..<min(sentence.upperBound, index + 14)]
        return after.indices.contains { verb in
            verbs.contains(tokens[verb].text)
                && tokens[verb..<min(sentence.upperBound, verb + 4)].contains { levels.contains($0.text) }
        }
    }
}
