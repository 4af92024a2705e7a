import Foundation

/// Follows centre-lines of tracks from cell to cell.
///
/// A trace begins at the surest cell that belongs to no line yet and goes on in both directions. At each step the cells
/// ahead that point the same way pull it to their mean place and direction, weighted by how sure they are; where none are
/// seen it goes straight on for as long as a bridge, a shadow or a short train may hide the track. Traces whose ends look
/// at each other are joined, a trace that comes upon itself ends there, as on a loop, traces that run beside another one
/// within the width of a track are dropped, and what remains is smoothed by a local parabola, since rails do not turn
/// sharply.
struct LineTracer: Sendable {
    /// What a line must be like; lengths in metres.
    struct Configuration: Hashable, Codable, Sendable {
        /// Metres of a step.
        var step = 2.0
        /// How far ahead and behind cells are asked.
        var window = 4.0
        /// How far to the side; less than half of the distance between two tracks.
        var reach = 1.7
        /// Largest difference of directions within a window, radians.
        var turn = 0.3
        /// Sum of weights, each times the square metres of its cell, at which a step counts as seen: with cells of 1.2 m what
        /// 0.8 of a cell on the line gives.
        var leastEvidence = 1.152
        /// How far a trace goes on without seeing anything.
        var longestGap = 16.0
        /// How far apart two ends may lie that are joined.
        var longestJoin = 45.0
        /// Lines shorter than this are dropped.
        var leastLength = 30.0
        /// How far along a line may come back upon itself; what lies nearer is the line's own way on.
        var leastLoop = 20.0
        /// Score of a cell at which a trace may begin.
        var leastSeed = 0.5
        /// Lines nearer to each other than this are one.
        var leastSpacing = 2.2
        /// Lines of which less was seen are dropped: cells that happen to lie in a row have many gaps.
        var leastSeenShare = 0.7
        /// Lines that are less sure on average are dropped.
        var leastScore = 0.5
        /// Lines of which more was seen are sure all along.
        var leastSureShare = 0.8
    }

    /// A traced line.
    struct Line: Sendable {
        /// Corners, in metres.
        var corners: [SIMD2<Double>]
        /// Mean score along it.
        var score: Double
        /// Share of its length over which cells were seen.
        var seenShare: Double
        /// Whether enough was seen for the whole line to be taken as sure.
        var isSure: Bool
    }

    /// A point of a trace: where, and what was seen there.
    struct Step {
        var place: SIMD2<Double>
        /// Weighted mean score of the cells; nil where none were seen.
        var score: Double?
    }

    var configuration = Configuration()

    /// Finds lines.
    ///
    /// - Parameters:
    ///   - cells: Cells in any order; equal ones give equal lines.
    ///   - cellArea: Square metres of a cell: of smaller cells more lie on the same piece of a line.
    /// - Returns: Lines, the longest first.
    func lines(through cells: [LineCell], cellArea: Double) -> [Line] {
        let ordered = cells.sorted { a, b in
            a.score != b.score
                ? a.score > b.score : (a.place.y, a.place.x, a.angle) < (b.place.y, b.place.x, b.angle)
        }
        let index = LineCellIndex(ordered, side: 4)
        let leastWeight = configuration.leastEvidence / cellArea
        var taken = [Bool](repeating: false, count: ordered.count)
        var traces: [[Step]] = []
        for (seed, cell) in ordered.enumerated() {
            guard cell.score >= configuration.leastSeed else { break }
            guard !taken[seed] else { continue }
            let ahead = follow(
                from: cell, way: cell.way, after: [], index: index, taken: taken, leastWeight: leastWeight)
            let behind = follow(
                from: cell, way: -cell.way, after: ahead, index: index, taken: taken, leastWeight: leastWeight)
            let trace = behind.reversed() + [Step(place: cell.place, score: cell.score)] + ahead
            take(trace, index: index, taken: &taken)
            // What is shorter than a wagon is no part of a line either.
            if Self.length(trace) >= 8 { traces.append(Array(trace)) }
        }
        let joined = LineJoiner(configuration: configuration).joined(traces)
        let long = joined.filter { trace in
            let seen = trace.compactMap(\.score)
            return Self.length(trace) >= configuration.leastLength
                && Double(seen.count) >= configuration.leastSeenShare * Double(trace.count)
                && seen.reduce(0, +) >= configuration.leastScore * Double(seen.count)
        }
        return distinct(long).map(line)
    }

    // MARK: Following

