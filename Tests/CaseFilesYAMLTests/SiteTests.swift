import Foundation
import Geodesy
import Sites
import Testing

@testable import CaseFilesYAML

@Suite("site.geojson")
struct SiteTests {
    private func check(_ text: String) throws -> [Mistake] {
        try CaseBench(["site.geojson": text]).check()
    }

    private static let port = CaseBench.site(
        "{\"type\": \"Feature\", \"properties\": {\"kind\": \"facility\", \"id\": \"port\", \"name\": \"Port\", "
            + "\"type\": \"port\", \"note\": \"mine\", \"role\": null}, \"geometry\": null}",
        CaseBench.zone("quay", role: "berth", more: ", \"facility\": \"port\", \"required_gsd_m\": 20"),
        CaseBench.zone(
            "road", role: "anchorage", type: "MultiPolygon",
            "[[[[129.1, 35], [129.2, 35], [129.2, 35.1], [129.1, 35.1], [129.1, 35]], "
                + "[[129.12, 35.02], [129.14, 35.02], [129.14, 35.04], [129.12, 35.02]]]]"),
        CaseBench.feature(
            "\"kind\": \"track\", \"id\": \"t\", \"zone\": \"quay\", \"gauge_mm\": 1435", "LineString",
            "[[129, 35, 4], [129.001, 35.001, 4]]"),
        CaseBench.feature(
            "\"kind\": \"berth\", \"id\": \"b\", \"zone\": \"quay\"", "LineString", "[[129, 35], [129.01, 35]]"),
        CaseBench.feature(
            "\"kind\": \"tank\", \"id\": \"k\", \"diameter_m\": 40, \"height_m\": 12.5, \"roof\": \"floating\"",
            "Point",
            "[129.005, 35.005]"),
        CaseBench.feature(
            "\"kind\": \"link\", \"id\": \"l\", \"type\": \"sea lane\", \"from\": \"road\", \"to\": \"port\", "
                + "\"capacity\": \"1.5 Mt/a\"", "LineString", "[[129.1, 35], [129, 35]]"))

    @Test("Everything that may stand there is read, and written back the same")
    func roundTrip() throws {
        let bench = try CaseBench(["site.geojson": Self.port])
        #expect(bench.check() == [])
        let site = try bench.read().site
        #expect(site.facilities == [Facility(id: "port", name: "Port", kind: "port")])
        #expect(site.zones.map(\.id) == ["quay", "road"])
        #expect(site.zones[0].requiredGroundSamplingDistance == 20)
        #expect(site.zones[0].facility == "port")
        #expect(site.zones[1].area.parts[0].holes.count == 1)
        #expect(site.tracks.first?.gauge == 1435)
        #expect(site.tracks.first?.line.last == GeoPoint(longitude: 129.001, latitude: 35.001))
        #expect(site.berths.first?.zone == "quay")
        #expect(site.tanks.first?.roof == .floating)
        #expect(site.tanks.first?.height == 12.5)
        #expect(site.links.first?.kind == .seaLane)
        #expect(site.links.first?.capacity == "1.5 Mt/a")

        try bench.folder.write(site)
        let first = try String(contentsOfFile: bench.folder.siteFile, encoding: .utf8)
        #expect(bench.check() == [])
        let again = try bench.read().site
        #expect(again.zones.map(\.area.area) == site.zones.map(\.area.area))
        try bench.folder.write(again)
        #expect(try String(contentsOfFile: bench.folder.siteFile, encoding: .utf8) == first)
        // Right-hand rule: the outer ring runs counterclockwise, the hole clockwise.
        #expect((again.zones.map { $0.area.parts[0].outer.signedArea }.min() ?? 0) > 0)
        #expect(again.zones[1].area.parts[0].holes[0].signedArea < 0)
        #expect(try JSONSerialization.jsonObject(with: Data(first.utf8)) is [String: Any])
    }

