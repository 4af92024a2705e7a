import Foundation

/// The likelihood of ``NMixtureEstimate``.
struct NMixtureLikelihood {
    /// Sites with the same counts.
    private struct Group {
        var counts: [Int]
        /// The counts above 0.
        var seen: [Int]
        var weight: Double
        /// The largest count: there are at least as many objects.
        var least: Int
        /// What the logarithm of the first term has that neither parameter changes.
        var constant: Double
        /// Objects counted, and objects missed if there were no more than the largest count, over all looks.
        var hits: Double
        var misses: Double

        init(counts: [Int], weight: Double) {
            let least = counts.max() ?? 0
            self.counts = counts
            seen = counts.filter { $0 > 0 }
            self.weight = weight
            self.least = least
            constant = counts.reduce(-logGamma(Double(least) + 1)) { $0 + logChoose(least, $1) }
            hits = Double(counts.reduce(0, +))
            misses = Double(least * counts.count) - hits
        }

        /// Objects that no look counts, on the mean: λ (1 − p)ⁿ for n looks.
        func missed(_ abundance: Double, _ detection: Double) -> Double {
            abundance * pow(1 - detection, Double(counts.count))
        }

        /// The term of a number of objects over that of one fewer; it falls as the number grows.
        @inline(__always)
        func ratio(to number: Int, missed: Double) -> Double {
            let number = Double(number)
            var ratio = missed / number
            for count in seen { ratio *= number / (number - Double(count)) }
            return ratio
        }
    }

    private let groups: [Group]
    /// Mean of all counts.
    let meanCount: Double

    init(_ sites: [[Int]]) {
        var weights: [[Int]: Double] = [:]
        for site in sites { weights[site.sorted(), default: 0] += 1 }
        groups = weights.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map { Group(counts: $0.key, weight: $0.value) }
        let all = sites.flatMap(\.self)
        meanCount = Double(all.reduce(0, +)) / Double(max(1, all.count))
    }

    func logLikelihood(abundance: Double, detection: Double) -> Double {
        guard abundance > 0, detection > 0, detection <= 1 else { return -.infinity }
        var sum = 0.0
        for group in groups {
            sum += group.weight * Self.logLikelihood(of: group, abundance: abundance, detection: detection)
            if sum == -.infinity { break }
        }
        return sum
    }

    private static func logLikelihood(of group: Group, abundance: Double, detection: Double) -> Double {
        var value = group.constant + Double(group.least) * log(abundance) - abundance
        if group.hits > 0 { value += group.hits * log(detection) }
        if group.misses > 0 { value += group.misses * log1p(-detection) }
        guard value > -.infinity else { return value }
        let missed = group.missed(abundance, detection)
        // Where nothing was counted the terms are those of an exponential.
        if group.least == 0 { return missed - abundance }
        // The sum begins at its largest term and goes both ways: its width grows with the root of the number of objects only.
        let top = Self.mode(of: group, missed)
        if top > group.least { value = logTerm(top, of: group, abundance, detection) }
        return value + log(sum(around: top, of: group, missed))
    }

    /// The number of objects whose term is the largest.
    private static func mode(of group: Group, _ missed: Double) -> Int {
        func rises(to number: Int) -> Bool { group.ratio(to: number, missed: missed) > 1 }
        guard rises(to: group.least + 1) else { return group.least }
        var (low, high) = (group.least + 1, group.least + 2)
        while rises(to: high) {
            low = high
            high += high - group.least
        }
        while high - low > 1 {
            let middle = (low + high) / 2
            if rises(to: middle) { low = middle } else { high = middle }
        }
        return low
    }

    /// Logarithm of the term of a number of objects above the largest count.
    private static func logTerm(_ number: Int, of group: Group, _ abundance: Double, _ detection: Double) -> Double {
        let missed = Double(number * group.counts.count) - group.hits
        var value = Double(number) * log(abundance) - abundance - logGamma(Double(number) + 1)
        value += group.hits * log(detection) + missed * log1p(-detection)
        for count in group.seen { value += logChoose(number, count) }
        return value
    }

    /// The sum of all terms, in units of one of them from which they fall to both sides.
    private static func sum(around top: Int, of group: Group, _ missed: Double) -> Double {
        var sum = 1.0
        var (term, number) = (1.0, top)
        while true {
            number += 1
            let ratio = group.ratio(to: number, missed: missed)
            term *= ratio
            sum += term
            if ratio < 1, term * ratio <= 1e-13 * (1 - ratio) * sum { break }
        }
        (term, number) = (1.0, top)
        while number > group.least {
            let ratio = 1 / group.ratio(to: number, missed: missed)
            number -= 1
            term *= ratio
            sum += term
            if ratio < 1, term * ratio <= 1e-13 * (1 - ratio) * sum { break }
        }
        return sum
    }

    /// Weights of the numbers 0, 1, 2, … of objects, in units of the largest.
    static func terms(of counts: [Int], abundance: Double, detection: Double) -> [Double] {
        let least = counts.max() ?? 0
        let group = Group(counts: counts, weight: 1)
        let missed = group.missed(abundance, detection)
        var (value, top) = (0.0, 0.0)
        var logs = [0.0]
        for number in (least + 1)..<(least + 2_000_000) {
            let ratio = group.ratio(to: number, missed: missed)
            guard ratio > 0 else { break }
            value += log(ratio)
            logs.append(value)
            top = max(top, value)
            if ratio < 1, exp(value - top) * ratio <= 1e-14 * (1 - ratio) { break }
        }
        return Array(repeating: 0, count: least) + logs.map { exp($0 - top) }
    }
}
