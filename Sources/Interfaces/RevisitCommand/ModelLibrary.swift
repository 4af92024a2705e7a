import ArgumentParser
import DetectionOpenVINO
import Evidence
import Foundation
import ObjectDetection
import Workflow

/// Finds networks by name or by path.
struct ModelLibrary {
    let folders: [URL]

    /// The folders in which networks lie: `REVISIT_MODELS`, `share/revisit/Models` beside the program's own
    /// folder, and `Models` in a folder above the program, which is where a build finds them.
    init() {
        var folders: [URL] = []
        if let named = ProcessInfo.processInfo.environment["REVISIT_MODELS"] {
            folders.append(URL(filePath: named))
        }
        let program = Bundle.main.executableURL?.resolvingSymlinksInPath() ?? URL(filePath: CommandLine.arguments[0])
        var folder = program.deletingLastPathComponent()
        folders.append(folder.deletingLastPathComponent().appending(path: "share/revisit/Models"))
        for _ in 0..<6 {
            folders.append(folder.appending(path: "Models"))
            folder.deleteLastPathComponent()
        }
        self.folders = folders.filter { FileManager.default.fileExists(atPath: $0.path) }
    }

    /// Names of the networks that are at hand, in order.
    var names: [String] {
        var names: Set<String> = []
        for folder in folders {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            where FileManager.default.fileExists(atPath: folder.appending(path: "\(name)/card.json").path) {
                names.insert(name)
            }
        }
        return names.sorted()
    }

    /// Finds a network and compares its bytes with the hash on its card.
    ///
    /// - Parameters:
    ///   - name: Name of an installed network, path of a card (`.json`), of a folder that holds `card.json`,
    ///     or of a bare network (`.onnx`). What has neither a slash nor one of these endings is a name.
    ///   - folder: Where relative paths begin; nil for the current folder.
    ///   - loader: Tells the shapes of a bare network.
    /// - Returns: The network with its card.
    /// - Throws: ``ModelError`` where card and network do not fit, a usage error where there is none.
    func model(_ name: String, from folder: String? = nil, loader: NetworkLoader) async throws -> InstalledModel {
        let manager = FileManager.default
        let ending = URL(filePath: name).pathExtension.lowercased()
        if name.contains("/") || ["json", "onnx"].contains(ending) {
            let base = folder.map { URL(filePath: $0, directoryHint: .isDirectory) }
            let url = URL(filePath: name, relativeTo: base).absoluteURL
            if manager.fileExists(atPath: url.path) {
                if AtomicFile.isFolder(url) { return try model(card: url.appending(path: "card.json")) }
                return ending == "json" ? try model(card: url) : try await model(bare: url, loader: loader)
            }
        } else {
            for folder in folders {
                let card = folder.appending(path: "\(name)/card.json")
                if manager.fileExists(atPath: card.path) { return try model(card: card) }
            }
        }
        let known = names.isEmpty ? "none is installed" : "installed are \(names.joined(separator: ", "))"
        throw ValidationError(
            "There is no model '\(name)': give the name of an installed one (\(known)), or the path of a card or ONNX file."
        )
    }

    private func model(card url: URL) throws -> InstalledModel {
        guard let data = try? Data(contentsOf: url) else {
            throw ModelError.badCard(path: url.path, reason: "it cannot be read")
        }
        let card = try ModelCard(json: data, path: url.path)
        let network = URL(filePath: card.networkPath, relativeTo: url.deletingLastPathComponent()).absoluteURL
        let file = try self.file(network)
        if let expected = card.sha256, expected != file.sha256 {
            throw ModelError.wrongHash(path: network.path, expected: expected, found: file.sha256)
        }
        return InstalledModel(card: card, network: file)
    }

    private func model(bare url: URL, loader: NetworkLoader) async throws -> InstalledModel {
        let file = try file(url)
        let interface = try await loader.interface(of: file)
        let name = url.deletingPathExtension().lastPathComponent
        return InstalledModel(card: try ModelCard(uncarded: file, name: name, interface: interface), network: file)
    }

    private func file(_ url: URL) throws -> NetworkFile {
        guard let data = try? Data(contentsOf: url, options: .mappedIfSafe) else {
            throw ModelError.badCard(path: url.path, reason: "the network's file cannot be read")
        }
        let bytes = [UInt8](data)
        // A hash of this file would not tell a change of the others, and results would be looked up that are no more.
        if let other = ONNXMetadata.externalFiles(in: bytes).first {
            throw ModelError.weightsElsewhere(path: url.path, file: other)
        }
        return NetworkFile(
            path: url.path, sha256: Digest.sha256(bytes), metadata: ONNXMetadata.entries(in: bytes))
    }
}
