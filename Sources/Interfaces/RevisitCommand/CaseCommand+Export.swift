import Archives
import ArgumentParser
import CaseExporting
import CaseFilesYAML
import CatalogueGeoPackage
import Disclosure
import Evidence
import Foundation
import Inquiry
import ReportsGDAL
import SceneIngest
import Sites

extension CaseCommand {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write findings for other programs: GeoPackage, KMZ, JSON, STAC and PROV.",
            discussion: """
                Without a format all are written. The folder is new, empty, or one of an earlier export, which is then replaced \
                as a whole. What --redact leaves out stands in none of the files; before the folder gets its name they are \
                searched for it.
                """)

        @Argument(help: "The case's folder.")
        var folder: String
        @Option(name: .customLong("to"), help: "Folder to write into.")
        var target: String
        @Flag(help: "Write findings.gpkg, which GIS programs open.")
        var gpkg = false
        @Flag(help: "Write findings.kmz, which globes open.")
        var kmz = false
        @Flag(name: .customLong("findings"), help: "Write findings.json, which other programs read.")
        var findings = false
        @Flag(help: "Write stac/, a catalogue of scenes and detections.")
        var stac = false
        @Flag(help: "Write prov.json, which tells what was made from what.")
        var prov = false
        @OptionGroup var redacting: RedactionOptions
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            guard !target.isEmpty else { throw ValidationError("--to is empty; name a folder to write into.") }
            let imagery = URL(filePath: self.folder + "/imagery").resolvingSymlinksInPath().path
            guard !(URL(filePath: target).resolvingSymlinksInPath().path + "/").hasPrefix(imagery + "/") else {
                throw ValidationError(
                    "--to '\(target)' lies among the case's scenes, where the next run would look for images; name another."
                )
            }
            let place = try ExportFolder(target, replaces: .findings)
            defer { place.discard() }
            let folder = CaseFolder(folder)
            let contents = try folder.contents()
            let catalogue = try folder.catalogue()
            defer { try? catalogue.close() }
            let whole = try await ExportContent.gathered(contents, in: folder, from: catalogue)
            let redactor = try whole.redactor(try redacting.redaction)
            let content = try whole.redacted(redactor)
            let isAll = !(gpkg || kmz || findings || stac || prov)
            let layers = content.layers
            if isAll || gpkg { try ExportLayerFile.write(layers, to: place.place(of: "findings.gpkg")) }
            if isAll || kmz {
                let text = KeyholeMarkup.document(
                    of: layers, title: content.case.title, remarks: content.redaction.sentences)
                var archive = ZIPArchive()
                // Plain, so that the search for what was redacted reads it, too.
                try archive.append("doc.kml", Array(text.utf8), isPlain: true)
                try place.write(Data(archive.bytes), "findings.kmz")
            }
            if isAll || findings { try place.write(Data(try FindingsText.json(of: content).utf8), "findings.json") }
            if isAll || prov { try place.write(Data(Derivation.json(of: content).utf8), "prov.json") }
            if isAll || stac {
                let files = SceneCollection.files(of: content) {
                    STACItem.item(of: $0, software: content.softwareVersion)
                }
                for file in files { try place.write(Data(file.bytes), "stac/\(file.name)") }
            }
            if !redactor.redaction.isNothing {
                try place.search(LeakSearch(redactor, of: whole, in: content))
            }
            try place.finish()
            tell(content)
            let isNoted = await AuditTrail(folder).noteExport(
                "findings", [target], redaction: content.redaction.summary, shared: shared)
            if !isNoted { throw ExitCode(Failure.inPart) }
        }

        private func tell(_ content: ExportContent) {
            if shared.json {
                Output.line([
                    "event": "export", "path": target, "scenes": content.scenes.count,
                    "detections": content.detections.count, "findings": content.findings.count,
                    "redacted": content.redaction.names.joined(separator: ","),
                ])
            } else if !shared.quiet {
                print(
                    "\(content.scenes.count) scenes, \(content.detections.count) detections and \(content.findings.count) findings "
                        + "written to \(target)")
                for sentence in content.redaction.sentences { print(sentence) }
            }
        }
    }
}
