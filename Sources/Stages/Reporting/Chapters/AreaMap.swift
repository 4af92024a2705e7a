import Foundation
import Geodesy
import Sites

/// All places of a site and the links between them: who feeds whom, by what means, and how much that can carry.
///
/// Means differ by the pattern of their line. Where zones crowd in one spot, their facility has one mark.
struct AreaMap {
    let site: Site
    let projection: SiteProjection
    let marks: AreaMarks

    /// Links that are drawn at most, and names that are written.
    private static let mostLinks = 200
    private static let mostNames = 90

    /// Makes a map; nil where nothing in the site has a place on Earth.
    init?(_ site: Site) {
        var points = site.zones.prefix(1500).compactMap { AreaMarks.middle($0.area) }
        points += AreaMarks.places(site).compactMap { $0 }
        let known = Set(site.zones.map(\.id) + site.facilities.map(\.id))
        for link in site.links.prefix(Self.mostLinks) where known.contains(link.from) && known.contains(link.to) {
            points += link.line.prefix(2000)
        }
        guard let projection = SiteProjection(showing: points, width: 960, heights: 330...640) else { return nil }
        self.site = site
        self.projection = projection
        marks = AreaMarks(site, on: projection)
        guard !marks.marks.isEmpty else { return nil }
    }

    /// A link with its course on the map.
    struct Course {
        let link: Link
        let points: [(x: Double, y: Double)]
    }

    /// The links of which both ends are known and lie apart.
    var courses: [Course] {
        var uses: [String: Int] = [:]
        return site.links.prefix(Self.mostLinks).compactMap { link in
            guard let from = marks.markByID[link.from], let to = marks.markByID[link.to], from != to else { return nil }
            let pair = "\(min(from, to)) \(max(from, to))"
            let number = uses[pair] ?? 0
            uses[pair] = number + 1
            return Course(link: link, points: course(link, marks.marks[from], marks.marks[to], number))
        }
    }

    /// From mark to mark along the link's line, else straight; further links between two marks swing out.
    private func course(
        _ link: Link, _ from: AreaMarks.Mark, _ to: AreaMarks.Mark, _ number: Int
    ) -> [(x: Double, y: Double)] {
        let (start, end) = ((x: from.x, y: from.y), (x: to.x, y: to.y))
        func distance(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) -> Double {
            hypot(a.x - b.x, a.y - b.y)
        }
        var line = link.line.prefix(2000).filter(\.isOnEarth).map(projection.position)
        if let first = line.first, let last = line.last, line.count > 1 {
            if distance(start, last) + distance(end, first) < distance(start, first) + distance(end, last) {
                line.reverse()
            }
            return [start] + line + [end]
        }
        guard number > 0 else { return [start, end] }
        let length = max(1, distance(start, end))
        // To either side by turns, further each time.
        let swing = Double((number + 1) / 2) * min(26, length / 3) * (number % 2 == 1 ? 1 : -1)
        let across = (x: -(end.y - start.y) / length * swing, y: (end.x - start.x) / length * swing)
        return (0...12).map { step in
            let share = Double(step) / 12
            let bow = 4 * share * (1 - share)
            return (
                start.x + (end.x - start.x) * share + across.x * bow,
                start.y + (end.y - start.y) * share + across.y * bow
            )
        }
    }

    func draw(_ page: inout MarkupWriter) {
        let courses = courses
        let remark = remark(courses)
        let height = projection.height + 44 + (remark.isEmpty ? 0 : 18)
        page.drawing(
            "map area", width: projection.width, height: height, title: "Map of \(site.name)", text: text(courses)
        ) {
            page in
            let margin = projection.margin
            let (width, tall) = (
                projection.width - margin.left - margin.right, projection.height - margin.top - margin.bottom
            )
            page.box("sea", margin.left, margin.top, width, tall)
            MapFurniture.graticule(&page, projection)
            for course in courses { AreaMap.line(&page, course.link, course.points) }
            page.box("border", margin.left, margin.top, width, tall)
            for mark in marks.marks { Self.mark(&page, mark) }
            names(&page, courses)
            // Below the frame, where it covers nothing.
            MapFurniture.scaleBar(
                &page, metresPerUnit: 1 / projection.scale, x: margin.left, y: projection.height + 10, limit: 190)
            MapFurniture.northArrow(&page, x: north(courses), y: 48, direction: 0)
            legend(&page, courses, at: projection.height + 14)
            if !remark.isEmpty { page.label(remark, margin.left, height - 6) }
        }
    }

    // MARK: Lines and marks

