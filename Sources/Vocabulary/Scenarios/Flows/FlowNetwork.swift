import Inquiry

/// Places and the links between them through which goods flow.
public struct FlowNetwork: Hashable, Codable, Sendable {
    /// The places.
    public var nodes: [FlowNode]
    /// The links between them.
    public var links: [FlowLink]
    /// The flow that is asked for, t/d; nil where none is stated.
    public var wanted: ScenarioInput?
    /// Whether what goes into the plant is asked for, at the use of it that a scenario has; ``wanted`` is nil then.
    public var wantsFeed: Bool

    /// Makes a network.
    ///
    /// - Parameters:
    ///   - nodes: The places.
    ///   - links: The links between them.
    ///   - wanted: The flow that is asked for, t/d.
    ///   - wantsFeed: Whether what goes into the plant is asked for.
    public init(
        nodes: [FlowNode], links: [FlowLink], wanted: ScenarioInput? = nil, wantsFeed: Bool = false
    ) {
        self.nodes = nodes
        self.links = links
        self.wanted = wanted
        self.wantsFeed = wantsFeed
    }

    /// Whether a flow is asked for.
    public var asksForFlow: Bool { wanted != nil || wantsFeed }

    /// All numbers that go into it.
    public var inputs: [ScenarioInput] {
        nodes.flatMap { [$0.limit, $0.stock, $0.capacity].compactMap(\.self) }
            + links.flatMap(\.inputs) + [wanted].compactMap { $0 }
    }

    /// The nodes where goods lie.
    public var stores: [FlowNode] { nodes.filter { $0.kind == .store } }

    /// The days on which the state of a link changes, from 1970-01-01, in rising order and each once: the first of a state, and the one
    /// after its last.
    public var turningDays: [Int] {
        let states = links.flatMap(\.states)
        return Set(states.compactMap(\.firstDay) + states.compactMap { $0.lastDay.map { $0 + 1 } }).sorted()
    }
}

/// A place where goods come from, lie, pass or go.
public struct FlowNode: Hashable, Codable, Sendable {
    /// What it does.
    public enum Kind: String, Hashable, Codable, CaseIterable, Sendable {
        /// Goods come from here.
        case source
        /// Goods lie here for a time; in the long run as much leaves as comes.
        case store
        /// Goods pass.
        case junction
        /// Goods go here.
        case sink
    }

    /// Unique among nodes and links: "harbour".
    public var id: String
    /// What it is.
    public var text: String
    /// What it does.
    public var kind: Kind
    /// The most that can come from it, pass or go there, t/d; nil for no bound.
    public var limit: ScenarioInput?
    /// What lies there, t; of a store only, nil where nobody says.
    public var stock: ScenarioInput?
    /// The most that can lie there, t; of a store only, nil where nobody says.
    public var capacity: ScenarioInput?

    /// Makes a node.
    ///
    /// - Parameters:
    ///   - id: Unique among nodes and links.
    ///   - text: What it is.
    ///   - kind: What it does.
    ///   - limit: The most that can come from it, pass or go there, t/d.
    ///   - stock: What lies there, t.
    ///   - capacity: The most that can lie there, t.
    public init(
        id: String, text: String, kind: Kind, limit: ScenarioInput? = nil, stock: ScenarioInput? = nil,
        capacity: ScenarioInput? = nil
    ) {
        self.id = id
        self.text = text
        self.kind = kind
        self.limit = limit
        self.stock = stock
        self.capacity = capacity
    }
}

