import Rasters

/// What of a drawing reaches into which part of it, so that a tile asks only what may lie in it. Made once for a drawing.
struct DrawingIndex: Sendable {
    /// A piece of a track.
    struct Segment: Sendable {
        let track: Int
        /// The corner at which it begins.
        let corner: Int
        let sweep: Sweep
    }

    /// Looks of covers, by the order of their areas and one: first that of the rest.
    let looks: [GroundLook]
    /// Where solids can be seen, by their order.
    let seen: [Sweep]
    /// Where their shadows can be seen; empty where the sun stands in the zenith.
    let shaded: [Sweep]
    let segments: [Segment]
    private let areaBins: CellBins
    private let segmentBins: CellBins
    private let seenBins: CellBins
    private let shadedBins: CellBins

    init(_ drawing: SceneDrawing) {
        let lean = drawing.view.lean
        looks = [GroundLook(drawing.cover)] + drawing.areas.map { GroundLook($0.cover, tone: $0.tone) }
        var bins = CellBins(drawing)
        for (index, area) in drawing.areas.enumerated() { bins.add(index, area.bounds) }
        areaBins = bins

        var segments: [Segment] = []
        for (index, track) in drawing.tracks.enumerated() {
            let reach = track.bed.ballastHalfWidth + 0.4
            for corner in 0..<(track.points.count - 1) {
                let (start, end) = (track.points[corner], track.points[corner + 1])
                let length = track.stations[corner + 1] - track.stations[corner]
                guard length > 0 else { continue }
                let along = (end - start) / length
                segments.append(
                    Segment(
                        track: index, corner: corner,
                        sweep: Sweep(
                            centre: (start + end) / 2,
                            halves: [along * (length / 2), SIMD2(-along.y, along.x) * reach])))
            }
        }
        self.segments = segments
        bins = CellBins(drawing)
        for (index, segment) in segments.enumerated() { bins.add(index, segment.sweep.bounds) }
        segmentBins = bins

        seen = drawing.solids.map { $0.seen(lean: lean) }
        bins = CellBins(drawing)
        for (index, sweep) in seen.enumerated() { bins.add(index, sweep.bounds) }
        seenBins = bins

        let ray = Patch.SunRay(drawing.light)
        shaded = ray.map { ray in drawing.solids.map { $0.shaded(lean: lean, toSun: ray.way, slope: ray.slope) } } ?? []
        bins = CellBins(drawing)
        for (index, sweep) in shaded.enumerated() { bins.add(index, sweep.bounds) }
        shadedBins = bins
    }

    /// Areas that reach into a window, in their order.
    func areas(in window: RasterWindow) -> [Int] { areaBins.members(in: window) }
    /// Pieces of tracks that reach into a window, in their order.
    func segments(in window: RasterWindow) -> [Int] { segmentBins.members(in: window) }
    /// Solids that can be seen in a window, in their order.
    func solids(in window: RasterWindow) -> [Int] { seenBins.members(in: window) }
    /// Solids whose shadows can be seen in a window, in their order.
    func shadows(in window: RasterWindow) -> [Int] { shadedBins.members(in: window) }
}

/// Members of the square cells of a drawing.
private struct CellBins: Sendable {
    /// Pixels of a cell, and around it, so that nothing is missed by rounding.
    private static let side = 128
    private static let room: Float = 2

    private let columns: Int
    private let rows: Int
    private let corner: SIMD2<Float>
    private let pixel: Float
    private var cells: [[Int32]]

    init(_ drawing: SceneDrawing) {
        columns = (drawing.size.width + Self.side - 1) / Self.side
        rows = (drawing.size.height + Self.side - 1) / Self.side
        corner = drawing.corner
        pixel = drawing.pixel
        cells = Array(repeating: [], count: columns * rows)
    }

    /// Cells of a stretch of pixels; none where it lies outside.
    private static func cells(_ first: Float, _ last: Float, _ count: Int) -> Range<Int> {
        let limit = Float(count * side)
        guard last + room >= 0, first - room < limit else { return 0..<0 }
        return Int(max(0, first - room)) / side..<min(count, Int(min(limit, last + room)) / side + 1)
    }

    mutating func add(_ member: Int, _ bounds: (west: Float, south: Float, east: Float, north: Float)) {
        let across = Self.cells((bounds.west - corner.x) / pixel, (bounds.east - corner.x) / pixel, columns)
        let down = Self.cells((corner.y - bounds.north) / pixel, (corner.y - bounds.south) / pixel, rows)
        for row in down {
            for column in across { cells[row * columns + column].append(Int32(truncatingIfNeeded: member)) }
        }
    }

    func members(in window: RasterWindow) -> [Int] {
        let across = max(0, window.column) / Self.side..<min(columns, max(0, window.endColumn - 1) / Self.side + 1)
        let down = max(0, window.row) / Self.side..<min(rows, max(0, window.endRow - 1) / Self.side + 1)
        var found: [Int32] = []
        for row in down {
            for column in across { found += cells[row * columns + column] }
        }
        found.sort()
        var members: [Int] = []
        for member in found where members.last != Int(member) { members.append(Int(member)) }
        return members
    }
}
