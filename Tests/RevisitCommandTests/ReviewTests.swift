import Foundation
import Testing

extension EndToEnd {
    @Suite("revisit review")
    struct ReviewTests {
        private func succeed(_ arguments: String...) async throws -> Program.Ended {
            let ended = try await Running(Program.path, arguments).end()
            guard ended.code == 0 else {
                throw Program.Unexpected(text: "\(arguments): \(ended.errors)\(ended.output)")
            }
            return ended
        }

        private func listed(_ folder: String, _ more: String...) async throws -> [[String: any Sendable]] {
            let ended = try await Running(Program.path, ["review", "list", folder, "--json"] + more).end()
            return try ended.events()
        }

        private func decide(
            _ verb: String, _ folder: String, _ ids: [String], _ more: String...
        ) async throws
            -> Program.Ended
        {
            try await Running(
                Program.path,
                ["review", verb, folder] + ids + ["--who", "Ann", "--why", "looked", "--at", "2026-01-01T00:00:00Z"]
                    + more
            ).end()
        }

        /// Counts of ships in the catalogue's newest observations, by the zone.
        private func counts(_ folder: String, _ scratch: Scratch) async throws -> [String] {
            let script = """
                import sqlite3, sys
                rows = sqlite3.connect(sys.argv[1]).execute(
                    "SELECT scene, zone, quantity, detected, low, high, method FROM observation "
                    "WHERE quantity = 'ship' ORDER BY scene, zone")
                print("\\n".join("|".join(map(str, row)) for row in rows))
                """
            try scratch.write(script, to: "counts.py")
            let ended = try await Running("/usr/bin/python3", [scratch.path + "/counts.py", folder + "/revisit.gpkg"])
                .end()
            guard ended.code == 0 else { throw Program.Unexpected(text: ended.errors) }
            return ended.output.split(separator: "\n").map(String.init)
        }

        @Test("decisions change counts and nothing else is redone; a rebuilt catalogue knows them again")
        func countsAndRebuild() async throws {
            let scratch = try Scratch()
            let folder = try await scratch.harbour(dates: 2)
            _ = try await succeed("run", folder)
            let before = try await counts(folder, scratch)
            let all = try await listed(folder)
            let ids = all.compactMap { $0["id"] as? String }
            let scene = try #require(all.first?["scene"] as? String)
            try #require(ids.count > 4)
            #expect(try await decide("reject", folder, [ids[0], String(ids[1].prefix(8))]).code == 0)
            #expect(try await decide("accept", folder, [ids[2]]).code == 0)
            _ = try await succeed(
                "review", "draw", folder, "--scene", scene, "--class", "ship", "--box", "150,220,20,6,30", "--who",
                "Ann",
                "--why", "seen", "--at", "2026-01-01T00:00:00Z")
            let run = try await succeed("run", folder, "--json").events()
            let done = run.filter { $0["event"] as? String == "finished" && $0["known"] as? Bool == false }
            #expect(Set(done.compactMap { $0["stage"] as? String }) == ["review", "observe", "follow-objects", "date"])
            let after = try await counts(folder, scratch)
            #expect(after != before)
            #expect(after.contains { $0.contains("looked at by an analyst") })
            #expect(try await listed(folder, "--state", "rejected").count == 2)
            #expect(try await listed(folder, "--state", "drawn").count == 1)

            let again = try await succeed("run", folder, "--json").events()
            #expect(again.last?["done"] as? Int == 0)

            try FileManager.default.removeItem(atPath: folder + "/revisit.gpkg")
            _ = try await succeed("run", folder)
            #expect(try await counts(folder, scratch) == after)
            let report = folder + "/report/report.html"
            _ = try await succeed("report", "write", folder, "--no-crops")
            let page = try String(contentsOfFile: report, encoding: .utf8)
            #expect(page.contains("4 of \(ids.count + 1) detections were looked at by an analyst"))

            // What was withdrawn leaves no trace in the counts.
            let drawn = try await listed(folder, "--state", "drawn").compactMap { $0["id"] as? String }
            #expect(try await decide("withdraw", folder, [ids[0], ids[1], ids[2]] + drawn).code == 0)
            let stale = try await Running(Program.path, ["report", "write", folder, "--no-crops"]).end()
            #expect(stale.errors.contains("Analysts decided"))
            _ = try await succeed("run", folder)
            #expect(try await counts(folder, scratch) == before)
        }

