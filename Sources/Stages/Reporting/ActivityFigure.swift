import Evidence
public import Findings
import Foundation

/// Draws what looks at one zone saw through time as a Plotly figure: a row for each quantity, a mark for each look that could tell.
///
/// A filled mark is a count that is sure to be some, a half-filled one may be none, a hollow one saw nothing; a look that could not
/// tell has no mark, and a tick at the foot says that somebody looked. It reads without colour.
public struct ActivityFigure {
    private typealias Object = [String: any Sendable]

    private let zone: String
    private let looks: ZoneLooks?
    private let series: [ActivitySeries]

    /// Takes the series of one zone.
    ///
    /// - Parameters:
    ///   - zone: The zone's name.
    ///   - looks: All looks at it; nil where only the series are known.
    ///   - series: Its series, the first on top.
    public init(zone: String, looks: ZoneLooks?, series: [ActivitySeries]) {
        self.zone = zone
        self.looks = looks
        self.series = series
    }

    /// The figure, the same bytes for the same series.
    ///
    /// - Throws: An error of `JSONSerialization`.
    public func figure() throws -> PlotFigure {
        let object: Object = ["data": traces, "layout": layout]
        let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        return PlotFigure(json: String(decoding: data, as: UTF8.self), alternative: alternative)
    }

    private var alternative: String {
        let rows = series.map { one in
            let seeing = one.seeing
            return
                "\(one.quantity): some in \(seeing.count { $0.showsPresence }) of \(seeing.count) looks that could tell"
        }
        return "\(zone) through time. " + rows.joined(separator: "; ") + "."
    }

    private enum Mark: CaseIterable {
        case sure, doubtful, none

        var name: String {
            switch self {
            case .sure: "seen"
            case .doubtful: "counted, may be none"
            case .none: "looked, none seen"
            }
        }

        var symbol: String {
            switch self {
            case .sure: "circle"
            case .doubtful: "circle-open-dot"
            case .none: "circle-open"
            }
        }
    }

    private var traces: [Object] {
        var traces = Mark.allCases.compactMap { mark -> Object? in
            var times: [String] = []
            var rows: [String] = []
            var texts: [String] = []
            var hovers: [String] = []
            for one in series {
                for point in one.points {
                    guard let count = point.count, self.mark(count) == mark else { continue }
                    times.append(AcquisitionTime.text(point.time.middle))
                    rows.append(one.quantity)
                    texts.append(count.detected == 0 ? "" : String(count.detected))
                    hovers.append(
                        "\(point.time.iso8601): \(count.detected), \(count.low) to \(count.high) with probability "
                            + "\(count.level); \(Int((point.visibleShare * 100).rounded())) % visible")
                }
            }
            // A legend without all marks would leave a reader to guess, but a mark that does not occur needs none.
            guard !times.isEmpty else { return nil }
            return [
                "type": "scatter", "mode": "markers+text", "name": mark.name, "x": times, "y": rows, "text": texts,
                "textposition": "top center", "hovertext": hovers, "hoverinfo": "text",
                "textfont": ["size": 11, "color": "#222222"] as Object,
                "marker": [
                    "symbol": mark.symbol, "size": 11, "color": "#1f3b63",
                    "line": ["color": "#1f3b63", "width": 1.5] as Object,
                ] as Object, "cliponaxis": false,
            ]
        }
        if let looks {
            traces.append([
                "type": "scatter", "mode": "markers", "name": "a look, whatever it could tell",
                "x": looks.looks.map { AcquisitionTime.text($0.time.middle) }, "y": looks.looks.map { _ in Self.foot },
                "hovertext": looks.looks.map {
                    "\($0.time.iso8601): \($0.usability.rawValue), \(Int(($0.visibleShare * 100).rounded())) % visible"
                }, "hoverinfo": "text",
                "marker": [
                    "symbol": "line-ns-open", "size": 9, "color": "#555555",
                    "line": ["width": 1.5, "color": "#555555"] as Object,
                ] as Object,
            ])
        }
        return traces
    }

    private static let foot = "looks"

    private func mark(_ count: ActivitySeries.Count) -> Mark {
        count.detected == 0 ? .none : count.low == 0 ? .doubtful : .sure
    }

    private var layout: Object {
        let rows = (looks == nil ? [] : [Self.foot]) + series.map(\.quantity).reversed()
        let font: Object = ["family": "Georgia, 'Times New Roman', serif", "size": 12, "color": "#222222"]
        return [
            "autosize": true, "height": 110 + 40 * rows.count, "font": font, "paper_bgcolor": "#ffffff",
            "plot_bgcolor": "#ffffff",
            "margin": ["l": 10, "r": 24, "t": 10, "b": 40] as Object,
            "legend": ["orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "itemclick": false] as Object,
            "xaxis": [
                "type": "date", "gridcolor": "#e4e4e4", "linecolor": "#888888", "showline": true, "zeroline": false,
                "title": ["text": "UTC"] as Object,
            ] as Object,
            "yaxis": [
                "type": "category", "categoryorder": "array", "categoryarray": rows, "gridcolor": "#f0f0f0",
                "automargin": true,
                "range": [-0.5, Double(rows.count) - 0.35], "zeroline": false,
            ] as Object,
        ]
    }
}
