import Foundation
import Inquiry
import Scenarios
import Yams

extension ScenarioReader {
    /// Keys of a number that says more than its value.
    static let inputKeys = [
        "value", "range", "triangular", "uniform", "one_of", "unit", "product", "table", "days", "sources",
        "elicited_from", "note",
    ]
    static let mostChoices = 20
    /// The bounds of a number that has none of its own.
    static let anything = -1e15...1e15

    /// A number with its range, unit and basis; nil after a mistake.
    ///
    /// It is written as `5`, as `[2, 4, 9]` (least, most likely, greatest: beta-PERT), or with keys: one of `value: 2`, `range: [2, 4, 9]`,
    /// `triangular: [2, 4, 9]`, `uniform: [2, 9]`, `one_of: [40, 60, 66]`, and beside it `unit`, `product`, `table`, `days`, `sources`,
    /// `elicited_from`, `note`.
    ///
    /// - Parameters:
    ///   - node: Where it stands.
    ///   - id: The id that it has in the case.
    ///   - text: What it is.
    ///   - unit: The unit that the calculation works in; a number without a unit has this one.
    ///   - product: What an amount is of, unless the number says so itself; needed between mass and volume.
    ///   - bounds: What it may be, in `unit`.
    /// - Returns: The input, in `unit`.
    mutating func input(
        _ node: Node, id: String, text: String, unit: String, product: String? = nil,
        in bounds: ClosedRange<Double> = ScenarioReader.anything
    ) -> ScenarioInput? {
        places[id] = node.mark
        attempted.insert(id)
        if let product { products[id] = product }
        guard case .mapping = node else {
            guard let number = number(node, "'\(id)'") else { return nil }
            return checked(
                ScenarioInput(
                    id: id, text: text, number: number, unit: unit, basis: InputBasis(elicitedFrom: elicitedFrom)),
                in: bounds, at: node.mark)
        }
        guard let fields = YAMLFields(node, known: Self.inputKeys, of: "the number '\(id)'", log: &log) else {
            return nil
        }
        let shapes = ["value", "range", "triangular", "uniform", "one_of"].filter { fields[$0] != nil }
        guard let shape = shapes.first, shapes.count == 1, let value = fields[shape] else {
            log.error(
                at: fields.mark, "the number '\(id)' has \(shapes.isEmpty ? "no value" : "\(shapes.count) values")",
                "expected one of 'value: 5', 'range: [2, 4, 9]', 'triangular: [2, 4, 9]', 'uniform: [2, 9]' and 'one_of: [40, 60]'"
            )
            return nil
        }
        guard let number = number(value, "'\(shape)' of '\(id)'", as: Self.shapes[shape]) else { return nil }
        var input = ScenarioInput(id: id, text: text, number: number, unit: unit, basis: basis(fields))
        if let stated = fields.text("unit", log: &log) {
            guard let converted = converted(input, from: stated, product: product, fields) else { return nil }
            input = converted
        }
        return checked(input, in: bounds, at: value.mark)
    }

    /// What stands for a number after a mistake, so that what is said of its owner elsewhere is not called a mistake too. The mistake keeps
    /// the case from being used.
    static func substitute(_ id: String, _ text: String, _ unit: String) -> ScenarioInput {
        ScenarioInput(id: id, text: text, number: UncertainNumber(1), unit: unit)
    }

    private static let shapes: [String: UncertainNumber.Shape] = [
        "range": .pert, "triangular": .triangular, "uniform": .uniform, "one_of": .choice,
    ]

