import Foundation
import PrintingPrograms
import Testing

@Suite("Printing by programs of others")
struct PrintingTests {
    /// A folder with one script that stands for a program.
    private func folder(_ name: String, _ script: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "revisit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: name)
        try Data(("#!/bin/sh\n" + script + "\n").utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        return folder
    }

    @Test func whereChromiumIsMissingTheMessageSaysHowToGetIt() {
        for environment in [
            ["PATH": "/nowhere"], [:], ["PATH": "/usr/bin:/bin", "REVISIT_CHROMIUM": "/nowhere/chromium"],
            ["REVISIT_CHROMIUM": "/usr"],
        ] {
            do {
                _ = try ChromiumPrinter(environment: environment)
                Issue.record("a program was found")
            } catch {
                #expect("\(error)".contains("apt-get install chromium"))
                #expect("\(error)".contains("REVISIT_CHROMIUM"))
            }
        }
    }

    @Test func whatAFailingProgramSaidIsTold() async throws {
        let folder = try folder("chromium", "echo 'no room left' >&2; exit 1")
        defer { try? FileManager.default.removeItem(at: folder) }
        let printer = try ChromiumPrinter(environment: ["PATH": folder.path])
        let error = await #expect(throws: PrintingError.self) { try await printer.pdf("<p>text</p>") }
        #expect(error.map { "\($0)" }?.contains("no room left") == true)
    }

    @Test func aProgramThatWritesNothingOrNoPDFIsNotBelieved() async throws {
        for script in ["exit 0", "for a; do case $a in --print-to-pdf=*) echo nonsense > \"${a#*=}\";; esac; done"] {
            let folder = try folder("chromium", script)
            defer { try? FileManager.default.removeItem(at: folder) }
            let printer = try ChromiumPrinter(environment: ["PATH": folder.path])
            let error = await #expect(throws: PrintingError.self) { try await printer.pdf("<p>text</p>") }
            #expect(error.map { "\($0)" }?.contains("wrote no PDF") == true)
        }
    }

    @Test(arguments: [
        ("printf '%%PDF-1.4 cut' > \"$target\"", "cut off"), ("mkdir \"$target\"", "wrote no PDF"),
        ("ln -s /dev/zero \"$target\"", "wrote no PDF"),
    ])
    func aPDFThatIsCutOffOrNoFileIsNotBelieved(command: String, words: String) async throws {
        let folder = try folder(
            "chromium", "for a; do case $a in --print-to-pdf=*) target=${a#*=}; \(command);; esac; done")
        defer { try? FileManager.default.removeItem(at: folder) }
        let printer = try ChromiumPrinter(environment: ["PATH": folder.path + ":/usr/bin:/bin"])
        let error = await #expect(throws: PrintingError.self) { try await printer.pdf("<p>text</p>") }
        #expect(error.map { "\($0)" }?.contains(words) == true)
    }

    @Test func aProgramThatHangsIsEnded() async throws {
        let folder = try folder("chromium", "exec /bin/sleep 600")
        defer { try? FileManager.default.removeItem(at: folder) }
        let printer = try ChromiumPrinter(environment: ["PATH": folder.path], limit: .seconds(1))
        let error = await #expect(throws: PrintingError.self) { try await printer.pdf("<p>text</p>") }
        #expect(error.map { "\($0)" }?.contains("longer than 1 seconds") == true)
    }

    @Test func stoppingEndsTheProgram() async throws {
        let folder = try folder("chromium", "exec /bin/sleep 600")
        defer { try? FileManager.default.removeItem(at: folder) }
        let printer = try ChromiumPrinter(environment: ["PATH": folder.path])
        let work = Task { try await printer.pdf("<p>text</p>") }
        try await Task.sleep(for: .milliseconds(300))
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
    }

    @Test func theProgramSeesNeitherHomeNorSettingsOfTheUser() async throws {
        let told = FileManager.default.temporaryDirectory.appending(path: "revisit-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: told) }
        let folder = try folder("rsvg-convert", "echo \"$HOME|$TMPDIR|$SECRET\" > \(told.path); exit 1")
        defer { try? FileManager.default.removeItem(at: folder) }
        let raster = try DrawingRaster(environment: ["PATH": folder.path, "SECRET": "x"])
        _ = try? await raster.png("<svg width=\"10\" height=\"10\"></svg>")
        let parts = try String(contentsOf: told, encoding: .utf8).split(
            separator: "|", omittingEmptySubsequences: false)
        #expect(parts[0] != Substring(NSHomeDirectory()))
        #expect(parts[0] == parts[1])
        #expect(!FileManager.default.fileExists(atPath: String(parts[0])))
        #expect(parts[2] == "\n")
    }

    @Test(arguments: [
        "", "<svg", "<svg>", "<svg width=\"10\">", "<svg width=\"1e99\" height=\"10\">",
        "<svg width=\"nan\" height=\"10\">",
        "<svg width=\"-1\" height=\"10\">", "<svg width=\"0\" height=\"0\">", "<svg width=\"5000\" height=\"10\">",
    ])
    func aDrawingWithoutUsableSizeIsRefused(drawing: String) async throws {
        let folder = try folder("rsvg-convert", "exit 0")
        defer { try? FileManager.default.removeItem(at: folder) }
        let raster = try DrawingRaster(environment: ["PATH": folder.path])
        await #expect(throws: PrintingError.self) { try await raster.png(drawing) }
    }
}
