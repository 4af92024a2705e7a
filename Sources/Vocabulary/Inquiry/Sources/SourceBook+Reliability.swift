extension SourceBook {
    /// How far what several sources say together can be relied on.
    ///
    /// Sources that have an origin in common count once, with the grade of the best origin that is described, or of the best source
    /// among them where none is. What independent ones say is wrong only if each is: 1 − Π (1 − weight). A source that is not
    /// described cannot be judged (F6).
    ///
    /// - Parameter ids: Ids of sources, in any order.
    /// - Returns: The weight, elicited as ``AdmiraltyGrade/weight`` says; full reliance for no source.
    public func reliability(of ids: [String]) -> ElicitedProbability {
        guard !ids.isEmpty else { return ElicitedProbability(1) }
        var doubt = (low: 1.0, mode: 1.0, high: 1.0)
        for group in independentGroups(of: ids) {
            let weight = weight(of: group)
            doubt.low *= 1 - weight.low
            doubt.mode *= 1 - weight.mode
            doubt.high *= 1 - weight.high
        }
        return ElicitedProbability(low: 1 - doubt.low, mode: 1 - doubt.mode, high: 1 - doubt.high)
    }

    /// Sources put together that have an origin in common, in the order of their first.
    public func independentGroups(of ids: [String]) -> [[String]] {
        let origins: SourceOrigins?
        do { origins = try SourceOrigins(sources) } catch { origins = nil }
        var groups: [(ids: [String], origins: Set<String>)] = []
        for id in ids where !groups.contains(where: { $0.ids.contains(id) }) {
            var joined: (ids: [String], origins: Set<String>) = ([id], Set(origins?.origins(of: [id]) ?? [id]))
            // One source can join groups that had nothing in common before.
            let touched = groups.indices.filter { !groups[$0].origins.isDisjoint(with: joined.origins) }
            for place in touched.reversed() {
                let group = groups.remove(at: place)
                joined = (group.ids + joined.ids, group.origins.union(joined.origins))
            }
            groups.insert(joined, at: touched.first ?? groups.count)
        }
        return groups.map(\.ids)
    }

    private func weight(of group: [String]) -> GradeWeight {
        let origins: [String]
        do { origins = try SourceOrigins(sources).origins(of: group) } catch { origins = group }
        let described = origins.compactMap(source)
        let graded = (described.isEmpty ? group.compactMap(source) : described).map(\.grade.weight)
        return graded.max { ($0.mode, $0.low, $0.high) < ($1.mode, $1.low, $1.high) }
            ?? AdmiraltyGrade.notJudged.weight
    }
}
