import Foundation
import Geodesy
import Sites
import Testing

@testable import CaseFilesYAML

@Suite("world.yaml")
struct WorldFileTests {
    /// A site with a track of 222 m, a quay of 333 m whose water lies north of it, two tanks and a zone.
    private static let site: Site = {
        func area(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> MultiPolygon<GeoPoint> {
            MultiPolygon([
                Polygon(
                    outer: Ring([
                        GeoPoint(longitude: west, latitude: south), GeoPoint(longitude: east, latitude: south),
                        GeoPoint(longitude: east, latitude: north), GeoPoint(longitude: west, latitude: north),
                    ]))
            ])
        }
        return Site(
            name: "S",
            zones: [
                Zone(id: "water", name: "W", role: .berth, area: area(0, 0.002, 0.003, 0.004)),
                Zone(id: "yard", name: "Y", role: .storageYard, area: area(0, 0, 0.003, 0.001)),
            ],
            tracks: [
                Track(
                    id: "t1", name: "T",
                    line: [GeoPoint(longitude: 0, latitude: 0.0005), GeoPoint(longitude: 0.002, latitude: 0.0005)])
            ],
            berths: [
                Berth(
                    id: "b1", name: "B",
                    line: [GeoPoint(longitude: 0, latitude: 0.002), GeoPoint(longitude: 0.003, latitude: 0.002)])
            ],
            tanks: [
                Tank(
                    id: "k1", name: "K", centre: GeoPoint(longitude: 0.001, latitude: 0.0015), diameter: 20,
                    roof: .fixed),
                Tank(
                    id: "k2", name: "K", centre: GeoPoint(longitude: 0.002, latitude: 0.0015), diameter: 20,
                    roof: .floating
                ),
            ])
    }()

    private func read(_ text: String, folder: String = "/nowhere", site: Site? = nil) -> (WorldScript?, [Mistake]) {
        WorldFile.script(
            of: SourceText(file: "world.yaml", text: text), site: site ?? Self.site, folder: folder)
    }

    /// A scene by day at the site.
    private static let scenes = "scenes:\n  - {time: 2025-03-01T10:00:00Z}\n"

    @Test("A ship's place along the quay may be two numbers, between which the lot puts it")
    func placeByLot() throws {
        func ship(_ at: String) -> (WorldScript?, [Mistake]) {
            read("ships: [{type: tanker, length: 120, berth: b1, at: \(at)}]\n" + Self.scenes)
        }
        let (script, mistakes) = ship("[20, 60.5]")
        #expect(mistakes == [])
        #expect(script?.ships.first?.state == .atBerth(id: "b1", at: 20...60.5, side: .left, bowForward: true))
        #expect(ship("20").0?.ships.first?.state == .atBerth(id: "b1", at: 20...20, side: .left, bowForward: true))
        for wrong in [
            "[60, 20]", "[20]", "[1, 2, 3]", "[a, 2]", "[.nan, 2]", "[0, .inf]", "[0, 1e9]", "[[0, 1], 2]", "[]",
        ] {
            let found = ship(wrong).1
            #expect(found.contains { $0.severity == .error && $0.problem.contains("'at'") }, "\(wrong)")
        }
        // Two ships of which the places by lot may meet.
        let both = read(
            "ships:\n  - {type: tanker, length: 120, berth: b1, at: [0, 100]}\n"
                + "  - {type: tanker, length: 60, berth: b1, at: 200}\n" + Self.scenes)
        #expect(both.1.contains { $0.problem.contains("the ship lies in that of line 2") })
    }

    @Test("A script of everything is read")
    func whole() throws {
        let (script, mistakes) = read(
            """
            origin: [0, 0]
            ground:
              cover: soil
              growing_season: {from: 11-01, until: 03-15}
              areas: [{cover: concrete, zone: yard}, {cover: water, polygon: [[0, 0], [9, 0], [9, 9]], until: 2025-06-01}]
              roads: [{line: [[0, 0], [50, 60]]}]
            trains:
              - {track: t1, name: T, consist: [locomotive, 5 x tank-car, covered-car 16.97], from_end: 3,
                 arrival: 2025-02-14T10:00+09:00, departure: 2025-02-20T00:00Z}
            ships:
              - {type: tanker, length: 120, berth: b1, bow: back}
              - {type: small-boat, length: 12, beam: 4, position: [100, 400], course: 90, speed: 8, time: 2025-03-01T10:00Z}
            vehicles:
              - {kind: truck, position: [5, 5]}
              - {kind: [car, van], count: 7, zone: yard}
            tanks: [{tank: k2, levels: [{time: 2025-01-01, fill: 0.2}, {time: 2025-03-01T00:00Z, fill: 0.8}]}]
            works: [{kind: shed, position: [20, 20], heading: 30, from: 2025-02-01}]
            snow:
              shares: [{from: 2025-01-01, share: 0.9}, {from: 2025-02-01, share: 0}]
              cleared: [{zone: yard, from: 2025-01-03T05:00Z}]
            ice: [{share: 0.4, from: 2025-01-10, until: 2025-02-01}]
            plumes: [{kind: smoke, position: [40, 40], wind_from: 270}]
            sensor: {gsd: 0.5, bands: rgbn, haze: 0.3}
            scenes:
              - {time: 2025-03-01T10:00:00Z, off_nadir: 12, view_azimuth: 200}
              - {time: 2025-03-02T19:00:00+09:00, bands: pan, gsd: 0.3, snow: 0.5}
            """)
        #expect(mistakes == [])
        let found = try #require(script)
        let train = try #require(found.trains.first)
        #expect(train.consist.count == 7 && train.line == 8)
        // 17.55 + 5 × 12.02 + 16.97
        #expect(abs(train.length - 94.62) < 1e-9)
        #expect(train.stay.start == Date(timeIntervalSince1970: 1_739_494_800))
        #expect(train.position == .fromEnd(3))
        // The quay line leads east and its water lies in the north, to the left.
        #expect(found.ships.first?.state == .atBerth(id: "b1", at: nil, side: .left, bowForward: false))
        // Tankers of 120 m are 19 to 21 m broad.
        #expect((19...21).contains(found.ships.first?.beam ?? 0))
        #expect(found.tanks.first?.fill(at: Date(timeIntervalSince1970: 1_738_238_400)) ?? 0 > 0.49)
        let season = try #require(found.ground.growingSeason)
        #expect(season.contains(Date(timeIntervalSince1970: 1_735_689_600)))
        #expect(!season.contains(Date(timeIntervalSince1970: 1_751_328_000)))
        #expect(found.scenes.map(\.groundSamplingDistance) == [0.5, 0.3])
        #expect(found.scenes.map(\.bands) == [.fourBands, .panchromatic])
        #expect(found.scenes.map(\.haze) == [0.3, 0.3])
        #expect(found.scenes.last?.snow == 0.5)
        // Fifty metres east of the origin at the equator.
        let end = try #require(found.ground.roads.first?.line.last)
        #expect(abs(end.longitude - 50 / 111_319.49) < 1e-9)
    }

    @Test(
        "Each mistake is told at its line with what was expected",
        arguments: [
            ("trains:\n  - {track: t2, consist: [locomotive]}\n", 2, "the site has no track 't2'; did you mean 't1'?"),
            (
                "trains:\n  - track: t1\n    consist: [locomotive]\n    arrival: 2025-02-02T00:00Z\n    departure: 2025-02-01T00:00Z\n",
                5, "'departure' is not after 'arrival'"
            ),
            (
                "trains:\n  - track: t1\n    consist: [20 x tank-car]\n", 3,
                "the train is 240.4 m long, the track 't1' only 222.6 m"
            ),
            ("trains:\n  - {track: t1, consist: [locomotive], from_end: 210}\n", 2, "reach beyond the track 't1'"),
            (
                "trains:\n  - {track: t1, consist: [locomotive], from_end: 3}\n  - {track: t1, consist: [tank-car], from_end: 10}\n",
                3, "the train stands in that of line 2, on the same track 't1' at the same time"
            ),
            (
                "trains:\n  - {track: t1, consist: [10 x tank-car]}\n  - {track: t1, consist: [10 x tank-car]}\n", 3,
                "has no room for this train beside that of line 2"
            ),
            (
                "trains:\n  - {track: t1, consist: [tankcar]}\n", 2,
                "'tankcar' is no kind of rail vehicle; did you mean 'tank-car'?"
            ),
            ("trains:\n  - {track: t1, consist: [tank-car 90]}\n", 2, "expected a kind and a length of 4 to 40 m"),
            ("trains:\n  - {track: t1, consist: [0 x tank-car]}\n", 2, "has no number of vehicles"),
            ("trains:\n  - {track: t1}\n", 2, "the train has no 'consist'"),
            (
                "trains:\n  - {track: t1, consist: [locomotive], arrival: 2025-02-02T00:00}\n", 2,
                "'arrival' is 2025-02-02T00:00, a time without its time zone"
            ),
            (
                "trains:\n  - {track: t1, consist: [locomotive], arrival: 2025-02-02}\n", 2,
                "is the day 2025-02-02 without a time"
            ),
            ("trains:\n  - {track: t1, consist: [locomotive], arival: x}\n", 2, "did you mean 'arrival'?"),
            (
                "ships:\n  - {type: tanker, length: 100, berth: b9}\n", 2,
                "the site has no berth 'b9'; did you mean 'b1'?"
            ),
            ("ships:\n  - {type: tankr, length: 100, berth: b1}\n", 2, "did you mean 'tanker'?"),
            ("ships:\n  - {type: tanker, berth: b1}\n", 2, "the ship has no 'length'"),
            (
                "ships:\n  - {type: tanker, length: 60, beam: 40, berth: b1}\n", 2,
                "expected a beam of less than half the length"
            ),
            ("ships:\n  - {type: tanker, length: 60}\n", 2, "the ship has no place"),
            ("ships:\n  - {type: tanker, length: 60, position: [0, 0]}\n", 2, "the ship has no 'heading'"),
            ("ships:\n  - {type: tanker, length: 60, position: [0, 0], course: 9}\n", 2, "under way without 'speed'"),
            (
                "ships:\n  - {type: tanker, length: 100, berth: b1}\n  - {type: tanker, length: 80, berth: b1}\n", 3,
                "the ship lies in that of line 2, at the same berth 'b1'"
            ),
            (
                "ships:\n  - {type: tanker, length: 455, position: [0.001, 0.003], heading: 0}\n"
                    + "sensor: {extent: {centre: [0.001, 0.001], width: 200, height: 200}}\n", 2,
                "the ship of 455 m is longer than the scene of line 5 reaches, 282.8 m"
            ),
            ("vehicles:\n  - {kind: lorry, position: [0, 0]}\n", 2, "'lorry' is no kind of vehicle"),
            ("vehicles:\n  - {kind: car}\n", 2, "the vehicle has no place"),
            (
                "vehicles:\n  - {kind: car, count: 3, zone: yrad}\n", 2,
                "the site has no zone 'yrad'; did you mean 'yard'?"
            ),
            ("vehicles:\n  - {kind: car, count: 2.5, zone: yard}\n", 2, "'count' is 2.5; expected a whole number"),
            (
                "vehicles:\n  - {kind: car, count: 2, heading: 90, zone: yard}\n", 2,
                "'heading' is given for vehicles that are scattered"
            ),
            (
                "vehicles:\n  - {kind: car, position: [45, 0]}\n", 2,
                // A degree of the equator is 111.3195 km.
                "'position' lies 5009 km from the site; expected a place within 100 km of it; are longitude and latitude"
            ),
            ("vehicles:\n  - {kind: car, position: [-90, 0]}\n", 2, "are longitude and latitude exchanged?"),
            ("origin: [3, 0]\n", 1, "'origin' lies 334 km from the site"),
            (
                "works:\n  - {kind: heap, position: [0, 0], height: 9}\n", 2,
                "a heap has no 'height'; leave it out; its form is told by 'heading', 'length', 'width'"
            ),
            ("works:\n  - {kind: sphere, position: [0, 0], height: 9}\n", 2, "a sphere has no 'height'"),
            ("works:\n  - {kind: mast, position: [0, 0], length: 9}\n", 2, "a mast has no 'length'"),
            ("works:\n  - {kind: tree, position: [0, 0], heading: 9}\n", 2, "a tree has no 'heading'"),
            ("tanks:\n  - {tank: k3}\n", 2, "the site has no tank 'k3'; did you mean 'k1'?"),
            ("tanks:\n  - {tank: k1, roof: floating}\n", 2, "the site says that the roof of 'k1' is fixed"),
            ("tanks:\n  - tank: k2\n    levels:\n      - {time: 2025-01-01, fill: 1.2}\n", 4, "'fill' is 1.2"),
            ("works:\n  - {kind: shed}\n", 2, "the entry has no 'position'"),
            ("works:\n  - {kind: heap, position: [0, 0], roof: flat}\n", 2, "a heap has no 'roof'"),
            ("ground:\n  cover: gras\n", 2, "'cover' is 'gras'"),
            (
                "ground:\n  areas:\n    - {cover: soil, polygon: [[0, 0], [1, 1]]}\n", 3,
                "expected a list of 3 or more positions"
            ),
            ("origin: [0, 0]\nground:\n  roads:\n    - {line: [[0, 0], [90000, 0]]}\n", 4, "up to 50 km away"),
            ("ground:\n  roads:\n    - {line: [[0, 0], [120, 300]]}\n", 3, "positions in metres need an 'origin'"),
            ("snow:\n  weather: nothing.csv\n", 2, "'nothing.csv' cannot be used: the file does not exist"),
            ("snow:\n  weather: ../secret.csv\n", 2, "lies outside the script's folder"),
            ("snow:\n  shares:\n    - {from: 2025-01-01}\n", 3, "the share has no 'share'"),
            ("ice:\n  - {share: 2}\n", 2, "'share' is 2; expected a share from 0 to 1"),
            ("plumes:\n  - {position: [0, 0]}\n", 2, "the plume has no 'wind_from'"),
            ("sensor: {gsd: 0.3, band: pan}\n", 1, "did you mean 'bands'?"),
            ("sensor: {off_nadir: 70}\n", 1, "expected degrees from 0 to 45"),
            (
                "works:\n  - {kind: shed, name: ship-1, position: [0, 0]}\n"
                    + "ships:\n  - {type: tanker, length: 90, berth: b1}\n", 2,
                "the name 'ship-1' is that of what line 4 describes already"
            ),
            (
                "trains:\n  - {track: t1, name: k1, consist: [locomotive]}\n", 2,
                "the name 'k1' is that of a tank already"
            ),
            ("wether: 1\n", 1, "a world script has no key 'wether'"),
        ])
    func mistakes(text: String, line: Int, sentence: String) {
        let (_, mistakes) = read(text + Self.scenes)
        #expect(mistakes.contains { $0.position?.line == line && "\($0)".contains(sentence) }, "\(mistakes)")
        #expect(mistakes.allSatisfy { $0.file == "world.yaml" })
    }

    @Test(
        "Scenes that cannot be drawn are told",
        arguments: [
            ("{time: 2025-03-01T10:00:00}", "a time without its time zone"),
            ("{time: 2025-03-01T23:00:00Z}", "too low for a scene"),
            ("{gsd: 0.3}", "the scene has no 'time'"),
            (
                "{time: 2025-03-01T10:00:00Z, extent: {centre: [0, 0], width: 30000, height: 100}, gsd: 0.05}",
                "40 000 at the most"
            ),
        ])
    func badScenes(scene: String, sentence: String) {
        let (_, mistakes) = read("scenes:\n  - \(scene)\n")
        #expect(mistakes.contains { $0.position?.line == 2 && "\($0)".contains(sentence) }, "\(mistakes)")
    }

    @Test("A zone of several parts with holes is taken whole, and what shapes a thing is read for it")
    func zones() throws {
        func ring(_ west: Double, _ side: Double) -> Ring<GeoPoint> {
            Ring([
                GeoPoint(longitude: west, latitude: 0), GeoPoint(longitude: west + side, latitude: 0),
                GeoPoint(longitude: west + side, latitude: side), GeoPoint(longitude: west, latitude: side),
            ])
        }
        var site = Self.site
        site.zones.append(
            Zone(
                id: "two", name: "T", role: .storageYard,
                area: MultiPolygon([
                    Polygon(outer: ring(0, 0.001), holes: [ring(0.0003, 0.0002)]), Polygon(outer: ring(0.002, 0.001)),
                ])))
        let (script, mistakes) = read(
            """
            ground: {areas: [{cover: water, zone: two}]}
            vehicles: [{kind: car, count: 4, zone: two}]
            works: [{kind: open-roof, position: [0, 0], roof: gable}, {kind: sphere, position: [0, 0.0005], width: 9}]

            """ + Self.scenes, site: site)
        #expect(mistakes == [])
        let found = try #require(script)
        #expect(found.ground.areas.map(\.part.holes.count) == [1, 0])
        guard case .scattered(4, let parts) = found.vehicles.first?.place else {
            Issue.record("no vehicles are scattered")
            return
        }
        #expect(parts.map(\.rings.count) == [2, 1])
        #expect(found.works.map(\.roof) == [.gable, nil])
    }

    @Test("A script without scenes, and a tank of which nobody tells the roof, are told")
    func missing() {
        #expect(read("ground: {cover: soil}\n").1.contains { "\($0)".contains("the script has no scene") })
        var site = Self.site
        site.tanks[0].roof = .unknown
        #expect(
            read(Self.scenes, site: site).1.contains { "\($0)".contains("nobody tells how the tank 'k1' is closed") })
    }

