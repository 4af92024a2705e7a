import Findings

/// How far each indicator's range of likelihoods moves the leading hypothesis, the widest on top: hollow where it falls, filled where
/// it rises. It reads without colour.
struct TornadoChart {
    /// The leading hypothesis.
    let name: String
    /// Its probability with the likelihoods as they were told.
    let base: Double
    /// The bars, the widest first.
    let swings: [AssessmentSensitivity.Swing]

    private static let width = 760.0
    private static let left = 170.0
    private static let right = 700.0
    private static let top = 34.0
    private static let row = 24.0

    /// Swings that have two ends.
    private var drawable: [AssessmentSensitivity.Swing] {
        swings.filter { $0.low.isFinite && $0.high.isFinite }
    }

    /// Lowest and highest probability of the scale, in whole steps.
    private var scale: (low: Double, high: Double, step: Double) {
        let values = drawable.flatMap { [$0.low, $0.high] } + (base.isFinite ? [base] : [])
        let low = min(max(values.min() ?? 0, 0), 1)
        let high = max(min(values.max() ?? 1, 1), low + 0.01)
        let step = Wording.roundLength(notAbove: (high - low) / 3) ?? 0.1
        // Room for the numbers beside the bars.
        let margin = (high - low) * 0.12
        return (max(0, low - margin), min(1, high + margin), step)
    }

    func draw(_ page: inout MarkupWriter) {
        let rows = drawable
        let (low, high, step) = scale
        let bottom = Self.top + Double(rows.count) * Self.row
        func x(_ value: Double) -> Double {
            Self.left + (min(max(value, low), high) - low) / (high - low) * (Self.right - Self.left)
        }
        page.element(
            "svg",
            [
                "viewBox": "0 0 \(Wording.coordinate(Self.width)) \(Wording.coordinate(bottom + 26))",
                "class": "chart tornado",
                "role": "img", "aria-label": label(rows),
            ]
        ) { page in
            for number in Int(
                (low / step).rounded(.up))...max(
                    Int((low / step).rounded(.up)), Int((high / step).rounded(.down)))
            {
                let value = Double(number) * step
                page.line("rule", x(value), Self.top - 4, x(value), bottom)
                text(
                    &page, x(value), bottom + 16, "middle", Wording.number(value * 100, decimals: decimals(step)) + " %"
                )
            }
            for (number, swing) in rows.enumerated() {
                let y = Self.top + Double(number) * Self.row
                text(&page, Self.left - 40, y + 16, "end", Self.name(of: swing), "name")
                let middle = base.isFinite ? min(max(base, swing.low), swing.high) : swing.low
                bar(&page, "low", x(swing.low), x(middle), y)
                bar(&page, "high", x(middle), x(swing.high), y)
                text(&page, x(swing.low) - 4, y + 16, "end", Wording.tenths(swing.low))
                text(&page, x(swing.high) + 4, y + 16, "start", Wording.tenths(swing.high))
            }
            if base.isFinite {
                page.line("base", x(base), Self.top - 8, x(base), bottom)
                text(&page, x(base), Self.top - 14, "middle", "\(Wording.probability(base)) as told", "name")
            }
        }
    }

    /// The indicator's id as far as there is room for it.
    private static func name(of swing: AssessmentSensitivity.Swing) -> String {
        swing.indicator.count > 18 ? swing.indicator.prefix(17) + "…" : swing.indicator
    }

    private func decimals(_ step: Double) -> Int { step >= 0.00999 ? 0 : 1 }

    private func label(_ rows: [AssessmentSensitivity.Swing]) -> String {
        let parts = rows.prefix(5).map {
            "\($0.indicator) from \(Wording.tenths($0.low)) to \(Wording.probability($0.high))"
        }
        return "How far each indicator's range moves \(name), now at \(Wording.probability(base)): "
            + parts.joined(separator: "; ") + "."
    }

    private func bar(_ page: inout MarkupWriter, _ kind: String, _ from: Double, _ to: Double, _ y: Double) {
        page.leaf(
            "rect",
            [
                "class": kind, "x": Wording.coordinate(from), "y": Wording.coordinate(y + 4),
                "width": Wording.coordinate(max(0, to - from)), "height": "16",
            ])
    }

    private func text(
        _ page: inout MarkupWriter, _ x: Double, _ y: Double, _ anchor: String, _ text: String, _ kind: String? = nil
    ) {
        page.element(
            "text",
            ["class": kind, "x": Wording.coordinate(x), "y": Wording.coordinate(y), "text-anchor": anchor], text: text)
    }
}
