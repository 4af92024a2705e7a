/// A published scale that gives words to ranges of probability.
///
/// The two rows of ICD 203 are two scales here, so that their words cannot be mixed in one text by accident.
///
/// - SeeAlso: Office of the Director of National Intelligence, *Intelligence Community Directive 203, Analytic
///   Standards* (2 January 2015), section D.6.e(2)(a); UK Professional Head of Intelligence Assessment, *Probability
///   Yardstick* (in *Explaining Uncertainty in UK Intelligence Assessment*, 24 March 2025); Mastrandrea et al. (2010),
///   *Guidance Note for Lead Authors of the IPCC Fifth Assessment Report on Consistent Treatment of Uncertainties*,
///   table 1.
public enum LikelihoodScale: String, Hashable, Codable, Sendable, CaseIterable {
    /// ICD 203, first row: almost no chance, very unlikely, unlikely, roughly even chance, likely, very likely, almost
    /// certain.
    case icd203First = "icd203-1"
    /// ICD 203, second row: remote, highly improbable, improbable, roughly even odds, probable, highly probable, nearly
    /// certain.
    case icd203Second = "icd203-2"
    /// The yardstick of the UK's Professional Head of Intelligence Assessment, with gaps between its bands.
    case phia
    /// The Intergovernmental Panel on Climate Change, fifth and sixth assessment: bands that hold each other.
    case ipcc

    /// The scale that Revisit writes in where nothing else is asked for: the first row of ICD 203.
    public static let standard = LikelihoodScale.icd203First

    /// What people call it.
    public var title: String {
        switch self {
        case .icd203First: "ICD 203, first row"
        case .icd203Second: "ICD 203, second row"
        case .phia: "the PHIA yardstick"
        case .ipcc: "the IPCC scale"
        }
    }

    /// Where it was published.
    public var source: String {
        switch self {
        case .icd203First, .icd203Second:
            "U.S. Director of National Intelligence, Intelligence Community Directive 203, Analytic Standards, 2015"
        case .phia:
            "UK Professional Head of Intelligence Assessment, Probability Yardstick, "
                + "in Explaining Uncertainty in UK Intelligence Assessment, 2025"
        case .ipcc:
            "Mastrandrea et al., Guidance Note for Lead Authors of the IPCC Fifth Assessment Report on Consistent "
                + "Treatment of Uncertainties, 2010; unchanged in the sixth"
        }
    }

    /// Its bands, from the least likely to the most likely; those of the IPCC hold each other.
    public var bands: [LikelihoodBand] {
        switch self {
        case .icd203First: LikelihoodBand.icd203First
        case .icd203Second: LikelihoodBand.icd203Second
        case .phia: LikelihoodBand.phia
        case .ipcc: LikelihoodBand.ipcc
        }
    }

    /// The word for a probability.
    ///
    /// - ICD 203: bands are half open, `[low, high)`: a shared edge belongs to the band above it. Below 0.01 and from
    ///   0.99 on the outermost word is given with the flag ``LikelihoodWord/Flag/outsideScale``, since the directive
    ///   ends there.
    /// - PHIA: bands are closed, but for the realistic possibility, which ends below one half. The gaps are deliberate:
    ///   between two bands the nearer one is given, from the middle the one nearer to one half, with the flag
    ///   ``LikelihoodWord/Flag/betweenBands``.
    /// - IPCC: of the closed bands that hold the probability, the narrowest; of two as narrow, the one nearer to one
    ///   half. So "more likely than not" is never chosen: from 0.50 to 0.66 "about as likely as not" is narrower.
    ///
    /// No rounding goes before: 0.4499 is below 0.45.
    ///
    /// - Parameter probability: From 0 to 1.
    /// - Returns: The word with its band and flags; nil for what is no probability (NaN, below 0, above 1).
    public func word(for probability: Double) -> LikelihoodWord? {
        guard probability >= 0, probability <= 1 else { return nil }
        switch self {
        case .icd203First, .icd203Second:
            guard let band = bands.last(where: { $0.lowest <= probability }) ?? bands.first else { return nil }
            let isOutside = probability < 0.01 || probability >= 0.99
            return LikelihoodWord(
                scale: self, band: band, probability: probability, flags: isOutside ? [.outsideScale] : [])
        case .phia:
            guard let band = bands.first(where: { $0.takes(probability) }) else { return nil }
            return LikelihoodWord(
                scale: self, band: band, probability: probability,
                flags: band.holds(probability) ? [] : [.betweenBands])
        case .ipcc:
            func isBefore(_ left: LikelihoodBand, _ right: LikelihoodBand) -> Bool {
                (left.width, left.distanceFromHalf) < (right.width, right.distanceFromHalf)
            }
            guard let band = bands.filter({ $0.holds(probability) }).min(by: isBefore) else { return nil }
            return LikelihoodWord(scale: self, band: band, probability: probability, flags: [])
        }
    }
}

/// The word of a scale for one probability.
public struct LikelihoodWord: Hashable, Codable, Sendable {
    /// What must be said beside the word.
    public enum Flag: String, Hashable, Codable, Sendable {
        /// Below 1 % or from 99 % on, where ICD 203 has no word.
        case outsideScale = "outside scale"
        /// In a gap of the PHIA yardstick; the word is that of the nearest band.
        case betweenBands = "between two bands"
    }

    /// The scale that it belongs to.
    public var scale: LikelihoodScale
    /// The range that it stands for.
    public var band: LikelihoodBand
    /// The probability that it was asked for, from 0 to 1.
    public var probability: Double
    /// What must be said beside it; at most one of each.
    public var flags: [Flag]

    /// Makes a record.
    public init(scale: LikelihoodScale, band: LikelihoodBand, probability: Double, flags: [Flag]) {
        self.scale = scale
        self.band = band
        self.probability = probability
        self.flags = flags
    }

    /// The word: "very unlikely".
    public var text: String { band.word }
}
