import Findings
import Inquiry

extension ScenarioTable {
    /// Inputs that a table of what a milestone hangs on shows at most.
    static let mostInputs = 10

    /// Dates of milestones, a column for each scenario; none where nobody states when the work begins.
    func dates(_ study: ScenarioStudy) -> [String] {
        guard let calendar = study.scenarios.compactMap(\.schedule?.calendar).first else { return [] }
        let rows =
            [[""] + study.scenarios.map(\.scenario)]
            + study.datedMilestones.map { row in ["schedule.\(row.milestone)"] + row.dates.map { $0?.text ?? "–" } }
        return ["As dates, for work that begins: \(calendar.begins.words)"]
            + TextTable.lines(rows, indent: 2, longest: 90) + [""]
    }

    /// What a milestone hangs on: its mean with single inputs at their 10 and their 90 %, and their shares of its variance, the greatest first.
    ///
    /// - Parameters:
    ///   - milestone: The milestone.
    ///   - scenario: " in the scenario none", or nothing.
    /// - Returns: Lines under a heading; none where nothing is uncertain or it was not asked for.
    func hangs(_ milestone: MilestoneFinding, _ scenario: String = "") -> [String] {
        let shares = milestone.sensitivities.filter { $0.total > 0 }
        let bars = Dictionary(milestone.tornado.map { ($0.input, $0) }) { first, _ in first }
        guard !shares.isEmpty, milestone.outcome.spread.deviation > 0 else { return [] }
        let rows = shares.prefix(Self.mostInputs).map { share in
            let bar = bars[share.input]
            return [
                share.input, bar.map { Self.digits($0.meanAtLow) } ?? "–",
                bar.map { Self.digits($0.meanAtHigh) } ?? "–",
                Self.share(share.first), Self.share(share.total), share.text,
            ]
        }
        let heads = ["input", "mean at its 10 %", "at its 90 %", "first-order", "total", "what it is"]
        let rest = shares.count - rows.count
        let mean = "\(Self.digits(milestone.outcome.spread.mean)) \(milestone.outcome.unit)"
        return [
            "",
            "What “\(milestone.outcome.text)” hangs on\(scenario): its mean, \(mean), with one input held, and shares of its variance (Sobol indices)",
        ]
            + TextTable.lines([heads] + rows, indent: 2, longest: 44)
            + (rest > 0 ? ["  and \(rest) more"] : [])
    }

    /// A Sobol index; errors of drawing below 0 are none.
    private static func share(_ index: Double) -> String { digits((max(0, index) * 1000).rounded() / 1000) }
}
