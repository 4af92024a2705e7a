import Findings
import Inquiry
import Scenarios

/// What all needs of upkeep take together.
struct UpkeepSum {
    /// t/d; nil where there is none.
    var rate: Drawn?
    /// t once; nil where there is none.
    var once: Drawn?
    /// Needs that have no bound, because it is not stated how much there is to warm.
    var unbounded: [String] = []

    /// Whether there is anything to hold an amount against.
    var isStated: Bool { (rate != nil || once != nil) && unbounded.isEmpty }

    mutating func add(_ need: Need, _ draws: NeedDraws) {
        guard need.purpose == .upkeep else { return }
        guard let takes = draws.takes, takes.isSound else {
            unbounded.append(need.text)
            return
        }
        if need.isOnce { once = once.map { $0 + takes } ?? takes } else { rate = rate.map { $0 + takes } ?? takes }
    }
}

/// What an amount tells, and what it does not, in words.
enum ScaleVerdict {
    /// Probability from which it is said that an amount is more than upkeep takes.
    static let sure = 0.95

    static func digits(_ value: Double) -> String { Quantity.digits(value, significant: 3) }

    /// "156 d" or "104 to 172 d".
    static func range(_ outcome: Outcome, unit: String? = nil) -> String {
        let (low, high) = (digits(outcome.spread.p10), digits(outcome.spread.p90))
        let unit = unit ?? outcome.unit
        return (low == high ? low : "\(low) to \(high)") + (unit.isEmpty ? "" : " \(unit)")
    }

    /// What an amount tells of one need.
    static func line(
        _ need: Need, _ carrier: Carrier, covers: Outcome?, carriersADay: Outcome?, warms: Bool
    ) -> String {
        guard let covers else { return "It takes nothing, or how much is not known; the amount tells nothing of it." }
        if warms {
            return
                "It would warm \(range(covers)); how much there is to warm is not stated, so that nothing excludes it."
        }
        if need.isOnce {
            let percent = Outcome(
                id: "", text: "", unit: "%",
                spread: Spread(
                    percentiles: covers.spread.percentiles.map { $0 * 100 }, mean: 0, deviation: 0),
                formula: "", inputs: [])
            return "It is \(range(percent)) of what this takes once"
                + (covers.spread.p10 > 1 ? "; this alone does not explain it." : "; this alone could take it all.")
        }
        let visible = carriersADay.map { "\(range($0, unit: "")) laden \(carrier.plural) a day" } ?? "a steady flow"
        let lasts = "It lasts this \(range(covers))"
        return switch need.purpose {
        case .upkeep: lasts + "; unless it comes more often than that, this alone could take it all."
        case .operation: lasts + "; if this went on it would show as \(visible), which one look does not tell."
        }
    }

    /// What an amount tells of all of them together; `capacity` is what all can hold, t, for each load that they may have.
    static func whole(
        _ carrier: Carrier, _ seen: SeenCarriers, amount: Outcome, capacity: [Spread],
        lines: [ScaleTestFinding.Line], sum: UpkeepSum, lasts: Outcome?, period: Double?, exceeds: Double?
    ) -> [String] {
        let looks = [seen.objects?.sentence].compactMap(\.self)
        if seen.isNone {
            return ["No \(carrier.text) was seen: there is no amount to hold against anything."] + looks
        }
        var said = [held(carrier, seen, amount: amount, capacity: capacity)] + looks
        said.append(contentsOf: upkeep(sum, lasts: lasts, period: period, exceeds: exceeds))
        let operation = lines.filter { $0.purpose == Need.Purpose.operation.rawValue }
        let least = operation.compactMap { line in
            line.carriersADay.map { (line.text, $0) }
        }.min { $0.1.spread.p50 < $1.1.spread.p50 }
        if let (text, perDay) = least {
            said.append(
                "Of all that only a working plant takes, the least, \(text), would show as "
                    + "\(range(perDay, unit: "")) laden \(carrier.plural) a day.")
        }
        return said
    }

    /// What carriers can hold, and what of it is taken to be there.
    private static func held(
        _ carrier: Carrier, _ seen: SeenCarriers, amount: Outcome, capacity: [Spread]
    ) -> String {
        let each = capacity.map { spread in
            let (low, high) = (digits(spread.p10), digits(spread.p90))
            return low == high ? low : "\(low) to \(high)"
        }
        let list = each.count > 1 ? each.dropLast().joined(separator: ", ") + " or " + (each.last ?? "") : each.first
        let most = "\(list ?? digits(amount.spread.p50)) t"
        let said =
            seen.isOne
            ? "\(seen.counted(carrier)) is \(most), if it holds what it can."
            : "\(seen.counted(carrier)) are \(most), if they hold what they can."
        let shares =
            (carrier.fill == nil ? [] : ["the share of the load that is filled"])
            + (carrier.laden == nil ? [] : ["the share that is laden"])
        guard !shares.isEmpty else { return said }
        return said + " By \(shares.joined(separator: " and ")), \(range(amount)) of that are taken to be there."
    }

    private static func upkeep(_ sum: UpkeepSum, lasts: Outcome?, period: Double?, exceeds: Double?) -> [String] {
        let never = "it may not be said that the amount exceeds upkeep"
        guard sum.unbounded.isEmpty else {
            return [
                "Upkeep has needs without a bound (\(sum.unbounded.joined(separator: ", "))): \(never)."
            ]
        }
        guard sum.isStated else { return ["No need of upkeep is stated: \(never)."] }
        var said: [String] = []
        if let lasts {
            said.append("It lasts all needs of upkeep together \(range(lasts)).")
        }
        guard let period, let exceeds else {
            let often = lasts.map { "; it would have to come more often than every \(range($0))" } ?? ""
            said.append("In how many days it came is not stated: \(never)\(often).")
            return said
        }
        let percent = digits(exceeds * 100)
        let days = "\(digits(period)) d"
        let more = "more than that in \(percent) % of the draws"
        if exceeds >= sure {
            said.append(
                "As all that came in \(days) it exceeds the stated needs of upkeep in \(percent) % of the draws; what is "
                    + "not stated could still take it, or it was put in store.")
        } else if exceeds > 0.5 {
            said.append(
                "As all that came in \(days) it is probably more than the stated needs of upkeep take (\(more)), but short "
                    + "of the \(digits(sure * 100)) % that are asked for: \(never).")
        } else {
            said.append("As all that came in \(days) it is within what upkeep could take (\(more)): \(never).")
        }
        return said
    }
}
