import Foundation

/// The probability of the cues for each arrival, averaged over sets of parameters.
///
/// Eight sets go through all steps at once, so that nothing but their few accounts is held; sums are taken in the order of the sets,
/// so the result does not depend on who computes it.
struct LikelihoodKernel {
    let grid: ArrivalGrid
    let cues: [ArrivalCue]
    let clearing: ClearingMode
    let draws: ParameterDraws

    /// Probability of the cues for each bin, from the latest, and centimetres of snow on something that was not cleared.
    func run() -> (likelihood: [Double], snow: [Double]) {
        let plan = CuePlan(cues, clearing: clearing)
        let steps = grid.steps
        let thresholds = (draws.least(.parameter(.meltThreshold)), draws.least(.parameter(.windThreshold)))
        let isStill = steps.map { self.isStill($0, plan, melt: thresholds.0, wind: thresholds.1) }
        let zero = Lane(repeating: 0)
        var likelihood = [Lane](repeating: zero, count: grid.bins.count)
        var snow = likelihood
        var gain = [Lane](repeating: zero, count: steps.count)
        var kept = [Lane](repeating: Lane(repeating: 1), count: steps.count)
        var melt = gain
        var sunnyGain = plan.needsSun ? gain : []
        var ground = plan.needsGround ? likelihood : []
        let brings = draws.column(.brought)
        for lane in 0..<draws.lanes {
            let set = ParameterLane(draws, lane, grid: grid)
            for (index, step) in steps.enumerated() where !isStill[index] {
                let change = set.change(in: step, lane)
                melt[index] = change.melt
                gain[index] = (change.fall - change.melt) * change.factor
                kept[index] = change.kept
                if plan.needsSun { sunnyGain[index] = (change.fall - change.melt - change.sunny) * change.factor }
            }
            if plan.needsGround {
                var lying = set.groundAtStart
                for index in steps.indices.reversed() {
                    if let bin = steps[index].reaches { ground[bin] = lying }
                    if !isStill[index] { lying = larger(zero, gain[index] + kept[index] * lying) }
                }
                if grid.bins[0].arrival == 0 { ground[0] = lying }
            }
            let brought = set.broughtDepth.replacing(with: 0, where: brings[lane] .>= set.broughtProbability)
            var (roof, sunny, melted) = (SnowAccount(), SnowAccount(), zero)
            var (probability, depth) = (zero, zero)
            var isKnown = false
            func take(_ bin: Int) {
                if !isKnown {
                    let lying = roof.snow(from: brought)
                    let under = plan.needsGround ? larger(zero, ground[bin] - melted) : zero
                    probability =
                        plan.probability(
                            roof: lying, fallen: roof.snow, sunny: plan.needsSun ? sunny.snow(from: brought) : zero,
                            ground: under, set)
                        * draws.weights[lane]
                    depth = lying * set.depthOfWater * draws.weights[lane]
                    isKnown = true
                }
                likelihood[bin] += probability
                snow[bin] += depth
            }
            if grid.bins[0].arrival == 0 { take(0) }
            for (index, step) in steps.enumerated() {
                if !isStill[index] {
                    roof.precede(with: gain[index], kept: kept[index])
                    if plan.needsSun { sunny.precede(with: sunnyGain[index], kept: kept[index]) }
                    melted += melt[index]
                    isKnown = false
                }
                if let bin = step.reaches { take(bin) }
            }
        }
        return (likelihood.map { $0.sum() }, snow.map { $0.sum() })
    }

    /// Whether a step changes nothing in any set: what holds at its late end holds at its early one.
    private func isStill(_ step: ArrivalGrid.Step, _ plan: CuePlan, melt: Double, wind blown: Double) -> Bool {
        guard step.snow == 0 else { return false }
        if grid.tellsTemperature {
            guard let temperature = step.temperature, temperature <= melt else { return false }
        }
        if grid.tellsWind {
            guard let wind = step.wind, wind <= draws.least(.parameter(.windThreshold)) else { return false }
        }
        return !plan.needsSun || step.sun == 0
    }
}

