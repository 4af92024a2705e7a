public import Documents
import Foundation

/// Chapters as analysts wrote them: a Markdown file for each, which no command writes over.
extension CaseFolder {
    /// Where analysts' chapters lie.
    public var chaptersFolder: String { path + "/chapters" }

    /// The file of a chapter: "chapters/04-transport.md".
    ///
    /// - Parameter kind: Which chapter.
    /// - Returns: Its path in the case's folder.
    public static func chapterFile(_ kind: ChapterKind) -> String {
        "chapters/" + (kind.number < 10 ? "0" : "") + "\(kind.number)-\(kind.rawValue).md"
    }

    /// The chapters that an analyst wrote, by kind; none where the folder has none.
    ///
    /// - Returns: Their texts with the names of their files.
    /// - Throws: ``CaseFilesError`` for a file that is too large, no UTF-8, or that belongs to no chapter, and where the folder cannot be read.
    public func chapterTexts() throws(CaseFilesError) -> [ChapterKind: (file: String, text: String)] {
        var found: [ChapterKind: (String, String)] = [:]
        var mistakes: [Mistake] = []
        let names = Dictionary(ChapterKind.allCases.map { (Self.chapterFile($0), $0) }) { first, _ in first }
        let place = URL(filePath: chaptersFolder).resolvingSymlinksInPath().path
        guard let facts = try? FileManager.default.attributesOfItem(atPath: place) else { return [:] }
        guard facts[.type] as? FileAttributeType == .typeDirectory,
            let listed = try? FileManager.default.contentsOfDirectory(atPath: chaptersFolder)
        else {
            throw CaseFilesError(
                mistakes: [
                    Mistake(
                        file: "chapters", position: nil, severity: .error,
                        problem: "this is no folder that can be read",
                        expected: "expected a folder of chapters, or nothing of that name")
                ])
        }
        let files = listed.sorted()
        for file in files where file.hasSuffix(".md") && !file.hasPrefix(".") {
            let name = "chapters/" + file
            guard let kind = names[name] else {
                mistakes.append(
                    Mistake(
                        file: name, position: nil, severity: .error, problem: "the file belongs to no chapter",
                        expected:
                            "expected one of \(ChapterKind.allCases.map(Self.chapterFile).joined(separator: ", "))"))
                continue
            }
            switch PlainText.read(path + "/" + name, as: name, limit: 1 << 20) {
            case .failure(let mistake): mistakes.append(mistake)
            case .success(let text): found[kind] = (name, text)
            }
        }
        guard mistakes.isEmpty else { throw CaseFilesError(mistakes: mistakes) }
        return found
    }
}
