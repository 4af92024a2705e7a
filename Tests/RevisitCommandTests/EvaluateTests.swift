import Foundation
import Testing

extension EndToEnd {
    @Suite("revisit model evaluate")
    struct EvaluateTests {
        private func run(_ scratch: Scratch, _ arguments: String...) async throws -> Program.Ended {
            try await Running(Program.path, ["model", "evaluate"] + arguments, in: scratch.path).end()
        }

        /// A FeatureCollection of boxes 40 × 10 at columns of row 50 of the image "a".
        private func features(_ boxes: [(name: String, column: Int, score: Double?)]) -> String {
            let lines = boxes.map { name, column, score in
                "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"scene\":\"a\",\"class\":\"\(name)\","
                    + (score.map { "\"score\":\($0)," } ?? "")
                    + "\"pixel_box\":{\"column\":\(column),\"row\":50,\"length\":40,\"width\":10,\"angle\":12}}}"
            }
            return "{\"type\":\"FeatureCollection\",\"features\":[\(lines.joined(separator: ","))]}"
        }

        @Test("compares files without a network or an image, and writes the same bytes each time")
        func files() async throws {
            let scratch = try Scratch()
            try scratch.write(
                features([("tank", 100, nil), ("flat", 200, nil), ("tank", 300, nil)]), to: "truth.geojson")
            try scratch.write(
                features([("tank", 101, 0.9), ("tank", 201, 0.8), ("tank", 600, 0.4)]), to: "found.geojson")
            for output in ["one", "two"] {
                let ended = try await run(
                    scratch, "--detections", "found.geojson", "--truth", "truth.geojson", "--threshold", "0.5",
                    "--output",
                    output, "--json")
                #expect(ended.code == 0, "\(ended.errors)")
                let results = try ended.events()
                #expect(results.map { $0["class"] as? String } == ["flat", "tank", "any"])
                #expect(results[2]["right"] as? Int == 2 && results[2]["wrong"] as? Int == 0)
                #expect(results[1]["right"] as? Int == 1 && results[1]["wrong"] as? Int == 1)
            }
            for file in ["evaluation.json", "index.html"] {
                #expect(try scratch.read("one/\(file)") == scratch.read("two/\(file)"))
            }
            let text = try scratch.text("one/evaluation.json")
            #expect(!text.contains(scratch.path) && text.contains("\"sha256\""))
            let mapped = try await run(
                scratch, "--detections", "found.geojson", "--truth", "truth.geojson", "--class-map", "*=wagon", "--json"
            )
            #expect(try mapped.events().map { $0["class"] as? String } == ["wagon"])
        }

