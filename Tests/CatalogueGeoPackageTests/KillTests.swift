import Catalogue
import CatalogueGeoPackage
import Evidence
import Foundation
import Glibc
import Testing

/// kill -9 at any instant must lose nothing that was said to be done, and leave no half batch.
@Suite("Killed catalogue", .serialized)
struct KillTests {
    @Test("killed while it commits, it holds whole batches only", arguments: [1, 2, 3] as [UInt64])
    func killedWhileCommitting(seed: UInt64) async throws {
        var random = SeededNumbers(state: seed)
        try await withFolder { folder in
            var newest = 0
            for _ in 0..<12 {
                let lines = Int.random(in: 1...4, using: &random)
                let pause = UInt32.random(in: 0..<50_000, using: &random)
                let done = try runAndKill(folder.catalogue, afterLines: lines, microseconds: pause)
                newest = try await check(folder.catalogue, done: max(newest, done))
            }
        }
    }

    @Test("killed while it makes the file, the next one makes it whole")
    func killedWhileOpening() async throws {
        var random = SeededNumbers(state: 4)
        for _ in 0..<25 {
            let pause = UInt32.random(in: 0..<60_000, using: &random)
            try await withFolder { folder in
                let done = try runAndKill(folder.catalogue, afterLines: 0, microseconds: pause)
                try await check(folder.catalogue, done: done)
            }
        }
    }

    /// Starts the program, waits until it said some lines and a while longer, and kills it.
    ///
    /// The first line says that the file is open, each other one that a batch is done.
    ///
    /// - Returns: The number of the last batch that it said to be done.
    private func runAndKill(_ path: String, afterLines lines: Int, microseconds: UInt32) throws -> Int {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "CatalogueKillTarget")
        process.arguments = [path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        var said = Data()
        while said.count(where: { $0 == UInt8(ascii: "\n") }) < lines {
            let more = pipe.fileHandleForReading.availableData
            if more.isEmpty { break }
            said += more
        }
        usleep(microseconds)
        kill(process.processIdentifier, SIGKILL)
        said += try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal, "The program ended before it was killed.")
        return String(decoding: said, as: UTF8.self).split(separator: "\n").compactMap { Int($0) }.last ?? 0
    }

    /// - Returns: The number of the newest batch.
    @discardableResult
    private func check(_ path: String, done: Int) async throws -> Int {
        let catalogue = try GeoPackageCatalogue(path: path)
        #expect(try await catalogue.problems() == [])
        let runs = try await catalogue.runs()
        let newest = runs.map(\.stageVersion).max() ?? 0
        #expect(newest == done || newest == done + 1, "A batch that was done is gone.")
        #expect(runs.count == min(newest, 5))
        for run in runs {
            let looks = try await catalogue.looks(scene: run.subject)
            let detections = try await catalogue.detections(scene: run.subject)
            #expect(run.inputs == ["\(looks.count) looks", "\(detections.count) detections"])
            #expect((looks.map(\.run) + detections.map(\.run)).allSatisfy { $0 == run.id })
            #expect(try await catalogue.scene(run.subject)?.title == "\(run.stageVersion)")
            let observations = try await catalogue.observations(scene: run.subject)
            #expect(observations.count == 3)
            #expect(observations.allSatisfy { $0.record.detections.count == min(20, detections.count) })
        }
        try catalogue.close()
        return newest
    }
}
