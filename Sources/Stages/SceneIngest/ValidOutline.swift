import Evidence
import Foundation
import Geodesy
import Rasters

/// Draws the outline of the pixels that are there.
enum ValidOutline {
    /// Most corners of an outline, all rings together.
    static let cornerLimit = 512

    /// Rings around the valid cells of a mask, in cells, simplified.
    ///
    /// Cells that touch at a corner only are apart. Rings of fewer than four cells' area are left out,
    /// and the tolerance of the simplification is doubled until no more than ``cornerLimit`` corners
    /// are left; it begins at three quarters of a cell, which turns the stairs of a slanted edge into
    /// a line.
    static func polygons(of mask: [UInt8], size: RasterSize) -> MultiPolygon<PixelPoint> {
        let rings = rings(of: mask, size: size).filter { abs($0.signedArea) >= 4 || size.count < 64 }
        var tolerance = 0.75
        var simplified: [Ring<PixelPoint>] = []
        repeat {
            simplified = rings.map { simplify($0, tolerance: tolerance) }.filter { $0.corners.count > 2 }
            tolerance *= 2
        } while simplified.reduce(0, { $0 + $1.corners.count }) > cornerLimit && tolerance < Double(size.width)
        // Many small islands stay above the limit at any tolerance: the largest go first.
        simplified.sort { abs($0.signedArea) > abs($1.signedArea) }
        var kept: [Ring<PixelPoint>] = []
        var corners = 0
        for ring in simplified where corners + ring.corners.count <= cornerLimit || kept.isEmpty {
            kept.append(ring)
            corners += ring.corners.count
        }
        return nested(kept)
    }

    /// Outer rings turn from columns to rows, with a positive area; holes have a negative one.
    private static func nested(_ rings: [Ring<PixelPoint>]) -> MultiPolygon<PixelPoint> {
        var parts = rings.filter { $0.signedArea > 0 }.map { Polygon(outer: $0) }
        for hole in rings where hole.signedArea < 0 {
            guard let point = hole.corners.first else { continue }
            // The smallest ring around a hole is its own; rings are sorted by area.
            if let index = parts.lastIndex(where: { $0.outer.contains(point) }) { parts[index].holes.append(hole) }
        }
        return MultiPolygon(parts)
    }

    /// Walks along the edges between valid and missing cells, valid ones on the right as seen on a
    /// screen, so that outer rings come out with a positive area (columns to rows).
    private static func rings(of mask: [UInt8], size: RasterSize) -> [Ring<PixelPoint>] {
        let width = size.width
        let height = size.height
        func isValid(_ column: Int, _ row: Int) -> Bool {
            column >= 0 && row >= 0 && column < width && row < height && mask[row * width + column] != 0
        }
        // Steps that leave a corner: 1 right, 2 down, 4 left, 8 up.
        let stride = width + 1
        var steps = [UInt8](repeating: 0, count: stride * (height + 1))
        for row in 0..<height {
            for column in 0..<width where mask[row * width + column] != 0 {
                if !isValid(column, row - 1) { steps[row * stride + column] |= 1 }
                if !isValid(column + 1, row) { steps[row * stride + column + 1] |= 2 }
                if !isValid(column, row + 1) { steps[(row + 1) * stride + column + 1] |= 4 }
                if !isValid(column - 1, row) { steps[(row + 1) * stride + column] |= 8 }
            }
        }
        let offsets = [1: 1, 2: stride, 4: -1, 8: -stride] as [UInt8: Int]
        var rings: [Ring<PixelPoint>] = []
        for start in steps.indices {
            while steps[start] != 0 {
                var corner = start
                var direction: UInt8 = steps[start] & (~steps[start] &+ 1)
                let first = direction
                var points: [PixelPoint] = []
                repeat {
                    points.append(PixelPoint(column: Double(corner % stride), row: Double(corner / stride)))
                    // Straight on while the edge goes on.
                    repeat {
                        steps[corner] &= ~direction
                        corner += offsets[direction] ?? 0
                    } while steps[corner] == direction && corner != start
                    if corner == start && steps[corner] & first == 0 { break }
                    // At a crossing turn right, so that cells which touch at a corner stay apart.
                    let right: UInt8 = direction == 8 ? 1 : direction << 1
                    let left: UInt8 = direction == 1 ? 8 : direction >> 1
                    if steps[corner] & right != 0 {
                        direction = right
                    } else if steps[corner] & direction != 0 {
                        continue
                    } else if steps[corner] & left != 0 {
                        direction = left
                    } else {
                        break
                    }
                } while true
                rings.append(Ring(withoutStraightCorners(points)))
            }
        }
        return rings
    }

    private static func withoutStraightCorners(_ points: [PixelPoint]) -> [PixelPoint] {
        guard points.count > 2 else { return points }
        return points.indices.filter { index in
            let before = points[(index + points.count - 1) % points.count]
            let after = points[(index + 1) % points.count]
            let here = points[index]
            return (here.column - before.column) * (after.row - here.row)
                != (here.row - before.row) * (after.column - here.column)
        }.map { points[$0] }
    }

