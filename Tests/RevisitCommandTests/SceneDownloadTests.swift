import Foundation
import Testing

extension EndToEnd {
    @Suite("Scenes fetched from a catalogue")
    struct SceneDownloadTests {
        private func fetch(
            _ server: SearchServer, _ folder: String, _ items: [String], _ more: String...
        ) async throws -> Program.Ended {
            let arguments =
                ["scene", "search", "--stac", server.address + "/delivered", "--case", folder, "--download"]
                + items.flatMap { ["--item", $0] } + more
            return try await Running(Program.path, arguments).end()
        }

        /// Everything below a folder, hidden files too.
        private func files(_ folder: String) -> [String] {
            (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).sorted()
        }

        @Test(
            "What is fetched is read as scenes by a run, with what the catalogue told of them, and is known the next time"
        )
        func untilTheRun() async throws {
            let server = try await SearchServer()
            try await server.deliver()
            let scratch = try Scratch()
            let folder = try scratch.searchCase(places: 1)
            let fetched = try await fetch(server, folder, ["whole", "four", "pair", "apart"], "--json")
            #expect(fetched.code == 0, "\(fetched.errors)")
            #expect(fetched.errors.contains("from 127.0.0.1"))
            let told = try fetched.events().filter { $0["event"] as? String == "fetched" }
            #expect(told.compactMap { $0["id"] as? String } == ["whole", "four", "apart", "pair"])
            #expect(told.allSatisfy { ($0["credit"] as? String)?.hasPrefix("Maker of vhr; licence CC-BY-4.0") == true })
            #expect(told.first?["checked_by_hash"] as? Int == 3)
            #expect(
                files(folder + "/imagery/whole") == ["B02.tif", "B03.tif", "B04.tif", "item.json", "scene.yaml"])
            #expect(
                try scratch.read("case/imagery/whole/B03.tif") == server.scratch.read("files/B03.tif"))
            #expect(files(folder + "/imagery").allSatisfy { !$0.hasSuffix(".part") && !$0.hasPrefix(".") })
            let apart = try scratch.text("case/imagery/apart/scene.yaml")
            #expect(apart.contains("# The factor to reflectance") && !apart.contains("reflectance_scale:"))
            let whole = try scratch.text("case/imagery/whole/scene.yaml")
            #expect(whole.contains("reflectance_scale: ") && whole.contains("time: '2024-07-01T10:05:33Z'"), "\(whole)")

