import Evidence
import Foundation
import Geodesy
import Rasters

/// One raster of a scene with its description.
struct DescribedRaster: Sendable {
    var plan: RasterPlan
    var description: RasterDescription
    /// The transform that counts: none for imagery in sensor geometry.
    var transform: Geodesy.GridTransform? { plan.isSensorGeometry ? nil : description.transform }
}

/// Lays rasters of one acquisition over the grid of the finest of them.
enum GridLayout {
    /// Index of the raster whose pixels are smallest; the first of several.
    static func reference(of rasters: [DescribedRaster]) -> Int {
        let areas = rasters.map { $0.transform.map { abs($0.determinant) } }
        var best = 0
        for index in rasters.indices.dropFirst() {
            if let area = areas[index], let bestArea = areas[best] {
                if area < bestArea * (1 - 1e-9) { best = index }
            } else if rasters[index].description.size.count > rasters[best].description.size.count {
                best = index
            }
        }
        return best
    }

    /// Where a raster's grid lies on that of the reference.
    ///
    /// - Returns: The alignment, and a note where it had to be taken from the sizes alone.
    /// - Throws: ``IngestError`` where the two do not overlap, are turned against each other, or are
    ///   in different coordinate systems.
    static func alignment(
        of raster: DescribedRaster, to reference: DescribedRaster
    ) throws(IngestError) -> (GridAlignment, String?) {
        let size = raster.description.size
        let referenceSize = reference.description.size
        let name = PathText.name(raster.plan.path)
        let referenceName = PathText.name(reference.plan.path)
        guard let own = raster.transform, let other = reference.transform, other.isInvertible else {
            if size == referenceSize { return (.identity, nil) }
            let columns = Double(referenceSize.width) / Double(size.width)
            let rows = Double(referenceSize.height) / Double(size.height)
            // A panchromatic image has four times the columns and rows of its multispectral one, give or
            // take the pixels at the edge.
            let ratio = ((columns + rows) / 2).rounded()
            guard ratio >= 1, abs(columns / ratio - 1) < 0.01, abs(rows / ratio - 1) < 0.01 else {
                throw .differentGrids(
                    band: name, reference: referenceName,
                    reason: "\(size.width) × \(size.height) against \(referenceSize.width) × \(referenceSize.height) "
                        + "pixels, and no georeference")
            }
            return (
                GridAlignment(columnScale: ratio, rowScale: ratio),
                "\(name) is laid over \(referenceName) by its upper left corner, \(Int(ratio)) pixels to one, since "
                    + "neither has a georeference."
            )
        }
        if let first = raster.description.coordinateSystem, let second = reference.description.coordinateSystem,
            first.epsg != second.epsg || (first.epsg == nil && first.wkt != second.wkt)
        {
            throw .differentGrids(
                band: name, reference: referenceName, reason: "\(first.name) against \(second.name)")
        }
        let origin = other.pixel(own.map(PixelPoint(column: 0, row: 0)))
        let right = other.pixel(own.map(PixelPoint(column: Double(size.width), row: 0)))
        let down = other.pixel(own.map(PixelPoint(column: 0, row: Double(size.height))))
        let columnScale = (right.column - origin.column) / Double(size.width)
        let rowScale = (down.row - origin.row) / Double(size.height)
        guard abs(right.row - origin.row) < 0.01, abs(down.column - origin.column) < 0.01, columnScale > 0, rowScale > 0
        else {
            throw .differentGrids(band: name, reference: referenceName, reason: "one is turned against the other")
        }
        let alignment = GridAlignment(
            columnScale: tidy(columnScale, Double(size.width)), rowScale: tidy(rowScale, Double(size.height)),
            columnShift: tidy(origin.column, 1), rowShift: tidy(origin.row, 1))
        let left = max(0, alignment.columnShift)
        let top = max(0, alignment.rowShift)
        let rightEdge = min(
            Double(referenceSize.width), alignment.columnShift + Double(size.width) * alignment.columnScale)
        let lowerEdge = min(
            Double(referenceSize.height), alignment.rowShift + Double(size.height) * alignment.rowScale)
        guard rightEdge > left, lowerEdge > top else {
            throw .differentPlaces(band: name, reference: referenceName)
        }
        return (alignment, nil)
    }

    /// A number without what rounding in coordinates added: taken to a whole number or simple
    /// fraction where that moves no pixel by more than a ten-thousandth.
    private static func tidy(_ value: Double, _ count: Double) -> Double {
        for denominator in [1.0, 2, 3, 4, 5, 6, 8, 10, 15, 30] {
            let simple = (value * denominator).rounded() / denominator
            if abs(simple - value) * count < 1e-4 { return simple }
        }
        return value
    }
}

/// Measures pixels on the ground.
enum GroundSampling {
    /// Metres on the ground between neighbouring pixels of a band at the middle of the scene: the
    /// geometric mean of both directions.
    ///
    /// From the middles of the four edges of the band's own pixel, carried through the scene's
    /// georeference to longitude and latitude, and from there to local metres. So a Web-Mercator
    /// pixel of 10 m counts as 8.2 m at 35° N.
    ///
    /// - Returns: Metres; nil where the pixel does not reach the ground.
    static func distance(of band: Band, in scene: Scene, by georeference: any Georeference) throws -> Double? {
        let column = (Double(band.size.width) / 2).rounded(.down)
        let row = (Double(band.size.height) / 2).rounded(.down)
        let edges = [(0, 0.5), (1, 0.5), (0.5, 0), (0.5, 1)].map { (x: Double, y: Double) in
            band.toReference.other(PixelPoint(column: column + x, row: row + y))
        }
        let ground = try georeference.ground(edges)
        guard ground.count == 4, ground.allSatisfy(\.isOnEarth) else { return nil }
        let earth = Ellipsoid.wgs84
        let distance = (earth.distance(ground[0], ground[1]) * earth.distance(ground[2], ground[3])).squareRoot()
        return distance.isFinite && distance > 0 ? distance : nil
    }
}
