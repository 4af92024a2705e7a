import ArrivalDating
import Findings
import Foundation
import Geodesy
import Testing

@Suite("What an arrival answer says")
struct AnswerTests {
    private let look = ReferenceCase.look

    private func question(
        hours: Int = 24, snow: (Int) -> Double?, cues: [ArrivalCue],
        parameters: [ArrivalParameter: ParameterDistribution] = [:]
    ) -> ArrivalQuestion {
        ArrivalQuestion(
            subject: "The train", lastWithout: look - Double(hours) * 3600, look: look, timeZone: "Asia/Pyongyang",
            weather: (0..<hours).map { .init(start: look - Double($0 + 1) * 3600, snowfall: snow($0)) }, cues: cues,
            parameters: parameters)
    }

    @Test("Five cars cleared all or none tell of clearing what one tells; cleared one by one they exclude it")
    func together() throws {
        // An hour's snow of 5 cm ten hours before the look, so a roof that came earlier is bare by clearing only.
        var asked = question(
            snow: { $0 == 10 ? 5 : 0 }, cues: [.roofs(state: .bare, count: 5)],
            parameters: [.clearing: .fixed(0.02), .roofVisibility: .fixed(0.5)])
        let each = try ArrivalDater().posterior(of: asked)
        asked.clearing = .together
        let together = try ArrivalDater().posterior(of: asked)
        // Bins 0 to 10 are bare for sure, the 13 earlier ones with c⁵ or c; exp(−10) is what is seen by chance.
        let chance = 0.02 + 0.98 * exp(-10.0)
        let chances = (pow(chance, 5), 0.02 + 0.98 * exp(-50.0))
        #expect(abs(each.probability(from: look - 36_000, until: look) - 11 / (11 + 13 * chances.0)) < 1e-9)
        #expect(abs(together.probability(from: look - 36_000, until: look) - 11 / (11 + 13 * chances.1)) < 1e-9)
    }

    @Test("Cues that contradict each other are named, with what leaving one out would do")
    func contradiction() throws {
        // Snow between 12 and 9 hours before: a bare roof came after it, dark ground under it before.
        let asked = question(
            snow: { (9..<12).contains($0) ? 2 : 0 },
            cues: [.roofs(state: .bare, reliability: 0.97), .ground(state: .dark, reliability: 0.97)],
            parameters: [.clearing: .fixed(0.01)])
        let window = try ArrivalDater(draws: 500).window(for: asked)
        let sentence = try #require(window.conflicts.first)
        #expect(window.conflicts.count == 1)
        #expect(sentence.contains("a roof bare of snow and dark ground under it"))
        #expect(sentence.contains("without"))
        #expect(window.sentences.contains(sentence))
        #expect(window.cues.allSatisfy { ($0.givenOthers ?? 1) < $0.alone / 5 })
    }

    @Test("Cues that agree are not called a contradiction")
    func agreement() throws {
        let asked = question(
            snow: { (9..<12).contains($0) ? 2 : 0 },
            cues: [.roofs(state: .bare, count: 5, reliability: 0.97), .ground(state: .white, reliability: 0.97)])
        #expect(try ArrivalDater(draws: 500).window(for: asked).conflicts.isEmpty)
    }

    @Test("A cue that no arrival explains is named in the error")
    func impossible() {
        let asked = question(snow: { _ in 0 }, cues: [.roofs(state: .full), .rails(state: .shining)])
        let error = #expect(throws: ArrivalDatingError.self) { try ArrivalDater().window(for: asked) }
        #expect(error?.description.contains("a roof white all over cannot be explained") == true)
        #expect(error?.description.contains("reliability") == true)
    }

