import Foundation
import Testing

/// A server on this machine that answers as the archive does.
final class ArchiveServer: Sendable {
    let address: String
    private let process: Process
    private let scratch: Scratch

    init() async throws {
        scratch = try Scratch()
        let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", fixtures.appending(path: "Fixtures/archive_server.py").path,
            WeatherFixture.path("open-meteo.json"), scratch.path + "/port",
        ]
        // A server that outlived its test would keep whoever reads the tests' output waiting.
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<1000 where !scratch.exists("port") { try await Task.sleep(for: .milliseconds(20)) }
        address = "http://127.0.0.1:\(try scratch.text("port"))"
    }

    // Children of a test's threads can have the gentler signals blocked.
    deinit { kill(process.processIdentifier, SIGKILL) }

    /// The paths it was asked for.
    var asked: [String] { ((try? scratch.text("port.log")) ?? "").split(separator: "\n").map(String.init) }
}

/// Files of the reader's own tests.
enum WeatherFixture {
    static func path(_ name: String) -> String {
        Program.repository.appending(path: "Tests/WeatherFilesTests/Fixtures/\(name)").path
    }
}

extension EndToEnd {
    @Suite("Weather of a case")
    struct WeatherTests {
        private func event(_ ended: Program.Ended, _ name: String) throws -> [[String: any Sendable]] {
            guard ended.code == 0 else { throw Program.Unexpected(text: ended.errors) }
            return try ended.events().filter { $0["event"] as? String == name }
        }

