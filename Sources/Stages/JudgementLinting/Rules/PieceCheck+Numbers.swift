import Findings
import Foundation

/// A number that stands for a probability.
private struct StatedShare {
    var value: Double
    var token: Int
    /// How it was written: "30 %", "0.11".
    var text: String
    var isPercent: Bool

    /// How many digits it has after the point.
    var decimals: Int { text.prefix { $0 != " " }.split(separator: ".").dropFirst().first?.count ?? 0 }
}

extension PieceCheck {
    /// How many tokens a bracket with a probability has at most.
    private static let bracketLength = 24

    /// The shares in the bracket that follows a word: "likely (55–80 %; 0.71)".
    private func shares(after place: Int, in paragraph: Paragraph, _ sentence: Range<Int>) -> [StatedShare] {
        let tokens = paragraph.tokens
        guard place < sentence.upperBound, tokens[place].is("(", "[") else { return [] }
        let limit = min(sentence.upperBound, place + Self.bracketLength)
        guard let close = tokens[place..<limit].firstIndex(where: { $0.is(")", "]") }) else { return [] }
        var found: [StatedShare] = []
        for index in place + 1..<close {
            guard let value = tokens[index].value, tokens[index].suffix.isEmpty else { continue }
            if isPercent(tokens, after: index, before: close) {
                found.append(
                    StatedShare(value: value / 100, token: index, text: tokens[index].text + " %", isPercent: true))
            } else if value >= 0, value <= 1, tokens[index].text.contains("."),
                index + 1 == close || tokens[index + 1].kind == .sign
            {
                found.append(StatedShare(value: value, token: index, text: tokens[index].text, isPercent: false))
            }
        }
        return found
    }

    /// "30 %", "30 percent", and the first number of "30–40 %" and "30 to 40 %".
    private func isPercent(_ tokens: [Token], after index: Int, before end: Int) -> Bool {
        func isSign(_ place: Int) -> Bool {
            place < end
                && (tokens[place].is("%", "percent")
                    || tokens[place].text == "per" && place + 1 < end && tokens[place + 1].is("cent"))
        }
        if isSign(index + 1) { return true }
        return index + 2 < end && tokens[index + 1].is("-", "to") && tokens[index + 2].isNumber && isSign(index + 3)
    }

    /// Rule: a word and its number agree.
    func checkPercent(
        _ likelihoods: [FoundLikelihood], _ paragraph: Paragraph, _ sentence: Range<Int>,
        into found: inout CollectedFindings
    ) {
        for likelihood in likelihoods where !likelihood.term.bands.isEmpty {
            let first = likelihood.tokens.lowerBound
            // "not likely (20 %)" means another word.
            if first > sentence.lowerBound, paragraph.tokens[first - 1].is("not", "hardly") { continue }
            let own = likelihood.term.bands.filter { scale.candidates.contains($0.scale) }
            let bands = own.isEmpty ? likelihood.term.bands : own
            for share in shares(after: likelihood.tokens.upperBound, in: paragraph, sentence) {
                guard !bands.contains(where: { Self.agrees(share, $0.band, of: $0.scale) }) else { continue }
                let told = bands.map { "\($0.band.percent) on \($0.scale.title)" }.joined(separator: " or ")
                let scale = bands.first?.scale ?? .standard
                let proposal =
                    scale.word(for: share.value).map { "write '\($0.text)' (\($0.band.percent)), or mend the number" }
                    ?? "mend the number"
                add(
                    .percentDisagrees, at: first, of: paragraph, into: &found,
                    "'\(likelihood.term.phrase)' stands beside \(share.text), but is \(told)", proposal)
                break
            }
        }
    }

    /// Edges belong to both bands here, the halves of gaps to the nearer one, and the outermost bands reach to the
    /// ends.
    private static func agrees(_ share: StatedShare, _ band: LikelihoodBand, of scale: LikelihoodScale) -> Bool {
        let isLowest = scale.bands.allSatisfy { $0.lowest >= band.lowest }
        let isHighest = scale.bands.allSatisfy { $0.highest <= band.highest }
        let lowest = isLowest ? 0 : min(band.lowest, band.chosenFrom)
        let highest = isHighest ? 1 : max(band.highest, band.chosenTo)
        let half = 0.5 * pow(10, -Double(share.decimals)) / (share.isPercent ? 100 : 1) + 1e-9
        return share.value >= lowest - half && share.value <= highest + half
    }

    /// Rule: a judgement has no three digits.
    func checkPrecision(
        _ likelihoods: [FoundLikelihood], _ paragraph: Paragraph, _ sentence: Range<Int>,
        into found: inout CollectedFindings
    ) {
        for likelihood in likelihoods {
            for share in shares(after: likelihood.tokens.upperBound, in: paragraph, sentence) {
                guard share.decimals > (share.isPercent ? 0 : 2) else { continue }
                let rounded =
                    share.isPercent ? String(format: "%.0f %%", share.value * 100) : String(format: "%.2f", share.value)
                add(
                    .falsePrecision, at: share.token, of: paragraph, into: &found,
                    "\(share.text) has more digits than a judgement can have",
                    "write \(rounded)")
            }
        }
    }
}
