import CaseFilesYAML
import Disclosure
import DocumentWriting
import Documents
import Foundation
import PrintingPrograms
import Reporting
import ReportsGDAL

/// Writes a report in the formats that were asked for, all or none of them.
struct ReportWriting {
    let content: ReportContent
    let folder: CaseFolder
    let places: ReportPlaces
    let formats: [ReportFormat]
    /// Looks for what was left out; nil where nothing was.
    let search: ReportSearch?

    /// Writes the files and the list of them.
    ///
    /// - Returns: The paths of the reports, in the order of formats, and whether all was written that was asked for; what is missing
    ///   was said.
    /// - Throws: `FileExchangeError`, ``LeakError``; an earlier report is then untouched. `CancellationError`.
    func write() async throws -> (paths: [String], isComplete: Bool) {
        var exchange = try FileExchange(in: places.folder.isEmpty ? "." : places.folder)
        do {
            let (names, isComplete) = try await fill(&exchange)
            // Figures of an earlier report would stay among the new ones.
            try exchange.finish(removing: formats.contains(.markdown) ? ReportManifest.figures(of: places) : [])
            return (names.map { places.folder + $0 }, isComplete)
        } catch {
            exchange.discard()
            throw error
        }
    }

    private func fill(_ exchange: inout FileExchange) async throws -> ([String], Bool) {
        var isComplete = true
        var names: [String] = []
        var files: [ReportManifest.File] = []
        func add(_ data: Data, _ name: String, reproducible: Bool = true) throws {
            try search?.refuse(name, as: .plain, in: name)
            try exchange.write(data, name)
            files.append(ReportManifest.File(name, data, reproducible: reproducible))
        }
        let document = content.document
        let figures =
            formats.contains(.markdown) || formats.contains(.docx)
            ? document.map { ReportFigures($0, of: content) } : nil
        for figure in figures?.drawings.values.map(\.image) ?? [] {
            // Also those that are turned into pixels, in which nothing can be searched.
            if case .vector(let text) = figure { try search?.refuse(text, as: .markup, in: "a figure") }
        }
        for format in formats {
            let name = places.name(format)
            switch format {
            case .html:
                let text = HTMLReport().html(content)
                try search?.refuse(page: text, in: name)
                try add(Data(text.utf8), name)
            case .markdown:
                guard let document, let figures else { continue }
                let markdown = MarkdownDocument(document, figures: figures.drawings, folder: places.figures)
                try search?.refuse(markdown.text, as: .markdown, in: name)
                try add(Data(markdown.text.utf8), name)
                for figure in markdown.figures { try add(Data(figure.bytes), figure.path) }
            case .docx:
                guard let document, let figures else { continue }
                let pictures = try await figures.pictures { error in
                    isComplete = false
                    Failure.say("Figures stand as words in \(name): \(error)")
                }
                let word = WordDocument(document, figures: pictures)
                for part in word.parts { try search?.refuse(part.bytes, as: .markup, in: "\(name), \(part.path)") }
                try add(Data(try word.packed()), name)
            case .pdf:
                do {
                    let page = HTMLReport().printable(content)
                    // What is printed; in the PDF letters are numbers of glyphs.
                    try search?.refuse(page: page, in: name)
                    try add(try await ChromiumPrinter().pdf(page), name, reproducible: false)
                } catch let error as PrintingError {
                    isComplete = false
                    Failure.say("No \(name): \(error)")
                    if FileManager.default.fileExists(atPath: places.folder + name) {
                        Failure.say("\(places.folder)\(name) is of an earlier report and says what that one said.")
                    }
                    continue
                }
            }
            names.append(name)
        }
        let manifest = try ReportManifest(files, of: content, folder: folder.path, places: places).data()
        try search?.refuse([UInt8](manifest), as: .plain, in: places.manifest)
        try exchange.write(manifest, places.manifest)
        return (names, isComplete)
    }
}