/// A way from one place to another, in one direction.
public struct FlowLink: Hashable, Codable, Sendable {
    /// Unique among nodes and links: "spur".
    public var id: String
    /// What it is.
    public var text: String
    /// What kind of way, in the case's own words: "rail"; empty where it does not say.
    public var kind: String
    /// The node where it begins, by id.
    public var from: String
    /// The node where it ends, by id.
    public var to: String
    /// The most that it takes, t/d; nil for no bound.
    public var capacity: ScenarioInput?
    /// What goes on it, by id; nil where nothing that can be counted does.
    public var carrier: String?
    /// How many of them come together, as in a train; nil where each comes alone.
    public var together: ScenarioInput?
    /// How long each stays where it would be seen, d; nil where nobody says.
    public var stay: ScenarioInput?
    /// The zone in which it would be seen; nil where none shows it.
    public var zone: String?
    /// The link of the site that it is, by id.
    public var siteLink: String?
    /// In what state it was when, in the order of time; none where it is taken to be open.
    public var states: [LinkState]

    /// Makes a link.
    ///
    /// - Parameters:
    ///   - id: Unique among nodes and links.
    ///   - text: What it is.
    ///   - kind: What kind of way.
    ///   - from: The node where it begins.
    ///   - to: The node where it ends.
    ///   - capacity: The most that it takes, t/d.
    ///   - carrier: What goes on it.
    ///   - together: How many of them come together.
    ///   - stay: How long each stays where it would be seen, d.
    ///   - zone: The zone in which it would be seen.
    ///   - siteLink: The link of the site that it is.
    ///   - states: In what state it was when.
    public init(
        id: String, text: String, kind: String = "", from: String, to: String, capacity: ScenarioInput? = nil,
        carrier: String? = nil, together: ScenarioInput? = nil, stay: ScenarioInput? = nil, zone: String? = nil,
        siteLink: String? = nil, states: [LinkState] = []
    ) {
        self.id = id
        self.text = text
        self.kind = kind
        self.from = from
        self.to = to
        self.capacity = capacity
        self.carrier = carrier
        self.together = together
        self.stay = stay
        self.zone = zone
        self.siteLink = siteLink
        self.states = states
    }

    /// All numbers that go into it.
    public var inputs: [ScenarioInput] {
        [capacity, together, stay].compactMap { $0 } + states.compactMap(\.share)
    }

    /// Its state on a day.
    ///
    /// - Parameter day: Days from 1970-01-01; nil for the last state that is stated.
    /// - Returns: The state; nil where none is stated for that day. A link without any states gives nil too.
    public func state(on day: Int?) -> LinkState? {
        guard let day else { return states.last }
        return states.first { ($0.firstDay ?? .min) <= day && day <= ($0.lastDay ?? .max) }
    }
}

/// In what state a link was for a time.
public struct LinkState: Hashable, Codable, Sendable {
    /// What can pass.
    public enum Kind: String, Hashable, Codable, CaseIterable, Sendable {
        /// As much as its capacity.
        case open
        /// Nothing.
        case closed
        /// A share of its capacity.
        case limited
        /// Nobody knows.
        case unknown
    }

    /// What can pass.
    public var kind: Kind
    /// The share that passes where it is limited, 0…1.
    public var share: ScenarioInput?
    /// The first day, from 1970-01-01; nil for ever since.
    public var firstDay: Int?
    /// The last day; nil where it lasts.
    public var lastDay: Int?
    /// Who says so.
    public var basis: InputBasis

    /// States a state.
    ///
    /// - Parameters:
    ///   - kind: What can pass.
    ///   - share: The share that passes where it is limited.
    ///   - firstDay: The first day, from 1970-01-01.
    ///   - lastDay: The last day.
    ///   - basis: Who says so.
    public init(
        kind: Kind, share: ScenarioInput? = nil, firstDay: Int? = nil, lastDay: Int? = nil,
        basis: InputBasis = InputBasis()
    ) {
        self.kind = kind
        self.share = share
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.basis = basis
    }

    /// "closed from 2020-01-31", "open".
    public var text: String {
        let first = firstDay.map { " from \(CalendarSpan.text(ofDay: $0))" } ?? ""
        let last = lastDay.map { " until \(CalendarSpan.text(ofDay: $0))" } ?? ""
        return kind.rawValue + first + last
    }
}