/// Parameters of eight sets, in the units of the account: millimetres of water.
struct ParameterLane {
    let depthOfWater: Lane
    let groundAtStart: Lane
    let broughtProbability: Lane
    let broughtDepth: Lane
    let clearing: Lane
    let roof: Lane
    let full: Lane
    let ground: Lane
    let rail: Lane
    let otherTrain: Lane
    let tracksMade: Lane
    let fresh: Lane
    let buried: Lane
    let reliability: Lane
    private let melt: Lane
    private let meltThreshold: Lane
    private let windThreshold: Lane
    private let sunMelt: Lane
    /// Share that wind leaves, and mean share of what comes that stays, for each length of step.
    private let left: [(kept: Lane, factor: Lane)]
    private let draws: ParameterDraws
    private let grid: ArrivalGrid

    init(_ draws: ParameterDraws, _ lane: Int, grid: ArrivalGrid) {
        func value(_ parameter: ArrivalParameter) -> Lane { draws.lane(.parameter(parameter), lane) }
        self.draws = draws
        self.grid = grid
        depthOfWater = 100 / value(.snowDensity)
        let water = value(.snowDensity) / 100
        groundAtStart = value(.groundAtStart) * water
        broughtProbability = value(.broughtProbability)
        broughtDepth = value(.broughtDepth) * water
        clearing = value(.clearing)
        roof = depthOfWater / value(.roofVisibility)
        full = depthOfWater / value(.fullCover)
        ground = depthOfWater / value(.groundVisibility)
        rail = depthOfWater / value(.railVisibility)
        otherTrain = value(.otherTrain)
        tracksMade = value(.tracksMade)
        fresh = depthOfWater / value(.trackFreshness)
        buried = depthOfWater / value(.trackBurial)
        reliability = value(.reliability)
        melt = value(.degreeDayFactor) / 24
        meltThreshold = value(.meltThreshold)
        windThreshold = value(.windThreshold)
        sunMelt = value(.sunMelt)
        let removal = value(.windRemoval)
        left =
            grid.tellsWind
            ? grid.lengths.map { length in
                let taken = removal * length
                let kept = decay(taken)
                // (1 − e⁻ˣ)/x loses its digits where x is small; its series there is exact to rounding.
                let series = 1 - taken * 0.5 + taken * taken * (1.0 / 6)
                let quotient = (1 - kept) / larger(taken, Lane(repeating: 1e-5))
                return (kept, quotient.replacing(with: series, where: taken .< Lane(repeating: 1e-5)))
            } : []
    }

    /// What a step adds, melts, and lets wind take.
    @inline(__always) func change(
        in step: ArrivalGrid.Step, _ lane: Int
    ) -> (fall: Lane, melt: Lane, sunny: Lane, kept: Lane, factor: Lane) {
        let zero = Lane(repeating: 0)
        let fall = step.snow.map { Lane(repeating: $0) } ?? draws.lane(.snow(spell: step.spell), lane) * step.hours
        var melted = zero
        if grid.tellsTemperature {
            let temperature =
                step.temperature.map { Lane(repeating: $0) } ?? draws.lane(.temperature(spell: step.spell), lane)
            melted = melt * larger(zero, temperature - meltThreshold) * step.hours
        }
        var sunny = sunMelt * step.sun
        if !step.tellsSun { sunny *= draws.lane(.light(spell: step.spell), lane) }
        var (kept, factor) = (Lane(repeating: 1), Lane(repeating: 1))
        if grid.tellsWind {
            let wind = step.wind.map { Lane(repeating: $0) } ?? draws.lane(.wind(spell: step.spell), lane)
            let isBlown = wind .> windThreshold
            kept.replace(with: left[step.length].kept, where: isBlown)
            factor.replace(with: left[step.length].factor, where: isBlown)
        }
        return (fall, melted, sunny, kept, factor)
    }
}
