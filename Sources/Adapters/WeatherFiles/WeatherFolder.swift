public import Evidence
import Foundation

/// The folder `weather` of a case: one file for each source, and what was received, as it came.
public struct WeatherFolder: Hashable, Sendable {
    /// Path of the folder; it need not be there.
    public let path: String

    /// Names the folder of a case; nothing is read or made yet.
    ///
    /// - Parameter folder: Path of the case.
    public init(ofCase folder: String) {
        path = folder + "/weather"
    }

    /// The file of a source.
    public func file(of id: String) -> String { path + "/\(id).json" }

    /// What happened to a series that was to be kept.
    public enum Outcome: String, Hashable, Sendable {
        /// It was not there before.
        case added
        /// The same was told there, by the same file or by one that differs in nothing that is told; nothing was written.
        case unchanged
        /// The same files were there, read otherwise.
        case updated
        /// Another file's series was there, and was to be replaced.
        case replaced
    }

    /// Keeps a series, whole or not at all.
    ///
    /// - Parameters:
    ///   - series: The series; its id names the file.
    ///   - replaces: Whether a series of other files with the same id may be overwritten.
    /// - Returns: What happened.
    /// - Throws: ``WeatherFileError`` where the id cannot name a file, another file's series is there, or nothing can be written.
    @discardableResult
    public func keep(_ series: WeatherSeries, replaces: Bool = false) throws(WeatherFileError) -> Outcome {
        let id = series.source.id
        let place = file(of: id)
        guard WeatherSource.isUsable(id: id) else {
            throw WeatherFileError(
                file: path, problem: "cannot hold a source called \(quoted(id))",
                expected:
                    "expected an id of at most 100 small letters, digits, hyphens, underscores and dots, which begins with a letter or digit"
            )
        }
        guard let bytes = try? WeatherSeriesText.bytes(of: series) else {
            throw WeatherFileError(file: place, problem: "cannot be made", expected: "check the values of the series")
        }
        var outcome = Outcome.added
        if FileManager.default.fileExists(atPath: place) {
            let old = try WeatherFiles.bytes(of: place)
            if old == bytes { return .unchanged }
            let known = try? Self.series(old, name: place)
            if let known, Self.tellsSame(known, series) { return .unchanged }
            let isSameSource =
                known.map { Self.files($0.source) == Self.files(series.source) } ?? false
            guard isSameSource || replaces else {
                let of = known.map { " of \($0.source.file.name), \(Self.span($0))" } ?? ""
                throw WeatherFileError(
                    file: place, problem: "holds a series\(of) already",
                    expected: "choose another name with --id, import both files at once to join them, or --replace it")
            }
            outcome = isSameSource ? .updated : .replaced
        }
        try write(bytes, to: place)
        return outcome
    }

    /// Keeps what a server answered, as it came, in place of an earlier answer to the same question.
    ///
    /// - Parameters:
    ///   - bytes: The answer.
    ///   - name: Name of the file, in the folder `received`.
    /// - Returns: The path.
    /// - Throws: ``WeatherFileError`` where it cannot be written.
    public func keepReceived(_ bytes: [UInt8], name: String) throws(WeatherFileError) -> String {
        let place = path + "/received/\(name)"
        try write(bytes, to: place)
        return place
    }

    /// All series, ordered by id.
    ///
    /// - Returns: None where the folder is not there.
    /// - Throws: ``WeatherFileError`` for the first file that is no series.
    public func all() throws(WeatherFileError) -> [WeatherSeries] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        var series: [WeatherSeries] = []
        for name in names.sorted() where name.hasSuffix(".json") && !name.hasPrefix(".") {
            let place = path + "/" + name
            let found = try Self.series(try WeatherFiles.bytes(of: place), name: place)
            guard found.source.id + ".json" == name else {
                throw WeatherFileError(
                    file: place, problem: "holds the source \(quoted(found.source.id))",
                    expected: "a file is called as its source; rename it, or import the data again")
            }
            series.append(found)
        }
        return series
    }

    /// Reads the bytes of a kept series.
    static func series(_ bytes: [UInt8], name: String) throws(WeatherFileError) -> WeatherSeries {
        let expected = "import the data again, or take the file out of the folder"
        guard let text = try? JSONDecoder().decode(WeatherSeriesText.self, from: Data(bytes)) else {
            throw WeatherFileError(
                file: name, problem: "is no series of weather as revisit keeps it", expected: expected)
        }
        do {
            return try text.series()
        } catch {
            throw WeatherFileError(file: name, problem: error.problem, expected: expected)
        }
    }

    private func write(_ bytes: [UInt8], to place: String) throws(WeatherFileError) {
        let url = URL(filePath: place)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: url, options: .atomic)
        } catch {
            throw WeatherFileError(
                file: place,
                problem:
                    "cannot be written (\((error as NSError).localizedFailureReason ?? error.localizedDescription))",
                expected: "check who may write there and that the disk is not full")
        }
    }

    /// Whether two series tell the same, whatever file they are from: answers of a server name the time in which they were made.
    private static func tellsSame(_ one: WeatherSeries, _ other: WeatherSeries) -> Bool {
        var same = one
        same.source.file = other.source.file
        same.source.companions = other.source.companions
        return same == other
    }

    private static func files(_ source: WeatherSource) -> Set<String> {
        Set(([source.file] + source.companions).map(\.sha256))
    }

    private static func span(_ series: WeatherSeries) -> String {
        series.span.map { "\(AcquisitionTime.text($0.start)) to \(AcquisitionTime.text($0.end))" } ?? "empty"
    }
}
