import ArrivalDating
import Findings
import Foundation
import Testing

@Suite("Arrivals against brute force in Python")
struct BruteForceTests {
    struct Hour: Decodable {
        var start: Double
        var snowfall: Double
        var temperature: Double?
        var wind: Double?
        var light: Double?
    }

    struct Cue: Decodable {
        var kind: String
        var state: String
        var count: Int?
        var reliability: Double?

        var cue: ArrivalCue? {
            switch kind {
            case "roofs":
                ArrivalCue.Roof(rawValue: state).map { .roofs(state: $0, count: count ?? 1, reliability: reliability) }
            case "ground": ArrivalCue.Ground(rawValue: state).map { .ground(state: $0, reliability: reliability) }
            case "rails": ArrivalCue.Rails(rawValue: state).map { .rails(state: $0, reliability: reliability) }
            case "tracks": ArrivalCue.Tracks(rawValue: state).map { .tracks(state: $0, reliability: reliability) }
            default: ArrivalCue.Sides(rawValue: state).map { .sides(state: $0, reliability: reliability) }
            }
        }
    }

    /// A number, or values with their weights.
    struct Value: Decodable {
        var distribution: ParameterDistribution

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                distribution = .fixed(number)
            } else {
                let pairs = try container.decode([[Double]].self)
                distribution = .discrete(values: pairs.map { $0[0] }, weights: pairs.map { $0[1] })
            }
        }
    }

    struct Case: Decodable {
        var began: String
        var window: Double
        var step: Double
        var zone: String
        var hours: [Hour]
        var cues: [Cue]
        var parameters: [String: Value]
        var clearing: ClearingMode
        var placement: ArrivalPlacement
        var prior: [Double]
        var priors: [Double]
        var posterior: [Double]
        var evidence: Double
        var smallest: Int
        var shortest: Int
    }

    static func fixture<Content: Decodable>(_ name: String) throws -> Content {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(Content.self, from: Data(contentsOf: url))
    }

    private func question(_ given: Case) throws -> ArrivalQuestion {
        let start = try Date(given.began, strategy: .iso8601)
        var parameters: [ArrivalParameter: ParameterDistribution] = [:]
        for (name, value) in given.parameters {
            parameters[try #require(ArrivalParameter(rawValue: name))] = value.distribution
        }
        return ArrivalQuestion(
            subject: "It", lastWithout: start, look: start + given.window, timeZone: given.zone,
            weather: given.hours.map {
                .init(
                    start: start + $0.start, snowfall: $0.snowfall, temperature: $0.temperature, windSpeed: $0.wind,
                    shortwaveRadiation: $0.light)
            },
            cues: given.cues.compactMap(\.cue), clearing: given.clearing, parameters: parameters,
            prior: given.prior.isEmpty ? .uniform : .hourOfDay(given.prior), step: given.step,
            placement: given.placement)
    }

    @Test("Posterior, prior, evidence and spans of sixty small questions, to 1e-9")
    func posteriors() throws {
        let cases: [Case] = try Self.fixture("arrivals")
        #expect(cases.count == 60)
        for (index, given) in cases.enumerated() {
            let question = try question(given)
            let window = try ArrivalDater().window(for: question)
            #expect(abs(window.evidence / given.evidence - 1) < 1e-9, "case \(index)")
            #expect(window.bins.count == given.posterior.count)
            var (worst, worstPrior) = (0.0, 0.0)
            for (bin, expected) in zip(window.bins, zip(given.priors, given.posterior)) {
                worstPrior = max(worstPrior, abs(bin.prior - expected.0))
                worst = max(worst, abs(bin.posterior - expected.1))
            }
            #expect(worst < 1e-9 && worstPrior < 1e-9, "case \(index): \(worst), \(worstPrior)")
            // The first bin may be shorter than the others; sets by count are those by length only where it is not.
            guard given.window.truncatingRemainder(dividingBy: given.step) == 0 else { continue }
            let held = window.highestDensity.reduce(0) { $0 + $1.end.timeIntervalSince($1.start) } / given.step
            #expect(Int(held.rounded()) == given.smallest, "case \(index)")
            let span = window.shortest.end.timeIntervalSince(window.shortest.start) / given.step
            #expect(Int(span.rounded()) == given.shortest, "case \(index)")
        }
    }

    @Test("Snow that gathers, melts and is blown away, as SciPy integrates its differential equation")
    func snow() throws {
        struct Case: Decodable {
            var hours: [Hour]
            var parameters: [String: Double]
            var depths: [Double]
        }
        let cases: [Case] = try Self.fixture("snow")
        for (index, given) in cases.enumerated() {
            let start = Date(timeIntervalSince1970: 1_700_000_000)
            var parameters: [ArrivalParameter: ParameterDistribution] = [:]
            for (name, value) in given.parameters {
                parameters[try #require(ArrivalParameter(rawValue: name))] = .fixed(value)
            }
            // An hour more at the beginning, so that one bin ends where the first hour begins.
            let question = ArrivalQuestion(
                subject: "It", lastWithout: start - 3600, look: start + 36_000, timeZone: "UTC",
                weather: [.init(start: start - 3600, snowfall: 0, temperature: -5, windSpeed: 0)]
                    + given.hours.map {
                        .init(
                            start: start + $0.start, snowfall: $0.snowfall, temperature: $0.temperature,
                            windSpeed: $0.wind)
                    },
                cues: [.roofs(state: .bare)], parameters: parameters)
            let bins = try ArrivalDater(draws: 1).posterior(of: question).bins
            for (arrival, expected) in given.depths.enumerated() {
                #expect(abs(bins[arrival].snow - expected) < 1e-7, "case \(index), arrival \(arrival)")
            }
        }
    }
}
