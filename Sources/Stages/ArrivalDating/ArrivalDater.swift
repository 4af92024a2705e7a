public import Findings
public import Foundation
import Geodesy

/// Dates arrivals by weather and traces.
///
/// With *a* the arrival, θ the parameters and π the prior over the window, p(a | cues) ∝ π(a) E_θ[∏ P(cue | a, θ)]: cues are
/// independent given arrival and parameters, and what is uncertain in the parameters is averaged over. Snow on the object follows
/// dW/dt = s − DDF max(T − T₀, 0)/24 − k_w 1[u > u*] W from the arrival on, exactly for weather that is constant within each hour.
public struct ArrivalDater: Sendable {
    /// Raised when the results of the same inputs change.
    public static let version = 1

    /// Sets of parameters that are drawn where any is uncertain and not discrete.
    public var draws: Int
    /// Seed of the draws.
    public var seed: UInt64
    /// The probability that the highest-density set holds.
    public var level: Double
    /// Whether a finding tells how it moves with each assumption, which takes most of its time.
    public var comparesAssumptions: Bool

    /// Makes a dater.
    ///
    /// - Parameters:
    ///   - draws: Sets of parameters, 1 to 1 000 000.
    ///   - seed: The same seed gives the same answer.
    ///   - level: Above 0 and below 1.
    ///   - comparesAssumptions: Whether a finding tells how it moves with each assumption.
    public init(draws: Int = 10_000, seed: UInt64 = 1, level: Double = 0.9, comparesAssumptions: Bool = true) {
        self.draws = draws
        self.seed = seed
        self.level = level
        self.comparesAssumptions = comparesAssumptions
    }

    /// A posterior over arrivals.
    public struct Posterior: Sendable {
        /// Bins from the earliest to the look.
        public var bins: [ArrivalWindow.Bin]
        /// Probability of the cues, averaged over the prior.
        public var evidence: Double
        /// Sets of parameters that were averaged over.
        public var draws: Int

        /// Probability that the arrival lies in a window, both ends included; see `ArrivalWindow.NamedWindow.span`.
        ///
        /// - Parameters:
        ///   - from: First instant.
        ///   - until: Last instant.
        /// - Returns: 0…1.
        public func probability(from: Date, until: Date) -> Double {
            let inside = bins.filter {
                $0.arrival.timeIntervalSince(from) > -0.0005 && $0.arrival.timeIntervalSince(until) < 0.0005
            }
            return min(1, inside.reduce(0) { $0 + $1.posterior })
        }
    }

    /// The posterior alone, without what it rests on.
    ///
    /// - Parameter question: Looks, weather and cues.
    /// - Returns: Bins whose probabilities sum to 1, and the evidence.
    /// - Throws: ``ArrivalDatingError``.
    public func posterior(of question: ArrivalQuestion) throws(ArrivalDatingError) -> Posterior {
        try check(question)
        let posterior = try evaluate(question, question.cues, [:])
        guard posterior.evidence > 0 else { throw .impossible(try impossibility(question)) }
        return posterior
    }

    /// The finding: the posterior with its spans, windows, assumptions, conflicts and sentences.
    ///
    /// - Parameter question: Looks, weather and cues.
    /// - Returns: The finding; the same for the same question, draws and seed.
    /// - Throws: ``ArrivalDatingError``.
    public func window(for question: ArrivalQuestion) throws(ArrivalDatingError) -> ArrivalWindow {
        let posterior = try posterior(of: question)
        guard let clock = PlaceClock(identifier: question.timeZone) else { throw .timeZone(question.timeZone) }
        let grid = try self.grid(question)
        let sunrise = sunrise(question, clock)
        let windows = named(question, sunrise, posterior)
        let weighed = try weigh(question, posterior, windows[0].span)
        let used = usedParameters(question, grid, question.parameters)
        var window = ArrivalWindow(
            subject: question.subject, lastWithout: question.lastWithout, look: question.look,
            timeZone: question.timeZone, bins: posterior.bins,
            median: HighestDensity.quantile(posterior.bins, 0.5), level: level,
            highestDensity: HighestDensity.spans(posterior.bins, level: level),
            shortest: HighestDensity.shortest(posterior.bins, level: level), windows: windows,
            evidence: posterior.evidence,
            assumptions: comparesAssumptions ? try assumptions(question, grid, posterior, windows[0].span) : [],
            cues: weighed.cues,
            conflicts: weighed.conflicts, weather: weatherOfWindow(question), missing: missing(question, grid),
            shadow: try question.shadow.map { shadow throws(ArrivalDatingError) in
                try ShadowClock.time(of: shadow, question, clock, level: level)
            },
            sunrise: sunrise,
            parameters: used.map {
                "\($0.title): \(distribution($0, question.parameters).text)"
                    + (question.parameters[$0] == nil ? " (usual, not stated)" : "")
            },
            draws: posterior.draws, seed: seed, sentences: [])
        window.sentences = ArrivalSentences(window: window, clock: clock, question: question, grid: grid).all
        return window
    }

