public import Evidence
import Foundation
import Statistics

/// How many vehicles stand on tracks: the programme's posterior, widened by what it cannot know.
///
/// - By the network's measured accuracy: the posterior is that of what the network would call a vehicle. For each of its
///   counts the true one follows as in `trueCount(detected:accuracy:)`, with the accuracy at places that are not among those
///   that were measured (`PooledAccuracy`). Over several tracks the posteriors are added first and widened once, since the
///   network errs alike on all of them.
/// - By vehicles that may stand on a neighbouring track as well: each may be missing here, or be here instead of there.
///   What may stand on either of two tracks that are counted together is in their sum for certain.
/// - By hidden stretches and those outside of the scene: as many vehicles may stand there as short ones fit in; the lower
///   end becomes "at least". A vehicle seen on both sides of a hidden stretch that is shorter than a vehicle may be one and
///   the same.
/// - By lengths: where a train is longer or shorter than as many vehicles of its classes usually are, the number that
///   would be usual is let in.
///
/// All but the first are bounds and no errors that average out, so over several tracks they add up as they are.
public struct TrackCount: Sendable {
    let card: ModelCard
    let level: Double
    let groundSamplingDistance: Double?
    let season: Season?

    /// Metres of track that a short vehicle takes with its coupling: a tank car of 12 m over couplers.
    static let shortPitch = 12.0

    /// Makes a counter.
    ///
    /// - Parameters:
    ///   - card: The card of the network that read the tracks.
    ///   - level: Probability that an interval is to hold the true number.
    ///   - groundSamplingDistance: Metres of the scene's pixels, to choose what was measured at the like; nil where not known.
    ///   - season: The scene's season, for the same; nil where not known.
    public init(card: ModelCard, level: Double, groundSamplingDistance: Double? = nil, season: Season? = nil) {
        self.card = card
        self.level = level
        self.groundSamplingDistance = groundSamplingDistance
        self.season = season
    }

    /// As many short vehicles as stretches have room for.
    static func room(on stretches: [Consist.Stretch]) -> Int {
        stretches.reduce(0) { $0 + Int(($1.length / shortPitch).rounded(.up)) }
    }

    // MARK: One track

    /// Counts the vehicles of a track.
    ///
    /// - Parameters:
    ///   - consist: The track, with its vehicles.
    ///   - reading: What was read on it.
    ///   - all: All tracks of the scene, with their vehicles.
    func count(_ consist: inout Consist, _ reading: ConsistReader.Reading, among all: [Consist]) {
        if consist.visibleShare <= 0.001 {
            consist.count = .undetermined(because: "nothing of the track can be seen in the scene")
            return
        }
        consist.basis = basis(consist, reading)
        for (train, usual) in unusual(consist) {
            let metres = Int(((train.last?.end ?? 0) - (train.first?.start ?? 0)).rounded())
            consist.notes.append(
                "A train of \(metres) m is read as \(train.count) vehicle\(train.count == 1 ? "" : "s"), of which "
                    + "\(usual.lowerBound) to \(usual.upperBound) would be usual.")
        }
        if let count = total(of: [consist], among: all) { consist.count = count }
        for (index, distribution) in reading.classCounts.enumerated() {
            let name = card.classes[index].name
            let isRead = consist.vehicles.contains { $0.className == name }
            guard isRead || distribution.shortestInterval(level: level).upperBound > 0 else { continue }
            consist.classCounts[name] = total(of: [consist], among: all, className: name)
        }
    }

