public import Geodesy

/// How a scene lies against the reference of its site, and how far that may be trusted.
///
/// The scene's pixels stay where they are. What moves is the answer to where on the ground they lie: a position told by the
/// scene's own georeference, plus ``correction`` there, is the position in the reference's frame.
public struct Alignment: Hashable, Codable, Sendable {
    /// The scene.
    public var scene: String
    /// The scene that it was compared with; the same as ``scene`` for the reference itself.
    public var reference: String
    /// What the alignment is good for.
    public var verdict: Verdict
    /// In what ``correction``, ``margin`` and the points are told.
    public var frame: Frame
    /// What must be added to positions that the scene tells; nil where it was refused.
    public var correction: DisplacementField?
    /// How far a place on the ground may lie off after correction, with nine chances in ten; nil where it was refused.
    public var margin: Double?
    /// Radius that holds nine in ten of the residuals of ``points`` that agree (CE90); nil where fewer than five do.
    public var circularError90: Double?
    /// What was measured at each place, in the order of the grid: rows, then columns.
    public var points: [ControlPoint]
    /// Side in metres, or pixels, of one pixel that was compared.
    public var pixel: Double
    /// How far the best displacement stands out of all that were tried, in robust standard deviations; nil where none was.
    public var significance: Double?
    /// Why it is not fully good, and what was noticed, in sentences.
    public var reasons: [String]

    /// Makes a record of what was found.
    public init(
        scene: String, reference: String, verdict: Verdict, frame: Frame, correction: DisplacementField?,
        margin: Double?, circularError90: Double?, points: [ControlPoint], pixel: Double, significance: Double?,
        reasons: [String]
    ) {
        self.scene = scene
        self.reference = reference
        self.verdict = verdict
        self.frame = frame
        self.correction = correction
        self.margin = margin
        self.circularError90 = circularError90
        self.points = points
        self.pixel = pixel
        self.significance = significance
        self.reasons = reasons
    }

    /// Whether the scene may be compared with others, pixel by pixel.
    public var isUsable: Bool { verdict != .refused }

    /// Where a position that the scene tells lies in the reference's frame; itself where nothing moves it.
    public func moved(_ told: GeoPoint) -> GeoPoint {
        guard let move = correction(at: told) else { return told }
        return Ellipsoid.wgs84.point(from: told, east: move.x, north: move.y)
    }

    /// The position that the scene tells for a place in the reference's frame; itself where nothing moves it.
    ///
    /// Corrections change so slowly from place to place that three rounds leave nothing of a centimetre.
    public func told(_ place: GeoPoint) -> GeoPoint {
        var told = place
        for _ in 0..<3 {
            guard let move = correction(at: told) else { return place }
            told = Ellipsoid.wgs84.point(from: place, east: -move.x, north: -move.y)
        }
        return told
    }

    /// Metres east and north by which a position is moved; nil where none is.
    private func correction(at told: GeoPoint) -> SIMD2<Double>? {
        guard case .ground(let origin) = frame, let correction else { return nil }
        let offset = Ellipsoid.wgs84.offset(from: origin, to: told)
        return correction.value(x: offset.east, y: offset.north)
    }

    /// What an alignment is good for.
    public enum Verdict: String, Hashable, Codable, CaseIterable, Sendable {
        /// The scene is the reference.
        case reference
        /// Within half a pixel: everything may be concluded.
        case good
        /// What is smaller than the margin may not be concluded.
        case usable
        /// The scene still gives detections, but no change.
        case refused
    }

    /// In what displacements are told.
    public enum Frame: Hashable, Codable, Sendable {
        /// Metres east and north, at offsets in metres from this place.
        case ground(origin: GeoPoint)
        /// Columns and rows of the reference's own grid, at its pixel positions; where nothing lies on the ground.
        case grid
    }
}

/// One place where a scene was compared with its reference.
public struct ControlPoint: Hashable, Codable, Sendable {
    /// Offset of the place in the frame of the alignment: metres east, or columns.
    public var x: Double
    /// Metres north, or rows.
    public var y: Double
    /// What must be added to the scene's position here: east, or columns.
    public var dx: Double
    /// North, or rows.
    public var dy: Double
    /// Distance of that from the correction as fitted.
    public var residual: Double
    /// How far the measurement stands out, in robust standard deviations.
    public var height: Double
    /// Whether it agrees with the correction, and took part in it.
    public var agrees: Bool

    /// Makes a record of a comparison.
    public init(x: Double, y: Double, dx: Double, dy: Double, residual: Double, height: Double, agrees: Bool) {
        self.x = x
        self.y = y
        self.dx = dx
        self.dy = dy
        self.residual = residual
        self.height = height
        self.agrees = agrees
    }
}

/// A displacement that may change from place to place: a shift, a linear part, and nodes for what is left.
///
/// `d(x, y) = shift + linear · (x, y) + mesh(x, y)`, the mesh bilinear between its nodes and constant beyond them.
public struct DisplacementField: Hashable, Codable, Sendable {
    /// Displacement at the frame's origin: x and y.
    public var shift: SIMD2<Double>
    /// Change of the displacement for one unit of x.
    public var perX: SIMD2<Double>
    /// Change of the displacement for one unit of y.
    public var perY: SIMD2<Double>
    /// What is left, at nodes; nil where the linear part does.
    public var mesh: Mesh?

    /// Makes a field.
    public init(shift: SIMD2<Double>, perX: SIMD2<Double> = .zero, perY: SIMD2<Double> = .zero, mesh: Mesh? = nil) {
        self.shift = shift
        self.perX = perX
        self.perY = perY
        self.mesh = mesh
    }

    /// The displacement at a place.
    public func value(x: Double, y: Double) -> SIMD2<Double> {
        shift + perX * x + perY * y + (mesh?.value(x: x, y: y) ?? .zero)
    }

    /// Displacements at the nodes of a regular grid.
    public struct Mesh: Hashable, Codable, Sendable {
        /// Place of the first node: x and y.
        public var origin: SIMD2<Double>
        /// From node to node along x and along y.
        public var spacing: SIMD2<Double>
        /// Nodes along x.
        public var columns: Int
        /// Displacements, along x first; a whole number of rows.
        public var nodes: [SIMD2<Double>]

        /// Makes a mesh of at least one node.
        public init(origin: SIMD2<Double>, spacing: SIMD2<Double>, columns: Int, nodes: [SIMD2<Double>]) {
            precondition(
                columns > 0 && !nodes.isEmpty && nodes.count.isMultiple(of: columns) && spacing.x > 0 && spacing.y > 0,
                "A mesh is whole rows of nodes.")
            self.origin = origin
            self.spacing = spacing
            self.columns = columns
            self.nodes = nodes
        }

        /// The displacement at a place; beyond the outer nodes that of the nearest edge.
        public func value(x: Double, y: Double) -> SIMD2<Double> {
            let rows = nodes.count / columns
            let u = min(max((x - origin.x) / spacing.x, 0), Double(columns - 1))
            let v = min(max((y - origin.y) / spacing.y, 0), Double(rows - 1))
            let column = min(Int(u), max(0, columns - 2))
            let row = min(Int(v), max(0, rows - 2))
            let right = min(column + 1, columns - 1)
            let lower = min(row + 1, rows - 1)
            let s = u - Double(column)
            let t = v - Double(row)
            let upper = nodes[row * columns + column] * (1 - s) + nodes[row * columns + right] * s
            return upper * (1 - t) + (nodes[lower * columns + column] * (1 - s) + nodes[lower * columns + right] * s)
                * t
        }
    }
}
