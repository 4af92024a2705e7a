import Evidence
import Findings
import Foundation

/// How a judgement came about, as a drawing: a line of steps for each hypothesis, told apart by dash and named at its end.
struct CourseDrawing {
    private let course: CourseFigure

    private static let width = 860.0
    private static let left = 46.0
    private static let right = 700.0
    private static let top = 14.0
    private static let base = 300.0
    private static let height = 346.0

    /// Takes a course; nil where there is nothing to draw.
    init?(leaves: [HypothesisResult], steps: [AssessmentStep]) {
        let drawable = steps.filter { $0.time.map(Wording.isDrawable) ?? true }
        guard !leaves.isEmpty, CourseFigure.isWorthwhile(drawable) else { return nil }
        course = CourseFigure(leaves: leaves, steps: drawable)
    }

    /// Dashes in the order of the lines.
    private static let dashes = ["none", "8 4", "2 3", "9 3 2 3", "20 4 2 4 2 4", "4 2", "1 5", "16 4"]

    func draw(_ page: inout MarkupWriter) {
        guard let start = course.beginning, let end = course.steps.compactMap(\.time).max() else { return }
        let axis = TimeAxis(start: start, end: max(start, end), left: Self.left, right: Self.right)
        let lines = course.lines
        page.drawing(
            "chart course", width: Self.width, height: Self.height,
            title: "How likely each hypothesis was through time", text: course.alternative
        ) {
            page in
            for share in stride(from: 0.0, through: 1, by: 0.2) {
                page.line(share == 0 ? "base" : "rule", Self.left, y(share), Self.right, y(share))
                page.label(Wording.number(share * 100) + " %", Self.left - 6, y(share) + 4, anchor: "end")
            }
            for tick in axis.ticks(limit: 8) {
                page.line("tick", axis.x(tick.date), Self.base, axis.x(tick.date), Self.base + 5)
                page.label(tick.label, axis.x(tick.date), Self.base + 18, anchor: "middle")
            }
            page.label(
                "UTC; a mark on the axis is a look or document that was read", (Self.left + Self.right) / 2,
                Self.height - 8, anchor: "middle")
            let times = course.steps.map { axis.x($0.time ?? start) }
            for x in Set(times.map { ($0 * 2).rounded() / 2 }).sorted() {
                page.line("moment", x, Self.base - 5, x, Self.base)
            }
            if course.steps.contains(where: { $0.time == nil }) {
                page.label("from the beginning", axis.x(start) + 3, Self.top + 12, kind: "remark")
            }
            for (line, dash) in zip(lines, Self.dashes) { page.path("run", path(line.values, times), dash: dash) }
            names(&page, lines)
        }
    }

    private func y(_ share: Double) -> Double { Self.base - min(max(share, 0), 1) * (Self.base - Self.top) }

    /// A line that holds its value until the next step and breaks where a value is not known.
    private func path(_ values: [Double?], _ times: [Double]) -> String {
        var path = ""
        var last: Double?
        for (value, x) in zip(values, times) {
            guard let value else {
                last = nil
                continue
            }
            path +=
                last == nil
                ? "M\(Wording.coordinate(x)) \(Wording.coordinate(y(value)))"
                : "H\(Wording.coordinate(x))V\(Wording.coordinate(y(value)))"
            last = value
        }
        if last != nil { path += "H\(Wording.coordinate(Self.right))" }
        return path
    }

    /// Names at the ends of lines, moved apart, each with a piece of its line.
    private func names(_ page: inout MarkupWriter, _ lines: [(name: String, values: [Double?])]) {
        let ends = lines.indices.compactMap { number -> (number: Int, y: Double, text: String)? in
            guard number < Self.dashes.count, let last = lines[number].values.last ?? nil else { return nil }
            let name = Wording.fitted(lines[number].name, size: 11, width: 62)
            return (number, y(last), "\(name) \(Wording.shortTenths(last)) %")
        }.sorted { $0.y == $1.y ? $0.number < $1.number : $0.y < $1.y }
        let places = Self.spread(ends.map(\.y), apart: 15, from: Self.top, to: Self.base)
        for (end, place) in zip(ends, places) {
            page.line("leader", Self.right + 1, end.y, Self.right + 10, place)
            page.path(
                "run", Wording.path([(Self.right + 12, place), (Self.right + 44, place)]), dash: Self.dashes[end.number]
            )
            page.label(end.text, Self.right + 50, place + 4, kind: "name")
        }
    }

    /// Moves ascending places apart as little as needed, within a span as far as it has room.
    static func spread(_ places: [Double], apart: Double, from: Double, to: Double) -> [Double] {
        var moved = places
        for index in moved.indices.dropFirst() { moved[index] = max(moved[index], moved[index - 1] + apart) }
        if let last = moved.indices.last, moved[last] > to {
            moved[last] = to
            for index in moved.indices.dropLast().reversed() {
                moved[index] = min(moved[index], moved[index + 1] - apart)
            }
        }
        return moved
    }
}