    /// What the counts of a track are made of.
    private func basis(_ consist: Consist, _ reading: ConsistReader.Reading) -> CountBasis {
        func shares(_ distribution: CountDistribution) -> [Double] {
            distribution.probabilities.map { ($0 * 1e6).rounded() / 1e6 }
        }
        var above = Self.room(on: consist.unseen)
        // A vehicle seen on both sides of a stretch is of the class that it is read as on the one or on the other.
        let twice = consist.hidden.compactMap { stretch -> Set<String>? in
            guard stretch.length < VehicleLengthPrior.longest,
                let before = consist.vehicles.first(where: { $0.isCutAtEnd && abs($0.end - stretch.start) < 0.5 }),
                let behind = consist.vehicles.first(where: { $0.isCutAtStart && abs($0.start - stretch.end) < 0.5 })
            else { return nil }
            return [before.className, behind.className]
        }
        var below = twice.count
        var belowOfClass: [String: Int] = [:]
        for name in twice.joined() { belowOfClass[name, default: 0] += 1 }
        for (train, usual) in unusual(consist) {
            above += max(0, usual.upperBound - train.count)
            let fewer = max(0, train.count - usual.lowerBound)
            below += fewer
            for (name, own) in Dictionary(grouping: train, by: \.className) {
                belowOfClass[name, default: 0] += min(fewer, own.count)
            }
        }
        var basis = CountBasis(whole: .init(probabilities: shares(reading.count), below: below, above: above))
        for (index, distribution) in reading.classCounts.enumerated() where distribution.probabilities.count > 1 {
            let name = card.classes[index].name
            basis.classes[name] = .init(
                probabilities: shares(distribution), below: belowOfClass[name] ?? 0, above: above)
        }
        return basis
    }

    // MARK: Several tracks

    /// Counts the vehicles of several tracks together.
    ///
    /// - Parameters:
    ///   - consists: The tracks; of those that could not be read only what an analyst drew on them is counted, with room for
    ///     as much as they hold.
    ///   - all: All tracks of the scene, to tell what may stand on one of them instead.
    ///   - className: The class that is counted; nil for all vehicles.
    /// - Returns: The count with its interval and how it was found; nil where nothing could be counted. Clauses that hold
    ///   for these tracks only name a number.
    public func total(
        of consists: [Consist], among all: [Consist], className: String? = nil
    ) -> Observation.Result? {
        let counted = consists.filter { $0.basis != nil }
        let drawn = consists.filter { $0.basis == nil && !$0.vehicles.isEmpty }
        guard !counted.isEmpty || !drawn.isEmpty else { return nil }
        func isMeant(_ vehicle: Consist.Vehicle) -> Bool { className == nil || vehicle.className == className }
        let parts = counted.compactMap { consist in
            className.map { consist.basis?.part(ofClass: $0) } ?? consist.basis?.whole
        }
        let read = parts.reduce(CountDistribution(weights: [1])) {
            $0.adding(CountDistribution(weights: $1.probabilities))
        }
        var range = 0...0
        var words: [String] = []
        if !counted.isEmpty {
            let (measured, how) = widened(read, className: className)
            range = measured.shortestInterval(level: level)
            words.append((counted.count > 1 ? "sum over \(counted.count) tracks; " : "") + how)
        }

        let own = Set(counted.map(\.track))
        let leaving = counted.flatMap(\.vehicles).count { isMeant($0) && !own.isSuperset(of: $0.otherTracks) }
        let visiting = all.filter { !own.contains($0.track) }.flatMap(\.vehicles)
            .count { isMeant($0) && !own.isDisjoint(with: $0.otherTracks) }
        if leaving + visiting > 0 {
            words.append("\(leaving) may stand on another track, \(visiting) of others may stand here")
        }
        let unusual = counted.reduce(0) { $0 + self.unusual($1).count }
        if unusual > 0 { words.append("\(unusual) train\(unusual == 1 ? " has" : "s have") an unusual length") }
        if let clause = Self.unseen(counted) { words.append("at least, since \(clause)") }
        let low = max(0, range.lowerBound - leaving - parts.reduce(0) { $0 + $1.below })
        range = low...max(low, range.upperBound + visiting + parts.reduce(0) { $0 + $1.above })

        let detected = counted.flatMap(\.vehicles).count(where: isMeant)
        let decisions = parts.reduce(CountDecisions()) { $0 + $1.decisions }
        let before = max(0, detected + decisions.removed - decisions.added)
        range = decisions.moved(min(range.lowerBound, before)...max(range.upperBound, before), around: detected)
        if !decisions.isEmpty { words.append(decisions.clause) }
        let added = drawn.flatMap(\.vehicles).count(where: isMeant)
        let room = drawn.reduce(0) { $0 + max(0, Self.room(on: $1.unseen) - $1.vehicles.count) }
        if !drawn.isEmpty {
            words.append(
                "\(added) drawn by an analyst on \(drawn.count) track\(drawn.count == 1 ? "" : "s") that could not be read"
            )
        }
        return .count(
            detected: detected + added, low: range.lowerBound + added, high: range.upperBound + added + room,
            level: level, method: words.joined(separator: "; "))
    }

