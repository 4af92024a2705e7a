import Foundation
import Geodesy
import Testing

/// What shapely says, written by Fixtures/make_meeting.py.
@Suite struct MeetingTests {
    private struct Pair: Decodable {
        var first: [[[[Double]]]]
        var second: [[[[Double]]]]
        var meets: Bool
    }

    private static func area(_ parts: [[[[Double]]]]) -> MultiPolygon<MapPoint> {
        MultiPolygon(
            parts.map { rings in
                let read = rings.map { Ring($0.map { MapPoint(x: $0[0], y: $0[1]) }) }
                return Polygon(outer: read[0], holes: Array(read.dropFirst()))
            })
    }

    @Test func areasMeetWhereShapelySaysThatTheyDo() throws {
        let url = try #require(
            Bundle.module.url(forResource: "meeting", withExtension: "json", subdirectory: "Fixtures"))
        let pairs = try JSONDecoder().decode([Pair].self, from: Data(contentsOf: url))
        #expect(pairs.count == 607 && pairs.contains { $0.meets } && pairs.contains { !$0.meets })
        for (number, pair) in pairs.enumerated() {
            let (first, second) = (Self.area(pair.first), Self.area(pair.second))
            #expect(first.meets(second) == pair.meets, "pair \(number)")
            #expect(second.meets(first) == pair.meets, "pair \(number) the other way round")
        }
    }

    @Test func nothingMeetsAnEmptyArea() {
        let area = MultiPolygon([Polygon(outer: Ring([0, 1, 2].map { MapPoint(x: $0, y: $0 * $0) }))])
        #expect(!area.meets(MultiPolygon([])) && !MultiPolygon<MapPoint>([]).meets(area))
        #expect(!area.meets(MultiPolygon([Polygon(outer: Ring([]))])))
    }
}
