import Foundation

/// A rectangle of any orientation on a pixel grid, in pixels.
public struct OrientedBox: Hashable, Codable, Sendable {
    /// Where the diagonals cross.
    public var centre: PixelPoint
    /// Extent along the long axis, in pixels.
    public var length: Double
    /// Extent across the long axis, in pixels.
    public var width: Double
    /// Direction of the long axis in radians, from the column axis towards the row axis
    /// (clockwise on screen), in −π/2 … π/2.
    public var angle: Double

    /// Makes a box; where `width` exceeds `length`, the two are exchanged and the angle turned,
    /// and the angle is brought into −π/2 ..< π/2.
    public init(centre: PixelPoint, length: Double, width: Double, angle: Double) {
        self.centre = centre
        var angle = angle
        if width > length {
            self.length = width
            self.width = length
            angle += .pi / 2
        } else {
            self.length = length
            self.width = width
        }
        angle.formRemainder(dividingBy: .pi)
        self.angle = angle >= .pi / 2 ? angle - .pi : angle
    }

    /// Makes an upright box from its half-open pixel edges.
    public init(left: Double, top: Double, right: Double, bottom: Double) {
        self.init(
            centre: PixelPoint(column: (left + right) / 2, row: (top + bottom) / 2),
            length: right - left, width: bottom - top, angle: 0)
    }

    /// Area in square pixels.
    public var area: Double { length * width }

    /// The four corners: bow-right, bow-left, stern-left, stern-right of the long axis.
    public var corners: [PixelPoint] {
        let (along, across) = axes
        return [(1, 1), (1, -1), (-1, -1), (-1, 1)].map { (u: Double, v: Double) in
            PixelPoint(
                column: centre.column + u * along.0 + v * across.0,
                row: centre.row + u * along.1 + v * across.1)
        }
    }

    /// The corners as a ring.
    public var ring: Ring<PixelPoint> { Ring(corners) }

    /// The smallest upright box around this one: left, top, right and bottom edge.
    public var bounds: (left: Double, top: Double, right: Double, bottom: Double) {
        let (along, across) = axes
        let halfWidth = abs(along.0) + abs(across.0)
        let halfHeight = abs(along.1) + abs(across.1)
        return (
            centre.column - halfWidth, centre.row - halfHeight, centre.column + halfWidth, centre.row + halfHeight
        )
    }

    /// Area that two boxes share, in square pixels.
    public func intersectionArea(_ other: OrientedBox) -> Double {
        let a = bounds
        let b = other.bounds
        guard a.left < b.right, b.left < a.right, a.top < b.bottom, b.top < a.bottom else { return 0 }
        return abs(ring.clipped(toConvex: other.ring).signedArea)
    }

    /// Intersection over union, 0…1; 0 where either box has no area.
    public func intersectionOverUnion(_ other: OrientedBox) -> Double {
        let shared = intersectionArea(other)
        let union = area + other.area - shared
        return union > 0 ? shared / union : 0
    }

    /// Share of the smaller box that lies in the other, 0…1.
    public func intersectionOverSmaller(_ other: OrientedBox) -> Double {
        let smaller = min(area, other.area)
        return smaller > 0 ? intersectionArea(other) / smaller : 0
    }

    /// Half vectors along and across the long axis, in pixels.
    private var axes: (along: (Double, Double), across: (Double, Double)) {
        let cosine = cos(angle)
        let sine = sin(angle)
        return (
            (cosine * length / 2, sine * length / 2),
            (-sine * width / 2, cosine * width / 2)
        )
    }
}
