import CaseFilesYAML
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

    /// Writes the files and the list of them.
    ///
    /// - Returns: The paths of the reports, in the order of formats, and whether all was written that was asked for; what is missing
    ///   was said.
    /// - Throws: `FileExchangeError`; an earlier report is then untouched. `CancellationError`.
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
            try exchange.write(data, name)
            files.append(ReportManifest.File(name, data, reproducible: reproducible))
        }
        let document = content.document
        let figures =
            formats.contains(.markdown) || formats.contains(.docx)
            ? document.map { ReportFigures($0, of: content) } : nil
        for format in formats {
            switch format {
            case .html: try add(Data(HTMLReport().html(content).utf8), places.name(format))
            case .markdown:
                guard let document, let figures else { continue }
                let markdown = MarkdownDocument(document, figures: figures.drawings, folder: places.figures)
                try add(Data(markdown.text.utf8), places.name(format))
                for figure in markdown.figures { try add(Data(figure.bytes), figure.path) }
            case .docx:
                guard let document, let figures else { continue }
                let pictures = try await figures.pictures { error in
                    isComplete = false
                    Failure.say("Figures stand as words in \(places.name(format)): \(error)")
                }
                try add(Data(try WordDocument(document, figures: pictures).packed()), places.name(format))
            case .pdf:
                do {
                    try add(
                        try await ChromiumPrinter().pdf(HTMLReport().printable(content)), places.name(format),
                        reproducible: false)
                } catch let error as PrintingError {
                    isComplete = false
                    Failure.say("No \(places.name(format)): \(error)")
                    continue
                }
            }
            names.append(places.name(format))
        }
        let manifest = ReportManifest(files, of: content, folder: folder.path, places: places)
        try exchange.write(try manifest.data(), places.manifest)
        return (names, isComplete)
    }
}
