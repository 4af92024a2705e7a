import Findings

/// A word for likelihood, with the bands that it names.
struct LikelihoodTerm: Sendable {
    var phrase: String
    /// The scales that know it, in their order; none for words of no scale.
    var bands: [(scale: LikelihoodScale, band: LikelihoodBand)]

    func band(in scale: LikelihoodScale) -> LikelihoodBand? { bands.first { $0.scale == scale }?.band }

    /// All words: those of the scales, and those that no scale knows.
    static let table = PhraseTable(onScale + offScale.map { ($0, LikelihoodTerm(phrase: $0, bands: [])) })

    private static var onScale: [(String, LikelihoodTerm)] {
        var bands: [String: [(scale: LikelihoodScale, band: LikelihoodBand)]] = [:]
        for scale in LikelihoodScale.allCases {
            for band in scale.bands {
                for phrase in Set([band.word] + band.forms) { bands[phrase, default: []].append((scale, band)) }
            }
        }
        // The bare word of one scale and the fuller form of another mean the same.
        bands["remote chance"] = (bands["remote"] ?? []) + (bands["remote chance"] ?? []).filter { $0.scale == .phia }
        bands["remote possibility"] = bands["remote chance"]
        return bands.keys.sorted().map { ($0, LikelihoodTerm(phrase: $0, bands: bands[$0] ?? [])) }
    }

    /// Words that rank or colour a likelihood and stand on no scale.
    private static let offScale = [
        "most likely", "more likely", "less likely", "least likely", "quite likely", "fairly likely", "rather likely",
        "somewhat likely",
        "quite unlikely", "rather unlikely", "somewhat unlikely", "most unlikely", "most probable", "most probably",
        "very probable",
        "very probably", "very improbable", "quite probable", "more probable", "less probable", "as likely as not",
        "even chance",
        "even odds", "good chance", "fair chance", "strong chance", "high chance", "low chance", "small chance",
        "slim chance",
        "little chance", "some chance", "strong possibility", "distinct possibility", "high probability",
        "low probability",
        "high likelihood", "low likelihood", "strong likelihood", "reasonable likelihood",
    ]

    /// Whether the word at a place means a likelihood: "remote" does only of a chance, not of a place, and "probably
    /// true" is the name of an Admiralty grade.
    func holds(_ tokens: [Token], at index: Int, in sentence: Range<Int>) -> Bool {
        if phrase == "probably" { return index + 1 >= sentence.upperBound || !tokens[index + 1].is("true") }
        guard phrase == "remote" else { return true }
        guard index > sentence.lowerBound,
            tokens[index - 1].is("is", "are", "was", "were", "be", "remains", "very", "as")
        else {
            return false
        }
        return tokens[max(sentence.lowerBound, index - 20)..<index].contains {
            $0.is("chance", "chances", "possibility", "probability", "likelihood", "odds", "prospect", "prospects")
        }
    }
}
