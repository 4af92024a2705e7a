import Foundation
import Inquiry
import Sites
import Testing

@testable import CaseFilesYAML

@Suite("Mistakes of linked questions and of other analysts")
struct QuestionMistakeTests {
    typealias Flaw = (more: String, line: Int, column: Int, fragment: String)

    @Test(
        arguments: [
            (
                "{given: [H1], probabilities: [1, 0]}", 13, 7,
                "the table of 'q' has no row for H2; add them; 'other' in a row"
            ),
            (
                "{given: [H1], probabilities: [1, 0]}\n      - {given: [H1], probabilities: [0, 1]}", 14, 9,
                "this row stands for the same as that in line 13"
            ),
            ("{given: [other], probabilities: [0.5, 0.4]}", 13, 41, "'probabilities' sum to 0.9, 0.1 less than 1"),
            (
                "{given: [other], probabilities: [1]}", 13, 41,
                "has 1 entries; expected 2 probabilities, of 'yes' or 'no'"
            ),
            ("{given: [other], probabilities: [2, -1]}", 13, 42, "an entry of 'probabilities' is '2'"),
            ("{given: [other], probabilities: 1}", 13, 41, "'probabilities' is '1'; expected 2 probabilities"),
            ("{given: [other]}", 13, 9, "the row has no 'probabilities'"),
            ("{given: [G2], probabilities: [1, 0]}", 13, 18, "there is no hypothesis 'G2'; did you mean 'H2'?"),
            ("{given: [H1, H2], probabilities: [1, 0]}", 13, 17, "the row is given 2 of the 1 that 'q' hangs on"),
            (
                "{probabilities: [1, 0]}", 13, 9,
                "the row is given 0 of the 1 that 'q' hangs on; expected one of each of hyp"
            ),
            ("3", 13, 9, "a row is '3'"),
            ("{gvien: [H1], probabilities: [1, 0]}", 13, 10, "a row has no key 'gvien'"),
        ] as [Flaw])
    func ofTables(flaw: Flaw) throws {
        let found = try InquiryCase.check(["case.yaml": InquiryCase.question(flaw.more)])
        let first = found.filter { $0.position == TextPosition(line: flaw.line, column: flaw.column) }
        expectOne(first, "case.yaml", flaw.line, flaw.column, flaw.fragment)
        // A key that is not known is missed as well.
        #expect(found.count == (flaw.more.contains("gvien") ? 2 : 1), "\(found)")
    }

    @Test(
        arguments: [
            (
                "{id: q, text: Q, answers: [yes], table: []}", 8, 31,
                "the question 'q' has 1 answers; expected from 2 to 32"
            ),
            (
                "{id: q, text: Q, answers: [yes, yes, no], table: [{probabilities: [1, 0]}]}", 8, 37,
                "'yes' is named twice"
            ),
            ("{id: q, text: Q, answers: [yes, other], table: []}", 8, 37, "an answer is 'other'"),
            ("{id: q, text: Q, answers: [yes, no]}", 8, 5, "the question 'q' has no 'table'"),
            ("{id: H1, text: Q, answers: [yes, no]}", 8, 10, "'H1' is a hypothesis already"),
            ("{id: hypothesis, text: Q, answers: [yes, no]}", 8, 10, "the id 'hypothesis' has a meaning of its own"),
            ("{id: q, answers: [yes, no], table: [{probabilities: [1, 0]}]}", 8, 5, "the question 'q' has no 'text'"),
            (
                "{id: q, text: Q, answers: [yes, no], depends_on: hypothesiss, table: []}", 8, 54,
                "did you mean 'hypothesis'?"
            ),
            (
                "{id: q, text: Q, answers: [yes, no], depends_on: [q], table: []}", 8, 55,
                "the question 'q' hangs on itself: q → q"
            ),
            (
                "{id: a, text: Q, answers: [yes, no], depends_on: [b], table: []}\n"
                    + "  - {id: b, text: Q, answers: [yes, no], depends_on: [c, hypothesis], table: []}\n"
                    + "  - {id: c, text: Q, answers: [yes, no], depends_on: [b], table: []}", 9, 55,
                "the question 'b' hangs on itself: b → c → b"
            ),
            (
                "{id: a, text: Q, answers: [yes, no], table: [{probabilities: [1, 0]}]}\n"
                    + "  - {id: a, text: Q, answers: [yes, no], table: [{probabilities: [1, 0]}]}", 9, 10,
                "the question 'a' is given twice, first in line 8"
            ),
            (
                "{id: a, text: Q, answers: [yes, no], table: [{probabilities: [1, 0]}]}\n"
                    + "  - {id: b, text: Q, answers: [yes, no], depends_on: a, table: {ja: [1, 0], no: [0, 1]}}", 9, 65,
                "'ja' is no answer of 'a'; expected yes, no or other"
            ),
        ] as [Flaw])
    func ofQuestions(flaw: Flaw) throws {
        let text = InquiryCase.small("questions:\n  - " + flaw.more + "\n")
        expectOne(try InquiryCase.check(["case.yaml": text]), "case.yaml", flaw.line, flaw.column, flaw.fragment)
    }

