/// The frame of a page of pictures: one HTML file that needs nothing else, with its title, a word about drawn scenes, and a
/// footer.
struct PictureDocument {
    /// What kind of page it is.
    let kicker: String
    let title: String
    /// Whether a scene on the page was drawn by a program.
    let isSimulated: Bool
    let softwareVersion: String
    /// What the footer says beside the program's version.
    var footer = ""

    /// The page as text of an HTML file in UTF-8.
    ///
    /// - Parameters:
    ///   - header: Writes what stands under the title.
    ///   - main: Writes the rest.
    /// - Returns: The page.
    func html(header: (inout MarkupWriter) -> Void, main: (inout MarkupWriter) -> Void) -> String {
        var page = MarkupWriter()
        page.documentType()
        page.element("html", ["lang": "en"]) { page in
            page.element("head") { head(&$0) }
            page.element("body") { page in
                if isSimulated { Self.banner(&page) }
                page.element("header") { page in
                    page.element("p", ["class": "kicker"], text: kicker)
                    page.element("h1", text: title)
                    header(&page)
                }
                page.element("main") { main(&$0) }
                page.element("footer") { page in
                    page.element(
                        "p", text: "Written by Revisit \(softwareVersion)." + (footer.isEmpty ? "" : " " + footer))
                }
            }
        }
        return page.markup
    }

    private func head(_ page: inout MarkupWriter) {
        page.leaf("meta", ["charset": "utf-8"])
        page.leaf(
            "meta",
            [
                "http-equiv": "Content-Security-Policy",
                "content": "default-src 'none'; img-src data:; style-src 'unsafe-inline'",
            ])
        page.leaf("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        page.leaf("meta", ["name": "generator", "content": "Revisit " + softwareVersion])
        page.element("title", text: title)
        page.style(ReportStyle.sheet)
        page.style(PictureSheetStyle.sheet)
    }

    private static func banner(_ page: inout MarkupWriter) {
        page.element("aside", ["class": "banner", "aria-label": "Simulated"]) { page in
            page.element("strong", text: "Simulated. ")
            page.text("Scenes on this page were drawn by a program and show no real place.")
        }
    }
}
