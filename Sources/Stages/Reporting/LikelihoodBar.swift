import Findings

/// A probability from 0 to 100 % as a bar, with what it was before as a tick and its range as a whisker. It reads without colour.
struct LikelihoodBar {
    /// What it is the probability of.
    let name: String
    let prior: Double
    let posterior: Double
    /// Its range; nil where it has none.
    var percentiles: HypothesisResult.Percentiles?

    private static let width = 240.0
    private static let height = 22.0
    private static let left = 4.0

    private func x(_ probability: Double) -> Double {
        let share = probability.isFinite ? min(max(probability, 0), 1) : 0
        return Self.left + share * (Self.width - 2 * Self.left)
    }

    private var label: String {
        var text = "\(name): \(Wording.probability(posterior)), before the evidence \(Wording.probability(prior))"
        if let percentiles {
            text +=
                "; tenth to ninetieth percentile \(Wording.probability(percentiles.p10)) to "
                + "\(Wording.probability(percentiles.p90)), median \(Wording.probability(percentiles.p50))"
        }
        return text
    }

    func draw(_ page: inout MarkupWriter) {
        page.element(
            "svg",
            [
                "viewBox": "0 0 \(Wording.coordinate(Self.width)) \(Wording.coordinate(Self.height))",
                "class": "likelihood",
                "role": "img", "aria-label": label,
            ]
        ) { page in
            for quarter in [0, 0.25, 0.5, 0.75, 1] {
                page.line(quarter == 0 ? "base" : "rule", x(quarter), 1, x(quarter), Self.height - 1)
            }
            if posterior.isFinite {
                page.leaf(
                    "rect",
                    [
                        "class": "share", "x": Wording.coordinate(x(0)), "y": "5",
                        "width": Wording.coordinate(x(posterior) - x(0)), "height": "12",
                    ])
            }
            if let percentiles, percentiles.p10.isFinite, percentiles.p90.isFinite {
                page.line("whisker", x(percentiles.p10), 11, x(percentiles.p90), 11)
                for end in [percentiles.p10, percentiles.p90] { page.line("whisker", x(end), 7.5, x(end), 14.5) }
                if percentiles.p50.isFinite {
                    page.leaf(
                        "circle",
                        ["class": "median", "cx": Wording.coordinate(x(percentiles.p50)), "cy": "11", "r": "2.6"])
                }
            }
            if prior.isFinite {
                page.leaf(
                    "path",
                    [
                        "class": "before",
                        "d": "M\(Wording.coordinate(x(prior))) 2l3.4 -1.8h-6.8zm0 18l3.4 1.8h-6.8zm0 -18v18",
                    ])
            }
        }
    }
}
