import Findings
import Foundation
import JudgementLinting
import Testing

@Suite("Sentences of published reports")
struct PublishedSentenceTests {
    /// A row of the fixture.
    struct Published {
        var set: String
        var sentence: String
        var scale: Linter.ScaleChoice
        var expected: Set<LintRule>
    }

    /// How often the linter was right, by hand's judgement; each pair of a sentence and a rule counts once.
    struct Score: Equatable, CustomStringConvertible {
        var sentences = 0
        var right = 0
        var wrong = 0
        var missed = 0
        /// Sentences of which the linter says just what was expected.
        var exact = 0
        var description: String {
            "\(sentences) sentences: \(right) right, \(wrong) wrong, \(missed) missed, \(exact) sentences exact"
        }
    }

    static func rows() throws -> [Published] {
        let file = try #require(
            Bundle.module.url(forResource: "published", withExtension: "md", subdirectory: "Fixtures"))
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return try lines.filter { $0.hasPrefix("| A |") || $0.hasPrefix("| B |") || $0.hasPrefix("| C |") }.map {
            line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            try #require(cells.count == 5)
            let scale: Linter.ScaleChoice =
                switch cells[3] {
                case "icd203": .icd203
                case "phia": .only(.phia)
                case "ipcc": .only(.ipcc)
                default: .any
                }
            let rules = cells[4].split(separator: " ").compactMap {
                LintRule(rawValue: $0.trimmingCharacters(in: CharacterSet(charactersIn: "`")))
            }
            return Published(set: cells[0], sentence: cells[1], scale: scale, expected: Set(rules))
        }
    }

    static func score(_ set: String) throws -> (Score, [String]) {
        var score = Score()
        var notes: [String] = []
        for row in try rows() where row.set == set {
            let found = Set(Linter(scale: row.scale).findings(in: row.sentence).map(\.rule))
            score.sentences += 1
            score.right += found.intersection(row.expected).count
            score.wrong += found.subtracting(row.expected).count
            score.missed += row.expected.subtracting(found).count
            if found == row.expected {
                score.exact += 1
            } else {
                notes.append(
                    "wrong \(found.subtracting(row.expected).map(\.rawValue)), "
                        + "missed \(row.expected.subtracting(found).map(\.rawValue)): \(row.sentence)")
            }
        }
        return (score, notes)
    }

    @Test("Set A, which the rules were first tried on")
    func setA() throws {
        let (score, notes) = try Self.score("A")
        #expect(
            score == Score(sentences: 16, right: 25, wrong: 0, missed: 1, exact: 15),
            "\(score)\n\(notes.joined(separator: "\n"))")
    }

    @Test("Set C, judged when the rules were finished")
    func setC() throws {
        let (score, notes) = try Self.score("C")
        #expect(
            score == Score(sentences: 21, right: 15, wrong: 1, missed: 2, exact: 19),
            "\(score)\n\(notes.joined(separator: "\n"))")
    }

    @Test("Set B, whose five wrong and missed ones improved the rules")
    func setB() throws {
        let (score, notes) = try Self.score("B")
        #expect(
            score == Score(sentences: 22, right: 20, wrong: 0, missed: 0, exact: 22),
            "\(score)\n\(notes.joined(separator: "\n"))")
    }
}
