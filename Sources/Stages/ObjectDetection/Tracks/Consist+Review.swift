public import Evidence

extension Consist {
    /// The consist as analysts' decisions leave it.
    ///
    /// Rejected vehicles are taken out and each lowers the interval by one; retyped ones take over their class; accepted
    /// ones are certain, so the interval does not begin below their number. Objects that an analyst drew are not put
    /// into the order of a train; they are counted with their zone.
    ///
    /// - Parameter detections: The scene's detections as they are now, by id.
    /// - Returns: The consist with another sentence and another count where a decision changed it.
    public func reviewed(by detections: [String: Detection]) -> Consist {
        var result = self
        var rejected: [String: Int] = [:]
        var accepted: [String: Int] = [:]
        result.vehicles = vehicles.compactMap { vehicle in
            guard let detection = detections[vehicle.detection] else { return vehicle }
            switch detection.review {
            case .unreviewed, .drawn: return vehicle
            case .rejected, .superseded:
                rejected[vehicle.className, default: 0] += 1
                return nil
            case .accepted, .retyped:
                var told = vehicle
                told.className = detection.className
                told.classProbabilities = [detection.className: 1]
                told.probability = 1
                if told.className != vehicle.className { rejected[vehicle.className, default: 0] += 1 }
                accepted[told.className, default: 0] += 1
                return told
            }
        }
        guard !rejected.isEmpty || !accepted.isEmpty else { return self }
        let lost = vehicles.count - result.vehicles.count
        let certain = accepted.values.reduce(0, +)
        result.count = Self.changed(count, detected: result.vehicles.count, lost: lost, certain: certain)
        let now = Dictionary(grouping: result.vehicles, by: \.className).mapValues(\.count)
        for name in Set(now.keys).union(classCounts.keys) {
            let before = classCounts[name] ?? .count(detected: 0, low: 0, high: 0, level: 0.8, method: "review")
            result.classCounts[name] = Self.changed(
                before, detected: now[name] ?? 0, lost: rejected[name] ?? 0, certain: accepted[name] ?? 0)
        }
        for index in result.vehicles.indices.dropFirst() {
            let gap = result.vehicles[index].start - result.vehicles[index - 1].end
            result.vehicles[index].isCoupled = gap < 2.5
        }
        result.countProbabilities = []
        result.sentence = ConsistSentence(result).text
        result.notes.append(
            "An analyst looked at it: \(certain) vehicles accepted, \(lost) rejected of \(vehicles.count).")
        return result
    }

    private static func changed(
        _ result: Observation.Result, detected: Int, lost: Int, certain: Int
    ) -> Observation.Result {
        guard case .count(_, let low, let high, let level, let method) = result else { return result }
        return .count(
            detected: detected, low: min(detected, max(certain, low - lost)), high: max(detected, high - lost),
            level: level, method: method + "; \(certain) accepted and \(lost) rejected by an analyst")
    }
}