    /// Leaves out corners that lie within a tolerance of the line without them.
    ///
    /// Source: Douglas & Peucker (1973), Cartographica 10(2), 112–122; for a ring the line is cut at
    /// the first corner and at the one farthest from it.
    static func simplify(_ ring: Ring<PixelPoint>, tolerance: Double) -> Ring<PixelPoint> {
        let points = ring.corners
        guard points.count > 4 else { return ring }
        // A corner of the hull is a safe place to begin: the one that is leftmost, then uppermost.
        let begin =
            points.indices.min {
                (points[$0].column + points[$0].row, points[$0].column) < (
                    points[$1].column + points[$1].row, points[$1].column
                )
            } ?? 0
        let rotated = Array(points[begin...] + points[..<begin]) + [points[begin]]
        let far =
            rotated.indices.max {
                squaredDistance(rotated[$0], rotated[0]) < squaredDistance(rotated[$1], rotated[0])
            } ?? 0
        var keep = [Bool](repeating: false, count: rotated.count)
        keep[0] = true
        keep[far] = true
        keep[rotated.count - 1] = true
        var spans = [(0, far), (far, rotated.count - 1)]
        while let (first, last) = spans.popLast() {
            var worst = (index: -1, distance: tolerance)
            for index in (first + 1)..<max(first + 1, last) {
                let distance = distance(rotated[index], rotated[first], rotated[last])
                if distance > worst.distance { worst = (index, distance) }
            }
            if worst.index > 0 {
                keep[worst.index] = true
                spans += [(first, worst.index), (worst.index, last)]
            }
        }
        return Ring(rotated.indices.dropLast().filter { keep[$0] }.map { rotated[$0] })
    }

    private static func squaredDistance(_ a: PixelPoint, _ b: PixelPoint) -> Double {
        (a.column - b.column) * (a.column - b.column) + (a.row - b.row) * (a.row - b.row)
    }

    private static func distance(_ point: PixelPoint, _ a: PixelPoint, _ b: PixelPoint) -> Double {
        let length = squaredDistance(a, b).squareRoot()
        guard length > 0 else { return squaredDistance(point, a).squareRoot() }
        return abs((b.column - a.column) * (point.row - a.row) - (b.row - a.row) * (point.column - a.column)) / length
    }

    // MARK: - To the ground

    /// Rings of cells as an outline on the ground.
    ///
    /// - Parameters:
    ///   - polygons: Rings in cells of a mask.
    ///   - cell: Columns and rows of the reference grid for one cell.
    ///   - georeference: Of the scene.
    /// - Returns: Longitudes and latitudes, cut at the antimeridian as RFC 7946 section 3.1.9 asks.
    ///   Long edges get more corners, so that a straight edge of the raster stays within a pixel of
    ///   the line that is drawn between two positions.
    /// - Throws: What the georeference throws.
    static func ground(
        _ polygons: MultiPolygon<PixelPoint>, cell: (columns: Double, rows: Double), by georeference: any Georeference
    ) throws -> MultiPolygon<GeoPoint>? {
        var parts: [Polygon<GeoPoint>] = []
        for polygon in polygons.parts {
            var rings: [Ring<GeoPoint>] = []
            for ring in polygon.rings {
                let pixels = ring.corners.map {
                    PixelPoint(column: $0.column * cell.columns, row: $0.row * cell.rows)
                }
                let ground = try georeference.ground(densified(pixels, by: georeference))
                guard ground.allSatisfy({ $0.longitude.isFinite && $0.latitude.isFinite }) else { return nil }
                rings.append(Ring(ground))
            }
            guard let outer = rings.first else { continue }
            parts += Polygon(outer: outer, holes: Array(rings.dropFirst())).cutAtAntimeridian()
        }
        return parts.isEmpty ? nil : MultiPolygon(parts)
    }

    /// More corners where a straight line of pixels is not straight in longitude and latitude.
    private static func densified(_ ring: [PixelPoint], by georeference: any Georeference) throws -> [PixelPoint] {
        var result = ring
        for _ in 0..<4 where result.count < 2 * cornerLimit {
            let middles = result.indices.map { index in
                let next = result[(index + 1) % result.count]
                return PixelPoint(
                    column: (result[index].column + next.column) / 2, row: (result[index].row + next.row) / 2)
            }
            let corners = try georeference.ground(result)
            let straight = corners.indices.map { index in
                let a = corners[index]
                let b = corners[(index + 1) % corners.count]
                var longitude = b.longitude
                if longitude - a.longitude > 180 { longitude -= 360 }
                if longitude - a.longitude < -180 { longitude += 360 }
                return GeoPoint(longitude: (a.longitude + longitude) / 2, latitude: (a.latitude + b.latitude) / 2)
            }
            let back = try georeference.pixels(straight)
            var finer: [PixelPoint] = []
            var isChanged = false
            for index in result.indices {
                finer.append(result[index])
                guard let point = back[index] else { continue }
                if squaredDistance(point, middles[index]) > 0.25 {
                    finer.append(middles[index])
                    isChanged = true
                }
            }
            result = finer
            if !isChanged { break }
        }
        return result
    }
}
