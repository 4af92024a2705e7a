import Scenarios
import Testing

@testable import CaseFilesYAML

/// One mistake each, with its place and a fragment of what is said.
@Suite("Mistakes of caps, deliveries and consumers are told at their places")
struct SanctionsMistakeTests {
    private static let cap = """
        instruments:
          - id: refined
            text: a cap
            products: [gas_diesel, kerosene]
            arms: [{id: volume, cap: {value: 500000, unit: bbl}}]
            period: {every: calendar year, from: 2018-01-01}
        deliveries:

        """

    private static func expect(_ text: String, _ line: Int, _ column: Int, _ fragment: String) throws {
        let mistakes = try SanctionsCase.read(text).mistakes
        let told = mistakes.map(\.description)
        #expect(mistakes.count == 1, "\(told)")
        #expect(mistakes.first?.position?.line == line, "\(told)")
        #expect(mistakes.first?.position?.column == column, "\(told)")
        #expect(told.first?.contains(fragment) == true, "\(told)")
    }

    @Test(
        arguments: [
            (
                "    period: {every: calendar year}\n    arms: [{id: a, cap: {value: 5, unit: t}}]\n", 4, 13,
                "the period of 'x' has no start; add 'from: 2017-12-22'"
            ),
            ("    arms: [{id: a, cap: {value: 5, unit: t}}]\n", 2, 5, "the instrument 'x' has no period"),
            (
                "    period: {every: fortnight, from: 2017-12-22}\n    arms: [{id: a, cap: 5}]\n", 4, 21,
                "'every' of the period of 'x' is 'fortnight'; expected 'calendar year', or months"
            ),
            (
                "    period: {every: 12 months, from: 2017-12-22, to: 2016-12-22}\n    arms: [{id: a, cap: 5}]\n", 4,
                54,
                "the period of 'x' ends before it begins"
            ),
            (
                "    period: {every: 12 months, from: 2017-02-29}\n    arms: [{id: a, cap: 5}]\n", 4, 38,
                "a day that no calendar has"
            ),
            ("    period: {every: calendar year, from: 2018-01-01}\n", 2, 5, "the instrument 'x' has no 'arms'"),
            (
                "    period: {every: calendar year, from: 2018-01-01}\n    arms: [{id: a, cap: {value: -5, unit: t}}]\n",
                5,
                33, "cap 'a' of x in a period ('instruments.x.arms.a.cap') is -5 t; expected a number in t of 0 or more"
            ),
            (
                "    period: {every: calendar year, from: 2018-01-01}\n    arms: [{id: a, cap: [5, 4, 6]}]\n", 5, 29,
                "the least, 5, is above the most likely, 4"
            ),
            (
                "    period: {every: calendar year, from: 2018-01-01}\n    arms: [{id: a, cap: {value: 5, unit: t}, demand: {value: 5, unit: USD}}]\n",
                5, 71, "USD and t do not convert: money is not converted"
            ),
            (
                "    period: {every: calendar year, from: 2018-01-01}\n    arms: [{id: a, cap: 5}]\n    notices: [{at: 75, text: told}]\n",
                6, 20, "expected a number of 0 to 1"
            ),
            (
                "    period: {every: calendar year, from: 2018-01-01}\n    arms: [{id: a, cap: 5}]\n    notices: [{at: 0.9, text: told}, {at: 0.75, text: told}]\n",
                6, 43, "notice 2 of 'x' is at 0.75, not above the one before it; expected the levels in rising order"
            ),
        ])
    func instruments(_ rest: String, _ line: Int, _ column: Int, _ fragment: String) throws {
        try Self.expect("instruments:\n  - id: x\n    text: a cap\n" + rest, line, column, fragment)
    }

