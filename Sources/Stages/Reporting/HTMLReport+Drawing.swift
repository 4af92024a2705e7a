public import Documents
import Foundation
import Sites

extension HTMLReport {
    /// A figure as the text of an SVG file that needs nothing else; formats that are no HTML show it.
    ///
    /// - Parameters:
    ///   - figure: What to draw.
    ///   - content: What the report says.
    /// - Returns: The file's text; nil where there is nothing to draw, and for pictures, which ``picture(of:in:)`` gives.
    public func drawing(of figure: DocumentFigure, in content: ReportContent) -> String? {
        switch figure.name {
        case .scene, .pair: nil
        default: page(of: content).standalone(figure)
        }
    }

    /// A figure that is a picture, as the text of an SVG file that holds the pixels.
    ///
    /// - Parameters:
    ///   - figure: What to draw.
    ///   - content: What the report says.
    /// - Returns: The file's text; nil where there is no picture, and for drawings, which ``drawing(of:in:)`` gives.
    public func picture(of figure: DocumentFigure, in content: ReportContent) -> String? {
        switch figure.name {
        case .scene, .pair: page(of: content).standalone(figure)
        default: nil
        }
    }

    private func page(of content: ReportContent) -> ReportPage {
        ReportPage(
            content: content, index: ReportIndex(content), unfoldedRows: unfoldedRows,
            places: SitePlace.places(of: content.case.site), judged: content.judgement.map(JudgementIndex.init),
            holdsRecords: false)
    }
}

extension ReportPage {
    fileprivate func standalone(_ figure: DocumentFigure) -> String? {
        var page = MarkupWriter()
        guard draw(&page, figure), let start = page.markup.range(of: "<svg "),
            let end = page.markup.range(of: "</svg>", options: .backwards),
            let box = page.markup.range(of: "viewBox=\"0 0 ")
        else { return nil }
        let size = page.markup[box.upperBound...].prefix { $0 != "\"" }.split(separator: " ")
        guard size.count == 2 else { return nil }
        var sheet = ReportStyle.sheet.description + JudgementStyle.sheet.description + ScenarioStyle.sheet.description
        for (name, value) in [("ink", "#1b2226"), ("quiet", "#5a666d"), ("line", "#d9dee1"), ("pale", "#f5f7f8")] {
            sheet = sheet.replacingOccurrences(of: "var(--\(name))", with: value)
        }
        var hatching = MarkupWriter()
        if !roles.isEmpty { ZoneHatching.definitions(&hatching, roles) }
        let inner = page.markup[start.upperBound..<end.lowerBound]
        guard let close = inner.firstIndex(of: ">") else { return nil }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(size[0])\" height=\"\(size[1])\" \(inner[...close])"
            + "<style><![CDATA[\(sheet)]]></style>\(hatching.markup)\(inner[inner.index(after: close)...])</svg>\n"
    }
}
