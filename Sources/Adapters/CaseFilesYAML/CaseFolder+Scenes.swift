import Foundation
public import SceneIngest
import Yams

extension CaseFolder {
    /// Notes in the folder `imagery` that a scene lies elsewhere, as `NAME.scene.yaml` with its path and
    /// the facts that were supplied for it.
    ///
    /// - Parameters:
    ///   - source: Path of the scene from the case's folder, or its address.
    ///   - title: What people call the scene; the file is named after it.
    ///   - facts: What was supplied.
    /// - Returns: The file's path from the case's folder. Where the name is taken a number is added.
    /// - Throws: ``CaseFilesError`` where the file cannot be written.
    public func noteScene(_ source: String, title: String, facts: SuppliedFacts) throws(CaseFilesError) -> String {
        let stem = Self.fileName(title)
        var name = "\(stem).scene.yaml"
        var number = 2
        while FileManager.default.fileExists(atPath: "\(imageryFolder)/\(name)") {
            name = "\(stem)-\(number).scene.yaml"
            number += 1
        }
        do {
            try FileManager.default.createDirectory(atPath: imageryFolder, withIntermediateDirectories: true)
            let encoder = YAMLEncoder()
            encoder.options.allowUnicode = true
            let source = try encoder.encode([SceneFactsFile.sourceKey: source])
            let supplied = try encoder.encode(facts)
            let text = source + (supplied.hasPrefix("{}") ? "" : supplied)
            try Data(text.utf8).write(to: URL(filePath: "\(imageryFolder)/\(name)"), options: .atomic)
        } catch {
            throw CaseFilesError(
                .notWritable,
                "\(imageryFolder)/\(name) cannot be written; check who may write there and that the disk is not full.")
        }
        return "imagery/\(name)"
    }

    /// The scenes that are noted in the folder `imagery`: path or address of each, and its facts.
    ///
    /// - Throws: ``CaseFilesError`` with every mistake of the files.
    public func notedScenes() throws(CaseFilesError) -> [(source: String, facts: SuppliedFacts)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: imageryFolder)) ?? []
        var found: [(source: String, facts: SuppliedFacts)] = []
        for name in names.sorted() where name.hasSuffix(".scene.yaml") {
            let path = "\(imageryFolder)/\(name)"
            guard let source = SceneFactsFile.source(in: path) else { continue }
            found.append((source, try SceneFactsFile.read(path, name: "imagery/\(name)")))
        }
        return found
    }

    /// A title as the stem of a file name: letters, digits, dots, hyphens and underscores.
    private static func fileName(_ title: String) -> String {
        let plain = title.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "_" }
        let stem = String(plain.prefix(80)).drop { $0 == "." }
        return stem.isEmpty ? "scene" : String(stem)
    }
}
