import Foundation
import Sites
import Testing

@testable import SceneSimulation

@Suite("Snow by the hour")
struct SnowPackTests {
    private static let start = Date(timeIntervalSince1970: 1_738_368_000)

    private func hours(_ weather: [(snowfall: Double, temperature: Double)]) -> [SnowScript.Hour] {
        weather.enumerated().map { index, hour in
            SnowScript.Hour(
                time: Self.start.addingTimeInterval(Double(index + 1) * 3600), snowfall: hour.snowfall,
                temperature: hour.temperature)
        }
    }

    private func after(_ hours: Double) -> Date { Self.start.addingTimeInterval(hours * 3600) }

    /// By hand: 14 h of 1 cm are 14 cm, 20 mm of water (7 cm are 10 mm, Open-Meteo). A day at +4 °C melts 4 × 3.51 =
    /// 14.04 mm (Kuusisto, 1980), so 5.96 mm are left, 4.172 cm; ten more hours melt 5.85 mm, the eleventh the rest.
    @Test("A day of thaw melts what the published degree-day factor says")
    func thaw() {
        let weather = Array(repeating: (1.0, -5.0), count: 14) + Array(repeating: (0.0, 4.0), count: 48)
        let pack = SnowPack(hours: hours(weather))
        #expect(abs(pack.depth(at: after(14)) - 14) < 1e-9)
        #expect(abs(pack.depth(at: after(38)) - 4.172) < 1e-9)
        #expect(abs(pack.depth(at: after(48)) - 0.077) < 1e-9)
        #expect(pack.depth(at: after(49)) == 0)
        #expect(pack.depth(at: after(62)) == 0)
    }

    @Test("Frost melts nothing, and what came later carries only what fell since")
    func since() {
        let weather =
            Array(repeating: (0.5, -3.0), count: 6) + Array(repeating: (0.0, -8.0), count: 10) + [(0.25, -1.0)]
        let pack = SnowPack(hours: hours(weather))
        #expect(abs(pack.depth(at: after(16)) - 3) < 1e-9)
        #expect(abs(pack.depth(at: after(17), since: after(8)) - 0.25) < 1e-9)
        #expect(pack.depth(at: after(16), since: after(8)) == 0)
        // An hour that has not ended does not count yet.
        #expect(abs(pack.depth(at: after(2.9)) - 1) < 1e-9)
    }

    @Test("The share that is white follows tanh(depth / 2.5 cm)")
    func share() {
        // tanh(1) = 0.76159…, a table's value.
        #expect(abs(SnowPack.share(ofDepth: 2.5) - 0.761_594_155_955_765) < 1e-12)
        #expect(SnowPack.share(ofDepth: 0) == 0)
    }

    @Test("Given shares: what came after the last rise is bare, what stood there before is white")
    func givenShares() {
        var script = SnowScript()
        script.shares = [
            SnowScript.Share(time: after(0), share: 0.9), SnowScript.Share(time: after(24), share: 0.4),
        ]
        let state = SnowState(script, at: after(30), given: nil)
        #expect(state.ground == 0.4)
        #expect(state.share(since: after(-5)) == 0.4)
        #expect(state.share(since: after(10)) == 0)
        #expect(SnowState(script, at: after(-1), given: nil).ground == 0)
        #expect(SnowState(script, at: after(30), given: 0.7).share(since: after(29)) == 0.7)
    }
}
