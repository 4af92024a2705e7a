import Inquiry

extension Spread {
    /// "18.9 (13.6 to 25.2)": the median, and in brackets 10 and 90 %; the value alone where there is no spread. Three digits count.
    public var text: String {
        let range = PhaseTimes.Range(p10: p10, p50: p50, p90: p90)
        return deviation == 0 ? range.middle : range.whole
    }
}

extension PhaseTimes.Range {
    /// "18.9 (13.6 to 25.2)": the median, and in brackets 10 and 90 %; the value alone where these are the same. Three digits count.
    public var text: String { p10 == p90 ? middle : whole }

    fileprivate var middle: String { Self.digits(p50) }

    fileprivate var whole: String { "\(middle) (\(Self.digits(p10)) to \(Self.digits(p90)))" }

    private static func digits(_ value: Double) -> String { Quantity.digits(value, significant: 3) }
}
