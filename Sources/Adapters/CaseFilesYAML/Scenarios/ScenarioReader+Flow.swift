import Inquiry
import Scenarios
import Sites
import Yams

extension ScenarioReader {
    /// Reads `flow:`, the ways through which goods flow.
    ///
    /// - Parameters:
    ///   - node: Where it stands.
    ///   - carriers: Ids of the case's carriers.
    /// - Returns: The network; nil after a mistake that leaves none.
    mutating func flow(_ node: Node, carriers: [String]) -> FlowNetwork? {
        let known = ["nodes", "links", "wanted", "product"]
        guard let fields = YAMLFields(node, known: known, of: "'flow'", log: &log) else { return nil }
        let product = fields.text("product", log: &log)
        let wantsFeed = fields["wanted"].map(Self.isPlant) ?? false
        if wantsFeed { followers.append(("the flow that is asked for", fields["wanted"]?.mark)) }
        let wanted = (wantsFeed ? nil : fields["wanted"]).flatMap {
            input(
                $0, id: "flow.wanted", text: "flow that is asked for", unit: "t/d", product: product, in: Self.amounts)
        }
        guard let nodes = fields["nodes"], let links = fields["links"] else {
            log.error(
                at: fields.mark, "'flow' has no '\(fields["nodes"] == nil ? "nodes" : "links")'",
                "add the list; each link leads from one node to another")
            return nil
        }
        let places = self.nodes(nodes, product)
        let ways = self.links(links, places, product, carriers)
        for kind in [FlowNode.Kind.source, .sink] where !places.isEmpty && !places.contains(where: { $0.kind == kind })
        {
            log.error(
                at: nodes.mark, "no node is a \(kind.rawValue)", "give one of them 'kind: \(kind.rawValue)'")
        }
        return FlowNetwork(nodes: places, links: ways, wanted: wanted, wantsFeed: wantsFeed)
    }

    private mutating func nodes(_ node: Node, _ product: String?) -> [FlowNode] {
        let expected = "expected a list of nodes, each with 'id', 'text' and 'kind'"
        guard let entries = list(node, "'nodes'", atMost: Self.mostEntries, expected: expected) else { return [] }
        var found: [FlowNode] = []
        for entry in entries {
            guard
                let fields = YAMLFields(
                    entry, known: ["id", "text", "kind", "limit", "stock", "capacity"], of: "a node", log: &log),
                let id = unique(fields, "a node", among: found.map(\.id))
            else { continue }
            let text = fields.requiredText("text", of: "the node '\(id)'", log: &log)
            if fields["kind"] == nil {
                log.error(
                    at: fields.mark, "the node '\(id)' has no 'kind'",
                    "add 'kind: …', one of \(alternatives(FlowNode.Kind.allCases.map(\.rawValue)))")
            }
            let limit = part(
                fields, "limit", "flow.nodes.\(id).limit", "most that '\(id)' takes", "t/d", product: product,
                in: Self.amounts)
            let (stock, capacity) = stock(fields, id, product)
            // A node that lacks something is still there for links to lead to; the mistake keeps the case from being used.
            found.append(
                FlowNode(
                    id: id, text: text ?? id, kind: word(fields, "kind", as: FlowNode.Kind.self) ?? .junction,
                    limit: limit, stock: stock, capacity: capacity))
        }
        return found
    }

    /// What lies in a store, and the most that can.
    private mutating func stock(
        _ fields: YAMLFields, _ id: String, _ product: String?
    ) -> (stock: ScenarioInput?, capacity: ScenarioInput?) {
        let kind = fields["kind"]?.scalar?.string
        for key in ["stock", "capacity"] where fields[key] != nil && kind != FlowNode.Kind.store.rawValue {
            log.error(
                at: fields[key]?.mark, "the node '\(id)' has '\(key)', but is no store",
                "expected it with 'kind: store' only" + (key == "capacity" ? "; what can pass in a day is 'limit'" : "")
            )
        }
        let stock = part(
            fields, "stock", "flow.nodes.\(id).stock", "what lies in '\(id)'", "t", product: product, in: Self.amounts)
        let capacity = part(
            fields, "capacity", "flow.nodes.\(id).capacity", "most that can lie in '\(id)'", "t", product: product,
            in: Self.amounts)
        if let stock, let capacity, stock.number.low > capacity.number.high {
            log.error(
                at: fields["stock"]?.mark,
                "'\(id)' holds \(plain(stock.number.low)) t or more, but can hold \(plain(capacity.number.high)) t at most",
                "mend one of the two")
        }
        return (stock, capacity)
    }

