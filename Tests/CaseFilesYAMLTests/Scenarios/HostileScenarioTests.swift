import Findings
import Inquiry
import ScenarioSimulation
import Scenarios
import Statistics
import Testing
import Yams

@testable import CaseFilesYAML

@Suite("Broken flows, needs and plants")
struct HostileScenarioTests {
    /// Runs whatever was read; a flaw may be thrown, nothing may trap.
    private func run(_ model: ScenarioModel) {
        for carrier in model.carriers {
            do throws(ScenarioFlaw) {
                _ = try ScaleTest(model).test(carrier: carrier.id, count: 3, period: 10)
            } catch { #expect(!error.description.isEmpty) }
        }
        do throws(ScenarioFlaw) {
            let analysis = try FlowAnalysis(model)
            _ = analysis.finding()
            _ = analysis.finding(on: 20_000)
            for link in model.flow?.links ?? [] {
                _ = try analysis.chanceUnseen(link.id, looks: [LinkLook(time: 3, detection: 0.5)])
            }
        } catch { #expect(!error.description.isEmpty) }
        do throws(ScenarioFlaw) {
            _ = try PlantAnalysis(model, units: UnitTables()).finding()
        } catch { #expect(!error.description.isEmpty) }
    }

    @Test func `no torn or mixed up text traps`() throws {
        var stream = RandomStream(seed: 5)
        let values = [
            "0", "-1", "1e300", "nan", "[]", "{}", "~", "[1, 2]", "[3, 2, 1]", "abroad", "a",
            "{value: 1e308, unit: Mt/d}",
            "{one_of: [0, 0]}", "[[1]]", "2024-13", "9999/0001", "1e-300", "\"\"",
        ]
        var (read, sound) = (0, 0)
        for text in [MineTests.text, FlowTests.text, ScaleTestTests.text, PlantTests.text] {
            for _ in 0..<120 {
                var lines = text.split(separator: "\n").map(String.init)
                for _ in 0...Int(stream.uniform(0...2)) {
                    let line = min(lines.count - 1, Int(stream.uniform() * Double(lines.count)))
                    switch Int(stream.uniform(0...3)) {
                    case 0: lines.remove(at: line)
                    case 1: lines.append(lines[line])
                    default:
                        // The value of one key becomes another.
                        let parts = lines[line].split(separator: ":", omittingEmptySubsequences: false)
                        guard parts.count > 1 else { continue }
                        let index = 1 + min(parts.count - 2, Int(stream.uniform() * Double(parts.count - 1)))
                        var changed = parts.map(String.init)
                        let rest = changed[index].drop { !",}".contains($0) }
                        let value = values[min(values.count - 1, Int(stream.uniform() * Double(values.count)))]
                        changed[index] = " " + value + rest
                        lines[line] = changed.joined(separator: ":")
                    }
                    if lines.isEmpty { break }
                }
                guard let found = try? ScenarioText(lines.joined(separator: "\n"), own: PlantTests.own, samples: 50)
                else {
                    continue
                }
                read += 1
                if found.mistakes.isEmpty { sound += 1 }
                run(found.model)
            }
        }
        // Most texts can still be read, and most of those hold a mistake.
        #expect(read > 200 && sound < read)
    }

    @Test func `factors that make numbers 0 or huge give no result rather than a wrong one`() throws {
        let read = try ScenarioText(MineTests.text, samples: 50)
        for input in read.model.inputs {
            for factor in [0, 1e280] {
                let scenario = Scenario(id: "s", text: "s", factors: [.init(input: input.id, factor: factor)])
                var model = read.model
                model.scenarios = [scenario]
                do throws(ScenarioFlaw) {
                    let scale = try ScaleTest(model, scenario: scenario).test(carrier: "hopper", count: 5, period: 3)
                    let flow = try FlowAnalysis(model, scenario: scenario).finding()
                    let plant = try PlantAnalysis(model, units: UnitTables(), scenario: scenario).finding()
                    for outcome in scale.outcomes + flow.outcomes + plant.outcomes {
                        let numbers = outcome.spread.percentiles + [outcome.spread.mean, outcome.spread.deviation]
                        let endless = numbers.filter { !$0.isFinite }
                        #expect(endless.isEmpty, "\(outcome.id)")
                    }
                } catch { #expect(!error.description.isEmpty) }
            }
        }
    }
}
