public import Scenarios

/// What a calculation with one scenario's numbers stands on.
public struct ScenarioFooting: Sendable {
    let model: ScenarioModel
    let numbers: ScenarioNumbers
    let scenario: String?
    let plant: [String: Drawn]
    let production: Production

    /// Puts together what is needed.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - numbers: Its numbers in a scenario.
    ///   - scenario: The scenario, by id; nil for the numbers as they are stated.
    ///   - plant: What the plant makes in a year, in tonnes, by product; only asked for by what has no amount of its own.
    ///   - production: How that is reckoned, and when it begins.
    public init(
        _ model: ScenarioModel, numbers: ScenarioNumbers, scenario: String?, plant: [String: Drawn] = [:],
        production: Production = Production()
    ) {
        self.model = model
        self.numbers = numbers
        self.scenario = scenario
        self.plant = plant
        self.production = production
    }
}

/// A calculation with one scenario's numbers and what the plant makes.
public protocol ScenarioArithmetic: Sendable {
    /// What it stands on.
    var footing: ScenarioFooting { get }

    /// Prepares to calculate.
    ///
    /// - Parameter footing: What it stands on.
    init(_ footing: ScenarioFooting)
}

extension ScenarioArithmetic {
    /// Prepares to calculate.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - numbers: Its numbers in a scenario.
    ///   - scenario: The scenario, by id; nil for the numbers as they are stated.
    ///   - plant: What the plant makes in a year, in tonnes, by product; only asked for by what has no amount of its own.
    ///   - production: How that is reckoned, and when it begins.
    public init(
        _ model: ScenarioModel, numbers: ScenarioNumbers, scenario: String?, plant: [String: Drawn] = [:],
        production: Production = Production()
    ) {
        self.init(
            ScenarioFooting(model, numbers: numbers, scenario: scenario, plant: plant, production: production))
    }

    var model: ScenarioModel { footing.model }
    var numbers: ScenarioNumbers { footing.numbers }
    var scenario: String? { footing.scenario }
    var plant: [String: Drawn] { footing.plant }
    var production: Production { footing.production }
}