    /// Steps from a cell on, until nothing is seen any more or the trace comes upon itself.
    ///
    /// - Parameters:
    ///   - cell: Where the trace begins.
    ///   - start: The direction in which it goes on.
    ///   - other: The steps of the other direction, where these were found before.
    ///   - index: All cells.
    ///   - taken: Which of them belong to a line already.
    ///   - leastWeight: Sum of weights at which a step counts as seen.
    /// - Returns: The steps, of which the last one was seen.
    private func follow(
        from cell: LineCell, way start: SIMD2<Double>, after other: [Step], index: LineCellIndex, taken: [Bool],
        leastWeight: Double
    ) -> [Step] {
        var steps: [Step] = []
        var own = OwnWay(configuration: configuration)
        for (number, step) in other.enumerated().reversed() {
            let from = number > 0 ? other[number - 1].place : cell.place
            own.insert(step.place, way: step.place - from, station: -Double(number + 1) * configuration.step)
        }
        own.insert(cell.place, way: start, station: 0)
        var place = cell.place
        var way = start
        var gap = 0.0
        // No scene holds a line of 100 km.
        while steps.count < 50_000 {
            let ahead = place + way * configuration.step
            if let seen = pull(at: ahead, way: way, index: index, taken: taken, leastWeight: leastWeight) {
                place = ahead + SIMD2(-way.y, way.x) * (0.6 * seen.lateral)
                way = turned(way, by: 0.4 * seen.turn + 0.06 * seen.lateral / configuration.step)
                steps.append(Step(place: place, score: seen.score))
                gap = 0
            } else {
                place = ahead
                steps.append(Step(place: place, score: nil))
                gap += configuration.step
                if gap > configuration.longestGap { break }
            }
            let station = Double(steps.count) * configuration.step
            if own.holds(place, way: way, station: station) {
                steps.removeLast()
                break
            }
            own.insert(place, way: way, station: station)
        }
        while steps.last.map({ $0.score == nil }) ?? false { steps.removeLast() }
        return steps
    }

    /// Where the cells around a place lie beside it, how their directions differ, and how sure they are.
    private func pull(
        at place: SIMD2<Double>, way: SIMD2<Double>, index: LineCellIndex, taken: [Bool], leastWeight: Double
    ) -> (lateral: Double, turn: Double, score: Double)? {
        var (weights, lateral, turn, score) = (0.0, 0.0, 0.0, 0.0)
        for candidate in index.near(place, within: configuration.window) where !taken[candidate] {
            let cell = index.cells[candidate]
            let off = cell.place - place
            let along = off.x * way.x + off.y * way.y
            let across = off.y * way.x - off.x * way.y
            guard abs(along) <= configuration.window, abs(across) <= configuration.reach else { continue }
            let difference = angleBetween(cell.angle, atan2(way.y, way.x))
            guard abs(difference) <= configuration.turn else { continue }
            let weight = cell.score * exp(-across * across / 1.3)
            weights += weight
            // A cell that lies ahead tells of the line where it is, so its lateral is brought back along its direction.
            lateral += weight * (across - along * tan(difference))
            turn += weight * difference
            score += weight * cell.score
        }
        guard weights >= leastWeight else { return nil }
        return (lateral / weights, turn / weights, score / weights)
    }

    private func take(_ trace: some Sequence<Step>, index: LineCellIndex, taken: inout [Bool]) {
        var before: SIMD2<Double>?
        for step in trace {
            defer { before = step.place }
            guard let from = before else {
                for near in index.near(step.place, within: 2) {
                    let off = index.cells[near].place - step.place
                    if (off * off).sum() <= 4 { taken[near] = true }
                }
                continue
            }
            let chord = step.place - from
            let length = (chord * chord).sum().squareRoot()
            guard length > 0 else { continue }
            let way = chord / length
            for near in index.near(step.place, within: configuration.step + configuration.leastSpacing) {
                let cell = index.cells[near]
                let off = cell.place - step.place
                let along = off.x * way.x + off.y * way.y
                let across = off.y * way.x - off.x * way.y
                if abs(along) <= configuration.step * 1.5, abs(across) <= configuration.leastSpacing * 0.8,
                    abs(angleBetween(cell.angle, atan2(way.y, way.x))) <= 2 * configuration.turn
                {
                    taken[near] = true
                }
            }
        }
    }

    // MARK: Finishing

