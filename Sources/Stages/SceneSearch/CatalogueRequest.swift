public import Evidence

/// One question to a catalogue's server.
public struct CatalogueRequest: Hashable, Sendable {
    /// The address.
    public var address: String
    /// What is posted; nil for GET.
    public var body: JSONText?

    /// Makes a question.
    ///
    /// - Parameters:
    ///   - address: The address.
    ///   - body: What is posted; nil for GET.
    public init(address: String, body: JSONText? = nil) {
        self.address = address
        self.body = body
    }

    /// The question that a link stands for; nil for a link that cannot be followed.
    ///
    /// Source: STAC API 1.0, Item Search, paging: a link of POST has a body of its own, which with `merge` completes the one before.
    ///
    /// - Parameters:
    ///   - link: A link of a document.
    ///   - before: The question whose answer holds the link.
    init?(_ link: JSONText, after before: CatalogueRequest) {
        guard let href = link["href"]?.asText, var address = CatalogueAddress.resolve(href, in: before.address) else {
            return nil
        }
        // Servers behind a gateway often do not know that they are asked by https.
        if before.address.hasPrefix("https://"), address.hasPrefix("http://"),
            CatalogueAddress.host(of: address) == CatalogueAddress.host(of: before.address)
        {
            address = "https" + address.dropFirst(4)
        }
        self.address = address
        guard link["method"]?.asText?.uppercased() == "POST" else { return }
        let own = link["body"] ?? .object([:])
        guard let members = own.asObject else { return nil }
        body =
            link["merge"]?.asTruth == true
            ? .object((before.body?.asObject ?? [:]).merging(members) { _, new in new }) : own
    }
}
