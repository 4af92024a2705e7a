import Foundation

/// Writes a page with a picture of each detection to look through, as one HTML file that needs nothing else.
public struct ReviewSheet: Sendable {
    /// One detection.
    public struct Entry: Sendable {
        /// Its picture with boxes.
        public var item: EvaluationContent.Item
        /// Its id.
        public var id: String
        /// What was decided, and by whom; empty where nobody did.
        public var state: String
        /// Whether nobody looked at it.
        public var isOpen: Bool

        /// Makes an entry.
        public init(item: EvaluationContent.Item, id: String, state: String, isOpen: Bool) {
            self.item = item
            self.id = id
            self.state = state
            self.isOpen = isOpen
        }
    }

    /// What the page is called.
    public var title: String
    /// The detections in the order in which they are to be looked at.
    public var entries: [Entry]
    /// Whether a scene was drawn by a program.
    public var isSimulated: Bool
    /// Version of the program that writes the page.
    public var softwareVersion: String

    /// Makes a page.
    public init(title: String, entries: [Entry], isSimulated: Bool, softwareVersion: String) {
        self.title = title
        self.entries = entries
        self.isSimulated = isSimulated
        self.softwareVersion = softwareVersion
    }

    /// The page as text of an HTML file in UTF-8; the same detections give the same bytes.
    public var html: String {
        PictureDocument(kicker: "Review", title: title, isSimulated: isSimulated, softwareVersion: softwareVersion)
            .html(header: header, main: main)
    }

    private func header(_ page: inout MarkupWriter) {
        page.element(
            "p",
            text:
                "\(entries.count) detections, \(entries.count { $0.isOpen }) of them not looked at. Those not looked at "
                + "come first, the most doubtful of them, with scores nearest to one half, before the others.")
        page.element("p", text: "In the commands, CASE is the case's folder and NAME is you:")
        for (verb, more) in [("accept", ""), ("reject", ""), ("retype", " --as CLASS")] {
            page.element("p") { page in
                page.element("code", text: "revisit review \(verb) CASE ID…\(more) --who NAME --why 'REASON'")
            }
        }
    }

    private func main(_ page: inout MarkupWriter) {
        page.element("div", ["class": "sheet"]) { page in
            for entry in entries {
                page.element("figure", ["id": "d-" + entry.id]) { page in
                    if let picture = entry.item.picture { PictureSheet.draw(&page, entry.item, picture) }
                    page.element("figcaption") { page in
                        page.element("p", text: entry.item.caption)
                        if !entry.state.isEmpty { page.element("p", text: entry.state) }
                        page.element("p") { page in
                            page.element(
                                "code", text: "revisit review accept CASE \(entry.id) --who NAME --why 'REASON'")
                        }
                    }
                }
            }
        }
    }
}
