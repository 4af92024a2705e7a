import ArgumentParser
import CaseFilesYAML
import Foundation

/// Formats in which a report is written.
enum ReportFormat: String, CaseIterable {
    case html
    case pdf
    case markdown
    case docx

    /// What its files end in.
    var ending: String { self == .markdown ? "md" : rawValue }
}

/// Which formats are asked for; HTML where none is named.
struct ReportFormatOptions: ParsableArguments {
    @Flag(help: "Write HTML: one file with the chapters and all records; what is written when no format is named.")
    var html = false
    @Flag(help: "Write PDF: the chapters with bookmarks and tagged text; needs Chromium.")
    var pdf = false
    @Flag(help: "Write Markdown, with the figures as files beside it.")
    var markdown = false
    @Flag(help: "Write DOCX, for word processors.")
    var docx = false

    /// The formats, in the order in which they are written.
    var formats: [ReportFormat] {
        let named = ReportFormat.allCases.filter { format in
            switch format {
            case .html: html
            case .pdf: pdf
            case .markdown: markdown
            case .docx: docx
            }
        }
        return named.isEmpty ? [.html] : named
    }
}

/// Where the files of a report lie: all in one folder, named after the first.
struct ReportPlaces {
    /// The folder with a "/" at its end; empty for the working folder.
    let folder: String
    /// The name of the HTML file without its ending.
    let stem: String
    /// Where HTML goes, as it was asked for.
    let html: String

    /// Names the places.
    ///
    /// - Parameters:
    ///   - output: The file that was asked for; nil for `report.html` in the folder.
    ///   - folder: The case's own folder for reports.
    init(output: String?, folder: String) {
        html = output ?? folder + "/report.html"
        let url = URL(filePath: html)
        let name = url.lastPathComponent
        // As it was asked for: a path from the working folder stays one.
        self.folder =
            html.contains("/")
            ? html.hasSuffix(name) ? String(html.dropLast(name.count)) : url.deletingLastPathComponent().path + "/" : ""
        let endings = ["html", "htm"] + ReportFormat.allCases.map(\.ending)
        stem =
            endings.contains(url.pathExtension.lowercased()) ? String(name.dropLast(url.pathExtension.count + 1)) : name
    }

    /// The name of a format's file.
    func name(_ format: ReportFormat) -> String {
        format == .html ? URL(filePath: html).lastPathComponent : "\(stem).\(format.ending)"
    }

    /// Refuses places that would take something away, before long work begins.
    ///
    /// - Parameters:
    ///   - formats: What is to be written.
    ///   - folder: The case.
    /// - Throws: `ValidationError` for a place that is no file's, for an HTML file that is called like one of another format, and for a
    ///   file of the case that no report wrote.
    func check(_ formats: [ReportFormat], in folder: CaseFolder) throws {
        let name = URL(filePath: html).lastPathComponent
        guard !html.isEmpty, !html.hasSuffix("/"), html.split(separator: "/").last == name[...], name != ".",
            name != "..",
            !AtomicFile.isFolder(URL(filePath: html))
        else { throw ValidationError("--output '\(html)' names a folder; name a file in it, such as report.html.") }
        let ending = URL(filePath: name).pathExtension.lowercased()
        if formats.contains(.html),
            let other = ReportFormat.allCases.first(where: { $0 != .html && $0.ending == ending })
        {
            throw ValidationError(
                "--output names the HTML file, and '\(name)' ends as \(other) does; name \(stem).html, and add --\(other) for the other."
            )
        }
        let root = URL(filePath: folder.path).resolvingSymlinksInPath().path
        let own = URL(filePath: self.folder.isEmpty ? "." : self.folder).resolvingSymlinksInPath().path
        let reports = URL(filePath: folder.reportFolder).resolvingSymlinksInPath().path
        guard (own + "/").hasPrefix(root + "/"), !(own + "/").hasPrefix(reports + "/") else { return }
        let written = ReportManifest.names(of: self)
        for name in formats.map({ self.name($0) }) + [manifest] where !written.contains(name) {
            guard FileManager.default.fileExists(atPath: own + "/" + name) else { continue }
            throw ValidationError("\(own)/\(name) is a file of the case that no report wrote; give another --output.")
        }
    }

    /// The folder of figures. Reports with names of their own have figures and manifests of their own.
    var figures: String { stem == "report" ? "figures" : stem + "-figures" }
    /// The name of the list of what was written.
    var manifest: String { stem == "report" ? "manifest.json" : stem + "-manifest.json" }
}
