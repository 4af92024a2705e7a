import Foundation
import Testing

@testable import CaseFilesYAML

/// One mistake each, with its place and a fragment of what is said.
@Suite("Mistakes of an inquiry are told at their places")
struct InquiryMistakeTests {
    typealias Flaw = (more: String, line: Int, column: Int, fragment: String)

    private static func expect(_ text: String, _ flaw: Flaw, _ severity: Mistake.Severity = .error) throws {
        expectOne(
            try InquiryCase.check(["case.yaml": text]), "case.yaml", flaw.line, flaw.column, flaw.fragment,
            severity: severity)
    }

    @Test(
        arguments: [
            ("hypotheses: 3\n", 4, 13, "'hypotheses' is '3'; expected a list, or a file inside the case folder"),
            ("hypotheses: {H1: a}\n", 4, 13, "'hypotheses' is a set of keys; expected two or more"),
            ("hypotheses: []\n", 4, 13, "has no entry; expected two or more"),
            ("hypotheses: [{id: H1, text: a, prior: 1}]\n", 4, 13, "has one entry only"),
            ("hypotheses:\n - 5\n - {id: H2, text: a, prior: 1}\n", 5, 4, "a hypothesis is '5'"),
            ("hypotheses:\n - {text: b, prior: 0}\n - {id: H2, text: a, prior: 1}\n", 5, 4, "a hypothesis has no 'id'"),
            (
                "hypotheses:\n - {id: H1, text: b, prior: 0.5}\n - {id: H1, text: a, prior: 0.5}\n", 6, 9,
                "the hypothesis 'H1' is given twice, first in line 5"
            ),
            (
                "hypotheses:\n - {id: other, text: b, prior: 0.5}\n - {id: H1, text: a, prior: 0.5}\n", 5, 9,
                "the id 'other' has a meaning of its own in tables"
            ),
            (
                "hypotheses:\n - {id: H 1, text: b, prior: 0.5}\n - {id: H2, text: a, prior: 0.5}\n", 5, 9,
                "the id 'H 1' cannot be used; expected 1 to 64 letters"
            ),
            (
                "hypotheses:\n - {id: H1, prior: 0.5}\n - {id: H2, text: a, prior: 0.5}\n", 5, 4,
                "the hypothesis 'H1' has no 'text'"
            ),
            (
                "hypotheses:\n - {id: H1, text: b}\n - {id: H2, text: a, prior: 0.5}\n", 5, 4,
                "the hypothesis 'H1' has no 'prior'; add 'prior: …', how likely it is before the evidence"
            ),
            (
                "hypotheses:\n - {id: H1, text: b, prior: 1.5}\n - {id: H2, text: a, prior: 0.5}\n", 5, 29,
                "'prior' of 'H1' is '1.5'; expected a probability from 0 to 1"
            ),
            (
                "hypotheses:\n - {id: H1, text: b, prior: -0.5}\n - {id: H2, text: a, prior: 0.5}\n", 5, 29,
                "'prior' of 'H1' is '-0.5'"
            ),
            (
                "hypotheses:\n - {id: H1, text: b, prior: nan}\n - {id: H2, text: a, prior: 0.5}\n", 5, 29,
                "'prior' of 'H1' is 'nan'"
            ),
            (
                "hypotheses:\n - {id: H1, text: b, prior: .inf}\n - {id: H2, text: a, prior: 0.5}\n", 5, 29,
                "'prior' of 'H1' is '.inf'"
            ),
            (
                "hypotheses:\n - {id: H1, text: b, prior: 0.5}\n - {id: H2, text: a, prior: 0.4}\n", 5, 2,
                "the priors of the hypotheses sum to 0.9, 0.1 less than 1; expected a sum of 1"
            ),
            (
                "hypotheses:\n - {id: H1, text: b, prior: 0.5}\n - {id: H2, text: a, prior: 0.500002}\n", 5, 2,
                "sum to 1.000002, 0.000002 more than 1"
            ),
            (
                "hypotheses:\n - {id: H1, text: b, prior: 0.5, prio: 1}\n - {id: H2, text: a, prior: 0.5}\n", 5, 34,
                "a hypothesis has no key 'prio'; did you mean 'prior'?"
            ),
            (
                "hypotheses:\n - {id: H2, text: a, prior: 0.5}\n - id: H1\n   text: b\n   prior: 0.5\n   parts:\n"
                    + "    - {id: H1a, text: c, prior: 0.5}\n    - {id: H1b, text: d, prior: 0.6}\n", 10, 5,
                "the priors of the parts of 'H1' sum to 1.1, 0.1 more than 1"
            ),
            (
                "hypotheses:\n - {id: H2, text: a, prior: 0.5}\n - id: H1\n   text: b\n   prior: 0.5\n   parts:\n"
                    + "    - {id: H1a, text: c, prior: 1}\n", 10, 5, "'parts' of 'H1' has one entry only"
            ),
            (
                "hypotheses:\n - {id: H2, text: a, prior: 0.5}\n - id: H1\n   text: b\n   prior: 0.5\n   parts:\n"
                    + "    - {id: H1a, text: c, prior: 0.5}\n    - {id: H2, text: d, prior: 0.5}\n", 11, 12,
                "the hypothesis 'H2' is given twice, first in line 5"
            ),
            ("indicators: []\n", 4, 13, "'indicators' is given, but the case has no 'hypotheses'"),
            ("hypotheses: h.yaml\n", 4, 13, "the file 'h.yaml' does not exist"),
            ("hypotheses: ../h.yaml\n", 4, 13, "'hypotheses' is '../h.yaml'; expected a list, or a file inside"),
            ("questions: q.yaml\nhypotheses: []\n", 4, 12, "'questions' is 'q.yaml'"),
        ] as [Flaw])
    func ofHypotheses(flaw: Flaw) throws {
        let text = InquiryCase.head + flaw.more
        let found = try InquiryCase.check(["case.yaml": text])
        // The last case has a second mistake, which is told of in its own right above.
        expectOne(
            found.filter { !flaw.more.contains("q.yaml") || $0.position?.line == 4 }, "case.yaml", flaw.line,
            flaw.column, flaw.fragment)
    }

