/// The recursion behind ``ChangePointSegmentation``.
enum FunctionalPruning {
    /// A stretch of the level's axis, up to its end, and the candidate that is best there.
    private struct Piece {
        var end: Double
        var candidate: Int
    }

    /// The division that costs least.
    ///
    /// - Parameters:
    ///   - cost: What a level costs.
    ///   - count: Number of values, at least `minimumLength`.
    ///   - penalty: Cost of a segment.
    ///   - minimumLength: At least 1.
    /// - Returns: Ends of the segments, and what they cost.
    static func segmentation<Cost: SegmentCost>(
        _ cost: Cost, count: Int, penalty: Double, minimumLength: Int
    ) -> (breaks: [Int], cost: Double) {
        // Least cost of the values before a place, and where its last segment begins.
        var least = [Double](repeating: .infinity, count: count + 1)
        var begins = [Int](repeating: 0, count: count + 1)
        least[0] = 0
        for place in minimumLength..<min(2 * minimumLength, count + 1) {
            least[place] = cost.cost(0, place) + penalty
        }
        let domain = cost.domain
        var pieces = [Piece(end: domain.upperBound, candidate: 0)]
        var next: [Piece] = []
        pieces.reserveCapacity(64)
        next.reserveCapacity(64)
        for place in stride(from: 2 * minimumLength, through: count, by: 1) {
            let candidate = place - minimumLength
            let reached = least[candidate]
            var (best, begin) = (Double.infinity, 0)
            var last = -1
            next.removeAll(keepingCapacity: true)
            var low = domain.lowerBound
            for piece in pieces {
                let old = piece.candidate
                let kept = cost.values(old, candidate, costingAtMost: reached - least[old])
                if kept.low < piece.end, kept.high > low {
                    if kept.low > low {
                        if last == candidate {
                            next[next.count - 1].end = kept.low
                        } else {
                            next.append(Piece(end: kept.low, candidate: candidate))
                        }
                        last = candidate
                    }
                    let end = min(kept.high, piece.end)
                    if last == old {
                        next[next.count - 1].end = end
                    } else {
                        next.append(Piece(end: end, candidate: old))
                        let whole = least[old] + cost.cost(old, place)
                        if whole < best { (best, begin) = (whole, old) }
                        last = old
                    }
                    if kept.high < piece.end {
                        next.append(Piece(end: piece.end, candidate: candidate))
                        last = candidate
                    }
                } else if last == candidate {
                    next[next.count - 1].end = piece.end
                } else {
                    next.append(Piece(end: piece.end, candidate: candidate))
                    last = candidate
                }
                low = piece.end
            }
            swap(&pieces, &next)
            // Also where it owns nothing, it is as good a begin as any.
            let whole = reached + cost.cost(candidate, place)
            if whole < best { (best, begin) = (whole, candidate) }
            least[place] = best + penalty
            begins[place] = begin
        }
        var breaks = [count]
        while let last = breaks.last, begins[last] > 0 { breaks.append(begins[last]) }
        return (breaks.reversed(), least[count])
    }
}
