import Geodesy

extension ChangedRegion {
    /// The edges of its pixels as rings, with corners where the direction turns: the outer boundary and the holes.
    ///
    /// Pixels that touch at a corner belong together, so where two boundaries meet the walk turns towards the other pixel.
    var outline: Polygon<PixelPoint> {
        let edges = BoundaryEdges(runs)
        var rings: [Ring<PixelPoint>] = edges.rings.map { corners in
            Ring(corners.map { PixelPoint(column: Double($0.column), row: Double($0.row)) })
        }
        guard let largest = rings.indices.max(by: { abs(rings[$0].signedArea) < abs(rings[$1].signedArea) }) else {
            return Polygon(outer: Ring([]))
        }
        let outer = rings.remove(at: largest)
        return Polygon(outer: outer, holes: rings)
    }

    /// Length of all boundaries, in pixel edges.
    var perimeter: Int {
        let edges = BoundaryEdges(runs)
        return edges.count
    }
}

/// A corner of pixels.
private struct Corner: Hashable {
    var column: Int
    var row: Int
}

/// Directed edges of a set of pixels, with the set to their right.
private struct BoundaryEdges {
    /// Ends of the edges that leave a corner; at most two.
    private var next: [Corner: [Corner]] = [:]
    private(set) var count = 0
    private var starts: [Corner] = []

    init(_ runs: [ChangedRun]) {
        var rows: [Int: [Range<Int>]] = [:]
        for run in runs {
            // Pieces that a tile's edge cut are one again.
            var own = rows[run.row] ?? []
            if let last = own.last, last.upperBound == run.start {
                own[own.count - 1] = last.lowerBound..<run.end
            } else {
                own.append(run.start..<run.end)
            }
            rows[run.row] = own
        }
        for row in rows.keys.sorted() {
            let own = rows[row] ?? []
            let above = rows[row - 1] ?? []
            let below = rows[row + 1] ?? []
            for range in own {
                for column in range {
                    if !above.contains(where: { $0.contains(column) }) {
                        add(Corner(column: column, row: row), Corner(column: column + 1, row: row))
                    }
                    if !below.contains(where: { $0.contains(column) }) {
                        add(Corner(column: column + 1, row: row + 1), Corner(column: column, row: row + 1))
                    }
                }
                add(
                    Corner(column: range.lowerBound, row: row + 1), Corner(column: range.lowerBound, row: row))
                add(
                    Corner(column: range.upperBound, row: row), Corner(column: range.upperBound, row: row + 1))
            }
        }
    }

    private mutating func add(_ from: Corner, _ to: Corner) {
        next[from, default: []].append(to)
        starts.append(from)
        count += 1
    }

    /// All closed walks along the edges.
    var rings: [[Corner]] {
        var next = next
        var rings: [[Corner]] = []
        for start in starts {
            guard let first = next[start]?.first else { continue }
            next[start]?.removeFirst()
            var corners = [start]
            var (previous, here) = (start, first)
            while here != start {
                guard let choices = next[here], !choices.isEmpty else { break }
                var taken = 0
                if choices.count == 2 {
                    // Turn left where two boundaries meet, to the pixel across the corner.
                    let (x, y) = (here.column - previous.column, here.row - previous.row)
                    taken =
                        choices.firstIndex { x * ($0.row - here.row) - y * ($0.column - here.column) < 0 } ?? 0
                }
                let ahead = choices[taken]
                next[here]?.remove(at: taken)
                if (ahead.column - here.column, ahead.row - here.row)
                    != (here.column - previous.column, here.row - previous.row)
                {
                    corners.append(here)
                }
                (previous, here) = (here, ahead)
            }
            rings.append(Self.withoutStraightStart(corners, from: previous))
        }
        return rings
    }

    /// Drops the first corner where the last edge goes straight through it.
    private static func withoutStraightStart(_ corners: [Corner], from previous: Corner) -> [Corner] {
        guard corners.count > 3 else { return corners }
        let (start, second) = (corners[0], corners[1])
        let arriving = (start.column - previous.column, start.row - previous.row)
        let leaving = (second.column - start.column, second.row - start.row)
        let isStraight =
            arriving.0 * leaving.1 == arriving.1 * leaving.0 && arriving.0 * leaving.0 + arriving.1 * leaving.1 > 0
        return isStraight ? Array(corners.dropFirst()) : corners
    }
}
