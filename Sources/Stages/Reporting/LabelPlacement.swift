/// Puts names into a drawing so that they cover each other as little as can be.
struct LabelPlacement {
    /// The area that names may take.
    let width: Double
    let height: Double
    private var taken: [Box] = []

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// Where a name ended up: the middle of its base line.
    struct Place {
        var x: Double
        var y: Double
        /// Whether it had to leave its place, so that a line should lead back.
        var isMoved: Bool
    }

    private struct Box {
        var left: Double
        var top: Double
        var right: Double
        var bottom: Double

        func overlap(_ other: Box) -> Double {
            max(0, min(right, other.right) - max(left, other.left))
                * max(0, min(bottom, other.bottom) - max(top, other.top))
        }
    }

    /// Room that a text takes at a size, from the usual widths of letters; CJK letters are square.
    static func textWidth(_ text: String, size: Double) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 1 : 0.58) * size }
    }

    /// How much of an area is taken already.
    func taken(left: Double, top: Double, right: Double, bottom: Double) -> Double {
        let box = Box(left: left, top: top, right: right, bottom: bottom)
        return taken.reduce(0) { $0 + $1.overlap(box) }
    }

    /// Keeps an area free of names.
    mutating func reserve(left: Double, top: Double, right: Double, bottom: Double) {
        taken.append(Box(left: left, top: top, right: right, bottom: bottom))
    }

    /// Finds a place for a name near a point, in rings of growing distance; the first free one, else the
    /// one that covers least.
    mutating func place(_ text: String, size: Double, x: Double, y: Double) -> Place {
        let halfWidth = Self.textWidth(text, size: size) / 2 + 2
        var best: (box: Box, cost: Double, isMoved: Bool)?
        let directions: [(right: Double, down: Double)] = [
            (0, -1), (0, 1), (1, 0), (-1, 0), (0.7, -0.7), (-0.7, -0.7), (0.7, 0.7), (-0.7, 0.7),
        ]
        var steps: [(Double, Double)] = [(0, 0)]
        for distance in [1.2, 2.2, 3.4, 5] {
            let across: Double = (halfWidth + size) * distance / 2
            for direction in directions { steps.append((direction.right * across, direction.down * size * distance)) }
        }
        for (index, step) in steps.enumerated() {
            let middle = (
                x: min(max(x + step.0, halfWidth), width - halfWidth), y: min(max(y + step.1, size), height - size)
            )
            let box = Box(
                left: middle.x - halfWidth, top: middle.y - size * 0.65, right: middle.x + halfWidth,
                bottom: middle.y + size * 0.65)
            let cost = taken.reduce(0) { $0 + $1.overlap(box) }
            if cost < best?.cost ?? .infinity { best = (box, cost, index > 0) }
            if cost == 0 { break }
        }
        let box = best?.box ?? Box(left: x, top: y, right: x, bottom: y)
        taken.append(box)
        return Place(
            x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + size * 0.35,
            isMoved: best?.isMoved ?? false)
    }
}
