import Foundation
public import Inquiry

/// Reads `sources.yaml`: who says what about a case; see `Documentation/sources.md` for its keys.
public enum SourcesFile {
    /// Largest file that is read, in bytes.
    static let sizeLimit = 4 << 20
    /// More sources, facts or events than a case of text files has; each fact is held against others.
    static let entryLimit = 2000

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: Path of the file.
    ///   - folder: Folder from which the paths of archived copies go out.
    ///   - name: Path that messages show; the path itself if left out.
    /// - Returns: What it says, and what is doubtful in it.
    /// - Throws: ``CaseFilesError`` with every mistake of the file, where one of them is an error.
    public static func read(
        _ path: String, folder: String, name: String? = nil
    ) throws(CaseFilesError) -> (book: SourceBook, warnings: [Mistake]) {
        let (book, mistakes) = parse(path, folder: folder, name: name ?? path)
        guard !mistakes.contains(where: { $0.severity == .error }) else { throw CaseFilesError(mistakes: mistakes) }
        return (book, mistakes)
    }

    static func parse(_ path: String, folder: String, name: String) -> (SourceBook, [Mistake]) {
        switch SourceText.read(path, as: name, limit: sizeLimit) {
        case .failure(let mistake): return (SourceBook(), [mistake])
        case .success(let source):
            var reader = SourceReader(log: MistakeLog(source: source), folder: folder)
            reader.read()
            return (reader.book, reader.log.sorted)
        }
    }
}

extension CaseFolder {
    /// Who says what: sources, facts, events; need not be there.
    public var sourcesFile: String { path + "/sources.yaml" }

    /// What `sources.yaml` says, and every mistake in it; an empty book where there is no such file.
    func readSources() -> (SourceBook, [Mistake]) {
        guard FileManager.default.fileExists(atPath: sourcesFile) else { return (SourceBook(), []) }
        return SourcesFile.parse(sourcesFile, folder: path, name: "sources.yaml")
    }
}
