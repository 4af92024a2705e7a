import CaseFilesYAML
import Foundation
import JudgementLinting

/// A file, or a case's folder, whose texts are linted.
struct LintedFile {
    /// Largest file that is read, in bytes.
    static let sizeLimit = 16 << 20

    /// Why a file cannot be linted: its name and what to do, in one sentence.
    struct Unreadable: Error, CustomStringConvertible {
        var description: String
    }

    private let path: String

    init(_ path: String) { self.path = path }

    /// Its texts in their order.
    func pieces() throws -> [TextPiece] {
        guard FileManager.default.fileExists(atPath: path) else {
            throw Unreadable(description: "\(path): the file does not exist; check the path.")
        }
        if AtomicFile.isFolder(URL(filePath: path)) { return try caseTexts() }
        switch URL(filePath: path).pathExtension.lowercased() {
        case "yaml", "yml": return try CaseTexts.pieces(of: path, as: path)
        case "html", "htm":
            throw Unreadable(description: "\(path): HTML is not read; give the Markdown or text it was made of.")
        case "md", "markdown", "mdown", "mkd": return [try text(format: .markdown)]
        default: return [try text(format: .plain)]
        }
    }

    private func caseTexts() throws -> [TextPiece] {
        let files = CaseTexts.files(in: path)
        guard files.contains(where: { $0.hasSuffix("/case.yaml") }) else {
            throw Unreadable(description: "\(path): the folder holds no case.yaml; name a case's folder, or files.")
        }
        return try files.flatMap { try CaseTexts.pieces(of: $0, as: $0) }
    }

    private func text(format: TextPiece.Format) throws -> TextPiece {
        let url = URL(filePath: path).resolvingSymlinksInPath()
        let facts = try? FileManager.default.attributesOfItem(atPath: url.path)
        guard facts?[.type] as? FileAttributeType == .typeRegular else {
            throw Unreadable(description: "\(path): this is no file; name a text file.")
        }
        let tooLarge = Unreadable(
            description:
                "\(path): the file is larger than \(Self.sizeLimit >> 20) MB; divide it, or check that it is a text.")
        guard (facts?[.size] as? Int ?? 0) <= Self.sizeLimit else { throw tooLarge }
        guard let data = try? Data(contentsOf: url) else {
            throw Unreadable(description: "\(path): the file cannot be read; check who may read it (ls -l).")
        }
        guard data.count <= Self.sizeLimit else { throw tooLarge }
        var bytes = [UInt8](data)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw Unreadable(
                description: "\(path):\(Self.badLine(of: bytes)): the text is not UTF-8; save the file as UTF-8.")
        }
        return TextPiece(file: path, text: text, format: format)
    }

    /// The first line that is no text.
    private static func badLine(of bytes: [UInt8]) -> Int {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let bad = lines.firstIndex { $0.contains(0) || String(validating: $0, as: UTF8.self) == nil }
        return (bad ?? 0) + 1
    }
}
