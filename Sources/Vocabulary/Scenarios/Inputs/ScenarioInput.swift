public import Inquiry

/// A number that goes into a scenario, with its unit and where it comes from.
///
/// Every number that a scenario uses is one of these, so that each result can be led back to all that it was made from.
public struct ScenarioInput: Hashable, Codable, Sendable {
    /// Where it stands in the case's file, unique in the case: "phases.B.duration".
    public var id: String
    /// What it is: "duration of engineering and procurement".
    public var text: String
    /// The number in ``unit``.
    public var number: UncertainNumber
    /// The unit that the calculation works in; empty for a mere number.
    public var unit: String
    /// As it was written, where it had another unit: "0.5 to 2 million-bbl/y"; nil where nothing was converted.
    public var stated: String?
    /// By which entries of which tables it was converted.
    public var conversion: [Converted.Step]
    /// Where it comes from.
    public var basis: InputBasis
    /// What it may be, in ``unit``, whatever a scenario makes of it; nil for any finite number.
    public var bounds: ClosedRange<Double>?

    /// What it was converted from and by: "2 Mt/y by definitions: 1 Mt = 1000000 t"; nil where nothing was converted.
    public var origin: String? {
        guard let stated else { return nil }
        let entries = conversion.map { "\($0.table): \($0.entry)" }
        return stated + (entries.isEmpty ? "" : " by \(entries.joined(separator: "; "))")
    }

    /// Makes an input.
    ///
    /// - Parameters:
    ///   - id: Where it stands in the case's file, unique in the case.
    ///   - text: What it is.
    ///   - number: The number in `unit`.
    ///   - unit: The unit that the calculation works in; empty for a mere number.
    ///   - stated: As it was written, where it had another unit.
    ///   - conversion: By which entries it was converted.
    ///   - basis: Where it comes from.
    ///   - bounds: What it may be, whatever a scenario makes of it.
    public init(
        id: String, text: String, number: UncertainNumber, unit: String = "", stated: String? = nil,
        conversion: [Converted.Step] = [], basis: InputBasis = InputBasis(), bounds: ClosedRange<Double>? = nil
    ) {
        self.id = id
        self.text = text
        self.number = number
        self.unit = unit
        self.stated = stated
        self.conversion = conversion
        self.basis = basis
        self.bounds = bounds
    }
}

/// Where a number comes from.
public struct InputBasis: Hashable, Codable, Sendable {
    /// Who states it: ids of the case's sources.
    public var sources: [String]
    /// Who judged it, where it is nobody's statement: "two engineers, 2025-03-01"; nil where nobody is named.
    public var elicitedFrom: String?
    /// Why it is so.
    public var note: String?

    /// States a basis.
    ///
    /// - Parameters:
    ///   - sources: Ids of the case's sources.
    ///   - elicitedFrom: Who judged it.
    ///   - note: Why it is so.
    public init(sources: [String] = [], elicitedFrom: String? = nil, note: String? = nil) {
        self.sources = sources
        self.elicitedFrom = elicitedFrom
        self.note = note
    }

    /// Whether neither a source nor a person stands behind the number.
    public var isMissing: Bool { sources.isEmpty && elicitedFrom == nil }
}
