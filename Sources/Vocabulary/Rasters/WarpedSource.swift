public import Geodesy

/// Tells where the pixels of one grid lie on another.
public protocol PixelMapping: Sendable {
    /// Positions on the source's grid of positions on the target's grid; nil where there is none, one for each.
    func positions(of points: [PixelPoint]) throws -> [PixelPoint?]
}

/// The pixels of one source on the grid of another, sampled as they are read and kept nowhere.
///
/// Positions are asked for on a lattice of ``spacing`` pixels that is anchored at the target's first pixel, and
/// interpolated between; so a pixel's value does not depend on the window that it was read with. Values come from the
/// sixteen nearest pixels by cubic convolution; where one of them is missing, from the nearest four; where one of those is
/// missing, the pixel is missing; so it is where neighbouring nodes lie more than ``tear`` pixels of the source apart, since
/// nothing is known of what lies between.
/// Nothing is averaged: a source whose pixels are much smaller than the target's must be
/// opened on a coarser grid before.
///
/// Source: Keys (1981), "Cubic convolution interpolation for digital image processing", IEEE Transactions on Acoustics,
/// Speech and Signal Processing 29(6), equation 15 (a = −1/2).
public struct WarpedSource: RasterSource {
    /// Pixels between two positions that are asked for.
    public static let spacing = 32
    /// Pixels of the source between two neighbouring positions from which on the mapping is taken to tear.
    public static let tear = 1024.0
    /// Numbers of the source, over all bands, that are held at a time; a window that needs more is read in parts.
    private static let numberLimit = 1 << 24

    /// Columns and rows of the target's grid.
    public let size: RasterSize
    private let base: any RasterSource
    private let mapping: any PixelMapping

    /// Puts a source on another grid.
    ///
    /// - Parameters:
    ///   - base: Where pixels come from.
    ///   - size: Columns and rows of the target's grid.
    ///   - mapping: From the target's grid to that of `base`.
    public init(_ base: any RasterSource, on size: RasterSize, by mapping: any PixelMapping) {
        self.base = base
        self.size = size
        self.mapping = mapping
    }

    /// Bands of the source.
    public var bandCount: Int { base.bandCount }

    /// Reads one window; what lies outside of either grid is missing.
    public func read(_ window: RasterWindow) async throws -> RasterBlock {
        var block = RasterBlock(missing: window, bandCount: bandCount)
        try await fill(window.intersection(size.window), of: &block)
        return block
    }

    private func fill(_ part: RasterWindow, of block: inout RasterBlock) async throws {
        guard !part.isEmpty else { return }
        let lattice = try PositionLattice(part, mapping: mapping)
        guard let needed = lattice.extent?.intersection(base.size.window), !needed.isEmpty else { return }
        if needed.size.count > Self.numberLimit / max(1, bandCount) {
            guard part.width > Self.spacing || part.height > Self.spacing else { return }
            for half in part.halves { try await fill(half, of: &block) }
            return
        }
        let source = try await base.read(needed)
        for row in part.row..<part.endRow {
            for column in part.column..<part.endColumn {
                guard let position = lattice.position(column: column, row: row) else { continue }
                source.sampleCubic(
                    at: position, into: &block,
                    index: (row - block.window.row) * block.window.width + column - block.window.column)
            }
        }
    }
}

extension RasterWindow {
    /// The window cut in two across its longer side.
    fileprivate var halves: [RasterWindow] {
        if width >= height {
            let left = width / 2
            return [
                RasterWindow(column: column, row: row, width: left, height: height),
                RasterWindow(column: column + left, row: row, width: width - left, height: height),
            ]
        }
        let upper = height / 2
        return [
            RasterWindow(column: column, row: row, width: width, height: upper),
            RasterWindow(column: column, row: row + upper, width: width, height: height - upper),
        ]
    }
}

/// Positions on a source's grid of a window's pixels, interpolated between the nodes of a lattice.
private struct PositionLattice {
    private let firstColumn: Int
    private let firstRow: Int
    private let columns: Int
    private let nodes: [PixelPoint?]
    /// The source's pixels that the window needs; nil where it needs none.
    let extent: RasterWindow?

    init(_ window: RasterWindow, mapping: any PixelMapping) throws {
        let spacing = WarpedSource.spacing
        let floor = { (value: Int) in Int((Double(value) / Double(spacing)).rounded(.down)) }
        firstColumn = floor(window.column)
        firstRow = floor(window.row)
        columns = floor(window.endColumn - 1) + 2 - firstColumn
        let rows = floor(window.endRow - 1) + 2 - firstRow
        var points: [PixelPoint] = []
        for row in 0..<rows {
            for column in 0..<columns {
                points.append(
                    PixelPoint(
                        column: Double((firstColumn + column) * spacing), row: Double((firstRow + row) * spacing)))
            }
        }
        nodes = try mapping.positions(of: points)
        let known = nodes.compactMap(\.self).filter { abs($0.column) < 1e9 && abs($0.row) < 1e9 }
        if let left = known.map(\.column).min(), let right = known.map(\.column).max(),
            let top = known.map(\.row).min(), let bottom = known.map(\.row).max()
        {
            extent = RasterWindow(
                column: Int(left.rounded(.down)) - 2, row: Int(top.rounded(.down)) - 2,
                width: Int((right - left).rounded(.up)) + 5, height: Int((bottom - top).rounded(.up)) + 5)
        } else {
            extent = nil
        }
    }

