import Testing

@testable import CaseFilesYAML

@Suite("The section 'report' of case.yaml")
struct ReportSectionTests {
    private static let hypotheses = """
        hypotheses:
          - {id: h1, text: it runs, prior: 0.5}
          - {id: h2, text: it does not, prior: 0.5}
        indicators:
          - {id: smoke, text: smoke is seen, judged: {by: A, value: seen}, likelihood: {h1: 0.9, h2: 0.1}}

        """

    @Test("Names that the case does not hold are told with their place, and what was meant")
    func unknownNames() throws {
        let bench = try CaseBench([
            "case.yaml": CaseBench.caseYAML + "report:\n  chapters:\n    transport: {zones: [b]}\n    histry: {}\n"
        ])
        let told = bench.check().filter { $0.severity == .error }.map(\.description).joined(separator: "\n")
        #expect(told.contains("case.yaml:6:25") && told.contains("the site has no zone 'b'"), "\(told)")
        #expect(told.contains("case.yaml:7:5") && told.contains("did you mean 'history'?"), "\(told)")
    }

    @Test("An indicator that the case does not have is a mistake, a subject that no source tells of a warning")
    func indicatorsAndSubjects() throws {
        let bench = try CaseBench([
            "case.yaml": CaseBench.caseYAML + Self.hypotheses
                + "report:\n  chapters:\n    rail: {indicators: [smok], subjects: [plant]}\n",
            "sources.yaml": "sources: []\n",
        ])
        let told = bench.check()
        let text = told.map(\.description).joined(separator: "\n")
        #expect(
            told.contains { $0.severity == .error && $0.description.contains("the case has no indicator 'smok'") },
            "\(text)")
        #expect(text.contains("did you mean 'smoke'?"), "\(text)")
        #expect(
            told.contains { $0.severity == .warning && $0.description.contains("has the subject 'plant'") }, "\(text)")
    }
}
