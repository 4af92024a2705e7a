import Evidence

/// Looks through a catalogue: a server that can be searched, or documents that lead to each other.
///
/// The catalogue may be hostile: pages without end, links in circles, items without place or time. All of that ends, and is told.
public struct CatalogueWalk: Sendable {
    /// Most answers that are read.
    public var pageLimit = 500
    /// Most documents that are read of a catalogue without search.
    public var documentLimit = 20_000
    /// Most catalogues that lie in each other.
    public var depthLimit = 32
    /// Most items that are looked at.
    public var itemLimit = 50_000
    /// Most bytes of all answers together.
    public var byteLimit = 256 << 20
    /// Most scenes that are wanted.
    public var resultLimit = 1000
    private let ask: @Sendable (CatalogueRequest) async throws -> [UInt8]

    /// Makes a walk.
    ///
    /// - Parameter ask: Puts a question to the server and gives its answer.
    public init(ask: @escaping @Sendable (CatalogueRequest) async throws -> [UInt8]) { self.ask = ask }

    /// Finds the scenes that are asked for.
    ///
    /// - Parameters:
    ///   - question: What is asked for.
    ///   - address: Where the catalogue begins: its first document, or one of its collections.
    /// - Returns: What was found; what went wrong on the way stands among its shortfalls.
    /// - Throws: What the server's first answer is refused for.
    public func find(_ question: SearchQuestion, at address: String) async throws -> SearchResult {
        var search = OpenSearch(question: question, limits: self)
        let first = CatalogueRequest(address: address)
        let document = try await document(first, &search)
        switch document {
        case .service(let address, let takesPost):
            for box in question.boxes {
                guard !search.isFull else {
                    search.fallShort(search.fullness)
                    break
                }
                let request =
                    takesPost
                    ? CatalogueRequest(address: address, body: question.body(box))
                    : CatalogueRequest(address: Self.join(address, question.query(box)))
                await readPages(from: request, into: &search)
            }
        case .items(let items, let next):
            search.take(items, from: address)
            search.asked.insert(first)
            if let next { await readPages(from: next, into: &search) }
        case .item(let item): search.take([item], from: address)
        case .folder: await readFolders(from: address, document, into: &search)
        }
        return search.finished
    }

    /// What the collections of scenes say of themselves.
    ///
    /// - Parameter items: The scenes.
    /// - Returns: Collections by their ids; one that cannot be had is missing.
    public func collections(of items: [CatalogueItem]) async -> [String: CatalogueCollection] {
        var asked: Set<String> = []
        var found: [String: CatalogueCollection] = [:]
        for item in items {
            guard asked.count < 50, let address = item.collectionAddress, let id = item.collection,
                asked.insert(address).inserted, found[id] == nil
            else { continue }
            do {
                let text = try JSONText(reading: try await ask(CatalogueRequest(address: address)))
                if let collection = CatalogueCollection(text), collection.id == id { found[id] = collection }
            } catch {}
        }
        return found
    }

    private func document(
        _ request: CatalogueRequest, _ search: inout OpenSearch
    ) async throws -> CatalogueDocument {
        let answer = try await ask(request)
        search.bytes += answer.count
        let text: JSONText
        do {
            text = try JSONText(reading: answer)
        } catch {
            throw Refusal(address: request.address, problem: "answers with what is no JSON")
        }
        do {
            return try CatalogueDocument(text, answering: request)
        } catch {
            throw Refusal(address: request.address, problem: error.description)
        }
    }

    /// Why an answer is no part of a catalogue.
    private struct Refusal: Error, CustomStringConvertible {
        var address: String
        var problem: String

        var description: String { "\(CatalogueAddress.shown(address)) \(problem); check --stac." }
    }

    private static func join(_ address: String, _ query: String) -> String {
        address + (address.contains("?") ? "&" : "?") + query
    }

    // MARK: - A server

    private func readPages(from first: CatalogueRequest, into search: inout OpenSearch) async {
        var request: CatalogueRequest? = first
        while let asked = request {
            guard search.asked.insert(asked).inserted else {
                search.fallShort("The server leads from page to page in a circle.")
                return
            }
            guard search.pages < pageLimit else {
                search.fallShort("The server gives more than \(pageLimit) pages.")
                return
            }
            search.pages += 1
            do {
                guard case .items(let items, let next) = try await document(asked, &search) else {
                    search.fallShort("\(CatalogueAddress.shown(asked.address)) answers with no list of items.")
                    return
                }
                if let next, CatalogueAddress.origin(of: next.address) != CatalogueAddress.origin(of: asked.address) {
                    search.take(items, from: asked.address)
                    search.fallShort(
                        "The next page is on another server (\(CatalogueAddress.shown(next.address))), which was not asked."
                    )
                    return
                }
                let before = search.result.examined
                search.take(items, from: asked.address)
                if next != nil, !items.isEmpty, search.result.examined == before {
                    search.fallShort("The server repeats itself: a page holds nothing new.")
                    return
                }
                if next != nil, items.isEmpty { search.emptyPages += 1 } else { search.emptyPages = 0 }
                if search.emptyPages > 3 {
                    search.fallShort("The server gives one empty page after the other.")
                    return
                }
                if search.isFull {
                    if next != nil { search.fallShort(search.fullness) }
                    return
                }
                request = next
            } catch {
                search.fallShort("\(error)")
                return
            }
        }
    }