    /// Draws a line in the pattern of its kind, with an arrow along its way.
    static func line(_ page: inout MarkupWriter, _ link: Link, _ points: [(x: Double, y: Double)]) {
        let words = "\(link.name) (\(link.kind.rawValue)" + (link.capacity.map { ", \($0)" } ?? "") + ")"
        page.element("g") { page in
            page.element("title", text: Wording.shortened(words, to: 300))
            pattern(&page, link.kind, Wording.path(points))
            guard let (at, angle) = along(points, 0.56) else { return }
            page.leaf(
                "path",
                [
                    "class": "arrow", "d": "M-5 -4.5L6 0L-5 4.5Z",
                    "transform":
                        "translate(\(Wording.coordinate(at.x)) \(Wording.coordinate(at.y))) rotate(\(Wording.coordinate(angle)))",
                ])
        }
    }

    private static func pattern(_ page: inout MarkupWriter, _ kind: LinkKind, _ path: String) {
        switch kind {
        case .pipeline: page.path("pipe", path)
        case .rail:
            page.path("rail", path)
            page.path("sleepers", path)
        case .road:
            page.path("road", path)
            page.path("lane", path)
        case .seaLane: page.path("sea-lane", path)
        }
    }

    /// The point at a share of a line's length, and the direction there in degrees clockwise from right.
    private static func along(
        _ points: [(x: Double, y: Double)], _ share: Double
    ) -> (at: (x: Double, y: Double), angle: Double)? {
        let lengths = zip(points, points.dropFirst()).map { hypot($1.x - $0.x, $1.y - $0.y) }
        var rest = lengths.reduce(0, +) * share
        for (number, length) in lengths.enumerated() where length > 0 {
            if rest <= length {
                let (a, b) = (points[number], points[number + 1])
                let part = rest / length
                return ((a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part), atan2(b.y - a.y, b.x - a.x) * 180 / .pi)
            }
            rest -= length
        }
        return nil
    }

    private static func mark(_ page: inout MarkupWriter, _ mark: AreaMarks.Mark) {
        func at(_ value: Double) -> String { Wording.coordinate(value) }
        if mark.isFacility {
            page.element(
                "rect", ["class": "works", "x": at(mark.x - 6), "y": at(mark.y - 6), "width": "12", "height": "12"]
            ) { $0.element("title", text: Wording.shortened(mark.words, to: 300)) }
        } else {
            page.element("circle", ["class": "spot", "cx": at(mark.x), "cy": at(mark.y), "r": "5"]) {
                $0.element("title", text: Wording.shortened(mark.words, to: 300))
            }
        }
    }

    // MARK: Words

    private func names(_ page: inout MarkupWriter, _ courses: [Course]) {
        let margin = projection.margin
        var placement = LabelPlacement(
            width: projection.width - margin.right, height: projection.height - margin.bottom)
        placement.reserve(left: 0, top: 0, right: margin.left + 2, bottom: projection.height)
        let north = north(courses)
        placement.reserve(left: north - 28, top: 0, right: north + 28, bottom: 74)
        for mark in marks.marks {
            placement.reserve(left: mark.x - 7, top: mark.y - 7, right: mark.x + 7, bottom: mark.y + 7)
        }
        for spot in Self.spots(of: courses) {
            placement.reserve(left: spot.x - 3, top: spot.y - 3, right: spot.x + 3, bottom: spot.y + 3)
        }
        page.element("g", ["class": "names"]) { page in
            for mark in marks.marks.prefix(Self.mostNames) {
                name(
                    &page, Wording.fitted(mark.name, size: 12.5, width: 240), size: 12.5,
                    kind: mark.isFacility ? nil : "zone-name",
                    at: (mark.x, mark.y - 14), from: (mark.x, mark.y), &placement)
            }
            for course in courses.prefix(Self.mostNames) {
                guard let (at, _) = Self.along(course.points, 0.42) else { continue }
                name(
                    &page, Wording.fitted(course.link.name, size: 11, width: 230), size: 11, kind: "minor",
                    at: (at.x, at.y - 9), from: at, &placement, second: course.link.capacity)
            }
        }
    }

    /// Where the arrow to the north stands: at the right, or at the left where something is drawn there.
    private func north(_ courses: [Course]) -> Double {
        let right = projection.width - projection.margin.right - 26
        let drawn = marks.marks.map { (x: $0.x, y: $0.y) } + Self.spots(of: courses)
        let isTaken = drawn.contains { $0.y < 80 && abs($0.x - right) < 34 }
        return isTaken ? projection.margin.left + 26 : right
    }

