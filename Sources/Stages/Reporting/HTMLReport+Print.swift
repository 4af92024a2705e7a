import Documents
import Foundation
import Sites

extension HTMLReport {
    /// The chapters as a page to be printed: the marks of handling, "Simulated" where it holds, and page numbers stand on every page.
    ///
    /// Marks stand in the page's margin boxes (CSS Paged Media 3), which Chromium knows from version 131 on; the first page and the
    /// last bear the marks of handling in their text too.
    ///
    /// - Parameter content: What the report says.
    /// - Returns: An HTML document that needs nothing else; the records are left out where there are chapters.
    /// - Complexity: Linear in the content.
    public func printable(_ content: ReportContent) -> String {
        let page = html(content, holdsRecords: false)
        // Values are escaped, so that the first end of a head is the page's own.
        guard let head = page.range(of: "</head>") else { return page }
        var marks = content.document?.handling ?? []
        if content.isSimulated { marks.append(content.document?.labels.simulated ?? "Simulated") }
        let title = content.document?.title ?? content.case.title
        let sheet = """
            <style>
            @page { size: A4; margin: 20mm 15mm 19mm;
              @top-center { content: \(Self.quoted(marks.joined(separator: " · "))); font: 700 8pt sans-serif; color: #1b2226; letter-spacing: .04em }
              @bottom-left { content: \(Self.quoted(String(title.prefix(90)))); font: 7.5pt sans-serif; color: #5a666d; white-space: nowrap }
              @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt sans-serif; color: #5a666d; white-space: nowrap } }
            @media print { nav.contents { display: block; break-after: avoid } .chapter h2, #references h2 { margin-top: 0 }
              header .question { font-size: 14pt; line-height: 1.35; margin: 5mm 0 9mm } #references { break-before: page } .references { font-size: 7.5pt }
              figure.numbered figcaption, table.numbered caption { font-size: 8pt } }
            </style>

            """
        return page[..<head.lowerBound] + sheet + page[head.lowerBound...]
    }

    /// Text as a string of a style sheet: whatever is no letter, digit or space of ASCII or a sign beyond it is written by its number.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", " ": quoted.unicodeScalars.append(scalar)
            case _ where scalar.value > 0xA0 && scalar.properties.generalCategory != .format:
                quoted.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value) || !scalar.isASCII: quoted += " "
            default: quoted += "\\\(String(scalar.value, radix: 16)) "
            }
        }
        return quoted + "\""
    }
}
