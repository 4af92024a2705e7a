import Foundation
import Geodesy

/// Brings together what tiles and overlapping proposals say of the same object.
///
/// Boxes of different classes never touch each other: a tank car on a flat car is two findings.
public struct CandidateMerger: Sendable {
    /// Intersection over union from which on two boxes of a class are one object.
    public let overlap: Double

    /// Makes a merger for a threshold above 0 and up to 1.
    public init(overlap: Double) {
        self.overlap = overlap
    }

    /// One candidate for each object, the best first: objects cut by a seam are made whole, then
    /// each candidate that overlaps a better one of its class is dropped.
    public func merged(_ candidates: [Candidate]) -> [Candidate] {
        suppressed(rejoined(candidates))
    }

    /// Drops each candidate that overlaps a better one of its class by ``overlap`` or more, measured
    /// on the rotated boxes. The order of the input does not matter.
    ///
    /// - Complexity: O(*n* log *n*) for boxes of like size that do not pile up: only boxes that
    ///   share a cell of a grid are compared.
    ///
    /// Source: Neubeck & Van Gool (2006), ICPR, "Efficient Non-Maximum Suppression" (greedy form).
    public func suppressed(_ candidates: [Candidate]) -> [Candidate] {
        guard candidates.count > 1 else { return candidates }
        let sorted = candidates.sorted(by: Candidate.precedes)
        var grids: [Int: BoxGrid] = [:]
        let cell = BoxGrid.cellSize(for: sorted.map(\.box))
        var kept: [Candidate] = []
        for candidate in sorted {
            let rectangle = ConvexRectangle(candidate.box)
            var grid = grids.removeValue(forKey: candidate.classIndex) ?? BoxGrid(cellSize: cell)
            if !grid.overlaps(rectangle, atLeast: overlap) {
                grid.insert(rectangle)
                kept.append(candidate)
            }
            grids[candidate.classIndex] = grid
        }
        return kept
    }

    /// Makes whole what a seam cut: parts of one class that lie in line and touch, or of which one
    /// covers half of the other, become the rectangle around both, with the better score.
    ///
    /// Only candidates marked as cut are joined, each to one that is marked or lies across the same seam.
    func rejoined(_ candidates: [Candidate]) -> [Candidate] {
        var pending = candidates.filter(\.isCutBySeam).sorted(by: Candidate.precedes)
        guard !pending.isEmpty else { return candidates }
        var whole = candidates.filter { !$0.isCutBySeam }
        var done: [Candidate] = []
        while let first = pending.first {
            pending.removeFirst()
            if let index = pending.firstIndex(where: { Self.areParts(first, $0) }) {
                let joined = Self.joined(first, pending.remove(at: index))
                pending.insert(joined, at: 0)
            } else if let index = whole.firstIndex(where: { Self.areParts(first, $0) }) {
                // The neighbour saw more of it: the cut part only counts where it adds length.
                whole[index] = Self.joined(whole[index], first)
            } else {
                done.append(first)
            }
        }
        return whole + done
    }

    private static func areParts(_ a: Candidate, _ b: Candidate) -> Bool {
        guard a.classIndex == b.classIndex else { return false }
        let reach = (hypot(a.box.length, a.box.width) + hypot(b.box.length, b.box.width)) / 2
        guard abs(a.box.centre.column - b.box.centre.column) <= reach,
            abs(a.box.centre.row - b.box.centre.row) <= reach
        else { return false }
        if a.box.intersectionOverSmaller(b.box) >= 0.5 { return true }
        let longer = a.box.length >= b.box.length ? a.box : b.box
        let other = a.box.length >= b.box.length ? b.box : a.box
        var turn = abs(longer.angle - other.angle)
        turn = min(turn, .pi - turn)
        let isElongated = other.length > 1.5 * other.width
        guard !isElongated || turn < 10 * .pi / 180 else { return false }
        let column = other.centre.column - longer.centre.column
        let row = other.centre.row - longer.centre.row
        let along = abs(column * cos(longer.angle) + row * sin(longer.angle))
        let across = abs(-column * sin(longer.angle) + row * cos(longer.angle))
        return across <= max(longer.width, other.width) / 2 && along <= (longer.length + other.length) / 2
    }

    private static func joined(_ a: Candidate, _ b: Candidate) -> Candidate {
        let longer = a.box.length >= b.box.length ? a.box : b.box
        let cosine = cos(longer.angle)
        let sine = sin(longer.angle)
        var low = (Double.infinity, Double.infinity)
        var high = (-Double.infinity, -Double.infinity)
        for corner in a.box.corners + b.box.corners {
            let u = corner.column * cosine + corner.row * sine
            let v = -corner.column * sine + corner.row * cosine
            low = (min(low.0, u), min(low.1, v))
            high = (max(high.0, u), max(high.1, v))
        }
        let u = (low.0 + high.0) / 2
        let v = (low.1 + high.1) / 2
        return Candidate(
            box: OrientedBox(
                centre: PixelPoint(column: u * cosine - v * sine, row: u * sine + v * cosine),
                length: high.0 - low.0, width: high.1 - low.1, angle: longer.angle),
            classIndex: a.classIndex, score: max(a.score, b.score), isCutBySeam: a.isCutBySeam && b.isCutBySeam,
            isCutOff: a.isCutOff || b.isCutOff)
    }
}
