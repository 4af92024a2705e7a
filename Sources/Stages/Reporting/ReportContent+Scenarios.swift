public import Findings
public import Scenarios

extension ReportContent {
    /// What it would take, and what it would change: numbers that come out, and everything that they were made from.
    public struct Scenarios: Codable, Sendable {
        /// What came out.
        public var study: ScenarioStudy
        /// What went in.
        public var model: ScenarioModel
        /// Where each number that went in is written: "scenarios.yaml:12:15", by the input's id.
        public var places: [String: String]

        /// Makes a record.
        ///
        /// - Parameters:
        ///   - study: What came out.
        ///   - model: What went in.
        ///   - places: Where each number that went in is written.
        public init(study: ScenarioStudy, model: ScenarioModel, places: [String: String] = [:]) {
            self.study = study
            self.model = model
            self.places = places
        }
    }
}
