import Findings

extension ArrivalDater {
    /// What is known of a parameter.
    func distribution(
        _ parameter: ArrivalParameter, _ stated: [ArrivalParameter: ParameterDistribution]
    ) -> ParameterDistribution { stated[parameter] ?? parameter.usual }

    /// The parameters on which the answer can depend, in their order.
    func usedParameters(
        _ question: ArrivalQuestion, _ grid: ArrivalGrid, _ stated: [ArrivalParameter: ParameterDistribution]
    ) -> [ArrivalParameter] {
        var used: Set<ArrivalParameter> = [.snowDensity]
        for cue in question.cues {
            switch cue {
            case .roofs(let state, _, _):
                used.formUnion([.clearing, .roofVisibility, .broughtProbability])
                if state != .bare { used.insert(.fullCover) }
            case .ground: used.formUnion([.groundVisibility, .groundAtStart])
            case .rails: used.formUnion([.railVisibility, .otherTrain])
            case .tracks:
                used.formUnion([.groundVisibility, .groundAtStart, .tracksMade, .trackFreshness, .trackBurial])
            case .sides: used.formUnion([.clearing, .roofVisibility, .broughtProbability, .sunMelt])
            }
            if cue.reliability == nil { used.insert(.reliability) }
        }
        if used.contains(.broughtProbability), distribution(.broughtProbability, stated) != .fixed(0) {
            used.insert(.broughtDepth)
        }
        if grid.tellsTemperature { used.formUnion([.degreeDayFactor, .meltThreshold]) }
        if grid.tellsWind { used.formUnion([.windRemoval, .windThreshold]) }
        return ArrivalParameter.allCases.filter(used.contains)
    }

    /// Sets of parameters, and of weather where it is not told.
    func parameterDraws(
        _ question: ArrivalQuestion, _ grid: ArrivalGrid, _ otherwise: [ArrivalParameter: ParameterDistribution]
    ) -> ParameterDraws {
        let stated = question.parameters.merging(otherwise) { _, new in new }
        let used = usedParameters(question, grid, stated)
        var known = used.map { (ParameterDraws.Quantity.parameter($0), distribution($0, stated)) }
        if used.contains(.broughtDepth) {
            if case .fixed(let probability) = distribution(.broughtProbability, stated) {
                if probability < 1 {
                    known.append((.brought, .discrete(values: [0, 1], weights: [probability, 1 - probability])))
                }
            } else {
                known.append((.brought, .uniform(low: 0, high: 1)))
            }
        }
        return ParameterDraws(known, others: unknownWeather(question, grid), count: draws, seed: seed)
    }

    /// What is drawn in place of weather that is not told.
    private func unknownWeather(
        _ question: ArrivalQuestion, _ grid: ArrivalGrid
    ) -> [(ParameterDraws.Quantity, @Sendable (Double) -> Double)] {
        let ignorance = question.ignorance
        let (temperatures, winds) = (grid.temperatures, grid.winds)
        var seen: Set<ParameterDraws.Quantity> = []
        var drawn: [(ParameterDraws.Quantity, @Sendable (Double) -> Double)] = []
        func add(_ quantity: ParameterDraws.Quantity, _ quantile: @escaping @Sendable (Double) -> Double) {
            if seen.insert(quantity).inserted { drawn.append((quantity, quantile)) }
        }
        for step in grid.steps {
            if step.snow == nil {
                add(.snow(spell: step.spell)) { share in
                    // The lowest shares are spells with snow, of which those again the lowest are the heaviest.
                    guard share < ignorance.snowProbability else { return 0 }
                    let depth = ParameterDistribution.exponential(mean: ignorance.snowfall)
                        .quantile(1 - max(1e-9, share / ignorance.snowProbability))
                    return depth * ArrivalParameter.toldDensity / 100
                }
            }
            if step.temperature == nil, grid.tellsTemperature {
                add(.temperature(spell: step.spell)) {
                    temperatures.lowerBound + $0 * (temperatures.upperBound - temperatures.lowerBound)
                }
            }
            if step.wind == nil, grid.tellsWind {
                add(.wind(spell: step.spell)) { winds.lowerBound + $0 * (winds.upperBound - winds.lowerBound) }
            }
            if !step.tellsSun { add(.light(spell: step.spell)) { $0 } }
        }
        return drawn
    }
}