    @Test(
        arguments: [
            ("gruop: rail", 11, 5, "an indicator has no key 'gruop'; did you mean 'group'?"),
            ("months: [11, 13]", 11, 18, "a month is '13'; expected a whole number from 1 to 12"),
            ("months: [1.5]", 11, 14, "a month is '1.5'"),
            ("months: [1, 1]", 11, 17, "the month 1 is named twice"),
            ("months: {a: 1}", 11, 13, "a month is a set of keys"),
            ("gsd: -1", 11, 10, "'gsd' is -1"),
            ("gsd: 1e999", 11, 10, "'gsd' is '1e999'"),
            ("sensors: [a, a]", 11, 18, "'a' is named twice under 'sensors'"),
            ("stay_days: 0", 11, 16, "'stay_days' is 0"),
            ("revisit_days: x", 11, 19, "'revisit_days' is 'x'"),
            ("cost: -1", 11, 11, "'cost' is -1"),
            ("detection: 1.1", 11, 16, "'detection' is '1.1'; expected a probability"),
            ("relevance: hihg", 11, 16, "'relevance' is 'hihg'; did you mean 'high'?"),
            ("statements: seen", 11, 17, "'statements' is 'seen'; expected a list"),
            ("statements: [{sources: [S3]}]", 11, 18, "the statement has no 'outcome'"),
            ("statements: [{outcome: sene}]", 11, 28, "'outcome' is 'sene'; did you mean 'seen'?"),
            ("statements: [{outcome: seen, date: 2024-02-30}]", 11, 40, "a day that no calendar has"),
            (
                "statements: [{outcome: seen, date: 1.6.2024}]", 11, 40,
                "which is no day; expected a day, such as 2025-02-15"
            ),
            ("statements: [{outcome: seen, date: 2024-02-03T10:00Z}]", 11, 40, "a time; expected a day"),
            (
                "statements: [{outcome: seen, sources: [S5]}]", 11, 44,
                "there is no source 'S5' in sources.yaml; did you mean"
            ),
            ("statements: [{outcome: seen, sources: [S3, S3]}]", 11, 48, "'S3' is named twice under 'sources'"),
            ("rule: 5", 11, 11, "a rule is '5'"),
            ("rule: {}", 11, 11, "the rule says nothing to look for; add one of count: …"),
            ("rule: {zone: spur}", 11, 11, "the rule says nothing to look for"),
            (
                "rule: {count: a, moved: b, by: 1, zone: spur}", 11, 29,
                "the rule looks for several things: count, moved"
            ),
            ("rule: {cuont: a, count: b, zone: spur}", 11, 12, "a rule has no key 'cuont'; did you mean 'count'?"),
            ("rule: {count: a, zone: spru}", 11, 28, "the site has no zone 'spru'; did you mean 'spur'?"),
            ("rule: {count: a, zones: [spur, x]}", 11, 36, "the site has no zone 'x'; expected spur or dolphin"),
            ("rule: {count: a, zones: []}", 11, 29, "the rule names no zone"),
            ("rule: {count: a}", 11, 11, "the rule names no zone"),
            ("rule: {count: a, zone: spur, zones: [spur]}", 11, 41, "the rule has both 'zone' and 'zones'"),
            ("rule: {count: a, zone: spur, at_least: 0}", 11, 44, "'at_least' is '0'"),
            ("rule: {count: a, zone: spur, at_least: 1e99}", 11, 44, "'at_least' is '1e99'"),
            (
                "rule: {count: a, zone: spur, above: 3}", 11, 41,
                "'above' has no place beside 'count'; it belongs to 'measure'"
            ),
            (
                "rule: {count: a, zone: spur, in_looks: 4, of_latest: 3}", 11, 44,
                "'in_looks' is 4, more than the latest 3"
            ),
            (
                "rule: {count: a, zone: spur, none: true, of_latest: 3}", 11, 57,
                "'of_latest' has no place beside 'none'"
            ),
            ("rule: {count: a, zone: spur, none: yes}", 11, 40, "'none' is 'yes'; expected true or false"),
            ("rule: {measure: a, zone: spur, unit: m}", 11, 11, "the rule sets no bound"),
            ("rule: {measure: a, zone: spur, above: 3}", 11, 11, "the rule has no 'unit'"),
            ("rule: {measure: a, zone: spur, above: 3, below: 2, unit: m}", 11, 53, "nothing is above 3 and below 2"),
            ("rule: {told: a, zone: spur}", 11, 11, "the rule does not say what is told"),
            ("rule: {moved: a, zone: spur}", 11, 11, "the rule has no 'by'"),
            ("rule: {moved: a, zone: spur, by: 0}", 11, 38, "'by' is 0"),
            ("rule: {stayed: a, zone: spur, days: x}", 11, 41, "'days' is 'x'"),
            ("rule: {ground: [razed], zone: spur}", 11, 21, "a kind of change is 'razed'"),
            ("rule: {ground: any, zone: spur, area: -1}", 11, 43, "'area' is -1"),
        ] as [Flaw])
    func ofIndicators(flaw: Flaw) throws { try Self.expect(InquiryCase.indicator(flaw.more), flaw) }

