import Scenarios

/// What is said of a group's supply: what it rests on, down to feed, throughput and yields.
struct SupplyWords {
    /// How the use of a group is made.
    static let use = "sum over its consumers of number × share active × activity × consumption"

    /// "supply", and that it is a full year where it comes from the plant.
    let title: String
    /// How the supply is made.
    let supply: String
    /// How activity follows from it.
    let activity: String
    /// What must be known beside it.
    let remarks: [String]

    init(_ group: ConsumerGroup, _ production: Production) {
        let parts = group.supply.map { part in
            part.amount == nil ? production.formula(part.product) : "supply of '\(part.product)' as stated"
        }
        let sum = parts.count == 1 ? parts[0] : "[" + parts.joined(separator: " + ") + "]"
        supply = "(\(sum)) × share that goes to the group"
        let ratio = "(supply ÷ use today)^elasticity"
        activity = group.cap == nil ? ratio : "min(cap, \(ratio))"
        let comesFromPlant = group.supply.contains { $0.amount == nil }
        title = comesFromPlant ? "supply, \(Production.undated)" : "supply"
        remarks =
            comesFromPlant
            ? ["the plant is counted with \(Production.undated)" + (production.start.map { ": \($0.text)" } ?? "")] : []
    }

    /// A formula, with what its words stand for.
    func spelled(_ formula: String) -> String { "\(formula); supply = \(supply); use today = \(Self.use)" }
}
