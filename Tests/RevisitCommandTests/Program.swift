import Foundation
import Testing

/// Everything that runs the built program, one after the other: each run uses all cores by itself.
@Suite("The built program", .serialized)
enum EndToEnd {}

/// The built program, run as a user runs it.
enum Program {
    /// How one run ended.
    struct Ended: Sendable {
        var code: Int32
        var wasKilled: Bool
        var output: String
        var errors: String

        /// What stands on standard error, line by line, without empty lines.
        var errorLines: [String] { errors.split(separator: "\n").map(String.init) }

        /// The objects of `--json`, one from each line.
        func events() throws -> [[String: any Sendable]] {
            try output.split(separator: "\n").map { line in
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
                guard let event = object as? [String: any Sendable] else { throw Unexpected(text: String(line)) }
                return event
            }
        }
    }

    /// Something that a test did not expect.
    struct Unexpected: Error, CustomStringConvertible {
        var text: String
        var description: String { text }
    }

    /// The program lies beside the tests, of which it is a dependency.
    static let path = (Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0]))
        .resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "revisit").path

    /// The folder that holds `Package.swift`.
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Runs the program to its end.
    static func revisit(
        _ arguments: String..., in folder: String? = nil, environment: [String: String] = [:]
    ) async throws -> Ended {
        try await Running(path, arguments, in: folder, environment: environment).end()
    }

    /// Runs the program by a shell line that sees it and its arguments as `"$@"`.
    static func shell(_ line: String, _ arguments: [String]) async throws -> Ended {
        try await Running("/bin/sh", ["-c", line, "sh", path] + arguments).end()
    }

    /// Runs a Python script of `Fixtures` with what rasterio, shapely and numpy are pinned to.
    @discardableResult
    static func python(_ script: String, _ arguments: String...) async throws -> String {
        let interpreter = repository.appending(path: ".tools/python-test/bin/python3").path
        guard FileManager.default.isExecutableFile(atPath: interpreter) else {
            throw Unexpected(text: "The tests' Python is missing; run: scripts/setup test")
        }
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(script)").path
        let ended = try await Running(interpreter, [file] + arguments).end()
        guard ended.code == 0 else { throw Unexpected(text: "\(script): \(ended.errors)\(ended.output)") }
        return ended.output
    }
}

/// A program at work.
final class Running: Sendable {
    private let process: Process
    private let folder: Scratch
    private let over: AsyncStream<Void>

    init(_ program: String, _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]) throws
    {
        let scratch = try Scratch()
        self.folder = scratch
        process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        // Files, not pipes: nothing can fill up and stop the program.
        for name in ["output", "errors"] { try scratch.write(Data(), to: name) }
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: scratch.path + "/output"))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: scratch.path + "/errors"))
        process.standardInput = FileHandle.nullDevice
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        over = stream
        process.terminationHandler = { _ in continuation.finish() }
        try process.run()
    }

    /// Sends a signal.
    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// What stands on standard error by now.
    var errorsSoFar: String { text("errors") }
    /// What stands on standard output by now.
    var outputSoFar: String { text("output") }
    /// Whether it still runs.
    var isRunning: Bool { process.isRunning }

    /// Waits for its end.
    func end() async -> Program.Ended {
        for await _ in over {}
        return Program.Ended(
            code: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
            output: text("output"), errors: text("errors"))
    }

    private func text(_ name: String) -> String {
        String(decoding: (try? Data(contentsOf: URL(filePath: folder.path + "/" + name))) ?? Data(), as: UTF8.self)
    }
}

/// A folder for one test, removed at its end.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "revisit-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Copies what a case of the repository says in text, without imagery and weather.
    ///
    /// - Parameter name: The case.
    /// - Returns: The folder.
    /// - Throws: What copying throws.
    func textsOfCase(_ name: String) throws -> String {
        let folder = path + "/" + name
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let source = Program.repository.appending(path: "Cases/\(name)")
        for file in ["case.yaml", "indicators.yaml", "sources.yaml", "scenarios.yaml", "site.geojson", "judgements"] {
            let from = source.appending(path: file).path
            guard FileManager.default.fileExists(atPath: from) else { continue }
            try FileManager.default.copyItem(atPath: from, toPath: folder + "/" + file)
        }
        return folder
    }

    func write(_ data: Data, to name: String) throws { try data.write(to: URL(filePath: path + "/" + name)) }

    func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

    func read(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path + "/" + name)) }

    func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

    /// A case without imagery in the folder `name`, with one zone of that id; gives its path.
    func place(_ name: String, zone: String, case text: String) throws -> String {
        try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
        try write(text, to: name + "/case.yaml")
        try write(
            """
            {"type": "FeatureCollection", "features": [{"type": "Feature",
             "properties": {"kind": "zone", "id": "\(zone)", "name": "\(zone.capitalized)", "role": "other"},
             "geometry": {"type": "Polygon", "coordinates": [[[10, 50], [10.01, 50], [10.01, 50.01], [10, 50.01], [10, 50]]]}}]}
            """, to: name + "/site.geojson")
        return path + "/" + name
    }

    /// A case of drawn scenes in the folder `name`; gives its path.
    func harbour(_ name: String = "case", dates: Int = 2, seed: Int = 1) async throws -> String {
        let ended = try await Program.revisit(
            "simulate", "harbour", path + "/" + name, "--dates", "\(dates)", "--seed", "\(seed)")
        guard ended.code == 0 else { throw Program.Unexpected(text: ended.errors) }
        return path + "/" + name
    }
}

/// Real imagery beside the repository; a test that needs it fails without it.
enum SharedData {
    static func path(_ name: String) throws -> String {
        let path = Program.repository.deletingLastPathComponent().appending(path: "shared/data/\(name)").path
        guard FileManager.default.fileExists(atPath: path) else {
            throw Program.Unexpected(text: "\(name) is missing: put shared/data beside the repository.")
        }
        return path
    }
}
