/// A range of probability and the words for it.
public struct LikelihoodBand: Hashable, Codable, Sendable {
    /// The word as it is written: "very unlikely".
    public var word: String
    /// How a sentence begins that says it: "It is very unlikely", "There is a roughly even chance".
    public var opening: String
    /// Other forms that mean the same band in a text: "probably" for "probable".
    public var forms: [String]
    /// Lower edge, from 0 to 1; it belongs to the band.
    public var lowest: Double
    /// Upper edge, from 0 to 1; whether it belongs to the band is the scale's rule, see ``LikelihoodScale/word(for:)``.
    public var highest: Double
    /// Whether ``highest`` belongs to the band.
    public var holdsHighest: Bool
    /// From where the word is chosen, where that is below ``lowest``: in a gap of the scale.
    public var chosenFrom: Double
    /// Up to where, inclusive, the word is chosen, where that is above ``highest``.
    public var chosenTo: Double

    init(
        _ word: String, _ lowest: Double, _ highest: Double, opening: String? = nil, forms: [String] = [],
        holdsHighest: Bool = false, chosenFrom: Double? = nil, chosenTo: Double? = nil
    ) {
        self.word = word
        self.opening = opening ?? "It is \(word)"
        self.forms = forms
        self.lowest = lowest
        self.highest = highest
        self.holdsHighest = holdsHighest
        self.chosenFrom = chosenFrom ?? lowest
        self.chosenTo = chosenTo ?? highest
    }

    /// "5–20 %".
    public var percent: String { "\(Self.whole(lowest))–\(Self.whole(highest)) %" }

    /// Whether a probability lies in the band as it was published.
    public func holds(_ probability: Double) -> Bool {
        probability >= lowest && (probability < highest || holdsHighest && probability == highest)
    }

    /// Whether a probability lies in the band or in that half of a gap which counts to it.
    func takes(_ probability: Double) -> Bool { probability >= chosenFrom && probability <= chosenTo }

    var width: Double { highest - lowest }
    var distanceFromHalf: Double { abs((lowest + highest) / 2 - 0.5) }

    private static func whole(_ share: Double) -> Int { Int((share * 100).rounded()) }
}

extension LikelihoodBand {
    static let icd203First = [
        LikelihoodBand("almost no chance", 0.01, 0.05, opening: "There is almost no chance"),
        LikelihoodBand("very unlikely", 0.05, 0.20),
        LikelihoodBand("unlikely", 0.20, 0.45),
        LikelihoodBand("roughly even chance", 0.45, 0.55, opening: "There is a roughly even chance"),
        LikelihoodBand("likely", 0.55, 0.80),
        LikelihoodBand("very likely", 0.80, 0.95),
        LikelihoodBand("almost certain", 0.95, 0.99, forms: ["almost certainly"]),
    ]

    static let icd203Second = [
        LikelihoodBand(
            "remote", 0.01, 0.05, opening: "There is a remote chance", forms: ["remote chance", "remote possibility"]),
        LikelihoodBand("highly improbable", 0.05, 0.20),
        LikelihoodBand("improbable", 0.20, 0.45, forms: ["improbably"]),
        LikelihoodBand("roughly even odds", 0.45, 0.55, opening: "There are roughly even odds"),
        LikelihoodBand("probable", 0.55, 0.80, forms: ["probably"]),
        LikelihoodBand("highly probable", 0.80, 0.95),
        LikelihoodBand("nearly certain", 0.95, 0.99),
    ]

    static let phia = [
        LikelihoodBand(
            "remote chance", 0, 0.05, opening: "There is a remote chance", holdsHighest: true,
            chosenTo: (0.075).nextDown),
        LikelihoodBand(
            "highly unlikely", 0.10, 0.20, holdsHighest: true, chosenFrom: 0.075, chosenTo: (0.225).nextDown),
        LikelihoodBand("unlikely", 0.25, 0.35, holdsHighest: true, chosenFrom: 0.225, chosenTo: (0.375).nextDown),
        LikelihoodBand(
            "realistic possibility", 0.40, 0.50, opening: "There is a realistic possibility", chosenFrom: 0.375,
            chosenTo: 0.525),
        LikelihoodBand(
            "likely", 0.55, 0.75, forms: ["probable", "probably"], holdsHighest: true, chosenFrom: (0.525).nextUp,
            chosenTo: 0.775),
        LikelihoodBand(
            "highly likely", 0.80, 0.90, holdsHighest: true, chosenFrom: (0.775).nextUp, chosenTo: 0.925),
        LikelihoodBand(
            "almost certain", 0.95, 1, forms: ["almost certainly"], holdsHighest: true, chosenFrom: (0.925).nextUp),
    ]

    static let ipcc = [
        LikelihoodBand("exceptionally unlikely", 0, 0.01, holdsHighest: true),
        LikelihoodBand("extremely unlikely", 0, 0.05, holdsHighest: true),
        LikelihoodBand("very unlikely", 0, 0.10, holdsHighest: true),
        LikelihoodBand("unlikely", 0, 0.33, holdsHighest: true),
        LikelihoodBand("about as likely as not", 0.33, 0.66, holdsHighest: true),
        LikelihoodBand("more likely than not", (0.5).nextUp, 1, holdsHighest: true),
        LikelihoodBand("likely", 0.66, 1, holdsHighest: true),
        LikelihoodBand("very likely", 0.90, 1, holdsHighest: true),
        LikelihoodBand("extremely likely", 0.95, 1, holdsHighest: true),
        LikelihoodBand("virtually certain", 0.99, 1, forms: ["virtually certainly"], holdsHighest: true),
    ]
}
