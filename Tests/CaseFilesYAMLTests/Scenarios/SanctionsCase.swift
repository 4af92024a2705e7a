import Inquiry
import ScenarioSimulation
import Scenarios
import Testing

@testable import CaseFilesYAML

/// Sections of sanctions and consumers as a case writes them, and what tests do with them.
enum SanctionsCase {
    /// Oil under the caps of UNSCR 2397 (2017).
    static let oil = """
        instruments:
          - id: refined
            text: UNSCR 2397 (2017), paragraph 5
            group: refined petroleum products
            arms:
              - id: volume
                cap: {value: 500000, unit: bbl, sources: [R40]}
                demand: {value: 4.5, unit: million-bbl, sources: [R116]}
            period: {every: calendar year, from: 2018-01-01}
            notices:
              - {at: 0.75, text: the Secretariat tells all states}
              - {at: 0.90, text: it tells them again}
              - {at: 0.95, text: all must stop}
            home:
              - {id: slate, amount: {value: 14.55, unit: million-bbl/y}}
            sources: [R52]
          - id: crude
            text: UNSCR 2397 (2017), paragraph 4
            group: crude oil
            products: [crude]
            arms:
              - {id: barrels, cap: {value: 4, unit: million-bbl}}
              - {id: tonnes, cap: {value: 525, unit: kt}}
            period: {every: 12 months, from: 2017-12-22}
            sources: [R40]
        deliveries:
          - id: china-2024
            text: notified by China
            against: refined
            date: 2024-01/2024-11
            standing: reported
            amount: {value: 153400, unit: bbl}
          - id: russia-2024
            text: all that Russia notified of 2024
            against: [refined]
            date: 2024-01/2024-11
            standing: reported
            amount: {value: 15279, unit: bbl, sources: [R49]}
          - id: calls-2024
            text: 43 calls seen by satellite
            against: [refined]
            date: 2024-03-07/2024-11-05
            standing: estimated
            bound: at-least
            amount: {value: 1, unit: million-bbl, sources: [R43]}
            covers: [russia-2024]
          - id: china-2025
            text: notified by China
            against: [refined]
            date: 2025-01/2025-02
            standing: reported
            amount: {value: 19904, unit: bbl, sources: [R50]}
          - id: august
            text: notified by China in tonnes
            against: [refined]
            product: mix
            table: china-2021
            date: 2021-08
            standing: reported
            amount: {value: 1410, unit: t, sources: [R53]}
          - id: restart
            text: crude for the whole plant
            against: [crude]
            product: crude
            date: 2026-12-22/2027-12-21
            standing: supposed
            amount: {value: 2, unit: Mt, elicited_from: me}
          - id: other-plant
            text: crude for the other plant
            against: [crude]
            product: crude
            date: 2027-12-22/2028-12-21
            standing: supposed
            amount: {value: 2.5, unit: Mt}
          - id: whole-cap
            text: the tonne arm, used up
            against: [crude]
            product: crude
            date: 2022-12-22/2023-12-21
            standing: reported
            amount: {value: 525, unit: kt}
        """

    static let table = UnitTable(
        id: "china-2021", title: "Factor implied by the notification of August 2021", source: "R53",
        products: [ProductFactor("mix", 8.330)])

    /// What stands in sections, with all mistakes.
    static func read(_ text: String) throws -> (model: ScenarioModel, mistakes: [Mistake]) {
        var log = MistakeLog(source: SourceText(file: "case.yaml", text: text))
        let composed = log.composeYAML()
        let node = try #require(composed)
        let sections = YAMLFields(
            node, known: ["instruments", "deliveries", "consumers"], of: "the case", log: &log)
        let fields = try #require(sections)
        var reader = ScenarioReader(log: log, units: UnitTables(own: [table]))
        var model = ScenarioModel(settings: ScenarioSettings(samples: 4000, seed: 3), scenarios: [])
        if let section = fields["instruments"] { model.instruments = reader.instruments(section) }
        if let section = fields["deliveries"] {
            model.deliveries = reader.deliveries(section, against: model.instruments)
        }
        if let section = fields["consumers"] { model.consumers = reader.consumers(section) }
        return (model, reader.log.sorted)
    }

    /// The model of sections without a mistake.
    static func model(_ text: String) throws -> ScenarioModel {
        let (model, mistakes) = try read(text)
        #expect(mistakes.isEmpty, "\(mistakes)")
        return model
    }
}
