import Evidence
import Foundation
import Geodesy
import Rasters

/// Two scenes on one working grid: that of the reference, as coarse as the coarser of both.
///
/// Positions count in pixels of the working grid, from the outer corner of its first pixel.
struct ComparedPair: Sendable {
    /// Pixels of the reference, at the working step.
    let reference: any RasterSource
    /// Pixels of the scene, at about the same step.
    let scene: any RasterSource
    private let mapping: GridMapping

    init(reference: any RasterSource, scene: any RasterSource, mapping: GridMapping) {
        self.reference = reference
        self.scene = scene
        self.mapping = mapping
    }

    /// How the scene lies around a window: its position for the window's upper left corner, and its change for a pixel to
    /// the right and one down.
    struct Placing: Sendable {
        var corner: SIMD2<Double>
        var right: SIMD2<Double>
        var down: SIMD2<Double>

        /// Whether the scene's pixels lie like the reference's, to within a tenth of a pixel over a side.
        func isStraight(side: Int) -> Bool {
            let limit = 0.1 / Double(side)
            return abs(right.x - 1) < limit && abs(right.y) < limit && abs(down.y - 1) < limit && abs(down.x) < limit
        }

        /// Position on the scene for an offset from the corner.
        func position(_ offset: SIMD2<Double>) -> SIMD2<Double> { corner + right * offset.x + down * offset.y }

        /// The offset on the working grid that moves a position on the scene by this much.
        func offset(_ movement: SIMD2<Double>) -> SIMD2<Double> {
            let determinant = right.x * down.y - down.x * right.y
            return SIMD2(
                (movement.x * down.y - down.x * movement.y) / determinant,
                (right.x * movement.y - right.y * movement.x) / determinant)
        }
    }

    /// How the scene lies around each of some windows; nil where it does not.
    func placings(of windows: [RasterWindow]) throws -> [Placing?] {
        var points: [PixelPoint] = []
        for window in windows {
            let (x, y) = (Double(window.column), Double(window.row))
            let (w, h) = (Double(window.width), Double(window.height))
            points += [
                PixelPoint(column: x + w / 2, row: y + h / 2), PixelPoint(column: x, row: y + h / 2),
                PixelPoint(column: x + w, row: y + h / 2), PixelPoint(column: x + w / 2, row: y),
                PixelPoint(column: x + w / 2, row: y + h),
            ]
        }
        let found = try mapping.positions(of: points)
        return windows.indices.map { index in
            guard let middle = found[index * 5], let left = found[index * 5 + 1], let right = found[index * 5 + 2],
                let top = found[index * 5 + 3], let bottom = found[index * 5 + 4]
            else { return nil }
            let (w, h) = (Double(windows[index].width), Double(windows[index].height))
            let across = SIMD2(right.column - left.column, right.row - left.row) / w
            let along = SIMD2(bottom.column - top.column, bottom.row - top.row) / h
            let area = across.x * along.y - along.x * across.y
            guard area.isFinite, abs(area) > 1e-6, abs(area) < 1e6 else { return nil }
            let corner = SIMD2(middle.column, middle.row) - across * (w / 2) - along * (h / 2)
            return Placing(corner: corner, right: across, down: along)
        }
    }

    /// A window of the reference, and what the scene shows there when it is moved.
    struct Patch: Sendable {
        var reference: RasterBlock
        var scene: RasterBlock
        /// By how much the scene was moved in truth, in pixels of the working grid: near what was asked for.
        var moved: SIMD2<Double>
    }

    /// Sides of a window that the scene may need for it, turned and stretched as it lies. Both are read at about one pixel
    /// size, so more is needed only where a georeference is broken.
    private static let widest = 4.0

    /// Reads both scenes for a window.
    ///
    /// Where the scene's pixels lie like the reference's, the nearest whole pixels are taken and nothing is resampled.
    ///
    /// - Parameters:
    ///   - window: On the working grid.
    ///   - margin: Pixels that are wanted around it.
    ///   - placing: How the scene lies there.
    ///   - movement: How much further the scene's content is believed to lie than its georeference tells.
    /// - Returns: Both blocks, and by how much the scene was really moved.
    /// - Throws: What the sources say where they cannot be read.
    func patch(_ window: RasterWindow, margin: Int, placing: Placing, movement: SIMD2<Double>) async throws -> Patch {
        let wide = window.expanded(by: margin)
        let first = try await reference.read(wide)
        let lead = SIMD2(repeating: -Double(margin))
        let wanted = placing.position(movement + lead)
        if placing.isStraight(side: window.width) {
            let whole = SIMD2(wanted.x.rounded(), wanted.y.rounded())
            guard abs(whole.x) < 1e9, abs(whole.y) < 1e9 else {
                return Patch(
                    reference: first, scene: RasterBlock(missing: wide, bandCount: scene.bandCount), moved: movement)
            }
            var second = try await scene.read(
                RasterWindow(column: Int(whole.x), row: Int(whole.y), width: wide.width, height: wide.height))
            second.window = wide
            return Patch(reference: first, scene: second, moved: movement + placing.offset(whole - wanted))
        }
        var second = RasterBlock(missing: wide, bandCount: scene.bandCount)
        let corners = [SIMD2(0, 0), SIMD2(1, 0), SIMD2(0, 1), SIMD2(1, 1)].map { (corner: SIMD2<Double>) in
            placing.position(movement + lead + corner * SIMD2(Double(wide.width), Double(wide.height)))
        }
        guard let left = corners.map(\.x).min(), let right = corners.map(\.x).max(),
            let top = corners.map(\.y).min(), let bottom = corners.map(\.y).max(),
            abs(left) < 1e9, abs(top) < 1e9, right - left < Self.widest * Double(wide.width),
            bottom - top < Self.widest * Double(wide.width)
        else { return Patch(reference: first, scene: second, moved: movement) }
        let needed = RasterWindow(
            column: Int(left.rounded(.down)) - 2, row: Int(top.rounded(.down)) - 2,
            width: Int((right - left).rounded(.up)) + 5, height: Int((bottom - top).rounded(.up)) + 5
        ).intersection(scene.size.window)
        guard !needed.isEmpty else { return Patch(reference: first, scene: second, moved: movement) }
        let source = try await scene.read(needed)
        for row in 0..<wide.height {
            for column in 0..<wide.width {
                let offset = SIMD2(Double(column) + 0.5, Double(row) + 0.5)
                let position = placing.position(movement + lead + offset)
                source.sampleCubic(
                    at: PixelPoint(column: position.x, row: position.y), into: &second, index: row * wide.width + column
                )
            }
        }
        return Patch(reference: first, scene: second, moved: movement)
    }
}
