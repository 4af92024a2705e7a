import Inquiry
import Scenarios

/// What counts against one instrument, without counting twice what was both reported and estimated.
struct CapAccount {
    /// What counts against an arm in a period.
    struct Ledger {
        /// What was reported, covered by estimates or not.
        var reported = Drawn(0)
        /// Parts of the least reading, with the days on which they came; in it reports and estimates that may be the
        /// same are masked draw by draw, so that the greater of both is left.
        var parts: [Part] = []
        /// The least that was delivered.
        var least = Drawn(0)
        /// The most, where it is not said whether estimates cover reports; nil where both readings are the same.
        var greatest: Drawn?
        /// What of it is supposed.
        var supposed = Drawn(0)
        /// Whether the amounts are bounds.
        var bound = Bound.exact
        /// Deliveries that cannot be held against this arm, by id.
        var left: [String] = []
        /// By which entries amounts were converted, each once.
        var conversion: [Converted.Step] = []
    }

    /// A delivery's part in a period.
    struct Part {
        let delivery: Delivery
        var amount: Drawn
        let days: CalendarSpan
    }

    private let deliveries: [Delivery]
    private let instrument: Instrument
    private let numbers: ScenarioNumbers

    init(_ instrument: Instrument, deliveries: [Delivery], numbers: ScenarioNumbers) {
        self.instrument = instrument
        self.deliveries = deliveries.filter { $0.instruments.contains(instrument.id) }
        self.numbers = numbers
    }

    /// What counts against an arm in the days of a period.
    func ledger(of arm: Instrument.Arm, in days: CalendarSpan) -> Ledger {
        var ledger = Ledger()
        let counted = deliveries.filter { count(of: $0, arm) != nil }
        // An estimate without days in the period says nothing of the reports in it.
        let covered = Set(counted.filter { $0.time.overlaps(days) }.flatMap { $0.covers ?? [] })
        var parts: [Part] = []
        for delivery in deliveries {
            guard let part = Self.common(delivery.time, days) else { continue }
            guard let count = count(of: delivery, arm) else {
                ledger.left.append(delivery.id)
                ledger.bound = ledger.bound.joined(.atLeast)
                continue
            }
            let share = Self.share(of: delivery, in: days)
            if delivery.standing == .reported {
                ledger.reported = ledger.reported + (own(delivery, count).mapped { $0 * share })
            }
            for step in count.conversion where !ledger.conversion.contains(step) { ledger.conversion.append(step) }
            guard !covered.contains(delivery.id) else { continue }
            ledger.bound = ledger.bound.joined(delivery.bound)
            parts.append(Part(delivery: delivery, amount: amount(delivery, arm, in: days, []), days: part))
        }
        ledger.supposed = Self.sum(parts.filter { $0.delivery.standing == .supposed })
        ledger.divide(parts)
        return ledger
    }

    /// Sentences on what was divided by days, covered, or told as a bound only.
    func remarks(in days: CalendarSpan) -> [String] {
        var remarks: [String] = []
        for delivery in deliveries {
            guard let part = Self.common(delivery.time, days) else { continue }
            if part != delivery.time {
                remarks.append(
                    "'\(delivery.id)' came on \(delivery.time.text), of which \(part.length) of \(delivery.time.length) "
                        + "days lie here; it is divided by days")
            }
            let said = deliveries.filter { (delivery.covers ?? []).contains($0.id) }
            let covers = said.filter { $0.time.overlaps(days) }.map(\.id)
            for other in said where !other.time.overlaps(delivery.time) {
                let words =
                    "'\(delivery.id)' (\(delivery.time.text)) is said to cover '\(other.id)' (\(other.time.text)), "
                    + "which shares no day with it"
                remarks.append(
                    other.time.overlaps(days)
                        ? words + "; that both are the same rests on the case's word alone"
                        : words + " and has none in this period; here it covers nothing")
            }
            if !covers.isEmpty {
                let names = covers.map { "'\($0)'" }.joined(separator: ", ")
                let rule = delivery.bound == .atLeast ? "; the greater of both counts" : ""
                remarks.append("'\(delivery.id)' covers \(names), which is not counted a second time\(rule)")
            }
        }
        for (bound, words) in [(Bound.atLeast, "the least"), (.atMost, "the most")] {
            let names = deliveries.filter { $0.bound == bound && Self.common($0.time, days) != nil }
            guard !names.isEmpty else { continue }
            let list = names.map { "'\($0.id)'" }.joined(separator: ", ")
            remarks.append("of \(list) only \(words) is told")
        }
        return remarks
    }

    private func count(of delivery: Delivery, _ arm: Instrument.Arm) -> ArmCount? {
        delivery.counts.first { $0.instrument == instrument.id && $0.arm == arm.id }
    }

