import Foundation
import Rasters

/// A window while it is drawn.
///
/// Most pixels show one thing: open ground in the sun. They have one colour; only where something has an edge, stands or
/// throws a shadow are the places of a pixel kept one by one.
struct Patch {
    let drawing: SceneDrawing
    let index: DrawingIndex
    /// The window with its margin, which may reach beyond the drawing.
    let window: RasterWindow
    let margin: Int
    /// Places in a pixel along each axis.
    let samples: Int
    /// Columns and rows of places.
    let width: Int
    let height: Int
    /// Metres between places.
    let step: Float
    /// Column and row of the first place, counted over the whole drawing.
    let firstColumn: Int
    let firstRow: Int
    let grain: Noise
    /// Looks of covers, by the order of their areas and one: first that of the rest.
    let looks: [GroundLook]

    /// Area that covers each pixel by its order, −1 for what covers the rest, and the colour of pixels without places.
    var covers: [Int32]
    var colours: [Spectrum]
    /// The first place of each pixel in `places`, row by row; −1 for pixels that need none.
    var details: [Int32]
    var places: [Place] = []
    /// Places of the window in which each solid that was met would be seen alone.
    var extents: [(solid: Int, places: [Int32])] = []

    /// What is seen at a place.
    struct Place {
        var colour: Spectrum
        /// Normal of the surface: east and north part; the upward part follows.
        var normal = SIMD2<Float>.zero
        var elevation: Float = 0
        var gloss: Float
        /// How much of the snow that lies elsewhere it keeps, 0…1.
        var hold: Float
        var isLit = true
        /// Whether it is open water.
        var isWater: Bool
        /// Which solid it is, by its order; −1 for the ground.
        var owner: Int32 = -1
        /// Area that covers the ground.
        var cover: Int32
    }

    init(drawing: SceneDrawing, index: DrawingIndex, window: RasterWindow, margin: Int) {
        self.drawing = drawing
        self.index = index
        self.margin = margin
        samples = drawing.samples
        self.window = RasterWindow(
            column: window.column - margin, row: window.row - margin, width: window.width + 2 * margin,
            height: window.height + 2 * margin)
        width = self.window.width * samples
        height = self.window.height * samples
        step = drawing.pixel / Float(samples)
        firstColumn = self.window.column * samples
        firstRow = self.window.row * samples
        grain = Noise(seed: drawing.seed)
        looks = index.looks
        covers = Array(repeating: -1, count: self.window.size.count)
        colours = Array(repeating: .zero, count: self.window.size.count)
        details = Array(repeating: -1, count: self.window.size.count)
    }

    /// East of a column of places.
    @inline(__always)
    func east(_ column: Int) -> Float { drawing.corner.x + (Float(firstColumn + column) + 0.5) * step }

    /// North of a row of places.
    @inline(__always)
    func north(_ row: Int) -> Float { drawing.corner.y - (Float(firstRow + row) + 0.5) * step }

    /// Rows of places between two norths, and one more on each side.
    func rows(south: Float, north: Float) -> Range<Int> {
        let first = Self.bounded((self.north(0) - north) / step - 1, height)
        let last = Self.bounded((self.north(0) - south) / step + 2, height)
        return first..<max(first, last)
    }

    /// Columns of a row of places that a sweep reaches, and one more on each side.
    func columns(of sweep: Sweep, row: Int) -> Range<Int> {
        let y = north(row)
        guard let span = sweep.span(south: y - step, north: y + step) else { return 0..<0 }
        let first = Self.bounded((span.west - east(0)) / step - 1, width)
        let last = Self.bounded((span.east - east(0)) / step + 3, width)
        return first..<max(first, last)
    }

    /// A position as a number from 0 to a limit.
    private static func bounded(_ position: Float, _ limit: Int) -> Int { Int(max(0, min(Float(limit), position))) }

    /// The first place of a pixel, which has places from now on.
    @inline(__always)
    mutating func detail(_ pixel: Int) -> Int {
        if details[pixel] >= 0 { return Int(details[pixel]) }
        return makePlaces(pixel)
    }

    @inline(never)
    private mutating func makePlaces(_ pixel: Int) -> Int {
        let look = looks[Int(covers[pixel]) + 1]
        let first = places.count
        let place = Place(
            colour: colours[pixel], gloss: look.gloss, hold: look.snowKept, isWater: look.isWater, cover: covers[pixel])
        places.append(contentsOf: repeatElement(place, count: samples * samples))
        details[pixel] = Int32(truncatingIfNeeded: first)
        return first
    }

    /// The place of a column in a row of a pixel row, which is one of its own from now on.
    @inline(__always)
    mutating func place(_ column: Int, _ row: Int) -> Int {
        let pixel = row / samples * window.width + column / samples
        return detail(pixel) + row % samples * samples + column % samples
    }

    /// Keeps of a stretch of a line what lies between two walls.
    @inline(__always)
    func clip(_ enter: inout Float, _ leave: inout Float, position: Float, step: Float, half: Float) {
        if abs(step) < 1e-6 {
            if abs(position) > half { leave = -1 }
            return
        }
        let a = (-half - position) / step
        let b = (half - position) / step
        enter = max(enter, min(a, b))
        leave = min(leave, max(a, b))
    }
}
