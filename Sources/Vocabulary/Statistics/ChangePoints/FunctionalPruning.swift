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
        var pieces = [Piece(end: cost.domain.upperBound, candidate: 0)]
        var next: [Piece] = []
        for place in minimumLength...count {
            let candidate = place - minimumLength
            if candidate >= minimumLength {
                insert(candidate, into: pieces, giving: &next, cost, least)
                swap(&pieces, &next)
            }
            var (best, begin) = (Double.infinity, 0)
            for piece in pieces {
                let whole = least[piece.candidate] + cost.cost(piece.candidate, place)
                if whole < best || (whole == best && piece.candidate < begin) {
                    (best, begin) = (whole, piece.candidate)
                }
            }
            least[place] = best + penalty
            begins[place] = begin
        }
        var breaks = [count]
        while let last = breaks.last, begins[last] > 0 { breaks.append(begins[last]) }
        return (breaks.reversed(), least[count])
    }

    /// Gives to a new candidate what it is best for.
    @inline(__always)
    private static func insert<Cost: SegmentCost>(
        _ candidate: Int, into pieces: [Piece], giving next: inout [Piece], _ cost: Cost, _ least: [Double]
    ) {
        next.removeAll(keepingCapacity: true)
        var begin = cost.domain.lowerBound
        for piece in pieces {
            let kept = cost.values(
                piece.candidate, candidate, costingAtMost: least[candidate] - least[piece.candidate])
            if let kept, kept.low < piece.end, kept.high > begin {
                if kept.low > begin { add(Piece(end: kept.low, candidate: candidate), to: &next) }
                if kept.high < piece.end {
                    add(Piece(end: kept.high, candidate: piece.candidate), to: &next)
                    add(Piece(end: piece.end, candidate: candidate), to: &next)
                } else {
                    add(piece, to: &next)
                }
            } else {
                add(Piece(end: piece.end, candidate: candidate), to: &next)
            }
            begin = piece.end
        }
    }

    /// Adds a piece, joining it with the one before where both have one candidate.
    @inline(__always)
    private static func add(_ piece: Piece, to pieces: inout [Piece]) {
        if let last = pieces.last, last.candidate == piece.candidate {
            pieces[pieces.count - 1].end = piece.end
        } else {
            pieces.append(piece)
        }
    }
}
