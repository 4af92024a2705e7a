extension UnitTable {
    /// Units that are fixed by definition.
    ///
    /// Source: BIPM, The International System of Units, 9th ed. (2019); NIST Special Publication 811 (2008), appendix B.8, for the barrel of
    /// 42 US gallons, the foot, pound, horsepower and thermochemical calorie. A year has as many days as the one who converts says.
    public static let definitions = UnitTable(
        id: "definitions", title: "Units by definition",
        source: "BIPM SI Brochure (2019); NIST SP 811 (2008), appendix B.8",
        units: [
            .init("t", .mass, 1, ["tonne", "tonnes"]), .init("kt", .mass, 1e3), .init("Mt", .mass, 1e6),
            .init("kg", .mass, 1e-3), .init("g", .mass, 1e-6), .init("lb", .mass, 0.45359237e-3),
            .init("long-ton", .mass, 1.0160469088), .init("short-ton", .mass, 0.90718474),

            .init("m3", .volume, 1, ["m³", "cbm"]), .init("L", .volume, 1e-3, ["l", "litre", "litres"]),
            .init("bbl", .volume, 0.158987294928, ["b", "barrel", "barrels"]), .init("kbbl", .volume, 158.987294928),
            .init("gal", .volume, 0.003785411784, ["US-gal"]), .init("million-bbl", .volume, 158_987.294928),

            .init("m", .length, 1, ["metre", "metres"]), .init("km", .length, 1e3), .init("cm", .length, 1e-2),
            .init("mm", .length, 1e-3), .init("in", .length, 0.0254), .init("ft", .length, 0.3048),
            .init("mi", .length, 1609.344), .init("nmi", .length, 1852),

            .init("m2", .area, 1, ["m²"]), .init("ha", .area, 1e4), .init("km2", .area, 1e6, ["km²"]),

            .init("d", .time, 1, ["day", "days"]), .init("h", .time, 1 / 24.0, entry: "24 h = 1 d"),
            .init("min", .time, 1 / 1440.0, entry: "1440 min = 1 d"),
            .init("s", .time, 1 / 86_400.0, entry: "86 400 s = 1 d"),
            .init("week", .time, 7), yearUnit, monthUnit,

            .init("W", .power, 1), .init("kW", .power, 1e3), .init("MW", .power, 1e6), .init("GW", .power, 1e9),
            .init("hp", .power, 745.6998715822702), .init("PS", .power, 735.49875),

            .init("J", .energy, 1), .init("kJ", .energy, 1e3), .init("MJ", .energy, 1e6), .init("GJ", .energy, 1e9),
            .init("TJ", .energy, 1e12), .init("kWh", .energy, 3.6e6), .init("MWh", .energy, 3.6e9),
            .init("GWh", .energy, 3.6e12), .init("kcal", .energy, 4184), .init("Btu", .energy, 1055.05585262),

            .init("%", .share, 1, ["percent"]), .init("deg", .angle, 1, ["°", "degrees"]),
            .init("degC", .temperature, 1, ["°C"]),
            .init("USD", .money, 1, ["US$", "$"]), .init("EUR", .money, 1, ["€"]), .init("RUB", .money, 1),
            .init("CNY", .money, 1), .init("KRW", .money, 1), .init("KPW", .money, 1), .init("JPY", .money, 1),
        ])

    /// Its factor is replaced by what the one who converts says.
    static let yearUnit = MeasureUnit("y", .time, 365, ["year", "years", "a"], entry: "a year")
    static let monthUnit = MeasureUnit("month", .time, 365 / 12.0, ["months"], entry: "a month, 12 in a year")

    /// Barrels in a tonne as the United Nations convert statistics of energy.
    ///
    /// Source: United Nations Statistics Division, Energy Statistics Yearbook, conversion factors
    /// (unstats.un.org/unsd/energy/yearbook/conversion.htm). Its row for condensate contradicts itself and is left out.
    public static let unsd = UnitTable(
        id: "UNSD", title: "Barrels in a tonne, UN Statistics Division",
        source: "unstats.un.org/unsd/energy/yearbook/conversion.htm",
        products: [
            .init("crude", 7.32), .init("motor_gasoline", 8.5), .init("aviation_gasoline", 8.62),
            .init("naphtha", 8.74),
            .init("jet", 7.77), .init("kerosene", 7.77), .init("gas_diesel", 7.23), .init("residual_fuel_oil", 6.62),
            .init("fuel_oil_undiff", 6.91), .init("lpg", 11.65), .init("lubricants", 6.99), .init("bitumen", 6.05),
            .init("petroleum_coke", 5.52), .init("white_spirit", 7.77), .init("paraffin_wax", 7.86),
        ])
}
