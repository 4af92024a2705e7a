import Inquiry

/// A number that goes into a scenario, with how far it may be off.
public struct UncertainNumber: Hashable, Codable, Sendable {
    /// How what is not known of a number is spread.
    public enum Shape: String, Hashable, Codable, CaseIterable, Sendable {
        /// One value, without a range.
        case fixed
        /// A beta-PERT distribution with λ = 4 over least, most likely and greatest value.
        case pert
        /// A triangle over the same three.
        case triangular
        /// As likely everywhere between least and greatest value.
        case uniform
        /// One of a few values, each as likely as the others: a tank car of 40, 60 or 66 t.
        case choice
    }

    /// How it is spread.
    public let shape: Shape
    /// Its values, finite and in rising order: one of a fixed number; two of a uniform one; least, most likely and greatest of a
    /// triangle or beta-PERT; two or more of a choice.
    public let values: [Double]

    /// One value.
    ///
    /// - Parameter value: The value; one that is not finite makes a number that no model accepts.
    public init(_ value: Double) {
        shape = .fixed
        values = [value]
    }

    /// Makes a number; nil where the values do not fit its shape.
    ///
    /// - Parameters:
    ///   - shape: How it is spread.
    ///   - values: As many finite values as the shape has, none below the one before it.
    public init?(_ shape: Shape, _ values: [Double]) {
        let fits =
            switch shape {
            case .fixed: values.count == 1
            case .uniform: values.count == 2
            case .pert, .triangular: values.count == 3
            case .choice: values.count >= 2
            }
        guard fits, values.allSatisfy(\.isFinite), zip(values, values.dropFirst()).allSatisfy({ $0 <= $1 }) else {
            return nil
        }
        self.shape = shape
        self.values = values
    }

    /// The least value it can have.
    public var low: Double { values.first ?? 0 }
    /// The greatest value it can have.
    public var high: Double { values.last ?? 0 }
    /// The value to name where one must be named: the most likely one, the middle of a uniform one, the middle one of a choice (of
    /// two in the middle the lower).
    public var central: Double {
        switch shape {
        case .fixed: low
        case .uniform: low + (high - low) / 2
        case .pert, .triangular: values[1]
        case .choice: values[(values.count - 1) / 2]
        }
    }

    /// Whether it has one value only.
    public var isCertain: Bool { low == high }

    /// "2 / 4 / 9" (least, most likely, greatest), "one of 40, 60, 66", "2 to 9".
    public var text: String {
        let numbers = values.map { Quantity.digits($0, significant: 4) }
        return switch shape {
        case .fixed: numbers.joined()
        case .pert: numbers.joined(separator: " / ")
        case .triangular: numbers.joined(separator: " / ") + " (triangle)"
        case .uniform: numbers.joined(separator: " to ")
        case .choice: "one of " + numbers.joined(separator: ", ")
        }
    }

    /// The same number times a factor.
    ///
    /// - Parameter factor: Finite; a negative one turns the order of the values round.
    /// - Returns: Nil where a value becomes too large.
    public func times(_ factor: Double) -> UncertainNumber? {
        let scaled = values.map { $0 * factor }
        return UncertainNumber(shape, factor < 0 ? scaled.reversed() : scaled)
    }
}