        @Test("says so where there are no labels, and where the network reads tracks and no images")
        func nothingToCompare() async throws {
            let scratch = try Scratch()
            let drawn = try await Program.revisit(
                "simulate", "samples", scratch.path, "--kind", "yard", "--count", "1", "--size", "32")
            #expect(drawn.code == 0, "\(drawn.errors)")
            try scratch.write(#"{"type":"FeatureCollection","features":[]}"#, to: "empty.geojson")
            let image = "yard_1_00000.tif"
            let empty = try await run(
                scratch, image, "--model", "storage-tanks", "--truth", "empty.geojson", "--output", "out")
            #expect(empty.code == 2 && empty.errors.contains("empty.geojson holds no labels"), "\(empty.errors)")
            let strips = try await run(
                scratch, image, "--model", "rolling-stock-tracks", "--truth", "truth.geojson", "--output", "out")
            #expect(strips.code == 2 && strips.errors.contains("--detections"), "\(strips.errors)")
        }

        @Test("tells labels that lie on each other, and takes them for one where that is asked for")
        func doubles() async throws {
            let scratch = try Scratch()
            try scratch.write(features([("tank", 100, nil), ("tank", 102, nil)]), to: "truth.geojson")
            try scratch.write(features([("tank", 101, 0.9)]), to: "found.geojson")
            let told = try await run(scratch, "--detections", "found.geojson", "--truth", "truth.geojson", "--json")
            #expect(told.errors.contains("--merge-labels"))
            #expect(try told.events().last?["missed"] as? Int == 1)
            let merged = try await run(
                scratch, "--detections", "found.geojson", "--truth", "truth.geojson", "--merge-labels", "0.5", "--json")
            #expect(try merged.events().last?["missed"] as? Int == 0)
        }

        @Test("tells images of one name in several folders apart, and says where it cannot")
        func sameNames() async throws {
            let scratch = try Scratch()
            func file(_ scenes: [(String, Int)], score: String = "") -> String {
                let lines = scenes.map { scene, column in
                    "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"scene\":\"\(scene)\",\"class\":\"tank\",\(score)"
                        + "\"pixel_box\":{\"column\":\(column),\"row\":50,\"length\":40,\"width\":10,\"angle\":12}}}"
                }
                return "{\"type\":\"FeatureCollection\",\"features\":[\(lines.joined(separator: ","))]}"
            }
            try scratch.write(file([("north/1.png", 100), ("south/1.png", 300)]), to: "truth.geojson")
            try scratch.write(
                file([("runs/south/1.tif", 300), ("runs/north/1.tif", 100)], score: "\"score\":0.9,"),
                to: "found.geojson")
            let told = try await run(scratch, "--detections", "found.geojson", "--truth", "truth.geojson", "--json")
            #expect(told.code == 0, "\(told.errors)")
            #expect(try told.events().last?["right"] as? Int == 2)
            try scratch.write(file([("1.png", 100), ("2.png", 300)]), to: "truth.geojson")
            let open = try await run(scratch, "--detections", "found.geojson", "--truth", "truth.geojson", "--json")
            #expect(open.code != 0 && open.errors.contains("runs/south/1.tif, runs/north/1.tif"), "\(open.errors)")
        }

        @Test("refuses what cannot be compared, with a sentence that says what to do")
        func refusals() async throws {
            let scratch = try Scratch()
            try scratch.write(features([("wagon", 100, nil)]), to: "truth.geojson")
            try scratch.write(features([("tank", 101, 0.9)]), to: "found.geojson")
            try scratch.write("{\"hello\": 1}", to: "odd.json")
            for (arguments, code, words) in [
                (["--truth", "truth.geojson"], 2, "--detections"),
                (["--detections", "found.geojson", "--truth", "truth.geojson"], 2, "--class-map 'tank=wagon'"),
                (["--detections", "truth.geojson", "--truth", "truth.geojson"], 2, "no scores"),
                (["--detections", "found.geojson", "--truth", "odd.json"], 1, "COCO JSON"),
                (["--detections", "found.geojson", "--truth", "none.json"], 1, "none.json"),
                (["--detections", "found.geojson", "--truth", "truth.geojson", "--class-map", "a"], 2, "a=b,c=d"),
                (["--detections", "found.geojson", "--truth", "truth.geojson", "--class-map", "x=y,*=w"], 2, "x"),
                (["--detections", "found.geojson", "--truth", "truth.geojson", "--iou", "0"], 2, "--iou"),
                (["--detections", "found.geojson", "--truth", "truth.geojson", "--match", "near"], 2, "centre"),
            ] as [([String], Int32, String)] {
                let ended = try await Running(Program.path, ["model", "evaluate"] + arguments, in: scratch.path).end()
                #expect(ended.code == code && ended.errors.contains(words), "\(arguments): \(ended.errors)")
            }
        }

        @Test("sees coarser pixels where it is told to, and says so")
        func resampled() async throws {
            let scratch = try Scratch()
            let folder = try await scratch.harbour(dates: 1)
            let image = folder + "/imagery/harbour_2024-01-01.tif"
            let found = scratch.path + "/found.geojson"
            let detected = try await Program.revisit("detect", image, "--model", "ships-sentinel2", "--output", found)
            #expect(detected.code == 0)
            let same = try await run(scratch, "--model", "ships-sentinel2", image, "--truth", found, "--json")
            #expect(try same.events().last?["f1"] as? Double == 1, "\(same.errors)")
            let coarse = try await run(
                scratch, "--model", "ships-sentinel2", image, "--truth", found, "--resample", "14", "--output", "o",
                "--json")
            #expect(coarse.code == 0, "\(coarse.errors)")
            // Ships of twenty pixels are found with fourteen, too, in the places where they are.
            #expect(try #require(coarse.events().last?["recall"] as? Double) > 0.5)
            #expect(try scratch.text("o/evaluation.json").contains("\"resampled_to_m\" : 14"))
        }
    }
}
