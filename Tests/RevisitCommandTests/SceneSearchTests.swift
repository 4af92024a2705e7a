import Foundation
import Testing

extension EndToEnd {
    @Suite("Scenes of a catalogue")
    struct SceneSearchTests {
        private func events(_ ended: Program.Ended, _ name: String) throws -> [[String: any Sendable]] {
            try ended.events().filter { $0["event"] as? String == name }
        }

        private func ids(_ ended: Program.Ended) throws -> [String] {
            try events(ended, "scene").compactMap { $0["id"] as? String }
        }

        @Test("What is found by POST, by GET and in documents is what shapely and datetime select, in one order")
        func againstShapely() async throws {
            let server = try await SearchServer()
            let scratch = try Scratch()
            let folder = try scratch.searchCase()
            let questions: [(from: String?, to: String?, collections: [String], cloud: String?)] = [
                (nil, nil, [], nil), ("2024-03-01", "2024-10-31", [], nil),
                (nil, "2024-12-31T12:00:00Z", ["vhr"], "40"),
                ("2024-06-01T06:30:00+09:00", nil, ["vhr", "medium"], nil), ("2025-01-20", "2025-06-30", [], "60"),
            ]
            for (from, to, collections, cloud) in questions {
                let start = from.map { $0.count == 10 ? $0 + "T00:00:00Z" : $0 } ?? ".."
                // The last day belongs to the span.
                let end = try to.map { text -> String in
                    guard text.count == 10 else {
                        return text == "2024-12-31T12:00:00Z" ? "2024-12-31T12:00:00.001Z" : text
                    }
                    let day = try Date(text + "T00:00:00Z", strategy: .iso8601).addingTimeInterval(86_400)
                    return day.formatted(.iso8601)
                }
                let truth = try await Program.python(
                    "stac_server.py", "truth", folder + "/site.geojson", start, end ?? "..",
                    collections.isEmpty ? "all" : collections.joined(separator: ","), cloud ?? "any"
                ).split(separator: "\n").map(String.init)
                var outputs: [String] = []
                // The documents are read one by one, which takes a while.
                let documents = collections.isEmpty ? [] : ["/static/catalog.json"]
                for catalogue in ["/api", "/get"] + documents {
                    var arguments = [
                        "scene", "search", "--stac", server.address + catalogue, "--case", folder, "--json",
                    ]
                    if let from { arguments += ["--from", from] }
                    if let to { arguments += ["--to", to] }
                    for collection in collections { arguments += ["--collection", collection] }
                    if let cloud { arguments += ["--max-cloud", cloud] }
                    let ended = try await Running(Program.path, arguments).end()
                    #expect(ended.code == 0, "\(ended.errors)")
                    #expect(try ids(ended) == truth, "\(catalogue) \(arguments)")
                    outputs.append(ended.output.split(separator: "\n").filter { $0.contains("\"gap\"") }.joined())
                }
                #expect(truth.count > 1 && Set(outputs).count == 1)
            }
            let again = try await Program.revisit(
                "scene", "search", "--stac", server.address + "/api", "--case", folder, "--json")
            let third = try await Program.revisit(
                "scene", "search", "--stac", server.address + "/api", "--case", folder, "--json")
            #expect(again.output == third.output)
        }