    @Test(
        arguments: [
            ("{H1: 0.5}", 10, 17, "the indicator 'I01' has no likelihood under 'H2'; add one for each hypothesis"),
            ("{H1: 0.5, H2: 0.1, G2: 0.1}", 10, 36, "there is no hypothesis 'G2'; did you mean 'H2'?"),
            ("{H1: 0.5, H2: 1.1}", 10, 31, "the likelihood of 'I01' under 'H2' is '1.1'; expected a probability"),
            ("{H1: 0.5, H2: -0.1}", 10, 31, "is '-0.1'"),
            ("{H1: 0.5, H2: .nan}", 10, 31, "is '.nan'"),
            ("{H1: 0.5, H2: x}", 10, 31, "is 'x'"),
            ("{H1: 0.5, H2: [0.1, 0.2]}", 10, 31, "has 2 numbers; expected a probability, or its least"),
            ("{H1: 0.5, H2: [0.1, a, 0.2]}", 10, 37, "an entry of the likelihood of 'I01' under 'H2' is 'a'"),
            ("{H1: 0.5, H2: [0.3, 0.2, 0.4]}", 10, 32, "the least, 0.3, is above the most likely, 0.2"),
            ("{H1: 0.5, H2: [0.1, 0.5, 0.4]}", 10, 37, "the most likely, 0.5, is above the greatest, 0.4"),
            ("0.5", 10, 17, "the likelihood of 'I01' is '0.5'"),
            ("{H1: 0, H2: [0, 0, 0]}", 10, 17, "the indicator 'I01' is impossible under every hypothesis"),
        ] as [Flaw])
    func ofLikelihoods(flaw: Flaw) throws {
        let text = InquiryCase.small("indicators:\n  - id: I01\n    text: cars\n    likelihood: \(flaw.more)\n")
        try Self.expect(text, flaw)
    }

