/// Input that no estimate can be made of, with where it stands; positions count from 0.
public enum StatisticsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is nothing to estimate from.
    case empty(what: String)
    /// A number is not-a-number, infinite where it may not be, or outside what it can be.
    case outside(what: String, index: Int?, value: Double, wanted: String)
    /// An interval (left, right] that holds no time.
    case emptyInterval(index: Int, left: Double, right: Double)
    /// Times or positions that are not in order.
    case outOfOrder(what: String, index: Int)
    /// Two lists that belong together are not of one length.
    case lengthsDiffer(what: String, found: Int, wanted: Int)

    /// The error as a sentence.
    public var description: String {
        switch self {
        case .empty(let what):
            "There is no \(what), so there is nothing to estimate from."
        case .outside(let what, let index, let value, let wanted):
            "The \(what)\(index.map { " at position \($0)" } ?? "") is \(value), but must be \(wanted)."
        case .emptyInterval(let index, let left, let right):
            "The interval at position \(index) runs from \(left) to \(right) and holds no time: its right end must be"
                + " later than its left end."
        case .outOfOrder(let what, let index):
            "The \(what) at position \(index) is not later than the one before it; put them in order and leave out"
                + " what stands twice."
        case .lengthsDiffer(let what, let found, let wanted):
            "The list of \(what) has \(found) entries where \(wanted) belong to it."
        }
    }
}

/// An estimate, or why there is none.
public enum Determination<Estimate> {
    /// What was estimated.
    case determined(Estimate)
    /// The data do not determine it; the reason is a sentence.
    case undetermined(because: String)

    /// The estimate, nil where there is none.
    public var estimate: Estimate? {
        if case .determined(let estimate) = self { return estimate }
        return nil
    }

    /// Why there is none, nil where there is one.
    public var reason: String? {
        if case .undetermined(let reason) = self { return reason }
        return nil
    }
}

extension Determination: Sendable where Estimate: Sendable {}
extension Determination: Equatable where Estimate: Equatable {}
extension Determination: Hashable where Estimate: Hashable {}
