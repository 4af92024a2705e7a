import Findings
import Foundation

/// When something arrived, as a drawing: how likely each stretch of time is, and under it the weather that it rests on.
///
/// Times are those of the place's clocks, at the offset of the look.
struct ArrivalDrawing {
    let window: ArrivalWindow
    let offset: Double
    let axis: TimeAxis
    /// Bins that can be drawn, those narrower than a unit put together.
    let bins: [Bar]
    let weather: [ArrivalWindow.WeatherHour]

    static let width = 860.0
    static let left = 84.0
    static let right = 790.0

    /// A stretch of time with its probability.
    struct Bar {
        var start: Date
        var end: Date
        var probability: Double
        var snow: Double
        var isInside: Bool

        /// Percent an hour.
        var density: Double { probability * 100 / max(1e-6, end.timeIntervalSince(start) / 3600) }
    }

    /// Takes a finding; nil where its times cannot be drawn.
    init?(_ window: ArrivalWindow) {
        guard Wording.isDrawable(window.lastWithout), Wording.isDrawable(window.look), window.lastWithout < window.look
        else { return nil }
        self.window = window
        let offset = Double(window.clock?.offset(at: window.look) ?? 0)
        self.offset = offset
        let axis = TimeAxis(
            start: window.lastWithout + offset, end: window.look + offset, left: Self.left, right: Self.right)
        self.axis = axis
        weather = window.weather.filter {
            Wording.isDrawable($0.start) && $0.start + 3600 > window.lastWithout && $0.start < window.look
        }
        let shown = window.bins.filter { bin in
            Wording.isDrawable(bin.start) && Wording.isDrawable(bin.end) && bin.start < bin.end
                && bin.start >= window.lastWithout - 60 && bin.end <= window.look + 60 && bin.posterior.isFinite
                && bin.posterior >= 0
        }
        guard !shown.isEmpty else { return nil }
        let second = (Self.right - Self.left) / axis.end.timeIntervalSince(axis.start)
        bins = shown.reduce(into: []) { bars, bin in
            let isInside = window.highestDensity.contains { $0.start <= bin.start && bin.end <= $0.end }
            if let last = bars.last, last.isInside == isInside, abs(last.end.timeIntervalSince(bin.start)) < 1,
                last.end.timeIntervalSince(last.start) * second < 1
            {
                bars[bars.count - 1].end = bin.end
                bars[bars.count - 1].probability += bin.posterior
            } else {
                bars.append(
                    Bar(start: bin.start, end: bin.end, probability: bin.posterior, snow: bin.snow, isInside: isInside))
            }
        }
    }

    func x(_ date: Date) -> Double { axis.x(date + offset) }

    /// What stands below the posterior, from the top.
    private enum Panel {
        case snow
        case temperature
    }

    private var panels: [Panel] {
        var panels: [Panel] = []
        if weather.contains(where: { $0.snowfall != nil }) || bins.contains(where: { $0.snow > 0 }) {
            panels.append(.snow)
        }
        if weather.contains(where: { $0.temperature?.isFinite ?? false }) { panels.append(.temperature) }
        return panels
    }

    func draw(_ page: inout MarkupWriter) {
        let top = 60.0
        let first = (top: top, base: top + 150)
        let panels = panels
        let base = first.base + Double(panels.count) * 104
        let height = base + 86
        page.drawing(
            "chart arrival", width: Self.width, height: height, title: "When it arrived: \(window.subject)", text: text
        ) {
            page in
            for tick in axis.ticks(limit: 8) {
                page.line("rule", axis.x(tick.date), top, axis.x(tick.date), base)
                page.line("tick", axis.x(tick.date), base, axis.x(tick.date), base + 5)
                page.label(tick.label, axis.x(tick.date), base + 18, anchor: "middle")
            }
            page.label(axisTitle, (Self.left + Self.right) / 2, base + 36, anchor: "middle")
            posterior(&page, first)
            var y = first.base + 26
            for panel in panels {
                switch panel {
                case .snow: snow(&page, (y, y + 74))
                case .temperature: temperature(&page, (y, y + 74))
                }
                y += 104
            }
            marks(&page, from: top, to: base)
            legend(&page, at: base + 58)
        }
    }

    // MARK: Panels

