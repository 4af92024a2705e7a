import ArrivalDating
import Findings
import Foundation

/// Times one posterior of 72 hourly bins and four cues, in weather that changes in every hour, and a whole finding.
struct ArrivalBenchmark {
    let draws: Int
    let rounds: Int

    struct Result: Encodable {
        var draws: Int
        var bins: Int
        var cues: Int
        /// Least and middle of the rounds, seconds.
        var posterior: Double
        var posteriorMedian: Double
        /// Least of the rounds, seconds of processors.
        var posteriorCPU: Double
        /// With assumptions, conflicts and sentences, seconds of processors.
        var finding: Double
        var evidence: Double
    }

    func run() throws -> Result {
        let look = Date(timeIntervalSince1970: 1_739_584_080)
        // No hour is still: some snow, thaw or wind is in each, and the hours do not begin with the bins.
        let hours = (0..<73).map { hour in
            ArrivalWindow.WeatherHour(
                start: look - Double(hour) * 3600 - 2880, snowfall: [0.3, 0, 0.05, 0.6, 0][hour % 5],
                temperature: 4 * sin(Double(hour) / 24 * 2 * .pi), windSpeed: 6 + 4 * cos(Double(hour) / 9))
        }
        let question = ArrivalQuestion(
            subject: "The train", lastWithout: look - 72 * 3600, look: look, timeZone: "Asia/Pyongyang", weather: hours,
            cues: [
                .roofs(state: .thin, count: 5, reliability: 0.95), .ground(state: .dark, reliability: 0.9),
                .rails(state: .shining, reliability: 0.9), .tracks(state: .snowedIn, reliability: 0.9),
            ], parameters: [.broughtProbability: .uniform(low: 0, high: 0.3)])
        let dater = ArrivalDater(draws: draws)
        var (seconds, cpu) = ([Double](), Double.infinity)
        var posterior = try dater.posterior(of: question)
        for _ in 0..<rounds {
            let watch = Stopwatch()
            posterior = try dater.posterior(of: question)
            let elapsed = watch.elapsed
            seconds.append(elapsed.seconds)
            cpu = min(cpu, elapsed.cpu)
        }
        seconds.sort()
        let watch = Stopwatch()
        _ = try dater.window(for: question)
        let finding = watch.elapsed.cpu
        return Result(
            draws: draws, bins: posterior.bins.count, cues: question.cues.count, posterior: seconds[0],
            posteriorMedian: seconds[rounds / 2], posteriorCPU: cpu, finding: finding, evidence: posterior.evidence)
    }
}
