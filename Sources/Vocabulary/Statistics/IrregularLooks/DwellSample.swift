/// A stay of which is known at which looks it was seen.
public struct SeenStay: Hashable, Sendable {
    /// Position of the first look that saw it, among the looks at its place.
    public let firstSeen: Int
    /// Position of the last look that saw it, not before `firstSeen`.
    public let lastSeen: Int

    /// Makes a stay.
    ///
    /// - Parameters:
    ///   - firstSeen: Position of a look, counted from 0.
    ///   - lastSeen: Position of the same or a later look.
    public init(firstSeen: Int, lastSeen: Int) {
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
    }
}

/// The looks at one place, at irregular times, and all stays that they saw.
///
/// A stay arrived after the last look before it was seen, in (looks[`firstSeen` − 1], looks[`firstSeen`]], and left before the first
/// look after it was seen, in [looks[`lastSeen`], looks[`lastSeen` + 1]). One that was there at the first look may have
/// arrived at any time before; one that was there at the last may still be there.
public struct DwellSample: Hashable, Sendable {
    /// Times of the looks that could have seen a stay, growing, in any unit.
    public let looks: [Double]
    /// Probability that each look sees what is there.
    public let detection: [Double]
    /// Every stay that was seen, and each once.
    public let stays: [SeenStay]

    /// Makes a sample.
    ///
    /// - Parameters:
    ///   - looks: Two or more finite, growing times: usable looks only.
    ///   - detection: One for each look, above 0 and at most 1; nil for looks that see everything.
    ///   - stays: Every stay that was seen; leaving out short ones makes all estimates wrong.
    /// - Throws: ``StatisticsError``.
    public init(looks: [Double], detection: [Double]? = nil, stays: [SeenStay]) throws(StatisticsError) {
        guard looks.count > 1 else { throw .empty(what: "pair of looks between which a stay could begin or end") }
        for (index, time) in looks.enumerated() {
            guard time.isFinite else {
                throw .outside(what: "time of the look", index: index, value: time, wanted: "a finite number")
            }
            guard index == 0 || time > looks[index - 1] else { throw .outOfOrder(what: "look", index: index) }
        }
        let detection = detection ?? Array(repeating: 1, count: looks.count)
        guard detection.count == looks.count else {
            throw .lengthsDiffer(what: "detection probabilities", found: detection.count, wanted: looks.count)
        }
        if let index = detection.firstIndex(where: { !($0 > 0 && $0 <= 1) }) {
            throw .outside(
                what: "detection probability of the look", index: index, value: detection[index],
                wanted: "above 0 and at most 1; leave out looks that cannot see")
        }
        for (index, stay) in stays.enumerated() {
            guard looks.indices.contains(stay.firstSeen), looks.indices.contains(stay.lastSeen) else {
                throw .outside(
                    what: "look of the stay", index: index,
                    value: Double(looks.indices.contains(stay.firstSeen) ? stay.lastSeen : stay.firstSeen),
                    wanted: "the position of one of \(looks.count) looks")
            }
            guard stay.firstSeen <= stay.lastSeen else {
                throw .emptyInterval(
                    index: index, left: looks[stay.firstSeen], right: looks[stay.lastSeen])
            }
        }
        self.looks = looks
        self.detection = detection
        self.stays = stays
    }

    /// Latest time without the stay before a look; minus infinity before the first.
    func before(_ look: Int) -> Double { look > 0 ? looks[look - 1] : -.infinity }

    /// First time without the stay after a look; infinity after the last.
    func after(_ look: Int) -> Double { look + 1 < looks.count ? looks[look + 1] : .infinity }

    /// How long a stay lasted if it began and ended halfway between looks; open ends are taken to be where it was seen.
    func naiveDwell(_ stay: SeenStay) -> Double {
        let (first, last) = (looks[stay.firstSeen], looks[stay.lastSeen])
        let begin = stay.firstSeen > 0 ? (before(stay.firstSeen) + first) / 2 : first
        let end = stay.lastSeen + 1 < looks.count ? (after(stay.lastSeen) + last) / 2 : last
        return end - begin
    }

    /// Length of the arrival times for which a stay of a dwell gives this record of being seen, each weighed by the probability that the
    /// looks between miss it.
    ///
    /// - Parameters:
    ///   - stay: When it was seen.
    ///   - dwell: How long it lasts.
    /// - Returns: A length of time; looks from the first to the last that saw it give a factor that no dwell changes, and are left out.
    func arrivals(of stay: SeenStay, dwell: Double) -> Double {
        var sum = 0.0
        var missedBefore = 1.0
        for arrival in stride(from: stay.firstSeen, through: 0, by: -1) {
            if arrival < stay.firstSeen { missedBefore *= 1 - detection[arrival] }
            // From an earlier gap it would have left before it was last seen.
            if missedBefore < 1e-9 || looks[arrival] + dwell <= looks[stay.lastSeen] { break }
            var missed = missedBefore
            for departure in stay.lastSeen..<looks.count {
                if departure > stay.lastSeen { missed *= 1 - detection[departure] }
                if missed < 1e-9 || looks[departure] >= looks[arrival] + dwell { break }
                sum += missed * length(arrival, departure, dwell)
            }
        }
        return sum
    }

    /// Length of the arrival times from which a stay of a dwell is seen by some look, each weighed by the probability of that.
    ///
    /// With looks that see everything this is the dwell, for stays that are there at the first look, and the sum of min(gap, dwell).
    func caughtArrivals(dwell: Double) -> Double {
        var sum = 0.0
        for arrival in looks.indices {
            // Those whose first look comes at all, and of them those that every look misses.
            sum += min(looks[arrival] - before(arrival), dwell)
            var missed = 1.0
            for departure in arrival..<looks.count {
                missed *= 1 - detection[departure]
                if missed < 1e-9 || looks[departure] >= looks[arrival] + dwell { break }
                sum -= missed * length(arrival, departure, dwell)
            }
        }
        return sum
    }

    /// Length of the times in the gap before look `arrival` from which a dwell ends in the gap after look `departure`.
    private func length(_ arrival: Int, _ departure: Int, _ dwell: Double) -> Double {
        max(0, min(looks[arrival], after(departure) - dwell) - max(before(arrival), looks[departure] - dwell))
    }
}
