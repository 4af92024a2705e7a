import Foundation

/// What the brightness around a ship amounts to.
struct HullReading {
    let hull: HullProfile
    let ship: ShipSubject
    let light: LightAndView?
    let configuration: ShipMeasurer.Configuration

    private var step: Double { hull.patch.pixel / 2 }

    /// An edge of the hull: how far from the middle of the box, and whether the picture showed it.
    struct Edge {
        var distance: Double
        var isSeen: Bool
        /// Whether pixels end there.
        var isCut: Bool
    }

    var measurement: ShipMeasurement {
        let sides = sides
        let middle = (sides.free.distance - sides.other.distance) / 2
        let width = sides.free.distance + sides.other.distance
        let ahead = end(towards: 1, offset: middle, width: width)
        let astern = end(towards: -1, offset: middle, width: width)
        let outline = ahead.distance + astern.distance
        let bow = bow(ahead: ahead.distance, astern: astern.distance, offset: middle, width: width)
        let axis = hull.along
        let forward = (atan2(axis.x, axis.y) * 180 / .pi + 360).truncatingRemainder(dividingBy: 360)
        let isForward = bow >= 0.5
        let probability = max(bow, 1 - bow)
        let isTold = probability >= configuration.certainty && !ahead.isCut && !astern.isCut
        var motion = motion(ahead: ahead.distance, astern: astern.distance, offset: middle, width: width)
        if hull.hasQuay { motion = .notTold(because: "it lies along a quay") }
        return ShipMeasurement(
            length: length(outline, ahead, astern), beam: beam(width, sides.free, sides.other),
            azimuth: hull.azimuth,
            bowAzimuth: isTold
                ? (isForward ? forward : (forward + 180).truncatingRemainder(dividingBy: 360)) : nil,
            bowProbability: probability, motion: motion)
    }

    // MARK: Edges

    /// Where the profile falls to half of what it is inside, seen from the middle; nil where it does not.
    private func fall(_ profile: [Double?], from start: Double, inside: Double) -> (distance: Double, isCut: Bool)? {
        let level = inside / 2
        for index in 1..<max(1, profile.count) {
            guard let before = profile[index - 1] else { return (start + Double(index - 1) * step, true) }
            guard let here = profile[index] else { return (start + Double(index) * step, true) }
            // Below half for good: three steps on, too.
            let later = index + 3 < profile.count ? profile[index + 3] ?? 0 : here
            if before >= level, here < level, later < level {
                return (start + (Double(index - 1) + (before - level) / max(1e-9, before - here)) * step, false)
            }
        }
        return nil
    }

    private var sides: (free: Edge, other: Edge) {
        let half = 0.33 * hull.length
        func side(_ sign: Double) -> Edge {
            let start = 0.15 * hull.beam
            let profile = stride(from: start, through: 0.95 * hull.beam, by: step).map { v in
                hull.profileAcross(from: sign * v, to: sign * v, step: step, half: half)[0]
            }
            let inner = profile.prefix(max(3, Int(0.2 * hull.beam / step))).compactMap { $0 }
            let inside = inner.isEmpty ? 0 : inner.reduce(0, +) / Double(inner.count)
            if inside > 3, let fall = fall(profile, from: start, inside: inside) {
                return Edge(distance: fall.distance, isSeen: true, isCut: fall.isCut)
            }
            return Edge(distance: hull.beam / 2, isSeen: false, isCut: false)
        }
        return (side(1), side(-1))
    }

    private func end(towards sign: Double, offset: Double, width: Double) -> Edge {
        let start = 0.25 * hull.length
        let last = 0.75 * hull.length + 3
        // The stem is a point: a narrow band along the middle line.
        let half = max(hull.patch.pixel, 0.08 * width)
        let profile = stride(from: start, through: last, by: step).map { u in
            hull.profileAlong(from: sign * u, to: sign * u, step: step, offset: offset, half: half)[0]
        }
        if let gone = profile.firstIndex(where: { $0 == nil }), start + Double(gone) * step < 0.47 * hull.length {
            return Edge(distance: start + Double(gone) * step, isSeen: true, isCut: true)
        }
        let inner = profile.prefix(max(4, Int(0.12 * hull.length / step))).compactMap { $0 }.sorted()
        let inside = inner.isEmpty ? 0 : inner[inner.count / 2]
        guard inside > 3 else { return Edge(distance: hull.length / 2, isSeen: false, isCut: false) }
        let level = max(3, min(inside / 2, 8))
        if let gone = profile.firstIndex(where: { $0 == nil }) {
            let before = profile.prefix(gone).compactMap { $0 }
            if let final = before.last, final >= level {
                return Edge(distance: start + Double(gone) * step, isSeen: true, isCut: true)
            }
        }
        // Decks are dark in places: of all falls to two metres of water the one nearest to the box's end counts.
        let known = profile.map { $0 ?? 0 }
        let gap = max(3, Int((2 / step).rounded()))
        var best: Double?
        for index in 1..<max(1, known.count - gap)
        where known[index - 1] >= level && known[index..<(index + gap)].allSatisfy({ $0 < level }) {
            let before = known[index - 1]
            let share = min(1, max(0, (before - level) / max(1e-9, before - known[index])))
            let distance = start + (Double(index - 1) + share) * step
            if best.map({ abs(distance - hull.length / 2) < abs($0 - hull.length / 2) }) ?? true { best = distance }
        }
        guard let best, abs(best - hull.length / 2) < 0.15 * hull.length else {
            return Edge(distance: hull.length / 2, isSeen: false, isCut: false)
        }
        return Edge(distance: best, isSeen: true, isCut: false)
    }