    private func posterior(_ page: inout MarkupWriter, _ panel: (top: Double, base: Double)) {
        let scale = ValueAxis(bins.map(\.density), from: panel.base, to: panel.top + 20)
        self.scale(&page, scale, panel, title: "% an hour")
        func bars(_ inside: Bool) -> String {
            bins.filter { $0.isInside == inside && $0.probability > 0 }.map { bar in
                let (a, b) = (Wording.coordinate(x(bar.start)), Wording.coordinate(x(bar.end)))
                let y = Wording.coordinate(scale.place(bar.density))
                return "M\(a) \(Wording.coordinate(panel.base))V\(y)H\(b)V\(Wording.coordinate(panel.base))Z"
            }.joined()
        }
        page.path("bin", bars(false))
        page.path("bin inside", bars(true))
        for span in window.highestDensity.prefix(20)
        where Wording.isDrawable(span.start) && Wording.isDrawable(span.end) {
            let (a, b) = (x(max(span.start, window.lastWithout)), x(min(span.end, window.look)))
            guard a <= b else { continue }
            page.path(
                "reach",
                Wording.path([(a, panel.top + 4), (a, panel.top + 10), (b, panel.top + 10), (b, panel.top + 4)]))
            if window.highestDensity.count <= 4 {
                let words = "\(Wording.percent(span.probability)): \(clock(span.start)) – \(clock(span.end))"
                let half = LabelPlacement.textWidth(words, size: 11) / 2
                page.label(
                    words, min(max((a + b) / 2, Self.left + half), Self.right - half), panel.top + 1, anchor: "middle",
                    kind: "name")
            }
        }
    }

    private func snow(_ page: inout MarkupWriter, _ panel: (top: Double, base: Double)) {
        let told = weather.compactMap { hour in
            hour.snowfall.flatMap { $0.isFinite && $0 >= 0 ? (hour.start, $0) : nil }
        }
        let scale = ValueAxis(told.map(\.1) + [0.1], from: panel.base, to: panel.top)
        self.scale(&page, scale, panel, title: "snowfall, cm/h")
        for gap in window.missing.prefix(200)
        where gap.quantity == "snowfall" && Wording.isDrawable(gap.start) && Wording.isDrawable(gap.end) {
            let (a, b) = (x(max(gap.start, window.lastWithout)), x(min(gap.end, window.look)))
            guard a < b else { continue }
            page.box("unknown", a, panel.top, b - a, panel.base - panel.top)
            page.path(
                "hatch", MatrixFigure.hatching(a, panel.top, b - a, panel.base - panel.top, step: 8, isRising: true))
        }
        var path = ""
        for (start, value) in told where value > 0 {
            let (a, b) = (x(max(start, window.lastWithout)), x(min(start + 3600, window.look)))
            let y = Wording.coordinate(scale.place(value))
            path +=
                "M\(Wording.coordinate(a)) \(Wording.coordinate(panel.base))V\(y)H\(Wording.coordinate(b))V\(Wording.coordinate(panel.base))Z"
        }
        page.path("fall", path)
        guard bins.contains(where: { $0.snow.isFinite && $0.snow > 0 }) else { return }
        let depth = ValueAxis(bins.map(\.snow), from: panel.base, to: panel.top)
        page.path(
            "run",
            Wording.path(
                bins.filter(\.snow.isFinite).map {
                    (x($0.start + $0.end.timeIntervalSince($0.start) / 2), depth.place($0.snow))
                }),
            dash: "2 3")
        for mark in [depth.low, depth.high] {
            page.label(depth.text(mark), Self.right + 6, depth.place(mark) + 4)
        }
        page.label("depth, cm", Self.right + 6, (panel.top + panel.base) / 2 + 4)
    }

    private func temperature(_ page: inout MarkupWriter, _ panel: (top: Double, base: Double)) {
        let scale = ValueAxis(weather.compactMap(\.temperature), from: panel.base, to: panel.top, includesZero: false)
        self.scale(&page, scale, panel, title: "temperature, °C")
        if scale.low < 0, scale.high > 0 { page.line("equal", Self.left, scale.place(0), Self.right, scale.place(0)) }
        var path = ""
        var last: Date?
        for hour in weather {
            guard let value = hour.temperature, value.isFinite else {
                last = nil
                continue
            }
            let isJoined = last.map { hour.start.timeIntervalSince($0) <= 3 * 3600 } ?? false
            let place = min(max(x(hour.start + 1800), Self.left), Self.right)
            path += "\(isJoined ? "L" : "M")\(Wording.coordinate(place)) \(Wording.coordinate(scale.place(value)))"
            last = hour.start
        }
        page.path("run", path)
    }

    private func scale(
        _ page: inout MarkupWriter, _ scale: ValueAxis, _ panel: (top: Double, base: Double), title: String
    ) {
        let marks = panel.base - panel.top > 100 ? scale.marks : [scale.low, scale.high]
        for mark in marks {
            page.line(mark == scale.low ? "base" : "rule", Self.left, scale.place(mark), Self.right, scale.place(mark))
            page.label(scale.text(mark), Self.left - 6, scale.place(mark) + 4, anchor: "end")
        }
        page.label(title, 0, panel.top - 8)
    }

