/// Chooses the form of Korean particles that depends on the sound before them.
///
/// Phrases write both forms, as grammars do: "은(는)", "이(가)", "을(를)", "과(와)", "(으)로". Which one fits follows from whether the
/// syllable before ends in a consonant (Hangul syllables are ordered by their final sound: The Unicode Standard, section 3.12); digits are
/// read aloud. After other signs both forms stay, as is usual.
public enum KoreanParticles {
    private static let pairs: [(both: String, after: (consonant: String, vowel: String))] = [
        ("은(는)", ("은", "는")), ("이(가)", ("이", "가")), ("을(를)", ("을", "를")), ("과(와)", ("과", "와")), ("(으)로", ("으로", "로")),
    ]

    /// A text with each pair of forms settled.
    ///
    /// - Parameter text: A text in which both forms stand.
    /// - Returns: The text with the form that fits; both stay after signs of which nobody knows how they are read.
    public static func resolved(_ text: String) -> String {
        guard text.contains("(") else { return text }
        var result = ""
        var rest = Substring(text)
        while !rest.isEmpty {
            if let pair = pairs.first(where: { rest.hasPrefix($0.both) }), let ending = ending(of: result) {
                // Before "로" a final ㄹ counts as a vowel.
                let isVowel = ending == .vowel || (ending == .rieul && pair.both == "(으)로")
                result += isVowel ? pair.after.vowel : pair.after.consonant
                rest = rest.dropFirst(pair.both.count)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result
    }

    private enum Ending { case vowel, rieul, consonant }

    private static func ending(of text: String) -> Ending? {
        let closing: Set<Character> = ["”", "\"", "’", "'", ")", "」"]
        guard let last = text.last(where: { !closing.contains($0) }), let scalar = last.unicodeScalars.first else {
            return nil
        }
        switch scalar.value {
        case 0xAC00...0xD7A3:
            let final = (scalar.value - 0xAC00) % 28
            return final == 0 ? .vowel : final == 8 ? .rieul : .consonant
        // 영 일 이 삼 사 오 육 칠 팔 구
        case 0x30, 0x33, 0x36: return .consonant
        case 0x31, 0x37, 0x38: return .rieul
        case 0x32, 0x34, 0x35, 0x39: return .vowel
        // 퍼센트
        case 0x25: return .vowel
        default: return nil
        }
    }
}
