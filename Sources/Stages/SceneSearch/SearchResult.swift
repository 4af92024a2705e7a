/// What a catalogue holds of what was asked for.
public struct SearchResult: Sendable {
    /// The scenes, by time, then collection and id.
    public var items: [CatalogueItem] = []
    /// Items that the server gave, each counted once.
    public var examined = 0
    /// Items that are not what was asked for, by why.
    public var misses: [SearchQuestion.Miss: Int] = [:]
    /// Items that could not be read, by what is wrong with them: "tell no time".
    public var unreadable: [String: Int] = [:]
    /// Why there may be more than was found, a sentence each; empty where everything was seen.
    public var shortfalls: [String] = []
    /// What collections say of themselves, as far as it was received, by the ids.
    public var collections: [String: CatalogueCollection] = [:]

    /// Nothing yet.
    public init() {}

    /// What was left out of what the server gave, a sentence for each reason.
    public var omissions: [String] {
        let reasons: [(SearchQuestion.Miss, String)] = [
            (.cloud, "more cloud than asked for"), (.time, "another time than asked for"),
            (.place, "nothing of the site in them"), (.collection, "another collection than asked for"),
        ]
        var sentences = reasons.compactMap { miss, words in
            misses[miss].map {
                "\(Self.count($0)) \($0 == 1 ? "has" : "have") \(words) and \($0 == 1 ? "is" : "are") left out."
            }
        }
        for (flaw, count) in unreadable.sorted(by: { $0.key < $1.key }) {
            sentences.append("\(Self.count(count)) left out: items that \(flaw).")
        }
        return sentences
    }

    private static func count(_ number: Int) -> String { number == 1 ? "1 item" : "\(number) items" }
}
