public import Findings
import Inquiry
import Scenarios

/// Holds deliveries against the caps of instruments, in every period in which something was delivered.
///
/// Each instrument is held against its own deliveries in its own units; nothing is known here of what is capped.
public struct SanctionsArithmetic: ScenarioArithmetic {
    /// Most periods of one instrument.
    static let mostPeriods = 200

    /// What it stands on.
    public let footing: ScenarioFooting

    /// Prepares to calculate.
    ///
    /// - Parameter footing: What it stands on.
    public init(_ footing: ScenarioFooting) { self.footing = footing }

    /// How each instrument fared in each period.
    ///
    /// - Returns: In the order of the instruments and of time. An instrument without deliveries has one finding, of
    ///   its first period, if something is made at home beside it, else none. Where it is known when a plant of the case begins to run,
    ///   there are also findings, without arms, of the periods in which it probably begins.
    /// - Throws: ``ScenarioFlaw`` where the plant makes nothing of a product that is asked for, deliveries spread over
    ///   too many periods, or a number becomes too large.
    public func findings() throws(ScenarioFlaw) -> [InstrumentFinding] {
        var findings: [InstrumentFinding] = []
        for instrument in model.instruments {
            let account = CapAccount(instrument, deliveries: model.deliveries, numbers: numbers)
            var periods = try self.periods(of: instrument)
            if periods.isEmpty, !instrument.homeProducts.isEmpty,
                let first = instrument.period.period(containing: instrument.period.firstDay)
            {
                periods = [first]
            }
            let delivered = periods.map(\.firstDay)
            periods += homePeriods(of: instrument).filter { !delivered.contains($0.firstDay) }
            periods.sort { $0.firstDay < $1.firstDay }
            for period in periods {
                let finding =
                    delivered.contains(period.firstDay)
                    ? try finding(of: instrument, in: period, by: account, isFirst: period.firstDay == delivered.first)
                    : InstrumentFinding(
                        instrument: instrument.id, scenario: scenario, period: period, arms: [], binding: [],
                        notices: [], home: try home(of: instrument, in: period, isFirst: false),
                        remarks: homeRemarks(of: instrument, in: period))
                for outcome in finding.outcomes { try outcome.check() }
                findings.append(finding)
            }
        }
        return findings
    }

    /// The periods of an instrument in which something is delivered, in the order of time.
    private func periods(of instrument: Instrument) throws(ScenarioFlaw) -> [CalendarSpan] {
        var found: [Int: CalendarSpan] = [:]
        for delivery in model.deliveries where delivery.instruments.contains(instrument.id) {
            var day = max(delivery.time.firstDay, instrument.period.firstDay)
            while day <= delivery.time.lastDay, let period = instrument.period.period(containing: day) {
                found[period.firstDay] = period
                guard found.count <= Self.mostPeriods else {
                    throw ScenarioFlaw(
                        "deliveries under '\(instrument.id)' spread over more than \(Self.mostPeriods) periods",
                        "state shorter times, or longer periods")
                }
                day = max(day, period.lastDay) + 1
            }
        }
        return found.keys.sorted().compactMap { found[$0] }
    }

    private func finding(
        of instrument: Instrument, in period: CalendarSpan, by account: CapAccount, isFirst: Bool
    ) throws(ScenarioFlaw) -> InstrumentFinding {
        let valid = instrument.period.valid(in: period)
        let ledgers = instrument.arms.map { account.ledger(of: $0, in: valid) }
        var remarks = account.remarks(in: valid)
        if valid != period {
            remarks.append(
                "the instrument holds on \(valid.text) only; the cap is counted whole, as it is stated")
        }
        let isBrief = ledgers.contains { !$0.parts.isEmpty && !CapAccount.Ledger.hasPace($0.parts) }
        if !instrument.notices.isEmpty, isBrief {
            remarks.append(
                "deliveries that together span less than \(CapAccount.Ledger.leastSpan) days have no pace that could be carried on"
            )
        }
        return InstrumentFinding(
            instrument: instrument.id, scenario: scenario, period: period,
            arms: zip(instrument.arms, ledgers).map { arm, ledger in
                self.arm(arm, of: instrument, ledger, name: Self.name(instrument, period) + "." + arm.id)
            },
            binding: binding(ledgers, of: instrument),
            notices: notices(of: instrument, in: period, from: valid.firstDay, ledgers),
            home: try home(of: instrument, in: period, isFirst: isFirst),
            remarks: remarks + homeRemarks(of: instrument, in: period))
    }

    /// "sanctions.refined.2024", "sanctions.crude.2024-12-22".
    static func name(_ instrument: Instrument, _ period: CalendarSpan) -> String {
        "sanctions.\(instrument.id)." + (period.text.split(separator: "/").first.map(String.init) ?? "")
    }

    /// Which arm is reached first, of the least that is known to have been delivered.
    private func binding(_ ledgers: [CapAccount.Ledger], of instrument: Instrument) -> [InstrumentFinding.BindingShare]
    {
        let caps = instrument.arms.map { numbers.drawn($0.cap) }
        let totals = ledgers.map(\.least)
        let count = (caps + totals).map(\.count).max() ?? 1
        var firsts = Array(repeating: 0, count: caps.count)
        for draw in 0..<count {
            var best: (arm: Int, fraction: Double)?
            for (arm, (cap, total)) in zip(caps, totals).enumerated() where total[draw] > 0 {
                let fraction = cap[draw] > 0 ? total[draw] / cap[draw] : .infinity
                if best.map({ fraction > $0.fraction }) ?? true { best = (arm, fraction) }
            }
            if let best { firsts[best.arm] += 1 }
        }
        let all = firsts.reduce(0, +)
        guard all > 0 else { return [] }
        return zip(instrument.arms, firsts).map { .init(arm: $0.id, share: Double($1) / Double(all)) }
    }
}
