public import Documents
import Evidence
import Foundation
import Sites

extension HTMLReport {
    /// A figure as the text of an SVG file that needs nothing else; formats that are no HTML show it.
    ///
    /// Its size is that of its view box in pixels; it stands on white. The same content gives the same bytes.
    ///
    /// - Parameters:
    ///   - figure: What to draw.
    ///   - content: What the report says.
    /// - Returns: The file's text in UTF-8; nil where there is nothing to draw, and for pictures, which ``picture(of:in:)`` gives.
    /// - Complexity: Linear in the content, of which an index is made each time.
    public func drawing(of figure: DocumentFigure, in content: ReportContent) -> String? {
        switch figure.name {
        case .scene, .pair, .zone, .train: nil
        case .areaMap, .siteMap, .looks, .arrival, .course, .matrix, .schedule, .flow, .caps:
            page(of: content, for: figure).standalone(figure)
        }
    }

    /// A figure that is a picture, as the text of an SVG file that holds the pixels: a scene or a zone with boxes, scale and north, an
    /// unrolled track, or before beside after.
    ///
    /// - Parameters:
    ///   - figure: What to draw.
    ///   - content: What the report says.
    /// - Returns: The file's text in UTF-8; nil where there is no picture, and for drawings, which ``drawing(of:in:)`` gives.
    public func picture(of figure: DocumentFigure, in content: ReportContent) -> String? {
        switch figure.name {
        case .scene, .pair, .zone, .train: page(of: content, for: figure).standalone(figure)
        case .areaMap, .siteMap, .looks, .arrival, .course, .matrix, .schedule, .flow, .caps: nil
        }
    }

    private func page(of content: ReportContent, for figure: DocumentFigure) -> ReportPage {
        // Only maps of places need these.
        let isMap = if case .siteMap = figure.name { true } else { false }
        return ReportPage(
            content: content, index: ReportIndex(content), unfoldedRows: unfoldedRows,
            places: isMap ? SitePlace.places(of: content.case.site) : [],
            judged: content.judgement.map(JudgementIndex.init),
            holdsRecords: false)
    }
}

extension ReportPage {
    /// A figure as an SVG file with what it needs of the page: names of elements, size, style, hatching.
    fileprivate func standalone(_ figure: DocumentFigure) -> String? {
        var page = MarkupWriter()
        page.rewording = content.document?.rewording
        guard draw(&page, figure) else { return nil }
        // Values are escaped, so that the first bracket ends the first element.
        guard let start = page.markup.range(of: "<svg "),
            let close = page.markup.range(of: ">", range: start.upperBound..<page.markup.endIndex),
            let end = page.markup.range(of: "</svg>", options: .backwards)
        else { return nil }
        let attributes = page.markup[start.upperBound..<close.lowerBound]
        let size =
            attributes.components(separatedBy: "viewBox=\"").dropFirst().first?.prefix { $0 != "\"" }
            .split(separator: " ").map(String.init) ?? []
        guard size.count == 4 else { return nil }
        let inner = String(page.markup[close.upperBound..<end.lowerBound])
        var file = MarkupWriter()
        file.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        // The credit of a whole scene stands below the drawing and is not in it; its caption tells it.
        file.raw(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(size[2])\" height=\"\(size[3])\" \(attributes)>\n")
        // The drawing's own title must come first to name it.
        let (title, rest) = Self.titled(inner)
        file.raw(title)
        file.raw(
            "<style>\n" + Self.letters + "\n" + StyleSelection.rules(of: Self.sheets, for: page.markup) + "\n</style>\n"
        )
        file.raw("<rect x=\"0\" y=\"0\" width=\"\(size[2])\" height=\"\(size[3])\" fill=\"#ffffff\" />\n")
        if case .siteMap = figure.name {
            file.raw("<defs>\n")
            ZoneHatching.patterns(&file, roles)
            file.raw("</defs>\n")
        }
        file.raw(rest)
        file.raw("</svg>\n")
        return file.markup
    }

    /// The title and description that a drawing begins with, and the rest.
    private static func titled(_ inner: String) -> (title: String, rest: String) {
        guard inner.hasPrefix("<title"), let end = inner.range(of: "</desc>") else { return ("", inner) }
        return (String(inner[..<end.upperBound]) + "\n", String(inner[end.upperBound...]))
    }

    private static let letters =
        "svg { font-family: \"Source Sans 3\", \"Noto Sans\", \"Segoe UI\", \"Helvetica Neue\", Arial, sans-serif; font-size: 11px }"

    private static var sheets: [StaticString] {
        [ReportStyle.sheet, JudgementStyle.sheet, ScenarioStyle.sheet, ChapterStyle.sheet]
    }
}
