import Foundation
public import Geodesy

/// Cells of a fixed grid on the Earth that stand for the exact coordinates in them.
///
/// Rows are of equal height in degrees; in each row cells are as wide as they are high on the ground, as long as a whole number of
/// centimetres of a degree of latitude is 111 320 m. The grid does not depend on what lies in it.
public struct CoarseCells: Hashable, Sendable {
    /// Degrees from row to row.
    private let step: Double

    /// Makes a grid.
    ///
    /// - Parameter side: Side of a cell in metres; more than 0.
    public init(side: Double) { step = max(1e-6, side / 111_320) }

    /// Degrees of longitude across a cell in the row of a latitude.
    private func width(at latitude: Double) -> Double {
        let middle = (floor(latitude / step) + 0.5) * step
        return min(360, step / max(0.01, cos(min(89, abs(middle)) * .pi / 180)))
    }

    /// The middle of the cell that a place lies in; what is no place on Earth stays as it is.
    public func middle(of point: GeoPoint) -> GeoPoint {
        guard point.longitude.isFinite, point.latitude.isFinite else { return point }
        let width = width(at: point.latitude)
        return Self.bounded(
            (floor(point.longitude / width) + 0.5) * width, (floor(point.latitude / step) + 0.5) * step)
    }

    /// The cell, or the rectangle of cells, that holds all of some places; nil where there are none.
    public func cover(of points: [GeoPoint]) -> Polygon<GeoPoint>? {
        let points = points.filter { $0.longitude.isFinite && $0.latitude.isFinite }
        guard let bounds = Ring(points).bounds else { return nil }
        let south = floor(bounds.minimum.latitude / step)
        let north = floor(bounds.maximum.latitude / step) + 1
        let width = width(at: (bounds.minimum.latitude + bounds.maximum.latitude) / 2)
        let west = floor(bounds.minimum.longitude / width) * width
        let east = (floor(bounds.maximum.longitude / width) + 1) * width
        return Polygon(
            outer: Ring([
                Self.bounded(west, south * step), Self.bounded(east, south * step), Self.bounded(east, north * step),
                Self.bounded(west, north * step),
            ]))
    }

    /// A place with digits that say no more than the cell does, and on Earth.
    private static func bounded(_ longitude: Double, _ latitude: Double) -> GeoPoint {
        GeoPoint(
            longitude: (min(180, max(-180, longitude)) * 1e6).rounded() / 1e6,
            latitude: (min(90, max(-90, latitude)) * 1e6).rounded() / 1e6)
    }
}
