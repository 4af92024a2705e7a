import Findings
import Foundation

extension ArrivalDater {
    /// How the answer moves with each assumption, one at a time, ordered by effect.
    ///
    /// - Parameters:
    ///   - question: What was asked.
    ///   - grid: Its window.
    ///   - posterior: The answer as it was taken.
    ///   - window: The window whose probability is compared.
    /// - Returns: The assumptions on which the answer can depend; those of equal effect in a fixed order.
    /// - Throws: ``ArrivalDatingError`` where a prior cannot be used.
    func assumptions(
        _ question: ArrivalQuestion, _ grid: ArrivalGrid, _ posterior: Posterior, _ window: ArrivalWindow.Span
    ) throws(ArrivalDatingError) -> [ArrivalWindow.Assumption] {
        let middle = posterior.probability(from: window.start, until: window.end)
        var found: [ArrivalWindow.Assumption] = []
        func outcome(
            _ assumed: String, _ question: ArrivalQuestion, _ otherwise: [ArrivalParameter: ParameterDistribution] = [:]
        ) throws(ArrivalDatingError) -> ArrivalWindow.Outcome {
            let posterior = try evaluate(question, question.cues, otherwise)
            guard posterior.evidence > 0 else {
                return .init(assumed: assumed, probability: nil, highestDensity: [])
            }
            return .init(
                assumed: assumed, probability: posterior.probability(from: window.start, until: window.end),
                highestDensity: HighestDensity.spans(posterior.bins, level: level))
        }
        func add(
            _ id: String, _ title: String, taken: String, _ low: ArrivalWindow.Outcome, _ high: ArrivalWindow.Outcome
        ) {
            let told = [low.probability, high.probability].compactMap { $0 } + [middle]
            let effect = (told.max() ?? middle) - (told.min() ?? middle)
            let isPossible = low.probability != nil && high.probability != nil
            found.append(
                .init(id: id, title: title, taken: taken, low: low, high: high, effect: isPossible ? effect : 1))
        }
        for parameter in usedParameters(question, grid, question.parameters) {
            let known = distribution(parameter, question.parameters)
            let ends = known.ends ?? parameter.range
            add(
                parameter.rawValue, parameter.title, taken: known.text,
                try outcome(number(ends.low), question, [parameter: .fixed(ends.low)]),
                try outcome(number(ends.high), question, [parameter: .fixed(ends.high)]))
        }
        let roofs = question.cues.reduce(0) { sum, cue in
            if case .roofs(_, let count, _) = cue { sum + count } else { sum }
        }
        if roofs > 1 {
            let answers = try ClearingMode.allCases.map { mode throws(ArrivalDatingError) in
                var other = question
                other.clearing = mode
                return try outcome(mode == .each ? "each by itself" : "all or none", other)
            }
            add(
                "clearing_mode", "whether roofs are cleared one by one or all at once",
                taken: question.clearing == .each ? "each by itself" : "all or none", answers[0], answers[1])
        }
        try addPriors(question, outcome, add)
        if grid.steps.contains(where: { $0.snow == nil }) {
            var (without, with) = (question, question)
            without.ignorance.snowProbability = 0
            with.weather = Self.filled(question)
            add(
                "missing_snowfall", "snowfall of hours that the weather does not tell", taken: "drawn",
                try outcome("none", without),
                try outcome("\(number(question.ignorance.snowfall)) cm in each hour", with))
        }
        return found.enumerated().sorted { left, right in
            let (a, b) = ((left.element.effect * 1e9).rounded(), (right.element.effect * 1e9).rounded())
            return a != b ? a > b : left.offset < right.offset
        }.map(\.element)
    }

    private func addPriors(
        _ question: ArrivalQuestion,
        _ outcome: (String, ArrivalQuestion, [ArrivalParameter: ParameterDistribution]) throws(ArrivalDatingError)
            -> ArrivalWindow.Outcome,
        _ add: (String, String, String, ArrivalWindow.Outcome, ArrivalWindow.Outcome) -> Void
    ) throws(ArrivalDatingError) {
        var (day, night, middle) = (question, question, question)
        day.prior = .uniform
        night.prior = .hours(from: 22, until: 6, factor: 3)
        add(
            "prior", "when arrivals are thought likely before anything is seen",
            question.prior == .uniform ? "at any time alike" : "as given",
            try outcome("at any time alike", day, [:]),
            try outcome("three times as likely from 22 to 6 local time", night, [:]))
        day = question
        day.placement = .end
        middle.placement = .middle
        add(
            "placement", "where in its bin an arrival is reckoned", question.placement.rawValue,
            try outcome("end", day, [:]), try outcome("middle", middle, [:]))
    }

    /// The weather with the mean snowfall of ignorance in each hour that lacks it.
    private static func filled(_ question: ArrivalQuestion) -> [ArrivalWindow.WeatherHour] {
        var hours = question.weather.filter {
            $0.start < question.look && $0.start.addingTimeInterval(3600) > question.lastWithout
        }.map { hour in
            var hour = hour
            hour.snowfall = hour.snowfall ?? question.ignorance.snowfall
            return hour
        }.sorted { $0.start < $1.start }
        // Hours go on from those that are told, so that none overlaps; where none is, from the beginning of the window.
        var next = question.lastWithout
        var added: [ArrivalWindow.WeatherHour] = []
        for hour in hours + [ArrivalWindow.WeatherHour(start: question.look, snowfall: nil)] {
            while hour.start.timeIntervalSince(next) >= 3600 {
                added.append(.init(start: next, snowfall: question.ignorance.snowfall))
                next.addTimeInterval(3600)
            }
            next = max(next, hour.start.addingTimeInterval(3600))
        }
        hours += added
        return hours
    }
}
