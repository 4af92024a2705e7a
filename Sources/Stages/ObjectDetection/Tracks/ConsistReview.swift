public import Evidence

/// Brings analysts' decisions to what was read on a track.
public struct ConsistReview: Sendable {
    let card: ModelCard
    let level: Double

    /// Makes a reviewer.
    ///
    /// - Parameters:
    ///   - card: The card of the network that read the tracks.
    ///   - level: Probability that an interval is to hold the true number, for tracks that the network could not count.
    public init(card: ModelCard, level: Double = 0.8) {
        self.card = card
        self.level = level
    }

    /// An object that stands on a track though the network did not report it there.
    public struct Added: Hashable, Sendable {
        /// The object as an analyst drew it, or gave it a class.
        public var detection: Detection
        /// Where it stands.
        public var stretch: Consist.Stretch

        /// Makes a record of an object.
        public init(detection: Detection, stretch: Consist.Stretch) {
            self.detection = detection
            self.stretch = stretch
        }
    }

    /// A consist as decisions leave it.
    ///
    /// Rejected vehicles go, and so do those that were drawn anew and those that were given a class that is no rail vehicle;
    /// retyped ones change their class; added ones come into the order of the trains. Counts move with them: an interval is
    /// moved and not made anew, and its lower end does not lie below the vehicles that an analyst confirmed or added
    /// (`CountDecisions`). A track that the network could not count gets a count once something is drawn on it: at least
    /// that, and at most as much as the track has room for besides.
    ///
    /// - Parameters:
    ///   - consist: What the network read.
    ///   - detections: The scene's detections as they are now, by id.
    ///   - added: What stands on the track besides; objects of classes that the card does not know are passed over.
    /// - Returns: The consist after them; the same where nothing was decided about it.
    public func reviewed(
        _ consist: Consist, by detections: [String: Detection], adding added: [Added] = []
    ) -> Consist {
        var result = consist
        var tally = Tally()
        result.vehicles = consist.vehicles.compactMap { vehicle in
            guard let detection = detections[vehicle.detection], detection.review.isReviewed else { return vehicle }
            return after(detection, of: vehicle, &tally)
        }
        let known = Set(consist.vehicles.map(\.detection))
        for (detection, stretch) in added.map({ ($0.detection, $0.stretch) })
        where isRail(detection.className) && detection.review.isCounted && !known.contains(detection.id) {
            result.vehicles.append(
                Consist.Vehicle(
                    detection: detection.id, className: detection.className, probability: 1,
                    classProbabilities: [detection.className: 1], start: stretch.start, end: stretch.end,
                    startError: 0, endError: 0))
            tally.drawn += 1
            tally.change(detection.className) { $0.added += 1 }
        }
        guard !tally.whole.isEmpty else { return consist }
        result.vehicles.sort { ($0.start, $0.end, $0.detection) < ($1.start, $1.end, $1.detection) }
        result.couple(upTo: (card.strip ?? StripSettings()).largestCouplingGap)
        move(&result, by: tally)
        result.sentence = ConsistSentence(result).text
        result.notes.append(
            "An analyst looked at it: \(tally.words), where the network read \(consist.vehicles.count).")
        return result
    }

    private func isRail(_ className: String) -> Bool { card.classes.contains { $0.name == className } }

    /// The vehicle as a decision leaves it; nil where it goes.
    private func after(
        _ detection: Detection, of vehicle: Consist.Vehicle, _ tally: inout Tally
    ) -> Consist.Vehicle? {
        guard detection.review.isCounted, isRail(detection.className) else {
            switch detection.review {
            case .superseded: tally.redrawn += 1
            case .rejected: tally.rejected += 1
            default: tally.foreign += 1
            }
            tally.whole.removed += 1
            tally.classes[vehicle.className, default: .init()].removed += 1
            return nil
        }
        tally.accepted += 1
        tally.whole.confirmed += 1
        var vehicle = vehicle
        if detection.className == vehicle.className {
            tally.classes[vehicle.className, default: .init()].confirmed += 1
        } else {
            tally.retyped += 1
            tally.classes[vehicle.className, default: .init()].removed += 1
            tally.classes[detection.className, default: .init()].added += 1
            vehicle.className = detection.className
        }
        vehicle.probability = 1
        vehicle.classProbabilities = [detection.className: 1]
        return vehicle
    }

    private func move(_ consist: inout Consist, by tally: Tally) {
        if case .undetermined(let reason) = consist.count, tally.whole.added > 0 {
            let room = max(0, TrackCount.room(on: consist.unseen) - tally.whole.added)
            func count(_ decisions: CountDecisions) -> Observation.Result {
                .count(
                    detected: decisions.added, low: decisions.added, high: decisions.added + room, level: level,
                    method: "not read by the network, since \(reason); \(decisions.clause)")
            }
            consist.count = count(tally.whole)
            consist.classCounts = tally.classes.mapValues(count)
            return
        }
        consist.count = Self.moved(consist.count, by: tally.whole)
        var basis = consist.basis
        basis?.whole.decisions = tally.whole
        for (name, decisions) in tally.classes {
            if var part = basis?.part(ofClass: name) {
                part.decisions = decisions
                basis?.classes[name] = part
            }
            guard case .count(_, _, _, let level, _) = consist.count else { continue }
            let above = basis?.whole.above ?? 0
            let before =
                consist.classCounts[name]
                ?? .count(detected: 0, low: 0, high: above, level: level, method: "none read by the network")
            consist.classCounts[name] = Self.moved(before, by: decisions)
        }
        consist.basis = basis
    }

    private static func moved(_ result: Observation.Result, by decisions: CountDecisions) -> Observation.Result {
        guard !decisions.isEmpty, case .count(let before, let low, let high, let level, let method) = result else {
            return result
        }
        let detected = max(0, before - decisions.removed + decisions.added)
        let range = decisions.moved(low...max(low, high), around: detected)
        return .count(
            detected: detected, low: range.lowerBound, high: range.upperBound, level: level,
            method: method + "; " + decisions.clause)
    }

    /// What was decided about one track.
    private struct Tally {
        var whole = CountDecisions()
        var classes: [String: CountDecisions] = [:]
        var accepted = 0
        var retyped = 0
        var rejected = 0
        var redrawn = 0
        var foreign = 0
        var drawn = 0

        mutating func change(_ className: String, _ work: (inout CountDecisions) -> Void) {
            work(&whole)
            work(&classes[className, default: .init()])
        }

        /// "2 accepted, 1 of them of another class, 1 rejected"
        var words: String {
            var words: [String] = []
            if accepted > 0 { words.append("\(accepted) accepted") }
            if retyped > 0 { words.append("\(retyped) of them as another class") }
            if rejected > 0 { words.append("\(rejected) rejected") }
            if foreign > 0 { words.append("\(foreign) found to be no rail vehicle\(foreign == 1 ? "" : "s")") }
            if redrawn > 0 { words.append("\(redrawn) redrawn") }
            if drawn > 0 { words.append("\(drawn) drawn") }
            return words.joined(separator: ", ")
        }
    }
}
