public import Findings
import Foundation
import Inquiry
import Scenarios

/// What a supply would change for those who use it: use from what they do, and activity from the supply.
///
/// Use of one consumer is F = N a h f: how many there are, the share that is active, what one does in a year, and
/// what it consumes in doing so. Activity becomes A = min(A_max, (S ÷ F₀)^ε) of today's, where S is the supply that
/// goes to the group, F₀ its use today, ε the elasticity and A_max the cap by what else is needed.
public struct ConsequenceArithmetic: ScenarioArithmetic {
    /// What it stands on.
    public let footing: ScenarioFooting

    /// Prepares to calculate.
    ///
    /// - Parameter footing: What it stands on.
    public init(_ footing: ScenarioFooting) { self.footing = footing }

    /// What would change for each group.
    ///
    /// - Returns: In the order of the groups.
    /// - Throws: ``ScenarioFlaw`` where the plant makes nothing of a product that is asked for, or a stock told in
    ///   days has no use to last for, or a number becomes too large.
    public func findings() throws(ScenarioFlaw) -> [ConsumerFinding] {
        var findings: [ConsumerFinding] = []
        for group in model.consumers {
            let finding = try finding(of: group)
            for outcome in finding.outcomes { try outcome.check() }
            findings.append(finding)
        }
        return findings
    }

    /// What all groups use together, today.
    ///
    /// - Returns: Nil where there is no group.
    public func total() -> Outcome? {
        guard !model.consumers.isEmpty else { return nil }
        return Drawn.sum(model.consumers.flatMap { $0.consumers.map(use) }).outcome(
            id: "consequence.use", scenario: scenario, text: "use of all groups", unit: "t/y",
            formula: "sum over all consumers of number × share active × activity × consumption")
    }

    private func draws(_ input: ScenarioInput) -> Drawn { numbers.drawn(input) }

    /// What a consumer does in a year, all of its kind together.
    private func activity(_ consumer: ConsumerGroup.Consumer) -> Drawn {
        draws(consumer.count) * draws(consumer.active) * draws(consumer.activity)
    }

    private func use(_ consumer: ConsumerGroup.Consumer) -> Drawn {
        activity(consumer) * draws(consumer.consumption)
    }

    private func supply(of group: ConsumerGroup) throws(ScenarioFlaw) -> Drawn {
        var parts: [Drawn] = []
        for supply in group.supply {
            if let amount = supply.amount {
                parts.append(draws(amount))
            } else if let made = plant[supply.product] {
                parts.append(made)
            } else {
                throw ScenarioFlaw(
                    "'\(group.id)' is supplied with '\(supply.product)' from the plant, which makes none",
                    "state 'amount', or a product of the plant")
            }
        }
        return Drawn.sum(parts) * draws(group.share)
    }

    private func finding(of group: ConsumerGroup) throws(ScenarioFlaw) -> ConsumerFinding {
        let name = "consequence.\(group.id)"
        func outcome(
            _ number: Drawn, _ id: String, _ text: String, _ unit: String, _ formula: String, _ remarks: [String] = []
        ) -> Outcome {
            number.outcome(
                id: "\(name).\(id)", scenario: scenario, text: "\(group.text): \(text)", unit: unit, formula: formula,
                remarks: remarks)
        }
        let uses = group.consumers.map(use)
        let use = Drawn.sum(uses)
        let words = SupplyWords(group, production)
        let supply = try supply(of: group)
        let ratio = use.values.allSatisfy { $0 > 0 } ? supply / use : nil
        let wanted = ratio?.joined(draws(group.elasticity)) { $0 > 0 ? pow($0, $1) : 0 }
        let cap = group.cap.map(draws)
        let activityRatio = wanted.map { wanted in cap.map { wanted.joined($0, min) } ?? wanted }
        // Without a cap, or a use, nothing but the supply is known to limit.
        let capBinds = wanted.flatMap { wanted in cap.map { wanted.joined($0) { $0 >= $1 ? 1 : 0 } } }
        let share = capBinds?.share { $0 > 0.5 } ?? 0
        let limit: ConsumerFinding.Limit = share >= 0.9 ? .cap : share <= 0.1 ? .supply : .either
        let units = Set(group.consumers.map(\.activityUnit))
        let unit = units.count == 1 ? group.consumers.first?.activityUnit : nil
        let doing = Drawn.sum(group.consumers.map(activity))
        let useThen = activityRatio.map { $0 * use }
        return ConsumerFinding(
            group: group.id, scenario: scenario,
            uses: zip(group.consumers, uses).map {
                outcome($1, $0.id, "use of \($0.text)", "t/y", "number × share active × activity × consumption")
            },
            use: outcome(use, "use", "use today", "t/y", SupplyWords.use),
            supply: outcome(supply, "supply", words.title, "t/y", words.supply, words.remarks),
            ratio: ratio.map {
                outcome(
                    $0, "ratio", "supply, of the use today", "", words.spelled("supply ÷ use today"))
            },
            supplied: unit.flatMap { unit in
                ratio.map {
                    outcome(
                        $0 * doing, "supplied", "what the supply is enough for", "\(unit)/y",
                        words.spelled("supply ÷ use today × activity today"))
                }
            },
            activity: unit.map {
                outcome(doing, "activity", "activity today", "\($0)/y", "sum of number × share active × activity")
            },
            activityRatio: activityRatio.map {
                outcome(
                    $0, "activity-ratio", "activity, of today's", "",
                    words.spelled(words.activity))
            },
            useThen: useThen.map {
                outcome(
                    $0, "use-then", "use at that activity", "t/y",
                    words.spelled("use today × activity, of today's, which is \(words.activity)"),
                    Self.remarks($0, supply))
            }, capBinds: share, limit: limit, sentence: Self.sentence(limit, share, group, hasCap: wanted != nil),
            stocks: try stocks(of: group, use, useThen?.joined(supply, min), name, words))
    }