        @Test(
            "A case with weather is checked and run as before, and every scene shows what each source tells before it")
        func besideScenes() async throws {
            let scratch = try Scratch()
            _ = try await Program.revisit("case", "new", scratch.path + "/case", "--id", "case")
            let folder = scratch.path + "/case"
            try scratch.write(
                #"""
                {"type":"FeatureCollection","features":[{"type":"Feature",
                "properties":{"kind":"zone","id":"yard","name":"Yard","role":"rail spur"},"geometry":{"type":"Polygon",
                "coordinates":[[[130.0,34.9],[130.2,34.9],[130.2,35.1],[130.0,35.1],[130.0,34.9]]]}}]}
                """#, to: "case/site.geojson")
            // One scene is taken at a known time, the other, of other bytes, on a known day.
            let image = try Data(
                contentsOf: Program.repository.appending(path: "Tests/GDALTests/Fixtures/degrees.tif"))
            try scratch.write(image, to: "case/imagery/first.tif")
            try scratch.write("time: 2024-01-01T01:48:00Z\n", to: "case/imagery/first.scene.yaml")
            try scratch.write(image + [0], to: "case/imagery/second.tif")
            try scratch.write("time: 2024-01-02\n", to: "case/imagery/second.scene.yaml")
            let settings = try scratch.text("case/case.yaml")
            try scratch.write(
                settings.replacingOccurrences(of: "models: [ships-sentinel2]", with: "models: []"), to: "case/case.yaml"
            )
            let added = try await Program.revisit(
                "weather", "import", folder, WeatherFixture.path("RSM00031969.dly"), "--json")
            #expect(try event(added, "imported").first?["outcome"] as? String == "added")
            #expect(try await Program.revisit("case", "check", folder).code == 0)
            #expect(try await Program.revisit("run", folder, "--quiet").code == 0)
            let scenes = try event(try await Program.revisit("weather", "show", folder, "--json"), "scene")
            #expect(scenes.count == 2)
            #expect(scenes.map { $0["time"] as? String } == ["2024-01-01T01:48:00Z", "2024-01-02"])
            #expect((scenes[1]["weather"] as? [[String: any Sendable]])?.isEmpty == true)
            let time = try Date("2024-01-01T01:48:00Z", strategy: .iso8601)

            // A tenth of a millimetre every hour, but for one that is missing ten hours before the scene.
            let end = (time.timeIntervalSince1970 / 3600).rounded(.down) * 3600
            let times = (0..<80).map { Int(end) - (79 - $0) * 3600 }
            let snow = (0..<80).map { $0 == 69 ? "null" : "0.07" }
            let answer = """
                {"latitude":35.01,"longitude":130.1,"elevation":3,"utc_offset_seconds":0,
                "hourly_units":{"time":"unixtime","snowfall":"cm","temperature_2m":"°C"},
                "hourly":{"time":[\(times.map(String.init).joined(separator: ","))],"snowfall":[\(snow.joined(separator: ","))],
                "temperature_2m":[\((0..<80).map { "\(Double($0) / 10 - 8)" }.joined(separator: ","))]}}
                """
            try scratch.write(answer, to: "snow.json")
            #expect(
                try await Program.revisit("weather", "import", folder, scratch.path + "/snow.json", "--id", "snow").code
                    == 0)
            let shown = try await Program.revisit("weather", "show", folder, "--json")
            #expect(try event(shown, "source").map { $0["id"] as? String } == ["ghcn-daily-rsm00031969", "snow"])
            // A hundredth of a degree of latitude is 1112 m on a sphere of the Earth's mean radius.
            #expect(try event(shown, "source")[1]["distance_m"] as? Double == 1112)
            #expect(try event(shown, "scene")[0]["zones"] as? [String] == ["yard"])
            let weather = try #require(try event(shown, "scene")[0]["weather"] as? [[String: any Sendable]])
            try #require(weather.map { $0["source"] as? String } == ["ghcn-daily-rsm00031969", "snow"])
            let sums = try #require(weather[1]["snowfall_water_mm"] as? [[String: any Sendable]])
            #expect(sums[0]["total"] as? Double == 0.6)
            #expect(sums[1]["total"] is NSNull)
            #expect(abs((sums[1]["told"] as? Double ?? 0) - 2.3) < 1e-9)
            #expect((sums[1]["missing"] as? [[String]])?.count == 1)
            let temperature =
                (weather[1]["values"] as? [String: any Sendable])?["temperature_celsius"] as? [String: any Sendable]
            #expect(temperature?["value"] as? Double == -0.1)
            let people = try await Program.revisit("weather", "show", folder)
            #expect(people.output.contains("0.6 / ≥2.3 (23 of 24 h) / ≥7.1 (71 of 72 h)"), "\(people.output)")
            #expect(
                people.output.contains(
                    "snow: snowfall is not told for 2023-12-31T14:00:00Z to 2023-12-31T15:00:00Z (1 h)"))
            #expect(people.output.contains("Its time is not known to the hour"))
        }

        @Test(
            "The same file again changes nothing; another of the same name is refused; what is wrong is told on one line"
        )
        func again() async throws {
            let scratch = try Scratch()
            _ = try await Program.revisit("case", "new", scratch.path + "/case", "--id", "case")
            let folder = scratch.path + "/case"
            let file = WeatherFixture.path("open-meteo.json")
            _ = try await Program.revisit("weather", "import", folder, file, "--model", "era5")
            let kept = try scratch.read("case/weather/open-meteo-era5-42.31-130.36.json")
            let again = try await Program.revisit("weather", "import", folder, file, "--model", "era5", "--json")
            #expect(try event(again, "imported").first?["outcome"] as? String == "unchanged")
            #expect(try scratch.read("case/weather/open-meteo-era5-42.31-130.36.json") == kept)
            let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
            try scratch.write(
                text.replacingOccurrences(of: "\"elevation\": 12.0", with: "\"elevation\": 13.0"), to: "other.json")
            let other = try await Program.revisit(
                "weather", "import", folder, scratch.path + "/other.json", "--model", "era5")
            #expect(other.code == 1)
            #expect(other.errorLines.count == 1 && other.errors.contains("--replace"), "\(other.errors)")
            #expect(try scratch.read("case/weather/open-meteo-era5-42.31-130.36.json") == kept)
            #expect(
                try await Program.revisit(
                    "weather", "import", folder, scratch.path + "/other.json", "--model", "era5", "--replace"
                ).code == 0)
            for (arguments, code) in [
                (["nowhere.json"], Int32(1)), (["--open-meteo"], 2), ([file, "--open-meteo"], 2),
                ([file, "--place", "here"], 2),
                ([file, "--id", "../x"], 2), ([file, "--month", "2025"], 2), ([file, "--from", "tomorrow"], 2),
                ([file, "--from", "2025-02-12", "--to", "2025-02-11"], 2),
                ([file, "--from", "1999-01-01", "--to", "1999-01-02"], 1),
            ] {
                let ended = try await Running(Program.path, ["weather", "import", folder] + arguments).end()
                #expect(ended.code == code && !ended.errors.isEmpty, "\(arguments): \(ended.errors)")
            }
            let empty = try await Program.revisit("weather", "show", scratch.path)
            #expect(empty.code == 1)
        }

        @Test("Two years of a station in one command are one series; ERA5 is read at the place that is named")
        func joined() async throws {
            let scratch = try Scratch()
            _ = try await Program.revisit("case", "new", scratch.path + "/case", "--id", "case")
            let folder = scratch.path + "/case"
            let lines = try String(contentsOfFile: WeatherFixture.path("metar-dated.txt"), encoding: .utf8)
            try scratch.write(lines, to: "a.txt")
            try scratch.write("202503140000 METAR UHWW 140000Z 32010MPS 9999 SN OVC020 M05/M10 Q1018=\n", to: "b.txt")
            let ended = try await Program.revisit(
                "weather", "import", folder, scratch.path + "/a.txt", scratch.path + "/b.txt", "--place", "43.4,132.15",
                "--json")
            let imported = try event(ended, "imported")
            #expect(imported.count == 1)
            #expect(imported[0]["samples"] as? Int == 17)
            #expect((imported[0]["files"] as? [[String: String]])?.map { $0["name"] } == ["a.txt", "b.txt"])
            let model = Program.repository.appending(path: "Tests/WeatherGDALTests/Fixtures/era5.grib1").path
            let grid = try await Program.revisit("weather", "import", folder, model, "--json")
            #expect(grid.code == 2 && grid.errors.contains("--place"))
            let placed = try await Program.revisit(
                "weather", "import", folder, model, "--place", "42.31,130.40", "--dataset", "era5", "--json")
            #expect(try event(placed, "imported").first?["id"] as? String == "era5-42.25-130.50")
        }

        @Test(
            "The archive is asked once for the days and the place; its answer is kept, and the case is made anew from it"
        )
        func archive() async throws {
            let scratch = try Scratch()
            let server = try await ArchiveServer()
            _ = try await Program.revisit("case", "new", scratch.path + "/case", "--id", "case")
            let folder = scratch.path + "/case"
            let question = [
                "weather", "import", folder, "--open-meteo", "--from", "2025-02-10", "--to", "2025-02-13", "--place",
                "42.31234567,130.4",
                "--address", server.address,
            ]
            #expect(try await Running(Program.path, question).end().code == 0)
            #expect(
                server.asked == [
                    "/v1/archive?latitude=42.3123&longitude=130.4000&start_date=2025-02-10&end_date=2025-02-13&hourly=temperature_2m,"
                        + "precipitation,snowfall,snow_depth,weather_code,cloud_cover,shortwave_radiation,wind_speed_10m,wind_gusts_10m"
                        + "&models=era5&timezone=UTC&wind_speed_unit=ms"
                ])
            let series = "open-meteo-era5-42.31-130.36.json"
            let received = "open-meteo-era5-2025-02-10-2025-02-13-42.31-130.40.json"
            let kept = try scratch.read("case/weather/" + series)
            let answer = try scratch.read("case/weather/received/" + received)
            // Asked again, the answer differs in the time that it took, and nothing is written.
            let again = try await Running(Program.path, question + ["--json"]).end()
            #expect(try event(again, "imported").first?["outcome"] as? String == "unchanged")
            #expect(try scratch.read("case/weather/received/" + received) == answer)
            try FileManager.default.removeItem(atPath: folder + "/weather/" + series)
            let anew = try await Program.revisit(
                "weather", "import", folder, folder + "/weather/received/" + received, "--model", "era5")
            #expect(anew.code == 0)
            #expect(try scratch.read("case/weather/" + series) == kept)
        }

        @Test("What a server can do wrong is told on one line, and nothing is kept")
        func misbehaviour() async throws {
            let scratch = try Scratch()
            let server = try await ArchiveServer()
            _ = try await Program.revisit("case", "new", scratch.path + "/case", "--id", "case")
            let folder = scratch.path + "/case"
            func ask(_ address: String) async throws -> Program.Ended {
                try await Program.revisit(
                    "weather", "import", folder, "--open-meteo", "--from", "2025-02-10", "--to", "2025-02-13",
                    "--place", "42.31,130.4",
                    "--address", address, "--quiet")
            }
            for (word, sentence) in [
                ("elsewhere", "another server"), ("loop", "without end"), ("error", "start_date"),
                ("broken", "status 503"),
                ("nonsense", "cannot be read as JSON"), ("cut", "broke off"), ("large", "more than 64 MiB"),
            ] {
                let ended = try await ask(server.address + "/" + word)
                #expect(ended.code == 1 && ended.errors.contains(sentence), "\(word): \(ended.errors)")
                #expect(ended.errorLines.count == 1)
            }
            #expect(!scratch.exists("case/weather"))
            let nowhere = try await ask("http://127.0.0.1:9")
            #expect(
                nowhere.code == 1 && nowhere.errors.contains("no connection to 127.0.0.1 could be made"),
                "\(nowhere.errors)")
            #expect(try await ask("ftp://127.0.0.1").code == 1)
            #expect(try await ask(server.address + "/again").code == 0)
        }
    }
}
