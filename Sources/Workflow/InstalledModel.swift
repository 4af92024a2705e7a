public import ObjectDetection

/// A network that is at hand, with its card.
public struct InstalledModel: Sendable {
    /// What the network needs and gives.
    public var card: ModelCard
    /// Its file, whose hash was compared with the card's.
    public var network: NetworkFile

    /// Joins a card to its network.
    public init(card: ModelCard, network: NetworkFile) {
        self.card = card
        self.network = network
    }
}