    /// What is said where activity falls by less than the supply does, so that it needs more than is supplied.
    private static func remarks(_ useThen: Drawn, _ supply: Drawn) -> [String] {
        // A share of a billionth is lost where a power of 1 is taken.
        let above = useThen.joined(supply) { $0 > $1 * (1 + 1e-9) ? 1 : 0 }
        let part = above.values.count { $0 > 0 }
        guard part > 0 else { return [] }
        return [
            "in \(Drawn.percent(part, of: above.count)) of the draws it is more than the supply; the rest must come from elsewhere"
        ]
    }

    private static func sentence(
        _ limit: ConsumerFinding.Limit, _ share: Double, _ group: ConsumerGroup, hasCap: Bool
    ) -> String {
        guard group.cap != nil, hasCap else {
            return "\(group.text): no other limit than supply can be held against it"
        }
        let percent = Quantity.digits((share * 1000).rounded() / 10, significant: 4)
        let share = "in \(percent) % of the draws \(group.capText) would be reached before it"
        return switch limit {
        case .cap: "\(group.text): supply would cease to be the binding limit; \(share)"
        case .supply: "\(group.text): supply would remain the binding limit; \(share)"
        case .either: "\(group.text): supply may or may not remain the binding limit; \(share)"
        }
    }

    /// How long a stock lasts.
    private func stocks(
        of group: ConsumerGroup, _ use: Drawn, _ useThen: Drawn?, _ name: String, _ words: SupplyWords
    ) throws(ScenarioFlaw) -> [Outcome] {
        guard let stock = group.stock else { return [] }
        let daily = use.mapped { $0 / 365 }
        let isUsing = daily.values.allSatisfy { $0 > 0 }
        guard !stock.isInDays || isUsing else {
            throw ScenarioFlaw(
                "the stock of '\(group.id)' is told in days, but the group may use nothing", "state it in tonnes")
        }
        let amount = stock.isInDays ? draws(stock.amount) * daily : draws(stock.amount)
        let rates: [(String, String, String, Drawn?)] = [
            ("today", "at today's use", "use today ÷ 365; use today = \(SupplyWords.use)", isUsing ? daily : nil),
            (
                "then", "at the use that supply allows",
                words.spelled(
                    "min(use at that activity, supply) ÷ 365; use at that activity = use today × \(words.activity)"),
                useThen?.mapped { $0 / 365 }
            ),
            ("full", "at full effort", "use at full effort", group.fullUse.map(draws)),
        ]
        return [
            amount.outcome(
                id: "\(name).stock", scenario: scenario, text: "\(group.text): stock", unit: "t",
                formula: stock.isInDays
                    ? "days in store × use today ÷ 365; use today = \(SupplyWords.use)" : "as stated")
        ]
            + rates.compactMap { id, text, formula, rate in
                guard let rate, rate.values.allSatisfy({ $0 > 0 }) else { return nil }
                return (amount / rate).outcome(
                    id: "\(name).stock-lasts-\(id)", scenario: scenario,
                    text: "\(group.text): the stock lasts, \(text)", unit: "d",
                    formula: "stock ÷ rate; rate = \(formula)")
            }
    }
}
