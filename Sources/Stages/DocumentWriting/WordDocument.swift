public import Archives
public import Documents

/// A document as a file for word processors: an Office Open XML package (ECMA-376, 5th edition, transitional; part 2 for the package).
///
/// It has styles for headings, captions and lists, tables whose heads repeat on every page, figures with their alternative texts,
/// citations that lead to a numbered list, the marks of handling in head and foot of every page, and no time of its making. The same
/// document gives the same bytes.
public struct WordDocument: Sendable {
    /// The parts of the package, in the order in which they are packed.
    public let parts: [DocumentFile]
    /// Figures that stand as words because no picture of them was given, in the order of reading.
    public let wordedFigures: [DocumentFigure.Name]

    /// Writes a document.
    ///
    /// - Parameters:
    ///   - document: What it says.
    ///   - figures: Its figures. Pictures are shown; of drawings in vectors, which not all word processors show, and of figures that
    ///     are not here, the alternative text or words stand in the document.
    /// - Complexity: Linear in the document and the bytes of its figures.
    public init(_ document: Document, figures: [DocumentFigure.Name: DrawnFigure]) {
        let names = FigureNames(document, figures)
        var pictures: [WordPicture] = []
        for (figure, file) in names.files {
            guard case .picture(let picture)? = figures[figure]?.image, picture.width > 0, picture.height > 0 else {
                continue
            }
            pictures.append(
                WordPicture(
                    figure: figure, file: "media/\(file)", relation: "picture\(pictures.count + 1)", picture: picture))
        }
        let language = WordLanguage(document.language)
        var body = WordBody(document: document, figures: figures, pictures: pictures, language: language)
        let text = body.text()
        wordedFigures = body.wordedFigures
        let package = WordPackage(document: document, pictures: pictures, language: language)
        parts =
            [
                DocumentFile("[Content_Types].xml", package.types), DocumentFile("_rels/.rels", package.relations),
                DocumentFile("docProps/core.xml", package.properties),
                DocumentFile("docProps/app.xml", package.program),
                DocumentFile("word/document.xml", text), DocumentFile("word/styles.xml", WordStyles.text(language)),
                DocumentFile("word/numbering.xml", WordStyles.lists),
                DocumentFile("word/settings.xml", package.settings),
                DocumentFile("word/header1.xml", package.header), DocumentFile("word/footer1.xml", package.footer),
                DocumentFile("word/_rels/document.xml.rels", package.documentRelations),
            ] + pictures.map { DocumentFile("word/" + $0.file, $0.picture.bytes) }
    }

    /// The package as one file.
    ///
    /// - Returns: The bytes of the `.docx`.
    /// - Throws: ``ZIPError`` where it outgrows the format (4 GiB).
    public func packed() throws(ZIPError) -> [UInt8] {
        var archive = ZIPArchive()
        for part in parts { try archive.append(part.path, part.bytes) }
        return archive.bytes
    }
}

/// A picture in the package.
struct WordPicture {
    var figure: DocumentFigure.Name
    /// Its path from the folder of the document.
    var file: String
    /// By what name the document knows it.
    var relation: String
    var picture: FigurePicture
}

/// A language as word processors name it.
struct WordLanguage {
    /// With the country that decides on spelling.
    var tag: String
    /// The tag for Han, Hangul and Kana; nil where the language does not use them.
    var eastAsian: String?
    /// The letters for those; nil where the reader's choice is as good.
    var eastAsianFont: String?

    init(_ tag: String) {
        let first = tag.split(separator: "-").first.map { $0.lowercased() } ?? ""
        let countries = [
            "de": "de-DE", "en": "en-GB", "fr": "fr-FR", "ja": "ja-JP", "ko": "ko-KR", "ru": "ru-RU", "zh": "zh-CN",
        ]
        let isTag =
            !tag.isEmpty && tag.utf8.count <= 35
            && tag.unicodeScalars.allSatisfy {
                $0 == "-" || ($0.isASCII && $0.properties.isAlphabetic) || ("0"..."9").contains($0)
            }
        self.tag = isTag ? (tag.contains("-") ? tag : countries[first] ?? tag) : "en-GB"
        guard isTag, ["ja", "ko", "zh"].contains(first) else { return }
        eastAsian = self.tag
        eastAsianFont = ["ja": "Yu Gothic", "ko": "Malgun Gothic", "zh": "Microsoft YaHei"][first]
    }

    /// The language of Latin letters: words of other languages within Han or Hangul, which must not be broken as those are.
    var latin: String { eastAsian == nil ? tag : "en-GB" }

    /// Writes the language of a run or style.
    func write(_ page: inout WordMarkup) { page.leaf("w:lang", ["w:val": latin, "w:eastAsia": eastAsian]) }
}
