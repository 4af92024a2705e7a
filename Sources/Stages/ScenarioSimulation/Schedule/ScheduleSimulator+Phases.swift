import Findings
import Statistics

extension ScheduleSimulator {
    /// Draws at most from which the times of phases come: enough for a picture, as 10 and 90 % are then a hundredth of a deviation off.
    public static let samplesForPhases = 32_768
    /// Times of phases that are kept at most: 160 MB.
    private static let mostTimes = 40_000_000

    /// From how many draws the times of phases come.
    func samplesForPhases(_ program: ScheduleProgram) -> Int {
        let most = Self.mostTimes / max(1, 2 * program.steps.count)
        return min(samples, Self.samplesForPhases, max(ScheduleBlock.draws, most))
    }

    /// When each phase begins and ends, from draws that kept it.
    func phases(_ program: ScheduleProgram, _ draws: ScheduleDraws, of count: Int) -> [PhaseTimes] {
        program.steps.indices.map { step in
            let (begins, ends) = (draws.begins[step], draws.ends[step])
            return PhaseTimes(
                phase: program.steps[step].phase, text: program.steps[step].text,
                needed: Double(begins.count) / Double(max(1, count)), begins: Self.range(begins),
                ends: Self.range(ends))
        }
    }

    /// The 10, 50 and 90 % of draws; nil where there are none.
    private static func range(_ draws: [Float]) -> PhaseTimes.Range? {
        let shares = [0.1, 0.5, 0.9]
        var places: Set<Int> = []
        for share in shares {
            _ = Percentile.value(share, of: draws.count) { place in
                places.insert(place)
                return 0
            }
        }
        guard !draws.isEmpty else { return nil }
        let found = Spread.numbers(draws, at: places)
        let times = shares.compactMap { share in
            Percentile.value(share, of: draws.count) { Double(found[$0] ?? .nan) }
        }
        guard times.count == shares.count else { return nil }
        return PhaseTimes.Range(p10: times[0], p50: times[1], p90: times[2])
    }
}