        @Test("exports are what pycocotools, YOLO's and DOTA's formats ask for; the page needs nothing else")
        func exports() async throws {
            let scratch = try Scratch()
            let folder = try await scratch.harbour(dates: 1)
            _ = try await succeed("run", folder)
            let ids = try await listed(folder).compactMap { $0["id"] as? String }
            #expect(try await decide("accept", folder, ids).code == 0)
            for (format, place) in [("coco", "coco"), ("yolo-obb", "yolo"), ("dota", "dota"), ("geojson", "geojson")] {
                _ = try await succeed(
                    "review", "export", folder, "--format", format, "--output", scratch.path + "/" + place)
            }
            let checked = try await Program.python("check_exports.py", scratch.path)
            #expect(checked.trimmingCharacters(in: .whitespacesAndNewlines) == "\(ids.count)")
            _ = try await succeed(
                "review", "export", folder, "--format", "coco", "--tiles", "128", "--output", scratch.path + "/tiles")
            #expect(scratch.exists("tiles/images/harbour_2024-01-01_0_0.png"))
            let again = try await Program.revisit(
                "review", "export", folder, "--format", "coco", "--output", scratch.path + "/tiles")
            #expect(again.code == 1 && again.errors.contains("nothing older stays"), "\(again.errors)")
            let image = folder + "/imagery/harbour_2024-01-01.tif"
            try FileManager.default.moveItem(atPath: image, toPath: scratch.path + "/away.tif")
            let broken = try await Program.revisit(
                "review", "export", folder, "--format", "coco", "--tiles", "128", "--output", scratch.path + "/broken")
            #expect(broken.code == 1, "\(broken.errors)")
            let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
            #expect(!left.contains { $0.contains("broken") }, "\(left)")
            try FileManager.default.moveItem(atPath: scratch.path + "/away.tif", toPath: image)
            let own = try await succeed(
                "model", "evaluate", "--model", "ships-sentinel2", folder + "/imagery/harbour_2024-01-01.tif",
                "--truth", scratch.path + "/yolo", "--iou", "0.9", "--json")
            #expect(try own.events().last?["right"] as? Int == ids.count)
            // Where somebody has not decided, a picture would teach that there is nothing.
            #expect(try await decide("withdraw", folder, [ids[0]]).code == 0)
            let open = try await succeed(
                "review", "export", folder, "--format", "yolo-obb", "--tiles", "128", "--output",
                scratch.path + "/open", "--json")
            let leftOut = try #require(try open.events().last?["tiles_left_out"] as? Int)
            #expect(leftOut >= 1 && open.errors.contains("\(leftOut) tiles are left out"))
            let all = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/tiles/images").count
            let now = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/open/images").count
            #expect(now == all - leftOut)
            #expect(try await decide("accept", folder, [ids[0]]).code == 0)
            _ = try await succeed("review", "sheet", folder)
            let page = try String(contentsOfFile: folder + "/report/review.html", encoding: .utf8)
            #expect(
                page.contains(ids[0]) && page.contains("Simulated") && !page.contains("http://")
                    && !page.contains("https://"))

            // What was exported is what is there: evaluating the network against it finds no mistake.
            let evaluation = try await succeed(
                "model", "evaluate", "--model", "ships-sentinel2", folder + "/imagery/harbour_2024-01-01.tif",
                "--truth",
                scratch.path + "/geojson/objects.geojson", "--iou", "0.9", "--output", scratch.path + "/evaluation",
                "--json")
            let result = try #require(try evaluation.events().last)
            #expect(result["right"] as? Int == ids.count && result["wrong"] as? Int == 0)
            #expect(result["missed"] as? Int == 0)
            #expect(scratch.exists("evaluation/index.html"))
        }

