/// How a word processor's file looks: styles and lists.
enum WordStyles {
    /// The styles, by the names that word processors know for headings, captions and lists.
    ///
    /// - Parameter language: The document's language.
    /// - Returns: The part's text.
    static func text(_ language: WordLanguage) -> String {
        WordMarkup.part("w:styles", ["xmlns:w": WordNames.main]) { page in
            page.element("w:docDefaults") { page in
                page.element("w:rPrDefault") { page in
                    page.element("w:rPr") { page in
                        page.leaf(
                            "w:rFonts",
                            [
                                "w:ascii": "Arial", "w:hAnsi": "Arial", "w:eastAsia": language.eastAsianFont,
                                "w:cs": "Arial",
                            ])
                        page.value("w:sz", "20")
                        page.value("w:szCs", "20")
                        language.write(&page)
                    }
                }
                page.element("w:pPrDefault") { page in
                    page.element("w:pPr") {
                        $0.leaf("w:spacing", ["w:after": "120", "w:line": "276", "w:lineRule": "auto"])
                    }
                }
            }
            for style in all { write(&page, style) }
            tableStyle(&page)
        }
    }

    private struct Style {
        var id: String
        var name: String
        var isCharacter = false
        var base: String?
        var next: String?
        /// Space above and below in twentieths of a point.
        var space: (before: Int, after: Int)?
        /// The level in the document's outline, from 0.
        var outline: Int?
        var keepsNext = false
        var isCentred = false
        /// From the left in twentieths of a point, and how far the first line stands out.
        var indent: (left: Int, hanging: Int)?
        /// A line at the left.
        var bar: String?
        /// The list that it numbers.
        var list: Int?
        /// A tab stop at the right edge.
        var tab = false
        /// In half points.
        var size: Int?
        var isBold = false
        var isItalic = false
        var colour: String?
        var font: String?
    }

    private static let all: [Style] = [
        Style(id: "Normal", name: "Normal"),
        Style(id: "Title", name: "Title", base: "Normal", next: "Subtitle", space: (0, 80), size: 44, isBold: true),
        Style(
            id: "Subtitle", name: "Subtitle", base: "Normal", next: "Normal", space: (0, 240), size: 26,
            colour: "404A50"),
        Style(
            id: "Heading1", name: "heading 1", base: "Normal", next: "Normal", space: (360, 120), outline: 0,
            keepsNext: true, size: 32, isBold: true),
        Style(
            id: "Heading2", name: "heading 2", base: "Normal", next: "Normal", space: (280, 80), outline: 1,
            keepsNext: true, size: 25, isBold: true),
        Style(
            id: "Heading3", name: "heading 3", base: "Normal", next: "Normal", space: (200, 60), outline: 2,
            keepsNext: true, size: 22, isBold: true),
        Style(
            id: "ContentsHeading", name: "TOC Heading", base: "Normal", next: "Normal", space: (240, 80),
            keepsNext: true, size: 24, isBold: true),
        Style(id: "Contents1", name: "toc 1", base: "Normal", space: (0, 20)),
        Style(id: "Answer", name: "Answer", base: "Normal", space: (60, 160), size: 25),
        Style(id: "Analyst", name: "Analyst", base: "Normal", indent: (200, 0), bar: "0B5394"),
        Style(id: "Warning", name: "Warning", base: "Normal", indent: (200, 0), bar: "B35900"),
        Style(id: "Missing", name: "Missing", base: "Normal", isItalic: true, colour: "5A666D"),
        Style(id: "ListBullet", name: "List Bullet", base: "Normal", space: (0, 60), indent: (360, 260), list: 1),
        Style(
            id: "Caption", name: "caption", base: "Normal", next: "Normal", space: (60, 160), size: 18, colour: "404A50"
        ),
        Style(id: "TableCaption", name: "Table Caption", base: "Caption", space: (160, 60), keepsNext: true),
        Style(id: "Figure", name: "Figure", base: "Normal", space: (160, 40), keepsNext: true),
        Style(id: "TableText", name: "Table Text", base: "Normal", space: (20, 20), size: 17),
        Style(
            id: "References", name: "References", base: "Normal", space: (0, 40), indent: (560, 560), list: 2, size: 17),
        Style(id: "Header", name: "header", base: "Normal", space: (0, 0), isCentred: true, size: 18, isBold: true),
        Style(id: "Footer", name: "footer", base: "Normal", space: (0, 0), tab: true, size: 16, colour: "5A666D"),
        Style(id: "Strong", name: "Strong", isCharacter: true, isBold: true),
        Style(id: "Emphasis", name: "Emphasis", isCharacter: true, isItalic: true),
        Style(id: "Code", name: "Code", isCharacter: true, size: 17, font: "Courier New"),
        Style(id: "CitationMark", name: "Citation Mark", isCharacter: true, size: 15, colour: "0B5394"),
    ]

