import Scenarios

extension PlantAnalysis {
    /// What the plant makes of its first feed in a year, t, draw by draw: by product, and by cut where no product has that name.
    ///
    /// - Returns: Draws by name; empty where the plant has no feed, and without what it uses itself.
    public func products() -> [String: Drawn] {
        guard let feed = plant.feeds.first else { return [:] }
        var byProduct: [String: Drawn] = [:]
        var byCut: [String: Drawn] = [:]
        for (cut, share) in zip(feed.cuts, Yields.shares(feed, numbers)) where !cut.isOwnUse {
            let tonnes = yearly * share * Drawn(0.01)
            byCut[cut.id] = tonnes
            if let product = cut.product { byProduct[product] = byProduct[product].map { $0 + tonnes } ?? tonnes }
        }
        return byProduct.merging(byCut) { product, _ in product }
    }
}
