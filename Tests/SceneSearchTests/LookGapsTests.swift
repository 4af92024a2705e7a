import Foundation
import Sites
import Geodesy
import Testing

@testable import SceneSearch

@Suite struct LookGapsTests {
    private func day(_ number: Double) -> Date { Date(timeIntervalSince1970: number * 86_400) }

    @Test func gapsAndWhatIsLeftOfThemAreThoseOfAWalkDayByDay() {
        var lot = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let looks = (0..<Int.random(in: 0..<6, using: &lot)).map { _ in Int.random(in: 1..<99, using: &lot) }
            let found = (0..<Int.random(in: 0..<12, using: &lot)).map { _ in Int.random(in: 1..<99, using: &lot) }
            let gaps = LookGaps(
                looks: looks.map { day(Double($0)) }, found: found.map { day(Double($0)) }, start: day(0), end: day(100)
            )
            // The longest run of days between two marks, counted one by one.
            func longest(_ marks: Set<Int>) -> Int {
                var (run, best) = (0, 0)
                for number in 1...100 {
                    run += 1
                    best = max(best, run)
                    if marks.contains(number) { run = 0 }
                }
                return best
            }
            #expect(gaps.longest == Double(longest(Set(looks))))
            #expect(gaps.longestLeft == Double(longest(Set(looks + found))))
            #expect(gaps.gaps.count == Set(looks).count + 1)
            #expect(abs(gaps.gaps.reduce(0) { $0 + $1.days } - 100) < 1e-9)
        }
    }

    @Test func withoutLooksAndScenesThereIsNoGap() {
        #expect(LookGaps(looks: [], found: [], start: nil, end: nil).gaps.isEmpty)
        #expect(LookGaps(looks: [day(3)], found: [], start: nil, end: nil).longest == nil)
        #expect(LookGaps(looks: [day(3)], found: [day(5)], start: nil, end: nil).longest == 2)
        #expect(LookGaps(looks: [], found: [], start: day(1), end: day(4)).longestLeft == 3)
    }

    private func zone(_ id: String, _ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Zone {
        let corners = [(west, south), (east, south), (east, north), (west, north)]
        return Zone(
            id: id, name: id, role: .other,
            area: MultiPolygon([Polygon(outer: Ring(corners.map { GeoPoint(longitude: $0.0, latitude: $0.1) }))]))
    }

    @Test func placesFarApartAreAskedForByThemselves() {
        let near = [zone("a", 130.3, 42.3, 130.4, 42.4), zone("b", 130.5, 42.2, 130.6, 42.3)]
        let far = zone("c", 124.9, 39.7, 125, 39.8)
        #expect(
            SearchBox.boxes(of: Site(name: "s", zones: near)) == [
                SearchBox(west: 130.3, south: 42.2, east: 130.6, north: 42.4)
            ])
        #expect(SearchBox.boxes(of: Site(name: "s", zones: near + [far])).count == 2)
        #expect(SearchBox.boxes(of: Site(name: "s")).isEmpty)
    }

    @Test func aSiteAcrossTheAntimeridianHasOneSmallBox() {
        let zones = [zone("a", 179.9, -17, 180, -16.9), zone("b", -180, -17, -179.9, -16.9)]
        for order in [zones, zones.reversed()] {
            #expect(
                SearchBox.boxes(of: Site(name: "s", zones: order))
                    == [SearchBox(west: 179.9, south: -17, east: -179.9, north: -16.9)])
        }
    }
}
