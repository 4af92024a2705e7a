import Evidence
import Findings
import Foundation

/// An arrival for people and for machines.
struct ArrivalTable {
    private let window: ArrivalWindow

    init(_ window: ArrivalWindow) { self.window = window }

    // MARK: For people

    /// Sentences, and unless short, what they rest on.
    func text(isShort: Bool) -> String {
        var lines = window.sentences
        guard !isShort else { return lines.joined(separator: "\n") }
        lines += ["", "window                                               probability"]
        lines += window.windows.map { Self.padded($0.name, 53) + Self.percent($0.span.probability) }
        lines += ["", "assumption (effect on the first window)              taken → low … high"]
        for assumption in window.assumptions where assumption.effect >= 0.0005 {
            let bar = String(repeating: "#", count: min(20, Int((assumption.effect * 20).rounded(.up))))
            lines.append(Self.padded(assumption.title, 53) + assumption.taken)
            lines.append(
                "    " + Self.padded("\(Self.percent(assumption.effect)) \(bar)", 49)
                    + "\(Self.told(assumption.low)) … \(Self.told(assumption.high))")
        }
        let still = window.assumptions.filter { $0.effect < 0.0005 }.map(\.title)
        if !still.isEmpty { lines.append("without effect: \(still.joined(separator: "; "))") }
        lines += ["", "cue                                                  alone      given the others"]
        for cue in window.cues {
            lines.append(
                Self.padded(cue.title, 53) + Self.padded(Self.percent(cue.alone), 11)
                    + (cue.givenOthers.map(Self.percent) ?? "–"))
        }
        lines += [
            "",
            "evidence \(String(format: "%.6g", window.evidence)); \(window.draws) set\(window.draws == 1 ? "" : "s") of parameters"
                + (window.draws == 1 ? "" : ", seed \(window.seed)"),
        ]
        return lines.joined(separator: "\n")
    }

    private static func told(_ outcome: ArrivalWindow.Outcome) -> String {
        "\(outcome.probability.map(percent) ?? "impossible") (\(outcome.assumed))"
    }

    private static func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }

    private static func padded(_ text: String, _ width: Int) -> String {
        text.count >= width ? text + "  " : text + String(repeating: " ", count: width - text.count)
    }

    // MARK: For machines

    /// One object; times in UTC, with the place's clocks beside them.
    var object: [String: any Sendable] {
        var object: [String: any Sendable] = [
            "subject": window.subject, "time_zone": window.timeZone, "last_without": time(window.lastWithout),
            "look": time(window.look), "median": time(window.median), "level": window.level,
            "highest_density": window.highestDensity.map(span), "shortest": span(window.shortest),
            "windows": window.windows.map { named in
                span(named.span).merging(["name": named.name]) { _, new in new }
            },
            "evidence": window.evidence, "bins": window.bins.map(bin),
            "assumptions": window.assumptions.map(assumption),
            "cues": window.cues.map { cue in
                [
                    "title": cue.title, "alone": cue.alone, "given_others": optional(cue.givenOthers),
                    "probability_without": optional(cue.probabilityWithout),
                ] as [String: any Sendable]
            },
            "conflicts": window.conflicts,
            "missing_weather": window.missing.map { gap in
                ["quantity": gap.quantity, "from": time(gap.start), "until": time(gap.end)] as [String: any Sendable]
            },
            "parameters": window.parameters, "draws": window.draws, "seed": window.seed, "sentences": window.sentences,
        ]
        if let sunrise = window.sunrise { object["sunrise"] = time(sunrise) }
        if let shadow = window.shadow {
            object["shadow"] =
                [
                    "elevation": shadow.elevation, "elevation_error": shadow.elevationError, "level": shadow.level,
                    "agrees": shadow.agrees,
                    "times": shadow.spans.map { candidate in
                        ["time": time(candidate.time), "from": time(candidate.start), "until": time(candidate.end)]
                            as [String: any Sendable]
                    },
                ] as [String: any Sendable]
        }
        return object
    }

    private func time(_ date: Date) -> [String: any Sendable] {
        ["utc": AcquisitionTime.text(date), "local": window.clock?.text(date) ?? ""]
    }

    private func span(_ span: ArrivalWindow.Span) -> [String: any Sendable] {
        ["from": time(span.start), "until": time(span.end), "probability": span.probability]
    }

    private func bin(_ bin: ArrivalWindow.Bin) -> [String: any Sendable] {
        [
            "from": AcquisitionTime.text(bin.start), "until": AcquisitionTime.text(bin.end),
            "hours_before_look": window.look.timeIntervalSince(bin.arrival) / 3600, "prior": bin.prior,
            "likelihood": bin.likelihood, "posterior": bin.posterior, "snow_cm": bin.snow,
        ]
    }

    private func assumption(_ assumption: ArrivalWindow.Assumption) -> [String: any Sendable] {
        func end(_ outcome: ArrivalWindow.Outcome) -> [String: any Sendable] {
            [
                "assumed": outcome.assumed, "probability": optional(outcome.probability),
                "highest_density": outcome.highestDensity.map(span),
            ]
        }
        return [
            "id": assumption.id, "title": assumption.title, "taken": assumption.taken, "effect": assumption.effect,
            "low": end(assumption.low), "high": end(assumption.high),
        ]
    }

    private func optional(_ value: Double?) -> any Sendable { if let value { value } else { NSNull() } }
}