    @Test("Weather is read from CSV and from the JSON of Open-Meteo's archive alike")
    func weather() throws {
        let bench = try CaseBench([
            "a.csv": "time,snowfall (cm),temperature_2m (°C)\n2025-01-01T01:00Z,0.5,-3.2\n2025-01-01T11:00+09:00,0,1\n",
            "b.json": """
            {"latitude": 42, "utc_offset_seconds": 32400, "hourly": {"time": ["2025-01-01T10:00", "2025-01-01T11:00"],
             "snowfall": [0.5, 0], "temperature_2m": [-3.2, 1]}}
            """, "c.csv": "time,snowfall,temperature_2m\n2025-01-01T01:00,0,0\n",
            "d.csv": "time,snowfall,temperature_2m\n2025-01-01T02:00Z,0,0\n2025-01-01T01:00Z,0,0\n",
            "e.csv": "time,snowfall,temperature_2m\n2025-01-01T01:00Z,0,warm\n",
            "f.csv":
                "time,snowfall,temperature_2m\n2025-01-01T01:00Z,0,0\n\n2025-01-01T02:00Z,0,0\n2025-01-02T02:00Z,0,0\n",
            "g.json": """
            {"hourly": {"time": ["2025-01-01T01:00Z", "2025-01-01T03:00Z"], "snowfall": [0, 0],
             "temperature_2m": [0, 0]}}
            """,
        ])
        let first = try WeatherFile.read(bench.folder.path + "/a.csv", name: "a.csv").get()
        let second = try WeatherFile.read(bench.folder.path + "/b.json", name: "b.json").get()
        #expect(first == second)
        #expect(first.map(\.time.timeIntervalSince1970) == [1_735_693_200, 1_735_696_800])
        #expect(first.map(\.snowfall) == [0.5, 0])
        for (file, line, problem) in [
            ("c.csv", 2, "has the time '2025-01-01T01:00', without its time zone"),
            ("d.csv", 3, "has hours that are not in order (2025-01-01T01:00:00Z)"), ("e.csv", 2, "lacks a number"),
            ("f.csv", 5, "leaves out hours before 2025-01-02T02:00:00Z"),
            ("g.json", nil, "leaves out hours before 2025-01-01T03:00:00Z"),
        ] as [(String, Int?, String)] {
            guard case .failure(let flaw) = WeatherFile.read(bench.folder.path + "/" + file, name: file) else {
                Issue.record("\(file) was read")
                continue
            }
            #expect(flaw.line == line && flaw.problem == problem)
        }
    }
}