    // MARK: Marks and words

    private func marks(_ page: inout MarkupWriter, from top: Double, to base: Double) {
        let without = x(window.lastWithout)
        let with = x(window.look)
        for (place, isWith) in [(without, false), (with, true)] {
            page.line("instant", place, top - 22, place, base)
            page.label(
                (isWith ? "first look with it: " : "last look without it: ")
                    + clock(isWith ? window.look : window.lastWithout),
                place + (isWith ? 4 : -4), isWith ? top - 30 : top - 30, anchor: isWith ? "end" : "start", kind: "name")
            page.leaf(
                "circle",
                [
                    "class": isWith ? "sight full" : "sight", "cx": Wording.coordinate(place),
                    "cy": Wording.coordinate(top - 22), "r": "4.6",
                ])
        }
        if let sunrise = window.sunrise, Wording.isDrawable(sunrise), sunrise > window.lastWithout,
            sunrise < window.look
        {
            page.path("moment", Wording.path([(x(sunrise), top + 14), (x(sunrise), base)]), dash: "3 3")
        }
        if Wording.isDrawable(window.median), window.median > window.lastWithout, window.median < window.look {
            page.path(
                "moment", Wording.path([(x(window.median), top + 14), (x(window.median), base)]), dash: "9 3 2 3")
        }
    }

    private func legend(_ page: inout MarkupWriter, at y: Double) {
        var entries: [(kind: String, dash: String?, words: String)] = [
            ("inside", nil, "in the \(Wording.percent(window.level)) set"), ("outside", nil, "outside of it"),
        ]
        if Wording.isDrawable(window.median) { entries.append(("moment", "9 3 2 3", "median, \(time(window.median))")) }
        if let sunrise = window.sunrise, Wording.isDrawable(sunrise), sunrise > window.lastWithout,
            sunrise < window.look
        {
            entries.append(("moment", "3 3", "sunrise, \(time(sunrise))"))
        }
        if bins.contains(where: { $0.snow > 0 }) { entries.append(("run", "2 3", "snow on a roof that came then")) }
        if window.missing.contains(where: { $0.quantity == "snowfall" }) {
            entries.append(("unknown", nil, "snowfall not told"))
        }
        var (x, y) = (Self.left, y)
        for entry in entries {
            let room = 31 + LabelPlacement.textWidth(entry.words, size: 11) + 14
            if x + room > Self.width, x > Self.left {
                x = Self.left
                y += 18
            }
            switch entry.kind {
            case "inside": page.box("bin inside", x, y - 9, 22, 10)
            case "outside": page.box("bin", x, y - 9, 22, 10)
            case "unknown":
                page.box("unknown", x, y - 9, 22, 10)
                page.path("hatch", MatrixFigure.hatching(x, y - 9, 22, 10, step: 5, isRising: true))
            default: page.path(entry.kind, Wording.path([(x, y - 4), (x + 26, y - 4)]), dash: entry.dash)
            }
            page.label(entry.words, x + 31, y)
            x += room
        }
    }

    /// Day and time at the place: "15 Feb 04:30" as "02-15 04:30".
    private func clock(_ date: Date) -> String {
        String(Wording.instant(Date(timeIntervalSince1970: (date.timeIntervalSince1970 + offset).rounded())).prefix(16))
    }

    private func time(_ date: Date) -> String { String(clock(date).dropFirst(5)) }

    private var axisTitle: String {
        guard let clock = window.clock else { return "UTC" }
        return "local time, \(window.timeZone) (\(clock.offsetText(at: window.look)))"
    }

    private var text: String {
        let spans = window.highestDensity.prefix(6).map {
            "\(clock($0.start)) to \(clock($0.end)) (\(Wording.percent($0.probability)))"
        }
        let fallen = weather.compactMap(\.snowfall).filter(\.isFinite).reduce(0, +)
        let degrees = weather.compactMap(\.temperature).filter(\.isFinite)
        var text =
            "\(Wording.shortened(window.subject, to: 100)) arrived after \(clock(window.lastWithout)) and no later than \(clock(window.look)), "
            + "\(axisTitle). Most likely: \(Wording.list(Array(spans))). Median \(clock(window.median))."
        if weather.contains(where: { $0.snowfall != nil }) {
            text += " Snow that fell: \(Wording.number(fallen, decimals: 1)) cm."
        }
        if let low = degrees.min(), let high = degrees.max() {
            text += " Temperature from \(Wording.number(low, decimals: 1)) to \(Wording.number(high, decimals: 1)) °C."
        }
        return text
    }
}
