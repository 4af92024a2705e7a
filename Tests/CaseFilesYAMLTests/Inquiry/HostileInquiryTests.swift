import Foundation
import Testing

@testable import CaseFilesYAML

/// Files that no person writes. What is looked at is that something is said and nothing traps or hangs.
@Suite("Hostile inquiries are answered")
struct HostileInquiryTests {
    /// Numbers of a linear congruential generator (Knuth, MMIX), so that a failure can be had again.
    private struct Draws {
        var state: UInt64
        mutating func next(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(1, limit)))
        }
    }

    private static let scraps = [
        "", " ", "\n", "  ", "- ", ": ", "[", "]", "{", "}", ",", "0", "-1", "1e308", "1e-320", ".nan", ".inf", "null",
        "~",
        "yes", "other", "hypothesis", "H1", "H9", "\"", "'", "#", "|", ">", "!!binary ", "0x7fffffffffffffff",
        "99999999999999999999", "\u{0}", "é", "🚢", "\t", "? ", "<<: ", "2024-99-99", "count", "I01",
    ]

    @Test func threeThousandMutantsOfAGoodCaseAllReturn() throws {
        let bench = try InquiryCase.bench(["case.yaml": InquiryCase.full, "judgements/b.yaml": InquiryCase.judgement])
        var draws = Draws(state: 6)
        var broken = 0
        for round in 0..<3000 {
            let isJudgement = round % 5 == 0
            var bytes = Array((isJudgement ? InquiryCase.judgement : InquiryCase.full).utf8)
            for _ in 0...draws.next(below: 3) {
                let from = draws.next(below: bytes.count)
                switch draws.next(below: 4) {
                case 0: bytes.insert(contentsOf: Self.scraps[draws.next(below: Self.scraps.count)].utf8, at: from)
                case 1: bytes.removeSubrange(from..<min(bytes.count, from + 1 + draws.next(below: 12)))
                case 2:
                    let end = min(bytes.count, from + 1 + draws.next(below: 5))
                    bytes.replaceSubrange(from..<end, with: Self.scraps[draws.next(below: Self.scraps.count)].utf8)
                default:
                    let copied = bytes[from..<min(bytes.count, from + draws.next(below: 40))]
                    bytes.insert(contentsOf: Array(copied), at: draws.next(below: bytes.count))
                }
            }
            try bench.write("case.yaml", isJudgement ? Data(InquiryCase.full.utf8) : Data(bytes))
            try bench.write("judgements/b.yaml", isJudgement ? Data(bytes) : Data(InquiryCase.judgement.utf8))
            if !bench.check().isEmpty { broken += 1 }
        }
        #expect(broken > 1500)
    }

    @Test func wrongTypesStandEverywhere() throws {
        let lines = InquiryCase.full.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (place, line) in lines.enumerated() where line.contains(":") {
            let key = line.prefix { $0 != ":" }
            for value in ["[]", "{}", "[[[1]]]", "{a: {b: c}}", "7", "text", "", "[{}, {}]", "1e999", "-0"] {
                var changed = lines
                changed[place] = "\(key): \(value)"
                _ = try InquiryCase.check(["case.yaml": changed.joined(separator: "\n")])
            }
        }
    }

    @Test func partsWithinPartsEndSomewhere() throws {
        let depth = 200
        var text = InquiryCase.head + "hypotheses: "
        for level in 0..<depth {
            text += "[{id: a\(level), text: t, prior: 0.5}, {id: b\(level), text: t, prior: 0.5, parts: "
        }
        text += "[]" + String(repeating: "}]", count: depth) + "\n"
        let found = try InquiryCase.check(["case.yaml": text])
        #expect(found.contains { $0.problem == "hypotheses are nested more than 8 deep" }, "\(found)")
        let deeper = InquiryCase.head + "hypotheses: " + String(repeating: "[", count: 100_000) + "\n"
        #expect(!(try InquiryCase.check(["case.yaml": deeper]).isEmpty))
    }

    @Test func aMillionItemsAreRefusedByTheSizeOfTheFile() throws {
        let items = String(repeating: "- {}\n", count: 1_000_000)
        let found = try InquiryCase.check(["case.yaml": InquiryCase.small("indicators: i.yaml\n"), "i.yaml": items])
        expectOne(found, "i.yaml", nil, nil, "the file is larger than 1 MB")
        let fitting = String(repeating: "- {}\n", count: 100_000)
        let told = try InquiryCase.check(["case.yaml": InquiryCase.small("indicators: i.yaml\n"), "i.yaml": fitting])
        #expect(told.contains { $0.problem.contains("'indicators' has 100000 entries") })
    }

    @Test func hugeNumbersAreTold() throws {
        for number in ["1e400", "-1e400", String(repeating: "9", count: 5000), "1e-400", "0x1p99999"] {
            let text = InquiryCase.indicator(
                "rule: {count: a, zone: spur, at_least: \(number), in_looks: \(number), of_latest: \(number)}\n    months: "
                    + "[\(number)]\n    gsd: \(number)\n    cost: \(number)\n    detection: \(number)")
            let found = try InquiryCase.check([
                "case.yaml": text + "assessment: {samples: \(number), seed: \(number)}\n"
            ])
            #expect(found.count >= 5)
        }
    }
}
