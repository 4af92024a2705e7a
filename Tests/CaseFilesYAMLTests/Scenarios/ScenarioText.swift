import Inquiry
import Scenarios
import Sites
import Testing
import Yams

@testable import CaseFilesYAML

/// Sections of a case's scenarios as text, read without the rest of the case.
struct ScenarioText {
    var carriers: [Carrier] = []
    var fuels: [Fuel] = []
    var needs: [Need] = []
    let model: ScenarioModel
    let mistakes: [String]

    init(
        _ text: String, own: [UnitTable] = [], zones: [String]? = nil, siteLinks: [Link]? = nil,
        sources: [String]? = nil, samples: Int = 2000
    ) throws {
        var reader = ScenarioReader(
            log: MistakeLog(source: SourceText(file: "case.yaml", text: text)), units: UnitTables(own: own),
            sources: sources, zones: zones, siteLinks: siteLinks)
        let root = try #require(try compose(yaml: text))
        if let node = root["carriers"] { carriers = reader.carriers(node) }
        if let node = root["fuels"] { fuels = reader.fuels(node) }
        if let node = root["needs"] { needs = reader.needs(node, fuels: &fuels, carriers: carriers.map(\.id)) }
        var flow: FlowNetwork?
        if let node = root["flow"] { flow = reader.flow(node, carriers: carriers.map(\.id)) }
        var plant: Plant?
        if let node = root["plant"] { plant = reader.plant(node) }
        if plant == nil { reader.checkFollowers() }
        model = ScenarioModel(
            settings: ScenarioSettings(samples: samples), scenarios: [], carriers: carriers, fuels: fuels,
            needs: needs, flow: flow, plant: plant)
        mistakes = reader.log.sorted.map(\.description)
    }
}
