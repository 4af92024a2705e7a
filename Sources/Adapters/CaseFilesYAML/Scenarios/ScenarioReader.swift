import Foundation
import Inquiry
import Scenarios
import Sites
import Yams

/// Reads what a case states of scenarios: how they differ, and the models that they change.
///
/// Each section of the file is read in a file of its own; all numbers go through ``input(_:id:text:unit:)``, which gives them their ids.
struct ScenarioReader: SectionReader {
    /// The key of `case.yaml`.
    static let key = "scenarios"
    static let mostEntries = 200

    /// Mistakes of the file that is being read.
    var log: MistakeLog
    /// The case's units: by definition, the default table of products, and its own.
    let units: UnitTables
    /// Ids of the case's sources; nil where it describes none, and no name is held against them.
    let sources: [String]?
    /// Ids of the site's zones; nil where the site could not be read.
    let zones: [String]?
    /// Links of the site; nil where the site could not be read.
    let siteLinks: [Link]?
    /// Ids of the case's hypotheses; nil where it states none.
    let hypotheses: [String]?
    /// The most divided parts of each hypothesis, by id; of one without parts itself.
    let hypothesisLeaves: [String: [String]]
    /// Where scenarios name hypotheses, by the scenario's id.
    var hypothesisPlaces: [String: Mark] = [:]
    /// Where scenarios' own changes stand.
    var changePlaces: ChangePlaces = [:]
    /// Who judged the numbers that do not say anything else.
    var elicitedFrom: String?
    /// Where each input stands, by id.
    var places: [String: Mark] = [:]
    /// Ids of numbers that should be there, read or not; where one is in no model its mistake was told already.
    var attempted: Set<String> = []
    /// What follows what goes into the plant, with where it says so.
    var followers: [(what: String, mark: Mark?)] = []
    /// What amounts are of, by the input's id, where they are of something; a scenario's replacement is of the same.
    var products: [String: String] = [:]

    /// Prepares to read.
    init(
        log: MistakeLog, units: UnitTables = UnitTables(), sources: [String]? = nil, zones: [String]? = nil,
        siteLinks: [Link]? = nil, hypotheses: [String]? = nil, hypothesisLeaves: [String: [String]] = [:]
    ) {
        self.log = log
        self.units = units
        self.sources = sources
        self.zones = zones
        self.siteLinks = siteLinks
        self.hypotheses = hypotheses
        self.hypothesisLeaves = hypothesisLeaves
    }
}
