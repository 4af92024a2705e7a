import Foundation

/// The likelihood of ``NMixtureEstimate``.
struct NMixtureLikelihood {
    /// Sites with the same counts.
    private struct Group {
        var counts: [Int]
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
            self.weight = weight
            self.least = least
            constant = counts.reduce(-logGamma(Double(least) + 1)) { $0 + logChoose(least, $1) }
            hits = Double(counts.reduce(0, +))
            misses = Double(least * counts.count) - hits
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
        // Sums are in units of the first term; they are rescaled before they overflow.
        var (term, sum, scale) = (1.0, 1.0, 0.0)
        for number in (group.least + 1)..<(group.least + 2_000_000) {
            let ratio = ratio(to: number, group.counts, abundance, detection)
            term *= ratio
            sum += term
            if ratio < 1, term * ratio <= 1e-13 * (1 - ratio) * sum { break }
            if sum > 1e200 {
                term /= 1e200
                sum /= 1e200
                scale += 200 * 2.302_585_092_994_046
            }
        }
        return value + log(sum) + scale
    }

    /// Weights of the numbers 0, 1, 2, … of objects, in units of the largest.
    static func terms(of counts: [Int], abundance: Double, detection: Double) -> [Double] {
        let least = counts.max() ?? 0
        var (value, top) = (0.0, 0.0)
        var logs = [0.0]
        for number in (least + 1)..<(least + 2_000_000) {
            let ratio = ratio(to: number, counts, abundance, detection)
            guard ratio > 0 else { break }
            value += log(ratio)
            logs.append(value)
            top = max(top, value)
            if ratio < 1, exp(value - top) * ratio <= 1e-14 * (1 - ratio) { break }
        }
        return Array(repeating: 0, count: least) + logs.map { exp($0 - top) }
    }

    /// The term of a number of objects over that of one fewer; it falls as the number grows.
    @inline(__always)
    private static func ratio(to number: Int, _ counts: [Int], _ abundance: Double, _ detection: Double) -> Double {
        var ratio = abundance / Double(number)
        for count in counts { ratio *= (1 - detection) * Double(number) / Double(number - count) }
        return ratio
    }
}
