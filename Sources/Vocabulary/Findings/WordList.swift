/// Words one after another, as a sentence has them.
public enum WordList {
    /// "a", "a and b", "a, b and c", or with another word before the last; nothing for no words.
    public static func joined(_ items: [String], _ word: String = "and") -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " \(word) " + last
    }
}
