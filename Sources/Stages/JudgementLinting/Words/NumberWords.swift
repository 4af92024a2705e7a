/// Finds numbers that count or measure nothing, and changes without a date.
enum NumberWords {
    /// After a number these are no unit and no thing that is counted.
    private static let noUnits: Set<String> = [
        "and", "or", "in", "at", "on", "by", "from", "to", "was", "were", "is", "are", "has", "had", "have", "than",
        "but", "while",
        "after", "before", "since", "for", "with", "as", "when", "which", "that", "because", "although", "during",
        "until", "this",
        "the", "a", "an", "it", "they", "if", "between", "within", "through", "above", "below", "over", "under",
        "again", "so", "then",
    ]
    /// Before a number these say that it is a name or an item.
    private static let labels: Set<String> = [
        "no", "nos", "number", "numbers", "figure", "figures", "fig", "table", "section", "step", "version", "page",
        "pages", "chapter",
        "annex", "part", "look", "scene", "zone", "tank", "unit", "units", "berth", "pier", "track", "case",
        "hypothesis", "rule",
        "item", "level", "phase", "grade", "class", "type", "model", "line", "row", "column", "resolution", "building",
        "gate",
        "sentinel", "landsat", "band", "point", "question", "article", "paragraph", "group", "seed", "edition", "day",
        "week", "day",
        "reactor", "hall", "plant", "dolphin", "mark", "block", "area", "site", "stage", "spur", "siding", "quay",
        "jetty", "hangar", "silo", "shaft", "tunnel", "portal", "runway", "boiler", "furnace", "map", "footnote",
        "appendix", "source", "indicator", "assumption", "id", "epsg", "utm", "code",
    ]
    /// Where one of these stands in a sentence, it says what the number is.
    private static let quantities: Set<String> = [
        "number", "numbers", "count", "counts", "counted", "total", "totals", "totalled", "score", "scores", "ratio",
        "probability",
        "probabilities", "index", "share", "shares", "factor", "odds", "chance", "likelihood", "posterior", "prior",
        "mean", "median",
        "average", "sum", "population", "percentile", "quantile", "interval", "bits", "edition", "scale", "rank",
        "ranks", "page",
    ]
    private static let changes: Set<String> = [
        "increased", "decreased", "rose", "declined", "grew", "fell", "dropped", "doubled", "tripled", "halved",
        "resumed", "restarted",
        "ceased", "expanded", "shrank", "began", "stopped",
    ]
    /// A word of change is a verb before these, and not "increased traffic".
    private static let afterVerb: Set<String> = [
        "by", "from", "to", "in", "at", "on", "again", "sharply", "slightly", "rapidly", "steadily", "markedly",
        "after", "and", "while",
        "but", "operations", "production", "operating", "as", "threefold", "twofold", "considerably", "significantly",
        ".", ",", ";",
    ]
    private static let beforeAdjective: Set<String> = [
        "the", "a", "an", "of", "with", "for", "to", "any", "this", "these", "and", "by", "not", "be", "no", "more",
        "if",
    ]

    /// The first number in a sentence that has neither unit nor thing.
    static func bareNumber(in tokens: [Token], _ sentence: Range<Int>) -> Int? {
        if sentence.contains(where: { quantities.contains(tokens[$0].text) }) { return nil }
        var depth = 0
        for index in sentence {
            let token = tokens[index]
            if token.is("(", "[", "{") { depth += 1 }
            if token.is(")", "]", "}") { depth -= 1 }
            // What stands in brackets is a citation, a name or a coordinate more often than a quantity.
            guard token.isNumber, depth <= 0, isBare(tokens, at: index, sentence) else { continue }
            return index
        }
        return nil
    }

    private static func isBare(_ tokens: [Token], at index: Int, _ sentence: Range<Int>) -> Bool {
        let token = tokens[index]
        func at(_ place: Int) -> Token? { sentence.contains(place) ? tokens[place] : nil }
        // Years, times, ordinals and units without a space, identifiers, items at the beginning of a line.
        guard token.suffix.isEmpty, !token.isYear, !token.isGlued, index > sentence.lowerBound
        else {
            return false
        }
        // Shares and probabilities have no unit.
        guard let value = token.value, !(0...1).contains(value) else { return false }
        if DateWords.isDay(tokens, at: index, in: sentence) { return false }
        if let before = at(index - 1) {
            if labels.contains(before.text) || before.is("$", "#", "=", ":", "/", "-", "~", "x", ">", "<", "+", "*") {
                return false
            }
            // "Kwangmyongsong 4", "Pleiades Neo 4".
            if before.isCapital, index - 1 > sentence.lowerBound { return false }
            // "Tanks 3 and 4": a list of names or a range that begins elsewhere.
            if before.is("and", "or", "to", ",", "through"), at(index - 2)?.isNumber == true { return false }
            if before.text == "of", at(index - 2)?.isNumber == true { return false }
        }
        guard let after = at(index + 1) else { return true }
        if after.isNumber { return false }
        if after.isWord { return noUnits.contains(after.text) && !leadsToNumber(tokens, after: index, sentence) }
        return !["%", "(", "/", "-", ":", "x", "$", "\u{03}", "'", "\"", "=", "*", "+", "<", ">", "&"].contains(
            after.text)
            && !(after.text == "," && at(index + 2)?.isNumber == true)
    }

    /// "12 to 40 cars", "3 and 4 tanks", "between 5 and 10 t".
    private static func leadsToNumber(_ tokens: [Token], after index: Int, _ sentence: Range<Int>) -> Bool {
        guard tokens[index + 1].is("to", "and", "or"), index + 3 < sentence.upperBound, tokens[index + 2].isNumber
        else {
            return false
        }
        let unit = tokens[index + 3]
        return !tokens[index + 2].suffix.isEmpty || unit.isWord && !noUnits.contains(unit.text)
            || unit.is("%", "\u{03}")
    }

    /// The first word that tells a change that happened, as a verb.
    static func change(in tokens: [Token], _ sentence: Range<Int>) -> Int? {
        sentence.first { index in
            guard tokens[index].isWord, changes.contains(tokens[index].text), index > sentence.lowerBound else {
                return false
            }
            let before = tokens[index - 1]
            guard before.isWord, !beforeAdjective.contains(before.text), !before.text.hasSuffix("ly") else {
                return false
            }
            guard index + 1 < sentence.upperBound else { return true }
            return afterVerb.contains(tokens[index + 1].text)
        }
    }
}
