import Foundation
import Geodesy
import Testing

@testable import CaseFilesYAML

@Suite("Soundness of areas")
struct AreaFlawTests {
    private struct Example: Decodable {
        var area: [[[[Double]]]]
        var valid: Bool
        var verdict: String
    }

    private func points(_ area: [[[[Double]]]]) -> [[[GeoPoint]]] {
        area.map { $0.map { $0.map { GeoPoint(longitude: $0[0], latitude: $0[1]) } } }
    }

    @Test("244 areas are judged as shapely judges them")
    func shapely() throws {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/area-validity", withExtension: "json"))
        let examples = try JSONDecoder().decode([Example].self, from: Data(contentsOf: url))
        #expect(examples.count > 200)
        for example in examples {
            let flaws = AreaInspector.flaws(in: points(example.area))
            #expect(flaws.isEmpty == example.valid, "\(example.verdict): \(example.area), found \(flaws)")
            // The same area far from the origin, turned round and begun elsewhere.
            let moved = points(example.area).map { part in
                part.map { ring in
                    (ring.dropFirst() + ring.prefix(1)).reversed().map {
                        GeoPoint(longitude: $0.longitude / 1024 + 129, latitude: $0.latitude / 1024 + 35)
                    }
                }
            }
            if example.area.joined().joined().joined().allSatisfy({ $0 == $0.rounded() }) {
                #expect(AreaInspector.flaws(in: moved).isEmpty == example.valid, "moved \(example.area)")
            }
        }
    }

    @Test("A point that is off a line by the last digit is off it")
    func exactSide() {
        // Kettner et al. (2008), Classroom examples of robustness problems, section 3.
        let a = GeoPoint(longitude: 12, latitude: 12)
        let b = GeoPoint(longitude: 24, latitude: 24)
        for step in 1...40 {
            let c = GeoPoint(longitude: 0.5 + Double(step) * 0.5.ulp, latitude: 0.5)
            #expect(side(a, b, c) == -1)
            #expect(side(b, a, c) == 1)
            #expect(side(a, b, GeoPoint(longitude: c.longitude, latitude: c.longitude)) == 0)
        }
    }

    @Test("Ten thousand corners are looked at in a moment, and a comb does not take for ever")
    func size() {
        let ring = (0..<10_000).map { index in
            let angle = 2 * Double.pi * Double(index) / 10_000
            return GeoPoint(longitude: cos(angle), latitude: sin(angle))
        }
        #expect(AreaInspector.flaws(in: [[ring]]).isEmpty)
        let comb = (0..<60_000).map { index in
            GeoPoint(longitude: index % 2 == 0 ? 0 : 1, latitude: Double(index) * 1e-6)
        }
        let flaws = AreaInspector.flaws(in: [[comb + [GeoPoint(longitude: -1, latitude: 0)]]], work: 1_000_000)
        #expect(flaws.contains { if case .tooIntricate = $0 { true } else { false } })
    }
}