    @Test func likelihoodsThatTellNothingApartAreWarnedOf() throws {
        func small(_ likelihood: String) -> String {
            InquiryCase.small("indicators:\n  - id: I01\n    text: cars\n    likelihood: \(likelihood)\n")
        }
        try Self.expect(
            small("{H1: 1, H2: 1}"), ("", 10, 17, "certain under every hypothesis and tells none"), .warning)
        try Self.expect(
            small("{H1: 0.4, H2: 0.4}"), ("", 10, 17, "as likely under every hypothesis and tells none"), .warning)
        let unused = InquiryCase.full.replacing("{H1a: 0.2, H1b: 0.1,", with: "{H1: 0.3, H1a: 0.2, H1b: 0.1,")
        try Self.expect(
            unused, ("", 38, 17, "the likelihood of 'I06' under 'H1' is not used: all its parts have their own"),
            .warning)
        let zero =
            InquiryCase.head
            + "hypotheses:\n  - {id: H1, text: a, prior: 0}\n  - {id: H2, text: b, prior: 1}\n"
        try Self.expect(zero, ("", 5, 30, "the prior of 'H1' is 0, which no evidence can raise"), .warning)
    }

    @Test func aLeafWithoutLikelihoodIsNamedAndAParentSpeaksForItsParts() throws {
        let text = InquiryCase.full.replacing("{H1a: 0.2, H1b: 0.1,", with: "{H1a: 0.2,")
        try Self.expect(text, ("", 38, 17, "the indicator 'I06' has no likelihood under 'H1b'"))
    }

    @Test func theSameEvidenceTwiceIsAnErrorWhereItCountsTwice() throws {
        func pair(_ first: String, _ second: String, more: String = "") -> String {
            InquiryCase.small(
                "indicators:\n  - {id: I1, likelihood: {H1: 0.5, H2: 0.1}, \(first)}\n"
                    + "  - {id: I2, likelihood: {H1: 0.5, H2: 0.1}, \(second)}\n" + more)
        }
        let rule = "rule: {told: r, is: [a, b], zones: [spur, dolphin]}"
        let same = "rule: {told: r, is: [b, a], zones: [dolphin, spur]}"
        try Self.expect(
            pair("text: a, \(rule)", "text: b, \(same)"),
            ("", 9, 61, "'I2' has the same rule as 'I1' in line 8, so that the same evidence would count twice"))
        try Self.expect(
            pair("text: a, group: g, \(rule)", "text: b, group: g, \(same)"),
            ("", 9, 71, "the same evidence twice in the group 'g'"), .warning)
        try Self.expect(
            pair("text: a, group: g, \(rule)", "text: b, group: h, \(same)"), ("", 9, 71, "put both into one group"))
        try Self.expect(
            pair("text: Five  cars", "text: five cars"), ("", 9, 52, "'I2' has the same text as 'I1' in line 8"))
        try Self.expect(
            pair("text: a, group: g", "text: a, group: g", more: "assessment: {dependence: independent}\n"),
            ("", 9, 52, "with 'dependence: independent' groups do not help"))
        #expect(try InquiryCase.check(["case.yaml": pair("text: length < 80", "text: length > 80")]).isEmpty)
        try Self.expect(
            pair("text: a", "text: b").replacing("id: I2", with: "id: I1"),
            ("", 9, 10, "the indicator 'I1' is given twice, first in line 8"))
    }