    // MARK: Numbers

    /// Freeboard in metres, not known any better.
    private func freeboard(_ length: Double) -> Double { 1 + 0.045 * length }

    private func length(_ outline: Double, _ ahead: Edge, _ astern: Edge) -> Estimate {
        if ship.isCutOff || ahead.isCut || astern.isCut {
            return .undetermined(
                because: "the edge of the scene cuts it off; at least \(Int(outline.rounded(.down))) m show")
        }
        guard ahead.isSeen || astern.isSeen else {
            return .undetermined(because: "neither bow nor stern stands out from what lies beyond")
        }
        let seen = (ahead.isSeen ? 1 : 0) + (astern.isSeen ? 1 : 0)
        let side = light.map { abs(($0.lean * hull.along).sum()) * freeboard(outline) } ?? 0.2 * freeboard(outline)
        let value = outline - side
        let pixels = 0.7 * hull.patch.pixel + (light == nil ? side : 0.4 * side)
        let error = (pixels * pixels + 0.0004 * value * value + (seen == 2 ? 0 : 0.0036) * value * value).squareRoot()
        return .value(
            value, error: error,
            method: seen == 2
                ? "both ends against the water, pixels of \(decimals(hull.patch.pixel)) m"
                : "one end against the water, the other from the network's box")
    }

    private func beam(_ outline: Double, _ free: Edge, _ other: Edge) -> Estimate {
        if free.isCut || other.isCut { return .undetermined(because: "the edge of the scene cuts it off") }
        guard free.isSeen else { return .undetermined(because: "its side does not stand out from the water") }
        let side =
            light.map { abs(($0.lean * hull.free).sum()) * freeboard(hull.length) } ?? 0.2 * freeboard(hull.length)
        let value = max(outline / 2, outline - side)
        let pixels = 0.7 * hull.patch.pixel + (light == nil ? side : 0.4 * side)
        let box = other.isSeen ? 0.06 : 0.1
        let error = (pixels * pixels + box * box * value * value).squareRoot()
        return .value(
            value, error: error,
            method: other.isSeen
                ? "both sides against water or shadow" : "one side against the water, that of the quay from the box")
    }

    // MARK: Bow and wake

    /// Probability that the bow lies towards the axis: tapered where it is, with the bridge at the other end.
    ///
    /// Logistic in the difference of breadth within a tenth of the ends and of brightness; on drawn ships nine in ten of
    /// those that are told are right.
    private func bow(ahead: Double, astern: Double, offset: Double, width: Double) -> Double {
        func breadth(_ sign: Double, _ end: Double) -> Double {
            var sum = 0.0
            var count = 0.0
            for share in stride(from: 0.02, through: 0.08, by: 0.01) {
                let u = sign * (end - share * (ahead + astern))
                for v in stride(from: -0.48, through: 0.48, by: 0.04) {
                    guard let excess = hull.excess(u, offset + v * width) else { continue }
                    sum += excess > 4 ? 1 : 0
                    count += 1
                }
            }
            return count > 0 ? sum / count : 0
        }
        func brightness(_ sign: Double, _ end: Double) -> Double {
            var sum = 0.0
            var count = 0.0
            for share in stride(from: 0.06, through: 0.24, by: 0.015) {
                let u = sign * (end - share * (ahead + astern))
                for v in stride(from: -0.3, through: 0.3, by: 0.06) {
                    guard let excess = hull.difference(u, offset + v * width) else { continue }
                    sum += excess
                    count += 1
                }
            }
            return count > 0 ? sum / count : 0
        }
        let taper = breadth(-1, astern) - breadth(1, ahead)
        let (front, rear) = (brightness(1, ahead), brightness(-1, astern))
        let bridge = (rear - front) / max(1, abs(rear) + abs(front))
        return 1 / (1 + exp(-(9 * taper + 1.3 * bridge)))
    }

    /// Whether water beyond one end differs from that beyond the sides, as a wake does.
    private func motion(ahead: Double, astern: Double, offset: Double, width: Double) -> ShipMeasurement.Motion {
        let length = ahead + astern
        func unrest(_ sign: Double, _ end: Double) -> Double? {
            var squares = 0.0
            var count = 0
            var wanted = 0
            for share in stride(from: 0.08, through: 0.55, by: 0.02) {
                for v in stride(from: -0.35, through: 0.35, by: 0.1) {
                    wanted += 1
                    guard let difference = hull.difference(sign * (end + share * length), offset + v * width) else {
                        continue
                    }
                    // Foam is bright; what is darker than water is a shadow.
                    squares += difference > 0 ? min(400, difference * difference) : 0
                    count += 1
                }
            }
            return count * 3 > wanted * 2 ? (squares / Double(count)).squareRoot() : nil
        }
        guard let front = unrest(1, ahead), let rear = unrest(-1, astern) else {
            return .notTold(because: "the scene does not show the water behind it")
        }
        let (more, less) = (max(front, rear), min(front, rear))
        let probability = 1 / (1 + exp(-(more / max(0.7, less) - 2.4) * 2.5))
        guard probability >= 0.8 else {
            return .notTold(because: "no wake shows; at anchor, adrift or slow leave none")
        }
        return .underWay(probability: probability)
    }
}
