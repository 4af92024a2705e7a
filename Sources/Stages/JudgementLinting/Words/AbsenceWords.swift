/// Finds claims that something was not there or did not happen.
enum AbsenceWords {
    private static let signs: Set<String> = [
        "evidence", "sign", "signs", "indication", "indications", "trace", "traces", "activity", "movement",
        "movements",
    ]
    private static let seen: Set<String> = [
        "present", "seen", "observed", "detected", "found", "visible", "noted", "identified", "there", "evident",
        "apparent", "recorded",
    ]
    private static let happened: Set<String> = [
        "seen", "observed", "detected", "visited", "arrived", "called", "resumed", "restarted", "occurred", "operated",
        "used", "moved",
        "left", "returned", "happened", "appeared",
    ]
    private static let toBe: Set<String> = ["is", "are", "was", "were", "been", "be"]
    private static let had: Set<String> = ["has", "have", "had", "was", "were"]
    /// What somebody did not do in telling or looking is no absence at a place.
    private static let telling: Set<String> = [
        "know", "say", "name", "look", "examine", "judge", "allow", "provide", "publish", "mention", "report",
        "respond", "answer",
        "mean", "include", "think", "believe", "want", "rule", "exclude", "distinguish", "show", "reveal", "permit",
        "ask", "address",
        "reach", "describe", "explain", "specify", "give", "tell", "identify", "see", "test", "try", "need", "agree",
        "make", "take",
        "depend", "change", "count", "suggest", "support", "require", "claim", "assess", "follow",
    ]

    /// The place and the end of the first claim.
    static func place(in tokens: [Token], _ sentence: Range<Int>) -> (place: Int, end: Int)? {
        for index in sentence {
            guard tokens[index].isWord, let end = end(tokens, index, sentence) else { continue }
            return (index, end)
        }
        return nil
    }

    private static func end(_ tokens: [Token], _ index: Int, _ sentence: Range<Int>) -> Int? {
        func text(_ place: Int) -> String { sentence.contains(place) ? tokens[place].text : "" }
        let (next, after) = (text(index + 1), text(index + 2))
        switch tokens[index].text {
        case "there":
            return toBe.contains(next) && after == "no" || next == "has" && after == "been" && text(index + 3) == "no"
                ? index + 3 : nil
        case "no": return no(tokens, index, sentence)
        case "did":
            // "factors that did not involve it" sorts factors and claims nothing.
            guard next == "not", !after.isEmpty, !telling.contains(after), tokens[index + 2].isWord,
                !["that", "which", "who"].contains(text(index - 1))
            else { return nil }
            return after.hasSuffix("ly") ? nil : index + 3
        case "didn't": return !next.isEmpty && !telling.contains(next) && tokens[index + 1].isWord ? index + 2 : nil
        case "absence": return next == "of" ? index + 2 : nil
        case "none":
            return ["of", "was", "were", "has", "had", "is", "are"].contains(next)
                && !["this", "these", "those"].contains(after)
                ? index + 2 : nil
        case "never":
            return happened.contains(next) || had.contains(text(index - 1)) || next == "been" ? index + 2 : nil
        case "not":
            // "were not seen", "has not been observed", but not "is not clear".
            if toBe.contains(text(index - 1)), seen.contains(next), next != "there" { return index + 2 }
            if had.contains(text(index - 1)), happened.contains(next) { return index + 2 }
            return next == "been" && seen.contains(after) && after != "there" ? index + 3 : nil
        default: return nil
        }
    }

    /// "no evidence of", "no ships were present", "no vehicles observed".
    private static func no(_ tokens: [Token], _ index: Int, _ sentence: Range<Int>) -> Int? {
        let window = tokens[index + 1..<max(index + 1, min(sentence.upperBound, index + 8))].prefix { $0.isWord }
        if let sign = window.prefix(3).firstIndex(where: { signs.contains($0.text) }) { return sign + 1 }
        // At least one word names what is missing.
        for place in window.indices.dropFirst() where seen.contains(tokens[place].text) {
            if tokens[place].is("there", "found", "present") == false || toBe.contains(tokens[place - 1].text) {
                return place + 1
            }
        }
        return nil
    }
}
