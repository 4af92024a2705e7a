public import Evidence

/// What a catalogue's server answered, by what it is for.
public enum CatalogueDocument: Sendable {
    /// Items, and the question for the next ones.
    case items([JSONText], next: CatalogueRequest?)
    /// One item.
    case item(JSONText)
    /// A server that can be asked; whether it takes POST.
    case service(address: String, takesPost: Bool)
    /// A catalogue of documents that are read one by one: items, and catalogues in it.
    case folder(items: [String], children: [String], collection: CatalogueCollection?)

    /// Tells what a document is.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - request: The question that it answers.
    /// - Throws: ``CatalogueItem/Flaw`` for what is no part of a STAC catalogue.
    public init(_ document: JSONText, answering request: CatalogueRequest) throws(CatalogueItem.Flaw) {
        let links = document["links"]?.asList ?? []
        switch document["type"]?.asText {
        case "FeatureCollection":
            let next = links.first { $0["rel"]?.asText == "next" }
            self = .items(
                document["features"]?.asList ?? [], next: next.flatMap { CatalogueRequest($0, after: request) })
        case "Feature": self = .item(document)
        default:
            guard document["stac_version"] != nil || document["links"] != nil, document.asObject != nil else {
                throw CatalogueItem.Flaw(description: "is no STAC catalogue")
            }
            let searches = links.filter { $0["rel"]?.asText == "search" }
            let known = searches.compactMap { link in
                CatalogueRequest(link, after: request).map { ($0.address, $0.body != nil) }
            }
            if let (address, takesPost) = known.first(where: { $0.1 }) ?? known.first {
                self = .service(address: address, takesPost: takesPost)
                return
            }
            func linked(_ relation: String) -> [String] {
                links.filter { $0["rel"]?.asText == relation }.compactMap { link in
                    CatalogueRequest(link, after: request)?.address
                }
            }
            let (items, children) = (linked("item"), linked("child"))
            // A collection of a server has its items behind one address, to which the same can be asked.
            if items.isEmpty, children.isEmpty, let address = linked("items").first {
                self = .service(address: address, takesPost: false)
                return
            }
            self = .folder(
                items: items, children: children,
                collection: document["type"]?.asText == "Collection" ? CatalogueCollection(document) : nil)
        }
    }
}

/// What a collection says of all its scenes.
public struct CatalogueCollection: Hashable, Sendable {
    /// Its id.
    public var id: String
    /// What people call it.
    public var title: String?
    /// Licence: an SPDX identifier or a word.
    public var license: String?
    /// Address of the licence's text.
    public var licenseAddress: String?
    /// Who made or licensed it.
    public var providers: [String]

    /// Reads a collection's document; nil where it has no id.
    ///
    /// - Parameter document: The document.
    public init?(_ document: JSONText) {
        guard let id = CatalogueItem.name(document["id"]) else { return nil }
        self.id = id
        title = CatalogueItem.name(document["title"])
        license = CatalogueItem.name(document["license"])
        licenseAddress = CatalogueItem.name(
            (document["links"]?.asList ?? []).first { $0["rel"]?.asText == "license" }?["href"])
        providers = CatalogueItem.providers(document["providers"])
    }
}
