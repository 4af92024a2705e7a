import Foundation
public import Sites

extension CaseFolder {
    /// Makes a folder with a case to begin from: `case.yaml` with comments, an empty `site.geojson`, a
    /// `README.md`, and the folder `imagery`.
    ///
    /// Each file is written beside its place and then moved there in one step, so that a reader never
    /// sees half of one. Nothing is overwritten.
    ///
    /// - Parameters:
    ///   - path: Where the folder is to be; it may be there already.
    ///   - id: Short name of letters, digits and hyphens.
    ///   - title: What people call the case.
    ///   - question: The question that is to be answered.
    /// - Returns: The folder. ``check()`` finds no error in it, and warns that the site is empty.
    /// - Throws: ``CaseFilesError`` where a file is there already, the id cannot be used, or nothing can
    ///   be written.
    @discardableResult
    public static func newCase(
        at path: String, id: String, title: String, question: String
    ) throws(CaseFilesError) -> CaseFolder {
        let folder = CaseFolder(path)
        if let flaw = CaseFile.flaw(ofCaseID: id) {
            throw CaseFilesError(.badName, "The id \(quoted(id)) \(flaw); \(CaseFile.expectedID).")
        }
        for (name, text) in [("title", title), ("question", question)] {
            guard !text.allSatisfy(\.isWhitespace) else {
                throw CaseFilesError(.badName, "The \(name) is empty; expected a text.")
            }
        }
        let readme = folder.path + "/README.md"
        let files = [
            (folder.caseFile, caseText(id: id, title: title, question: question)),
            (folder.siteFile, SiteWriter.text(of: Site(name: title))),
            (readme, readmeText(title: title, question: question)),
        ]
        for (file, _) in files where FileManager.default.fileExists(atPath: file) {
            throw CaseFilesError(
                .exists, "\(file) is there already and was not touched; choose another folder, or edit that file.")
        }
        do {
            try FileManager.default.createDirectory(atPath: folder.imageryFolder, withIntermediateDirectories: true)
        } catch {
            throw CaseFilesError(
                .notWritable,
                "The folder \(folder.path) cannot be made; check who may write there and that the disk "
                    + "is not full.")
        }
        for (file, text) in files { try create(file, text) }
        return folder
    }

    /// The text of a site file: the same site gives the same bytes.
    public static func siteText(of site: Site) -> String { SiteWriter.text(of: site) }

    /// Writes the site to `site.geojson`, in place of what was there, in one step.
    ///
    /// The text depends on the site only, and ends with a line break. Properties of the old file that
    /// have no meaning for a site are lost.
    ///
    /// - Parameter site: What is to be written.
    /// - Throws: ``CaseFilesError`` where the file cannot be written; the old one is then untouched.
    public func write(_ site: Site) throws(CaseFilesError) {
        let target = URL(fileURLWithPath: siteFile).resolvingSymlinksInPath()
        do {
            try Data(SiteWriter.text(of: site).utf8).write(to: target, options: .atomic)
        } catch {
            throw CaseFilesError(
                .notWritable,
                "\(target.path) cannot be written; check who may write there and that the disk is not "
                    + "full. The old file was not touched.")
        }
    }

    /// The text that ``write(_:)`` writes.
    public static func text(of site: Site) -> String { SiteWriter.text(of: site) }

    /// Writes a file that is not there yet, in one step.
    private static func create(_ path: String, _ text: String) throws(CaseFilesError) {
        let part = path + "." + UUID().uuidString + ".part"
        defer { try? FileManager.default.removeItem(atPath: part) }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: part))
        } catch {
            throw CaseFilesError(
                .notWritable, "\(path) cannot be written; check who may write there and that the disk is not full.")
        }
        // A second name for the file fails where the name is taken, a move might replace it. Some
        // file systems have no second names; there it is moved.
        do {
            try FileManager.default.linkItem(atPath: part, toPath: path)
        } catch {
            guard !FileManager.default.fileExists(atPath: path) else {
                throw CaseFilesError(.exists, "\(path) is there already and was not touched.")
            }
            do {
                try FileManager.default.moveItem(atPath: part, toPath: path)
            } catch {
                throw CaseFilesError(.notWritable, "\(path) cannot be written; check who may write there.")
            }
        }
    }

    private static func caseText(id: String, title: String, question: String) -> String {
        """
        # A case: a question about a place. Check it with: revisit case check FOLDER

        # Short name: letters, digits and hyphens.
        id: \(quotedYAML(id))
        title: \(quotedYAML(title))
        question: \(quotedYAML(question))

        # First and last day that matter; leave one out where the period is open.
        # period:
        #   start: 2023-01-01
        #   end: 2023-12-31

        # What stands at the place: facilities, zones, tracks, berths, tanks, links.
        site:
          name: \(quotedYAML(title))
          file: site.geojson

        # Networks to run, by name or by path of their card.
        # `revisit model list` names those that are installed.
        models: [ships-sentinel2]

        # Whom to name beside the pictures.
        # credit: contains modified Copernicus Sentinel data 2023

        # Places to take scenes from besides the folder imagery: paths, patterns, addresses.
        # imagery:
        #   - /data/scenes/*.tif

        # Facts that hold for all scenes where their files do not say otherwise.
        # scene_defaults:
        #   platform: sentinel-2a

        """
    }

    private static func readmeText(title: String, question: String) -> String {
        """
        # \(oneLine(title))

        \(oneLine(question))

        Put images into `imagery/`, draw the zones into `site.geojson`, then run `revisit case check` and \
        `revisit run` on this folder.

        """
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// A text in double quotes, which YAML reads back as it was.
    private static func quotedYAML(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _
            where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{FEFF}"
                || scalar == "\u{2028}" || scalar == "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