            let run = try await Program.revisit("run", folder, "--json")
            #expect(run.code == 0, "\(run.errors)\(run.output)")
            // Four items are five scenes: image and panchromatic band of the last are two.
            #expect(try run.events().first { $0["event"] as? String == "scenes" }?["count"] as? Int == 5)
            let shown = try await Program.revisit("scene", "show", folder + "/imagery/whole", "--stac")
            for words in [
                "\"2024-07-01T10:05:33Z\"", "\"sat-1\"", "\"view:off_nadir\": 12.5", "\"eo:cloud_cover\": 3",
                "\"blue\"", "0.0001",
            ] {
                #expect(shown.output.contains(words), "\(words)\n\(shown.output)")
            }
            let again = try await fetch(server, folder, ["whole", "four"])
            #expect(again.code == 0 && again.errors.contains("Nothing to fetch"), "\(again.errors)")
            #expect(again.output.contains("the case has it as imagery/whole"))
            let verified = try await Program.revisit("audit", "verify", folder)
            #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
            let log = try await Program.revisit("audit", "show", folder)
            #expect(log.output.contains("whole") && log.output.contains("scene"))
        }

        @Test("What breaks off is gone on with; what is not as told is not kept; nothing leads out of the folder")
        func broken() async throws {
            let server = try await SearchServer()
            try await server.deliver()
            let scratch = try Scratch()
            let folder = try scratch.searchCase(places: 1)
            let image = try server.scratch.read("files/four.tif")
            let cut = try await fetch(server, folder, ["cut"])
            #expect(cut.code == 3 && cut.errors.contains("broke off"), "\(cut.errors)")
            #expect(files(folder + "/imagery").contains(".cut.part/four.tif.part"))
            #expect(!scratch.exists("case/imagery/cut"))
            // A run in between sees no scene.
            let run = try await Program.revisit("run", folder, "--json")
            #expect(
                try run.events().first { $0["event"] as? String == "scenes" }?["count"] as? Int == 0, "\(run.output)")
            let whole = try await fetch(server, folder, ["cut"])
            #expect(whole.code == 0, "\(whole.errors)")
            #expect(try scratch.read("case/imagery/cut/four.tif") == image)
            let ranges = try server.asked().compactMap { $0["range"] as? String }
            // What came before the end of the connection is not asked for again.
            let begun = ranges.compactMap { Int($0.dropFirst(6).dropLast()) }
            #expect(ranges.count == 1 && begun.count == 1 && (1...image.count / 2).contains(begun[0]), "\(ranges)")

            let cases: [(item: String, says: String)] = [
                ("other", "not the file that the catalogue tells of"),
                ("longer", "where the catalogue tells \(image.count)"),
                ("sent", "--host localhost"), ("elsewhere", "cannot be fetched over the Web"),
                ("refused", "status 409"),
                ("internal", "without encryption"),
            ]
            for (item, says) in cases {
                let ended =
                    item == "elsewhere"
                    ? try await fetch(server, folder, [item], "--assets", "ms")
                    : try await fetch(server, folder, [item])
                #expect(ended.code == 3 && ended.errors.contains(says), "\(item): \(ended.errors)")
                #expect(!scratch.exists("case/imagery/\(item)"))
                #expect(!files(folder + "/imagery").contains(".\(item).part/four.tif"))
            }
            let endless = try await fetch(server, folder, ["unending"], "--max-gigabytes", "0.003")
            #expect(endless.code == 3 && endless.errors.contains("--max-gigabytes"), "\(endless.errors)")
            let much = try await fetch(server, folder, ["four"], "--max-gigabytes", "0.0001")
            #expect(much.code == 3 && much.errors.contains("Nothing was fetched"), "\(much.errors)")
            let allowed = try await fetch(server, folder, ["sent"], "--host", "localhost")
            #expect(allowed.code == 0, "\(allowed.errors)")
            let evil = try await fetch(server, folder, ["../../evil"])
            #expect(evil.code == 0, "\(evil.errors)")
            #expect(files(scratch.path).allSatisfy { !$0.contains("evil") || $0.hasPrefix("case/imagery/") })
            #expect(!FileManager.default.fileExists(atPath: scratch.path + "/../evil"))
        }

        @Test("A full disk, a taken name and a folder that cannot be written leave everything as it was")
        func nowhereToWrite() async throws {
            let server = try await SearchServer()
            try await server.deliver()
            let scratch = try Scratch()
            let folder = try scratch.searchCase(places: 1)
            // 64 blocks of 512 or 1024 bytes: the images have 100 kB and more.
            let full = try await Program.shell(
                "ulimit -f 64; exec \"$@\"",
                [
                    "scene", "search", "--stac", server.address + "/delivered", "--case", folder, "--download",
                    "--item", "four",
                ])
            #expect(full.code == 3 && full.errors.contains("disk is not full"), "\(full.errors)")
            #expect(!scratch.exists("case/imagery/four"))
            // Something else has the name: it stays, and the scene gets another one.
            try FileManager.default.createDirectory(atPath: folder + "/imagery/four", withIntermediateDirectories: true)
            try scratch.write("mine", to: "case/imagery/four/notes.txt")
            let taken = try await fetch(server, folder, ["four"], "--json")
            #expect(taken.code == 0, "\(taken.errors)")
            #expect(try scratch.text("case/imagery/four/notes.txt") == "mine")
            let name = try taken.events().last?["folder"] as? String
            #expect(name?.hasPrefix("imagery/four-") == true)
            let blocked = try scratch.searchCase("blocked", places: 1)
            try scratch.write("a file", to: "blocked/imagery")
            let refused = try await fetch(server, blocked, ["four"])
            #expect(refused.code == 3 && refused.errors.contains("could not be written"), "\(refused.errors)")
            #expect(try scratch.text("blocked/imagery") == "a file")
        }
    }
}
