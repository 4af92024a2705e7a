/// Words that say that something is uncertain, and not how uncertain.
enum HiddenWords {
    /// What to write instead.
    enum Remedy: Sendable {
        /// A word of the scale.
        case scaleWord
        /// How likely it is: what is not excluded can still be improbable.
        case exclusion
        /// Who says so.
        case attribution
        /// The number.
        case size
        /// What was seen, apart from what it means.
        case reading
        /// Under which explanation it is not to be expected.
        case consistency
    }

    static let table = PhraseTable(phrases)

    private static let phrases: [(String, Remedy)] =
        [
            "cannot be ruled out", "can not be ruled out", "can't be ruled out", "could not be ruled out",
            "cannot rule out",
            "can not rule out", "can't rule out", "could not rule out", "does not rule out", "do not rule out",
            "did not rule out",
            "not ruled out", "cannot be excluded", "can not be excluded", "could not be excluded", "cannot exclude",
            "does not exclude",
            "cannot be discounted", "cannot be dismissed",
        ].map { ($0, .exclusion) }
        + [
            "may", "might", "could", "possible", "possibly", "potentially", "perhaps", "maybe", "conceivably",
            "presumably", "arguably",
            "plausible", "plausibly", "possibility that", "a possibility", "quite possible", "quite possibly",
            "very possible",
        ].map { ($0, .scaleWord) }
        + [
            "appears", "appear", "appeared", "seems", "seem", "seemed", "seemingly", "apparently", "suggests",
            "suggest", "suggested",
            "suggesting", "hints at", "points to",
        ].map { ($0, .reading) }
        + [
            "reportedly", "allegedly", "it is believed", "it is thought", "it is assumed", "is believed to",
            "are believed to",
            "was believed to", "were believed to", "is thought to", "are thought to", "is said to", "are said to",
            "is rumoured to",
            "is rumored to", "is reported to", "are reported to", "experts believe", "analysts believe",
            "observers believe",
            "some believe", "sources say",
        ].map { ($0, .attribution) }
        + [
            "significant", "significantly", "substantial", "substantially", "considerable", "considerably", "sizable",
            "sizeable",
        ]
        .map { ($0, .size) }
        + ["consistent with"].map { ($0, .consistency) }

    /// Whether the word at a place hides uncertainty; the exceptions are those of the documentation.
    static func holds(_ tokens: [Token], at index: Int, end: Int, in sentence: Range<Int>) -> Bool {
        func text(_ place: Int) -> String { sentence.contains(place) ? tokens[place].text : "" }
        let (before, after) = (text(index - 1), text(end))
        switch tokens[index].text {
        case "may":
            // The month, a name, and what is allowed.
            let token = tokens[index]
            if token.isCapital || DateWords.isMonth(tokens, at: index, in: sentence) { return false }
            if ["you", "i", "concern"].contains(before) { return false }
            return !(after == "not" && ["use", "be"].contains(text(end + 1)) && permitted.contains(text(end + 2)))
        case "might": return !(nounBefore.contains(before) || ["of", "and"].contains(after) || tokens[index].isCapital)
        case "could":
            if after == "not" {
                let act = text(end + 1) == "be" ? text(end + 2) : text(end + 1)
                return !ability.contains(act)
            }
            return !["see", "tell", "judge"].contains(after)
        case "possible":
            // "as soon as possible", but not "seen as possible shelters".
            let earlier = tokens[max(sentence.lowerBound, index - 4)..<max(sentence.lowerBound, index - 1)]
            if before == "as", earlier.contains(where: { $0.text == "as" }) { return false }
            if notPossible.contains(before) { return false }
            return after != "to"
        case "possibly": return after != "true"
        case "possibility", "a": return !["realistic", "remote", "the"].contains(before)
        case "appears", "appear", "appeared", "seems", "seem", "seemed":
            if tokens[index].text.hasPrefix("seem") { return true }
            return before == "it" || states.contains(after)
        case "consistent":
            // Whoever says what it does not fit, too, hides nothing.
            if before == "not" { return false }
            let rest = tokens[end..<min(sentence.upperBound, end + 40)]
            return !rest.indices.contains {
                tokens[$0].text == "inconsistent" || tokens[$0].text == "consistent" && tokens[$0 - 1].text == "not"
            }
        case "significant", "significantly", "substantial", "substantially", "considerable", "considerably", "sizable",
            "sizeable":
            if before == "statistically" { return false }
            // A number in the sentence tells how large.
            let near = max(sentence.lowerBound, index - 20)..<min(sentence.upperBound, index + 20)
            return !near.contains {
                tokens[$0].isNumber && !tokens[$0].isYear && !DateWords.isDay(tokens, at: $0, in: sentence)
            }
        default: return true
        }
    }

    /// Before "possible" these speak of no likelihood.
    private static let notPossible: Set<String> = [
        "if", "where", "when", "wherever", "whenever", "not", "best", "every", "all", "only",
    ]
    /// "may not be used": a licence, no doubt.
    private static let permitted: Set<String> = [
        "used", "shared", "copied", "reproduced", "distributed", "redistributed", "published", "sold", "changed",
    ]
    /// Before the noun.
    private static let nounBefore: Set<String> = [
        "the", "a", "its", "their", "his", "her", "our", "military", "economic", "naval", "industrial", "financial",
        "political",
        "full", "sheer", "with", "of", "by",
    ]
    /// What a look could not do tells of the look and hides nothing.
    private static let ability: Set<String> = [
        "judged", "seen", "see", "read", "told", "tell", "determined", "determine", "assessed", "used", "measured",
        "measure",
        "counted", "count", "verified", "verify", "confirmed", "confirm", "judge", "identified", "identify", "made",
    ]
    /// After "appears" these make it a guess; "appears in the image" is none.
    private static let states: Set<String> = [
        "to", "that", "not", "complete", "completed", "operational", "inactive", "active", "abandoned", "empty",
        "unchanged", "intact",
        "consistent", "likely", "unlikely", "as", "finished", "dormant", "closed", "idle", "damaged",
    ]
}