    /// The amount of a delivery in the arm's unit, by itself.
    private func own(_ delivery: Delivery, _ count: ArmCount) -> Drawn {
        var amount: Drawn
        switch count.origin {
        case .also(let place) where delivery.also.indices.contains(place):
            amount = numbers.drawn(delivery.also[place])
        case .amount, .also, .priced:
            switch delivery.amount {
            case .stated(let stated): amount = numbers.drawn(stated)
            case .calls(let number, let capacity, let laden):
                amount =
                    numbers.drawn(number) * numbers.drawn(capacity)
                    * numbers.drawn(laden)
            }
            if count.origin == .priced, let price = delivery.price { amount = amount * numbers.drawn(price) }
        }
        return amount.mapped { $0 * count.factor }
    }

    /// What of a delivery lies in a period, or what it covers there where it is only a lower bound and less than that.
    private func amount(
        _ delivery: Delivery, _ arm: Instrument.Arm, in days: CalendarSpan, _ above: [String]
    ) -> Drawn {
        guard let count = count(of: delivery, arm) else { return Drawn(0) }
        let share = Self.share(of: delivery, in: days)
        let own = own(delivery, count).mapped { $0 * share }
        guard delivery.bound == .atLeast, let covers = delivery.covers, !covers.isEmpty, !above.contains(delivery.id)
        else { return own }
        let covered = deliveries.filter {
            covers.contains($0.id) && self.count(of: $0, arm) != nil && $0.time.overlaps(days)
        }
        guard !covered.isEmpty else { return own }
        return own.joined(
            Drawn.sum(covered.map { amount($0, arm, in: days, above + [delivery.id]) }), { max($0, $1) })
    }

    /// Which share of a delivery's days lies in a period.
    private static func share(of delivery: Delivery, in days: CalendarSpan) -> Double {
        common(delivery.time, days).map { Double($0.length) / Double(delivery.time.length) } ?? 0
    }

    static func common(_ first: CalendarSpan, _ second: CalendarSpan) -> CalendarSpan? {
        guard first.overlaps(second) else { return nil }
        return CalendarSpan(
            firstDay: max(first.firstDay, second.firstDay), lastDay: min(first.lastDay, second.lastDay))
    }

    static func sum(_ parts: [Part]) -> Drawn { Drawn.sum(parts.map(\.amount)) }
}

extension CapAccount.Ledger {
    /// Days that deliveries must span together, from the first to the last, for a pace that can be carried on.
    static let leastSpan = 30

    /// Whether parts that bring anything span enough days to have a pace.
    static func hasPace(_ parts: [CapAccount.Part]) -> Bool {
        let days = parts.filter { $0.amount.values.contains { $0 > 0 } }.map(\.days)
        guard let first = days.map(\.firstDay).min(), let last = days.map(\.lastDay).max() else { return false }
        return last - first + 1 >= leastSpan
    }

    /// Makes the least and the greatest reading of parts.
    ///
    /// An estimate that does not say what it covers may cover any report of the same product that overlaps it in
    /// time. In the least reading it does: of both the greater counts. In the greatest it comes on top.
    fileprivate mutating func divide(_ parts: [CapAccount.Part]) {
        func isUnsaid(_ part: CapAccount.Part) -> Bool {
            part.delivery.standing == .estimated && part.delivery.covers == nil
        }
        func mayBeSame(_ first: CapAccount.Part, _ second: CapAccount.Part) -> Bool {
            let (one, other) = (first.delivery, second.delivery)
            let sameProduct = one.product == nil || other.product == nil || one.product == other.product
            return sameProduct && one.time.overlaps(other.time)
        }
        let estimates = parts.filter(isUnsaid)
        let isDoubtful = parts.map { part in
            part.delivery.standing == .reported && estimates.contains { mayBeSame(part, $0) }
        }
        let reports = zip(parts, isDoubtful).filter(\.1).map(\.0)
        guard !reports.isEmpty else {
            self.parts = parts
            least = CapAccount.sum(parts)
            return
        }
        let (told, seen) = (CapAccount.sum(reports), CapAccount.sum(estimates))
        let toldIsMore = told.joined(seen) { $0 >= $1 ? 1 : 0 }
        self.parts = zip(parts, isDoubtful).map { part, isDoubtful in
            var part = part
            if isDoubtful {
                part.amount = part.amount * toldIsMore
            } else if isUnsaid(part) {
                part.amount = part.amount.joined(toldIsMore) { $0 * (1 - $1) }
            }
            return part
        }
        least = CapAccount.sum(self.parts)
        greatest = CapAccount.sum(parts)
    }
}

extension CalendarSpan {
    /// Days of the span, both ends among them.
    var length: Int { lastDay - firstDay + 1 }
}
