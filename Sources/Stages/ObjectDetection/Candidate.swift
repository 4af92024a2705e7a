public import Geodesy

/// A box that a network proposes, before those of neighbouring tiles are brought together.
public struct Candidate: Hashable, Sendable {
    /// Where it lies, on the grid that the network works on.
    public var box: OrientedBox
    /// Index into the card's classes.
    public var classIndex: Int
    /// Score 0…1, rounded to four decimals.
    public var score: Double
    /// Whether it ends at the edge of its tile, inside the scene: the rest may lie in the next tile.
    public var isCutBySeam: Bool
    /// Whether it reaches to the edge of what the scene shows.
    public var isCutOff: Bool

    /// Makes a candidate; score and box are rounded, so that the last digits of a processor's
    /// arithmetic do not decide which of two boxes comes first.
    public init(
        box: OrientedBox, classIndex: Int, score: Double, isCutBySeam: Bool = false, isCutOff: Bool = false
    ) {
        func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
        self.box = OrientedBox(
            centre: PixelPoint(column: rounded(box.centre.column), row: rounded(box.centre.row)),
            length: rounded(box.length), width: rounded(box.width), angle: (box.angle * 100_000).rounded() / 100_000)
        self.classIndex = classIndex
        self.score = (score * 10_000).rounded() / 10_000
        self.isCutBySeam = isCutBySeam
        self.isCutOff = isCutOff
    }

    /// Better ones first; a fixed order among equals.
    static func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
        if left.score != right.score { return left.score > right.score }
        if left.classIndex != right.classIndex { return left.classIndex < right.classIndex }
        let a = left.box
        let b = right.box
        if a.centre.row != b.centre.row { return a.centre.row < b.centre.row }
        if a.centre.column != b.centre.column { return a.centre.column < b.centre.column }
        if a.length != b.length { return a.length > b.length }
        if a.width != b.width { return a.width > b.width }
        return a.angle < b.angle
    }
}
