/// Finds phrases of one or more words in tokens, always the longest.
struct PhraseTable<Value: Sendable>: Sendable {
    private var byFirst: [String: [(words: [String], value: Value)]] = [:]

    init(_ phrases: [(String, Value)]) {
        for (phrase, value) in phrases {
            let words = phrase.split(separator: " ").map(String.init)
            guard let first = words.first else { continue }
            byFirst[first, default: []].append((words, value))
        }
        for first in byFirst.keys { byFirst[first]?.sort { $0.words.count > $1.words.count } }
    }

    /// The longest phrase that begins at a token.
    func match(_ tokens: [Token], at index: Int, before end: Int) -> (value: Value, end: Int)? {
        guard tokens[index].kind == .word, let phrases = byFirst[tokens[index].text] else { return nil }
        for (words, value) in phrases where index + words.count <= end {
            var isSame = true
            for place in words.indices.dropFirst()
            where tokens[index + place].kind != .word || tokens[index + place].text != words[place] {
                isSame = false
                break
            }
            if isSame { return (value, index + words.count) }
        }
        return nil
    }
}
