import Findings
import JudgementLinting
import Testing

@Suite("Rules of judgement texts, each on sentences that break it and sentences that do not")
struct RuleTests {
    static func rules(_ text: String, _ scale: Linter.ScaleChoice = .icd203) -> [LintRule] {
        Linter(scale: scale).findings(in: text).map(\.rule)
    }

    /// Whether the linter finds a rule broken in a text.
    static func breaks(_ rule: LintRule, _ text: String, _ scale: Linter.ScaleChoice = .icd203) -> Bool {
        Linter(scale: scale, rules: [rule]).findings(in: text).contains { $0.rule == rule }
    }

    @Test(
        "How likely and how sure in one sentence",
        arguments: [
            ("We have high confidence that a restart is unlikely [1].", true),
            ("It is likely, with moderate-to-high confidence, that it burns [1].", true),
            ("Our confidence that it is very likely is low [1].", true),
            ("We are highly confident that it will probably restart [1].", true),
            ("It is likely that it burns (medium confidence) [1].", true),
            ("It is likely that it burns [1]. Our confidence in this is low.", false),
            ("The 95 % confidence interval holds the likely values [1].", false),
            ("A likely visit lies within the confidence limits [1].", false),
            ("We judge with high confidence that it stopped in 2003 [1].", false),
            ("It is likely that the low confidence threshold was met [1].", false),
        ])
    func confidence(_ text: String, _ isBroken: Bool) {
        #expect(Self.breaks(.likelihoodWithConfidence, text) == isBroken, "\(text)")
    }

    @Test("Words of two scales or two rows; a scale is not blamed for words that it shares")
    func mixedScales() {
        #expect(Self.breaks(.mixedScales, "There is almost no chance of A [1]. There is a remote chance of B [1]."))
        #expect(Self.breaks(.mixedScales, "A is likely [1]. B is probable [1]."))
        #expect(Self.breaks(.mixedScales, "A is unlikely [1]. There is a realistic possibility of B [1]."))
        #expect(!Self.breaks(.mixedScales, "A is unlikely [1]. There is a realistic possibility of B [1].", .any))
        #expect(!Self.breaks(.mixedScales, "A is unlikely [1]. A realistic possibility is B [1].", .only(.phia)))
        #expect(Self.breaks(.mixedScales, "A is highly improbable [1]. B is virtually certain [1].", .any))
        #expect(!Self.breaks(.mixedScales, "A is probable [1]. B is nearly certain [1]."))
        #expect(Self.breaks(.mixedScales, "A is probable [1].", .only(.icd203First)))
        #expect(!Self.breaks(.mixedScales, "It is more likely than not that A is very unlikely [1].", .only(.ipcc)))
        // The Admiralty grades 2 and 3 are called so.
        #expect(Self.rules("A is likely [1]. Grade B2: usually reliable, probably true. Grade 3: possibly true.") == [])
        // A place is remote, a chance too.
        #expect(!Self.breaks(.mixedScales, "A is almost certain [1]. The remote valley is likely empty [1]."))
        #expect(Self.breaks(.mixedScales, "A is likely [1]. B is very likely [1]. The chance of C is remote [1]."))
    }

    @Test("The minority is told, and which word of the text's scale comes near")
    func mixedProposal() throws {
        let found = Linter(rules: [.mixedScales]).findings(in: "A is likely. B is unlikely. C is highly probable.")
        #expect(found.count == 1)
        let finding = try #require(found.first)
        #expect(finding.problem.contains("'highly probable' belongs to ICD 203, second row"))
        #expect(finding.proposal.contains("'very likely' (80–95 %)"))
    }

