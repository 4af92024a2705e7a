import Findings
import Foundation

/// Spans and quantiles of a posterior in bins, given from the earliest to the latest.
enum HighestDensity {
    /// The smallest set of bins that holds at least a share, joined to spans.
    ///
    /// Bins of the same density are taken from the latest on, as far as needed: after a dry night a posterior is flat, and one
    /// part of it is as good as another.
    static func spans(_ bins: [ArrivalWindow.Bin], level: Double) -> [ArrivalWindow.Span] {
        let greatest = bins.map(density).max() ?? 0
        guard greatest > 0 else { return [] }
        // Densities that differ by rounding only are the same.
        let ranks = bins.map { (density($0) / greatest * 1e9).rounded() }
        var taken = [Bool](repeating: false, count: bins.count)
        var sum = 0.0
        for index in bins.indices.sorted(by: { (ranks[$0], $0) > (ranks[$1], $1) }) {
            if sum >= level - 1e-12 { break }
            taken[index] = true
            sum += bins[index].posterior
        }
        var spans: [ArrivalWindow.Span] = []
        for (index, bin) in bins.enumerated() where taken[index] {
            if index > 0, taken[index - 1], let last = spans.indices.last {
                spans[last].end = bin.end
                spans[last].probability += bin.posterior
            } else {
                spans.append(ArrivalWindow.Span(start: bin.start, end: bin.end, probability: bin.posterior))
            }
        }
        return spans
    }

    /// The shortest single span of whole bins that holds at least a share; of several the latest.
    static func shortest(_ bins: [ArrivalWindow.Bin], level: Double) -> ArrivalWindow.Span {
        var sums = [0.0]
        for bin in bins { sums.append((sums.last ?? 0) + bin.posterior) }
        var best = ArrivalWindow.Span(
            start: bins[0].start, end: bins[bins.count - 1].end, probability: sums[bins.count])
        var first = 0
        for last in bins.indices {
            while first < last, sums[last + 1] - sums[first + 1] >= level - 1e-12 { first += 1 }
            let probability = sums[last + 1] - sums[first]
            guard probability >= level - 1e-12 else { continue }
            let (start, end) = (bins[first].start, bins[last].end)
            if end.timeIntervalSince(start) <= best.end.timeIntervalSince(best.start) + 1e-6 {
                best = ArrivalWindow.Span(start: start, end: end, probability: probability)
            }
        }
        return best
    }

    /// The instant before which a share of the probability lies, linear within its bin.
    static func quantile(_ bins: [ArrivalWindow.Bin], _ share: Double) -> Date {
        var sum = 0.0
        for bin in bins where bin.posterior > 0 {
            if sum + bin.posterior >= share {
                let part = (share - sum) / bin.posterior
                return bin.start.addingTimeInterval(bin.end.timeIntervalSince(bin.start) * part)
            }
            sum += bin.posterior
        }
        return bins[bins.count - 1].end
    }

    private static func density(_ bin: ArrivalWindow.Bin) -> Double {
        bin.posterior / max(1e-9, bin.end.timeIntervalSince(bin.start))
    }
}
