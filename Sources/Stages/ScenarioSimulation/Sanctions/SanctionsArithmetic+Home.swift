import Findings
import Inquiry
import Scenarios

extension SanctionsArithmetic {
    /// Most periods that are counted only because the plant may begin to run in them.
    static let mostHomePeriods = 6

    /// Whether some of what is made at home comes from the plant.
    private func usesPlant(_ instrument: Instrument) -> Bool {
        instrument.homeProducts.contains { $0.amount == nil }
    }

    /// The periods in which the plant probably begins to run, and the one after.
    ///
    /// - Parameter instrument: The instrument.
    /// - Returns: At most ``mostHomePeriods``, in the order of time; none where nothing of the plant counts, or nobody knows when it runs.
    func homePeriods(of instrument: Instrument) -> [CalendarSpan] {
        guard usesPlant(instrument), production.start != nil, let days = production.counted else { return [] }
        var found: [CalendarSpan] = []
        var day = max(days.lowerBound, instrument.period.firstDay)
        while found.count < Self.mostHomePeriods, let period = instrument.period.period(containing: day) {
            found.append(period)
            // The first whole period in which it surely runs is the last that tells anything new.
            guard period.firstDay <= days.upperBound else { break }
            day = period.lastDay + 1
        }
        return found
    }

    /// What is made at home, told beside each arm that it can be compared with.
    ///
    /// - Parameters:
    ///   - instrument: The instrument.
    ///   - period: The period for which it is counted.
    ///   - isFirst: Whether it is the instrument's first; what has no date is told there, once.
    /// - Returns: One for each arm in whose unit all of it can be told.
    /// - Throws: ``ScenarioFlaw`` where the plant makes nothing of a product that is asked for.
    func home(
        of instrument: Instrument, in period: CalendarSpan, isFirst: Bool
    ) throws(ScenarioFlaw) -> [InstrumentFinding.Home] {
        guard !instrument.homeProducts.isEmpty else { return [] }
        let isDated = !usesPlant(instrument) || production.start != nil
        guard isDated || isFirst else { return [] }
        let name = isDated ? Self.name(instrument, period) : "sanctions.\(instrument.id).full-year"
        var words: [String] = []
        for product in instrument.homeProducts {
            words.append(product.amount.map { _ in "'\(product.id)' as stated" } ?? production.formula(product.name))
        }
        let sum = words.count == 1 ? words[0] : "[" + words.joined(separator: " + ") + "]"
        let years = Double(instrument.period.months ?? 12) / 12
        let share = usesPlant(instrument) ? production.start?.share(of: period) : nil
        var formula = sum + (years == 1 ? "" : " × \(Quantity.digits(years, significant: 4)) years of a period")
        if let start = production.start, share != nil {
            formula += " × share of the days of \(period.text) after '\(start.milestone)' (of what the plant makes)"
        }
        let when = usesPlant(instrument) ? production.start.map { "\($0.text), if the work is carried through" } : nil
        let remarks =
            isDated
            ? homeRemarks(of: instrument, in: period) + [when].compactMap(\.self)
            : ["counted is \(Production.undated)"]
        var homes: [InstrumentFinding.Home] = []
        for arm in instrument.arms {
            var parts: [Drawn] = []
            for product in instrument.homeProducts {
                guard let count = product.counts.first(where: { $0.arm == arm.id }) else { continue }
                let made = try amount(of: product, in: instrument).mapped { $0 * count.factor * years }
                parts.append(product.amount == nil ? share.map { made * $0 } ?? made : made)
            }
            guard parts.count == instrument.homeProducts.count else { continue }
            homes.append(
                home(
                    Drawn.sum(parts), arm, of: instrument, name: "\(name).\(arm.id).home", formula,
                    remarks,
                    isDated: isDated))
        }
        return homes
    }

    /// Whether the plant runs in a period at all, and on what that hangs.
    func homeRemarks(of instrument: Instrument, in period: CalendarSpan) -> [String] {
        guard usesPlant(instrument), let start = production.start else { return [] }
        let share = start.share(of: period)
        let none = share.values.count { $0 <= 0 }
        guard none < share.count else {
            let first = start.earliest.map { ", \(CalendarSpan.text(ofDay: $0))" } ?? ""
            return [
                "the plant makes nothing in it: it ends before the earliest draw of '\(start.milestone)'\(first)"
            ]
        }
        guard none * 100 >= share.count else { return [] }
        return ["in \(Drawn.percent(none, of: share.count)) of the draws the plant makes nothing in it"]
    }

    private func amount(
        of product: Instrument.HomeProduct, in instrument: Instrument
    ) throws(ScenarioFlaw) -> Drawn {
        if let amount = product.amount { return numbers.drawn(amount) }
        guard let name = product.product, let made = plant[name] else {
            throw ScenarioFlaw(
                "'\(instrument.id)' counts '\(product.name)' as made at home, but the plant makes none",
                "state 'amount', or a product of the plant")
        }
        return made
    }

    private func home(
        _ made: Drawn, _ arm: Instrument.Arm, of instrument: Instrument, name: String, _ formula: String,
        _ remarks: [String], isDated: Bool
    ) -> InstrumentFinding.Home {
        let unit = arm.cap.unit
        let title = isDated ? Self.title(instrument, name) : instrument.group
        let span = isDated ? "in the period" : "in \(Production.undated)"
        func outcome(_ number: Drawn, _ id: String, _ text: String, _ formula: String, _ unit: String) -> Outcome {
            number.outcome(
                id: name + id, scenario: scenario, text: "\(title): \(text)", unit: unit, formula: formula,
                remarks: ["what is made at home is no import and does not count against the cap"] + remarks)
        }
        func spelled(_ last: String) -> String { "\(last); made at home = \(formula)" }
        let nothing = made.values.allSatisfy { $0 == 0 } ? " (nothing: the plant does not run by then)" : ""
        let demand = arm.demand.map { numbers.drawn($0) }
        return InstrumentFinding.Home(
            arm: arm.id,
            made: outcome(made, "", "made at home \(span)\(isDated ? nothing : "")", formula, unit),
            equivalent: ratio(made, numbers.drawn(arm.cap)).map {
                outcome(
                    $0, ".equivalent", "made at home \(span), as a multiple of the cap",
                    spelled("made at home ÷ cap"), "")
            },
            importsNeeded: demand.map {
                outcome(
                    $0.joined(made) { max(0, $0 - $1) }, ".imports-needed", "imports still needed \(span)",
                    spelled("max(0, demand − made at home)"), unit)
            },
            importsReplaced: demand.map {
                outcome(
                    $0.joined(made) { max(0, min($0, $1)) }, ".imports-replaced",
                    "imports no longer needed \(span)", spelled("min(demand, made at home)"), unit)
            })
    }
}

extension Instrument.HomeProduct {
    /// The product's name, or else its own.
    fileprivate var name: String { product ?? id }
}