    /// Where the middle of a target pixel lies on the source; nil where a node around it lies nowhere, or where the mapping
    /// tears between them.
    func position(column: Int, row: Int) -> PixelPoint? {
        let spacing = Double(WarpedSource.spacing)
        let x = (Double(column) + 0.5) / spacing - Double(firstColumn)
        let y = (Double(row) + 0.5) / spacing - Double(firstRow)
        let index = Int(y) * columns + Int(x)
        guard let a = nodes[index], let b = nodes[index + 1], let c = nodes[index + columns],
            let d = nodes[index + columns + 1]
        else { return nil }
        guard Self.isNear(a, b), Self.isNear(a, c), Self.isNear(d, b), Self.isNear(d, c) else { return nil }
        let u = x - x.rounded(.down)
        let v = y - y.rounded(.down)
        return PixelPoint(
            column: (a.column * (1 - u) + b.column * u) * (1 - v) + (c.column * (1 - u) + d.column * u) * v,
            row: (a.row * (1 - u) + b.row * u) * (1 - v) + (c.row * (1 - u) + d.row * u) * v)
    }

    private static func isNear(_ a: PixelPoint, _ b: PixelPoint) -> Bool {
        abs(a.column - b.column) <= WarpedSource.tear && abs(a.row - b.row) <= WarpedSource.tear
    }
}

extension RasterBlock {
    /// Sets one pixel of another block to what this one holds at a position.
    ///
    /// - Parameters:
    ///   - position: On the grid of the block's source.
    ///   - target: A block of the same bands; its pixel stays missing where too little is there.
    ///   - index: Which pixel of the target, counted along its rows.
    public func sampleCubic(at position: PixelPoint, into target: inout RasterBlock, index: Int) {
        // Pixel centres stand at halves.
        let x = position.column - 0.5 - Double(window.column)
        let y = position.row - 0.5 - Double(window.row)
        guard x >= 0, y >= 0, x <= Double(window.width - 1), y <= Double(window.height - 1) else { return }
        let column = min(Int(x), max(0, window.width - 2))
        let row = min(Int(y), max(0, window.height - 2))
        let u = Float(x - Double(column))
        let v = Float(y - Double(row))
        let stride = window.width
        let targetCount = target.window.size.count
        if column >= 1, row >= 1, column + 2 < window.width, row + 2 < window.height {
            var isWhole = true
            for line in (row - 1)...(row + 2) {
                let first = line * stride + column - 1
                if validity[first] & validity[first + 1] & validity[first + 2] & validity[first + 3] == 0 {
                    isWhole = false
                }
            }
            if isWhole {
                let across = Self.cubicWeights(u)
                let down = Self.cubicWeights(v)
                for band in 0..<bandCount {
                    let base = band * window.size.count
                    var sum: Float = 0
                    for line in 0..<4 {
                        let first = base + (row - 1 + line) * stride + column - 1
                        let mixed =
                            across[0] * values[first] + across[1] * values[first + 1] + across[2] * values[first + 2]
                            + across[3] * values[first + 3]
                        sum += down[line] * mixed
                    }
                    target.values[band * targetCount + index] = sum
                }
                target.validity[index] = 1
                return
            }
        }
        let right = min(column + 1, window.width - 1)
        let lower = min(row + 1, window.height - 1)
        let corners = [row * stride + column, row * stride + right, lower * stride + column, lower * stride + right]
        let weights = [(1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v]
        for (corner, weight) in zip(corners, weights) where weight > 0 && validity[corner] == 0 { return }
        for band in 0..<bandCount {
            let base = band * window.size.count
            var sum: Float = 0
            for (corner, weight) in zip(corners, weights) { sum += weight * values[base + corner] }
            target.values[band * targetCount + index] = sum
        }
        target.validity[index] = 1
    }

    /// Weights of four neighbours for a share of the way from the second to the third.
    private static func cubicWeights(_ t: Float) -> SIMD4<Float> {
        let t2 = t * t
        let t3 = t2 * t
        return SIMD4(
            -0.5 * t + t2 - 0.5 * t3, 1 - 2.5 * t2 + 1.5 * t3, 0.5 * t + 2 * t2 - 1.5 * t3, -0.5 * t2 + 0.5 * t3)
    }
}
