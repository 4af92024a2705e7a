import Testing

@testable import Findings

@Suite("Words for probabilities")
struct LikelihoodScaleTests {
    /// A published band: its word, the lowest and highest percent.
    struct Row: Sendable, CustomTestStringConvertible {
        var word: String
        var lowest: Double
        var highest: Double
        var testDescription: String { word }

        init(_ word: String, _ lowest: Double, _ highest: Double) {
            self.word = word
            self.lowest = lowest / 100
            self.highest = highest / 100
        }
    }

    // Typed from the directive's table.
    static let icd203 = [
        [
            Row("almost no chance", 1, 5), Row("very unlikely", 5, 20), Row("unlikely", 20, 45),
            Row("roughly even chance", 45, 55), Row("likely", 55, 80), Row("very likely", 80, 95),
            Row("almost certain", 95, 99),
        ],
        [
            Row("remote", 1, 5), Row("highly improbable", 5, 20), Row("improbable", 20, 45),
            Row("roughly even odds", 45, 55), Row("probable", 55, 80), Row("highly probable", 80, 95),
            Row("nearly certain", 95, 99),
        ],
    ]

    @Test("ICD 203: each edge from both sides, in both rows")
    func directive() throws {
        for (scale, rows) in zip([LikelihoodScale.icd203First, .icd203Second], Self.icd203) {
            #expect(scale.bands.map(\.word) == rows.map(\.word))
            for row in rows {
                for probability in [row.lowest, row.lowest.nextUp, row.highest.nextDown] {
                    let word = try #require(scale.word(for: probability))
                    #expect(word.text == row.word, "\(probability)")
                    #expect(word.flags == [], "\(probability)")
                    #expect(word.band.lowest == row.lowest && word.band.highest == row.highest)
                }
                #expect(scale.word(for: row.lowest.nextDown)?.text != row.word || row.lowest == 0.01)
            }
            for (probability, word) in [
                (0, rows[0].word), ((0.01).nextDown, rows[0].word), (0.99, rows[6].word), (1, rows[6].word),
            ] {
                #expect(scale.word(for: probability)?.text == word)
                #expect(scale.word(for: probability)?.flags == [.outsideScale], "\(probability)")
            }
        }
    }

    @Test("No word belongs to both rows of ICD 203")
    func rowsAreApart() {
        func words(_ scale: LikelihoodScale) -> Set<String> {
            Set(scale.bands.flatMap { [$0.word] + $0.forms })
        }
        #expect(words(.icd203First).isDisjoint(with: words(.icd203Second)))
        #expect(LikelihoodScale.standard == .icd203First)
    }

    @Test(
        "PHIA: inside a band without a flag, in a gap the nearer band with one, in its middle the one nearer to a half")
    func yardstick() throws {
        let rows = [
            Row("remote chance", 0, 5), Row("highly unlikely", 10, 20), Row("unlikely", 25, 35),
            Row("realistic possibility", 40, 50), Row("likely", 55, 75), Row("highly likely", 80, 90),
            Row("almost certain", 95, 100),
        ]
        for row in rows {
            for probability in [row.lowest, (row.lowest + row.highest) / 2, row.highest.nextDown] {
                #expect(LikelihoodScale.phia.word(for: probability)?.text == row.word)
                #expect(LikelihoodScale.phia.word(for: probability)?.flags == [])
            }
        }
        // "40 % to less than 50 %" is the only band that does not hold its upper edge.
        for row in rows {
            #expect(
                LikelihoodScale.phia.word(for: row.highest)?.flags
                    == (row.word == "realistic possibility" ? [.betweenBands] : []))
        }
        let gaps: [(Double, String)] = [
            (0.06, "remote chance"), (0.07, "remote chance"), (0.075, "highly unlikely"), (0.09, "highly unlikely"),
            (0.21, "highly unlikely"), (0.225, "unlikely"), (0.24, "unlikely"), (0.36, "unlikely"),
            (0.375, "realistic possibility"), (0.39, "realistic possibility"), (0.5, "realistic possibility"),
            (0.525, "realistic possibility"), (0.53, "likely"), (0.76, "likely"), (0.775, "likely"),
            (0.78, "highly likely"), (0.92, "highly likely"), (0.925, "highly likely"), (0.93, "almost certain"),
        ]
        for (probability, word) in gaps {
            let found = try #require(LikelihoodScale.phia.word(for: probability))
            #expect(found.text == word, "\(probability)")
            #expect(found.flags == [.betweenBands], "\(probability)")
        }
    }

    @Test("IPCC: the narrowest band that holds it, of two as narrow the one nearer to a half")
    func panel() {
        let expected: [(Double, String)] = [
            (0, "exceptionally unlikely"), (0.01, "exceptionally unlikely"), ((0.01).nextUp, "extremely unlikely"),
            (0.05, "extremely unlikely"), ((0.05).nextUp, "very unlikely"), (0.10, "very unlikely"),
            ((0.10).nextUp, "unlikely"), ((0.33).nextDown, "unlikely"), (0.33, "about as likely as not"),
            (0.5, "about as likely as not"), (0.6, "about as likely as not"), (0.66, "about as likely as not"),
            ((0.66).nextUp, "likely"), ((0.90).nextDown, "likely"), (0.90, "very likely"),
            ((0.95).nextDown, "very likely"), (0.95, "extremely likely"), ((0.99).nextDown, "extremely likely"),
            (0.99, "virtually certain"), (1, "virtually certain"),
        ]
        for (probability, word) in expected {
            #expect(LikelihoodScale.ipcc.word(for: probability)?.text == word, "\(probability)")
        }
    }

    @Test("What is no probability has no word", arguments: LikelihoodScale.allCases)
    func noProbability(_ scale: LikelihoodScale) {
        for number in [Double.nan, -0.1, -.infinity, (1.0).nextUp, 2, .infinity] {
            #expect(scale.word(for: number) == nil)
        }
        #expect(scale.word(for: -0.0) != nil)
    }

    @Test("Every probability has a word of its scale that holds it, or a flag", arguments: LikelihoodScale.allCases)
    func everyProbability(_ scale: LikelihoodScale) throws {
        for step in 0...10_000 {
            let probability = Double(step) / 10_000
            let word = try #require(scale.word(for: probability))
            #expect(word.band.holds(probability) || !word.flags.isEmpty, "\(probability)")
        }
    }
}