    @Test(
        arguments: [
            (
                "{id: d, text: d, against: crude, date: 2024, standing: reported, amount: {value: 5, unit: bbl}}", 31,
                "there is no instrument 'crude'"
            ),
            (
                "{id: d, text: d, against: refined, date: 2024-05/2024-03, standing: reported, amount: {value: 5, unit: bbl}}",
                46,
                "'2024-05/2024-03' ends before it begins"
            ),
            (
                "{id: d, text: d, against: refined, date: 2024, standing: reported, amount: {value: 5, unit: t}}", 80,
                "the delivery 'd' cannot be held against 'refined': t and bbl do not convert while no product is named"
            ),
            (
                "{id: d, text: d, against: refined, date: 2024, standing: reported, amount: {value: 5, unit: km}}", 80,
                "km and bbl do not convert"
            ),
            (
                "{id: d, text: d, against: refined, date: 2024, standing: reported, amount: {value: -5, unit: bbl}}",
                88,
                "is -5 bbl; expected a number in bbl of 0 or more"
            ),
            (
                "{id: d, text: d, against: refined, product: keroseen, date: 2024, standing: reported, amount: {value: 5, unit: bbl}}",
                49, "'keroseen' does not belong to the group of 'refined'; did you mean 'kerosene'?"
            ),
            (
                "{id: d, text: d, against: refined, product: kerosene, table: other, date: 2024, standing: reported, amount: {value: 5, unit: bbl}}",
                66, "there is no table of products 'other'"
            ),
            (
                "{id: d, text: d, against: refined, date: 2024, standing: guessed, amount: {value: 5, unit: bbl}}", 62,
                "'standing' is 'guessed'"
            ),
            (
                "{id: d, text: d, against: refined, date: 2024, standing: estimated, calls: 4, capacity: {value: 5, unit: bbl}}",
                5,
                "the delivery 'd' has 'calls' and 'capacity' only"
            ),
            (
                "{id: d, text: d, against: refined, date: 2024, standing: estimated, calls: 4, capacity: {value: 5, unit: bbl}, laden: 1.2}",
                123, "is 1.2; expected a number of 0 to 1"
            ),
            (
                "{id: d, text: d, against: refined, date: 2024, standing: estimated, amount: {value: 5, unit: bbl}, covers: [e]}",
                113, "there is no delivery 'e'"
            ),
            (
                "{id: d, text: d, against: refined, date: 2024, standing: estimated, amount: {value: 5, unit: bbl}, covers: [d]}",
                113, "'d' covers itself"
            ),
            (
                "{id: d, text: d, against: refined, date: 2024, standing: reported, amount: {value: 5, unit: bbl}, covers: none}",
                111, "the delivery 'd' is no estimate"
            ),
            (
                "{id: d, text: d, against: refined, date: 2024, standing: reported, amount: {value: 5, unit: bbl}, price: {value: 5, unit: t}}",
                110, "the price of 'd' is in t; expected one such as USD/bbl"
            ),
        ])
    func deliveries(_ entry: String, _ column: Int, _ fragment: String) throws {
        try Self.expect(Self.cap + "  - \(entry)\n", 8, column, fragment)
    }

    @Test func `a mass and a volume that no product can have are rejected`() throws {
        // As a newspaper printed it: more than a million barrels (56 000 t).
        try Self.expect(
            Self.cap
                + """
                  - id: d
                    text: d
                    against: refined
                    date: 2024
                    standing: estimated
                    amount: {value: 1, unit: million-bbl}
                    also: {value: 56000, unit: t}

                """, 14, 11,
            "is 1 million-bbl and 56 000 t, which is 17.9 bbl/t; no product of the tables has this density")
        // 118 to 138 kt are possible.
        for tonnes in [118_000, 138_000] {
            let text =
                Self.cap
                + "  - {id: d, text: d, against: refined, date: 2024, standing: reported, amount: {value: 1, unit: million-bbl}, also: {value: \(tonnes), unit: t}}\n"
            #expect(try SanctionsCase.read(text).mistakes.isEmpty)
        }
        // Possible of some product, but not of this one.
        try Self.expect(
            Self.cap
                + "  - {id: d, text: d, against: refined, product: gas_diesel, date: 2024, standing: reported, amount: {value: 1, unit: million-bbl}, also: {value: 90000, unit: t}}\n",
            8, 138, "11.1 bbl/t; no gas_diesel has this density: expected 6.15 to 8.31 bbl/t")
    }

    @Test func `the misprinted row of condensate is not offered`() throws {
        let text = """
            instruments:
              - id: x
                text: a cap
                arms: [{id: volume, cap: {value: 500000, unit: bbl}}]
                period: {every: calendar year, from: 2018-01-01}
            deliveries:
              - {id: d, text: d, against: x, product: condensate, date: 2024, standing: reported, amount: {value: 5, unit: t}}
            """
        try Self.expect(text, 7, 95, "t and bbl do not convert: the table 'UNSD' has no product 'condensate'")
    }

    @Test func `a report is covered once only, and none in a circle`() throws {
        func delivery(_ id: String, _ covers: String) -> String {
            "  - {id: \(id), text: d, against: refined, date: 2024, standing: estimated, covers: [\(covers)], amount: {value: 5, unit: bbl}}\n"
        }
        let report =
            "  - {id: r, text: d, against: refined, date: 2024, standing: reported, amount: {value: 5, unit: bbl}}\n"
        try Self.expect(
            Self.cap + report + delivery("a", "r") + delivery("b", "r"), 10, 82, "'r' is covered by 'a' already")
        try Self.expect(Self.cap + delivery("a", "b") + delivery("b", "a"), 9, 82, "'b' covers itself")
    }