    private func check(_ question: ArrivalQuestion) throws(ArrivalDatingError) {
        guard (1...1_000_000).contains(draws) else {
            throw .setting(name: "draws", why: "it is \(draws); expected 1 to 1 000 000")
        }
        guard level > 0, level < 1 else { throw .setting(name: "level", why: "expected a number between 0 and 1") }
        guard PlaceClock(identifier: question.timeZone) != nil else { throw .timeZone(question.timeZone) }
        guard !question.cues.isEmpty else { throw .noCue }
        var kinds: Set<String> = []
        var roofs = 0
        for cue in question.cues {
            if let reliability = cue.reliability, !(0...1).contains(reliability) {
                throw .cue(name: cue.name, why: "its reliability is \(number(reliability)); expected 0 to 1")
            }
            if case .roofs(_, let count, _) = cue {
                guard count >= 1 else { throw .cue(name: "roofs", why: "it counts \(count) roofs; expected 1 or more") }
                // Each is held below the limit, so that the sum cannot overflow.
                roofs += min(count, 1000)
                guard roofs <= 200 else { throw .cue(name: "roofs", why: "more than 200 roofs are told") }
            } else if !kinds.insert(cue.name).inserted {
                throw .cue(name: cue.name, why: "it is told twice; tell it once")
            }
        }
        if roofs > 0, kinds.contains("sides") {
            throw .cue(
                name: "sides", why: "roofs tell of the same snow; tell either roofs or the two sides of one of them")
        }
        for parameter in ArrivalParameter.allCases {
            if let flaw = question.parameters[parameter]?.flaw(within: parameter) {
                throw .parameter(name: parameter.rawValue, why: flaw)
            }
        }
        let ignorance = question.ignorance
        guard (0...1).contains(ignorance.greatestShare), (0...1).contains(ignorance.snowProbability),
            (0...50).contains(ignorance.snowfall)
        else {
            throw .setting(
                name: "missing",
                why: "expected a greatest share and a probability from 0 to 1, and 0 to 50 cm of snow an hour")
        }
        for window in question.windows where window.from > window.until {
            throw .setting(name: window.name, why: "the window ends before it begins")
        }
        try refuseMissing(question, try grid(question))
    }

    func grid(_ question: ArrivalQuestion) throws(ArrivalDatingError) -> ArrivalGrid {
        try ArrivalGrid(question, needsSun: question.cues.contains { $0.name == "sides" })
    }

    /// The posterior for some of the cues, with some parameters taken otherwise.
    ///
    /// - Parameters:
    ///   - question: What was asked, checked already.
    ///   - cues: The cues that count.
    ///   - otherwise: Parameters that replace those of the question.
    /// - Returns: Where the cues are impossible, the prior, with the evidence 0.
    /// - Throws: ``ArrivalDatingError`` where the window or the prior cannot be used.
    func evaluate(
        _ question: ArrivalQuestion, _ cues: [ArrivalCue], _ otherwise: [ArrivalParameter: ParameterDistribution]
    ) throws(ArrivalDatingError) -> Posterior {
        let grid = try self.grid(question)
        let prior = try question.prior.weights(of: grid, timeZone: question.timeZone)
        let sets = parameterDraws(question, grid, otherwise)
        let result = LikelihoodKernel(grid: grid, cues: cues, clearing: question.clearing, draws: sets).run()
        var evidence = 0.0
        for (prior, likelihood) in zip(prior, result.likelihood) { evidence += prior * likelihood }
        let bins = grid.bins.indices.reversed().map { index in
            let bin = grid.bins[index]
            return ArrivalWindow.Bin(
                start: grid.date(bin.start), end: grid.date(bin.end), arrival: grid.date(bin.arrival),
                prior: prior[index], likelihood: result.likelihood[index],
                posterior: evidence > 0 ? prior[index] * result.likelihood[index] / evidence : prior[index],
                snow: result.snow[index])
        }
        return Posterior(bins: bins, evidence: evidence, draws: sets.count)
    }
}
