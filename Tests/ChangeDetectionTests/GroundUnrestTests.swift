import Evidence
import Geodesy
import Testing

@testable import ChangeDetection

@Suite("Places that look otherwise each time")
struct GroundUnrestTests {
    private func area(_ west: Double, _ east: Double) -> MultiPolygon<GeoPoint> {
        MultiPolygon([
            Polygon(
                outer: Ring(
                    [(west, 0.0), (east, 0), (east, 0.001), (west, 0.001)].map {
                        GeoPoint(longitude: $0.0, latitude: $0.1)
                    }))
        ])
    }

    private func comparison(
        _ scene: String, _ areas: [(Double, Double)], before: String? = "before"
    ) -> GroundComparison {
        GroundComparison(
            scene: scene, before: before, refused: [], comparedShare: 1, margin: 0, pixelSize: 1, remarks: [],
            changes: areas.enumerated().map { index, span in
                PlacedChange(
                    change: SurfaceChange(
                        id: "\(scene) \(index)", before: "before", after: scene, zone: nil, outline: MultiPolygon([]),
                        kind: .changedSurface, strength: 2, area: 1, leastArea: 1, greatestArea: 1, confidence: 0.7,
                        clues: ChangeClues(
                            strength: 2, pixels: 9, insideShare: 1, hasOwnShadow: false, darkShare: 0,
                            movedShadowShare: 0,
                            explainedShare: 0.8), reasons: []), area: area(span.0, span.1), objects: [])
            })
    }

    @Test("A place counts where a quarter of it changed again; scenes that compared with none do not count")
    func counted() throws {
        let settled = GroundUnrest.settled([
            comparison("a", [(0, 0.004), (0.01, 0.014)]), comparison("b", [(0.003, 0.004)]),
            comparison("c", [(0.0025, 0.006)]),
            comparison("d", []), comparison("e", [], before: nil),
        ])
        let first = try #require(settled.first)
        // Of four thousandths of a degree one lies in b, which is a quarter, and one and a half in c.
        #expect(first.changes[0].unrest == .init(changed: 2, of: 3))
        #expect(first.changes[1].unrest == .init(changed: 0, of: 3))
        #expect(first.changes[0].probability < first.changes[1].probability)
        // All of b's change lies in a's, and two thirds of it in c's.
        #expect(settled[1].changes[0].unrest == .init(changed: 2, of: 3))
    }

    @Test("A single comparison says nothing of unrest, and is told less surely than by itself")
    func alone() throws {
        let settled = GroundUnrest.settled([comparison("a", [(0, 0.004)])])
        let change = try #require(settled.first?.changes.first)
        #expect(change.probability < 0.7 && change.unrest == .init(changed: 0, of: 0))
    }

    @Test("What stood after each scene is what the comparisons up to it settle")
    func standings() throws {
        let all = [
            comparison("a", [(0, 0.004), (0.01, 0.014)]), comparison("b", [(0.003, 0.004)]),
            comparison("x", [], before: nil), comparison("c", [(0.0025, 0.006)]), comparison("d", []),
        ]
        let standings = GroundUnrest.standings(all)
        for count in 1...all.count where all[count - 1].before != nil {
            for settled in GroundUnrest.settled(Array(all.prefix(count))) {
                for change in settled.changes {
                    let found = standings[change.change.id]?.last { standing in
                        all.prefix(count).contains { $0.scene == standing.scene }
                    }
                    #expect(found?.probability == change.probability)
                }
            }
        }
    }
}
