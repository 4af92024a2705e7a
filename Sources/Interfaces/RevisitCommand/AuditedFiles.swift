import CaseFilesYAML
import Evidence
import Foundation

/// Files as an audit entry names them: path, size and SHA-256 of each.
enum AuditedFiles {
    /// Most files that are named one by one; a digest covers all.
    private static let mostNamed = 1000

    /// The text files of a case that people write, and what commands noted there.
    static func ofCase(_ folder: CaseFolder) -> AuditDetail {
        func names(_ place: String, _ endings: [String]) -> [String] {
            let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + place)) ?? []
            return all.filter { name in endings.contains { name.hasSuffix($0) } && name != "audit.jsonl" }
                .map { place + "/" + $0 }
        }
        let found =
            names("", [".yaml", ".geojson", ".jsonl"]) + names("/imagery", [".yaml"]) + names("/weather", [".json"])
        return described(found.sorted().map { (String($0.dropFirst()), folder.path + $0) })
    }

    /// Files as they are named, and all files in folders that are named; what lies in the case's folder by its path from there.
    static func list(_ paths: [String], in folder: CaseFolder) -> AuditDetail {
        func name(_ path: String) -> String {
            path.hasPrefix(folder.path + "/") ? String(path.dropFirst(folder.path.utf8.count + 1)) : path
        }
        return described(
            paths.flatMap { path -> [(String, String)] in
                guard AtomicFile.isFolder(URL(filePath: path)) else { return [(name(path), path)] }
                let inside = (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).sorted()
                return inside.map { (name(path + "/" + $0), path + "/" + $0) }.filter {
                    !AtomicFile.isFolder(URL(filePath: $0.1))
                }
            })
    }

    private static func described(_ files: [(name: String, path: String)]) -> AuditDetail {
        var all = RunningDigest()
        var named: [AuditDetail] = []
        for (name, path) in files {
            let (digest, size) = digest(path) ?? ("", 0)
            all.take(Array("\(digest) \(name)\n".utf8))
            if named.count < mostNamed {
                named.append(.parts(["path": .text(name), "sha256": .text(digest), "bytes": .number(size)]))
            }
        }
        return .parts(["count": .number(files.count), "named": .list(named), "sha256": .text(all.sha256)])
    }

    /// Hash and size of a file; nil for one that cannot be read.
    private static func digest(_ path: String) -> (String, Int)? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        var digest = RunningDigest()
        guard let size = try? digest.take(handle) else { return nil }
        return (digest.sha256, size)
    }
}
