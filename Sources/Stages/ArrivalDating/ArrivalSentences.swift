import Findings
import Foundation

/// Writes what a finding says, each sentence with its caveat in it.
struct ArrivalSentences {
    let window: ArrivalWindow
    let clock: PlaceClock
    let question: ArrivalQuestion
    let grid: ArrivalGrid

    /// All sentences; the first stands by itself.
    var all: [String] {
        [finding, probabilities, bound] + [flatness].compactMap { $0 } + weather + window.conflicts
            + [shadow].compactMap { $0 }
    }

    private var level: String { percent(window.level) }

    /// "The train most likely arrived between … (90 %); this rests on …".
    private var finding: String {
        "\(window.subject) most likely arrived \(spans(window.highestDensity)) local time (\(zone), \(level)); \(rests)."
    }

    private var zone: String {
        let (first, last) = (clock.offsetText(at: window.lastWithout), clock.offsetText(at: window.look))
        return "\(clock.identifier), " + (first == last ? first : "\(first), at the look \(last)")
    }

    /// What the first sentence rests on: clearing by hand where it matters, else what moves the answer most.
    private var rests: String {
        guard let first = window.windows.first else { return "" }
        guard !window.assumptions.isEmpty else { return "what this rests on was not examined" }
        func tail(_ outcome: ArrivalWindow.Outcome) -> String {
            guard let probability = outcome.probability else { return "what is seen would be impossible" }
            return "it would be \(spans(outcome.highestDensity)), and the probability of the window '\(first.name)' "
                + "\(percent(probability)) instead of \(percent(first.span.probability))"
        }
        /// The end that moves the answer most; one of them may be what was taken.
        func other(_ assumption: ArrivalWindow.Assumption) -> ArrivalWindow.Outcome {
            func way(_ outcome: ArrivalWindow.Outcome) -> Double {
                outcome.probability.map { abs($0 - first.span.probability) } ?? .infinity
            }
            return way(assumption.low) > way(assumption.high) ? assumption.low : assumption.high
        }
        if let clearing = window.assumptions.first(where: { $0.id == ArrivalParameter.clearing.rawValue }),
            clearing.effect >= 0.05 || (clearing.id == window.assumptions.first?.id && clearing.effect >= 0.02)
        {
            return
                "this rests on nobody having cleared the roofs by hand: with a probability of \(clearing.high.assumed) that a roof was cleared, "
                + "where \(clearing.taken) was taken, " + tail(clearing.high)
        }
        guard let most = window.assumptions.first, most.effect >= 0.02 else {
            return "no single assumption moves the probability of the window '\(first.name)' by more than 2 points"
        }
        return
            "this rests most on one assumption, \(Self.named(most.title)): with '\(other(most).assumed)', where '\(most.taken)' was taken, "
            + tail(other(most))
    }

    /// "the density of new snow"; a question has no article: "when arrivals are thought likely".
    private static func named(_ title: String) -> String {
        ["when ", "where ", "whether "].contains(where: title.hasPrefix) ? title : "the \(title)"
    }

    private var probabilities: String {
        let told = window.windows.map {
            "\(percent($0.span.probability)) for '\($0.name)' (\(span($0.span.start, $0.span.end)))"
        }
        return
            "Probability of arrival: \(WordList.joined(told)); as likely before as after \(clock.text(window.median)) local time."
    }

    private var bound: String {
        "That it came after \(clock.text(window.lastWithout)) local time rests on the look of that time, in which it would have been "
            + "seen had it been there; the cues say nothing of that."
    }

    /// Where the answer is hardly narrower than the window.
    private var flatness: String? {
        let whole = window.look.timeIntervalSince(window.lastWithout)
        let held = window.highestDensity.reduce(0) { $0 + $1.end.timeIntervalSince($1.start) }
        guard held > 0.8 * whole else { return nil }
        return "The cues hardly narrow it: \(level) of the probability takes \(percent(held / whole)) of the window."
    }

    /// What of the weather was not told, and what was taken instead.
    private var weather: [String] {
        var sentences: [String] = []
        if !grid.tellsTemperature {
            sentences.append(
                "No temperatures are given, so nothing was taken to melt; a thaw would have bared roofs by itself.")
        }
        if !grid.tellsWind {
            sentences.append("No wind is given, so none was taken to blow snow away.")
        }
        let ways = [
            "snowfall":
                "in each spell of up to six hours, snow was taken to fall with probability \(percent(question.ignorance.snowProbability)), "
                + "then \(number(question.ignorance.snowfall)) cm an hour on average",
            "temperature": "any between the least and the greatest that are told was taken",
            "wind": "any between the least and the greatest that are told was taken",
            "sunlight": "any share of a clear sky's was taken",
        ]
        for quantity in ["snowfall", "temperature", "wind", "sunlight"] {
            let gaps = window.missing.filter { $0.quantity == quantity }
            guard !gaps.isEmpty else { continue }
            var told = gaps.prefix(6).map { span($0.start, $0.end) }
            if gaps.count > 6 { told.append("\(gaps.count - 6) more spans") }
            let hours = gaps.reduce(0) { $0 + $1.end.timeIntervalSince($1.start) } / 3600
            sentences.append(
                "The weather does not tell \(quantity) for \(number(hours)) hours of the window (\(WordList.joined(told)) local time); "
                    + "\(ways[quantity] ?? "").")
        }
        return sentences
    }

    private var shadow: String? {
        guard let shadow = window.shadow else { return nil }
        let told = shadow.spans.map { "\(span($0.start, $0.end)), most likely \(clock.text($0.time).suffix(5))" }
        return
            "The shadow says that the look was taken \(WordList.joined(told, "or")) local time (\(percent(shadow.level)); sun at "
            + "\(number(shadow.elevation))° ± \(number(shadow.elevationError))°); the time given for it, \(clock.text(window.look)), "
            + (shadow.agrees
                ? "agrees with that." : "does NOT agree with that: check time zone, day and place of the metadata.")
    }

    /// "between a and b, or between c and d".
    private func spans(_ spans: [ArrivalWindow.Span]) -> String {
        WordList.joined(spans.map { "between \(ends($0.start, $0.end, " and "))" }, "or")
    }

    private func span(_ start: Date, _ end: Date) -> String { ends(start, end, " to ") }

    /// Both ends at the place; the second without its day where that is the first's, each with its offset where they differ.
    private func ends(_ start: Date, _ end: Date, _ middle: String) -> String {
        let (first, last) = (clock.text(start), clock.text(end))
        let (before, after) = (clock.offsetText(at: start), clock.offsetText(at: end))
        if before != after { return "\(first) (\(before))\(middle)\(last) (\(after))" }
        return first + middle + (first.prefix(10) == last.prefix(10) ? String(last.suffix(5)) : last)
    }
}
