/// Boxes by the squares of the frame that they reach into, so that neighbours are found without asking all.
struct BoxIndex {
    /// Metres of a square.
    private static let side = 24.0
    private var boxes: [FrameBox] = []
    private var squares: [SIMD2<Int>: [Int]] = [:]

    init(_ boxes: [FrameBox]) {
        for box in boxes { add(box) }
    }

    /// Squares that a box reaches into, with some metres around it.
    private func squares(_ box: FrameBox, within reach: Double = 0) -> [SIMD2<Int>] {
        let room = box.reach + reach
        func range(_ middle: Double, _ room: Double) -> ClosedRange<Int> {
            Int(((middle - room) / Self.side).rounded(.down))...Int(((middle + room) / Self.side).rounded(.down))
        }
        let rows = range(box.centre.y, room.y)
        return range(box.centre.x, room.x).flatMap { column in rows.map { SIMD2(column, $0) } }
    }

    mutating func add(_ box: FrameBox) {
        for square in squares(box) { squares[square, default: []].append(boxes.count) }
        boxes.append(box)
    }

    /// Whether a box meets one of those that were added, or comes nearer than a distance.
    func meets(_ box: FrameBox, within reach: Double) -> Bool {
        squares(box, within: reach).contains { square in
            squares[square]?.contains { boxes[$0].meets(box, within: reach) } ?? false
        }
    }
}
