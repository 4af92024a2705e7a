import Foundation

/// A program of somebody else, run with a time limit, away from the user's own settings.
struct OutsideProgram: Sendable {
    let path: String

    /// The first of some programs that is there.
    ///
    /// - Parameters:
    ///   - names: Names to look for in the folders of `PATH`, the best first.
    ///   - variable: A variable that names the program by its path; where it is set, nothing else is looked at.
    ///   - environment: The variables.
    init?(_ names: [String], variable: String? = nil, environment: [String: String]) {
        if let variable, let chosen = environment[variable], !chosen.isEmpty {
            guard Self.isProgram(chosen) else { return nil }
            path = chosen
            return
        }
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let places = names.flatMap { name in folders.map { $0 + "/" + name } }
        guard let found = places.first(where: Self.isProgram) else { return nil }
        path = found
    }

    /// Whether a file is there that may be run; a folder may be searched, which is told by the same right.
    private static func isProgram(_ path: String) -> Bool {
        // Programs are often links to where they lie.
        let place = URL(filePath: path).resolvingSymlinksInPath().path
        let kind = try? FileManager.default.attributesOfItem(atPath: place)[.type] as? FileAttributeType
        return kind == .typeRegular && FileManager.default.isExecutableFile(atPath: path)
    }

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - arguments: What it is told.
    ///   - folder: A private folder, which it takes for the user's home and for temporary files.
    ///   - limit: How long it may take.
    /// - Throws: ``PrintingError`` where it cannot be started, takes too long or fails; `CancellationError`, after it was ended.
    func run(_ arguments: [String], in folder: PrivateFolder, limit: Duration) async throws {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        let own = ProcessInfo.processInfo.environment
        process.environment = [
            "HOME": folder.url.path, "TMPDIR": folder.url.path, "XDG_RUNTIME_DIR": folder.url.path,
            "PATH": own["PATH"] ?? "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC",
        ]
        let errors = folder.url.appending(path: "errors.txt")
        // A file, not a pipe: nothing can fill up and stop the program.
        guard FileManager.default.createFile(atPath: errors.path, contents: nil) else { throw PrintingError.folder }
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        let (over, continuation) = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in continuation.finish() }
        do { try process.run() } catch {
            throw PrintingError.failed(program: path, reason: "it could not be started")
        }
        let clock = Task {
            try await Task.sleep(for: limit)
            Self.end(process)
            return true
        }
        await withTaskCancellationHandler {
            for await _ in over {}
            // A cancelled task leaves the stream at once; the program is ended all the same, and waited for.
            if process.isRunning { process.waitUntilExit() }
        } onCancel: {
            Self.end(process)
        }
        clock.cancel()
        try Task.checkCancellation()
        let isLate = (try? await clock.value) ?? false
        guard !isLate else {
            throw PrintingError.failed(program: path, reason: "it took longer than \(limit.components.seconds) seconds")
        }
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw PrintingError.failed(program: path, reason: Self.lastLine(errors) ?? "it ended with an error")
        }
    }

    private static func end(_ process: Process) {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    private static func lastLine(_ file: URL) -> String? {
        guard let data = try? Data(contentsOf: file, options: .mappedIfSafe) else { return nil }
        let text = String(decoding: data.suffix(4000), as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).last { line in line.contains(where: \.isLetter) }
        return line.map { "it said: \($0.prefix(300))" }
    }
}

/// A folder that only this user can read, removed when nobody needs it any more.
final class PrivateFolder: Sendable {
    let url: URL

    /// Makes the folder.
    ///
    /// - Throws: ``PrintingError/folder`` where none can be made.
    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "revisit-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(
                at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch { throw PrintingError.folder }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// What a program wrote into it; nil where that is no plain file, or larger than 1 GiB, which nothing printed is.
    func read(_ place: URL) -> Data? {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: place.path),
            facts[.type] as? FileAttributeType == .typeRegular, let size = facts[.size] as? Int, size <= 1 << 30
        else { return nil }
        return try? Data(contentsOf: place)
    }

    /// Writes a file into it.
    ///
    /// - Throws: ``PrintingError/folder`` where that does not work.
    func write(_ text: String, to name: String) throws -> URL {
        let place = url.appending(path: name)
        do { try Data(text.utf8).write(to: place) } catch { throw PrintingError.folder }
        return place
    }
}

/// Why something was not printed.
public enum PrintingError: Error, Hashable, CustomStringConvertible {
    /// No program that can do it is there.
    case noProgram(String)
    /// The program failed.
    case failed(program: String, reason: String)
    /// Nothing can be written into the folder for temporary files.
    case folder

    /// What is wrong, in a sentence.
    public var description: String {
        switch self {
        case .noProgram(let advice): advice
        case .failed(let program, let reason): "\(program) failed: \(reason)."
        case .folder:
            "Nothing can be written into the folder for temporary files; check TMPDIR and whether the disk is full."
        }
    }
}
