import Findings
import Inquiry
import Scenarios

extension SanctionsArithmetic {
    /// How an instrument fared at one arm.
    func arm(
        _ arm: Instrument.Arm, of instrument: Instrument, _ ledger: CapAccount.Ledger, name: String
    ) -> InstrumentFinding.Arm {
        let cap = numbers.drawn(arm.cap)
        let unit = arm.cap.unit
        func outcome(_ number: Drawn, _ id: String, _ text: String, _ formula: String) -> Outcome {
            number.outcome(
                id: "\(name).\(id)", scenario: scenario, text: "\(Self.title(instrument, name)): \(text)", unit: unit,
                formula: formula)
        }
        var uses = [
            use(
                ledger.least, ledger, arm, of: instrument, name: name,
                reading: ledger.greatest == nil ? "as said" : "if estimates cover the reports")
        ]
        if let greatest = ledger.greatest {
            uses.append(
                use(
                    greatest, ledger, arm, of: instrument, name: name + ".greatest",
                    reading: "if estimates come on top of the reports"))
        }
        return InstrumentFinding.Arm(
            arm: arm.id, cap: outcome(cap, "cap", "cap '\(arm.id)'", "as stated"),
            reported: outcome(ledger.reported, "reported", "reported", "sum of all reports, each by its days"),
            reportedRatio: ratio(ledger.reported, cap).map { number in
                var ratio = outcome(number, "reported-ratio", "reported, of the cap", "reported ÷ cap")
                ratio.unit = ""
                return ratio
            }, uses: uses)
    }

    /// One reading of what counts.
    private func use(
        _ amount: Drawn, _ ledger: CapAccount.Ledger, _ arm: Instrument.Arm, of instrument: Instrument,
        name: String, reading: String
    ) -> InstrumentFinding.Use {
        let cap = numbers.drawn(arm.cap)
        func outcome(
            _ number: Drawn, _ id: String, _ text: String, _ formula: String, _ bound: Bound,
            unit: String = "", remarks: [String] = []
        ) -> Outcome {
            let words: [Bound: String] = [
                .atLeast: "it is a lower bound", .atMost: "it is an upper bound",
                .open: "parts are lower and parts upper bounds",
            ]
            return number.outcome(
                id: "\(name).\(id)", scenario: scenario, text: "\(Self.title(instrument, name)): \(text)", unit: unit,
                formula: formula, remarks: (words[bound].map { [$0] } ?? []) + remarks)
        }
        var remarks = ledger.left.map { "'\($0)' has no amount in \(arm.cap.unit) and is not counted" }
        if !ledger.conversion.isEmpty {
            remarks.append(
                "converted by " + ledger.conversion.map { "\($0.table): \($0.entry)" }.joined(separator: "; "))
        }
        let bound = ledger.bound
        let delivered = amount - ledger.supposed
        let (share, transparencyRemark) = transparency(delivered, ledger.reported)
        let demand = arm.demand.map { numbers.drawn($0) }
        let (index, effectRemark) = effectiveness(amount, cap, demand)
        let draws = [amount, cap, demand ?? cap].map(\.count).max() ?? 1
        return InstrumentFinding.Use(
            reading: reading, bound: bound,
            amount: outcome(
                amount, "amount", "counts against the cap '\(arm.id)', \(reading)",
                ledger.greatest == nil
                    ? "reports that no estimate covers + estimates + supposed deliveries, each by its days"
                    : "the same, \(reading)", bound, unit: arm.cap.unit,
                remarks: remarks + [transparencyRemark, effectRemark].compactMap { $0 }),
            ratio: ratio(amount, cap).map {
                outcome($0, "ratio", "of the cap '\(arm.id)', \(reading)", "amount ÷ cap", bound)
            },
            excess: outcome(
                amount.joined(cap) { max(0, $0 - $1) }, "excess", "above the cap '\(arm.id)', \(reading)",
                "max(0, amount − cap)", bound, unit: arm.cap.unit),
            transparency: share.map {
                outcome(
                    $0, "transparency", "transparency, \(reading)", "reported ÷ (amount − supposed)", bound.turned,
                    remarks: [transparencyRemark].compactMap { $0 }
                ).keptInPart($0.count, of: delivered.joined(ledger.reported, +).count)
            },
            effectiveness: index.map {
                outcome(
                    $0, "effectiveness", "effectiveness at '\(arm.id)', \(reading)",
                    "clip(1 − (amount − cap) ÷ (demand − cap), 0, 1)", bound.turned,
                    remarks: [effectRemark].compactMap { $0 }
                ).keptInPart($0.count, of: draws)
            })
    }

    /// A multiple of the cap; nil where the cap can be 0.
    func ratio(_ amount: Drawn, _ cap: Drawn) -> Drawn? {
        cap.values.allSatisfy { $0 > 0 } ? amount / cap : nil
    }

    private func transparency(_ amount: Drawn, _ reported: Drawn) -> (Drawn?, String?) {
        guard amount.values.allSatisfy({ $0 > 0 }) else {
            return (nil, reported.inputs.isEmpty ? nil : "transparency is undefined where nothing was delivered")
        }
        let share = reported / amount
        let possible = share.values.filter { $0 <= 1 + 1e-9 }
        let above = share.count - possible.count
        guard above > 0 else { return (share, nil) }
        let remark =
            "transparency is undefined in \(Drawn.percent(above, of: share.count)) of the draws, in which more was reported "
            + "than the estimates that cover it find"
        return (possible.isEmpty ? nil : Drawn(possible, inputs: share.inputs), remark)
    }

    /// 1 where the cap is kept, 0 where as much is delivered as without it (dossier of the worked case, section 9.4).
    private func effectiveness(
        _ amount: Drawn, _ cap: Drawn, _ demand: Drawn?
    ) -> (Drawn?, String?) {
        guard let demand else { return (nil, "effectiveness is not told: no demand without a cap is stated") }
        let room = demand - cap
        let excess = amount - cap
        let places = (0..<max(room.count, excess.count)).filter { room[$0] > 0 }
        guard !places.isEmpty else {
            return (nil, "effectiveness is undefined: the demand is no more than the cap")
        }
        let missing = 1 - Double(places.count) / Double(max(room.count, excess.count))
        return (
            Drawn(
                places.map { min(1, max(0, 1 - excess[$0] / room[$0])) },
                inputs: Drawn.union([amount.inputs, cap.inputs, demand.inputs])),
            missing > 0
                ? "undefined in \(Quantity.digits(100 * missing, significant: 2)) % of the draws, in which the demand is no more than the cap"
                : nil
        )
    }

    /// "crude oil, 2026-12-22": what is capped, and the beginning of the period, which is part of the name of all its numbers.
    static func title(_ instrument: Instrument, _ name: String) -> String {
        "\(instrument.group), \(name.dropFirst("sanctions.\(instrument.id).".count).prefix { $0 != "." })"
    }
}
