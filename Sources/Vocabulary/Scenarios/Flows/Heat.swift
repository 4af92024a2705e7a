/// Formulas and constants of heat and of vessels, each with its source.
///
/// All are for data to use; whether a thing is warmed at all, with what and how well, is an input of the case.
public enum Heat {
    /// Seconds of a day.
    public static let secondsOfDay = 86_400.0
    /// Cubic metres of a barrel of 42 US gallons, exact (NIST SP 811, appendix B.8).
    public static let barrel = 0.158987294928

    /// Heat that warms a liquid of oil.
    ///
    /// Source: Cragoe (1929), Thermal Properties of Petroleum Products, NBS Miscellaneous Publication 97: specific heat in kJ/(kg K)
    /// c = (1.685 + 0.0034 T) / √d with T in °C and d the density at 15 °C against water; here its integral.
    ///
    /// - Parameters:
    ///   - start: Temperature at the beginning, °C.
    ///   - end: Temperature at the end, °C.
    ///   - density: t/m³, above 0.
    /// - Returns: kJ/kg; negative where it is cooled, not a number for a density of 0 or less.
    public static func oil(from start: Double, to end: Double, density: Double) -> Double {
        guard density > 0 else { return .nan }
        return (1.685 * (end - start) + 0.0017 * (end * end - start * start)) / density.squareRoot()
    }

    /// Outer area of an upright round tank with its roof and its floor.
    ///
    /// - Parameters:
    ///   - diameter: m.
    ///   - height: m.
    /// - Returns: m².
    public static func tankArea(diameter: Double, height: Double) -> Double {
        Double.pi * diameter * height + Double.pi / 2 * diameter * diameter
    }

    /// Content of an upright round tank, or of a pipe of that length.
    ///
    /// - Parameters:
    ///   - diameter: m.
    ///   - length: m.
    /// - Returns: m³.
    public static func cylinder(diameter: Double, length: Double) -> Double {
        Double.pi / 4 * diameter * diameter * length
    }

    /// Net heat of fuels in GJ/t, which counts where a case states none.
    ///
    /// Source: IPCC (2006), Guidelines for National Greenhouse Gas Inventories, volume 2, table 1.2, default net calorific values. Names
    /// are those of the default table of products, where it has the fuel.
    public static let netHeats: [(fuel: String, heat: Double)] = [
        ("crude", 42.3), ("motor_gasoline", 44.3), ("kerosene", 43.8), ("gas_diesel", 43.0),
        ("residual_fuel_oil", 40.4), ("lpg", 47.3), ("naphtha", 44.5), ("petroleum_coke", 32.5),
        ("anthracite", 26.7), ("coking_coal", 28.2), ("bituminous_coal", 25.8), ("sub_bituminous_coal", 18.9),
        ("lignite", 11.9), ("natural_gas", 48.0), ("wood", 15.6),
    ]

    /// Where ``netHeats`` come from, as a note for an input.
    public static let netHeatNote = "default: IPCC 2006 Guidelines, volume 2, table 1.2"
}
