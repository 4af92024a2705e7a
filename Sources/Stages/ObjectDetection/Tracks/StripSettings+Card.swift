extension ModelCard {
    /// Whether the network reads strips along tracks and not tiles of a scene.
    public var readsTracks: Bool { head == .trackStrip }

    /// The settings of a card for strips along tracks; nil for other heads.
    ///
    /// - Throws: ``ModelError/badCard(path:reason:)``.
    static func strip(
        _ told: StripSettings?, head: Head, classes: [ObjectClass], path: String
    ) throws(ModelError) -> StripSettings? {
        guard head == .trackStrip else { return nil }
        let settings = told ?? StripSettings()
        if let flaw = settings.flaw { throw .badCard(path: path, reason: "in 'revisit:strip' \(flaw)") }
        guard classes.map(\.name) == VehicleLengthPrior.classes else {
            throw .badCard(
                path: path,
                reason: "a network for tracks has the classes \(VehicleLengthPrior.classes.joined(separator: ", ")), "
                    + "in this order")
        }
        return settings
    }
}
