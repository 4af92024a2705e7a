public import Foundation
public import Inquiry

/// Holds what sources say against each other, and tells what cannot all be true.
///
/// Nothing is resolved here: no fact is dropped, preferred or averaged. Numbers are compared after conversion, by bounds that are stated.
public struct SourceCritic: Sendable {
    /// By which share two numbers may differ that were written in units of one kind; sources round.
    public static let rounding = 0.02
    /// By which share two numbers may differ that a table of products stands between: published tables differ by so much.
    public static let tableSpread = 0.05
    /// By how many degrees two angles may differ, some 50 m on the ground.
    public static let angleSpread = 0.0005
    /// By which share the barrels in a tonne of a product may differ from the table.
    public static let productSpread = 0.10
    /// More pairs than a person's case has; beyond it a remark says that not all were compared.
    static let pairLimit = 200_000
    /// More findings of a kind than a person reads.
    static let findingLimit = 2000

    /// A critic with the bounds above.
    public init() {}

    /// Finds what cannot all be true.
    ///
    /// - Parameters:
    ///   - book: What sources say.
    ///   - date: The day in UTC on which it had to be known; nil for all that is known now.
    /// - Returns: Contradictions and remarks, the same for the same book.
    public func review(_ book: SourceBook, asKnownOn date: Date? = nil) -> SourceReview {
        var work = Criticism(book.known(on: date))
        work.findReplaced(in: book)
        work.findCircle()
        work.compareValues()
        work.findLateCauses()
        work.findImpossibleNumbers()
        work.findEarlyKnowledge()
        work.findSharedOrigins()
        work.addUpParts()
        return work.sorted
    }
}

/// One review at work.
struct Criticism {
    let book: SourceBook
    let units: UnitTables
    private let origins: SourceOrigins?
    let possible: ClosedRange<Double>
    private let grades: [String: AdmiraltyGrade]
    private let places: [String: Int]
    private(set) var found: [Contradiction.Kind: [Contradiction]] = [:]
    private(set) var remarks: [SourceRemark.Kind: [SourceRemark]] = [:]
    private var dropped = 0
    private var rootsOfLists: [[String]: [String]] = [:]

    init(_ book: SourceBook) {
        self.book = book
        units = book.units
        possible = units.possibleBarrelsPerTonne()
        grades = Dictionary(book.sources.map { ($0.id, $0.grade) }) { first, _ in first }
        places = Dictionary(book.sources.enumerated().map { ($1.id, $0) }) { first, _ in first }
        do throws(SourceFlaw) { origins = try SourceOrigins(book.sources) } catch { origins = nil }
    }

    mutating func add(
        _ kind: Contradiction.Kind, _ sentence: String, toResolve resolution: String, facts: [Fact] = [],
        events: [Event] = [], sources: [String] = []
    ) {
        guard found[kind, default: []].count < SourceCritic.findingLimit else {
            dropped += 1
            return
        }
        found[kind, default: []].append(
            Contradiction(
                kind: kind, sentence: sentence, resolution: resolution, facts: facts.map(\.id),
                events: events.map(\.id),
                sources: ordered(facts.flatMap(\.sources) + events.flatMap(\.sources) + sources)))
    }

    mutating func remark(_ kind: SourceRemark.Kind, _ sentence: String, facts: [Fact] = [], sources: [String] = []) {
        guard remarks[kind, default: []].count < SourceCritic.findingLimit else {
            dropped += 1
            return
        }
        remarks[kind, default: []].append(
            SourceRemark(
                kind: kind, sentence: sentence, facts: facts.map(\.id),
                sources: ordered(facts.flatMap(\.sources) + sources)))
    }

    /// The origins of some sources; these themselves where sources rest on each other in a circle.
    mutating func roots(of sources: [String]) -> [String] {
        if let known = rootsOfLists[sources] { return known }
        let found = origins?.origins(of: sources) ?? Set(sources).sorted()
        rootsOfLists[sources] = found
        return found
    }

    /// Sources each once, in the order of the case; unknown ones at the end.
    private func ordered(_ ids: [String]) -> [String] {
        Set(ids).sorted { (places[$0] ?? Int.max, $0) < (places[$1] ?? Int.max, $1) }
    }

    /// "ajunews-2020 (B2) and rfa-2015 (B3)".
    func names(of sources: [String]) -> String {
        let words = sources.prefix(6).map { "\($0) (\((grades[$0] ?? .notJudged).text))" }
        let more = sources.count > 6 ? ["\(sources.count - 6) more"] : []
        let all = words + more
        guard all.count > 1, let last = all.last else { return all.first ?? "nobody" }
        return all.dropLast().joined(separator: ", ") + " and " + last
    }

    /// "1994 by ajunews-2020 (B2) [stop-knoc]".
    func statement(_ fact: Fact) -> String {
        "\(fact.value.text) by \(names(of: fact.sources)) [\(fact.id)]"
    }

    mutating func findCircle() {
        do throws(SourceFlaw) {
            _ = try SourceOrigins(book.sources)
        } catch {
            add(.circle, "Circle of sources: \(error.problem).", toResolve: "\(error.expected).")
        }
    }

    /// All that was found, by kind and then as it was come upon.
    var sorted: SourceReview {
        var review = SourceReview()
        review.contradictions = Contradiction.Kind.allCases.flatMap { found[$0] ?? [] }
        review.remarks = SourceRemark.Kind.allCases.flatMap { remarks[$0] ?? [] }
        if dropped > 0 {
            review.remarks.append(
                SourceRemark(
                    kind: .notCompared, sentence: "\(dropped) more findings are not shown; mend those above first.",
                    facts: [], sources: []))
        }
        return review
    }
}
