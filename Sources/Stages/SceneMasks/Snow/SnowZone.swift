public import Geodesy
import Rasters

/// A zone as it lies on a scene's pixels, with what stands in it.
public struct SnowZone: Sendable {
    /// Something in a zone that has a roof.
    public struct Footprint: Sendable {
        /// What a footprint is of.
        public enum Kind: String, Hashable, Codable, Sendable { case tank, building, vehicle }

        /// Unique in the zone.
        public var id: String
        /// What it is of.
        public var kind: Kind
        /// Outline of the roof **where it is seen**: moved away from the sensor by its height.
        public var outline: Polygon<PixelPoint>
        /// What is known of it that bears on snow, as a clause: "the roof floats".
        public var remark: String?

        /// Makes a footprint.
        public init(id: String, kind: Kind, outline: Polygon<PixelPoint>, remark: String? = nil) {
            self.id = id
            self.kind = kind
            self.outline = outline
            self.remark = remark
        }
    }

    /// Unique in the site.
    public var id: String
    /// Its area on the scene's pixels.
    public var area: MultiPolygon<PixelPoint>
    /// Roofs in it.
    public var footprints: [Footprint]

    /// Makes a zone.
    public init(id: String, area: MultiPolygon<PixelPoint>, footprints: [Footprint] = []) {
        self.id = id
        self.area = area
        self.footprints = footprints
    }

    /// The smallest window that holds the zone; empty for a zone without corners.
    var window: RasterWindow { Self.window(of: area.parts.flatMap(\.outer.corners)) }

    static func window(of corners: [PixelPoint]) -> RasterWindow {
        guard let bounds = Ring(corners).bounds,
            [bounds.minimum.column, bounds.minimum.row, bounds.maximum.column, bounds.maximum.row].allSatisfy({
                abs($0) < 1e9
            })
        else { return RasterWindow(column: 0, row: 0, width: 0, height: 0) }
        let left = Int(bounds.minimum.column.rounded(.down))
        let top = Int(bounds.minimum.row.rounded(.down))
        return RasterWindow(
            column: left, row: top, width: Int(bounds.maximum.column.rounded(.up)) - left,
            height: Int(bounds.maximum.row.rounded(.up)) - top)
    }
}

/// Which pixels of a row lie in a polygon, by their middles.
struct PixelSpans {
    private let edges: [(a: PixelPoint, b: PixelPoint)]

    init(_ polygons: [Polygon<PixelPoint>]) {
        var edges: [(a: PixelPoint, b: PixelPoint)] = []
        for ring in polygons.flatMap(\.rings) {
            guard var previous = ring.corners.last else { continue }
            for corner in ring.corners {
                if corner.row != previous.row { edges.append((previous, corner)) }
                previous = corner
            }
        }
        self.edges = edges
    }

    /// Columns of a row inside, within limits; even-odd over all rings (Shimrat, 1962).
    func columns(inRow row: Int, within limits: Range<Int>) -> [Range<Int>] {
        let middle = Double(row) + 0.5
        var crossings: [Double] = []
        for (a, b) in edges where (a.row > middle) != (b.row > middle) {
            crossings.append(a.column + (middle - a.row) / (b.row - a.row) * (b.column - a.column))
        }
        crossings.sort()
        return stride(from: 0, to: crossings.count - 1, by: 2).compactMap { index in
            let first = max(Double(limits.lowerBound), (crossings[index] - 0.5).rounded(.up))
            let end = min(Double(limits.upperBound), (crossings[index + 1] - 0.5).rounded(.up))
            return first < end ? Int(first)..<Int(end) : nil
        }
    }
}
