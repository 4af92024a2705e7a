/// Finds what makes a sentence a judgement, besides words for likelihood.
enum JudgementWords {
    private static let judges: Set<String> = [
        "we", "i", "analysts", "agencies", "experts", "also", "still", "and", "community", "ic", "council", "authors",
        "elements",
        "continue", "they", "who", "therefore", "thus",
    ]
    private static let objects: Set<String> = ["that", "with", "to", "as", "likely", "unlikely", "it", "the", "this"]

    /// The place of the first such word.
    static func place(in tokens: [Token], _ sentence: Range<Int>) -> Int? {
        sentence.first { index in
            guard tokens[index].isWord else { return false }
            let before = index > sentence.lowerBound ? tokens[index - 1].text : ""
            let after = index + 1 < sentence.upperBound ? tokens[index + 1].text : ""
            switch tokens[index].text {
            case "assesses", "concludes", "infers", "infer": return true
            // "the judge", "to judge a look by its cloud", "to assess the damage".
            case "judge", "assess", "conclude":
                let isContinued =
                    before == "to" && index > sentence.lowerBound + 1 && tokens[index - 2].text.hasPrefix("continue")
                return judges.contains(before) || isContinued
            case "judges": return after == "that"
            case "believe", "estimate", "believes", "estimates", "think", "thinks":
                return judges.contains(before) && before != "and" && before != "who"
            case "assessed", "judged", "concluded", "inferred":
                return before != "be" && objects.contains(after) || before == "we" || before == "analysts"
            case "indicate", "indicates", "indicating", "suggest", "suggests", "suggested", "suggesting", "implies",
                "imply",
                "signifies":
                return true
            default: return false
            }
        }
    }
}
