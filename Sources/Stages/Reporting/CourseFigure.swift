import Evidence
import Findings
import Foundation

/// Draws how a judgement came about as a Plotly figure: a line for each hypothesis, which holds until the next look or document.
///
/// Lines differ by dash and by mark, so it reads without colour. What holds from the beginning stands a little before the first time.
struct CourseFigure {
    private typealias Object = [String: any Sendable]

    let leaves: [HypothesisResult]
    let steps: [AssessmentStep]

    /// Lines that can be told apart; the least likely hypotheses beyond them are summed up.
    static let mostLines = 8

    init(leaves: [HypothesisResult], steps: [AssessmentStep]) {
        self.leaves = leaves
        self.steps = steps.filter { Self.isDrawable($0.time) }
    }

    /// Whether there is anything to draw: two steps, of which one has a time.
    static func isWorthwhile(_ steps: [AssessmentStep]) -> Bool {
        let drawable = steps.filter { isDrawable($0.time) }
        return drawable.count > 1 && drawable.contains { $0.time != nil }
    }

    private static func isDrawable(_ time: Date?) -> Bool {
        guard let seconds = time?.timeIntervalSince1970 else { return true }
        return seconds.isFinite && abs(seconds) < 1e11
    }

    /// The figure, the same bytes for the same course.
    func figure() throws -> PlotFigure {
        let object: Object = ["data": traces, "layout": layout]
        let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        return PlotFigure(json: String(decoding: data, as: UTF8.self), alternative: alternative)
    }

    // MARK: Lines

    /// Places of the leaves that have a line of their own, in the order of the case, and of those that have none.
    private var chosen: (own: [Int], rest: [Int]) {
        guard leaves.count > Self.mostLines else { return (Array(leaves.indices), []) }
        let heights = leaves.indices.map { leaf in steps.map { value($0, leaf) ?? 0 }.max() ?? 0 }
        let order = leaves.indices.sorted {
            heights[$0] == heights[$1] ? $0 < $1 : heights[$0] > heights[$1]
        }
        return (order.prefix(Self.mostLines - 1).sorted(), order.dropFirst(Self.mostLines - 1).sorted())
    }

    private func value(_ step: AssessmentStep, _ leaf: Int) -> Double? {
        guard step.posteriors.indices.contains(leaf), step.posteriors[leaf].isFinite else { return nil }
        return step.posteriors[leaf]
    }

    /// The time before which nothing is dated, for what holds from the beginning.
    var beginning: Date? {
        let times = steps.compactMap(\.time)
        guard let first = times.min(), let last = times.max() else { return nil }
        return first - max(86_400, last.timeIntervalSince(first) * 0.06)
    }

    private var times: [String] {
        steps.map { step in (step.time ?? beginning).map { AcquisitionTime.text($0) } ?? "" }
    }

    private static let styles: [(dash: String, symbol: String, colour: String)] = [
        ("solid", "circle", "#1f3b63"), ("dash", "square-open", "#8a1c1c"), ("dot", "diamond", "#3f6b34"),
        ("dashdot", "triangle-up-open", "#8a5a00"), ("longdash", "x", "#5d4a8a"), ("longdashdot", "star", "#2a7f8e"),
        ("2px,6px", "triangle-down", "#6b3f1d"), ("8px,3px,2px,3px", "cross-open", "#444444"),
    ]

    /// The lines, each with its value at each step; what has no line of its own comes last, together.
    var lines: [(name: String, values: [Double?])] {
        let (own, rest) = chosen
        var lines: [(name: String, values: [Double?])] = own.map { leaf in
            (leaves[leaf].id, steps.map { value($0, leaf) })
        }
        if !rest.isEmpty {
            let sums = steps.map { step in rest.compactMap { value(step, $0) }.reduce(0, +) }
            lines.append(("\(rest.count) others together", sums))
        }
        return lines
    }

    private var traces: [Object] {
        zip(lines, Self.styles).map { line, style in
            [
                "type": "scatter", "mode": "lines+markers", "name": Self.plain(line.name), "x": times,
                "y": line.values.map { value -> any Sendable in
                    guard let value else { return NSNull() }
                    return (value * 1e5).rounded() / 1e3
                },
                "line": ["dash": style.dash, "color": style.colour, "width": 1.8, "shape": "hv"] as Object,
                "marker": ["symbol": style.symbol, "color": style.colour, "size": 8] as Object,
                "connectgaps": false, "cliponaxis": false,
                "hovertemplate": "%{y:.1f} %<extra>\(Self.plain(line.name))</extra>",
            ]
        }
    }

    /// A name without what the chart would take for markup or for a place of a value.
    private static func plain(_ name: String) -> String {
        var plain = name.prefix(40).replacingOccurrences(of: "&", with: "&amp;")
        plain = plain.replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(of: ">", with: "&gt;")
        return plain.replacingOccurrences(of: "%{", with: "% {")
    }

    // MARK: Words and layout

    var alternative: String {
        let parts = chosen.own.map { leaf in
            let first = steps.first.flatMap { value($0, leaf) } ?? .nan
            let last = steps.last.flatMap { value($0, leaf) } ?? .nan
            return "\(leaves[leaf].id) \(Wording.tenths(first)) to \(Wording.probability(last))"
        }
        return "How likely each hypothesis was after each look and document, from the first to the last: "
            + parts.joined(separator: ", ") + "."
    }

    private var layout: Object {
        let font: Object = ["family": "Georgia, 'Times New Roman', serif", "size": 12, "color": "#222222"]
        var layout: Object = [
            "autosize": true, "height": 360, "font": font, "paper_bgcolor": "#ffffff", "plot_bgcolor": "#ffffff",
            "margin": ["l": 56, "r": 24, "t": 10, "b": 44] as Object, "hovermode": "x unified",
            "legend": ["orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "itemclick": false] as Object,
            "xaxis": [
                "type": "date", "gridcolor": "#e4e4e4", "linecolor": "#888888", "showline": true, "zeroline": false,
                "title": ["text": "UTC"] as Object,
            ] as Object,
            "yaxis": [
                "range": [0, 100], "dtick": 20, "gridcolor": "#e9e9e9", "zeroline": false,
                "title": ["text": "probability, %"] as Object,
            ] as Object,
        ]
        if steps.contains(where: { $0.time == nil }), let beginning {
            layout["annotations"] = [
                [
                    "x": AcquisitionTime.text(beginning), "xref": "x", "y": 1, "yref": "paper", "showarrow": false,
                    "text": "from the beginning", "xanchor": "left", "yanchor": "top",
                    "font": ["size": 11, "color": "#5a666d"] as Object,
                ] as Object
            ]
        }
        return layout
    }
}
