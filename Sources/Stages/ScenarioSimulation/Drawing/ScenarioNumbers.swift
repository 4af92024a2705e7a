public import Scenarios
import Statistics

/// The numbers of a model as one scenario has them, and draws of them.
///
/// A scenario's factors and replacements come after those of the scenario that it is based on; of several for one input the factors multiply
/// and the last replacement counts. A replacement puts aside the factors that came before it.
public struct ScenarioNumbers: Sendable {
    /// How often each number is drawn.
    public let samples: Int
    private let seed: UInt64
    private let changed: [String: UncertainNumber]

    /// The numbers of a model under a scenario.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - scenario: One of its scenarios; nil for the numbers as they are stated.
    /// - Throws: ``ScenarioFlaw`` where the scenario is based on one that does not exist or on itself, changes an input that does not
    ///   exist, or makes a number too large or one that its input cannot be.
    public init(_ model: ScenarioModel, scenario: Scenario?) throws(ScenarioFlaw) {
        samples = model.settings.samples
        seed = model.settings.seed
        guard let scenario else {
            changed = [:]
            return
        }
        let inputs = model.inputs
        let stated = Dictionary(inputs.map { ($0.id, $0.number) }) { first, _ in first }
        var changed: [String: UncertainNumber] = [:]
        for step in try model.line(of: scenario) {
            for replacement in step.replacements {
                guard stated[replacement.id] != nil else { throw ScenarioFlaw.noInput(replacement.id, step.id) }
                changed[replacement.id] = replacement.number
            }
            for factor in step.factors {
                guard let number = changed[factor.input] ?? stated[factor.input] else {
                    throw ScenarioFlaw.noInput(factor.input, step.id)
                }
                guard factor.factor >= 0, let product = number.times(factor.factor) else {
                    throw ScenarioFlaw(
                        "the scenario '\(step.id)' multiplies '\(factor.input)' by \(factor.factor)",
                        "expected a factor of 0 or more that keeps the number finite")
                }
                changed[factor.input] = product
            }
        }
        for input in inputs {
            guard let bounds = input.bounds, let number = changed[input.id] else { continue }
            guard bounds.contains(number.low), bounds.contains(number.high) else {
                throw ScenarioFlaw(
                    "the scenario '\(scenario.id)' makes '\(input.id)' \(number.text)",
                    "expected a change that keeps it from \(bounds.lowerBound) to \(bounds.upperBound)")
            }
        }
        self.changed = changed
    }

    private init(_ numbers: ScenarioNumbers, changed: [String: UncertainNumber]) {
        samples = numbers.samples
        seed = numbers.seed
        self.changed = changed
    }

    /// The same numbers with only some of the scenario's changes.
    ///
    /// - Parameter keeps: Whether the change of an input, by id, is kept.
    /// - Returns: The numbers.
    func changing(_ keeps: (String) -> Bool) -> ScenarioNumbers {
        ScenarioNumbers(self, changed: changed.filter { keeps($0.key) })
    }

    /// The number of an input.
    ///
    /// - Parameter input: One of the model's.
    /// - Returns: The number as the scenario has it.
    public func number(_ input: ScenarioInput) -> UncertainNumber { changed[input.id] ?? input.number }

    /// Draws of an input, each independent of the others.
    ///
    /// The random numbers hang on the seed and the input's id alone: an input has the same ones in all scenarios and whatever else is drawn.
    ///
    /// - Parameter input: One of the model's.
    /// - Returns: ``samples`` values; a single value for a number that is certain.
    public func draws(_ input: ScenarioInput) -> [Double] {
        let number = number(input)
        if number.isCertain { return [number.low] }
        var stream = RandomStream.stream(seed: seed, name: Self.name(of: input.id))
        if number.shape == .choice {
            return (0..<samples).map { _ in
                number.values[min(number.values.count - 1, Int(stream.uniform() * Double(number.values.count)))]
            }
        }
        let table = QuantileTable(number)
        return (0..<samples).map { _ in table.value(at: stream.uniform()) }
    }

    /// Draws between 0 and 1, all equally probable, for something that is no input and has a name of its own.
    ///
    /// - Parameter name: Unlike the id of any input.
    /// - Returns: ``samples`` values.
    func shares(of name: String) -> [Double] {
        var stream = RandomStream.stream(seed: seed, name: Self.name(of: name))
        return (0..<samples).map { _ in stream.uniform() }
    }

    /// A number that stands for a text: FNV-1a of its bytes (Fowler, Noll & Vo; IETF draft-eastlake-fnv, 64 bits).
    static func name(of text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}

extension QuantileTable {
    /// Tabulates an uncertain number; of a choice its values lie in steps, which are rounded off between them.
    init(_ number: UncertainNumber) {
        switch number.shape {
        case .pert:
            if let distribution = PERTDistribution(low: number.low, mode: number.central, high: number.high) {
                self.init(distribution)
            } else {
                self.init(constant: number.central)
            }
        case .fixed: self.init(constant: number.low)
        case .uniform, .triangular, .choice: self.init { number.quantile($0) }
        }
    }
}

extension UncertainNumber {
    /// The value with this much probability at or below it.
    ///
    /// - Parameter probability: 0…1; beyond that the end counts.
    /// - Returns: The value; of a triangle from its own inverse (Kotz & van Dorp 2004, Beyond Beta, equation 1.5).
    public func quantile(_ probability: Double) -> Double {
        let share = min(1, max(0, probability))
        switch shape {
        case .fixed: return low
        case .uniform: return low + (high - low) * share
        case .choice: return values[min(values.count - 1, Int(share * Double(values.count)))]
        case .pert:
            return PERTDistribution(low: low, mode: central, high: high)?.quantile(share) ?? central
        case .triangular:
            let width = high - low
            guard width > 0 else { return low }
            let turn = (central - low) / width
            return share <= turn
                ? low + width * (share * turn).squareRoot()
                : high - width * ((1 - share) * (1 - turn)).squareRoot()
        }
    }
}

extension ScenarioModel {
    /// A scenario and those that it is based on, the furthest first.
    ///
    /// - Parameter scenario: Where the line ends.
    /// - Returns: One or more.
    /// - Throws: ``ScenarioFlaw`` where one does not exist, or a scenario is based on itself in a circle.
    public func line(of scenario: Scenario) throws(ScenarioFlaw) -> [Scenario] {
        var line = [scenario]
        while let before = line[line.count - 1].basedOn {
            guard let next = scenarios.first(where: { $0.id == before }) else {
                throw ScenarioFlaw(
                    "the scenario '\(line[line.count - 1].id)' is based on '\(before)', which does not exist",
                    "name one of the case's scenarios")
            }
            guard !line.contains(where: { $0.id == next.id }) else {
                throw ScenarioFlaw(
                    "the scenario '\(next.id)' is based on itself", "let one of the circle stand alone")
            }
            line.append(next)
        }
        return line.reversed()
    }
}

/// What is wrong with a model of scenarios, and what to do.
public struct ScenarioFlaw: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let problem: String
    /// What to do.
    public let expected: String

    /// States a flaw.
    ///
    /// - Parameters:
    ///   - problem: What is wrong.
    ///   - expected: What to do.
    public init(_ problem: String, _ expected: String) {
        self.problem = problem
        self.expected = expected
    }

    /// Both in one line.
    public var description: String { "\(problem); \(expected)" }

    static func noInput(_ input: String, _ scenario: String) -> ScenarioFlaw {
        ScenarioFlaw(
            "the scenario '\(scenario)' changes '\(input)', which is no input",
            "name one that 'revisit scenario inputs' lists")
    }
}
