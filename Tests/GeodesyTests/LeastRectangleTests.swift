import Foundation
import Geodesy
import Testing

/// What shapely says, written by Fixtures/make_fixtures.py.
private struct Outline: Decodable {
    var points: [[Double]]
    var area: Double
}

@Suite("The least rectangle around points")
struct LeastRectangleTests {
    @Test("has the area that shapely finds, and holds all points")
    func agreesWithShapely() throws {
        let url = try #require(
            Bundle.module.url(forResource: "outlines", withExtension: "json", subdirectory: "Fixtures"))
        let outlines = try JSONDecoder().decode([Outline].self, from: Data(contentsOf: url))
        #expect(outlines.count == 60)
        for outline in outlines {
            let points = outline.points.map { PixelPoint(column: $0[0], row: $0[1]) }
            let box = try #require(OrientedBox(around: points))
            #expect(abs(box.area - outline.area) < 1e-9 * max(1, outline.area))
            var grown = box
            grown.length += 1e-6
            grown.width += 1e-6
            #expect(points.allSatisfy { grown.ring.contains($0) })
        }
    }

    @Test("is none around points on a line, and gives a box back from its own corners")
    func edgeCases() throws {
        let line = (0..<4).map { PixelPoint(column: Double($0), row: Double(2 * $0)) }
        #expect(OrientedBox(around: line) == nil)
        #expect(OrientedBox(around: []) == nil)
        let box = OrientedBox(centre: PixelPoint(column: 300, row: 40), length: 46, width: 9.5, angle: 1.1)
        let again = try #require(OrientedBox(around: box.corners))
        #expect(abs(again.length - 46) < 1e-9 && abs(again.width - 9.5) < 1e-9 && abs(again.angle - 1.1) < 1e-9)
    }
}
