import Findings
import Inquiry
import Scenarios

extension SanctionsArithmetic {
    /// Which notice levels are passed, and when.
    ///
    /// Each delivery is spread evenly over its days. A level is passed when the first arm reaches it. Where the
    /// deliveries that are known do not pass it, their pace from the beginning of the period to the last of them is
    /// carried on to the period's end, unless they span too few days to have a pace.
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
        let levels = instrument.notices.map { numbers.drawn($0.level) }
        let count = max(levels.map(\.count).max() ?? 1, ramps.map(\.count).max() ?? 1)
        var tallies = levels.map { _ in Tally() }
        var first = levels.map { _ in Ramps.Passing(day: .infinity, isKnown: false) }
        for draw in 0..<count {
            for place in first.indices { first[place] = Ramps.Passing(day: .infinity, isKnown: false) }
            for ramp in ramps { ramp.pass(levels, draw, earliest: &first) }
            for (place, passing) in first.enumerated() where passing.day <= end {
                tallies[place].days.append(passing.day)
                if passing.isKnown { tallies[place].known += 1 }
            }
        }
        return instrument.notices.enumerated().map { place, notice in
            let tally = tallies[place]
            let inputs = Drawn.union([levels[place].inputs] + ramps.map(\.inputs))
            let outcome =
                tally.days.isEmpty
                ? nil
                : Drawn(tally.days.map { $0 + Double(begin - period.firstDay) }, inputs: inputs).outcome(
                    id: "\(name).notice.\(place + 1)", scenario: scenario,
                    text: "\(instrument.group): days from \(CalendarSpan.text(ofDay: period.firstDay)) until "
                        + "\(Quantity.digits(100 * notice.level.number.central, significant: 3)) % of the cap is reached"
                        + tally.condition(of: count),
                    unit: "d",
                    formula:
                        "day on which the sum of deliveries, each spread evenly over its days, reaches level × cap at the first arm; "
                        + "beyond the last delivery at their mean pace"
                ).keptInPart(tally.days.count, of: count)
            return InstrumentFinding.Notice(
                level: notice.level.number.central, text: notice.text, passed: Double(tally.known) / Double(count),
                passedAtPace: Double(tally.days.count) / Double(count), day: outcome,
                date: outcome.map {
                    CalendarSpan.text(ofDay: period.firstDay + max(0, Int($0.spread.p50.rounded(.up)) - 1))
                })
        }
    }
}

/// The draws in which a level is passed.
private struct Tally {
    /// Days from the beginning to when it is passed, in those draws.
    var days: [Double] = []
    /// In how many of them deliveries that are known pass it.
    var known = 0

    /// Under what condition these days hold, to follow after the level; empty where it is reached in all draws by
    /// deliveries that are known.
    func condition(of count: Int) -> String {
        var words: [String] = []
        if known < days.count {
            words.append((known > 0 ? "in part " : "") + "at the pace of the deliveries")
        }
        if days.count < count { words.append("in \(Drawn.percent(days.count, of: count)) of the draws") }
        return words.map { ", " + $0 }.joined()
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
    private let hasPace: Bool
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
        hasPace = CapAccount.Ledger.hasPace(parts)
        self.cap = cap
        count = ([cap] + rates).map(\.count).max() ?? 1
        inputs = Drawn.union([cap.inputs] + rates.map(\.inputs))
    }

    /// When a share of the cap is reached.
    struct Passing {
        /// Days from the beginning; infinite where nothing is delivered.
        var day: Double
        /// Whether deliveries that are known reach it, not their pace beyond the last of them.
        var isKnown: Bool
    }

    /// When shares of the cap are reached, where this comes before what is known of other arms.
    ///
    /// - Parameters:
    ///   - levels: The shares, in rising order.
    ///   - draw: Which draw.
    ///   - earliest: One for each share.
    func pass(_ levels: [Drawn], _ draw: Int, earliest: inout [Passing]) {
        let cap = cap[draw]
        var (sum, rate, day) = (0.0, 0.0, 0.0)
        var place = 0
        func note(_ found: Passing) {
            if found.day < earliest[place].day { earliest[place] = found }
            place += 1
        }
        for turn in turns {
            let next = sum + rate * (turn.day - day)
            // A share of a billionth is lost where parts are added up.
            while rate > 0, place < levels.count, next >= levels[place][draw] * cap * (1 - 1e-9) {
                let reached = day + max(0, levels[place][draw] * cap - sum) / rate
                note(Passing(day: min(turn.day, reached), isKnown: true))
            }
            guard place < levels.count else { return }
            (sum, day) = (next, turn.day)
            rate += turn.sign * rates[turn.part][draw]
        }
        guard hasPace, sum > 0, last > 0 else { return }
        while place < levels.count { note(Passing(day: last * levels[place][draw] * cap / sum, isKnown: false)) }
    }
}
