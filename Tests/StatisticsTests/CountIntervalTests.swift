import Statistics
import Testing

@Suite("Counts with ranges")
struct CountIntervalTests {
    @Test func `a range has the mass that it says, and numbers near the count the most of it`() throws {
        let interval = CountInterval(detected: 5, low: 4, high: 9, level: 0.8)
        let probabilities = try #require(interval.distribution).probabilities
        #expect(abs(probabilities[4...9].reduce(0, +) - 0.8) < 1e-9)
        // By hand: weights 1/2, 1, 1/2, 1/3, 1/4, 1/5 are 167/60 together; a tenth on each side, half of it in the next number.
        #expect(abs(probabilities[5] - 0.8 * 60 / 167) < 1e-9)
        #expect(abs(probabilities[3] - 0.05) < 1e-9 && abs(probabilities[10] - 0.05) < 1e-9)
        // Below the range no number is left after 0, which takes the rest of its tenth.
        #expect(abs(probabilities[0...3].reduce(0, +) - 0.1) < 1e-9)
    }

    @Test(arguments: [(5, 4, 9, 0.8), (0, 0, 3, 0.8), (12, 11, 17, 0.9), (2, 1, 1, 0.5), (3, 3, 3, 1), (1, 1, 40, 0)])
    func `the distribution is what the sums of the range say`(
        _ detected: Int, _ low: Int, _ high: Int, _ level: Double
    )
        throws
    {
        let interval = CountInterval(detected: detected, low: low, high: high, level: level)
        let probabilities = try #require(interval.distribution).probabilities
        #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12)
        for least in 0..<probabilities.count {
            #expect(abs(probabilities[least...].reduce(0, +) - interval.atLeast(least)) < 1e-9, "\(least)")
        }
    }

    @Test func `what a hostile catalogue states never ends in a trap`() {
        for level in [Double.nan, .infinity, -1, 2] {
            let interval = CountInterval(detected: .max, low: .max, high: .min, level: level)
            #expect(interval.distribution == nil && interval.low == 0 && interval.high == 1_000_000_000)
            #expect((0...1).contains(interval.atLeast(.max)) && interval.atLeast(.min) == 1)
            #expect(CountInterval(detected: 1, low: 1, high: 2, level: level).distribution != nil)
        }
    }
}