    @Test("Missing hours are listed in local time and averaged over, and refused beyond the greatest share")
    func missing() throws {
        var asked = question(
            snow: { (4..<7).contains($0) ? nil : 0 }, cues: [.roofs(state: .bare)],
            parameters: [.clearing: .fixed(0), .roofVisibility: .fixed(0.5)])
        let window = try ArrivalDater(draws: 20_000).window(for: asked)
        #expect(window.missing.map(\.quantity) == ["snowfall"])
        let gap = try #require(window.missing.first)
        #expect(gap.start == look - 7 * 3600 && gap.end == look - 4 * 3600)
        #expect(window.sentences.contains { $0.contains("2025-02-15 03:48 to 06:48") })
        // Two spells, of two hours and of one: each snows with 0.15, then exponentially at 0.4 cm an hour on average.
        func bare(_ hours: Double) -> Double { 0.85 + 0.15 / (1 + hours * 0.4 / 0.5) }
        let likelihoods = window.bins.reversed().map(\.likelihood)
        #expect(abs(likelihoods[4] - 1) < 1e-12)
        #expect(abs(likelihoods[5] - bare(1)) < 1e-3)
        #expect(abs(likelihoods[6] - bare(2)) < 1e-3)
        #expect(abs(likelihoods[7] - bare(2) * bare(1)) < 2e-3)
        #expect(window.assumptions.contains { $0.id == "missing_snowfall" })
        asked.ignorance.greatestShare = 0.1
        let error = #expect(throws: ArrivalDatingError.self) { try ArrivalDater().window(for: asked) }
        #expect(error?.description.contains("2025-02-15 03:48 to 2025-02-15 06:48 local time") == true)
        #expect(error?.description.contains("13 % of the window") == true)
    }

    @Test("The same question gives the same finding, and another seed nearly the same")
    func seeds() throws {
        let asked = question(snow: { $0 % 7 == 3 ? 0.6 : 0 }, cues: [.roofs(state: .thin, count: 2)])
        let first = try ArrivalDater(draws: 4000, seed: 1).window(for: asked)
        let again = try ArrivalDater(draws: 4000, seed: 1).window(for: asked)
        let other = try ArrivalDater(draws: 4000, seed: 2).window(for: asked)
        #expect(first == again)
        let worst = zip(first.bins, other.bins).map { abs($0.posterior - $1.posterior) }.max() ?? 1
        #expect(worst > 0 && worst < 0.002)
    }

    @Test("A window across the change of Pyongyang's clocks names both offsets")
    func offsets() throws {
        let look = try Date("2018-05-05T01:30:00Z", strategy: .iso8601)
        let asked = ArrivalQuestion(
            subject: "The train", lastWithout: look - 24 * 3600, look: look, timeZone: "Asia/Pyongyang",
            weather: (0..<24).map { .init(start: look - Double($0 + 1) * 3600, snowfall: $0 == 20 ? 3 : 0) },
            cues: [.roofs(state: .bare, count: 3)])
        let sentence = try ArrivalDater(draws: 500).window(for: asked).sentences[0]
        #expect(sentence.contains("(UTC+8:30)") && sentence.contains("(UTC+9)"), "\(sentence)")
    }

    @Test("What cannot be asked is refused in a sentence")
    func refusals() throws {
        let good = question(snow: { _ in 0.1 }, cues: [.roofs(state: .bare)])
        func refused(_ change: (inout ArrivalQuestion) -> Void, _ words: String) {
            var asked = good
            change(&asked)
            let error = #expect(throws: ArrivalDatingError.self) { try ArrivalDater(draws: 10).window(for: asked) }
            #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
        }
        refused({ $0.lastWithout = $0.look }, "has no length")
        refused({ swap(&$0.lastWithout, &$0.look) }, "turned round")
        refused({ $0.weather[3].snowfall = -0.2 }, "is negative")
        refused({ $0.weather[3].temperature = 99 }, "expected −90 to 60")
        refused({ $0.weather[3].start = $0.weather[2].start + 60 }, "overlap")
        refused({ $0.timeZone = "UTC+9" }, "no time zone")
        refused({ $0.cues = [] }, "no cue")
        refused({ $0.cues.append(.sides(state: .oneBare)) }, "either roofs or the two sides")
        refused({ $0.cues = [.sides(state: .oneBare)] }, "shortwave radiation")
        refused({ $0.parameters[.clearing] = .fixed(1.2) }, "expected values from 0 to 1")
        refused({ $0.parameters[.fullCover] = .triangular(low: 3, mode: 2, high: 4) }, "not in the order")
        refused({ $0.prior = .bins([1, 2]) }, "has 2 weights; the window has 24 bins")
        refused({ $0.prior = .hourOfDay([Double](repeating: 0, count: 24)) }, "no weight within the window")
        refused({ $0.step = 10 }, "more than 5000 bins")
        refused({ $0.weather = [] }, "100 % of the window")
    }
}
