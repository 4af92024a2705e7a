import Foundation
import Inquiry
import Sites
import Testing

@testable import CaseFilesYAML

/// The dossier's table as written by an independent program, in YAML and in JSON.
@Suite("The dossier's likelihood table, written as a case")
struct DossierTableTests {
    private struct Table: Decodable {
        var hypotheses: [String: String]
        var prior_example: [String: Double]
        var indicators: [Row]

        struct Row: Decodable {
            var id: String
            var group: String
            var text: String
            var rationale: String
            var p: [String: Range]
        }

        struct Range: Decodable {
            var lo: Double
            var mode: Double
            var hi: Double
        }
    }

    private static func fixture(_ name: String, _ suffix: String) throws -> Data {
        try Data(contentsOf: #require(Bundle.module.url(forResource: "Fixtures/" + name, withExtension: suffix)))
    }

    static func files() throws -> [String: String] {
        [
            "case.yaml": String(decoding: try fixture("inquiry-case", "yaml"), as: UTF8.self),
            "indicators.yaml": String(decoding: try fixture("inquiry-indicators", "yaml"), as: UTF8.self),
        ]
    }

    @Test func everyNumberAndTextIsReadAsTheTableHasIt() throws {
        let table = try JSONDecoder().decode(Table.self, from: Self.fixture("inquiry", "json"))
        let bench = try CaseBench(Self.files())
        #expect(bench.check().isEmpty, "\(bench.check())")
        let inquiry = try #require(try bench.read().inquiry)
        #expect(inquiry.hypotheses.map(\.id) == ["H1", "H2", "H3", "H4", "H5"])
        for hypothesis in inquiry.hypotheses {
            #expect(hypothesis.text == table.hypotheses[hypothesis.id])
            #expect(hypothesis.prior == table.prior_example[hypothesis.id])
            #expect(hypothesis.parts.isEmpty)
        }
        #expect(table.indicators.count == 26)
        #expect(inquiry.indicators.map(\.id) == table.indicators.map(\.id))
        for (indicator, row) in zip(inquiry.indicators, table.indicators) {
            #expect(indicator.text == row.text && indicator.group == row.group && indicator.rationale == row.rationale)
            #expect(indicator.elicitedFrom == "the dossier" && indicator.rule == nil && indicator.statements.isEmpty)
            #expect(indicator.likelihoods.count == row.p.count)
            for likelihood in indicator.likelihoods {
                let range = try #require(row.p[likelihood.hypothesis])
                #expect(likelihood.probability == ElicitedProbability(low: range.lo, mode: range.mode, high: range.hi))
            }
        }
        #expect(inquiry.settings == AssessmentSettings())
    }
}