    @Test func rowsOfWhichNoneIsNarrowerAreToldAndTheNarrowerOneCounts() throws {
        func text(_ rows: [String]) -> String {
            InquiryCase.small(
                "questions:\n  - {id: p, text: P, answers: [yes, no], table: [{probabilities: [1, 0]}]}\n"
                    + "  - id: q\n    text: Q\n    answers: [yes, no]\n    depends_on: [hypothesis, p]\n    table:\n"
                    + rows.map { "      - \($0)\n" }.joined())
        }
        let crossing = [
            "{given: [H1, other], probabilities: [1, 0]}", "{given: [other, yes], probabilities: [0, 1]}",
            "{given: [other, other], probabilities: [0.5, 0.5]}",
        ]
        expectOne(
            try InquiryCase.check(["case.yaml": text(crossing)]), "case.yaml", 16, 9,
            "for H1, yes this row holds as well as line 14 and 15")
        let settled = crossing + ["{given: [H1, yes], probabilities: [0.25, 0.75]}"]
        let bench = try InquiryCase.bench(["case.yaml": text(settled)])
        #expect(bench.check().isEmpty, "\(bench.check())")
        let rows = try #require(try bench.read().inquiry?.questions.last?.rows)
        #expect(rows.map(\.given) == [["H1", "yes"], ["H1", "no"], ["H2", "yes"], ["H2", "no"]])
        #expect(rows.map(\.probabilities) == [[0.25, 0.75], [1, 0], [0, 1], [0.5, 0.5]])
        let idle = ["{given: [H1, other], probabilities: [1, 0]}", "{given: [H2, other], probabilities: [1, 0]}"]
        expectOne(
            try InquiryCase.check(["case.yaml": text(idle + ["{given: [other, other], probabilities: [1, 0]}"])]),
            "case.yaml", 16, 9, "this row never holds", severity: .warning)
    }

    @Test func aTableOfTooManyWaysIsRefusedBeforeItIsLaidOut() throws {
        let names = (1...9).map { "q\($0)" }
        let answers = (1...32).map { "a\($0)" }.joined(separator: ", ")
        let shares = "1" + String(repeating: ", 0", count: 31)
        let free = names.map {
            "  - {id: \($0), text: T, answers: [\(answers)], table: [{probabilities: [\(shares)]}]}\n"
        }
        func last(_ count: Int) -> String {
            "  - id: z\n    text: Z\n    answers: [yes, no]\n    depends_on: [\(names.prefix(count).joined(separator: ", "))]\n"
                + "    table: [{given: [\(Array(repeating: "other", count: count).joined(separator: ", "))], "
                + "probabilities: [1, 0]}]\n"
        }
        let head = "questions:\n" + free.joined()
        expectOne(
            try InquiryCase.check(["case.yaml": InquiryCase.small(head + last(8))]), "case.yaml", 20, 17,
            "can be in 1099511627776 ways; expected at most 2048")
        expectOne(
            try InquiryCase.check(["case.yaml": InquiryCase.small(head + last(9))]), "case.yaml", 20, 50,
            "the question 'z' hangs on 9 others; expected at most 8")
        #expect(try InquiryCase.check(["case.yaml": InquiryCase.small(head + last(2))]).isEmpty)
    }