    @Test func aRuleAndItsNegationAreTheSameEvidence() throws {
        func pair(_ first: String, _ second: String, groups: [String] = ["", ""]) -> String {
            InquiryCase.small(
                "indicators:\n  - {id: I1, text: a, likelihood: {H1: 0.5, H2: 0.1}, \(groups[0])rule: {\(first), zones: [spur]}}\n"
                    + "  - {id: I2, text: b, likelihood: {H1: 0.5, H2: 0.9}, \(groups[1])rule: {\(second), zones: [spur]}}\n"
            )
        }
        let seen = "told: r, is: [a, b]"
        try Self.expect(
            pair(seen, "told: r, is: [b, a], none: true, in_looks: 3"),
            (
                "", 9, 61,
                "'I2' has the same rule, negated, as 'I1' in line 8, so that the same evidence would count twice"
            ))
        try Self.expect(
            pair("\(seen), none: true", seen), ("", 9, 61, "'I2' has the same rule, negated, as 'I1' in line 8"))
        try Self.expect(
            pair("\(seen), none: true, in_looks: 2", "\(seen), none: true, in_looks: 3"),
            ("", 9, 61, "'I2' has the same rule but for the number of looks as 'I1' in line 8"))
        try Self.expect(
            pair(seen, "\(seen), none: true", groups: ["group: g, ", "group: g, "]),
            ("", 9, 71, "the same evidence twice in the group 'g'"), .warning)
        // None is not the contrary of three, and another word is another thing.
        #expect(try InquiryCase.check(["case.yaml": pair("\(seen), in_looks: 3", "\(seen), none: true")]).isEmpty)
        #expect(try InquiryCase.check(["case.yaml": pair(seen, "told: r, is: [c], none: true")]).isEmpty)
    }

    @Test func aSourceIsNotDescribedWhereTheCaseDescribesNone() throws {
        let text = InquiryCase.indicator(
            "statements: [{outcome: seen, sources: [S9]}, {outcome: seen, sources: [S9]}]")
        let bench = try CaseBench(["case.yaml": text])
        expectOne(bench.check(), "case.yaml", 11, 44, "the source 'S9' is not described", severity: .warning)
    }

    @Test(
        arguments: [
            ("assumptions:\n  - {text: a}\n", 8, 5, "the assumption has no 'standing'"),
            ("assumptions:\n  - {standing: solid}\n", 8, 5, "the assumption has no 'text'"),
            ("assumptions:\n  - {text: a, standing: sold}\n", 8, 25, "'standing' is 'sold'; did you mean 'solid'?"),
            ("assumptions: 3\n", 7, 14, "'assumptions' is '3'"),
            ("deception: 3\n", 7, 12, "'deception' is '3'"),
            ("deception:\n  mom-motiv: no\n", 8, 3, "no question 'mom-motiv' on deception; did you mean 'mom-motive'?"),
            ("deception:\n  mom-motive: maybe\n", 8, 15, "'mom-motive' is 'maybe'; expected yes, no or unknown"),
            ("deception:\n  mom-motive: {note: a}\n", 8, 15, "'mom-motive' has no 'points_to'"),
            ("deception:\n  mom-motive: {points_to: [a]}\n", 8, 27, "'points_to' is a list"),
            ("assessment: 3\n", 7, 13, "'assessment' is '3'"),
            ("assessment:\n  dependence: stronges\n", 8, 15, "'dependence' is 'stronges'; did you mean 'strongest'?"),
            ("assessment:\n  dependence: {everywhere: true}\n", 8, 15, "'dependence' has no 'tempered'"),
            ("assessment:\n  dependence: {tempered: 2}\n", 8, 26, "'tempered' is '2'; expected a weight from 0 to 1"),
            ("assessment:\n  samples: 1e12\n", 8, 12, "'samples' is '1e12'; expected a whole number from 1000"),
            ("assessment:\n  seed: -1\n", 8, 9, "'seed' is '-1'"),
            ("assessment:\n  seed: 18446744073709551616\n", 8, 9, "expected a whole number from 0 to"),
            ("assessment:\n  words: icd-203\n", 8, 10, "'words' is 'icd-203'; did you mean 'icd203'?"),
            ("assessment:\n  row: 3\n", 8, 8, "'row' is '3'"),
            ("assessment:\n  words: phia\n  row: 2\n", 9, 8, "the scale phia has one row of words"),
            ("assessment:\n  pooling: mean\n", 8, 12, "'pooling' is 'mean'"),
            ("assessment:\n  unmeasured_detection: 0\n", 8, 25, "'unmeasured_detection' is 0"),
            ("assessment:\n  season_looks: 0\n", 8, 17, "'season_looks' is '0'"),
            ("assessment:\n  cloud: [0.1, 0.2]\n", 8, 10, "'cloud' has 2 entries"),
            ("assessment:\n  cloud: 50\n", 8, 10, "'cloud' is '50'; expected the share of looks"),
        ] as [Flaw])
    func ofTheRest(flaw: Flaw) throws { try Self.expect(InquiryCase.small(flaw.more), flaw) }

