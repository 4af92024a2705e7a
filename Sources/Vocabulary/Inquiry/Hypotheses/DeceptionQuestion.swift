/// One of the structured questions that ask whether somebody shapes what is seen. They are worded so that a yes points
/// to deception.
///
/// Source: the four checklists MOM, POP, MOSES and EVE of deception detection, Heuer and Pherson (2010), Structured
/// Analytic Techniques for Intelligence Analysis, in words of our own and narrowed to what imagery and documents of a
/// place can tell.
public struct DeceptionQuestion: Hashable, Sendable {
    /// Its key, by which a case answers it: "mom-motive".
    public let key: String
    /// The checklist that it belongs to.
    public let list: List
    /// The question.
    public let text: String

    /// The checklists.
    public enum List: String, Hashable, CaseIterable, Sendable {
        /// Motive, opportunity and means.
        case motive = "MOM"
        /// Past opposition practices.
        case past = "POP"
        /// Manipulability of sources.
        case sources = "MOSES"
        /// Evaluation of evidence.
        case evidence = "EVE"
    }

    /// All questions, in the order in which they are asked.
    public static let all: [DeceptionQuestion] = [
        DeceptionQuestion(
            key: "mom-motive", list: .motive, text: "Would whoever holds the place gain if we believed a wrong answer?"),
        DeceptionQuestion(
            key: "mom-opportunity", list: .motive,
            text: "Do they know when and by what the place is looked at, and can they act in between?"),
        DeceptionQuestion(
            key: "mom-means", list: .motive,
            text: "Do they have what it takes to hide this activity, or to stage another?"),
        DeceptionQuestion(
            key: "mom-cost", list: .motive,
            text: "Would being found out cost them little, compared with what they would gain?"),
        DeceptionQuestion(
            key: "mom-feedback", list: .motive, text: "Could they learn whether we took the bait, and adjust it?"),
        DeceptionQuestion(
            key: "pop-history", list: .past, text: "Have they hidden or staged such activity before?"),
        DeceptionQuestion(
            key: "pop-pattern", list: .past, text: "Does what is seen now fit the way in which they did so?"),
        DeceptionQuestion(
            key: "moses-control", list: .sources,
            text: "Could they decide, or influence, what our sources get to see or say?"),
        DeceptionQuestion(
            key: "moses-access", list: .sources,
            text: "Does any source that matters tell at second hand, without access of its own?"),
        DeceptionQuestion(
            key: "moses-record", list: .sources,
            text: "Has any source that matters been wrong before, or told what served an interest?"),
        DeceptionQuestion(
            key: "eve-critical", list: .evidence,
            text: "Does the answer hang on one piece of evidence that nothing independent confirms?"),
        DeceptionQuestion(
            key: "eve-conflict", list: .evidence, text: "Do sources that ought to agree contradict each other?"),
        DeceptionQuestion(
            key: "eve-chain", list: .evidence,
            text: "Could a document, picture or date have been altered on its way to us?"),
        DeceptionQuestion(
            key: "eve-absence", list: .evidence,
            text: "Is something missing that would have to be there if it were true?"),
    ]

    /// The question of a key; nil where none has it.
    public static func named(_ key: String) -> DeceptionQuestion? { all.first { $0.key == key } }
}
