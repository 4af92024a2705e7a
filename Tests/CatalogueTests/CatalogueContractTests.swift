import Catalogue
import CatalogueGeoPackage
import Evidence
import Findings
import Foundation
import Geodesy
import Rasters
import Testing

/// What every catalogue must do, whatever it keeps its records in.
@Suite("Catalogue contract")
struct CatalogueContractTests {
    @Test("an empty catalogue holds nothing", arguments: CatalogueKind.allCases)
    func empty(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            #expect(try await catalogue.runs() == [])
            #expect(try await catalogue.run("?") == nil)
            #expect(try await catalogue.scenes() == [])
            #expect(try await catalogue.scene("?") == nil)
            #expect(try await catalogue.looks(scene: nil) == [])
            #expect(try await catalogue.detections(scene: "?") == [])
            #expect(try await catalogue.observations(scene: nil) == [])
            try await catalogue.remove(subject: "?")
        }
    }

    @Test("records with every field filled come back equal", arguments: CatalogueKind.allCases)
    func richRecords(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            var reversed = Records.detection("reversed", "rich")
            // A box beside the order that its initialiser would bring, as a file may have held it.
            reversed.pixelBox.width = 99
            reversed.pixelBox.angle = .pi / 2
            reversed.groundBox?.azimuth = 180
            reversed.isCutOff = true
            reversed.review = .retyped
            reversed.foundAs = "barge"
            let detections = [
                Records.detection("antimeridian", "rich", at: (179.9998, -16.5)),
                Records.detection("nowhere", "rich", at: nil), Records.detection("pole", "rich", at: (-0.0, 89.9)),
                reversed,
            ]
            let observations = [
                Records.observation(
                    "o1", Records.richLook.id, detections: ["reversed", "gone", "antimeridian", "reversed"]),
                Observation(
                    id: "o2", look: Records.richLook.id, quantity: "ships at berth",
                    result: .undetermined(because: "the zone was under cloud"), detections: [], model: nil),
                Observation(
                    id: "o3", look: Records.richLook.id, quantity: "tanks",
                    result: .count(detected: 0, low: 0, high: .max, level: 1 / 3, method: ""), detections: [],
                    model: Records.trains),
                Observation(
                    id: "o4", look: Records.richLook.id, subject: "tank-1", quantity: "diameter",
                    result: .measured(
                        value: 22.8, low: 22.6, high: 23, level: 0.8, unit: "m", method: "rim"), detections: [],
                    model: nil),
                Observation(
                    id: "o5", look: Records.richLook.id, subject: "tank-1", quantity: "fill",
                    result: .notApplicable(because: "its roof is fixed"), detections: [], model: nil),
                Observation(
                    id: "o6", look: Records.richLook.id, subject: "tank-1", quantity: "roof",
                    result: .told("fixed roof", probability: 0.93, method: "no shadow in it"), detections: ["gone"],
                    model: nil),
            ].sorted { ($0.quantity, $0.id) < ($1.quantity, $1.id) }
            try await catalogue.commit(
                RunBatch(
                    run: Records.richRun, scenes: [Records.richScene], looks: [Records.richLook],
                    detections: detections, observations: observations))
            let id = Records.richRun.id
            #expect(try await catalogue.run(id) == Records.richRun)
            #expect(try await catalogue.runs() == [Records.richRun])
            #expect(try await catalogue.scene("rich") == Records.richScene)
            #expect(try await catalogue.scenes() == [Records.richScene])
            #expect(try await catalogue.looks(scene: "rich") == [Recorded(run: id, record: Records.richLook)])
            #expect(try await catalogue.detections(scene: nil) == detections.map { Recorded(run: id, record: $0) })
            #expect(try await catalogue.observations(scene: nil) == observations.map { Recorded(run: id, record: $0) })
        }
    }

    @Test(
        "what stood on tracks comes back equal, goes with its run and with its scene", arguments: CatalogueKind.allCases
    )
    func consists(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            let run = Records.run("tracks", "s", model: Records.trains)
            let consists = [
                Records.consist("c1", "s", track: "east"), Records.consist("c2", "s", track: "west"),
                Records.consist("c3", "s", track: "yard", count: .undetermined(because: "it lies under cloud")),
            ]
            try await catalogue.commit(RunBatch(run: run, scenes: [Records.scene("s")], consists: consists.reversed()))
            #expect(try await catalogue.consists(scene: "s") == consists.map { Recorded(run: run.id, record: $0) })
            #expect(try await catalogue.consists(scene: "t") == [])
            await #expect(
                throws: CatalogueError.danglingReference(record: "c4", refersTo: "t")
            ) {
                try await catalogue.commit(
                    RunBatch(
                        run: Records.run("tracks", "t", model: Records.trains),
                        consists: [Records.consist("c4", "t", track: "east")]))
            }
            let next = Records.run("tracks", "s", version: 2, model: Records.trains)
            try await catalogue.commit(RunBatch(run: next, consists: [consists[0]]))
            #expect(try await catalogue.consists(scene: nil) == [Recorded(run: next.id, record: consists[0])])
            try await catalogue.remove(subject: "s")
            #expect(try await catalogue.consists(scene: nil) == [])
        }
    }

    @Test(
        "how scenes lie comes back as it was, is replaced with its run and goes with its scene",
        arguments: CatalogueKind.allCases)
    func alignments(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            let point = ControlPoint(x: 12.5, y: -3, dx: 0.25, dy: -1, residual: 0.01, height: 44, agrees: true)
            let mesh = DisplacementField.Mesh(
                origin: SIMD2(-10, -20), spacing: SIMD2(5, 5), columns: 2,
                nodes: [.zero, SIMD2(1, 0), SIMD2(0, 1), .one])
            let good = Alignment(
                scene: "s", reference: "r", verdict: .good,
                frame: .ground(origin: GeoPoint(longitude: 130.4, latitude: 42.3)),
                correction: DisplacementField(shift: SIMD2(1.5, -2), perX: SIMD2(1e-4, 0), mesh: mesh), margin: 0.2,
                circularError90: 0.1, points: [point], pixel: 0.3, significance: 99, reasons: ["it was hazy"])
            let refused = Alignment(
                scene: "t", reference: "r", verdict: .refused, frame: .grid, correction: nil, margin: nil,
                circularError90: nil, points: [], pixel: 0, significance: nil, reasons: ["nothing agrees"])
            let runs = ["s", "t"].map { Records.run("align", $0) }
            try await catalogue.commit(
                RunBatch(run: runs[0], scenes: [Records.scene("s"), Records.scene("t")], alignments: [good]))
            try await catalogue.commit(RunBatch(run: runs[1], alignments: [refused]))
            #expect(try await catalogue.alignments(scene: nil).map(\.record) == [good, refused])
            #expect(try await catalogue.alignments(scene: "t") == [Recorded(run: runs[1].id, record: refused)])
            let again = Records.run("align", "s", version: 2)
            try await catalogue.commit(RunBatch(run: again))
            #expect(try await catalogue.alignments(scene: "s") == [])
            try await catalogue.remove(subject: "t")
            #expect(try await catalogue.alignments(scene: nil) == [])
            await #expect(throws: CatalogueError.self) {
                try await catalogue.commit(RunBatch(run: runs[1], alignments: [refused]))
            }
        }
    }

    @Test(
        "objects come back as they were, by class, and are replaced with their run", arguments: CatalogueKind.allCases)
    func objects(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            func object(_ id: String, _ name: String) throws -> ObjectChain {
                let box = try #require(Records.detection(id, "s").groundBox)
                return ObjectChain(
                    id: id, className: name, lastBox: box,
                    steps: [
                        .init(look: "s", sight: .seen(detection: id), presence: 0.9),
                        .init(look: "t", sight: .notSeen, presence: 0.25),
                        .init(look: "u", sight: .notLooked, presence: 0.2),
                    ],
                    events: [
                        .init(
                            kind: .departed, after: "s", until: "t", probability: 0.75, remarks: ["seen once"])
                    ])
            }
            let first = [try object("2", "ship"), try object("1", "ship"), try object("3", "barge")]
            let run = Records.run("follow-objects", "case")
            try await catalogue.commit(RunBatch(run: run, scenes: [Records.scene("s")], objects: first))
            #expect(try await catalogue.objects().map(\.record) == [first[2], first[1], first[0]])
            #expect(try await catalogue.objects().allSatisfy { $0.run == run.id })
            let again = Records.run("follow-objects", "case", version: 2)
            try await catalogue.commit(RunBatch(run: again, objects: [first[0]]))
            #expect(try await catalogue.objects() == [Recorded(run: again.id, record: first[0])])
        }
    }

    @Test(
        "comparisons of the ground come back as they were, go with their scene and are replaced with their run",
        arguments: CatalogueKind.allCases)
    func comparisons(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            func comparison(_ scene: String, _ before: String?) throws -> GroundComparison {
                let area = try #require(Records.detection("d", "s").groundBox).polygon
                let change = SurfaceChange(
                    id: "change of \(scene)", before: before ?? "", after: scene, zone: nil,
                    outline: MultiPolygon([
                        Polygon(
                            outer: Ring([(0.0, 0.0), (3, 0), (3, 2)].map { PixelPoint(column: $0.0, row: $0.1) }))
                    ]), kind: .clearedOfSnow, strength: 2.5, area: 3, leastArea: 1, greatestArea: 6, confidence: 0.6,
                    clues: ChangeClues(
                        strength: 2.5, pixels: 3, insideShare: 0.4, hasOwnShadow: false, darkShare: 0,
                        movedShadowShare: 0.2, explainedShare: 0.5), reasons: ["season: it is winter"])
                return GroundComparison(
                    scene: scene, before: before, refused: [.init(scene: "r", reason: "Snow.")], comparedShare: 0.5,
                    margin: 0.3, pixelSize: 0.9, remarks: ["A remark."],
                    changes: before == nil
                        ? [] : [PlacedChange(change: change, area: MultiPolygon([area]), objects: ["d"])])
            }
            let first = [try comparison("s", nil), try comparison("t", "s")]
            let runs = ["s", "t"].map { Records.run("compare-ground", $0) }
            let scenes = [Records.scene("s"), Records.scene("t")]
            try await catalogue.commit(RunBatch(run: runs[1], scenes: scenes, comparisons: [first[1]]))
            var settled = try #require(first[1].changes.first)
            settled.unrest = .init(changed: 2, of: 5)
            settled.probability = 0.3
            let settle = Records.run("settle-ground", "case")
            try await catalogue.commit(RunBatch(run: settle, surfaceChanges: [settled]))
            #expect(try await catalogue.surfaceChanges(scene: "t") == [Recorded(run: settle.id, record: settled)])
            #expect(try await catalogue.surfaceChanges(scene: "s").isEmpty)
            try await catalogue.commit(RunBatch(run: runs[0], comparisons: [first[0]]))
            #expect(try await catalogue.groundComparisons(scene: nil).map(\.record) == first)
            #expect(
                try await catalogue.groundComparisons(scene: "t")
                    == [Recorded(run: runs[1].id, record: first[1])])
            let again = Records.run("compare-ground", "t", version: 2)
            try await catalogue.commit(RunBatch(run: again, comparisons: [try comparison("t", nil)]))
            #expect(try await catalogue.groundComparisons(scene: "t").map(\.record) == [try comparison("t", nil)])
            try await catalogue.remove(subject: "t")
            #expect(try await catalogue.groundComparisons(scene: nil).map(\.record) == [first[0]])
            #expect(try await catalogue.surfaceChanges(scene: nil).isEmpty)
            await #expect(throws: CatalogueError.self) {
                try await catalogue.commit(
                    RunBatch(run: Records.run("compare-ground", "x"), comparisons: [try comparison("x", nil)]))
            }
        }
    }

    @Test("outlines that are empty, missing or not finite come back as they were", arguments: CatalogueKind.allCases)
    func outlines(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            let outlines: [MultiPolygon<GeoPoint>?] = [
                nil, MultiPolygon([]), MultiPolygon([Polygon(outer: Ring([]))]),
                MultiPolygon([Polygon(outer: Ring([GeoPoint(longitude: .infinity, latitude: 0)]))]),
            ]
            let scenes = outlines.enumerated().map { index, outline in
                var scene = Records.scene("scene \(index)")
                scene.outline = outline
                return scene
            }
            try await catalogue.commit(RunBatch(run: Records.run("ingest", "all"), scenes: scenes))
            #expect(try await catalogue.scenes() == scenes)
        }
    }

    @Test("scenes come by time, unknown times last, then by id", arguments: CatalogueKind.allCases)
    func sceneOrder(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            let scenes = [
                Records.scene("z", time: nil), Records.scene("noon of day", time: "2023-08-17"),
                Records.scene("a", time: nil), Records.scene("early", time: "2023-08-17T11:59:59Z"),
                Records.scene("late", time: "2023-08-17T12:00:01Z"),
                Records.scene("noon exactly", time: "2023-08-17T12:00:00Z"), Records.scene("old", time: "1969-01-01"),
            ]
            try await catalogue.commit(RunBatch(run: Records.run("ingest", "all"), scenes: scenes))
            #expect(
                try await catalogue.scenes().map(\.id)
                    == ["old", "early", "noon of day", "noon exactly", "late", "a", "z"])
        }
    }

    @Test("records come in their order, whatever order they went in", arguments: CatalogueKind.allCases)
    func order(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            // U+FF5E lies before U+1F6A2 in Unicode and behind it in UTF-16.
            let zones = ["berth", "Berth", "é", "～", "🚢", "10", "9"]
            try await catalogue.commit(
                RunBatch(
                    run: Records.run("look", "b"), scenes: ["b", "a"].map { Records.scene($0) },
                    looks: zones.flatMap { zone in ["b", "a"].map { Records.look($0, zone) } }))
            let looks = try await catalogue.looks(scene: nil).map(\.record)
            #expect(looks.map(\.scene) == Array(repeating: "a", count: 7) + Array(repeating: "b", count: 7))
            #expect(looks.prefix(7).map(\.zone) == ["10", "9", "Berth", "berth", "é", "～", "🚢"])

            try await catalogue.commit(
                RunBatch(
                    run: Records.run("detect", "b", model: Records.trains),
                    detections: ["2", "1"].map { Records.detection($0, "b", model: Records.trains) }))
            try await catalogue.commit(
                RunBatch(
                    run: Records.run("detect", "b", model: Records.ships),
                    detections: ["4", "3"].map { Records.detection($0, "b") } + [Records.detection("5", "a")]))
            #expect(try await catalogue.detections(scene: nil).map(\.record.id) == ["5", "3", "4", "1", "2"])
            #expect(try await catalogue.detections(scene: "b").map(\.record.id) == ["3", "4", "1", "2"])

            try await catalogue.commit(
                RunBatch(
                    run: Records.run("observe", "b"),
                    observations: [
                        Records.observation("3", "look/b/10", quantity: "y"),
                        Records.observation("2", "look/b/10", quantity: "x"),
                        Records.observation("1", "look/b/10", quantity: "x"), Records.observation("0", "look/b/9"),
                        Records.observation("9", "look/a/9"),
                    ]))
            #expect(try await catalogue.observations(scene: nil).map(\.record.id) == ["9", "1", "2", "3", "0"])
            #expect(try await catalogue.observations(scene: "b").map(\.record.id) == ["1", "2", "3", "0"])
            #expect(
                try await catalogue.runs().map { [$0.stage, $0.subject] }
                    == [["detect", "b"], ["detect", "b"], ["look", "b"], ["observe", "b"]])
        }
    }

    @Test("a run replaces the one of its stage, subject and model, and no other", arguments: CatalogueKind.allCases)
    func replacement(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            let first = Records.run("detect", "a", version: 1, model: Records.ships)
            let trains = Records.run("detect", "a", version: 1, model: Records.trains)
            let other = Records.run("detect", "b", version: 1, model: Records.ships)
            let plain = Records.run("detect", "a", version: 1)
            try await catalogue.commit(
                RunBatch(
                    run: first, scenes: ["a", "b"].map { Records.scene($0) }, detections: [Records.detection("1", "a")])
            )
            try await catalogue.commit(
                RunBatch(run: trains, detections: [Records.detection("2", "a", model: Records.trains)]))
            try await catalogue.commit(RunBatch(run: other, detections: [Records.detection("3", "b")]))
            try await catalogue.commit(RunBatch(run: plain, detections: [Records.detection("4", "a")]))

            // Another hash under the same name is the newer network.
            let retrained = ModelReference(name: Records.ships.name, sha256: "ee")
            let second = Records.run("detect", "a", version: 2, model: retrained)
            try await catalogue.commit(
                RunBatch(run: second, detections: [Records.detection("5", "a", model: retrained)]))
            #expect(try await catalogue.run(first.id) == nil)
            #expect(try await catalogue.run(second.id) == second)
            #expect(Set(try await catalogue.runs().map(\.id)) == [second.id, trains.id, other.id, plain.id])
            #expect(Set(try await catalogue.detections(scene: nil).map(\.record.id)) == ["2", "3", "4", "5"])
            #expect(try await catalogue.scenes().count == 2)

            // The same run once more: its records are those of the last time.
            try await catalogue.commit(
                RunBatch(run: second, detections: [Records.detection("6", "a", model: retrained)]))
            #expect(Set(try await catalogue.detections(scene: nil).map(\.record.id)) == ["2", "3", "4", "6"])
        }
    }

    @Test(
        "findings come back in their order, are replaced with their run, and go with a look that they rest on",
        arguments: CatalogueKind.allCases)
    func findings(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            try await catalogue.commit(
                RunBatch(
                    run: Records.run("look", "a"), scenes: [Records.scene("a")],
                    looks: [Records.look("a", "1"), Records.look("a", "2")]))
            let told = [
                Records.finding("z", looks: ["look/a/2", "look/a/1"]), Records.finding("b", zone: nil, looks: []),
                Records.finding("a", looks: ["look/a/2"]),
            ]
            try await catalogue.commit(RunBatch(run: Records.run("date", "case"), findings: told))
            #expect(try await catalogue.findings().map(\.record) == told)
            await #expect(throws: CatalogueError.danglingReference(record: "x", refersTo: "look/none")) {
                try await catalogue.commit(
                    RunBatch(
                        run: Records.run("date", "case", version: 2),
                        findings: [Records.finding("x", looks: ["look/none"])]))
            }
            #expect(try await catalogue.findings().count == 3)
            try await catalogue.commit(
                RunBatch(run: Records.run("date", "case", version: 2), findings: [told[2], told[0]]))
            #expect(try await catalogue.findings().map(\.record.id) == ["a", "z"])
            try await catalogue.commit(
                RunBatch(run: Records.run("look", "a", version: 2), looks: [Records.look("a", "2")]))
            #expect(try await catalogue.findings() == [])
            #expect(try await catalogue.runs().map(\.stage) == ["look"], "it must be told again")
            try await catalogue.commit(RunBatch(run: Records.run("date", "case"), findings: [told[2]]))
            try await catalogue.remove(subject: "a")
            #expect(try await catalogue.findings() == [])
            // Looks may come with what rests on them, and may not go with the run that it replaces.
            try await catalogue.commit(
                RunBatch(
                    run: Records.run("all", "case"), scenes: [Records.scene("a")], looks: [Records.look("a", "2")],
                    findings: [told[2]]))
            #expect(try await catalogue.findings().map(\.record.id) == ["a"])
            await #expect(throws: CatalogueError.danglingReference(record: "a", refersTo: "look/a/2")) {
                try await catalogue.commit(
                    RunBatch(run: Records.run("all", "case", version: 2), findings: [told[2]]))
            }
        }
    }

    @Test("observations go with the looks that they hang on", arguments: CatalogueKind.allCases)
    func observationsGoWithLooks(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            try await catalogue.commit(
                RunBatch(
                    run: Records.run("look", "a"), scenes: [Records.scene("a")],
                    looks: [Records.look("a", "1"), Records.look("a", "2")]))
            try await catalogue.commit(
                RunBatch(
                    run: Records.run("observe", "a"),
                    observations: [Records.observation("o1", "look/a/1"), Records.observation("o2", "look/a/2")]))
            #expect(try await catalogue.observations(scene: "a").count == 2)
            try await catalogue.commit(
                RunBatch(run: Records.run("look", "a", version: 2), looks: [Records.look("a", "1")]))
            #expect(try await catalogue.observations(scene: nil) == [])
            #expect(
                try await catalogue.runs().map(\.stage) == ["look"],
                "a run without its observations must be done again")
        }
    }

    @Test("a scene described again keeps what hangs on it", arguments: CatalogueKind.allCases)
    func sceneDescribedAgain(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            let ingest = Records.run("ingest", "a")
            try await catalogue.commit(RunBatch(run: ingest, scenes: [Records.scene("a", time: nil)]))
            try await catalogue.commit(
                RunBatch(
                    run: Records.run("look", "a"), looks: [Records.look("a", "1")],
                    detections: [Records.detection("1", "a")], observations: [Records.observation("o", "look/a/1")]))
            var again = Records.scene("a", time: "2024-01-01T00:00:00Z")
            again.outline = Records.richScene.outline
            try await catalogue.commit(RunBatch(run: Records.run("ingest", "a", version: 2), scenes: [again]))
            #expect(try await catalogue.scenes() == [again])
            #expect(try await catalogue.looks(scene: "a").count == 1)
            #expect(try await catalogue.detections(scene: "a").count == 1)
            #expect(try await catalogue.observations(scene: "a").count == 1)
            // A scene stays when the run that described it is replaced by one that does not.
            try await catalogue.commit(RunBatch(run: Records.run("ingest", "a", version: 3)))
            #expect(try await catalogue.scenes() == [again])
        }
    }

    @Test("removing a subject takes its runs, and all that hangs on its scene", arguments: CatalogueKind.allCases)
    func removal(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            try await catalogue.commit(
                RunBatch(run: Records.run("ingest", "a"), scenes: ["a", "b"].map { Records.scene($0) }))
            try await catalogue.commit(
                RunBatch(
                    run: Records.run("look", "case"), looks: ["a", "b"].map { Records.look($0, "1") },
                    detections: ["a", "b"].map { Records.detection("d" + $0, $0) },
                    observations: ["a", "b"].map { Records.observation("o" + $0, "look/\($0)/1") }))
            try await catalogue.remove(subject: "a")
            #expect(try await catalogue.scenes().map(\.id) == ["b"])
            #expect(try await catalogue.runs().map(\.subject) == ["case"])
            #expect(try await catalogue.looks(scene: nil).map(\.record.scene) == ["b"])
            #expect(try await catalogue.detections(scene: nil).map(\.record.id) == ["db"])
            #expect(try await catalogue.observations(scene: nil).map(\.record.id) == ["ob"])
            try await catalogue.remove(subject: "case")
            #expect(try await catalogue.runs() == [])
            #expect(try await catalogue.looks(scene: nil) == [])
            #expect(try await catalogue.scenes().map(\.id) == ["b"])
        }
    }

    @Test("a batch that refers to nothing is refused whole", arguments: CatalogueKind.allCases)
    func danglingReferences(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            let run = Records.run("look", "a")
            try await catalogue.commit(
                RunBatch(run: run, scenes: [Records.scene("a")], looks: [Records.look("a", "1")]))
            let next = Records.run("look", "a", version: 2)
            func refused(_ batch: RunBatch, _ record: String, _ refersTo: String) async {
                await #expect(throws: CatalogueError.danglingReference(record: record, refersTo: refersTo)) {
                    try await catalogue.commit(batch)
                }
            }
            let good = Records.look("a", "2")
            await refused(RunBatch(run: next, looks: [good, Records.look("x", "1")]), "look/x/1", "x")
            await refused(RunBatch(run: next, looks: [good], detections: [Records.detection("d", "x")]), "d", "x")
            await refused(
                RunBatch(run: next, looks: [good], observations: [Records.observation("o", "look/x/1")]), "o",
                "look/x/1")
            // The look goes with the run that this one would replace.
            await refused(
                RunBatch(run: next, looks: [good], observations: [Records.observation("o", "look/a/1")]), "o",
                "look/a/1")
            #expect(try await catalogue.runs() == [run])
            #expect(try await catalogue.looks(scene: nil).map(\.record.id) == ["look/a/1"])
            #expect(try await catalogue.observations(scene: nil) == [])
        }
    }

    @Test("two runs may hold looks of the same id", arguments: CatalogueKind.allCases)
    func sharedLook(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            try await catalogue.commit(
                RunBatch(run: Records.run("look", "a"), scenes: [Records.scene("a")], looks: [Records.look("a", "1")]))
            try await catalogue.commit(RunBatch(run: Records.run("look", "case"), looks: [Records.look("a", "1")]))
            try await catalogue.commit(
                RunBatch(run: Records.run("observe", "a"), observations: [Records.observation("o", "look/a/1")]))
            #expect(try await catalogue.looks(scene: "a").count == 2)
            #expect(try await catalogue.observations(scene: "a").count == 1)
            // The look is still there by the other run, and carries the new observation.
            try await catalogue.commit(
                RunBatch(
                    run: Records.run("look", "case", version: 2),
                    observations: [Records.observation("p", "look/a/1")]))
            #expect(try await catalogue.looks(scene: "a").count == 1)
            #expect(try await catalogue.observations(scene: "a").map(\.record.id) == ["p"])
        }
    }

    @Test("readers see whole batches while others commit", arguments: CatalogueKind.allCases)
    func concurrentReaders(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            try await catalogue.commit(RunBatch(run: Records.run("ingest", "a"), scenes: [Records.scene("a")]))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<2 {
                    group.addTask {
                        for version in 1...10 {
                            let run = Records.run("detect \(writer)", "a", version: version, model: Records.ships)
                            let detections = (0..<20).map { Records.detection("\(writer)/\(version)/\($0)", "a") }
                            try await catalogue.commit(RunBatch(run: run, detections: detections))
                        }
                    }
                }
                for _ in 0..<3 {
                    group.addTask {
                        for _ in 0..<30 {
                            let counts = Dictionary(grouping: try await catalogue.detections(scene: "a"), by: \.run)
                            #expect(counts.values.allSatisfy { $0.count == 20 }, "A reader saw a part of a batch.")
                            #expect(counts.count <= 2)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await catalogue.detections(scene: nil).count == 40)
        }
    }

    @Test("commits at once from many tasks all arrive", arguments: CatalogueKind.allCases)
    func concurrentWriters(_ kind: CatalogueKind) async throws {
        try await kind.withCatalogue { catalogue in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<20 {
                    group.addTask {
                        try await catalogue.commit(
                            RunBatch(run: Records.run("ingest", "\(index)"), scenes: [Records.scene("\(index)")]))
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await catalogue.scenes().count == 20)
            #expect(try await catalogue.runs().count == 20)
        }
    }
}
