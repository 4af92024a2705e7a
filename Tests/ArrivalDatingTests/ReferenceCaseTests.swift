import ArrivalDating
import Findings
import Foundation
import Testing

/// Five bare roofs once, in the weather of the reference case: 72 hours before the look, in which 0.7 cm an hour fell 60 to 54 hours,
/// 0.5 cm an hour 14 to 8 hours, and 0.2 cm 5 to 4 hours before it.
enum ReferenceCase {
    static let look = Date(timeIntervalSince1970: 1_739_584_080)  // 2025-02-15T01:48:00Z

    static func snowfall(hoursBefore hour: Int) -> Double {
        switch hour {
        case 4: 0.2
        case 8..<14: 0.5
        case 54..<60: 0.7
        default: 0
        }
    }

    static func question(clearing: Double = 0.02, visibility: Double = 0.5) -> ArrivalQuestion {
        ArrivalQuestion(
            subject: "The train", lastWithout: look - 72 * 3600, look: look, timeZone: "Asia/Pyongyang",
            weather: (0..<72).map {
                .init(start: look - Double($0 + 1) * 3600, snowfall: snowfall(hoursBefore: $0))
            },
            cues: [.roofs(state: .bare)],
            parameters: [.clearing: .fixed(clearing), .roofVisibility: .fixed(visibility)],
            windows: [.init(name: "the last 8 hours", from: look - 8 * 3600, until: look)])
    }
}

@Suite("The published reference case")
struct ReferenceCaseTests {
    @Test(
        "All five variants: probability of arrival no more than 8 hours before the look",
        arguments: [
            (0.02, 0.5, 0.819), (0, 0.5, 0.944), (0.1, 0.5, 0.538), (0.02, 1, 0.670), (0.02, 0.25, 0.837),
        ])
    func variants(clearing: Double, visibility: Double, expected: Double) throws {
        let posterior = try ArrivalDater().posterior(
            of: ReferenceCase.question(clearing: clearing, visibility: visibility))
        let latest = posterior.bins.reversed().prefix(9).reduce(0) { $0 + $1.posterior }
        #expect(abs(latest - expected) < 0.0005)
        let look = ReferenceCase.look
        #expect(abs(posterior.probability(from: look - 8 * 3600, until: look) - latest) < 1e-12)
    }

    @Test("Evidence and the shares of the other spells")
    func spells() throws {
        let posterior = try ArrivalDater().posterior(of: ReferenceCase.question())
        #expect(posterior.bins.count == 72 && posterior.draws == 1)
        #expect(abs(posterior.evidence - 0.1308) < 0.00005)
        let latest = Array(posterior.bins.reversed())
        func share(_ range: ClosedRange<Int>) -> Double { latest[range].reduce(0) { $0 + $1.posterior } }
        #expect(abs(share(0...4) - 0.531) < 0.0005)
        // Spells from their later hour on; the last was published rounded up from 0.0385.
        #expect(abs(share(9...13) - 0.051) < 0.0005)
        #expect(abs(share(14...53) - 0.092) < 0.0005)
        #expect(abs(share(54...71) - 0.039) < 0.0006)
    }

    @Test("Clearing by hand is what the answer rests on most, and its ends are the published variants")
    func tornado() throws {
        let window = try ArrivalDater().window(for: ReferenceCase.question())
        let first = try #require(window.assumptions.first)
        #expect(first.id == "clearing")
        #expect(abs((first.low.probability ?? 0) - 0.944) < 0.0005)
        #expect(abs((first.high.probability ?? 0) - 0.538) < 0.0005)
        let visibility = try #require(window.assumptions.first { $0.id == "roof_visibility" })
        #expect(abs((visibility.low.probability ?? 0) - 0.837) < 0.0005)
        #expect(abs((visibility.high.probability ?? 0) - 0.670) < 0.0005)
        let effects = window.assumptions.map(\.effect)
        #expect(effects == effects.sorted(by: >))
        #expect(window.sentences[0].contains("nobody having cleared the roofs by hand"))
        #expect(window.sentences[0].contains("54 % instead of 82 %"))
    }

    @Test("Uncertain clearing by many draws comes near its closed form")
    func closedForm() throws {
        // P(bare | a) is linear in c, so averaging over c is the same as taking its mean.
        var question = ReferenceCase.question()
        question.parameters[.clearing] = .triangular(low: 0, mode: 0.02, high: 0.1)
        let drawn = try ArrivalDater(draws: 10_000, seed: 7).posterior(of: question)
        let exact = try ArrivalDater().posterior(of: ReferenceCase.question(clearing: 0.04))
        #expect(drawn.draws == 10_000)
        #expect(abs(drawn.evidence - exact.evidence) < 1e-6)
        for (left, right) in zip(drawn.bins, exact.bins) { #expect(abs(left.posterior - right.posterior) < 1e-6) }
    }
}