    @Test func tooManyAreToldAtTheFirstTooMany() throws {
        let many = (1...65).map { "  - {id: H\($0), text: t, prior: \($0 == 1 ? "1" : "0.0")}\n" }.joined()
        let found = try InquiryCase.check(["case.yaml": InquiryCase.head + "hypotheses:\n" + many])
        expectOne(
            found.filter { $0.severity == .error }, "case.yaml", 69, 5,
            "'hypotheses' has 65 entries, of which this is the first too many; expected at most 64")
        func part(_ name: Int) -> String {
            let parts = (1...17).map { "{id: H\(name)-\($0), text: t, prior: \($0 == 1 ? "1" : "0.0")}" }
            return "  - {id: H\(name), text: t, prior: 0.25, parts: [\n" + parts.joined(separator: ",\n") + "]}\n"
        }
        let nested = (1...4).map(part).joined()
        expectOne(
            try InquiryCase.check(["case.yaml": InquiryCase.head + "hypotheses:\n" + nested])
                .filter { $0.severity == .error }, "case.yaml", 73, 1, "the case has 68 hypotheses without parts")
        let list = (1...501).map { "  - {id: I\($0), text: t\($0), likelihood: {H1: 0.5, H2: 0.1}}\n" }.joined()
        expectOne(
            try InquiryCase.check(["case.yaml": InquiryCase.small("indicators:\n" + list)]), "case.yaml", 508, 5,
            "'indicators' has 501 entries")
    }

    @Test func mistakesNameTheFileInWhichTheyStand() throws {
        let text = InquiryCase.small("indicators: more/indicators.yaml\n")
        let list =
            "# elicited\n- id: I01\n  text: cars\n  likelihood: {H1: 2, H2: 0.1}\n  rule: {count: ship, zone: x}\n"
        let found = try InquiryCase.check(["case.yaml": text, "more/indicators.yaml": list])
        #expect(
            found.map(\.description) == [
                "more/indicators.yaml:4:20: error: the likelihood of 'I01' under 'H1' is '2'; "
                    + InquiryReader.expectedRange,
                "more/indicators.yaml:5:29: error: the site has no zone 'x'; expected spur or dolphin",
            ])
        expectOne(
            try InquiryCase.check(["case.yaml": text, "more/indicators.yaml": "a: [\n"]), "more/indicators.yaml", 2, 1,
            "this is no YAML")
        expectOne(
            try InquiryCase.check(["case.yaml": text, "more/indicators.yaml": "indicators: []\n"]),
            "more/indicators.yaml", 1, 1, "'indicators' is a set of keys; expected a list")
        let good = "- {id: I01, text: cars, likelihood: {H1: 0.5, H2: 0.1}, rule: {count: ship, zone: spur}}\n"
        let bench = try InquiryCase.bench(["case.yaml": text, "more/indicators.yaml": good])
        let contents = try withExtendedLifetime(bench) { try bench.folder.contents() }
        #expect(
            contents.ruleFlaws(knownClasses: ["train"], knownQuantities: []).map(\.description) == [
                "more/indicators.yaml:1:63: error: the rule of 'I01' waits for 'ship', a class or quantity that nothing "
                    + "finds; expected train"
            ])
    }
}
