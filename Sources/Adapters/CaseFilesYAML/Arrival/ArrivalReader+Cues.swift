import ArrivalDating
import Foundation
import Yams

extension ArrivalReader {
    /// Reads what the look shows.
    mutating func cues(_ node: Node) -> [ArrivalCue] {
        let keys = ["roofs", "ground", "rails", "tracks", "sides"]
        guard let fields = YAMLFields(node, known: keys, of: "'cues'", log: &log) else { return [] }
        var cues: [ArrivalCue] = []
        for node in entries(fields["roofs"]) {
            let told: (state: ArrivalCue.Roof, count: Int, reliability: Double?)? = cue(node, "roofs", counts: true)
            if let told { cues.append(.roofs(state: told.state, count: told.count, reliability: told.reliability)) }
        }
        if let node = fields["ground"] {
            let told: (state: ArrivalCue.Ground, count: Int, reliability: Double?)? = cue(node, "ground")
            if let told { cues.append(.ground(state: told.state, reliability: told.reliability)) }
        }
        if let node = fields["rails"] {
            let told: (state: ArrivalCue.Rails, count: Int, reliability: Double?)? = cue(node, "rails")
            if let told { cues.append(.rails(state: told.state, reliability: told.reliability)) }
        }
        if let node = fields["tracks"] {
            let told: (state: ArrivalCue.Tracks, count: Int, reliability: Double?)? = cue(node, "tracks")
            if let told { cues.append(.tracks(state: told.state, reliability: told.reliability)) }
        }
        if let node = fields["sides"] {
            let told: (state: ArrivalCue.Sides, count: Int, reliability: Double?)? = cue(node, "sides")
            if let told { cues.append(.sides(state: told.state, reliability: told.reliability)) }
        }
        return cues
    }

    /// One cue: its state as a word, or a set of keys.
    private mutating func cue<State: RawRepresentable & CaseIterable>(
        _ node: Node, _ name: String, counts: Bool = false
    ) -> (state: State, count: Int, reliability: Double?)? where State.RawValue == String {
        let known = State.allCases.map(\.rawValue)
        if case .scalar(let scalar) = node {
            if let state = State(rawValue: scalar.string) { return (state, 1, nil) }
            log.error(at: node.mark, "the cue '\(name)' is \(node.noun)", proposal(for: scalar.string, among: known))
            return nil
        }
        let keys = ["state", "reliability"] + (counts ? ["count"] : [])
        guard let fields = YAMLFields(node, known: keys, of: "the cue '\(name)'", log: &log) else { return nil }
        if fields["state"] == nil {
            log.error(
                at: fields.mark, "the cue '\(name)' has no 'state'", "add 'state: …': \(known.joined(separator: ", "))")
        }
        let reliability = fields.number("reliability", in: 0...1, unit: "a probability", log: &log)
        let count = whole(fields, "count", in: 1...200) ?? 1
        guard let state: State = word(fields, "state") else { return nil }
        return (state, count, reliability)
    }

    /// Reads what is known of parameters.
    mutating func parameters(_ node: Node) -> [ArrivalParameter: ParameterDistribution] {
        let names = ArrivalParameter.allCases.map(\.rawValue)
        guard let fields = YAMLFields(node, known: names, of: "'parameters'", log: &log) else { return [:] }
        var found: [ArrivalParameter: ParameterDistribution] = [:]
        for parameter in ArrivalParameter.allCases {
            let name = parameter.rawValue
            guard let node = fields[name] else { continue }
            if case .scalar = node {
                if let value = fields.number(name, in: parameter.bounds, unit: "a number", log: &log) {
                    found[parameter] = .fixed(value)
                }
                continue
            }
            guard let distribution = distribution(node, parameter) else { continue }
            if let flaw = distribution.flaw(within: parameter) {
                log.error(at: node.mark, "the parameter '\(name)' cannot be used", flaw)
            } else {
                found[parameter] = distribution
            }
        }
        return found
    }

    private mutating func distribution(_ node: Node, _ parameter: ArrivalParameter) -> ParameterDistribution? {
        let what = "the parameter '\(parameter.rawValue)'"
        let keys = ["low", "mode", "high", "mean", "values", "weights"]
        guard let fields = YAMLFields(node, known: keys, of: what, log: &log) else { return nil }
        func number(_ key: String) -> Double? { fields.number(key, unit: "a number", log: &log) }
        let given = keys.filter { fields[$0] != nil }
        switch given {
        case ["low", "high"]:
            if let low = number("low"), let high = number("high") { return .uniform(low: low, high: high) }
        case ["low", "mode", "high"]:
            if let low = number("low"), let mode = number("mode"), let high = number("high") {
                return .triangular(low: low, mode: mode, high: high)
            }
        case ["mean"]:
            if let mean = number("mean") { return .exponential(mean: mean) }
        case ["values"], ["values", "weights"]:
            guard let values = numbers(fields, "values", in: parameter.bounds, unit: "numbers") else { return nil }
            let weights =
                fields["weights"] == nil
                ? values.map { _ in 1 } : numbers(fields, "weights", in: 0...1e9, unit: "weights")
            guard let weights else { return nil }
            return .discrete(values: values.map { $0 ?? .nan }, weights: weights.map { $0 ?? .nan })
        default:
            log.error(
                at: node.mark, "\(what) has \(given.isEmpty ? "no key" : given.joined(separator: ", "))",
                "expected a number, or low and high, or low, mode and high, or mean, or values with or without weights")
        }
        return nil
    }

    /// Reads what is thought of the arrival beforehand.
    mutating func prior(_ node: Node) -> ArrivalPrior {
        if case .scalar(let scalar) = node {
            if scalar.string != "uniform" {
                log.error(at: node.mark, "'prior' is \(node.noun)", "expected 'uniform', or a set of keys")
            }
            return .uniform
        }
        let keys = ["hours_of_day", "from_hour", "until_hour", "factor", "bins"]
        guard let fields = YAMLFields(node, known: keys, of: "'prior'", log: &log) else { return .uniform }
        switch keys.filter({ fields[$0] != nil }) {
        case ["hours_of_day"]:
            if let weights = numbers(fields, "hours_of_day", in: 0...1e9, unit: "weights") {
                return .hourOfDay(weights.map { $0 ?? .nan })
            }
        case ["from_hour", "until_hour", "factor"]:
            if let from = fields.number("from_hour", in: 0...24, unit: "an hour", log: &log),
                let until = fields.number("until_hour", in: 0...24, unit: "an hour", log: &log),
                let factor = fields.number("factor", above: 0, unit: "a number", log: &log)
            {
                return .hours(from: from, until: until, factor: factor)
            }
        case ["bins"]:
            if let weights = numbers(fields, "bins", in: 0...1e9, unit: "weights") {
                return .bins(weights.map { $0 ?? .nan })
            }
        default:
            log.error(
                at: node.mark, "'prior' is not one of the kinds that are known",
                "expected hours_of_day with 24 weights, or from_hour, until_hour and factor, or bins with a weight for each"
            )
        }
        return .uniform
    }
}
