import Scenarios

/// What goes into a plant, draw by draw, as its capacity and the use of it have it in a scenario.
struct PlantThroughput {
    /// How ``daily`` is made, in words.
    static let formula = "capacity of the plant's leading unit × use of it ÷ days of the year on which it runs"

    /// t/y.
    let yearly: Drawn
    /// t/d on a day on which the plant runs.
    let daily: Drawn
    /// The most that can go in, t/y.
    let capacity: Drawn

    /// Draws it.
    ///
    /// - Parameters:
    ///   - plant: The plant; nil where the case states none.
    ///   - numbers: The numbers of the scenario.
    /// - Throws: ``ScenarioFlaw`` where there is no plant, its leading unit does not exist, or it runs on no day.
    init(_ plant: Plant?, _ numbers: ScenarioNumbers) throws(ScenarioFlaw) {
        guard let plant else { throw ScenarioFlaw("the case states no plant", "state it under 'plant'") }
        guard let leading = plant.units.first(where: { $0.id == plant.leadingUnit }) else {
            throw ScenarioFlaw(
                "the plant's leading unit '\(plant.leadingUnit)' is none of its units", "name one of them")
        }
        let days = numbers.drawn(plant.streamDays)
        guard days.isPositive else { throw ScenarioFlaw("the plant runs on no day", "mend 'stream_days'") }
        capacity = numbers.drawn(leading.capacity)
        yearly = capacity * numbers.drawn(plant.utilisation)
        daily = yearly / days
    }
}
