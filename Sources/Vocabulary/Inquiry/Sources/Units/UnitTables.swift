/// All tables that numbers can be converted by.
public struct UnitTables: Sendable {
    /// The tables: units by definition, the default table of products, then the case's own.
    public let tables: [UnitTable]
    private let units: [String: (unit: MeasureUnit, table: String)]

    /// Gathers tables.
    ///
    /// - Parameter own: Tables of a case. A unit of theirs that is known already is passed over.
    public init(own: [UnitTable] = []) {
        tables = [.definitions, .unsd] + own
        var units: [String: (unit: MeasureUnit, table: String)] = [:]
        for table in tables {
            for unit in table.units {
                for name in [unit.symbol] + unit.aliases where units[name] == nil { units[name] = (unit, table.id) }
            }
        }
        self.units = units
    }

    /// How all units are written, in the order of the tables.
    public var symbols: [String] { tables.flatMap { $0.units.map(\.symbol) } }

    /// All ways to write a unit, in the order of the tables.
    public var names: [String] { tables.flatMap { $0.units.flatMap { [$0.symbol] + $0.aliases } } }

    /// Names of the tables that know products.
    public var productTables: [String] { tables.filter { !$0.products.isEmpty }.map(\.id) }

    /// The products of a table.
    ///
    /// - Parameter table: Its id; the default table where nil.
    /// - Returns: Their names; none where no table has this id.
    public func products(of table: String?) -> [String] {
        tables.first { $0.id == table ?? UnitTable.unsd.id }?.products.map(\.product) ?? []
    }

    /// A unit over another or none, as "t/y" or "bbl".
    struct Compound {
        let over: (unit: MeasureUnit, table: String)?
        let under: (unit: MeasureUnit, table: String)?
    }

    /// How a unit is written in the tables: "barrels/day" as "bbl/d".
    ///
    /// - Parameter text: The unit as somebody wrote it; empty for a mere count.
    /// - Returns: The symbols, joined by a slash.
    /// - Throws: ``SourceFlaw`` where a part is not known, or means different things to different people.
    public func symbol(of text: String) throws(SourceFlaw) -> String {
        let unit = try compound(text)
        return [unit.over, unit.under].compactMap { $0?.unit.symbol }.joined(separator: "/")
    }

    /// What a unit measures; nil for a mere count or a unit that is not known.
    ///
    /// - Parameter text: The unit.
    /// - Returns: What the part before the slash measures, and what that after it.
    public func dimensions(of text: String) -> (over: UnitDimension, under: UnitDimension?)? {
        do throws(SourceFlaw) {
            let unit = try compound(text)
            return (unit.over?.unit.dimension ?? .count, unit.under?.unit.dimension)
        } catch {
            return nil
        }
    }

    func compound(_ text: String) throws(SourceFlaw) -> Compound {
        let clean = text.filter { !$0.isWhitespace }.prefix(64)
        if clean.isEmpty { return Compound(over: nil, under: nil) }
        let whole =
            ["bpd": "bbl/d", "bopd": "bbl/d", "kn": "nmi/h", "tpa": "t/y"][String(clean)].map { $0[...] } ?? clean[...]
        let parts = whole.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2 else {
            throw SourceFlaw("the unit '\(clean)' has more than one '/'", "expected one such as t/y")
        }
        let over = first == "1" ? nil : try single(first)
        return Compound(over: over, under: parts.count > 1 ? try single(parts[1]) : nil)
    }

    private func single(_ text: Substring) throws(SourceFlaw) -> (unit: MeasureUnit, table: String) {
        if let found = units[String(text)] { return found }
        switch text {
        case "Mbbl", "MBBL", "mbbl", "mb", "MMbbl", "Mb":
            throw SourceFlaw(
                "the unit '\(text)' is a thousand barrels to some and a million to others",
                "write kbbl or million-bbl, after looking up which was meant")
        case "ton", "tons", "T":
            throw SourceFlaw(
                "the unit '\(text)' may be a tonne, a long or a short ton", "write t, long-ton or short-ton")
        case "gallon", "gallons":
            throw SourceFlaw("the unit '\(text)' may be a US or an imperial gallon", "write gal for 3.785 L, else L")
        default:
            throw SourceFlaw(
                "the unit '\(text)' is not known",
                "write one that the tables have, or state it under 'conversions'")
        }
    }
}
