/// Why files of a weather model cannot be used: which, what is wrong, and what to do.
public struct ModelFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, as it was named.
    public var file: String
    /// What is wrong.
    public var problem: String
    /// What was expected, or what to do.
    public var expected: String

    /// One line: `era5.nc: what is wrong; what was expected`.
    public var description: String { "\(file): \(problem); \(expected)" }
}
