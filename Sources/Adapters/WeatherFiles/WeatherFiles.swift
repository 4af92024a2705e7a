public import Evidence
import Foundation
import Geodesy

/// Reads weather from files of text.
public enum WeatherFiles {
    /// Largest file that is read, in bytes.
    public static let sizeLimit = 256 << 20

    /// Reads one file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - options: What it does not tell of itself.
    /// - Returns: The series, and what was left out.
    /// - Throws: ``WeatherFileError`` where the file cannot be read, is of no known format, does not tell what it must, or tells
    ///   nothing of the weather.
    public static func read(
        _ path: String, options: WeatherFileOptions = WeatherFileOptions()
    ) throws(WeatherFileError) -> WeatherReading {
        try read(try bytes(of: path), name: path, options: options)
    }

    /// Reads the content of a file, such as an answer from a server.
    ///
    /// - Parameters:
    ///   - bytes: The content.
    ///   - name: Name of the file, for messages; its last part is kept with the series.
    ///   - options: What it does not tell of itself.
    /// - Returns: The series, and what was left out.
    /// - Throws: ``WeatherFileError`` as for a file.
    public static func read(
        _ bytes: [UInt8], name: String, options: WeatherFileOptions
    ) throws(WeatherFileError) -> WeatherReading {
        let format: WeatherFormat
        if let told = options.format { format = told } else { format = try self.format(of: bytes, name: name) }
        let content = WeatherContent(bytes: bytes, name: name, options: options)
        let reading: WeatherReading
        switch format {
        case .openMeteo: reading = try OpenMeteoArchive.read(content)
        case .ghcnDaily: reading = try GHCNDaily.read(content)
        case .isd: reading = try SurfaceRecords.read(content)
        case .isdLite: reading = try SurfaceRecordsLite.read(content)
        case .metar: reading = try AerodromeReports.read(content)
        }
        var series = reading.series
        if let id = options.id { series.source.id = id }
        if options.start != nil || options.end != nil {
            series = series.within(options.start, options.end)
        }
        guard !series.samples.isEmpty else {
            let isEmpty = reading.series.samples.isEmpty
            let advice = isEmpty ? "check that it is the file that was meant" : "check --from and --to"
            throw WeatherFileError(
                file: name,
                problem: "tells nothing of the weather" + (isEmpty ? "" : " in the span that was asked for"),
                expected: (reading.omissions.sentences.prefix(3) + [advice]).joined(separator: " "))
        }
        var result = reading
        result.series = series
        return result
    }

    /// The content of a file of bounded size.
    ///
    /// - Parameter path: The file.
    /// - Returns: Its bytes.
    /// - Throws: ``WeatherFileError`` where it is missing, no file, too large, or cannot be read.
    public static func bytes(of path: String) throws(WeatherFileError) -> [UInt8] {
        guard FileManager.default.fileExists(atPath: path) else {
            throw WeatherFileError(file: path, problem: "does not exist", expected: "check the path")
        }
        let url = URL(filePath: path).resolvingSymlinksInPath()
        let values = try? url.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
        guard values?.isRegularFile == true else {
            throw WeatherFileError(file: path, problem: "is no file", expected: "name the files in it")
        }
        if let size = values?.fileSize, size > sizeLimit {
            throw WeatherFileError(
                file: path, problem: "has \(size >> 20) MiB",
                expected: "expected at most \(sizeLimit >> 20) MiB; split it by years")
        }
        guard let data = try? Data(contentsOf: url) else {
            throw WeatherFileError(file: path, problem: "cannot be read", expected: "check who may read it")
        }
        return Array(data)
    }
}

/// A file as its reader gets it.
struct WeatherContent {
    var bytes: [UInt8]
    var name: String
    var options: WeatherFileOptions

    /// Name without folders, and hash.
    var file: WeatherSource.File {
        .init(name: URL(filePath: name).lastPathComponent, sha256: Digest.sha256(bytes))
    }

    func error(_ problem: String, _ expected: String, line: Int? = nil) -> WeatherFileError {
        WeatherFileError(file: name, line: line, problem: problem, expected: expected)
    }
}