        @Test("decisions find their detections by class and place when the network is exchanged")
        func exchangedNetwork() async throws {
            let scratch = try Scratch()
            let folder = try await scratch.harbour(dates: 1)
            _ = try await succeed("run", folder)
            let before = try await listed(folder).compactMap { $0["id"] as? String }
            #expect(try await decide("reject", folder, Array(before.prefix(2))).code == 0)
            #expect(try await decide("accept", folder, [before[2]]).code == 0)
            let models = Program.repository.appending(path: "Models/ships-sentinel2").path
            try await Program.python("exchange_network.py", models, folder + "/models/other")
            let file = folder + "/case.yaml"
            let text = try String(contentsOfFile: file, encoding: .utf8)
            try Data(text.replacingOccurrences(of: "ships-sentinel2", with: "models/other/card.json").utf8)
                .write(to: URL(filePath: file))
            _ = try await succeed("run", folder)
            let after = try await listed(folder)
            #expect(Set(after.compactMap { $0["id"] as? String }).isDisjoint(with: before))
            #expect(after.count { $0["state"] as? String == "rejected" } == 2)
            #expect(after.count { $0["state"] as? String == "accepted" } == 1)
            #expect(after.count == before.count)
            // What is decided now about the same object takes the place of what was decided then.
            let rejected = try #require(after.first { $0["state"] as? String == "rejected" }?["id"] as? String)
            #expect(try await decide("accept", folder, [rejected]).code == 0)
            #expect(try await listed(folder, "--state", "accepted").count == 2)
            #expect(try await listed(folder, "--state", "rejected").count == 1)
        }

        @Test("bad input is refused with a sentence and changes nothing")
        func badInput() async throws {
            let scratch = try Scratch()
            let folder = try await scratch.harbour(dates: 1)
            let early = try await Running(Program.path, ["review", "list", folder]).end()
            #expect(early.code == 2 && early.errors.contains("revisit run"))
            _ = try await succeed("run", folder)
            let ids = try await listed(folder).compactMap { $0["id"] as? String }
            // One id of two is unknown: nothing is decided.
            let unknown = try await decide("accept", folder, [ids[0], String(ids[1].prefix(12)) + "zz"])
            #expect(unknown.code == 2 && unknown.errors.contains(ids[1]))
            let wrong = try await decide("retype", folder, [ids[0]], "--as", "shipp")
            #expect(wrong.code == 2 && wrong.errors.contains("known are ship"))
            let nothing = try await decide("withdraw", folder, [ids[0]])
            #expect(nothing.code == 2 && nothing.errors.contains("Nothing was decided"))
            #expect(!FileManager.default.fileExists(atPath: folder + "/decisions.jsonl"))

            #expect(try await decide("accept", folder, [ids[0]]).code == 0)
            let path = folder + "/decisions.jsonl"
            let good = try String(contentsOfFile: path, encoding: .utf8)
            try Data(("{broken\n" + good).utf8).write(to: URL(filePath: path))
            let broken = try await decide("accept", folder, [ids[1]])
            #expect(broken.code == 1 && broken.errors.contains("decisions.jsonl:1:"))
            let run = try await Running(Program.path, ["run", folder]).end()
            #expect(run.code == 1 && run.errors.contains("decisions.jsonl:1:"))
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "{broken\n" + good)
            // A line that a crash cut off costs a warning.
            try Data((good + "{\"what\":\"acc").utf8).write(to: URL(filePath: path))
            let torn = try await Running(Program.path, ["run", folder]).end()
            #expect(torn.code == 0 && torn.errors.contains("cut off"))
        }
    }
}
