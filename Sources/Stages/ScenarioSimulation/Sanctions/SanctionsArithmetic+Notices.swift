import Findings
import Inquiry
import Scenarios

extension SanctionsArithmetic {
    /// Which notice levels are passed, and when.
    ///
    /// Each delivery is spread evenly over its days. A level is passed when the first arm reaches it. Where the deliveries that are known do not
    /// pass it, their pace from the beginning of the period to the last of them is carried on to the period's end.
    ///
    /// - Parameters:
    ///   - instrument: The instrument.
    ///   - period: The period.
    ///   - begin: The first day on which the instrument holds in it.
    ///   - ledgers: What counts against each arm.
    /// - Returns: One for each level, in their order.
    func notices(
        of instrument: Instrument, in period: CalendarSpan, from begin: Int, _ ledgers: [CapAccount.Ledger]
    ) -> [InstrumentFinding.Notice] {
        guard !instrument.notices.isEmpty else { return [] }
        let end = Double(period.lastDay + 1 - begin)
        let ramps = zip(instrument.arms, ledgers).map {
            Ramps($1.parts, cap: numbers.drawn($0.cap), from: begin)
        }
        let name =
            "sanctions.\(instrument.id)." + (period.text.split(separator: "/").first.map(String.init) ?? "")
        return instrument.notices.enumerated().map { place, notice in
            let level = numbers.drawn(notice.level)
            let count = max(level.count, ramps.map(\.count).max() ?? 1)
            var days: [Double] = []
            var (known, passed) = (0, 0)
            for draw in 0..<count {
                var day = Double.infinity
                var isKnown = false
                for ramp in ramps {
                    let found = ramp.day(of: level[draw], draw)
                    if found.day < day { (day, isKnown) = (found.day, found.isKnown) }
                }
                guard day <= end else { continue }
                passed += 1
                if isKnown { known += 1 }
                days.append(day)
            }
            let inputs = Drawn.union([level.inputs] + ramps.map(\.inputs))
            let outcome =
                days.isEmpty
                ? nil
                : Drawn(days.map { $0 + Double(begin - period.firstDay) }, inputs: inputs).outcome(
                    id: "\(name).notice.\(place + 1)", scenario: scenario,
                    text: "\(instrument.group): days from \(CalendarSpan.text(ofDay: period.firstDay)) until "
                        + "\(Quantity.digits(100 * notice.level.number.central, significant: 3)) % of the cap is reached",
                    unit: "d",
                    formula:
                        "day on which the sum of deliveries, each spread evenly over its days, reaches level × cap at the first arm; "
                        + "beyond the last delivery at their mean pace",
                    remarks: passed < count
                        ? ["in \(Quantity.digits(100 * Double(passed) / Double(count), significant: 3)) % of the draws"]
                        : [])
            return InstrumentFinding.Notice(
                level: notice.level.number.central, text: notice.text, passed: Double(known) / Double(count),
                passedAtPace: Double(passed) / Double(count), day: outcome,
                date: outcome.map {
                    CalendarSpan.text(ofDay: period.firstDay + max(0, Int($0.spread.p50.rounded(.up)) - 1))
                })
        }
    }
}

/// Deliveries of one arm as sums that rise evenly over their days.
private struct Ramps {
    /// Where a part begins or ends to rise.
    private struct Turn {
        let day: Double
        let part: Int
        let sign: Double
    }

    private let turns: [Turn]
    private let rates: [Drawn]
    private let cap: Drawn
    private let last: Double
    let count: Int
    let inputs: [String]

    init(_ parts: [CapAccount.Part], cap: Drawn, from begin: Int) {
        var turns: [Turn] = []
        for (place, part) in parts.enumerated() {
            turns.append(Turn(day: Double(part.days.firstDay - begin), part: place, sign: 1))
            turns.append(Turn(day: Double(part.days.lastDay + 1 - begin), part: place, sign: -1))
        }
        self.turns = turns.sorted { ($0.day, $0.part, $0.sign) < ($1.day, $1.part, $1.sign) }
        rates = parts.map { part in part.amount.mapped { $0 / Double(part.days.length) } }
        last = turns.map(\.day).max() ?? 0
        self.cap = cap
        count = ([cap] + rates).map(\.count).max() ?? 1
        inputs = Drawn.union([cap.inputs] + rates.map(\.inputs))
    }

    /// The days from the beginning until a share of the cap is reached, and whether the deliveries that are known reach it; infinite where nothing
    /// is delivered.
    func day(of level: Double, _ draw: Int) -> (day: Double, isKnown: Bool) {
        let goal = level * cap[draw]
        var (sum, rate, day) = (0.0, 0.0, 0.0)
        for turn in turns {
            let next = sum + rate * (turn.day - day)
            // A share of a billionth is lost where parts are added up.
            if rate > 0, next >= goal * (1 - 1e-9) { return (min(turn.day, day + max(0, goal - sum) / rate), true) }
            (sum, day) = (next, turn.day)
            rate += turn.sign * rates[turn.part][draw]
            if goal <= 0, rate > 0 { return (day, true) }
        }
        guard sum > 0, last > 0 else { return (.infinity, false) }
        return (last * goal / sum, false)
    }
}
