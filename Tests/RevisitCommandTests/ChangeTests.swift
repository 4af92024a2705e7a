import Foundation
import Testing

extension EndToEnd {
    @Suite("revisit change")
    struct ChangeTests {
        /// Folder with the images of `change_pairs.py`.
        private func pairs() async throws -> Scratch {
            let scratch = try Scratch()
            try await Program.python("change_pairs.py", scratch.path)
            return scratch
        }

        private func change(
            _ scratch: Scratch, _ before: String, _ after: String, _ options: String..., to folder: String = "out"
        ) async throws -> Program.Ended {
            try await Running(
                Program.path, ["change", before, after, "-o", folder] + options, in: scratch.path
            ).end()
        }

        /// What `check_changes.py` prints, word by word.
        private func checked(_ scratch: Scratch, _ folder: String, _ before: String) async throws -> [[String]] {
            try await Program.python("check_changes.py", "\(scratch.path)/\(folder)", "\(scratch.path)/\(before)")
                .split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        }

        @Test("A square that was laid is told once, in files that other programs read, the same for any number of jobs")
        func found() async throws {
            let scratch = try await pairs()
            for (folder, jobs) in [("one", "1"), ("two", "3")] {
                let ended = try await change(
                    scratch, "before.tif", "after.tif", "--margin", "0.5", "--statistic", "--jobs", jobs, to: folder)
                #expect(ended.code == 0, "\(ended.errors)")
                #expect(ended.output.contains("1 changes"), "\(ended.output)")
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/one").sorted()
            #expect(names == ["change-0001.png", "changes.csv", "changes.geojson", "comparison.json", "statistic.tif"])
            for name in names { #expect(try scratch.read("one/\(name)") == scratch.read("two/\(name)"), "\(name)") }
            let told = try await checked(scratch, "one", "before.tif")
            #expect(told.count == 1)
            let share = try #require(told.first?.last.flatMap(Double.init))
            #expect(share > 0.8, "\(told)")
        }

        @Test("Images that lie nowhere are compared in pixels, and what is then not known is said")
        func plain() async throws {
            let scratch = try await pairs()
            let ended = try await change(scratch, "plain-before.tif", "plain-after.tif", "--margin", "1")
            #expect(ended.code == 0, "\(ended.errors)")
            #expect(ended.errors.contains("size of a pixel is not known") && ended.errors.contains("taken as given"))
            #expect(ended.output.contains("square pixels") && !ended.output.contains("m²"))
            #expect(try await checked(scratch, "out", "plain-before.tif").count == 1)
        }

        @Test("What cannot be compared is refused with the reason, and no folder is left")
        func refused() async throws {
            let scratch = try await pairs()
            for (before, after, options, code, reason) in [
                ("before.tif", "before.tif", ["--margin", "0"], 2, "same image"),
                ("after.tif", "before.tif", ["--margin", "0"], 2, "name the earlier one first"),
                ("before.tif", "bands.tif", ["--margin", "0"], 1, "no band in common"),
                ("before.tif", "elsewhere.tif", [], 1, "cannot be laid on"),
                ("before.tif", "sliver.tif", [], 1, "cannot be laid on"),
                ("before.tif", "coarse.tif", [], 1, "cannot be laid on"),
                ("before.tif", "after.tif", ["--margin", "400"], 1, "pixels, and no more than 32.0 can"),
                ("before.tif", "after.tif", ["--margin", "nan"], 2, "--margin"),
                ("before.tif", "missing.tif", [], 1, "missing.tif"),
            ] as [(String, String, [String], Int32, String)] {
                let ended = try await Running(
                    Program.path, ["change", before, after, "-o", "out"] + options, in: scratch.path
                ).end()
                #expect(ended.code == code && ended.errors.contains(reason), "\(before) \(after): \(ended.errors)")
                #expect(!scratch.exists("out"), "\(before) \(after)")
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path).filter { $0.hasPrefix(".") }
            #expect(left.isEmpty, "\(left)")
        }

        @Test("Where hardly anything or nothing of both is the same place, no change is told but why")
        func nothingInCommon() async throws {
            let scratch = try await pairs()
            for (other, reason) in [
                ("elsewhere.tif", "usable in both"), ("sliver.tif", "differ as a whole"),
                ("zone.tif", "usable in both"),
                ("flat.tif", "same value everywhere"),
            ] {
                let folder = other + ".out"
                let ended = try await change(scratch, "before.tif", other, "--margin", "0.5", to: folder)
                #expect(ended.code == 1 && ended.output.contains(reason), "\(other): \(ended.output) \(ended.errors)")
                #expect(try await checked(scratch, folder, "before.tif").isEmpty)
                #expect(try scratch.text(folder + "/comparison.json").contains("\"refusal\""))
            }
        }

        @Test("A folder that holds anything, or cannot be made, is refused and left as it was; an empty one is filled")
        func folders() async throws {
            let scratch = try await pairs()
            try FileManager.default.createDirectory(
                atPath: scratch.path + "/used", withIntermediateDirectories: true)
            try scratch.write("old", to: "used/change-0009.png")
            let used = try await change(scratch, "before.tif", "after.tif", "--margin", "0", to: "used")
            #expect(used.code == 1 && used.errors.contains("new or empty folder"), "\(used.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/used") == ["change-0009.png"])
            try scratch.write("a file", to: "file")
            let beneath = try await change(scratch, "before.tif", "after.tif", "--margin", "0", to: "file/out")
            #expect(beneath.code == 1 && beneath.errors.contains("could not be written"), "\(beneath.errors)")
            try FileManager.default.createDirectory(
                atPath: scratch.path + "/empty", withIntermediateDirectories: true)
            let empty = try await change(
                scratch, "before.tif", "after.tif", "--margin", "0.5", "--least-area", "1e300", to: "empty")
            #expect(empty.code == 0 && empty.output.contains("0 changes"), "\(empty.output) \(empty.errors)")
            #expect(scratch.exists("empty/changes.geojson"))
        }

        @Test("An interrupt leaves neither a folder nor a part of it, and what stood there before is untouched")
        func interrupted() async throws {
            let scratch = try await pairs()
            let running = try Running(
                Program.path,
                ["change", "before.tif", "after.tif", "-o", "out", "--margin", "8", "--statistic"], in: scratch.path)
            // Its part is made before anything is read.
            while running.isRunning,
                try !FileManager.default.contentsOfDirectory(atPath: scratch.path).contains(where: {
                    $0.hasSuffix(".part")
                })
            {
                try await Task.sleep(for: .milliseconds(5))
            }
            running.send(SIGINT)
            let ended = await running.end()
            let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
                .filter { $0.hasPrefix(".") || $0 == "out" }
            // On a fast machine the work may be done before the signal comes.
            if ended.code == 0 {
                #expect(left == ["out"])
            } else {
                #expect(ended.code == 3 && left.isEmpty, "\(ended.errors) \(left)")
            }
        }
    }
}