    /// The elements stand in the order that the schema asks for (17.3.1.26, 17.3.2.28, 17.7.4.17).
    private static func write(_ page: inout WordMarkup, _ style: Style) {
        page.element(
            "w:style",
            [
                "w:type": style.isCharacter ? "character" : "paragraph", "w:default": style.id == "Normal" ? "1" : nil,
                "w:customStyle": isOwn(style.id) ? "1" : nil, "w:styleId": style.id,
            ]
        ) { page in
            page.value("w:name", style.name)
            if let base = style.base { page.value("w:basedOn", base) }
            if let next = style.next { page.value("w:next", next) }
            page.leaf("w:qFormat")
            if !style.isCharacter { paragraph(&page, style) }
            page.element("w:rPr") { page in
                if let font = style.font { page.leaf("w:rFonts", ["w:ascii": font, "w:hAnsi": font, "w:cs": font]) }
                if style.isBold { page.leaf("w:b") }
                if style.isItalic { page.leaf("w:i") }
                if let colour = style.colour { page.value("w:color", colour) }
                if let size = style.size {
                    page.value("w:sz", "\(size)")
                    page.value("w:szCs", "\(size)")
                }
            }
        }
    }

    private static func paragraph(_ page: inout WordMarkup, _ style: Style) {
        page.element("w:pPr") { page in
            if style.keepsNext { page.leaf("w:keepNext") }
            if let list = style.list {
                page.element("w:numPr") { $0.value("w:numId", "\(list)") }
            }
            if let bar = style.bar {
                page.element("w:pBdr") {
                    $0.leaf("w:left", ["w:val": "single", "w:sz": "18", "w:space": "6", "w:color": bar])
                }
            }
            if style.tab {
                page.element("w:tabs") { $0.leaf("w:tab", ["w:val": "right", "w:pos": "\(WordPage.textWidth)"]) }
            }
            if let space = style.space {
                page.leaf("w:spacing", ["w:before": "\(space.before)", "w:after": "\(space.after)"])
            }
            if let indent = style.indent {
                page.leaf("w:ind", ["w:left": "\(indent.left)", "w:hanging": "\(indent.hanging)"])
            }
            if style.isCentred { page.value("w:jc", "center") }
            if let outline = style.outline { page.value("w:outlineLvl", "\(outline)") }
        }
    }

    private static func isOwn(_ id: String) -> Bool {
        [
            "Answer", "Analyst", "Warning", "Missing", "TableCaption", "Figure", "TableText", "References", "Code",
            "CitationMark",
        ]
        .contains(id)
    }

    /// Lines above, under the head and below, none between columns.
    private static func tableStyle(_ page: inout WordMarkup) {
        page.element("w:style", ["w:type": "table", "w:customStyle": "1", "w:styleId": "ReportTable"]) { page in
            page.value("w:name", "Report Table")
            page.element("w:tblPr") { page in
                page.element("w:tblBorders") { page in
                    page.leaf("w:top", ["w:val": "single", "w:sz": "8", "w:space": "0", "w:color": "1B2226"])
                    page.leaf("w:bottom", ["w:val": "single", "w:sz": "8", "w:space": "0", "w:color": "1B2226"])
                    page.leaf("w:insideH", ["w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "D9DEE1"])
                }
                page.element("w:tblCellMar") { page in
                    page.leaf("w:left", ["w:w": "60", "w:type": "dxa"])
                    page.leaf("w:right", ["w:w": "60", "w:type": "dxa"])
                }
            }
            page.element("w:tblStylePr", ["w:type": "firstRow"]) { page in
                page.element("w:rPr") { $0.leaf("w:b") }
                page.element("w:tcPr") { page in
                    page.element("w:tcBorders") {
                        $0.leaf("w:bottom", ["w:val": "single", "w:sz": "8", "w:space": "0", "w:color": "1B2226"])
                    }
                }
            }
        }
    }

    /// The lists: 1 with bullets, 2 with the numbers of citations.
    static var lists: String {
        WordMarkup.part("w:numbering", ["xmlns:w": WordNames.main]) { page in
            for (number, format, text, style) in [
                (1, "bullet", "•", "ListBullet"), (2, "decimal", "%1.", "References"),
            ] {
                page.element("w:abstractNum", ["w:abstractNumId": "\(number)"]) { page in
                    page.value("w:multiLevelType", "singleLevel")
                    page.element("w:lvl", ["w:ilvl": "0"]) { page in
                        page.value("w:start", "1")
                        page.value("w:numFmt", format)
                        page.value("w:pStyle", style)
                        page.value("w:lvlText", text)
                        page.value("w:lvlJc", "left")
                        page.element("w:pPr") { page in
                            let (left, hanging) = number == 1 ? ("360", "260") : ("560", "560")
                            page.leaf("w:ind", ["w:left": left, "w:hanging": hanging])
                        }
                    }
                }
            }
            for number in 1...2 {
                page.element("w:num", ["w:numId": "\(number)"]) { $0.value("w:abstractNumId", "\(number)") }
            }
        }
    }
}

/// The page: A4 upright with margins, in twentieths of a point.
enum WordPage {
    static let width = 11906
    static let height = 16838
    static let side = 1134
    static let above = 1304
    /// What is between the margins.
    static let textWidth = width - 2 * side
    static let textHeight = height - 2 * above
    /// Units of drawings in a twentieth of a point.
    static let unitsPerTwentieth = 635
}
