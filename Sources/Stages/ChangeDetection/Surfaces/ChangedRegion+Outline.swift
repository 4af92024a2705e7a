import Geodesy

extension ChangedRegion {
    /// The edges of its pixels as rings, with corners where the direction turns.
    ///
    /// Pixels that touch at a corner only are parts of their own, and a ring that comes back to one of its corners is parted
    /// there: so no ring meets itself, and other programs take the areas for valid.
    var outline: MultiPolygon<PixelPoint> {
        MultiPolygon(Self.regions(of: runs, acrossCorners: false).map { BoundaryEdges($0.runs).polygon })
    }
}

extension MultiPolygon<PixelPoint> {
    /// Length of all boundaries that follow the edges of pixels, in pixel edges.
    var edgeCount: Double {
        var sum = 0.0
        for ring in parts.lazy.flatMap(\.rings) {
            guard var previous = ring.corners.last else { continue }
            for corner in ring.corners {
                sum += abs(corner.column - previous.column) + abs(corner.row - previous.row)
                previous = corner
            }
        }
        return sum
    }
}

/// A corner of pixels.
private struct Corner: Hashable {
    var column: Int
    var row: Int
}

/// Directed edges of pixels that hang together by their sides, with the pixels to their right.
private struct BoundaryEdges {
    /// Ends of the edges that leave a corner; at most two.
    private var next: [Corner: [Corner]] = [:]
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
            for piece in Self.parts(of: own, without: rows[row - 1] ?? []) {
                add(Corner(column: piece.lowerBound, row: row), Corner(column: piece.upperBound, row: row))
            }
            for piece in Self.parts(of: own, without: rows[row + 1] ?? []) {
                add(Corner(column: piece.upperBound, row: row + 1), Corner(column: piece.lowerBound, row: row + 1))
            }
            for range in own {
                add(Corner(column: range.lowerBound, row: row + 1), Corner(column: range.lowerBound, row: row))
                add(Corner(column: range.upperBound, row: row), Corner(column: range.upperBound, row: row + 1))
            }
        }
    }

    /// What is left of ranges where others are taken off; both in order and apart from each other.
    private static func parts(of ranges: [Range<Int>], without others: [Range<Int>]) -> [Range<Int>] {
        var left: [Range<Int>] = []
        var first = 0
        for range in ranges {
            var start = range.lowerBound
            while first < others.count, others[first].upperBound <= start { first += 1 }
            var index = first
            while index < others.count, others[index].lowerBound < range.upperBound {
                if others[index].lowerBound > start { left.append(start..<others[index].lowerBound) }
                start = max(start, others[index].upperBound)
                index += 1
            }
            if start < range.upperBound { left.append(start..<range.upperBound) }
        }
        return left
    }

    private mutating func add(_ from: Corner, _ to: Corner) {
        next[from, default: []].append(to)
        starts.append(from)
    }

    /// The outer boundary, which turns from columns to rows, and the holes, which turn the other way.
    var polygon: Polygon<PixelPoint> {
        let rings = rings.map { corners in
            Ring(corners.map { PixelPoint(column: Double($0.column), row: Double($0.row)) })
        }
        let outer = rings.max { $0.signedArea < $1.signedArea } ?? Ring([])
        return Polygon(outer: outer, holes: rings.filter { $0.signedArea < 0 })
    }

    /// All closed walks along the edges that meet no corner twice.
    private var rings: [[Corner]] {
        var next = next
        var rings: [[Corner]] = []
        for start in starts {
            guard next[start]?.isEmpty == false else { continue }
            var path = [start]
            var places = [start: 0]
            while let here = path.last, var choices = next[here], !choices.isEmpty {
                var taken = 0
                if choices.count == 2, path.count > 1 {
                    // Where two boundaries meet, the walk stays with its own pixel and turns to the right.
                    let previous = path[path.count - 2]
                    let (x, y) = (here.column - previous.column, here.row - previous.row)
                    taken =
                        choices.firstIndex { x * ($0.row - here.row) - y * ($0.column - here.column) > 0 } ?? 0
                }
                let ahead = choices.remove(at: taken)
                next[here] = choices
                guard let place = places[ahead] else {
                    places[ahead] = path.count
                    path.append(ahead)
                    continue
                }
                let ring = path[place...]
                rings.append(Self.corners(of: Array(ring)))
                for corner in ring.dropFirst() { places[corner] = nil }
                path.removeSubrange((place + 1)...)
            }
        }
        return rings
    }

    /// The corners at which a ring turns.
    private static func corners(of ring: [Corner]) -> [Corner] {
        ring.indices.compactMap { index in
            let (before, here) = (ring[index == 0 ? ring.count - 1 : index - 1], ring[index])
            let after = ring[index == ring.count - 1 ? 0 : index + 1]
            let isStraight =
                before.column == here.column && here.column == after.column
                || before.row == here.row && here.row == after.row
            return isStraight ? nil : here
        }
    }
}