    /// How much of tracks cannot be seen, as a clause; nil where all can.
    static func unseen(_ consists: [Consist]) -> String? {
        func metres(_ stretches: (Consist) -> [Consist.Stretch]) -> Int {
            Int(consists.reduce(0) { $0 + stretches($1).reduce(0) { $0 + $1.length } }.rounded())
        }
        let hidden = metres(\.hidden)
        let outside = metres(\.outside)
        let of = consists.count > 1 ? "the tracks" : "the track"
        switch (hidden > 0, outside > 0) {
        case (true, true): return "\(hidden) m of \(of) are hidden and \(outside) m lie outside of the scene"
        case (true, false): return "\(hidden) m of \(of) are hidden"
        case (false, true): return "\(outside) m of \(of) lie outside of the scene"
        case (false, false): return nil
        }
    }

    /// The distribution of the true number.
    private func widened(_ read: CountDistribution, className: String?) -> (CountDistribution, String) {
        let choice = card.measuredAccuracy.choice(
            for: .init(className: className, groundSamplingDistance: groundSamplingDistance, season: season))
        let posterior = "posterior of the interval programme"
        guard !choice.places.isEmpty else {
            return (read, "\(posterior); the network's accuracy on tracks was not measured")
        }
        let pooled = PooledAccuracy(of: choice.places.map { ($0.name, $0.counts) })
        func decimals(_ value: Double?) -> String { value.map { "\(($0 * 100).rounded() / 100)" } ?? "unknown" }
        let conditions = choice.words.map { $0 + " " }.joined()
        var how =
            "\(posterior), with precision \(decimals(pooled.counts.precision)) and recall "
            + "\(decimals(pooled.counts.recall)) measured \(conditions)on \(pooled.places) places left out of training"
        if className != nil, !choice.isOfClass { how += "; how often classes are confused was not measured" }
        return (trueCount(detected: read, accuracy: pooled.effective), how)
    }

    // MARK: Lengths

    /// The trains of a track whose number of vehicles is not usual for their length, with the numbers that would be.
    private func unusual(_ consist: Consist) -> [(train: ArraySlice<Consist.Vehicle>, usual: ClosedRange<Int>)] {
        consist.trains.compactMap { train in
            guard let usual = usualCount(train), !usual.contains(train.count) else { return nil }
            return (train, usual)
        }
    }

    /// Numbers of vehicles of a train's classes that are usually as long as it is; nil for one that is cut off.
    ///
    /// The length of n vehicles is taken as normal, with n times the mean and variance of the classes that were read; usual
    /// is what lies within two standard deviations.
    func usualCount(_ train: ArraySlice<Consist.Vehicle>) -> ClosedRange<Int>? {
        guard let first = train.first, let last = train.last, !first.isCutAtStart, !last.isCutAtEnd,
            !train.contains(where: { $0.isCutAtStart || $0.isCutAtEnd })
        else { return nil }
        let gaps = zip(train, train.dropFirst()).reduce(0) { $0 + max(0, $1.1.start - $1.0.end) }
        let bodies = last.end - first.start - gaps
        let moments = train.compactMap { vehicle in
            card.classes.firstIndex { $0.name == vehicle.className }.map { VehicleLengthPrior.moments[$0] }
        }
        guard !moments.isEmpty else { return nil }
        let mean = moments.reduce(0) { $0 + $1.mean } / Double(moments.count)
        let variance = moments.reduce(0) { $0 + $1.variance } / Double(moments.count)
        let usual = (1...max(2, Int(bodies / 3) + 2)).filter { number in
            let expected = Double(number) * mean
            return abs(bodies - expected) <= 2 * (Double(number) * variance).squareRoot()
        }
        guard let low = usual.first, let high = usual.last else { return nil }
        return low...high
    }
}

extension CountDecisions {
    /// What was decided, in words.
    var clause: String {
        var words: [String] = []
        if confirmed > 0 { words.append("\(confirmed) accepted") }
        if removed > 0 { words.append("\(removed) taken out") }
        if added > 0 { words.append("\(added) added") }
        return Self.list(words) + " by an analyst and taken as certain"
    }

    private static func list(_ words: [String]) -> String {
        words.count > 2
            ? words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "") : words.joined(separator: " and ")
    }
}
