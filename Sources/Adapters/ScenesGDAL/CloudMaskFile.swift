public import ActivityAnalysis
import Evidence
import Foundation
import GDAL
import Geodesy
import Rasters
import SceneIngest

/// A cloud mask in a file: a raster in which numbers other than 0 are cloud, or polygons around clouds.
///
/// A raster has one band, and may have an alpha band; of several bands the one whose description says 'cloud' is taken, so that an image
/// that carries its mask can be named as its own. Its nodata pixels and places outside are "not known". Of a probability mask give the thresholded
/// form. Polygons may lie in any coordinate system that the file names.
public enum CloudMaskFile {
    /// Opens a mask.
    ///
    /// - Parameters:
    ///   - path: The file, from the root of `scenes`.
    ///   - scenes: Where relative paths begin.
    /// - Returns: The mask, named by its path and the hash of its bytes.
    /// - Throws: `IngestError` where it cannot be read or lies nowhere on the ground.
    public static func open(_ path: String, in scenes: GDALScenes) async throws -> any CloudMask {
        let hash = try await scenes.fingerprint(of: path).sha256
        let source = "\(path) (sha256 \(hash.prefix(12)))"
        let location = scenes.location(path)
        let flaw: IngestError
        do throws(IngestError) {
            if let areas = try polygons(of: location) { return CloudPolygons(areas: areas, source: source) }
            return try RasterCloudMask(location: location, source: source)
        } catch .notAnImage(_, let reason) {
            flaw = .unreadable(path: path, reason: reason)
        }
        // Text that is meant to be polygons is no raster either; what is wrong with the polygons helps more.
        do throws(IngestError) {
            return try RasterCloudMask(location: location, source: source)
        } catch .notAnImage {
            throw flaw
        }
    }

    /// The polygons of a file; nil where it has no vector layer, as a GeoPackage of pixels.
    private static func polygons(of location: RasterLocation) throws(IngestError) -> MultiPolygon<GeoPoint>? {
        let file = try location.openLayers()
        let layers = file.layers
        guard !layers.isEmpty else { return nil }
        var parts: [Polygon<GeoPoint>] = []
        for layer in layers {
            do {
                guard let own = try file.spatialReference(of: layer.name) else {
                    throw IngestError.notPlaced(
                        path: location.path,
                        reason: "its layer \(layer.name) names no coordinate system; write one into the file, for "
                            + "instance with ogr2ogr -a_srs.")
                }
                let change = try CoordinateTransformation(from: own, to: SpatialReference.wgs84())
                for feature in try file.features(in: layer.name) {
                    for case .polygon(let rings) in feature.geometry?.parts ?? [] {
                        var moved: [Ring<GeoPoint>] = []
                        for ring in rings { moved.append(try ground(ring, by: change, layer: layer.name, location)) }
                        guard let outer = moved.first else { continue }
                        parts.append(Polygon(outer: outer, holes: Array(moved.dropFirst())))
                    }
                }
            } catch let error as IngestError {
                throw error
            } catch let error as GDALError {
                throw location.ingestError(error)
            } catch {
                throw IngestError.unreadable(path: location.path, reason: "\(error)")
            }
        }
        return MultiPolygon(parts)
    }

    /// A ring on the ground. With a corner left out a cloud would be smaller than the mask says.
    private static func ground(
        _ ring: [Coordinate], by change: borrowing CoordinateTransformation, layer: String, _ location: RasterLocation
    ) throws(IngestError) -> Ring<GeoPoint> {
        var corners: [GeoPoint] = []
        for (corner, place) in zip(ring, change.transform(ring)) {
            guard let place else {
                throw .outOfRange(
                    path: location.path,
                    reason: "PROJ cannot place the corner \(corner.x), \(corner.y) of its layer \(layer); check the "
                        + "coordinate system that it names.")
            }
            corners.append(GeoPoint(longitude: place.x, latitude: place.y))
        }
        return Ring(corners)
    }
}

/// A cloud mask in a raster.
struct RasterCloudMask: CloudMask {
    let source: String
    private let location: RasterLocation
    private let band: Int
    private let georeference: AffineGeoreference

    /// Opens the mask and asks where it lies.
    ///
    /// - Throws: ``IngestError`` where it cannot be opened or placed, or has several bands.
    init(location: RasterLocation, source: String) throws(IngestError) {
        let dataset = try location.open()
        // An alpha band says where the mask is valid, and is read as its mask.
        let all = dataset.bandCount == 0 ? [] : dataset.bands.filter { $0.colorInterpretation != .alpha }
        // Of an image that carries its mask as one of its bands, the band that says so is meant.
        let named = all.filter { ($0.title ?? "").lowercased().contains("cloud") }
        let bands = all.count > 1 && named.count == 1 ? named : all
        guard let band = bands.first, bands.count == 1 else {
            throw .refused(
                path: location.path,
                reason:
                    "it has \(bands.count) bands, and a cloud mask has one, or one with 'cloud' in its description; take out the "
                    + "one that is meant, for instance with gdal_translate -b 1.")
        }
        guard let transform = dataset.geoTransform.flatMap({ GridTransform(geoTransform: $0.coefficients) }),
            let reference = dataset.spatialReference
        else {
            throw .notPlaced(
                path: location.path,
                reason: "it has no georeference, so it cannot be laid over the scene; write one into the file, for "
                    + "instance with gdal_translate -a_srs -a_ullr.")
        }
        self.source = source
        self.location = location
        self.band = band.number
        georeference = try AffineGeoreference(
            transform: transform, size: RasterSize(width: dataset.width, height: dataset.height),
            system: CoordinateSystem(reference), path: location.path)
    }

    func isCloudy(_ places: [GeoPoint]) throws(IngestError) -> [Bool?] {
        let dataset = try location.open()
        let pixels = georeference.pixels(places)
        let inside = RasterSize(width: dataset.width, height: dataset.height).window
        let known = pixels.compactMap { $0 }.filter {
            inside.contains(column: Int($0.column.rounded(.down)), row: Int($0.row.rounded(.down)))
        }
        guard let first = known.first else { return places.map { _ in nil } }
        var low = first
        var high = first
        for point in known {
            low = PixelPoint(column: min(low.column, point.column), row: min(low.row, point.row))
            high = PixelPoint(column: max(high.column, point.column), row: max(high.row, point.row))
        }
        let window = RasterWindow(
            column: Int(low.column.rounded(.down)), row: Int(low.row.rounded(.down)),
            width: Int(high.column.rounded(.down)) - Int(low.column.rounded(.down)) + 1,
            height: Int(high.row.rounded(.down)) - Int(low.row.rounded(.down)) + 1)
        // Sampled to at most 2048 cells a side, so that a large mask does not fill the memory.
        let size = PixelSize(width: min(window.width, 2048), height: min(window.height, 2048))
        let part = PixelWindow(column: window.column, row: window.row, width: window.width, height: window.height)
        let values: [Float]
        let validity: [UInt8]
        do {
            values = try dataset.read(part, bands: [band], bufferSize: size)
            validity = try dataset.readMask(band: band, window: part, bufferSize: size)
        } catch {
            throw location.ingestError(error)
        }
        return pixels.map { pixel in
            guard let pixel else { return nil }
            let column = Int(pixel.column.rounded(.down))
            let row = Int(pixel.row.rounded(.down))
            guard window.contains(column: column, row: row) else { return nil }
            let cell =
                (row - window.row) * size.height / window.height * size.width
                + (column - window.column) * size.width / window.width
            return validity[cell] == 0 ? nil : values[cell] != 0
        }
    }
}