    /// Lines without those that run beside a longer one for more than half of their length.
    private func distinct(_ traces: [[Step]]) -> [[Step]] {
        let ordered = traces.enumerated().sorted { a, b in
            let (left, right) = (Self.length(a.element), Self.length(b.element))
            return left != right ? left > right : a.offset < b.offset
        }.map(\.element)
        var kept: [[Step]] = []
        var index = LineCellIndex([], side: 4)
        for trace in ordered {
            let beside = trace.count { step in
                index.near(step.place, within: configuration.leastSpacing).contains { near in
                    let off = index.cells[near].place - step.place
                    return (off * off).sum() < configuration.leastSpacing * configuration.leastSpacing
                }
            }
            guard beside * 2 <= trace.count else { continue }
            kept.append(trace)
            for step in trace { index.insert(LineCell(place: step.place, angle: 0, score: 1)) }
        }
        return kept
    }

    private func line(_ trace: [Step]) -> Line {
        let seen = trace.compactMap(\.score)
        let seenShare = Double(seen.count) / Double(trace.count)
        return Line(
            corners: simplified(LineSmoothing(halfWidth: 7).smoothed(trace.map(\.place)), tolerance: 0.06),
            score: seen.reduce(0, +) / Double(max(1, seen.count)), seenShare: seenShare,
            isSure: seenShare > configuration.leastSureShare)
    }

    static func length(_ trace: some Sequence<Step>) -> Double {
        var before: SIMD2<Double>?
        var sum = 0.0
        for step in trace {
            if let from = before { sum += ((step.place - from) * (step.place - from)).sum().squareRoot() }
            before = step.place
        }
        return sum
    }
}

/// Where a trace has been, to tell when it comes upon itself.
private struct OwnWay {
    private let configuration: LineTracer.Configuration
    private var index = LineCellIndex([], side: 4)
    private var stations: [Double] = []

    init(configuration: LineTracer.Configuration) { self.configuration = configuration }

    /// Adds a place, with the direction in which the trace passed it and its metres along it.
    mutating func insert(_ place: SIMD2<Double>, way: SIMD2<Double>, station: Double) {
        index.insert(LineCell(place: place, angle: atan2(way.y, way.x), score: 1))
        stations.append(station)
    }

    /// Whether the trace has been at a place before in this direction or in the opposite one, further back than its own
    /// last metres.
    func holds(_ place: SIMD2<Double>, way: SIMD2<Double>, station: Double) -> Bool {
        let reach = configuration.leastSpacing
        let angle = atan2(way.y, way.x)
        return index.near(place, within: reach).contains { earlier in
            guard station - stations[earlier] > configuration.leastLoop else { return false }
            let off = index.cells[earlier].place - place
            return (off * off).sum() < reach * reach
                && abs(angleBetween(index.cells[earlier].angle, angle)) <= configuration.turn
        }
    }
}

/// A unit vector of an angle.
func direction(_ angle: Double) -> SIMD2<Double> { SIMD2(cos(angle), sin(angle)) }

/// A vector turned by a small angle.
func turned(_ way: SIMD2<Double>, by angle: Double) -> SIMD2<Double> {
    SIMD2(way.x * cos(angle) - way.y * sin(angle), way.x * sin(angle) + way.y * cos(angle))
}

/// How far the direction `a` is turned from `b`, where half a turn makes no difference: −π/2…π/2.
func angleBetween(_ a: Double, _ b: Double) -> Double { (a - b).remainder(dividingBy: .pi) }

/// Corners of a line of which none that remains out lies further from it than a tolerance (Douglas & Peucker, 1973).
func simplified(_ line: [SIMD2<Double>], tolerance: Double) -> [SIMD2<Double>] {
    guard line.count > 2 else { return line }
    var keep = [Bool](repeating: false, count: line.count)
    keep[0] = true
    keep[line.count - 1] = true
    var open = [(0, line.count - 1)]
    while let (first, last) = open.popLast() {
        let chord = line[last] - line[first]
        let length = max(1e-9, (chord * chord).sum().squareRoot())
        var worst = (distance: tolerance, index: -1)
        for index in (first + 1)..<max(first + 1, last) {
            let off = line[index] - line[first]
            let distance = abs(off.x * chord.y - off.y * chord.x) / length
            if distance > worst.distance { worst = (distance, index) }
        }
        guard worst.index >= 0 else { continue }
        keep[worst.index] = true
        open.append((first, worst.index))
        open.append((worst.index, last))
    }
    return zip(line, keep).filter(\.1).map(\.0)
}
