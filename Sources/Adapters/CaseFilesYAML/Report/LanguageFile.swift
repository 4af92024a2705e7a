/// A file of phrases that a user wrote.
public enum LanguageFile {
    /// Largest file that is read, in bytes.
    static let sizeLimit = 1 << 20

    /// Its text.
    ///
    /// - Parameter path: Path of the file.
    /// - Returns: The text, without a byte order mark, with one line feed where a line ends.
    /// - Throws: ``CaseFilesError`` where it cannot be read, is too large or no UTF-8.
    public static func text(_ path: String) throws(CaseFilesError) -> String {
        switch PlainText.read(path, as: path, limit: sizeLimit) {
        case .failure(let mistake): throw CaseFilesError(mistakes: [mistake])
        case .success(let text): return text
        }
    }
}
