import Inquiry
import Testing

@Suite("Units")
struct UnitTests {
    private let tables = UnitTables()

    private func converted(
        _ value: Double, _ unit: String, to other: String, product: String? = nil, days: YearLength? = nil
    ) throws -> Double {
        let quantity = try #require(Quantity(value, unit: unit))
        return try #require(tables.convert(quantity, to: other, product: product, days: days).quantity.value)
    }

    @Test("Conversions are those of pint, and what pint keeps apart is kept apart")
    func pint() throws {
        let fixture = try InquiryFixture.read()
        #expect(fixture.conversions.count > 150)
        for row in fixture.conversions {
            let found = try converted(1, row[0].text, to: row[1].text)
            #expect(abs(found / row[2].number - 1) < 1e-11, "\(row[0].text) \(row[1].text) \(found)")
        }
        for pair in fixture.apart {
            let flaw = #expect(throws: SourceFlaw.self) { try converted(1, pair[0], to: pair[1]) }
            #expect(flaw?.problem.contains(pair[0]) == true && flaw?.problem.contains(pair[1]) == true)
        }
    }

    @Test(
        "Published figures: 2 Mt a year is 40 110 barrels a day; the nameplate slate is 1.960 Mt in 330 days and 2.168 in 365"
    )
    func published() throws {
        #expect(abs(try converted(2, "Mt/y", to: "bbl/d", product: "crude", days: .calendar) - 40_110) < 1)
        let slate = [
            ("lpg", 1200), ("motor_gasoline", 6050.0), ("naphtha", 4140), ("gas_diesel", 13_057), ("kerosene", 5050),
            ("residual_fuel_oil", 13_503), ("motor_gasoline", 600), ("lubricants", 500),
        ]
        func sum(_ days: YearLength) throws -> Double {
            try slate.map { try converted($0.1, "bbl/d", to: "Mt/y", product: $0.0, days: days) }.reduce(0, +)
        }
        #expect(abs(try sum(.stream) - 1.960) < 0.005)
        #expect(abs(try sum(.calendar) - 2.168) < 0.005)
        // Litres in a tonne stand beside barrels in the table of the United Nations.
        let litres = [
            "crude": 1164.0, "motor_gasoline": 1351, "aviation_gasoline": 1370, "naphtha": 1389, "lpg": 1852,
            "bitumen": 962,
            "jet": 1235, "gas_diesel": 1149, "residual_fuel_oil": 1053, "fuel_oil_undiff": 1099, "lubricants": 1111,
            "petroleum_coke": 877,
        ]
        for (product, expected) in litres {
            #expect(abs(try converted(1, "t", to: "L", product: product) - expected) < 1, "\(product)")
        }
    }

    @Test("A converted number keeps what it came from and by which entries")
    func kept() throws {
        let quantity = try #require(Quantity(low: 30_000, high: nil, unit: "bbl/d"))
        let found = try tables.convert(quantity, to: "t/y", product: "crude", days: .stream)
        #expect(found.from == quantity && found.quantity.high == nil)
        #expect(found.by.map(\.table) == ["UNSD", "definitions", "definitions"])
        #expect(found.text.contains("crude = 7.32 bbl/t") && found.text.contains("330 days on stream"))
        #expect(found.text.contains("1 bbl = 0.158987294928 m3") && found.text.contains("at least"))
        #expect(try tables.convert(quantity, to: "bbl/d").by.isEmpty)
        #expect(try converted(12, "t/y", to: "t/month") == 1)
    }

    @Test(
        "What does not convert is told with both units and what would let it",
        arguments: [
            ("t", "bbl", "no product is named"), ("t", "km", "t and km do not convert"),
            ("USD", "EUR", "money is not converted"), ("t/y", "t/d", "how many days a year has"),
            ("", "t", "a mere count and t"),
            ("t/y", "t", "t/y and t do not convert"),
        ])
    func apart(from: String, to: String, fragment: String) {
        let flaw = #expect(throws: SourceFlaw.self) { try converted(1, from, to: to) }
        #expect(flaw?.description.contains(fragment) == true, "\(String(describing: flaw))")
    }

    @Test(
        "A unit that may mean two things is not guessed",
        arguments: [
            ("Mbbl", "a million to others"), ("tons", "a long or a short ton"), ("t/y/d", "more than one"),
            ("foo", "not known"),
        ]
    )
    func ambiguous(unit: String, fragment: String) {
        let flaw = #expect(throws: SourceFlaw.self) { try tables.symbol(of: unit) }
        #expect(flaw?.problem.contains(fragment) == true)
    }

    @Test("A table of the case is used where it is named, and cannot change what is defined")
    func own() throws {
        let own = UnitTable(
            id: "news", title: "", source: "", units: [.init("tank-car", .mass, 60), .init("t", .mass, 2)],
            products: [.init("crude", 7.33)])
        let tables = UnitTables(own: [own])
        let cars = try #require(Quantity(5, unit: "tank-car"))
        #expect(try tables.convert(cars, to: "t").quantity.value == 300)
        let barrels = try tables.convert(cars, to: "bbl", product: "crude", table: "news")
        #expect(abs((barrels.quantity.value ?? 0) - 300 * 7.33) < 1e-9 && barrels.by.map(\.table).contains("news"))
        #expect(throws: SourceFlaw.self) { try tables.convert(cars, to: "bbl", product: "jet", table: "news") }
    }

    @Test("Numbers too large for any unit are told, not made infinite")
    func large() throws {
        let quantity = try #require(Quantity(1e308, unit: "km2"))
        #expect(throws: SourceFlaw.self) { try tables.convert(quantity, to: "m2") }
        #expect(Quantity(.infinity, unit: "t") == nil && Quantity(low: 2, high: 1, unit: "t") == nil)
        #expect(Quantity(.nan, unit: "") == nil && Quantity(low: nil, high: nil, unit: "t") == nil)
    }

    @Test(
        "Numbers are written in groups of three",
        arguments: [
            (56_000.0, "56 000"), (1_000_000, "1 000 000"), (-12_345.5, "-12 345.5"), (9_999, "9999"), (0.25, "0.25"),
            (0, "0"),
            (1e20, "1e+20"), (130.346861, "130.346861"),
        ])
    func digits(value: Double, text: String) { #expect(Quantity.digits(value, significant: 9) == text) }
}