    /// Points along all lines, so near to each other that no name fits between them unseen, and not too many.
    private static func spots(of courses: [Course]) -> [(x: Double, y: Double)] {
        let pieces = courses.flatMap { zip($0.points, $0.points.dropFirst()) }
        let lengths = pieces.map { hypot($0.1.x - $0.0.x, $0.1.y - $0.0.y) }
        let step = max(10, lengths.reduce(0, +) / 1500)
        return zip(pieces, lengths).flatMap { piece, length -> [(x: Double, y: Double)] in
            let count = max(1, Int(min(200, length / step)))
            return (0..<count).map { number in
                let share = (Double(number) + 0.5) / Double(count)
                return (piece.0.x + (piece.1.x - piece.0.x) * share, piece.0.y + (piece.1.y - piece.0.y) * share)
            }
        }
    }

    /// Writes a name near a point, with a line that leads back where it had to leave it.
    private func name(
        _ page: inout MarkupWriter, _ text: String, size: Double, kind: String?, at wanted: (x: Double, y: Double),
        from origin: (x: Double, y: Double), _ placement: inout LabelPlacement, second: String? = nil
    ) {
        // A second line makes the name wider or taller; it is written behind the first where both are short.
        let words = second.map { "\(text): \(Wording.fitted($0, size: size, width: 190))" } ?? text
        let place = placement.place(words, size: size, x: wanted.x, y: wanted.y)
        if hypot(place.x - origin.x, place.y - size * 0.35 - origin.y) > 34, place.isMoved {
            // To the nearest edge of the name, so that it does not run through it.
            let half = LabelPlacement.textWidth(words, size: size) * 0.46
            page.line(
                "leader", origin.x, origin.y, min(max(origin.x, place.x - half), place.x + half),
                min(max(origin.y, place.y - size * 0.8), place.y + size * 0.25))
        }
        page.label(words, place.x, place.y, anchor: "middle", kind: kind)
    }

    private func legend(_ page: inout MarkupWriter, _ courses: [Course], at y: Double) {
        var x = projection.margin.left + 230
        for kind in LinkKind.allCases where courses.contains(where: { $0.link.kind == kind }) {
            Self.pattern(&page, kind, Wording.path([(x, y - 4), (x + 44, y - 4)]))
            page.label(kind.rawValue, x + 50, y)
            x += 50 + LabelPlacement.textWidth(kind.rawValue, size: 11) + 26
        }
        for isFacility in [true, false] where marks.marks.contains(where: { $0.isFacility == isFacility }) {
            Self.mark(
                &page,
                .init(name: "", words: isFacility ? "facility" : "zone", isFacility: isFacility, x: x + 6, y: y - 4))
            page.label(isFacility ? "facility" : "zone", x + 18, y)
            x += 18 + LabelPlacement.textWidth("facility", size: 11) + 26
        }
        page.label("WGS 84, north is up; arrows lead the way goods go", projection.margin.left, y + 22)
    }

    private func remark(_ courses: [Course]) -> String {
        let inside = site.links.count { link in
            marks.markByID[link.from].map { $0 == marks.markByID[link.to] } ?? false
        }
        let unknown = site.links.count { marks.markByID[$0.from] == nil || marks.markByID[$0.to] == nil }
        var parts: [String] = []
        if unknown > 0 { parts.append("\(Wording.count(unknown, "link")) with an end of unknown place left out") }
        if inside > 0 { parts.append("\(Wording.count(inside, "link")) inside of one mark") }
        let rest = site.links.count - unknown - inside - courses.count
        if rest > 0 { parts.append("\(Wording.count(rest, "more link")) not drawn") }
        if !marks.placeless.isEmpty {
            let names = marks.placeless.prefix(3).map { Wording.fitted($0, size: 11, width: 130) }
            let more = marks.placeless.count - names.count
            parts.append("place not known: " + names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""))
        }
        if marks.marks.count > Self.mostNames { parts.append("names of the first \(Self.mostNames) marks only") }
        if marks.leftOut > 0 { parts.append("\(marks.leftOut) more places left out") }
        return Wording.capitalised(parts.joined(separator: "; "))
    }

    private func text(_ courses: [Course]) -> String {
        let names = marks.marks.prefix(30).map { Wording.shortened($0.words, to: 80) }
        let more = marks.marks.count > 30 ? " and \(marks.marks.count - 30) more" : ""
        let links = courses.prefix(20).map { course -> String in
            let ends = [course.link.from, course.link.to].compactMap { marks.markByID[$0] }.map { marks.marks[$0].name }
            let words = "\(course.link.name), \(course.link.kind.rawValue) from \(ends.joined(separator: " to "))"
            return Wording.shortened(words, to: 200)
                + (course.link.capacity.map { ", " + Wording.shortened($0, to: 80) } ?? "")
        }
        return "Places: " + names.joined(separator: ", ") + more + "."
            + (links.isEmpty ? " No links." : " Links: " + links.joined(separator: "; ") + ".")
            + (remark(courses).isEmpty ? "" : " " + remark(courses) + ".")
    }
}
