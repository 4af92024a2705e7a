/// Who first said what several sources say.
///
/// A source that is based on others says nothing of its own: what it rests on are the sources at the end of all ways along
/// ``Source/basedOn``. An origin counts once, however many repeat it.
public struct SourceOrigins: Hashable, Sendable {
    private let basedOn: [String: [String]]

    /// Learns who copied whom.
    ///
    /// - Parameter sources: The sources; of two with one id the first counts. What they are based on need not be among them: it is then
    ///   an origin.
    /// - Throws: ``SourceFlaw`` that names the circle, where sources cite each other in one.
    public init(_ sources: [Source]) throws(SourceFlaw) {
        basedOn = Dictionary(sources.map { ($0.id, $0.basedOn) }) { first, _ in first }
        if let circle = Self.circle(in: sources.map(\.id), basedOn) {
            throw SourceFlaw(
                "a source cites itself in a circle: " + circle.joined(separator: " is based on "),
                "take out one of these 'based_on': one of them must have known it from elsewhere")
        }
    }

    /// The origins of what some sources say.
    ///
    /// - Parameter ids: Ids of sources.
    /// - Returns: Ids of the sources that it all comes from, each once, sorted.
    public func origins(of ids: [String]) -> [String] {
        var (seen, open, found) = (Set(ids), ids, Set<String>())
        while let id = open.popLast() {
            let earlier = basedOn[id] ?? []
            if earlier.isEmpty { found.insert(id) }
            for next in earlier where seen.insert(next).inserted { open.append(next) }
        }
        return found.sorted()
    }

    /// The first circle, from one of its sources back to it; nil where there is none.
    private static func circle(in ids: [String], _ basedOn: [String: [String]]) -> [String]? {
        var done: Set<String> = []
        for start in ids where !done.contains(start) {
            // A way in place of a recursion, so that a long chain of copies needs no deep stack.
            var way: [(id: String, next: Int)] = [(start, 0)]
            var onWay: Set<String> = [start]
            while let last = way.last {
                let earlier = basedOn[last.id] ?? []
                guard last.next < earlier.count else {
                    done.insert(last.id)
                    onWay.remove(last.id)
                    way.removeLast()
                    continue
                }
                way[way.count - 1].next += 1
                let next = earlier[last.next]
                if onWay.contains(next) {
                    return Array(way.map(\.id).drop { $0 != next }) + [next]
                }
                if !done.contains(next) {
                    way.append((next, 0))
                    onWay.insert(next)
                }
            }
        }
        return nil
    }
}
