import Scenarios

extension PlantAnalysis {
    /// What the plant makes in a year of the feed that supplies are made of, t, draw by draw: by product, and by cut where no product has that name.
    ///
    /// That is the feed that the plant names, or else its first (``Scenarios/Plant/suppliedFeed``).
    ///
    /// - Returns: Draws by name; empty where the plant has no feed, and without what it uses itself.
    public func products() -> [String: Drawn] {
        guard let feed = plant.suppliedFeed else { return [:] }
        var byProduct: [String: Drawn] = [:]
        var byCut: [String: Drawn] = [:]
        for (cut, share) in zip(feed.cuts, Yields.shares(feed, numbers)) where !cut.isOwnUse {
            let tonnes = yearly * share * Drawn(0.01)
            byCut[cut.id] = tonnes
            if let product = cut.product { byProduct[product] = byProduct[product].map { $0 + tonnes } ?? tonnes }
        }
        return byProduct.merging(byCut) { product, _ in product }
    }

    /// How each of ``products()`` is made, in words.
    ///
    /// - Returns: Feed, throughput and yields, by the same names.
    public func formulas() -> [String: String] {
        guard let feed = plant.suppliedFeed else { return [:] }
        let leading = plant.units.first { $0.id == plant.leadingUnit }?.text ?? plant.leadingUnit
        let fed = "feed a year of '\(feed.text)' (capacity of \(leading) × use of it)"
        func formula(_ cuts: [Cut]) -> String {
            let shares = cuts.map { "share of the cut '\($0.text)' (\(Yields.formula($0)))" }
            return "\(fed) × " + (shares.count == 1 ? shares[0] : "[" + shares.joined(separator: " + ") + "]")
        }
        var cutsOf: [String: [Cut]] = [:]
        var byCut: [String: String] = [:]
        for cut in feed.cuts where !cut.isOwnUse {
            byCut[cut.id] = formula([cut])
            if let product = cut.product { cutsOf[product, default: []].append(cut) }
        }
        return cutsOf.mapValues(formula).merging(byCut) { product, _ in product }
    }
}