    @Test(
        "A judgement leads to evidence, anywhere in its paragraph",
        arguments: [
            ("It is likely that it burns.", true), ("We assess that it burns.", true),
            ("We continue to assess that it burns.", true),
            ("This suggests that it burns.", true), ("The smoke indicates a fire.", true),
            ("It is likely that it burns [S12].", false), ("It is likely that it burns [1, 3].", false),
            ("It is likely that it burns (Source: harbour master).", false),
            ("It is likely that it burns (see table 2).", false),
            ("It is likely that it burns (Jones 2020).", false),
            ("Smoke was seen [E3]. It is likely that it burns.", false),
            ("It is likely that it burns, see https://example.org/a.", false), ("It burns.", false),
            ("Is it likely that it burns?", false), ("A look is judged by its cloud.", false),
            ("We used the mask to assess the damage.", false), ("It is likely that it burns (in 2020).", true),
            ("It is likely that it burns [sic].", true),
        ])
    func source(_ text: String, _ isBroken: Bool) {
        #expect(Self.breaks(.noSource, text) == isBroken, "\(text)")
    }

    @Test(
        "Words that hide how uncertain",
        arguments: [
            ("A restart cannot be ruled out.", true), ("It may restart.", true), ("It might restart.", true),
            ("It could restart.", true), ("A possible restart.", true), ("It possibly restarts.", true),
            ("It appears to run.", true), ("Uranium enrichment appears likely.", true), ("It reportedly runs.", true),
            ("It is believed that it runs.", true), ("Traffic grew significantly.", true),
            ("The smoke is consistent with a fire.", true),
            ("The most likely cause is fire.", true), ("Perhaps it burns.", true),
            ("It could not have restarted.", true),
            ("On 12 May 2024 it ran.", false), ("It ran in May.", false), ("May 2024 was wet.", false),
            ("Since 3 may it runs.", false),
            ("Theresa May spoke.", false), ("You may not share it.", false), ("The data may not be shared.", false),
            ("The might of the fleet.", false), ("Its military might grew in 2020.", false),
            ("The look could not be judged.", false), ("A look that could see nothing.", false),
            ("Look as soon as possible.", false), ("They are known as possible shelters.", true),
            ("If possible, look again.", false), ("It is not possible to see it.", false),
            ("It is possible to see it.", false),
            ("There is a realistic possibility of fire.", false), ("The ship appears in the second image.", false),
            ("A statistically significant rise.", false), ("Traffic grew significantly, by 40 %.", false),
            ("It is consistent with fire and inconsistent with steam.", false), ("It is likely.", false),
        ])
    func hidden(_ text: String, _ isBroken: Bool) {
        #expect(Self.breaks(.hiddenUncertainty, text) == isBroken, "\(text)")
    }

    @Test(
        "Numbers have units, changes have dates",
        arguments: [
            ("Output reached 40 in June 2024.", true), ("It rose from 12 to 40.", true), ("The yard held 25.", true),
            ("Traffic increased.", true), ("Deliveries resumed after the visit.", true), ("Output doubled.", true),
            ("Traffic increased in June 2024.", false), ("Traffic rose in 3 weeks.", false),
            ("Increased traffic is seen.", false),
            ("The yard held 25 tank cars.", false), ("It rose from 12 to 40 cars in 2024.", false),
            ("It carries 56 000 t.", false),
            ("It carries 56,000 t of oil.", false), ("In 2024 it stood.", false), ("It was the 21st visit.", false),
            ("Tank 12 and berth 3 were empty.", false), ("See figure 4.", false),
            ("It lies at 42.30° N, 130.41° E.", false),
            ("Version 2.1 was used.", false), ("Looks on 3, 5 and 12 May 2024 show it.", false),
            ("It is 12.5 % of all.", false),
            ("The ratio rose to 40 in 2024.", false), ("At 10:30 it stood there.", false),
            ("Sentinel-2 saw it.", false),
            ("It was paid $40 for it.", false), ("3 of 5 looks show it.", false), ("It was seen in 3 of 5.", false),
            ("A share of 0.4.", false), ("It is 5 × 60 t.", false), ("Between 5 and 10 cars stood there.", false),
            ("It carries 300–400 t.", false), ("COVID-19 began in 2019.", false), ("1. The first point.", false),
        ])
    func numbers(_ text: String, _ isBroken: Bool) {
        #expect(Self.breaks(.bareNumber, text) == isBroken, "\(text)")
    }

