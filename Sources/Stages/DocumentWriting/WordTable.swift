import Documents

/// A table of a word processor's file: its head stands on every page that it reaches, and rows are not broken.
struct WordTable {
    let table: DocumentTable

    /// Writes the table.
    ///
    /// - Parameters:
    ///   - page: Where to write.
    ///   - text: Writes the text of a cell with what it rests on.
    func write(_ page: inout WordMarkup, text: (inout WordMarkup, String, [Int]) -> Void) {
        let widths = widths
        page.element("w:tbl") { page in
            page.element("w:tblPr") { page in
                page.value("w:tblStyle", "ReportTable")
                page.leaf("w:tblW", ["w:w": "\(widths.reduce(0, +))", "w:type": "dxa"])
                page.leaf("w:tblLayout", ["w:type": "fixed"])
                page.leaf("w:tblLook", ["w:val": "0020", "w:firstRow": "1"])
                page.value("w:tblCaption", table.caption)
            }
            page.element("w:tblGrid") { page in for width in widths { page.leaf("w:gridCol", ["w:w": "\(width)"]) } }
            row(&page, widths, table.columns.map { DocumentTable.Cell($0.title) }, isHead: true, text: text)
            for row in table.rows { self.row(&page, widths, row.cells, isHead: false, text: text) }
        }
    }

    private func row(
        _ page: inout WordMarkup, _ widths: [Int], _ cells: [DocumentTable.Cell], isHead: Bool,
        text: (inout WordMarkup, String, [Int]) -> Void
    ) {
        page.element("w:tr") { page in
            page.element("w:trPr") { page in
                page.leaf("w:cantSplit")
                if isHead { page.leaf("w:tblHeader") }
            }
            for (number, column) in table.columns.enumerated() {
                page.element("w:tc") { page in
                    page.element("w:tcPr") { $0.leaf("w:tcW", ["w:w": "\(widths[number])", "w:type": "dxa"]) }
                    page.element("w:p") { page in
                        page.element("w:pPr") { page in
                            page.value("w:pStyle", "TableText")
                            if column.isNumeric { page.value("w:jc", "right") }
                        }
                        guard cells.indices.contains(number) else { return }
                        text(&page, cells[number].text, cells[number].citations)
                    }
                }
            }
        }
    }

    /// The columns' widths, which together fill the page: what the longest word needs, and of the rest a share that grows with the
    /// text.
    private var widths: [Int] {
        // A letter of 8.5 points is about 4.6 points wide; Han and Hangul take twice that.
        let letter = 92.0
        var least: [Double] = []
        var wanted: [Double] = []
        for (number, column) in table.columns.enumerated() {
            var word = 0.0
            var total = 0.0
            let cells = table.rows.lazy.map { row in
                row.cells.indices.contains(number)
                    ? row.cells[number].text
                        + String(repeating: "0", count: CitationRuns.mark(row.cells[number].citations).count)
                    : ""
            }
            for text in [column.title] + Array(cells.prefix(2000)) {
                let parts = text.split(separator: " ").map { Self.length($0) }
                word = max(word, parts.max() ?? 0)
                total = max(total, min(parts.reduce(0, +) + Double(parts.count), 70))
            }
            least.append((min(word, 22) + 1.5) * letter)
            wanted.append((max(total, min(word, 22)) + 1.5) * letter)
        }
        let room = Double(WordPage.textWidth)
        let needed = least.reduce(0, +)
        let wish = wanted.reduce(0, +)
        let shares: [Double]
        if needed >= room {
            shares = least.map { $0 * room / needed }
        } else if wish <= room {
            shares = wanted.map { $0 * room / wish }
        } else {
            shares = zip(least, wanted).map { $0 + ($1 - $0) * (room - needed) / (wish - needed) }
        }
        return shares.map { max(1, Int($0)) }
    }

    private static func length(_ text: some StringProtocol) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
    }
}

/// A picture that stands in the line of text, with its alternative text (20.4.2.5).
struct WordFigure {
    let picture: WordPicture
    let number: Int
    let name: String
    let words: String

    func write(_ page: inout WordMarkup) {
        let (width, height) = size
        let extent: WordMarkup.Attributes = ["cx": "\(width)", "cy": "\(height)"]
        page.element("w:p") { page in
            page.element("w:pPr") { $0.value("w:pStyle", "Figure") }
            page.element("w:r") { page in
                page.element("w:drawing") { page in
                    page.element("wp:inline", ["distT": "0", "distB": "0", "distL": "0", "distR": "0"]) { page in
                        page.leaf("wp:extent", extent)
                        page.leaf("wp:docPr", ["id": "\(number)", "name": name, "descr": words])
                        page.element("a:graphic") { page in
                            page.element("a:graphicData", ["uri": WordNames.picture]) { graphic(&$0, extent) }
                        }
                    }
                }
            }
        }
    }

    private func graphic(_ page: inout WordMarkup, _ extent: WordMarkup.Attributes) {
        page.element("pic:pic") { page in
            page.element("pic:nvPicPr") { page in
                page.leaf("pic:cNvPr", ["id": "\(number)", "name": name, "descr": words])
                page.leaf("pic:cNvPicPr")
            }
            page.element("pic:blipFill") { page in
                page.leaf("a:blip", ["r:embed": picture.relation])
                page.element("a:stretch") { $0.leaf("a:fillRect") }
            }
            page.element("pic:spPr") { page in
                page.element("a:xfrm") { page in
                    page.leaf("a:off", ["x": "0", "y": "0"])
                    page.leaf("a:ext", extent)
                }
                page.element("a:prstGeom", ["prst": "rect"]) { $0.leaf("a:avLst") }
            }
        }
    }

    /// As wide as the text, unless it is a small picture or would be higher than two thirds of a page.
    private var size: (width: Int, height: Int) {
        let (columns, rows) = (Double(picture.picture.width), Double(picture.picture.height))
        let unit = Double(WordPage.unitsPerTwentieth)
        let widest = Double(WordPage.textWidth) * unit
        let highest = Double(WordPage.textHeight) * unit * 0.66
        // No pixel is larger than at 96 in an inch of 914400 units.
        let scale = min(widest / columns, highest / rows, 914_400 / 96)
        return (max(1, Int(columns * scale)), max(1, Int(rows * scale)))
    }
}
