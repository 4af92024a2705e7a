public import Findings
import Foundation

/// Draws an arrival as a Plotly figure: the posterior through time, under it the weather that it rests on.
///
/// It reads without colour: what lies in the highest-density set is filled, the rest hatched; lines differ by dash and marker, hours
/// that the weather does not tell are crossed, and lines are named where they stand. Times are those of the place's clocks, at the
/// offset of the look.
///
/// Source of the form: Plotly, figure reference of plotly.js 2.
public struct ArrivalFigure {
    private typealias Object = [String: any Sendable]

    private let window: ArrivalWindow
    private let offset: Double

    /// Takes a finding; what is drawn follows from it alone.
    public init(_ window: ArrivalWindow) {
        self.window = window
        offset = Double(window.clock?.offset(at: window.look) ?? 0)
    }

    /// The figure as JSON with the keys `data` and `layout`, the same bytes for the same finding.
    ///
    /// - Returns: One line of text.
    /// - Throws: An error of `JSONSerialization` where a number is not finite.
    public func json() throws -> String {
        let figure: Object = ["data": posterior + snow + air, "layout": layout]
        let data = try JSONSerialization.data(withJSONObject: figure, options: [.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
    }

    // MARK: Traces

    /// Probability by hour, in the set and outside of it, and the prior.
    private var posterior: [Object] {
        let bins = window.bins
        let isInside = bins.map { bin in
            window.highestDensity.contains { $0.start <= bin.start && bin.end <= $0.end }
        }
        func bars(_ inside: Bool, _ name: String, _ marker: Object) -> Object {
            let taken = zip(bins, isInside).filter { $0.1 == inside }.map(\.0)
            return [
                "type": "bar", "name": name, "x": taken.map { middle($0.start, $0.end) }, "y": taken.map(density),
                "width": taken.map { milliseconds($0.start, $0.end) }, "marker": marker, "xaxis": "x", "yaxis": "y",
                "customdata": taken.map { tidy($0.posterior * 100) },
                "hovertemplate": "%{x|%d %b %H:%M}: %{customdata:.2f} % in the bin<extra></extra>",
            ]
        }
        let prior: Object = [
            "type": "scatter", "mode": "lines", "name": "before the cues", "x": bins.map { middle($0.start, $0.end) },
            "y": bins.map { tidy($0.prior / hours($0) * 100) }, "line": line(dash: "dash", shape: "hvh"), "xaxis": "x",
            "yaxis": "y", "hoverinfo": "skip",
        ]
        let share = Int((window.level * 100).rounded())
        return [
            bars(
                true, "after the cues, in the \(share) % set",
                ["color": "#9db7d6", "line": ["color": "#1f3b63", "width": 1] as Object]),
            bars(
                false, "after the cues, outside of it",
                [
                    "color": "#ffffff", "line": ["color": "#1f3b63", "width": 1] as Object,
                    "pattern": ["shape": "/", "size": 6, "fgcolor": "#1f3b63", "bgcolor": "#ffffff"]
                        as Object,
                ]), prior,
        ]
    }

    /// What fell, what was not told, and what would lie on a roof that came then.
    private var snow: [Object] {
        let told = window.weather.filter { $0.snowfall != nil }
        let greatest = max(0.1, told.compactMap(\.snowfall).max() ?? 0)
        let gaps = window.missing.filter { $0.quantity == "snowfall" }
        var traces: [Object] = [
            [
                "type": "bar", "name": "snowfall, cm/h",
                "x": told.map { middle($0.start, $0.start.addingTimeInterval(3600)) },
                "y": told.map { tidy($0.snowfall ?? 0) }, "width": told.map { _ in 3_600_000 },
                "marker": ["color": "#8fb3d9", "line": ["color": "#36597f", "width": 1] as Object] as Object,
                "xaxis": "x", "yaxis": "y2", "hovertemplate": "%{x|%d %b %H:%M}: %{y} cm<extra></extra>",
            ],
            [
                "type": "scatter", "mode": "lines", "name": "snow on a roof that came then (right axis), cm",
                "x": window.bins.map { text($0.arrival) }, "y": window.bins.map { tidy($0.snow) },
                "line": line(dash: "dot", shape: "linear"), "xaxis": "x", "yaxis": "y3",
                "hovertemplate": "come at %{x|%d %b %H:%M}: %{y:.2f} cm<extra></extra>",
            ],
        ]
        if !gaps.isEmpty {
            traces.append([
                "type": "bar", "name": "snowfall not told", "x": gaps.map { middle($0.start, $0.end) },
                "y": gaps.map { _ in tidy(greatest) }, "width": gaps.map { milliseconds($0.start, $0.end) },
                "marker": [
                    "color": "#ffffff", "line": ["color": "#888888", "width": 1] as Object,
                    "pattern": ["shape": "x", "size": 7, "fgcolor": "#888888", "bgcolor": "#ffffff"]
                        as Object,
                ] as Object, "xaxis": "x", "yaxis": "y2", "hoverinfo": "name",
            ])
        }
        return traces
    }

    private var tellsAir: Bool { window.weather.contains { $0.temperature != nil || $0.windSpeed != nil } }

    /// Temperature and wind, broken where they are not told.
    private var air: [Object] {
        guard tellsAir else { return [] }
        let times = window.weather.map { middle($0.start, $0.start.addingTimeInterval(3600)) }
        func trace(
            _ name: String, _ values: [Double?], _ axis: String, _ dash: String, _ symbol: String
        ) -> Object {
            [
                "type": "scatter", "mode": "lines+markers", "name": name, "x": times,
                "y": values.map { value -> any Sendable in if let value { tidy(value) } else { NSNull() } },
                "line": line(dash: dash, shape: "linear"), "connectgaps": false,
                "marker": ["symbol": symbol, "size": 5, "color": "#222222"] as Object, "xaxis": "x",
                "yaxis": axis, "hovertemplate": "%{x|%d %b %H:%M}: %{y}<extra></extra>",
            ]
        }
        var traces: [Object] = []
        if window.weather.contains(where: { $0.temperature != nil }) {
            traces.append(trace("temperature, °C", window.weather.map(\.temperature), "y4", "solid", "circle"))
        }
        if window.weather.contains(where: { $0.windSpeed != nil }) {
            traces.append(trace("wind (right axis), m/s", window.weather.map(\.windSpeed), "y5", "dash", "square-open"))
        }
        return traces
    }

    // MARK: Layout

    private var layout: Object {
        let bottom = tellsAir ? 0.29 : 0.0
        let split = tellsAir ? [0.29, 0.52, 0.60] : [0.0, 0.38, 0.46]
        var layout: Object = [
            "title": ["text": "Arrival: \(window.subject)", "x": 0.01, "xanchor": "left"] as Object,
            "template": "none", "bargap": 0, "barmode": "overlay", "hovermode": "closest",
            "height": tellsAir ? 760 : 620,
            "margin": ["l": 70, "r": 70, "t": 70, "b": 130] as Object,
            "font": ["size": 13, "color": "#222222"] as Object,
            "legend": ["orientation": "h", "x": 0, "y": tellsAir ? -0.12 : -0.2, "yanchor": "top"] as Object,
            "xaxis": [
                "type": "date", "range": [text(window.lastWithout), text(window.look)],
                "anchor": tellsAir ? "y4" : "y2",
                "title": ["text": axisTitle] as Object, "tickformat": isLong ? "%d %b\n%Y" : "%H:%M\n%d %b %Y",
                "tickangle": 0, "nticks": 9,
                "showgrid": true, "gridcolor": "#e4e4e4",
                "ticks": "outside",
            ] as Object,
            "yaxis": axis("probability, % an hour", [split[2], 1]),
            "yaxis2": axis("snowfall, cm/h", [bottom, split[1]]),
            "yaxis3": axis("on a roof, cm", [bottom, split[1]], over: "y2"),
            "shapes": shapes, "annotations": annotations,
        ]
        if tellsAir {
            layout["yaxis4"] = axis("temperature, °C", [0, 0.22], zero: false)
            layout["yaxis5"] = axis("wind, m/s", [0, 0.22], over: "y4")
        }
        return layout
    }

    /// Whether ticks fall on midnights, so that hours would only say 00:00.
    private var isLong: Bool { window.look.timeIntervalSince(window.lastWithout) > 4 * 86_400 }

    private var axisTitle: String {
        let name = window.timeZone
        guard let clock = window.clock else { return name }
        let note = clock.offset(at: window.lastWithout) == clock.offset(at: window.look) ? "" : ", as at the look"
        return
            "local time, \(name) (\(clock.offsetText(at: window.look))\(note)), from the last look without it to the look"
    }

    private func axis(
        _ title: String, _ domain: [Double], over: String? = nil, zero: Bool = true
    ) -> Object {
        var axis: Object = [
            "title": ["text": title] as Object, "domain": domain, "zeroline": !zero,
            "showgrid": over == nil,
            "gridcolor": "#e4e4e4", "linecolor": "#222222", "showline": true, "ticks": "outside",
        ]
        if zero { axis["rangemode"] = "tozero" }
        if let over {
            axis["overlaying"] = over
            axis["side"] = "right"
        }
        return axis
    }

    /// What is marked in the posterior: the median, and sunrise of the look's day.
    private var marks: [(time: Date, text: String, dash: String)] {
        let clock = window.clock
        func time(_ date: Date) -> String { clock.map { String($0.text(date).suffix(5)) } ?? "" }
        var marks = [(window.median, "median \(time(window.median))", "solid")]
        if let sunrise = window.sunrise, sunrise > window.lastWithout, sunrise < window.look {
            marks.append((sunrise, "sunrise \(time(sunrise))", "dashdot"))
        }
        return marks
    }

    private var shapes: [Object] {
        marks.map { mark in
            [
                "type": "line", "xref": "x", "yref": "paper", "x0": text(mark.time), "x1": text(mark.time), "y0": 0,
                "y1": 1,
                "line": ["color": "#444444", "width": 1, "dash": mark.dash] as Object,
            ]
        }
    }

    private var annotations: [Object] {
        marks.enumerated().map { index, mark in
            [
                "text": mark.text, "xref": "x", "yref": "paper", "x": text(mark.time), "y": 1, "xanchor": "right",
                // One above the other, since both are often near.
                "yanchor": "bottom", "yshift": index * 16, "showarrow": false,
            ]
        }
    }

    // MARK: Numbers and times

    private func line(dash: String, shape: String) -> Object {
        ["color": "#222222", "width": 1.5, "dash": dash, "shape": shape]
    }

    private func text(_ date: Date) -> String {
        let moved = Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded() + offset)
        return String(moved.formatted(Date.ISO8601FormatStyle()).prefix(19))
    }

    private func middle(_ start: Date, _ end: Date) -> String {
        text(start.addingTimeInterval(end.timeIntervalSince(start) / 2))
    }

    private func milliseconds(_ start: Date, _ end: Date) -> Int {
        Int((end.timeIntervalSince(start) * 1000).rounded())
    }

    private func hours(_ bin: ArrivalWindow.Bin) -> Double { max(1e-9, bin.end.timeIntervalSince(bin.start) / 3600) }

    private func density(_ bin: ArrivalWindow.Bin) -> Double { tidy(bin.posterior / hours(bin) * 100) }

    /// Rounded to a hundred-thousandth, which no eye sees.
    private func tidy(_ value: Double) -> Double { (value * 1e5).rounded() / 1e5 }
}
