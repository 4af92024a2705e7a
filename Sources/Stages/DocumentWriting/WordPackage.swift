import Documents

/// The parts of a word processor's file around its text.
struct WordPackage {
    let document: Document
    let pictures: [WordPicture]
    let language: WordLanguage

    /// Which part is of which kind.
    var types: String {
        WordMarkup.part("Types", ["xmlns": WordNames.types]) { page in
            let endings = [
                "rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml",
            ]
            for ending in ["rels", "xml"] {
                page.leaf("Default", ["Extension": ending, "ContentType": endings[ending]])
            }
            for format in [FigurePicture.Format.jpeg, .png]
            where pictures.contains(where: { $0.picture.format == format }) {
                page.leaf("Default", ["Extension": format.rawValue, "ContentType": "image/\(format.rawValue)"])
            }
            for (part, kind) in [
                ("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"),
                ("settings", "settings"),
                ("header1", "header"), ("footer1", "footer"),
            ] {
                page.leaf("Override", ["PartName": "/word/\(part).xml", "ContentType": "\(WordNames.kind)\(kind)+xml"])
            }
            page.leaf(
                "Override",
                [
                    "PartName": "/docProps/core.xml",
                    "ContentType": "application/vnd.openxmlformats-package.core-properties+xml",
                ])
            page.leaf(
                "Override",
                [
                    "PartName": "/docProps/app.xml",
                    "ContentType": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
                ])
        }
    }

    /// Where the package begins.
    var relations: String {
        WordMarkup.part("Relationships", ["xmlns": WordNames.packageRelations]) { page in
            let office = WordNames.relations
            for (id, kind, target) in [
                ("document", office + "/officeDocument", "word/document.xml"),
                (
                    "core", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                    "docProps/core.xml"
                ),
                ("app", office + "/extended-properties", "docProps/app.xml"),
            ] {
                page.leaf("Relationship", ["Id": id, "Type": kind, "Target": target])
            }
        }
    }

    /// What the text refers to.
    var documentRelations: String {
        WordMarkup.part("Relationships", ["xmlns": WordNames.packageRelations]) { page in
            for (kind, target) in [
                ("styles", "styles.xml"), ("numbering", "numbering.xml"), ("settings", "settings.xml"),
                ("header", "header1.xml"), ("footer", "footer1.xml"),
            ] {
                page.leaf(
                    "Relationship", ["Id": kind, "Type": "\(WordNames.relations)/\(kind)", "Target": target])
            }
            for picture in pictures {
                page.leaf(
                    "Relationship",
                    ["Id": picture.relation, "Type": "\(WordNames.relations)/image", "Target": picture.file])
            }
        }
    }

    /// Title, subject and language (part 2, clause 11); no time and no person.
    var properties: String {
        WordMarkup.part(
            "cp:coreProperties",
            [
                "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
                "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            ]
        ) { page in
            page.plain("dc:title", document.title)
            page.plain("dc:subject", document.question)
            page.plain("dc:language", language.tag)
            if !marks.isEmpty { page.plain("cp:keywords", marks) }
        }
    }

    /// Which program made it, without its version, so that documents can be compared.
    var program: String {
        WordMarkup.part(
            "Properties", ["xmlns": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"]
        ) { $0.plain("Application", "Revisit") }
    }

    var settings: String {
        WordMarkup.part("w:settings", ["xmlns:w": WordNames.main]) { page in
            page.value("w:defaultTabStop", "720")
            page.element("w:compat") { page in
                page.leaf(
                    "w:compatSetting",
                    [
                        "w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word",
                        "w:val": "15",
                    ])
            }
            page.leaf("w:themeFontLang", ["w:val": language.latin, "w:eastAsia": language.eastAsian])
        }
    }

    /// How the document may be handed on, and whether a program drew a part of it; on every page.
    private var marks: String {
        (document.handling + (document.isSimulated ? [document.labels.simulated] : [])).joined(separator: " · ")
    }

    var header: String {
        WordMarkup.part("w:hdr", ["xmlns:w": WordNames.main]) { line(&$0, "Header", marks) }
    }

    var footer: String {
        WordMarkup.part("w:ftr", ["xmlns:w": WordNames.main]) { page in
            if !marks.isEmpty { line(&page, "Header", marks) }
            page.element("w:p") { page in
                page.element("w:pPr") { $0.value("w:pStyle", "Footer") }
                run(&page, document.title)
                page.element("w:r") { $0.leaf("w:tab") }
                field(&page, "PAGE")
                run(&page, " / ")
                field(&page, "NUMPAGES")
            }
        }
    }

    private func line(_ page: inout WordMarkup, _ style: String, _ text: String) {
        page.element("w:p") { page in
            page.element("w:pPr") { $0.value("w:pStyle", style) }
            if !text.isEmpty { run(&page, text) }
        }
    }

    private func run(_ page: inout WordMarkup, _ text: String) { page.element("w:r") { $0.text("w:t", text) } }

    /// A number that the word processor fills in.
    private func field(_ page: inout WordMarkup, _ name: String) {
        page.element("w:fldSimple", ["w:instr": " \(name) "]) { run(&$0, "1") }
    }
}
