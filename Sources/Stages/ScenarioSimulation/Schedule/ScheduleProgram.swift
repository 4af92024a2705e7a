import Inquiry
import Scenarios

/// A phase network as one scenario has it, ready to be drawn: phases by number, each after those it waits for, without those that the
/// scenario leaves out.
struct ScheduleProgram: Sendable {
    /// A normal score that is drawn.
    struct Column: Hashable, Sendable {
        /// What it is a score of.
        enum Kind: Hashable, Sendable {
            case common
            case duration(phase: String)
            case need(phase: String)
            case input
            case observation
        }

        /// Names its random stream: the same in all scenarios.
        var name: String
        var kind: Kind
        /// What it is a score of, in words.
        var text: String
    }

    /// A number: the same in all draws, or by a table from a score.
    enum Number: Sendable {
        case constant(Float)
        case drawn(ScoreTable, column: Int)
    }

    /// How long work of one kind takes.
    struct Duration: Sendable {
        var phase: String
        var number: Number
        var isCorrelated: Bool
    }

    /// What a phase or milestone waits for.
    struct Wait: Sendable {
        var step: Int
        var fraction: Float
        var lag: Int?
    }

    /// A phase.
    struct Step: Sendable {
        var phase: String
        var text: String
        var waits: [Wait]
        var duration: Int
        /// The score below which it is needed, nil for a phase that always is; with the column of that score.
        var need: (limit: Number, column: Int)?
        var progress: Progress?
        /// Steps seen to have begun that can only have begun after its end.
        var endsBefore: [Int] = []
    }

    struct Window: Sendable {
        var first: Double
        var last: Double
        var column: Int
    }

    /// What was seen of a phase, days from 1970-01-01.
    struct Progress: Sendable {
        var began: Window?
        var ended: Window?
        var notBegun: Window?
        var notEnded: Window?
        var isKnownToBeNeeded: Bool { began != nil || ended != nil }
    }

    var columns: [Column] = []
    var durations: [Duration] = []
    var lags: [Number] = []
    var steps: [Step] = []
    var milestones: [[Wait]] = []
    /// The common factor's column and its square's share; nil where nothing goes together.
    var common: (column: Int, correlation: Number)?
    var begins: Window?
    var daysPerUnit = 1.0
    /// Whether any step has progress or is bounded by another's.
    var hasProgress: Bool { begins != nil }
    private var places: [String: Int] = [:]

    /// Numbers the phases.
    ///
    /// - Parameters:
    ///   - network: Without flaws.
    ///   - numbers: Its numbers under the scenario.
    ///   - without: Phases that the scenario does without.
    /// - Throws: ``ScenarioFlaw`` where a changed number is outside what it can be.
    init(_ network: PhaseNetwork, _ numbers: ScenarioNumbers, without: Set<String>) throws(ScenarioFlaw) {
        daysPerUnit = network.daysPerUnit ?? 1
        if !network.progress.isEmpty, let begins = network.begins {
            self.begins = window(begins.firstDay, begins.lastDay, "begins", "the day on which the work begins")
        }
        let correlation = try number(network.correlation, numbers, 0...1, "expected a correlation of 0 to 1")
        var isTogether = true
        if case .constant(let value) = correlation { isTogether = value > 0 }
        if isTogether, network.phases.contains(where: \.isCorrelated) {
            common = (column("common", .common, "what the durations have in common"), correlation)
        }
        try readDurations(network, numbers)
        try readSteps(network, numbers, without: without)
    }

    mutating func column(_ name: String, _ kind: Column.Kind, _ text: String) -> Int {
        if let known = places[name] { return known }
        columns.append(Column(name: name, kind: kind, text: text))
        places[name] = columns.count - 1
        return columns.count - 1
    }

    mutating func window(_ first: Int, _ last: Int, _ name: String, _ text: String) -> Window {
        Window(
            first: Double(first), last: Double(last) + (first == last ? 0 : 1),
            column: column("observed." + name, .observation, text))
    }

    mutating func number(
        _ input: ScenarioInput, _ numbers: ScenarioNumbers, _ range: ClosedRange<Double>, _ expected: String,
        kind: Column.Kind = .input, map: ((Double) -> Double)? = nil
    ) throws(ScenarioFlaw) -> Number {
        let number = numbers.number(input)
        if let flaw = PhaseNetwork.flaw(input, number, range, expected) { throw flaw }
        if number.isCertain { return .constant(Float(map?(number.low) ?? number.low)) }
        let column = column(input.id, kind, input.text)
        guard let map else { return .drawn(ScoreTable(number), column: column) }
        let plain = ScoreTable(number)
        return .drawn(ScoreTable { map(Double(plain.value(at: Float($0)))) }, column: column)
    }
}