    @Test func `an estimate that covers a report of other days is doubtful, and the finding says what became of it`()
        throws
    {
        let january =
            "  - {id: r, text: d, against: refined, date: 2024-01, standing: reported, amount: {value: 5, unit: bbl}}\n"
        let estimate =
            "  - {id: a, text: d, against: refined, date: 2024-02/2024-12, standing: estimated, covers: [r], amount: {value: 40, unit: bbl}}\n"
        let text = Self.cap + january + estimate
        try Self.expect(text, 9, 93, "'a', 2024-02/2024-12, covers 'r', 2024-01, which shares no day with it")
        let read = try SanctionsCase.read(text)
        #expect(read.mistakes.allSatisfy { $0.severity == .warning })
    }

    @Test(
        arguments: [
            ("share: 1", "share: 1.5", 4, 12, "is 1.5; expected a number of 0 to 1"),
            ("active: 0.5", "active: -0.5", 7, 49, "is -0.5; expected a number of 0 to 1"),
            ("product: kerosene, c", "product: coal, c", 7, 76, "'g' is not supplied with 'coal'"),
            ("unit: kg/h", "unit: MW", 7, 116, "MW and t/h do not convert"),
            ("unit: kt/y", "unit: kt", 6, 59, "kt and t/y do not convert"),
            ("id: u,", "id: use-then,", 7, 18, "the user 'use-then' of 'g' has the name of a result of the group"),
            ("users:", "user:", 7, 5, "a group of consumers has no key 'user'"),
        ])
    func consumers(_ old: String, _ new: String, _ line: Int, _ column: Int, _ fragment: String) throws {
        let text = """
            consumers:
              - id: g
                text: a group
                share: 1
                elasticity: 1
                supply: [{product: kerosene, amount: {value: 5, unit: kt/y}}]
                users: [{id: u, text: u, number: 4, active: 0.5, activity: 5, product: kerosene, consumption: {value: 5, unit: kg/h}, per: h}]
            """
        let mistakes = try SanctionsCase.read(text.replacing(old, with: new)).mistakes
        let told = mistakes.map(\.description)
        #expect(mistakes.contains { $0.position?.line == line && $0.position?.column == column }, "\(told)")
        #expect(told.contains { $0.contains(fragment) }, "\(told)")
    }

    @Test func `what never counts and what takes more than all is told`() throws {
        let early =
            Self.cap
            + "  - {id: d, text: d, against: refined, date: 2017-12-31, standing: reported, amount: {value: 5, unit: bbl}}\n"
        try Self.expect(early, 8, 46, "warning: the delivery 'd' lies outside the time in which 'refined' holds")
        let long = early.replacing("2017-12-31", with: "1950/2020")
        try Self.expect(long, 8, 46, "1950/2020, is more than 20 years")
        func group(_ id: String) -> String {
            """
              - id: \(id)
                text: a group
                share: [0.6, 0.7, 0.8]
                elasticity: 1
                supply: [{product: kerosene}]
                users: [{id: u, text: u, number: 4, activity: 5, product: kerosene, consumption: 5, per: h}]

            """
        }
        try Self.expect(
            "consumers:\n" + group("g") + group("h"), 10, 12,
            "'h' and those before it take 1.2 of the plant's kerosene at the least")
        try Self.expect(
            "consumers:\n" + group("g") + group("h").replacing("[0.6, 0.7, 0.8]", with: "[0.3, 0.5, 0.6]"), 10, 12,
            "warning: 'h' and those before it most likely take 1.2 of the plant's kerosene")
    }

    @Test func `broken sections are told and never a trap`() throws {
        let words = ["3", "[]", "{}", "[5]", "[{}]", "[{id: a}]", "[[]]", "[{id: a, arms: 4, period: 5}]"]
        for word in words {
            for section in ["instruments", "deliveries", "consumers"] {
                let read = try SanctionsCase.read("\(section): \(word)\n")
                #expect(read.model.instruments.isEmpty && read.model.deliveries.isEmpty && read.model.consumers.isEmpty)
                if word != "[]" { #expect(!read.mistakes.isEmpty, "\(section): \(word)") }
            }
        }
        for number in [
            ".nan", ".inf", "1e308", "-1e308", "[1, 2]", "{range: [1, .nan, 3]}", "{}", "{value: 1, unit: Mbbl}",
        ] {
            let text =
                Self.cap
                + "  - {id: d, text: d, against: refined, date: 0001/9999, standing: reported, amount: \(number)}\n"
            #expect(!(try SanctionsCase.read(text).mistakes.isEmpty), "\(number)")
        }
    }
}
