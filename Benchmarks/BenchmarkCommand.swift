import Foundation

/// Runs one measurement and prints its result as one line of JSON; `scripts/bench` calls it beside
/// other programs and makes the table.
@main
enum BenchmarkCommand {
    static func main() async throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        guard !arguments.isEmpty else { fail() }
        let name = arguments.removeFirst()
        let result: any Encodable
        switch (name, arguments.count) {
        case ("read", 3):
            result = try await WindowedReadBenchmark(
                path: arguments[0], windows: arguments[1], rounds: number(arguments[2])
            ).run()
        case ("pipeline", 5):
            result = try await PipelineBenchmark(
                card: arguments[0], scene: arguments[1], jobs: number(arguments[2]), rounds: number(arguments[3]),
                tile: Int(arguments[4])
            ).run()
        case ("merge", 1):
            result = try MergingBenchmark(path: arguments[0]).run()
        case ("tanks", 3):
            guard let pixel = Double(arguments[0]), pixel > 0 else { fail() }
            result = await TankBenchmark(pixel: pixel, count: number(arguments[1]), seed: number(arguments[2])).run()
        case ("ships", 3):
            guard let pixel = Double(arguments[0]), pixel > 0 else { fail() }
            result = await ShipBenchmark(pixel: pixel, count: number(arguments[1]), seed: number(arguments[2])).run()
        case ("activity", 3):
            result = try ActivityBenchmark(
                looks: number(arguments[0]), zones: number(arguments[1]), rounds: number(arguments[2])
            ).run()
        case ("arrival", 2):
            result = try ArrivalBenchmark(draws: number(arguments[0]), rounds: number(arguments[1])).run()
        case ("changes", 4):
            guard let penalty = Double(arguments[1]), penalty > 0 else { fail() }
            result = try ChangePointBenchmark(
                path: arguments[0], penalty: penalty, minimumLength: number(arguments[2]), rounds: number(arguments[3])
            ).run()
        case ("network", 2):
            result = try NetworkBenchmark(path: arguments[0], rounds: number(arguments[1])).run()
        case ("dwell", 2):
            result = try DwellBenchmark(replicates: number(arguments[0]), seed: number(arguments[1])).run()
        case ("rate-changes", 3):
            let threshold = Double(arguments[2])
            guard arguments[2] == "own" || threshold.map({ $0 > 0 && $0 < 1 }) == true else { fail() }
            result = try RateChangeBenchmark(
                replicates: number(arguments[0]), seed: number(arguments[1]), threshold: threshold
            ).run()
        case ("assessment", 4):
            result = try AssessmentBenchmark(
                indicators: number(arguments[0]), hypotheses: max(2, number(arguments[1])), draws: number(arguments[2]),
                rounds: number(arguments[3])
            ).run()
        case ("schedule", 3):
            result = try ScheduleBenchmark(
                samples: number(arguments[0]), inputs: number(arguments[1]), rounds: number(arguments[2])
            ).run()
        default:
            fail()
        }
        print(String(decoding: try JSONEncoder().encode(result), as: UTF8.self))
    }

    private static func number(_ text: String) -> Int {
        guard let number = Int(text), number > 0 else { fail() }
        return number
    }

    private static func fail() -> Never {
        let usage = """
            usage: Benchmarks read RASTER WINDOWS ROUNDS
                   Benchmarks pipeline CARD RASTER JOBS ROUNDS TILE|card
                   Benchmarks merge BOXES
                   Benchmarks tanks PIXEL COUNT SEED
                   Benchmarks ships PIXEL COUNT SEED
                   Benchmarks activity LOOKS ZONES ROUNDS
                   Benchmarks arrival DRAWS ROUNDS
                   Benchmarks changes SERIES PENALTY LENGTH ROUNDS
                   Benchmarks network NETWORK ROUNDS
                   Benchmarks dwell REPLICATES SEED
                   Benchmarks rate-changes REPLICATES SEED own|THRESHOLD
                   Benchmarks assessment INDICATORS HYPOTHESES DRAWS ROUNDS
                   Benchmarks schedule SAMPLES INPUTS ROUNDS

            """
        FileHandle.standardError.write(Data(usage.utf8))
        exit(2)
    }
}
