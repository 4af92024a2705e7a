public import Findings
import Foundation
public import Inquiry

/// Puts an assessment into words as ICD 203 asks: likelihood in one sentence, confidence in another.
public struct JudgementWriter: Sendable {
    /// What is known of the sources that an answer rests on.
    public struct SourceStanding: Hashable, Sendable {
        /// Origins that do not depend on each other.
        public var independentOrigins: Int
        /// How good the best source is; nil where there is none.
        public var best: ConfidenceFactors.SourceQuality?

        /// Makes a record.
        public init(independentOrigins: Int, best: ConfidenceFactors.SourceQuality?) {
            self.independentOrigins = independentOrigins
            self.best = best
        }
    }

    /// Tells what is known of sources, by their ids.
    public typealias Standing = @Sendable ([String]) -> SourceStanding

    /// Bits from which an indicator that nobody judged is a gap.
    private static let gapBits = 0.1
    /// Pieces of evidence that a sentence names.
    private static let mostNamed = 4

    private let inquiry: HypothesisInquiry
    private let standing: Standing

    /// Makes a writer.
    ///
    /// - Parameters:
    ///   - inquiry: Hypotheses, assumptions, answers on deception and the scale of words.
    ///   - standing: What is known of sources.
    public init(inquiry: HypothesisInquiry, standing: @escaping Standing) {
        self.inquiry = inquiry
        self.standing = standing
    }

    /// The scale that settings name.
    public static func scale(of settings: AssessmentSettings) -> LikelihoodScale {
        switch settings.scale {
        case "phia": .phia
        case "ipcc": .ipcc
        default: settings.row == 2 ? .icd203Second : .icd203First
        }
    }

    /// The answer in words.
    public func judgement(of assessment: Assessment) -> Judgement {
        let scale = Self.scale(of: inquiry.settings)
        let words = Dictionary(
            assessment.hypotheses.compactMap { hypothesis in
                scale.word(for: hypothesis.posterior).map { (hypothesis.id, $0) }
            }
        ) { first, _ in first }
        let confidence = ConfidenceAssessment(factors(of: assessment))
        let named = Self.strongest(assessment)
        func sentence(_ id: String) -> String? {
            guard let hypothesis = assessment.hypotheses.first(where: { $0.id == id }), let word = words[hypothesis.id]
            else { return nil }
            return JudgementText.likelihood(word, that: hypothesis.text + named)
        }
        // Of a hypothesis that is a part, the whole is told before it.
        let ranked = [assessment.leading, assessment.runnerUp].compactMap(\.self)
        let told = ranked.flatMap { id in [assessment.hypotheses.first { $0.id == id }?.parent, id] }
            .compactMap(\.self).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return Judgement(
            scale: scale, words: words, confidence: confidence,
            sentences: told.compactMap(sentence) + [JudgementText.confidence(confidence)])
    }

    /// The pieces of evidence that move the answer most, and their sources: " (evidence: I01 and I07; sources: S3)"; empty for none.
    private static func strongest(_ assessment: Assessment) -> String {
        let order = assessment.sensitivity.leaveOneOut.map(\.indicator)
        let counting = Set(assessment.evidence.filter { $0.weight > 0 }.map(\.reading.indicator))
        let named = order.filter(counting.contains).prefix(mostNamed)
        let sources = assessment.evidence.filter { named.contains($0.reading.indicator) }.flatMap(\.reading.sources)
        guard !named.isEmpty else { return "" }
        let once = sources.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return " (evidence: \(WordList.joined(Array(named)))"
            + (once.isEmpty ? ")" : "; \(once.count == 1 ? "source" : "sources"): \(WordList.joined(once)))")
    }

    /// What confidence in an answer rests on.
    func factors(of assessment: Assessment) -> ConfidenceFactors {
        let counting = assessment.evidence.filter { $0.weight > 0 }
        let sources = counting.flatMap(\.reading.sources).reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        let told = standing(sources)
        // Imagery is one origin, however many looks there are.
        let isSeen = counting.contains { !$0.reading.looks.isEmpty || $0.reading.sources.isEmpty }
        let qualities = [told.best, isSeen ? .credible : nil].compactMap(\.self)
        let order: [ConfidenceFactors.SourceQuality] = [.strong, .credible, .weak, .unknown]
        let readings = assessment.evidence.map(\.reading) + assessment.notJudged
        let usable = readings.reduce(0) { $0 + $1.usableLooks }
        let looked = readings.reduce(usable) { $0 + $1.blindLooks }
        let place = assessment.leaves.firstIndex { $0.id == assessment.leading } ?? 0
        let own = assessment.leaves.indices.contains(place) ? assessment.leaves[place].posterior : 0
        let moves =
            assessment.sensitivity.leaveOneOut.map { abs($0.posteriors[place] - own) }
            + assessment.sensitivity.tornado.flatMap { [abs($0.low - own), abs($0.high - own)] }
        let elicitors = Set(inquiry.indicators.compactMap(\.elicitedFrom)).count + inquiry.analysts.count
        return ConfidenceFactors(
            independentOrigins: told.independentOrigins + (isSeen ? 1 : 0),
            bestSource: order.first { qualities.contains($0) } ?? .unknown,
            usableLookShare: looked > 0 ? Double(usable) / Double(looked) : nil, isElicitedByOnePerson: elicitors <= 1,
            gaps: assessment.collection.filter { $0.entropyDrop >= Self.gapBits }.map(\.text),
            unsupportedAssumptions: inquiry.assumptions.filter { $0.standing == .unsupported }.map(\.text),
            alternativesExamined: assessment.leaves.count > 2 && !assessment.matrix.rows.isEmpty,
            deceptionPotential: Self.potential(inquiry.deception), largestMove: moves.max())
    }

    /// How well somebody could deceive, from the answers to the structured questions.
    static func potential(_ answers: [DeceptionAnswer]) -> ConfidenceFactors.DeceptionPotential {
        guard !answers.isEmpty else { return .notExamined }
        let pointing = answers.count { $0.pointsTo == .yes }
        if pointing * 2 > answers.count { return .high }
        return pointing == 0 && answers.allSatisfy { $0.pointsTo == .no } ? .low : .medium
    }
}