    @Test(
        "An absence needs looks, in the same sentence or beside it",
        arguments: [
            ("No ships were present.", true), ("There is no evidence of a restart.", true),
            ("Trains did not arrive.", true),
            ("The absence of plumes is plain.", true), ("None of the tanks was used.", true),
            ("It was never used.", true),
            ("Ships were not seen.", true), ("No vehicles were observed at the gate.", true),
            ("No signs of work were found.", true),
            ("It had not restarted.", true), ("No crude arrived between 1994 and 2009, and none was there.", true),
            ("In 12 clear looks no ships were present.", false),
            ("No ships were present. We had 12 clear images.", false),
            ("We had 12 clear images. No ships were present.", false), ("On 12 May 2024 no ships were present.", false),
            ("On 2024-05-12 no ships were present.", false), ("They did not know it.", false),
            ("The look could not be judged.", false),
            ("It is not clear.", false), ("No source says so.", false), ("Nonetheless it runs.", false),
            ("Were no ships present?", false), ("Factors that did not involve it.", false),
        ])
    func absence(_ text: String, _ isBroken: Bool) {
        #expect(Self.breaks(.absenceWithoutLooks, text) == isBroken, "\(text)")
    }

    @Test(
        "A word and its number agree",
        arguments: [
            ("It is likely (30 %) to burn.", true), ("It is likely (30 percent) to burn.", true),
            ("It is likely (0.30) to burn.", true),
            ("It is unlikely (20–60 %) to burn.", true), ("It is almost certain (90 %) to burn.", true),
            ("It is likely (70 %) to burn.", false), ("It is likely (55–80 %; 0.71) to burn.", false),
            ("It is likely (80 %) to burn.", false), ("It is not likely (30 %) to burn.", false),
            ("There is almost no chance (0.4 %) of fire.", false), ("It is likely (3 cars) to burn.", false),
            ("It is probable (60 %) to burn.", false),
        ])
    func percent(_ text: String, _ isBroken: Bool) {
        #expect(Self.breaks(.percentDisagrees, text) == isBroken, "\(text)")
    }

    @Test("The same number can fit one scale and not another")
    func percentByScale() {
        let text = "It is likely (60 %) to burn."
        #expect(!Self.breaks(.percentDisagrees, text, .only(.icd203First)))
        #expect(Self.breaks(.percentDisagrees, text, .only(.ipcc)))
        // In a gap of the yardstick the nearer word is right.
        #expect(!Self.breaks(.percentDisagrees, "It is likely (77 %) to burn.", .only(.phia)))
        #expect(Self.breaks(.percentDisagrees, "It is likely (79 %) to burn.", .only(.phia)))
    }

    @Test("More digits than a judgement has")
    func precision() {
        #expect(Self.breaks(.falsePrecision, "It is likely (67.3 %) to burn."))
        #expect(Self.breaks(.falsePrecision, "It is likely (0.673) to burn."))
        #expect(!Self.breaks(.falsePrecision, "It is likely (55–80 %; 0.67) to burn."))
        #expect(!Self.breaks(.falsePrecision, "It is likely (67 %) to burn. The gate is 4.125 m wide."))
    }

    @Test("A quotation is told as one, and never an error")
    func quotation() throws {
        let found = Linter().findings(in: "The minister said: \"It may restart, and is likely to.\"")
        #expect(Set(found.map(\.rule)) == [.hiddenUncertainty, .noSource])
        #expect(
            found.allSatisfy {
                $0.isQuotation && $0.severity == .warning && $0.description.contains("(in a quotation)")
            })
    }

    @Test("What is supposed needs no source, date or look, but keeps to scales")
    func propositions() {
        let text = "No crude is processed, and output of 40 is likely with high confidence."
        #expect(
            Set(Linter().findings(in: text, role: .proposition).map(\.rule)) == [.likelihoodWithConfidence])
        #expect(!Linter().findings(in: "It is likely.", hasSource: true).contains { $0.rule == .noSource })
    }
}
