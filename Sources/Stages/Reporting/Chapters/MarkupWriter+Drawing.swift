import Foundation

/// What drawings of chapters are made from; each is a vector drawing that reads without colour.
extension MarkupWriter {
    /// Writes a drawing: its size, what it shows in words, and what is in it.
    ///
    /// - Parameters:
    ///   - kind: Classes by which the style sheet knows it.
    ///   - width: Width in units.
    ///   - height: Height in units.
    ///   - title: What it is, for those who cannot see it.
    ///   - text: What it tells, with its numbers.
    ///   - content: Writes what is in it.
    mutating func drawing(
        _ kind: String, width: Double, height: Double, title: String, text: String,
        content: (inout MarkupWriter) -> Void
    ) {
        element(
            "svg",
            [
                "viewBox": "0 0 \(Wording.coordinate(width)) \(Wording.coordinate(height))", "class": kind,
                "role": "img",
            ]
        ) { page in
            // The first child that is a title names the drawing, and the one that is a description tells of it.
            page.element("title", text: Wording.shortened(title, to: 300))
            page.element("desc", text: Wording.shortened(text, to: 4000))
            content(&page)
        }
    }

    /// Writes a text of a drawing; `anchor` is "start", "middle" or "end".
    mutating func label(_ text: String, _ x: Double, _ y: Double, anchor: String = "start", kind: String? = nil) {
        element(
            "text",
            ["class": kind, "x": Wording.coordinate(x), "y": Wording.coordinate(y), "text-anchor": anchor], text: text)
    }

    /// Writes a path.
    mutating func path(_ kind: String, _ path: String, dash: String? = nil) {
        guard !path.isEmpty else { return }
        leaf("path", ["class": kind, "d": path, "stroke-dasharray": dash])
    }

    /// Writes a rectangle.
    mutating func box(_ kind: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double) {
        leaf(
            "rect",
            [
                "class": kind, "x": Wording.coordinate(x), "y": Wording.coordinate(y),
                "width": Wording.coordinate(max(0, width)), "height": Wording.coordinate(max(0, height)),
            ])
    }
}

extension Wording {
    /// A text of at most so many Unicode scalars; what is cut off becomes an ellipsis.
    static func shortened(_ text: String, to limit: Int) -> String {
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
            end != scalars.endIndex
        else { return text }
        return String(String.UnicodeScalarView(scalars[..<end])).trimmingCharacters(in: .whitespaces) + "…"
    }

    /// A text that takes at most so much room at a size; what is cut off becomes an ellipsis.
    ///
    /// Letters are taken as they are on the mean, and not with the reserve that ``LabelPlacement`` keeps.
    static func fitted(_ text: String, size: Double, width: Double) -> String {
        // No text of more scalars than that fits, so that no more need be measured.
        let text = shortened(text, to: Int(min(2000, max(8, width / size * 4))))
        func room(_ scalar: Unicode.Scalar) -> Double { (scalar.value >= 0x1100 ? 1 : 0.53) * size }
        guard text.unicodeScalars.reduce(0, { $0 + room($1) }) > width else { return text }
        var kept = String.UnicodeScalarView()
        var rest = width - size
        for scalar in text.unicodeScalars {
            rest -= room(scalar)
            guard rest >= 0 else { break }
            kept.append(scalar)
        }
        return String(kept).trimmingCharacters(in: .whitespaces) + "…"
    }

    /// A path through points: "M1 2L3 4".
    static func path(_ points: [(x: Double, y: Double)]) -> String {
        var path = ""
        for (number, point) in points.enumerated() {
            path += "\(number == 0 ? "M" : "L")\(coordinate(point.x)) \(coordinate(point.y))"
        }
        return path
    }

    /// Whether a time can be drawn: finite, and within a few centuries.
    static func isDrawable(_ time: Date) -> Bool {
        time.timeIntervalSince1970.isFinite && abs(time.timeIntervalSince1970) < 1e10
    }
}
