import Evidence
import Foundation
import Geodesy
import Rasters

/// Where points on the ground lie in the picture of a scene.
///
/// An affine map from longitude and latitude, fitted by least squares to points of which both places are
/// known: the corners of boxes on the ground, and those of the scene where its coordinate system is
/// geographic or Web Mercator. Over the width of a port it is right to a fraction of a pixel.
struct PictureGround {
    private let origin: GeoPoint
    private let mean: MapPoint
    private let right: (x: Double, y: Double)
    private let up: (x: Double, y: Double)

    /// Fits the map; nil where the known points are too few or too close together, or do not fit.
    init?(scene: Scene, picture: ScenePicture, detections: [Detection]) {
        let known = Self.known(scene, picture, detections)
        guard known.count >= 4, let first = known.first else { return nil }
        let places = known.map { place -> (east: Double, north: Double, at: MapPoint) in
            (
                SiteProjection.turned(place.ground.longitude - first.ground.longitude),
                place.ground.latitude - first.ground.latitude, place.at
            )
        }
        let spread = { (values: [Double]) in (values.max() ?? 0) - (values.min() ?? 0) }
        guard spread(places.map(\.at.x)) >= 0.2 * Double(picture.image.width),
            spread(places.map(\.at.y)) >= 0.2 * Double(picture.image.height)
        else { return nil }
        let count = Double(places.count)
        let east = places.reduce(0) { $0 + $1.east } / count
        let north = places.reduce(0) { $0 + $1.north } / count
        mean = MapPoint(
            x: places.reduce(0) { $0 + $1.at.x } / count, y: places.reduce(0) { $0 + $1.at.y } / count)
        origin = GeoPoint(longitude: first.ground.longitude + east, latitude: first.ground.latitude + north)
        var squares = (east: 0.0, north: 0.0, both: 0.0)
        var products = (eastX: 0.0, eastY: 0.0, northX: 0.0, northY: 0.0)
        for place in places {
            let (e, n) = (place.east - east, place.north - north)
            squares = (squares.east + e * e, squares.north + n * n, squares.both + e * n)
            products.eastX += e * (place.at.x - mean.x)
            products.eastY += e * (place.at.y - mean.y)
            products.northX += n * (place.at.x - mean.x)
            products.northY += n * (place.at.y - mean.y)
        }
        let determinant = squares.east * squares.north - squares.both * squares.both
        guard determinant > 1e-3 * squares.east * squares.north else { return nil }
        right = (
            (products.eastX * squares.north - products.northX * squares.both) / determinant,
            (products.eastY * squares.north - products.northY * squares.both) / determinant
        )
        up = (
            (products.northX * squares.east - products.eastX * squares.both) / determinant,
            (products.northY * squares.east - products.eastY * squares.both) / determinant
        )
        // What does not fit is not drawn.
        for place in known {
            let fitted = position(place.ground)
            guard abs(fitted.x - place.at.x) <= 3, abs(fitted.y - place.at.y) <= 3 else { return nil }
        }
    }

    /// The place of a point in the picture: x is the column, y the row.
    func position(_ point: GeoPoint) -> MapPoint {
        let east = SiteProjection.turned(point.longitude - origin.longitude)
        let north = point.latitude - origin.latitude
        return MapPoint(x: mean.x + east * right.x + north * up.x, y: mean.y + east * right.y + north * up.y)
    }

    /// Points of which both places are known: the picture's own corners where it tells them.
    private static func known(
        _ scene: Scene, _ picture: ScenePicture, _ detections: [Detection]
    ) -> [(ground: GeoPoint, at: MapPoint)] {
        let (width, height) = (Double(picture.image.width), Double(picture.image.height))
        let edges = [(0.0, 0.0), (width, 0), (width, height), (0, height)].map { MapPoint(x: $0.0, y: $0.1) }
        if picture.corners.count == edges.count, picture.corners.allSatisfy(\.isOnEarth) {
            return zip(picture.corners, edges).map { ($0, $1) }
        }
        var pairs = corners(of: scene)
        for detection in detections {
            guard let ground = detection.groundBox else { continue }
            pairs += zip(detection.pixelBox.corners, ground.corners).map { (pixel: $0, ground: $1) }
        }
        return pairs.filter { $0.ground.isOnEarth && $0.pixel.column.isFinite && $0.pixel.row.isFinite }
            .map { ($0.ground, picture.toPicture.map($0.pixel)) }
    }

    private static func corners(of scene: Scene) -> [(pixel: PixelPoint, ground: GeoPoint)] {
        guard let transform = scene.transform, let system = scene.coordinateSystem else { return [] }
        let (width, height) = (Double(scene.size.width), Double(scene.size.height))
        let pixels = [(0.0, 0.0), (width, 0), (width, height), (0, height)].map { PixelPoint(column: $0.0, row: $0.1) }
        if system.isGeographic {
            return pixels.map { pixel in
                let place = transform.map(pixel)
                return (pixel, GeoPoint(longitude: place.x, latitude: place.y))
            }
        }
        guard system.epsg == 3857 else { return [] }
        // Source: Snyder (1987), eqs. 7-4 and 7-5, on a sphere of the ellipsoid's semi-major axis.
        let radius = Ellipsoid.wgs84.semiMajorAxis
        return pixels.map { pixel in
            let place = transform.map(pixel)
            return (
                pixel,
                GeoPoint(longitude: place.x / radius * 180 / .pi, latitude: atan(sinh(place.y / radius)) * 180 / .pi)
            )
        }
    }
}
