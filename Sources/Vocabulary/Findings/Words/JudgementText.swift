import Foundation

/// Writes a judgement as ICD 203 asks: how likely in one sentence, how much it can be relied on in another, never both
/// in one.
public enum JudgementText {
    /// How likely something is: "It is very unlikely (5–20 %; 0.11) that the refinery restarts within a year [E3]."
    ///
    /// The probability has two decimals. Where the word does not fit quite, the sentence says so: beyond ICD 203's
    /// ends, or between two bands of the PHIA yardstick.
    ///
    /// - Parameters:
    ///   - word: The word with its probability.
    ///   - claim: What is judged, as it stands after "that"; a full stop at its end is dropped, line breaks become
    ///   spaces.
    ///   - sources: What it rests on, by short names such as "S12"; each stands in brackets.
    /// - Returns: One sentence with a full stop.
    public static func likelihood(_ word: LikelihoodWord, that claim: String, sources: [String] = []) -> String {
        var number = String(format: "%.2f", word.probability)
        if word.flags.contains(.outsideScale) {
            number =
                word.probability < 0.5
                ? "below 0.01, where the scale has no word" : "0.99 or more, where the scale has no word"
        }
        if word.flags.contains(.betweenBands) { number += ", between two bands" }
        let opening = "\(word.band.opening) (\(word.band.percent); \(number))"
        return "\(opening) that \(inLine(claim))\(brackets(sources))."
    }

    /// How much the judgement can be relied on: "Our confidence in this judgement is low: it rests on one origin of
    /// information."
    ///
    /// - Parameters:
    ///   - assessment: The level with its reasons; those that decide it are told.
    ///   - sources: What it rests on, by short names; each stands in brackets.
    /// - Returns: One sentence with a full stop.
    public static func confidence(_ assessment: ConfidenceAssessment, sources: [String] = []) -> String {
        let reasons = assessment.deciding.map(\.clause).joined(separator: "; ")
        let level = "Our confidence in this judgement is \(assessment.level.rawValue)"
        return (reasons.isEmpty ? level : "\(level): \(reasons)") + brackets(sources) + "."
    }

    /// Both sentences, likelihood first.
    ///
    /// - Parameters:
    ///   - word: The word with its probability.
    ///   - claim: What is judged, as it stands after "that".
    ///   - assessment: The level with its reasons.
    ///   - sources: What the judgement rests on, by short names.
    /// - Returns: Two sentences with a space between them.
    public static func sentences(
        _ word: LikelihoodWord, that claim: String, confidence assessment: ConfidenceAssessment, sources: [String]
    ) -> String {
        likelihood(word, that: claim, sources: sources) + " " + confidence(assessment)
    }

    /// A text on one line, without the full stop at its end.
    static func inLine(_ text: String) -> String {
        let words = text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
        return words.hasSuffix(".") && !words.hasSuffix("..") ? String(words.dropLast()) : words
    }

    private static func brackets(_ sources: [String]) -> String { sources.map { " [\(inLine($0))]" }.joined() }
}
