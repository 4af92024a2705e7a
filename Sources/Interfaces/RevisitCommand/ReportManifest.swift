import Disclosure
import Evidence
import Foundation
import Reporting
import Sites

/// What was written, by what, and from what: hashes of files, so that anybody can tell whether a report is the one that was made.
///
/// It knows no time and no place of this machine, so the same inputs give the same manifest, but for a PDF's hash.
struct ReportManifest: Codable {
    /// The report's files, in the order of their names.
    var report: [File]
    var program: Program
    /// The case's id and its text files.
    var `case`: Inputs
    /// The scenes by id, with their files.
    var scenes: [Inputs]
    /// The networks.
    var models: [NamedFile]
    /// What was left out; nil where nothing was. Inputs are then named by number or not at all: a hash, and a size too, would confirm
    /// a guess of what was left out.
    var redaction: Redacted?

    struct Redacted: Codable {
        /// "coordinates", "sources", "imagery".
        var parts: [String]
        /// Side in metres of the cells that stand for coordinates; nil where those are as they were.
        var cells: Double?
        /// The same for people.
        var sentences: [String]

        init?(_ redaction: Redaction) {
            guard !redaction.isNothing else { return nil }
            parts = redaction.names
            cells = redaction.parts.contains(.coordinates) ? redaction.coarseness : nil
            sentences = redaction.sentences
        }
    }

    struct File: Codable {
        var name: String
        var bytes: Int
        var sha256: String
        /// Whether the same inputs give the same bytes; nil for inputs.
        var reproducible: Bool?

        init(_ name: String, _ data: Data, reproducible: Bool? = nil) {
            self.name = name
            bytes = data.count
            sha256 = Digest.sha256(data)
            self.reproducible = reproducible
        }

        init(name: String, bytes: Int, sha256: String) {
            self.name = name
            self.bytes = bytes
            self.sha256 = sha256
        }
    }

    struct Program: Codable {
        var name = "Revisit"
        var version: String
    }

    struct Inputs: Codable {
        var id: String
        var files: [File]
    }

    /// Lists what was written and what it was made from.
    ///
    /// - Parameters:
    ///   - report: The report's files.
    ///   - content: What the report says.
    ///   - folder: The case's folder.
    ///   - places: Where the report lies, whose files are no inputs.
    init(_ report: [File], of content: ReportContent, folder: String, places: ReportPlaces) {
        self.report = report.sorted { $0.name < $1.name }
        program = Program(version: content.softwareVersion)
        redaction = Redacted(content.redaction)
        let namesFiles = content.redaction.isNothing
        self.case = Inputs(id: content.case.id, files: namesFiles ? Self.texts(folder, places) : [])
        scenes = content.scenes.sorted { $0.id < $1.id }.map { scene in
            Inputs(
                id: scene.id,
                files: (namesFiles ? scene.files : []).map { file in
                    File(
                        name: URL(filePath: file.path).lastPathComponent, bytes: file.size ?? 0, sha256: file.sha256)
                }.sorted { ($0.name, $0.sha256) < ($1.name, $1.sha256) })
        }
        models = content.models.map { NamedFile(name: $0.name, sha256: $0.sha256) }.sorted { $0.name < $1.name }
    }

    /// Files that people wrote, by what they end in; imagery, the catalogue and reports are none.
    private static func texts(_ folder: String, _ places: ReportPlaces) -> [File] {
        let endings: Set = ["yaml", "yml", "geojson", "json", "md", "csv", "txt", "phrases"]
        let root = URL(filePath: folder).resolvingSymlinksInPath()
        let own = URL(filePath: places.folder.isEmpty ? "." : places.folder).resolvingSymlinksInPath()
        guard let all = FileManager.default.enumerator(atPath: root.path) else { return [] }
        var names: [String] = []
        for case let name as String in all {
            let parts = name.split(separator: "/")
            let url = root.appending(path: name)
            if AtomicFile.isFolder(url) {
                let isOther = parts.count == 1 && ["imagery", "report"].contains(name)
                let isReport = own != root && url.path == own.path
                let isFigures = own == root && name == places.figures
                if isOther || isReport || isFigures || (parts.last?.hasPrefix(".") ?? true) { all.skipDescendants() }
                continue
            }
            let isOwn =
                own == root && parts.count == 1 && (name == places.manifest || name.hasPrefix(places.stem + "."))
            if endings.contains(url.pathExtension.lowercased()), !isOwn, !(parts.last?.hasPrefix(".") ?? true) {
                names.append(name)
            }
        }
        return names.sorted().compactMap { name in
            guard let data = try? Data(contentsOf: root.appending(path: name), options: .mappedIfSafe) else {
                return nil
            }
            return File(name, data)
        }
    }

    /// The manifest as a file.
    func data() throws -> Data { Data((try CanonicalJSON.text(self) + "\n").utf8) }

    /// Names of the files that an earlier report wrote, its manifest's own among them; none where that cannot be read.
    ///
    /// - Parameter places: Where the report lies.
    /// - Returns: Paths from the report's folder.
    static func names(of places: ReportPlaces) -> Set<String> {
        guard let data = try? Data(contentsOf: URL(filePath: places.folder + places.manifest)), data.count < 50_000_000,
            let old = try? JSONDecoder().decode(Self.self, from: data)
        else { return [] }
        return Set(old.report.map(\.name) + [places.manifest])
    }

    /// Figures that an earlier report wrote into its folder of figures; none where its manifest cannot be read.
    ///
    /// - Parameter places: Where the report lies.
    /// - Returns: Paths from the report's folder.
    static func figures(of places: ReportPlaces) -> [String] {
        names(of: places).sorted().filter { name in
            let parts = name.split(separator: "/", omittingEmptySubsequences: false)
            return parts.count == 2 && parts[0] == places.figures[...]
                && parts[1].wholeMatch(of: /[A-Za-z0-9\-]+\.(svg|png|jpeg)/) != nil
        }
    }
}
