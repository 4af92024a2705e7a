import Evidence
import Foundation
import Geodesy
import Sites
import Testing

@testable import WeatherFiles

@Suite("The folder of weather of a case")
struct WeatherFolderTests {
    @Test("A kept series reads back to the same bytes, and keeping it again changes nothing")
    func roundTrip() throws {
        let scratch = try Scratch()
        let folder = WeatherFolder(ofCase: scratch.path)
        let options = WeatherFileOptions(
            place: GeoPoint(longitude: 130.4, latitude: 42.3), month: WeatherFileOptions.Month("2025-02"))
        for name in [
            "open-meteo.json", "RSM00031969.dly", "470030-99999-2019", "470030-99999-2019-lite", "metar-bare.txt",
        ] {
            let series = try WeatherFiles.read(Fixture.path(name), options: options).series
            #expect(try folder.keep(series) == .added)
            let place = folder.file(of: series.source.id)
            let bytes = try WeatherFiles.bytes(of: place)
            let again = try WeatherFolder.series(bytes, name: place)
            let isSame = again == series
            #expect(isSame, "\(name)")
            #expect(try WeatherSeriesText.bytes(of: again) == bytes)
            #expect(try folder.keep(series) == .unchanged)
        }
        #expect(
            try folder.all().map(\.source.id) == [
                "ghcn-daily-rsm00031969", "isd-470030-99999", "isd-lite-470030-99999", "metar-uhww",
                "open-meteo-42.31-130.36",
            ])
    }

    @Test("The weather of drawn scenes says that it is invented: 7 cm of snow are 10 mm of water in the hour before")
    func simulated() throws {
        let scratch = try Scratch()
        let folder = WeatherFolder(ofCase: scratch.path)
        let end = Date(timeIntervalSince1970: 1_739_584_800)
        let series = SimulatedWeather.series(
            [.init(time: end, snowfall: 7, temperature: -3.5)], at: GeoPoint(longitude: 134.2, latitude: 41.6),
            file: .init(name: "world.yaml", sha256: "00"))
        try folder.keep(series)
        let kept = try #require(try folder.all().first)
        #expect(kept.source.id == "simulated" && kept.source.kind == .simulated)
        #expect(kept.source.notes.contains { $0.contains("Invented") })
        let sample = try #require(kept.samples.first)
        #expect(abs((sample.snowfallWater ?? 0) - 10) < 1e-9 && sample.temperature == -3.5)
        #expect(sample.start == end.addingTimeInterval(-3600) && sample.end == end)
    }

    @Test("Another file's series of the same name is not overwritten unless that is asked for")
    func conflicts() throws {
        let scratch = try Scratch()
        let folder = WeatherFolder(ofCase: scratch.path)
        var series = try WeatherFiles.read(Fixture.path("open-meteo.json")).series
        try folder.keep(series)
        let before = try WeatherFiles.bytes(of: folder.file(of: series.source.id))
        series.source.title = "Another"
        #expect(try folder.keep(series) == .updated)
        series.source.file.sha256 = String(repeating: "0", count: 64)
        #expect(try folder.keep(series) == .unchanged, "another answer that tells the same")
        series.samples.removeLast()
        do {
            try folder.keep(series)
            Issue.record("it was overwritten")
        } catch {
            #expect(
                error.description.contains("open-meteo.json, 2025-02-09T14:00:00Z to 2025-02-13T14:00:00Z"), "\(error)")
            #expect(error.description.contains("--replace"))
        }
        #expect(try WeatherFiles.bytes(of: folder.file(of: series.source.id)) != before)
        #expect(try folder.keep(series, replaces: true) == .replaced)
        series.source.id = "../elsewhere"
        #expect(throws: WeatherFileError.self) { try folder.keep(series) }
    }

    @Test("A file that is no series is named, and an empty case has none")
    func broken() throws {
        let scratch = try Scratch()
        let folder = WeatherFolder(ofCase: scratch.path)
        #expect(try folder.all().isEmpty)
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        for text in [
            "{}", "nothing", #"{"form":"revisit-weather-1"}"#,
            #"{"form":"revisit-weather-1","start":["2025-02-10T00:00:00Z"],"end":[],"columns":{},"source":{}}"#,
        ] {
            try Data(text.utf8).write(to: URL(filePath: folder.path + "/a.json"))
            do {
                _ = try folder.all()
                Issue.record("\(text) was read")
            } catch {
                #expect(error.description.hasPrefix(folder.path + "/a.json: "))
            }
        }
    }

    @Test("Packed, empty, unknown and missing files are refused with what to do")
    func formats() {
        #expect(Fixture.refusal("").contains("is empty"))
        #expect(Fixture.refusal("PK\u{3}\u{4}rest").contains("unpack it"))
        #expect(Fixture.refusal("a text\nof no format\n").contains("--format"))
        #expect(throws: WeatherFileError.self) { try WeatherFiles.read("nowhere.dly") }
        #expect(throws: WeatherFileError.self) { try WeatherFiles.read(Fixture.folder) }
    }

    @Test("Only what lies in the span is taken")
    func span() throws {
        let from = try Fixture.time("2025-02-10T00:00Z")
        let to = try Fixture.time("2025-02-10T12:00Z")
        let series = try WeatherFiles.read(
            Fixture.path("open-meteo.json"), options: WeatherFileOptions(start: from, end: to)
        ).series
        #expect(series.samples.count == 12)
        #expect(Fixture.refusal("", WeatherFileOptions(format: .openMeteo)).contains("cannot be read as JSON"))
    }

    @Test("No broken file ends the program: bytes changed, cut off and doubled at places drawn by lot")
    func mutations() throws {
        var state: UInt64 = 5
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(1, bound)))
        }
        let options = WeatherFileOptions(
            place: GeoPoint(longitude: 130.4, latitude: 42.3), month: WeatherFileOptions.Month("2025-02"))
        var read = 0
        var refused = 0
        for name in [
            "open-meteo.json", "RSM00031969.dly", "470030-99999-2019", "470030-99999-2019-lite", "metar-table.csv",
            "metar-dated.txt",
        ] {
            let whole = try Fixture.bytes(name)
            for _ in 0..<25 {
                var bytes = whole
                for _ in 0..<(1 + next(8)) {
                    switch next(4) {
                    case 0: bytes[next(bytes.count)] = UInt8(next(256))
                    case 1: bytes.removeLast(next(bytes.count / 4))
                    case 2:
                        bytes.insert(
                            contentsOf: Array("-99999/,\u{0}9".utf8).prefix(1 + next(8)), at: next(bytes.count))
                    default: bytes.removeSubrange(0..<next(bytes.count / 8))
                    }
                }
                for format in [nil, WeatherFormat.allCases[next(5)]] {
                    var options = options
                    options.format = format
                    do {
                        let samples = try WeatherFiles.read(bytes, name: name, options: options).series.samples
                        read += 1
                        let impossible = samples.contains { sample in
                            WeatherQuantity.allCases.contains { quantity in
                                sample[quantity].map { !quantity.possible.contains($0) } ?? false
                            }
                        }
                        #expect(!impossible)
                    } catch {
                        refused += 1
                        if error.problem.isEmpty || error.expected.isEmpty { Issue.record("\(error)") }
                    }
                }
            }
        }
        #expect(read > 50 && refused > 50, "\(read) read, \(refused) refused")
    }
}
