import Foundation
import Statistics
import Testing

@testable import ObjectDetection

@Suite("Reading marks that err")
struct NoisyMarkTests {
    /// A track of 110 m with trains and empty track by lot.
    private static func track(seed: UInt64, noise: Double) -> DrawnMarks {
        var stream = RandomStream(seed: seed)
        let lengths: [(Double, Int)] = [(10.9, 0), (12.8, 2), (13.6, 1), (13.5, 3), (16.2, 4), (18.5, 3)]
        var vehicles: [(from: Double, to: Double, className: Int)] = []
        var station = stream.uniform(4...60)
        let kind = lengths[Int(stream.uniform() * 6) % 6]
        while station + 20 < 106, stream.uniform() < (vehicles.isEmpty ? 0.7 : 0.8) {
            let one = stream.uniform() < 0.6 ? kind : lengths[Int(stream.uniform() * 6) % 6]
            let length = one.0 + 0.3 * stream.normal()
            vehicles.append((station, station + length, one.1))
            station += length + (stream.uniform() < 0.15 ? stream.uniform(4...20) : stream.uniform(0.8...1.5))
        }
        return DrawnMarks(count: 366, vehicles: vehicles, noise: noise, seed: seed &* 77)
    }

    @Test("counts are right, and intervals hold the truth at least as often as they say")
    func countsHold() {
        let reader = ConsistReader(settings: StripSettings())
        var right = 0
        var held = 0
        let tracks = 10
        for seed in 1...tracks {
            let drawn = Self.track(seed: UInt64(seed), noise: 2)
            let reading = reader.reading(of: drawn.marks)
            right += reading.vehicles.count == drawn.vehicles.count ? 1 : 0
            held += reading.count.shortestInterval(level: 0.8).contains(drawn.vehicles.count) ? 1 : 0
        }
        #expect(right >= 9)
        #expect(held >= 8)
    }
}