    /// One number, or as many as its shape has; nil after a mistake.
    private mutating func number(
        _ node: Node, _ what: String, as shape: UncertainNumber.Shape? = nil
    ) -> UncertainNumber? {
        func value(_ node: Node) -> Double? {
            guard let text = node.scalar?.string, let number = Double(text), number.isFinite else {
                log.error(at: node.mark, "\(what) is \(node.noun)", "expected a number")
                return nil
            }
            return number
        }
        guard case .sequence(let sequence) = node else {
            if let shape, shape != .fixed {
                log.error(at: node.mark, "\(what) is \(node.noun)", "expected a list of numbers")
                return nil
            }
            return value(node).map { UncertainNumber($0) }
        }
        guard sequence.count <= Self.mostChoices else {
            log.error(at: node.mark, "\(what) has \(sequence.count) numbers", "expected at most \(Self.mostChoices)")
            return nil
        }
        var values: [Double] = []
        for item in sequence {
            guard let number = value(item) else { return nil }
            if let before = values.last, number < before, shape != .choice {
                let names = sequence.count == 3 ? ["least", "most likely", "greatest"] : ["least", "greatest"]
                let place = min(values.count, names.count - 1)
                log.error(
                    at: item.mark,
                    "\(what): the \(names[place - 1]), \(plain(before)), is above the \(names[place]), \(plain(number))",
                    "expected the numbers in rising order")
                return nil
            }
            values.append(number)
        }
        if shape == .choice { values.sort() }
        guard let number = UncertainNumber(shape ?? .pert, values) else {
            let wanted =
                switch shape ?? .pert {
                case .fixed: "one number"
                case .uniform: "two numbers, the least and the greatest"
                case .pert, .triangular: "three numbers: least, most likely, greatest"
                case .choice: "two numbers or more"
                }
            log.error(at: node.mark, "\(what) has \(values.count) numbers", "expected \(wanted)")
            return nil
        }
        return number
    }

    /// Where a number comes from: 'sources', 'elicited_from' and 'note'.
    mutating func basis(_ fields: YAMLFields) -> InputBasis {
        var named: [String] = []
        for (name, mark) in names(fields, "sources") {
            if let sources, !sources.contains(name) {
                log.error(at: mark, "there is no source \(quoted(name))", proposal(for: name, among: sources))
            } else {
                named.append(name)
            }
        }
        let own = fields.text("elicited_from", log: &log)
        return InputBasis(
            sources: named, elicitedFrom: own ?? (named.isEmpty ? elicitedFrom : nil),
            note: fields.text("note", log: &log))
    }

    /// The input with its number converted from the unit that it is stated in.
    private mutating func converted(
        _ input: ScenarioInput, from stated: String, product: String?, _ fields: YAMLFields
    ) -> ScenarioInput? {
        var days: YearLength?
        if let text = fields.text("days", log: &log) {
            guard let found = YearLength(rawValue: text) else {
                log.error(
                    at: fields["days"]?.mark, "'days' is \(quoted(text))",
                    proposal(for: text, among: YearLength.allCases.map(\.rawValue)))
                return nil
            }
            days = found
        }
        let product = fields.text("product", log: &log) ?? product
        let table = fields.text("table", log: &log)
        // A share is a mere number to the calculation and often told in per cent.
        if input.unit.isEmpty, stated == "%", let number = input.number.times(0.01) {
            var share = input
            share.number = number
            share.stated = Self.words(input.number, "%")
            return share
        }
        do throws(SourceFlaw) {
            guard let one = Quantity(1, unit: try units.symbol(of: stated)) else { return nil }
            let converted = try units.convert(one, to: input.unit, product: product, table: table, days: days)
            guard let factor = converted.quantity.value, let number = input.number.times(factor) else {
                log.error(at: fields["unit"]?.mark, "the number is too large in \(input.unit)", "check it and its unit")
                return nil
            }
            var result = input
            result.number = number
            if !converted.by.isEmpty {
                result.stated = Self.words(input.number, converted.from.unit)
                result.conversion = converted.by
            }
            return result
        } catch {
            log.error(at: fields["unit"]?.mark, error.problem, error.expected)
            return nil
        }
    }

    /// "2 / 4 / 9 kt".
    private static func words(_ number: UncertainNumber, _ unit: String) -> String {
        number.values.map { Quantity.digits($0, significant: 6) }.joined(separator: " / ") + " " + unit
    }

    /// The input, if it lies within bounds.
    private mutating func checked(
        _ input: ScenarioInput, in bounds: ClosedRange<Double>, at mark: Mark?
    ) -> ScenarioInput? {
        if let value = [input.number.low, input.number.high].first(where: { !bounds.contains($0) }) {
            let unit = input.unit.isEmpty ? "" : " \(input.unit)"
            let most = bounds.upperBound >= 1e15 ? " or more" : " to \(plain(bounds.upperBound))"
            log.error(
                at: mark, "\(input.text) ('\(input.id)') is \(Quantity.digits(value, significant: 6))\(unit)",
                "expected a number\(unit.isEmpty ? "" : " in\(unit)") of \(plain(bounds.lowerBound))\(most)")
            return nil
        }
        var input = input
        input.bounds = bounds == Self.anything ? nil : bounds
        return input
    }
}