        @Test("Each scene tells what it would be good for, what is not told, and whose it is")
        func words() async throws {
            let server = try await SearchServer()
            let scratch = try Scratch()
            let folder = try scratch.searchCase(period: "period: {start: 2024-02-01, end: 2024-09-30}\n")
            let ended = try await Program.revisit(
                "scene", "search", "--stac", server.address + "/api", "--case", folder)
            #expect(ended.code == 0)
            for words in [
                "2024-02-01T00:00:00Z to 2024-10-01T00:00:00Z", "UTC+9", "not told", "radar image", "cloud not told",
                "too coarse for", "vhr: Maker of vhr; licence CC-BY-4.0 (https://example.org/licence).",
                "Longest time without a look: 243 days", "The case was not run yet",
            ] { #expect(ended.output.contains(words), "\(words)\n\(ended.output)") }
            let scenes = try events(
                try await Program.revisit(
                    "scene", "search", "--stac", server.address + "/api", "--case", folder, "--json"),
                "scene")
            for scene in scenes {
                let reasons = scene["reasons"] as? [String] ?? []
                if scene["collection"] as? String == "radar" { #expect(scene["verdict"] as? String == "not fit") }
                if scene["cloud_percent"] is NSNull, scene["collection"] as? String != "radar" {
                    #expect(reasons.contains("cloud not told"))
                }
                if let distance = scene["gsd_m"] as? Double, distance > 0.7 {
                    #expect((scene["zones_served"] as? [String])?.contains("yard") == false)
                }
            }
            #expect(scenes.contains { $0["verdict"] as? String == "in part" })
        }

        @Test("A token goes to the named server alone, nothing else is asked, and a limit is said to be one")
        func manners() async throws {
            let server = try await SearchServer()
            let scratch = try Scratch()
            let folder = try scratch.searchCase()
            let ended = try await Program.revisit(
                "scene", "search", "--stac", server.address + "/api", "--case", folder, "--limit", "5", "--json",
                environment: ["REVISIT_STAC_TOKEN": "word"])
            #expect(ended.code == 3)
            #expect(try ids(ended).count == 5)
            #expect((try events(ended, "search").first?["shortfalls"] as? [String])?.first?.contains("--limit") == true)
            #expect(try server.asked().allSatisfy { $0["token"] as? String == "Bearer word" })
            let paths = try server.asked().compactMap { $0["path"] as? String }
            #expect(
                paths.allSatisfy { $0 == "/api" || $0 == "/api/search" || $0.hasPrefix("/collections/") }, "\(paths)")
            let busy = try await Program.revisit(
                "scene", "search", "--stac", server.address + "/busy", "--case", folder, "--json")
            #expect(busy.code == 0, "\(busy.errors)")
            let two = try await Program.revisit(
                "scene", "search", "--stac", server.address + "/api", "--case", folder, "--item", "scene-399", "--item",
                "none",
                "--json")
            #expect(two.code == 3 && two.errors.contains("none"))
        }

        @Test("A hostile server ends with a sentence, and with what was found till then")
        func hostile() async throws {
            let server = try await SearchServer()
            let scratch = try Scratch()
            let folder = try scratch.searchCase(places: 1)
            let cases: [(word: String, code: Int32, says: String)] = [
                ("cycle", 3, "in a circle"), ("repeat", 3, "repeats itself"),
                ("empty", 3, "one empty page after the other"),
                ("endless", 3, "more than 500 pages"), ("elsewhere", 3, "another server"),
                ("moved", 3, "another server"),
                ("nonsense", 3, "no JSON"), ("error", 3, "no such [31m collection"), ("deep", 3, "no JSON"),
                ("large", 3, "more than 32 MiB"), ("away", 1, "another server"), ("plain", 1, "no JSON"),
                ("folders", 3, "lead to other servers"),
            ]
            for (word, code, says) in cases {
                let ended = try await Program.revisit(
                    "scene", "search", "--stac", server.address + "/" + word, "--case", folder)
                #expect(ended.code == code, "\(word): \(ended.errors)")
                #expect(ended.errors.contains(says), "\(word): \(ended.errors)")
                #expect(!ended.errors.contains("\u{1B}"))
            }
            let odd = try await Program.revisit("scene", "search", "--stac", server.address + "/odd", "--case", folder)
            #expect(odd.code == 0, "\(odd.errors)")
            #expect(!odd.output.contains("\u{1B}"))
            for words in [
                "items that tell no time", "items that tell no place", "items that are no STAC Items", "have no id",
                "a cloud cover of 130", "a ground sampling distance of -1", "only the box around it is told",
            ] { #expect(odd.output.contains(words), "\(words)\n\(odd.output)") }
            for (address, says) in [
                ("http://example.org/", "without encryption"), ("ftp://example.org", "no address"),
                ("nonsense", "no address"),
                ("https://user:word@example.org", "no address"), ("http://127.0.0.1:9/", "cannot be reached"),
            ] {
                let ended = try await Program.revisit("scene", "search", "--stac", address, "--case", folder)
                #expect(ended.code == 1 && ended.errors.contains(says), "\(address): \(ended.errors)")
                #expect(!ended.errors.contains("word"))
            }
        }
    }
}