    // MARK: - Documents

    private func readFolders(
        from address: String, _ first: CatalogueDocument, into search: inout OpenSearch
    ) async {
        var waiting: [(address: String, depth: Int)] = []
        var known: Set<String> = [address]
        var documents = 1
        var elsewhere = 0
        func note(_ document: CatalogueDocument, of address: String, _ depth: Int, _ search: inout OpenSearch) {
            switch document {
            case .folder(let items, let children, let collection):
                let isWanted =
                    collection.map {
                        search.question.collections.isEmpty || search.question.collections.contains($0.id)
                    }
                    ?? true
                if let collection { search.result.collections[collection.id] = collection }
                for link in (isWanted ? items : []) + children {
                    guard CatalogueAddress.origin(of: link) == CatalogueAddress.origin(of: address) else {
                        elsewhere += 1
                        continue
                    }
                    guard depth < depthLimit else {
                        search.fallShort("The catalogue has more than \(depthLimit) catalogues in each other.")
                        continue
                    }
                    if known.count <= documentLimit, known.insert(link).inserted { waiting.append((link, depth + 1)) }
                }
            case .item(let item): search.take([item], from: address)
            case .items(let items, _): search.take(items, from: address)
            case .service:
                search.fallShort("\(CatalogueAddress.shown(address)) is a catalogue of its own; ask it by itself.")
            }
        }
        note(first, of: address, 0, &search)
        var position = 0
        while position < waiting.count {
            guard documents < documentLimit else {
                search.fallShort("The catalogue has more than \(documentLimit) documents.")
                break
            }
            if search.isFull {
                search.fallShort(search.fullness)
                break
            }
            let (next, depth) = waiting[position]
            position += 1
            documents += 1
            do {
                let document = try await document(CatalogueRequest(address: next), &search)
                note(document, of: next, depth, &search)
            } catch is CancellationError {
                search.fallShort("It was stopped.")
                break
            } catch {
                search.fallShort("\(CatalogueAddress.shown(next)): \(error)")
                if search.result.shortfalls.count > 20 { break }
            }
        }
        if elsewhere > 0 {
            search.fallShort("\(elsewhere) links lead to other servers, which were not asked.")
        }
    }
}

/// A search while it goes on.
struct OpenSearch {
    let question: SearchQuestion
    let limits: CatalogueWalk
    var result = SearchResult()
    var asked: Set<CatalogueRequest> = []
    var pages = 0
    var emptyPages = 0
    /// Bytes of all answers.
    var bytes = 0
    private var known: Set<String> = []

    init(question: SearchQuestion, limits: CatalogueWalk) {
        self.question = question
        self.limits = limits
    }

    /// Whether no more is wanted.
    var isFull: Bool {
        result.items.count >= limits.resultLimit || result.examined >= limits.itemLimit || bytes >= limits.byteLimit
    }

    /// Why no more is wanted.
    var fullness: String {
        if result.items.count >= limits.resultLimit {
            return "There may be more than the \(limits.resultLimit) scenes that were asked for with --limit."
        }
        return result.examined >= limits.itemLimit
            ? "The catalogue gives more than \(limits.itemLimit) items; ask for fewer days or collections."
            : "The catalogue's answers have more than \(limits.byteLimit >> 20) MiB; ask for fewer days or collections."
    }

    mutating func fallShort(_ sentence: String) {
        if !result.shortfalls.contains(sentence) { result.shortfalls.append(sentence) }
    }

    /// Takes items that were received, each once.
    mutating func take(_ items: [JSONText], from address: String) {
        for text in items where result.examined < limits.itemLimit {
            do {
                let item = try CatalogueItem(text, from: address)
                guard known.insert(item.key).inserted else { continue }
                result.examined += 1
                if let miss = question.miss(item) {
                    result.misses[miss, default: 0] += 1
                } else {
                    result.items.append(item)
                }
            } catch {
                // One that cannot be read has no name by which it would be known again.
                guard known.insert(Digest.sha256(text.serialised.utf8)).inserted else { continue }
                result.examined += 1
                result.unreadable[error.description, default: 0] += 1
            }
        }
    }

    /// The result in its order.
    var finished: SearchResult {
        var result = result
        result.items.sort { $0.precedes($1) }
        if result.items.count > limits.resultLimit {
            result.items.removeLast(result.items.count - limits.resultLimit)
            if !result.shortfalls.contains(fullness) { result.shortfalls.append(fullness) }
        }
        return result
    }
}