    @Test(
        arguments: [
            ("analist: B", 1, 1, "a judgement has no key 'analist'; did you mean 'analyst'?"),
            ("analyst: B\ndate: 2024-13-01", 2, 7, "a day that no calendar has"),
            ("analyst: B\nweight: 0", 2, 9, "'weight' is 0"),
            ("analyst: B\nweight: 1e300", 2, 9, "expected at most 1000000"),
            (
                "analyst: B\npriors: {H1: 0.4}", 2, 9,
                "with those of the case for what is not named, sum to 1.1, 0.1 more"
            ),
            ("analyst: B\npriors: {H1: 0.4, H2: 0.5}", 2, 9, "the priors of the hypotheses sum to 0.9"),
            ("analyst: B\npriors: {H7: 0.4}", 2, 10, "there is no hypothesis 'H7'; did you mean"),
            ("analyst: B\npriors: [1]", 2, 9, "'priors' is a list"),
            ("analyst: B\nlikelihoods: {I02: {H1: 0.4}}", 2, 15, "there is no indicator 'I02'; did you mean 'I01'?"),
            ("analyst: B\nlikelihoods: {I01: {H3: 0.4}}", 2, 21, "there is no hypothesis 'H3'"),
            ("analyst: B\nlikelihoods: {I01: {H1: [0.5, 0.4, 0.6]}}", 2, 26, "the least, 0.5, is above"),
            ("analyst: B\nreadings: {I01: maybe}", 2, 17, "the outcome is 'maybe'; expected seen, not seen or"),
            ("analyst: B\nreadings: {I01: {outcome: seen, sources: S8}}", 2, 42, "there is no source 'S8'"),
            ("- analyst: B", 1, 1, "a judgement is a list"),
            ("analyst: A", 1, 10, "the analyst 'A' judges twice, first in judgements/a.yaml"),
        ] as [Flaw])
    func ofJudgements(flaw: Flaw) throws {
        let found = try InquiryCase.check([
            "case.yaml": InquiryCase.indicator("group: g"), "judgements/a.yaml": "analyst: A\n",
            "judgements/b.yaml": flaw.more + "\n",
        ])
        expectOne(
            found.filter { !$0.problem.contains("has no 'analyst'") }, "judgements/b.yaml", flaw.line, flaw.column,
            flaw.fragment)
    }

    @Test func judgementsNeedACaseThatAsks() throws {
        let found = try InquiryCase.check(["judgements/b.yaml": "analyst: B\n"])
        expectOne(found, "judgements", nil, nil, "analysts judge, but the case has no 'hypotheses'")
        let case2 = InquiryCase.small("")
        expectOne(
            try InquiryCase.check(["case.yaml": case2, "judgements/b.yml": "analyst: B\n"]), "judgements/b.yml", nil,
            nil,
            "the file is not read; expected a name that ends in .yaml", severity: .warning)
        expectOne(
            try InquiryCase.check(["case.yaml": case2, "judgements": "x"]), "judgements", nil, nil,
            "the folder cannot be read")
        let many = (100...164).map { ("judgements/\($0).yaml", "analyst: A\($0)\n") }
        expectOne(
            try InquiryCase.check(Dictionary(uniqueKeysWithValues: many + [("case.yaml", case2)])), "judgements", nil,
            nil, "the folder holds 65 judgements; expected at most 64")
    }
}