    private mutating func links(
        _ node: Node, _ nodes: [FlowNode], _ product: String?, _ carriers: [String]
    ) -> [FlowLink] {
        let expected = "expected a list of links, each with 'id', 'text', 'from' and 'to'"
        guard let entries = list(node, "'links'", atMost: Self.mostEntries, expected: expected) else { return [] }
        var found: [FlowLink] = []
        for entry in entries {
            let known = [
                "id", "text", "kind", "from", "to", "capacity", "carrier", "together", "stay", "zone", "site_link",
                "states",
            ]
            guard let fields = YAMLFields(entry, known: known, of: "a link", log: &log),
                let id = unique(fields, "a link", among: nodes.map(\.id) + found.map(\.id))
            else { continue }
            let what = "the link '\(id)'"
            let place = "flow.links.\(id)"
            let text = fields.requiredText("text", of: what, log: &log)
            let from = end(fields, "from", of: what, nodes)
            let to = end(fields, "to", of: what, nodes)
            if let from, from == to {
                log.error(at: fields["to"]?.mark, "\(what) leads from '\(from)' to itself", "name another node")
            }
            let siteLink = named(fields, "site_link", "link of the site", among: siteLinks?.map(\.id))
            let stated = part(
                fields, "capacity", "\(place).capacity", "capacity of '\(id)'", "t/d", product: product,
                in: Self.amounts)
            let capacity = fields["capacity"] == nil ? takenOver(siteLink, by: id, fields, product) : stated
            let together = part(fields, "together", "\(place).together", "how many come together", "", in: 1...1e6)
            let stay = part(fields, "stay", "\(place).stay", "how long each stays", "d", in: 0...36_500)
            let carrier = named(fields, "carrier", "carrier", among: carriers)
            let zone = named(fields, "zone", "zone", among: zones)
            let states = self.states(fields, of: what, place, hasCapacity: capacity != nil)
            guard let text, let from, let to else { continue }
            found.append(
                FlowLink(
                    id: id, text: text, kind: fields.text("kind", log: &log) ?? "", from: from, to: to,
                    capacity: capacity, carrier: carrier, together: together, stay: stay, zone: zone,
                    siteLink: siteLink, states: states))
        }
        return found
    }

    /// The node at the end of a link; nil after a mistake.
    private mutating func end(_ fields: YAMLFields, _ key: String, of what: String, _ nodes: [FlowNode]) -> String? {
        guard let name = fields.requiredText(key, of: what, log: &log) else { return nil }
        guard nodes.contains(where: { $0.id == name }) else {
            log.error(
                at: fields[key]?.mark, "\(what) leads \(key) \(quoted(name)), which is no node",
                proposal(for: name, among: nodes.map(\.id)))
            return nil
        }
        return name
    }

    /// A name of something that must exist; nil where it is left out or after a mistake. None known: nothing is held against it.
    mutating func named(_ fields: YAMLFields, _ key: String, _ noun: String, among known: [String]?) -> String? {
        guard let name = fields.text(key, log: &log) else { return nil }
        guard known?.contains(name) != false else {
            log.error(
                at: fields[key]?.mark, "there is no \(noun) \(quoted(name))", proposal(for: name, among: known ?? []))
            return nil
        }
        return name
    }

    private mutating func states(
        _ fields: YAMLFields, of what: String, _ place: String, hasCapacity: Bool
    ) -> [LinkState] {
        guard let node = fields["states"] else { return [] }
        let expected = "expected a list of states, each with 'state' and where known 'from' and 'until'"
        guard let entries = list(node, "'states'", atMost: Self.mostEntries, expected: expected) else { return [] }
        var found: [(state: LinkState, mark: Mark?)] = []
        for (index, entry) in entries.enumerated() {
            let known = ["state", "share", "from", "until", "sources", "elicited_from", "note"]
            guard let own = YAMLFields(entry, known: known, of: "a state", log: &log) else { continue }
            if own["state"] == nil {
                log.error(
                    at: own.mark, "a state has no 'state'",
                    "add 'state: …', one of \(alternatives(LinkState.Kind.allCases.map(\.rawValue)))")
            }
            guard let kind = word(own, "state", as: LinkState.Kind.self) else { continue }
            let id = "\(place).states.\(index + 1).share"
            var share: ScenarioInput?
            if kind == .limited {
                if !hasCapacity {
                    log.error(
                        at: own.mark, "\(what) is limited to a share of a capacity that it does not have",
                        "add 'capacity' to the link")
                }
                share = needed(own, "share", of: "a limited state", id, "share that passes", "", in: Self.shares)
                guard share != nil else { continue }
            } else if own["share"] != nil {
                log.error(
                    at: own["share"]?.mark, "a state that is \(kind.rawValue) has a share",
                    "expected 'share' with 'state: limited' only")
            }
            let (first, last) = (span(own, "from"), span(own, "until"))
            if let first, let last, last.lastDay < first.firstDay {
                log.error(
                    at: own["until"]?.mark, "a state of \(what) ends before it begins",
                    "exchange the two dates, or mend one")
                continue
            }
            let state = LinkState(
                kind: kind, share: share, firstDay: first?.firstDay, lastDay: last?.lastDay, basis: basis(own))
            if let other = found.first(where: { $0.state.overlaps(state) }) {
                let line = other.mark.map { " of line \($0.line)" } ?? ""
                log.error(
                    at: own.mark, "\(what) is '\(state.text)' and '\(other.state.text)'\(line) on the same day",
                    "let one state end with 'until' before the next begins")
                continue
            }
            found.append((state, own.mark))
        }
        return found.map(\.state).sorted { ($0.firstDay ?? .min) < ($1.firstDay ?? .min) }
    }
}

extension LinkState {
    /// Whether a day belongs to both.
    fileprivate func overlaps(_ other: LinkState) -> Bool {
        (firstDay ?? .min) <= (other.lastDay ?? .max) && (other.firstDay ?? .min) <= (lastDay ?? .max)
    }
}
