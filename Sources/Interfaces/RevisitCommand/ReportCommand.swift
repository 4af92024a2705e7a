import ArgumentParser
import CaseFilesYAML
import Catalogue
import CatalogueGeoPackage
import ChapterWriting
import DetectionOpenVINO
import Disclosure
import Documents
import Evidence
import Foundation
import Inquiry
import Reporting
import ReportsGDAL
import SceneAlignment
import ScenesGDAL
import Sites
import Workflow

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write the report of a case.", subcommands: [Write.self, Outline.self])

    struct Write: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the report: as one HTML file that needs nothing else, as PDF, Markdown or DOCX.",
            discussion: """
                Without a format, HTML is written. Beside the report lies a list of its files with their hashes, and those of what it \
                was made from. All files are exchanged together at the end: a failure leaves the report that was there. Where Chromium \
                is missing everything but the PDF is written, and the program ends with 3. What --redact leaves out stands in none of the \
                files; before they are exchanged they are searched for it.
                """)

        @Argument(help: "The case's folder.")
        var folder: String
        @OptionGroup var chosen: ReportFormatOptions
        @OptionGroup var redacting: RedactionOptions
        @Option(
            name: .shortAndLong,
            help: "HTML file to write, by default report/report.html in the case; other formats lie beside it.")
        var output: String?
        @Flag(
            inversion: .prefixedNo, help: "Show a small picture of each detection, and of what changed on the ground.")
        var crops = true
        @Option(
            help: "Language of the chapters: en, ko, or a file of phrases; by default as case.yaml says, else en.")
        var language: String?
        @Flag(
            help:
                "Put number and hash of the audit log's newest entry into the report; its bytes then depend on the log."
        )
        var audit = false
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let folder = CaseFolder(folder)
            let contents = try folder.contents()
            let places = ReportPlaces(output: output, folder: folder.reportFolder)
            try places.check(chosen.formats, in: folder)
            let catalogue = try folder.catalogue()
            defer { try? catalogue.close() }
            let files = AlignedReading(
                GDALScenes(root: folder.path), alignments: try await catalogue.alignments(scene: nil).map(\.record))
            let loader = try NetworkLoader(tilesAtOnce: 1)
            let models = try await ModelLibrary().models(for: contents.case, from: folder.path, loader: loader)
            let texts = try folder.chapterTexts().mapValues { AnalystText(file: $0.file, text: $0.text) }
            let phrases = try phrases(of: contents.case, in: folder)
            var whole = try await ReportContent.gathered(contents.case, in: folder, from: catalogue, models: models)
            let assessed =
                contents.case.inquiry == nil ? nil : try await AssessedCase(contents, in: folder, models: models)
            whole.judgement = assessed?.reported
            if contents.case.scenarios != nil {
                whole.scenarios = try await StudiedCase(contents, in: folder).reported(by: whole.judgement)
            }
            // Everything is left out here, before a word or a figure is written.
            let redactor = try whole.redactor(redacting.redaction, sources: contents.sources)
            var content = try whole.redacted(redactor)
            if let assessed {
                content.judgement?.sources = AssessedCase.lines(of: try redactor.redacted(assessed.sources))
            }
            content.document = try ChapterWriter(phrases).document(
                of: try ChapterMaterial(whole, of: contents, assessed: assessed).redacted(redactor),
                texts: texts.mapValues { AnalystText(file: $0.file, text: redactor.text($0.text)) })
            for finding in content.document?.lint(scale: contents.case.inquiry?.settings.scale) ?? [] {
                Failure.say("\(finding)")
            }
            var isComplete = true
            if !redactor.redaction.parts.contains(.imagery) {
                let painting = ReportPainting(reader: files, models: models, crops: crops)
                let shown =
                    redactor.redaction.parts.contains(.coordinates) ? [] : ReportContent.views(in: content.document)
                isComplete = try await painting.paint(&whole) { shown.contains(redactor.text($0)) }
            }
            content.takePictures(of: whole, left: redactor)
            if audit { content.auditHead = try AuditFile(folder).walk().head }
            if output == nil {
                do {
                    try FileManager.default.createDirectory(
                        atPath: folder.reportFolder, withIntermediateDirectories: true)
                } catch {
                    throw WriteError(path: folder.reportFolder, reason: "the folder cannot be made")
                }
            }
            let written = try await ReportWriting(
                content: content, folder: folder,
                places: places, formats: chosen.formats,
                search: redactor.redaction.isNothing
                    ? nil
                    : ReportSearch(
                        try LeakSearch(redactor, of: whole, in: content), of: redactor.redaction,
                        library: content.plotLibrary)
            ).write()
            let isNoted = await AuditTrail(folder).noteExport(
                "report", written.paths, redaction: redactor.redaction.summary, shared: shared)
            for path in written.paths {
                if shared.json {
                    Output.line([
                        "event": "report", "path": path, "redacted": redactor.redaction.names.joined(separator: ","),
                    ])
                } else if !shared.quiet {
                    print("The report lies at \(path)")
                }
            }
            if !shared.json && !shared.quiet { for sentence in redactor.redaction.sentences { print(sentence) } }
            if !written.isComplete { isComplete = false }
            if !isComplete || !isNoted { throw ExitCode(Failure.inPart) }
        }

        /// The texts of a language that comes with the program, or of one in a file.
        private func phrases(of subject: Case, in folder: CaseFolder) throws -> Phrases {
            let name = language ?? subject.report?.language ?? "en"
            if let phrases = try Phrases.named(name) { return phrases }
            let paths = [name, folder.path + "/" + name]
            guard !name.isEmpty, let path = paths.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
                let problem =
                    "There is no language '\(name)'; there are \(Phrases.tags.joined(separator: ", ")), or name a file of phrases, see Documentation/report.md."
                if language != nil { throw ValidationError(problem) }
                throw UnknownLanguage(description: "'report: language:' in \(folder.path)/case.yaml: \(problem)")
            }
            return try Phrases(try LanguageFile.text(path), file: path)
        }
    }

    /// A case that asks for a language that is not there.
    private struct UnknownLanguage: Error, CustomStringConvertible {
        let description: String
    }

    struct Outline: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Begin chapters of your own: a Markdown file for each, in which text stands between parts.",
            discussion: "Writes into chapters/ of the case what is not there yet. What is there stays as it is.")

        @Argument(help: "The case's folder.")
        var folder: String
        @Option(help: "Chapters to begin; by default all of them.")
        var chapter: [String] = []
        @OptionGroup var shared: SharedOptions

        func run() throws {
            let folder = CaseFolder(folder)
            _ = try folder.contents()
            let kinds = try chapter.map { name in
                guard let kind = ChapterKind(rawValue: name) else {
                    throw ValidationError(
                        "There is no chapter '\(name)'; there are \(ChapterKind.allCases.map(\.rawValue).joined(separator: ", "))."
                    )
                }
                return kind
            }
            try FileManager.default.createDirectory(
                atPath: folder.chaptersFolder, withIntermediateDirectories: true)
            for kind in kinds.isEmpty ? ChapterKind.allCases : kinds {
                let path = folder.path + "/" + CaseFolder.chapterFile(kind)
                let isThere = FileManager.default.fileExists(atPath: path)
                if !isThere { try AtomicFile.write(Data(ChapterWriter.template(of: kind).utf8), to: path) }
                if shared.json {
                    Output.line(["event": isThere ? "kept" : "begun", "path": path])
                } else if !shared.quiet {
                    print("\(isThere ? "Kept" : "Begun"): \(path)")
                }
            }
        }
    }
}
