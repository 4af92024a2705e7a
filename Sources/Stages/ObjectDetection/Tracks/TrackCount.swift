import Evidence
import Foundation
import Statistics

/// How many vehicles stand on a track: the programme's posterior, widened by what it cannot know.
///
/// - By the network's measured accuracy: the posterior is that of what the network would call a vehicle. For each of its
///   counts the true one follows as in `trueCount(detected:accuracy:)`; both are mixed.
/// - By vehicles that may stand on a neighbouring track as well: each may be missing here, or be here instead of there.
/// - By hidden stretches: as many vehicles may stand there as short ones fit in; the lower end becomes "at least". A
///   vehicle seen on both sides of a stretch that is shorter than a vehicle may be one and the same.
/// - By lengths: where a train is longer or shorter than as many vehicles of its classes usually are, the number that
///   would be usual is let in.
struct TrackCount {
    let card: ModelCard
    let settings: StripSettings
    let level: Double

    /// Metres of track that a short vehicle takes with its coupling: a tank car of 12 m over couplers.
    static let shortPitch = 12.0

    func count(_ consist: inout Consist, _ reading: ConsistReader.Reading, visitors: Int) {
        let hidden = consist.hidden.reduce(0) { $0 + $1.length }
        if consist.visibleShare <= 0.001 {
            consist.count = .undetermined(because: "nothing of the track can be seen in the scene")
            return
        }
        consist.countProbabilities = reading.count.probabilities.map { ($0 * 1e6).rounded() / 1e6 }
        let (measured, method) = widened(reading.count)
        var range = measured.shortestInterval(level: level)
        var words = [method]
        let doubtful = consist.vehicles.filter { !$0.otherTracks.isEmpty }.count
        if doubtful > 0 || visitors > 0 {
            range = max(0, range.lowerBound - doubtful)...(range.upperBound + visitors)
            words.append("\(doubtful) may stand on another track, \(visitors) of others may stand here")
        }
        for train in consist.trains {
            guard let usual = usualCount(train), !usual.contains(train.count) else { continue }
            let change =
                train.count < usual.lowerBound ? usual.lowerBound - train.count : usual.upperBound - train.count
            range = max(0, range.lowerBound + min(0, change))...(range.upperBound + max(0, change))
            let metres = Int(((train.last?.end ?? 0) - (train.first?.start ?? 0)).rounded())
            let sentence =
                "A train of \(metres) m is read as \(train.count) vehicle\(train.count == 1 ? "" : "s"), of which "
                + "\(usual.lowerBound) to \(usual.upperBound) would be usual"
            consist.notes.append(sentence + ".")
            words.append("lengths are unusual")
        }
        if hidden > 0 {
            let twice = consist.hidden.filter { stretch in
                stretch.length < VehicleLengthPrior.longest
                    && consist.vehicles.contains { $0.isCutAtEnd && abs($0.end - stretch.start) < 0.5 }
                    && consist.vehicles.contains { $0.isCutAtStart && abs($0.start - stretch.end) < 0.5 }
            }.count
            let more = consist.hidden.reduce(0) { $0 + Int(($1.length / Self.shortPitch).rounded(.up)) }
            range = max(0, range.lowerBound - twice)...(range.upperBound + more)
            words.append("at least, since \(Int(hidden.rounded())) m of the track are hidden")
        }
        consist.count = .count(
            detected: consist.vehicles.count, low: min(range.lowerBound, consist.vehicles.count),
            high: max(range.upperBound, consist.vehicles.count), level: level, method: words.joined(separator: "; "))
        for (index, distribution) in reading.classCounts.enumerated() {
            let name = card.classes[index].name
            let detected = consist.vehicles.filter { $0.className == name }.count
            guard detected > 0 || distribution.probabilities.count > 1 else { continue }
            let interval = distribution.shortestInterval(level: level)
            guard detected > 0 || interval.upperBound > 0 else { continue }
            consist.classCounts[name] = .count(
                detected: detected, low: min(detected, interval.lowerBound), high: max(detected, interval.upperBound),
                level: level, method: "posterior of the interval programme" + (hidden > 0 ? "; at least" : ""))
        }
    }

    /// The distribution of the true number.
    private func widened(_ read: CountDistribution) -> (CountDistribution, String) {
        guard let places = card.accuracy?.places, !places.isEmpty else {
            return (read, "posterior of the interval programme; the network's accuracy on tracks was not measured")
        }
        let accuracy = places.reduce(
            into: DetectorAccuracy(truePositives: 0, falsePositives: 0, falseNegatives: 0)
        ) { sum, place in
            sum.truePositives += place.counts.truePositives
            sum.falsePositives += place.counts.falsePositives
            sum.falseNegatives += place.counts.falseNegatives
        }
        var weights: [Double] = []
        for (count, share) in read.probabilities.enumerated() where share > 1e-6 {
            let given = trueCount(detected: count, accuracy: accuracy).probabilities
            if given.count > weights.count {
                weights += Array(repeating: 0, count: given.count - weights.count)
            }
            for (number, part) in given.enumerated() { weights[number] += share * part }
        }
        func decimals(_ value: Double?) -> String { value.map { "\(($0 * 100).rounded() / 100)" } ?? "unknown" }
        return (
            CountDistribution(weights: weights),
            "posterior of the interval programme, with precision \(decimals(accuracy.precision)) and recall "
                + "\(decimals(accuracy.recall)) measured on \(places.count) places left out of training"
        )
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