    @Test("What is sketched is told apart, and still is after it was written; other words for it are refused")
    func sketched() throws {
        let line = "[[129.001, 35.001], [129.002, 35.002]]"
        let track = CaseBench.feature(#""kind": "track", "id": "t", "geometry": "sketched""#, "LineString", line)
        let surveyed = CaseBench.feature(#""kind": "track", "id": "u", "geometry": "surveyed""#, "LineString", line)
        let bench = try CaseBench([
            "site.geojson": CaseBench.site([CaseBench.zone(), track, surveyed].joined(separator: ", "))
        ])
        let site = try bench.read().site
        #expect(site.sketched == ["t"])
        let again = try CaseBench(["site.geojson": CaseFolder.siteText(of: site)])
        #expect(try again.read().site == site)
        let guessed = CaseBench.feature(#""kind": "track", "id": "v", "geometry": "guessed""#, "LineString", line)
        #expect(
            try CaseBench(["site.geojson": CaseBench.site(CaseBench.zone() + ", " + guessed)]).check().contains {
                $0.severity == .error && $0.problem.contains("geometry")
            })
    }

    @Test("Where a shape comes from is kept for every kind of feature, without a warning")
    func origins() throws {
        let line = "[[129.001, 35.001], [129.002, 35.002]]"
        let track = CaseBench.feature(#""kind": "track", "id": "t", "source": "S1, S2""#, "LineString", line)
        let blank = CaseBench.feature(#""kind": "track", "id": "u", "source": " ""#, "LineString", line)
        let bench = try CaseBench([
            "site.geojson": CaseBench.site([CaseBench.zone(), track, blank].joined(separator: ", "))
        ])
        #expect(bench.check().filter { $0.file == "site.geojson" }.isEmpty)
        let site = try bench.read().site
        #expect(site.origins == [SiteOrigin(id: "t", source: "S1, S2")])
        #expect(site.origin(of: "t") == "S1, S2" && site.origin(of: "u") == nil)
        #expect(try CaseBench(["site.geojson": CaseFolder.siteText(of: site)]).read().site == site)
    }

    @Test("Positions are written with seven decimals at most")
    func decimals() {
        #expect(degrees(129.123456789) == "129.1234568")
        #expect(degrees(-0.00000001) == "0")
        #expect(degrees(-12.5) == "-12.5")
        #expect(degrees(180) == "180")
        #expect(degrees(-0.0000001) == "-0.0000001")
    }

    @Test(
        "Mistakes of the file as a whole",
        arguments: [
            ("{\"type\": \"FeatureCollection\", \"features\": [\n", 2, 1, "the file ends in the middle"),
            ("[]", 1, 1, "an empty list; expected a GeoJSON FeatureCollection"),
            ("{\"features\": []}", 1, 1, "no 'type'"),
            ("{\"type\": \"Topology\"}", 1, 10, "of type 'Topology'"),
            ("{\"type\": \"FeatureCollection\"}", 1, 1, "no 'features'"),
            ("{\"type\": \"FeatureCollection\", \"features\": {}}", 1, 43, "'features' is an object"),
            (CaseBench.site("7"), 2, 1, "no feature"),
            (CaseBench.site("{\"type\": \"Polygon\"}"), 2, 10, "of type 'Polygon'"),
            (CaseBench.site("{\"type\": \"Feature\", \"properties\": 3}"), 2, 35, "'properties' is a number"),
            (
                CaseBench.site(
                    CaseBench.zone(),
                    head: "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"EPSG:32652\"}}, "), 1,
                78,
                "the positions are in EPSG:32652; expected longitude and latitude in WGS 84; run: ogr2ogr -t_srs EPSG:4326"
            ),
            (CaseBench.site(CaseBench.zone("a", "[[[NaN, 35]]]")), 2, 135, "NaN is not a number"),
            (CaseBench.site(CaseBench.zone(more: ", \"role\": \"berth\"")), 2, 84, "given twice, first in line 2"),
        ])
    func wholeFile(text: String, line: Int, column: Int, fragment: String) throws {
        expectOne(try check(text), "site.geojson", line, column, fragment)
    }

    @Test(
        "Mistakes of properties",
        arguments: [
            ("\"id\": \"a\"", 35, "no property 'kind'; expected facility, zone,"),
            ("\"Kind\": \"zone\"", 36, "did you mean 'kind'?"),
            ("\"kind\": \"zones\"", 44, "the kind 'zones' is unknown; did you mean 'zone'? known are facility,"),
            ("\"kind\": \"zone\", \"role\": \"berth\"", 35, "this zone has no 'id'"),
            ("\"kind\": \"zone\", \"id\": \"a/b\", \"role\": \"berth\"", 58, "the id 'a/b' cannot be used"),
            ("\"kind\": \"zone\", \"id\": \"a\"", 35, "no 'role'; expected berth, anchorage,"),
            (
                "\"kind\": \"zone\", \"id\": \"a\", \"role\": \"rail-spur\"", 71,
                "the role 'rail-spur' is unknown; did you mean 'rail spur'? known are berth,"
            ),
            ("\"kind\": \"zone\", \"id\": \"a\", \"role\": 4", 71, "the role a number is unknown"),
            (
                "\"kind\": \"zone\", \"id\": \"a\", \"role\": \"berth\", \"facility\": \"x\"", 92,
                "'facility' names 'x', which is not in the site; expected the id of a facility, but the site has none"
            ),
            (
                "\"kind\": \"zone\", \"id\": \"a\", \"role\": \"berth\", \"facility\": \"a\"", 92,
                "names 'a', which is a zone; expected the id of a facility"
            ),
            (
                "\"kind\": \"zone\", \"id\": \"a\", \"role\": \"berth\", \"required_gsd_m\": 0", 98,
                "'required_gsd_m' is 0; expected a number of metres above 0"
            ),
            (
                "\"kind\": \"zone\", \"id\": \"a\", \"role\": \"berth\", \"required_gsd_m\": \"2\"", 98,
                "'required_gsd_m' is '2'"
            ),
            ("\"kind\": \"zone\", \"id\": \"a\", \"role\": \"berth\", \"name\": \" \"", 88, "'name' is empty"),
        ])
    func properties(text: String, column: Int, fragment: String) throws {
        let site = CaseBench.site(CaseBench.feature(text, "Polygon", CaseBench.square))
        expectOne(try check(site), "site.geojson", 2, column, fragment)
    }

    @Test("Properties that are near a known one, or of another kind, are warned of; others are let be")
    func otherProperties() throws {
        expectOne(
            try check(CaseBench.site(CaseBench.zone(more: ", \"facilty\": \"x\", \"Comment\": \"mine\""))),
            "site.geojson",
            2, 84, "'facilty' is not read; did you mean 'facility'?", severity: .warning)
        expectOne(
            try check(CaseBench.site(CaseBench.zone(more: ", \"gauge_mm\": 1435"))), "site.geojson", 2, 84,
            "a zone has no property 'gauge_mm'", severity: .warning)
    }

    @Test(
        "Mistakes of tracks, tanks, berths and links",
        arguments: [
            (
                CaseBench.feature("\"kind\": \"tank\", \"id\": \"k\"", "Point", "[129, 35]"), 3, 35,
                Mistake.Severity.error,
                "no 'diameter_m'"
            ),
            (
                CaseBench.feature(
                    "\"kind\": \"tank\", \"id\": \"k\", \"diameter_m\": 9, \"roof\": \"flat\"", "Point", "[129, 35]"),
                3, 88, .error, "the roof 'flat' is unknown; known are fixed, floating, unknown"
            ),
            (
                CaseBench.feature("\"kind\": \"tank\", \"id\": \"k\", \"diameter_m\": 9", "Polygon", CaseBench.square),
                3, 102,
                .error, "a tank is drawn as 'Polygon'; expected a Point"
            ),
            (
                CaseBench.feature(
                    "\"kind\": \"track\", \"id\": \"k\", \"gauge_mm\": 1.435", "LineString", "[[129, 35], [129, 35.1]]"),
                3, 76, .warning, "a gauge of 1.435 mm"
            ),
            (
                CaseBench.feature("\"kind\": \"track\", \"id\": \"k\"", "MultiLineString", "[]"), 3, 86, .error,
                "expected a LineString; split it"
            ),
            (
                CaseBench.feature("\"kind\": \"berth\", \"id\": \"k\"", "LineString", "[[129, 35], [129, 35]]"), 3, 115,
                .error,
                "the line has no length"
            ),
            (
                CaseBench.feature(
                    "\"kind\": \"berth\", \"id\": \"k\", \"zone\": \"b\"", "LineString", "[[129, 35], [129, 35.1]]"),
                3, 72, .error, "'zone' names 'b', which is not in the site; did you mean 'a'?"
            ),
            (
                CaseBench.feature(
                    "\"kind\": \"link\", \"id\": \"k\", \"type\": \"rail\", \"from\": \"a\", \"to\": \"a\"",
                    "LineString",
                    "[[129, 35], [129, 35.1]]"), 3, 98, .error, "leads from 'a' to itself"
            ),
            (
                CaseBench.feature(
                    "\"kind\": \"link\", \"id\": \"k\", \"type\": \"rail\", \"from\": \"a\"", "LineString",
                    "[[129, 35], [129, 35.1]]"), 3, 35, .error, "no 'to'; expected the id of a facility or zone"
            ),
            (
                CaseBench.feature(
                    "\"kind\": \"zone\", \"id\": \"a\", \"role\": \"other\"", "Polygon", CaseBench.square), 3, 58,
                .error, "the id 'a' is used twice, first for a zone in line 2"
            ),
        ])
    func otherKinds(feature: String, line: Int, column: Int, severity: Mistake.Severity, fragment: String) throws {
        expectOne(
            try check(CaseBench.site(CaseBench.zone(), feature)), "site.geojson", line, column, fragment,
            severity: severity)
    }

    /// Column of the coordinates of a zone of ``CaseBench/zone(_:role:more:type:_:)``.
    private static let start = 132

    @Test(
        "Mistakes of geometry",
        arguments: [
            // A bow tie, with both places.
            (
                "[[[129,35],[129.01,35.01],[129.01,35],[129,35.01],[129,35]]]", 2,
                "the outline crosses itself near [129.005, 35.005]: its edges from 2:134 and 2:158"
            ),
            // A corner that comes back to an edge.
            (
                "[[[129,35],[129.02,35],[129.02,35.02],[129.01,35],[129,35.02],[129,35]]]", 2,
                "the outline touches itself near [129.01, 35]"
            ),
            // A spike.
            (
                "[[[129,35],[129.02,35],[129.01,35],[129.01,35.02],[129,35]]]", 2,
                "the outline runs back over itself"
            ),
            ("[[[129,35],[129.01,35],[129,35]]]", 1, "the ring has 2 different corners; expected at least 3"),
            ("[[[129,35],[129.01,35],[129.02,35],[129,35]]]", 2, "has no area"),
            (
                "[[[129,35],[129.01,35],[129,35.01],[129,35]],[[129.1,35.1],[129.2,35.1],[129.1,35.2],[129.1,35.1]]]",
                46,
                "hole 1 lies outside its outline"
            ),
            ("[[[129,95],[129,96],[130,95],[129,95]]]", 2, "lies nowhere on the Earth (and 3 more"),
            ("[[[35,129],[35.1,129],[35,129.1],[35,129]]]", 2, "latitude and longitude look exchanged: [35, 129]"),
            ("[[[190,35],[191,35],[190,36],[190,35]]]", 2, "expected a longitude from -180 to 180, here -170"),
            (
                "[[[500000,3900000],[500100,3900000],[500000,3900100],[500000,3900000]]]", 2,
                "looks like metres of a projected system; expected degrees in WGS 84; run: ogr2ogr"
            ),
            (
                "[[[179,35],[-179,35],[-179,36],[179,36],[179,35]]]", 11,
                "crosses the antimeridian; cut the geometry at 180°"
            ),
            ("[[[129],[129.01,35],[129,35.01],[129]]]", 2, "a list stands where a position belongs"),
            ("[[[\"129\",35],[129.01,35],[129,35.01],[129,35]]]", 3, "'129' stands where a coordinate belongs"),
            ("[[129,35],[129.01,35],[129,35.01]]", 2, "a number stands where a position belongs"),
            ("[]", 0, "the polygon has no rings"),
        ])
    func geometry(coordinates: String, column: Int, fragment: String) throws {
        let mistakes = try check(CaseBench.site(CaseBench.zone("a", coordinates)))
        let first = Array(mistakes.prefix(1))
        expectOne(first, "site.geojson", 2, Self.start + column, fragment)
    }

    @Test("A ring that is not closed is closed, with a warning; either way round is fine")
    func unclosed() throws {
        let bench = try CaseBench([
            "site.geojson": CaseBench.site(CaseBench.zone("a", "[[[129,35],[129,35.01],[129.01,35]]]"))
        ])
        expectOne(
            bench.check(), "site.geojson", 2, Self.start + 23, "not closed; it was closed for you",
            severity: .warning)
        #expect(try bench.read().site.zones[0].area.parts[0].outer.corners.count == 3)
    }

    @Test("Geometries that do not fit their kind")
    func wrongGeometry() throws {
        for type in ["GeometryCollection", "Point", "Sphere"] {
            expectOne(
                try check(CaseBench.site(CaseBench.zone("a", type: type, "[]"))), "site.geojson", 2, 106,
                "a zone is drawn as '\(type)'; expected a Polygon or MultiPolygon")
        }
        let bare = "{\"type\": \"Feature\", \"properties\": {\"kind\": \"zone\", \"id\": \"a\", \"role\": \"other\"}, "
        expectOne(
            try check(CaseBench.site(bare + "\"geometry\": null}")), "site.geojson", 2, 1, "this zone has no geometry")
    }

    @Test("A coordinate system that is WGS 84 by any of its names is fine")
    func acceptedSystems() throws {
        for name in [
            "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326",
            "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
        ] {
            let head = "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"\(name)\"}}, "
            #expect(try check(CaseBench.site(CaseBench.zone(), head: head)) == [], "\(name)")
        }
        let other = "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"urn:ogc:def:crs:EPSG::3857\"}}, "
        #expect(try check(CaseBench.site(CaseBench.zone(), head: other)).count == 1)
    }

    @Test("An empty site, and one without zones, are warned of")
    func empty() throws {
        expectOne(
            try check("{\"type\": \"FeatureCollection\", \"features\": []}"), "site.geojson", 1, 43,
            "the site is empty",
            severity: .warning)
        expectOne(
            try check(
                CaseBench.site(
                    CaseBench.feature("\"kind\": \"tank\", \"id\": \"k\", \"diameter_m\": 9", "Point", "[129, 35]"))),
            "site.geojson", 1, 43, "no zone", severity: .warning)
    }

    @Test("A feature far from the rest is told, as an error where exchanged coordinates explain it")
    func distant() throws {
        func triangle(_ x: Double, _ y: Double) -> String {
            "[[[\(x),\(y)],[\(x + 0.1),\(y)],[\(x),\(y + 0.1)],[\(x),\(y)]]]"
        }
        func mistakes(_ x: Double, _ y: Double) throws -> [Mistake] {
            try check(
                CaseBench.site(
                    CaseBench.zone("a", triangle(50, 26)), CaseBench.zone("b", triangle(50.2, 26)),
                    CaseBench.zone("c", triangle(x, y))))
        }
        expectOne(
            try mistakes(26.3, 50.1), "site.geojson", 4, Self.start, "latitude and longitude of 'c' look exchanged")
        expectOne(
            try mistakes(10, 10), "site.geojson", 4, Self.start, "'c' lies 4", severity: .warning)
    }

    @Test("Zones in which a ship counts twice are warned of; zones side by side are not")
    func overlap() throws {
        func mistakes(_ role: String, _ x: Double) throws -> [Mistake] {
            let shape = "[[[\(x),35],[\(x + 0.01),35],[\(x + 0.01),35.01],[\(x),35.01],[\(x),35]]]"
            return try check(CaseBench.site(CaseBench.zone(), CaseBench.zone("b", role: role, shape)))
        }
        // Half of 912 m by 1 110 m.
        expectOne(
            try mistakes("anchorage", 129.005), "site.geojson", 3, Self.start,
            "the zone 'b' overlaps the zone 'a' of line 2 by 50.6 ha, so that a ship there counts twice",
            severity: .warning)
        #expect(try mistakes("anchorage", 129.01) == [])
        #expect(try mistakes("road", 129.005) == [])
        #expect(try mistakes("berth", 129.005).count == 1)
    }

    @Test("Every feature's mistakes are told at once, and no mistake drags others after it")
    func allAtOnce() throws {
        let mistakes = try check(
            CaseBench.site(
                CaseBench.zone("a", role: "port"),
                CaseBench.zone("b", "[[[129,35],[129.01,35.01],[129.01,35],[129,35.01],[129,35]]]"),
                CaseBench.feature(
                    "\"kind\": \"berth\", \"id\": \"q\", \"zone\": \"b\"", "LineString", "[[129, 35], [129.01, 35]]"),
                CaseBench.feature("\"kind\": \"berth\", \"id\": \"q\"", "LineString", "[[129, 35], [129.01, 35]]")))
        #expect(mistakes.map { $0.position?.line ?? 0 } == [2, 3, 5], "\(mistakes)")
    }

    @Test("Metres are told once, however many features have them")
    func manyMetres() throws {
        let metres = "[[[500000,3900000],[500100,3900000],[500000,3900100],[500000,3900000]]]"
        expectOne(
            try check(CaseBench.site(CaseBench.zone("a", metres), CaseBench.zone("b", metres))), "site.geojson", 2,
            Self.start + 2, "so does one more feature")
    }

    @Test("No more than 200 mistakes are told")
    func manyMistakes() throws {
        let features = (0..<300).map { _ in "7" }.joined(separator: ",\n")
        let mistakes = try check(CaseBench.site(features))
        #expect(mistakes.count == 201)
        #expect(mistakes.last?.problem == "100 more mistakes are not shown")
    }

    @Test("Warnings never make a case unusable, however many, and never hide an error")
    func manyWarnings() throws {
        var log = MistakeLog(source: SourceText(file: "f", text: "x"))
        for number in 0..<201 { log.add(.warning, nil, "doubt \(number)", "") }
        #expect(log.sorted.allSatisfy { $0.severity == .warning })
        #expect(log.sorted.last?.problem == "1 more warning is not shown")
        for number in 0..<150 { log.add(.error, nil, "flaw \(number)", "") }
        #expect(log.sorted.filter { $0.problem.hasPrefix("flaw") }.count == 150)
        #expect(log.sorted.count == 201)
        #expect(log.sorted.last?.problem == "151 more warnings are not shown")
        #expect(log.sorted.last?.severity == .warning)
        for number in 150..<203 { log.add(.error, nil, "flaw \(number)", "") }
        #expect(log.sorted.allSatisfy { $0.severity == .error })
        #expect(log.sorted.last?.problem == "204 more mistakes are not shown")
    }

    @Test("Hostile files are refused at once")
    func hostile() throws {
        expectOne(
            try check(String(repeating: "[", count: 100_000)), "site.geojson", 1, 129, "nested more than 128 deep")
        expectOne(
            try check("\"" + String(repeating: "x", count: 50 << 20) + "\""), "site.geojson", nil, nil,
            "larger than 32 MB")
        let bench = try CaseBench([:])
        try bench.write("site.geojson", Data([0x7B, 0x0A, 0xFF, 0xFE]))
        expectOne(bench.check(), "site.geojson", 2, 1, "not UTF-8")
        try FileManager.default.removeItem(atPath: bench.folder.siteFile)
        try FileManager.default.createDirectory(atPath: bench.folder.siteFile, withIntermediateDirectories: true)
        expectOne(bench.check(), "site.geojson", nil, nil, "this is no file")
    }
}
