import Foundation
import Statistics
import Testing

@Suite("Bayesian networks of textbooks, with published values")
struct TextbookNetworkTests {
    private static func yesNo(
        _ id: String, _ parents: [String] = [], _ yes: [Double]
    ) -> DiscreteNetwork.Variable {
        .init(id: id, states: ["yes", "no"], parents: parents, table: yes.flatMap { [$0, 1 - $0] })
    }

    /// The chest clinic of Lauritzen & Spiegelhalter (1988), section 2, with their table.
    static func chestClinic() throws -> DiscreteNetwork {
        try DiscreteNetwork([
            yesNo("asia", [], [0.01]), yesNo("tuberculosis", ["asia"], [0.05, 0.01]), yesNo("smoking", [], [0.5]),
            yesNo("cancer", ["smoking"], [0.1, 0.01]), yesNo("bronchitis", ["smoking"], [0.6, 0.3]),
            yesNo("either", ["cancer", "tuberculosis"], [1, 1, 1, 0]), yesNo("x-ray", ["either"], [0.98, 0.05]),
            yesNo("dyspnoea", ["bronchitis", "either"], [0.9, 0.8, 0.7, 0.1]),
        ])
    }

    /// The alarm of Pearl (1988) with the numbers of Russell & Norvig, Artificial Intelligence: A Modern Approach.
    static func alarm() throws -> DiscreteNetwork {
        try DiscreteNetwork([
            yesNo("burglary", [], [0.001]), yesNo("earthquake", [], [0.002]),
            yesNo("alarm", ["burglary", "earthquake"], [0.95, 0.94, 0.29, 0.001]),
            yesNo("john", ["alarm"], [0.9, 0.05]), yesNo("mary", ["alarm"], [0.7, 0.01]),
        ])
    }

    @Test("The chest clinic without evidence has its published marginals")
    func chestClinicMarginals() throws {
        let found = try Self.chestClinic().posteriors()
        // As the tests of gRain (R), pgmpy (Python) and OpenMarkov (Java) have them, each to the digits given there. OpenMarkov
        // writes 0.1102904 for the x-ray, which 0.064828 × 0.98 + 0.935172 × 0.05 = 0.11029004 shows to be good for five.
        let published: [(id: String, value: Double, digits: Double)] = [
            ("asia", 0.01, 1e-12), ("tuberculosis", 0.0104, 1e-12), ("smoking", 0.5, 1e-12), ("cancer", 0.055, 1e-12),
            ("bronchitis", 0.45, 1e-12), ("either", 0.064828, 1e-12), ("x-ray", 0.11029, 5e-6),
            ("dyspnoea", 0.4359706, 1e-12),
        ]
        for (id, value, digits) in published { #expect(abs(try #require(found[id, "yes"]) - value) <= digits) }
        #expect(found.logEvidence == 0 || abs(found.logEvidence) < 1e-15)
    }

    @Test(
        "Dyspnoea after a visit to Asia: probabilities as in Højsgaard (2012), Journal of Statistical Software 46(10)")
    func chestClinicWithEvidence() throws {
        let found = try Self.chestClinic().posteriors(given: [.observed("asia", "yes"), .observed("dyspnoea", "yes")])
        #expect(abs(try #require(found["cancer", "yes"]) - 0.09952515) < 5e-9)
        #expect(abs(try #require(found["bronchitis", "yes"]) - 0.8114021) < 5e-8)
        #expect(abs(found.evidence - 0.004501375) < 5e-10)
    }

    @Test("Both call: a burglary has probability 0.284")
    func alarmWithCalls() throws {
        let found = try Self.alarm().posteriors(given: [.observed("john", "yes"), .observed("mary", "yes")])
        #expect(abs(try #require(found["burglary", "yes"]) - 0.284) < 5e-4)
        #expect(abs(found.evidence - 0.00208410) < 5e-9)
    }

    @Test(
        "A disease without any of its causes is impossible, and the first items that contradict are named"
    )
    func impossible() throws {
        let network = try Self.chestClinic()
        let evidence: [NetworkEvidence] = [
            .observed("smoking", "yes"), .observed("either", "yes"), .likelihoods("cancer", [0, 2]),
            .observed("tuberculosis", "no"), .observed("x-ray", "yes"),
        ]
        let error = #expect(throws: DiscreteNetworkError.self) { try network.posteriors(given: evidence) }
        #expect(error == .impossibleEvidence(items: evidence.map(\.description), firstImpossible: 4))
        #expect(
            error?.description == "The first 4 of 5 items of evidence cannot be true together in this network: "
                + "smoking = yes, either = yes, cancer ~ (0.0, 2.0), tuberculosis = no.")
    }

    @Test("The mutual information of the alarm and a call is that of their joint distribution")
    func mutualInformation() throws {
        let inference = try NetworkInference(Self.alarm())
        // Joint of burglary and john from the tables alone, summed by hand over earthquake and alarm.
        let alarmIfBurglary = 0.002 * 0.95 + 0.998 * 0.94
        let alarmElse = 0.002 * 0.29 + 0.998 * 0.001
        let (callIf, callElse) = (0.05 + 0.85 * alarmIfBurglary, 0.05 + 0.85 * alarmElse)
        let truth =
            Self.entropy([0.001 * callIf + 0.999 * callElse, 1 - 0.001 * callIf - 0.999 * callElse])
            - 0.001 * Self.entropy([callIf, 1 - callIf]) - 0.999 * Self.entropy([callElse, 1 - callElse])
        #expect(abs(try inference.mutualInformation(of: "burglary", with: "john") - truth) < 1e-12)
        #expect(abs(try inference.mutualInformation(of: "john", with: "burglary") - truth) < 1e-12)
        let own = try inference.mutualInformation(of: "burglary", with: ["burglary", "earthquake"])
        #expect(abs(own[0] - Self.entropy([0.001, 0.999])) < 1e-12)
        #expect(abs(own[1]) < 1e-15)
        #expect(
            try inference.mutualInformation(of: "burglary", with: "john", given: [.observed("john", "no")]) == 0)
    }

    private static func entropy(_ probabilities: [Double]) -> Double {
        probabilities.reduce(0) { $0 - $1 * log2($1) }
    }
}
