import Evidence
import Foundation
import Geodesy
import Rasters

/// Lists what nobody told of a scene, each with what would supply it.
enum MissingFacts {
    /// The facts that are missing, in the order in which they hurt.
    static func list(of scene: Scene, rasters: [DescribedRaster]) -> [Scene.MissingFact] {
        var missing: [Scene.MissingFact] = []
        func add(_ fact: String, _ remedy: String) {
            missing.append(Scene.MissingFact(fact: fact, remedy: remedy))
        }
        if scene.time == nil {
            add("time", "Without it the scene has no place in a series; give --time or time in scene.yaml.")
        }
        if scene.placement == .none {
            let polynomials = rasters.contains { $0.description.hasRationalPolynomials }
            let transform = rasters.contains { $0.transform != nil }
            if polynomials {
                add(
                    "terrain",
                    "The image has rational polynomials (RPC), which place a pixel only for a known height; give a "
                        + "terrain model by --dem or one height above the ellipsoid by --height, or dem or height in "
                        + "scene.yaml.")
            } else if transform, scene.coordinateSystem == nil {
                add(
                    "coordinate system",
                    "The image has map coordinates of an unknown system; give --crs, such as EPSG:32652, or crs in "
                        + "scene.yaml.")
            } else {
                add(
                    "georeference",
                    "The image cannot be placed on the ground, so zones cannot be laid over it; georeference it, for "
                        + "instance with QGIS's georeferencer.")
            }
        }
        let unspaced = scene.bands.filter { $0.groundSamplingDistance == nil }
        if !unspaced.isEmpty {
            add(
                "ground sampling distance",
                "Objects have no size in metres without it; give --gsd or gsd in scene.yaml.")
        }
        let unnamed = scene.bands.filter { $0.commonName == nil && $0.centreWavelength == nil }
        if !unnamed.isEmpty {
            add(
                "band meaning",
                "Nobody told what band \(unnamed.map(\.name).joined(separator: ", ")) shows; give --bands, such as "
                    + "red,green,blue, or bands in scene.yaml.")
        }
        let unscaled = scene.bands.filter { $0.unit != .reflectance }
        if !unscaled.isEmpty {
            add(
                "reflectance scale",
                "Numbers of band \(unscaled.map(\.name).joined(separator: ", ")) cannot be turned into reflectance; "
                    + "give --reflectance-scale or reflectance_scale in scene.yaml.")
        }
        if scene.platform == nil { add("platform", "Give --platform or platform in scene.yaml.") }
        if scene.geometry.sunElevation == nil || scene.geometry.sunAzimuth == nil {
            add(
                "sun direction",
                "Heights cannot be had from shadows without it; give the time to the minute by --time, from which it is "
                    + "computed for an image on the ground, or --sun-azimuth and --sun-elevation, or both in "
                    + "scene.yaml.")
        }
        if scene.geometry.offNadir == nil, scene.geometry.incidence == nil {
            add("view angle", "Give --off-nadir or --incidence-angle, or off_nadir or incidence_angle in scene.yaml.")
        }
        if scene.cloudCover == nil {
            add("cloud cover", "Give --cloud-cover or cloud_cover in scene.yaml, in percent.")
        }
        return missing
    }
}

/// Checks that a georeference leads to a place on the Earth.
enum PlaceCheck {
    /// Refuses a scene whose corners cannot be where they say.
    ///
    /// - Throws: ``IngestError/outOfRange(path:reason:)``.
    static func check(_ scene: Scene, by georeference: any Georeference, path: String) throws {
        let width = Double(scene.size.width)
        let height = Double(scene.size.height)
        let pixels = [(0, 0), (width, 0), (width, height), (0, height), (width / 2, height / 2)].map {
            PixelPoint(column: $0.0, row: $0.1)
        }
        let system = scene.coordinateSystem
        if let transform = scene.transform, let system, system.isGeographic {
            let points = pixels.map { transform.map($0) }
            if points.contains(where: { abs($0.y) > 90.001 || abs($0.x) > 540 }) {
                let middle = points[4]
                let isSwapped = points.allSatisfy { abs($0.x) <= 90 && abs($0.y) <= 360 }
                throw IngestError.outOfRange(
                    path: path,
                    reason: "its middle has the longitude \(rounded(middle.x)) and the latitude \(rounded(middle.y)); "
                        + (isSwapped
                            ? "longitude and latitude seem to be swapped, write the geotransform anew with gdal_edit.py."
                            : "the coordinates do not fit \(system.name), give the right system by --crs."))
            }
        }
        let ground = try georeference.ground(pixels)
        guard ground[4].isOnEarth, ground.allSatisfy({ $0.longitude.isFinite && $0.latitude.isFinite }) else {
            throw IngestError.outOfRange(
                path: path,
                reason: "its coordinates do not fit \(system?.name ?? "its georeference"); give the right system by "
                    + "--crs, or check whether x and y are swapped.")
        }
        // A coordinate system far outside of its own area gives numbers, but wrong ones.
        let back = try georeference.pixels(ground)
        for (there, here) in zip(back, pixels) {
            guard let there, abs(there.column - here.column) < 1, abs(there.row - here.row) < 1 else {
                throw IngestError.outOfRange(
                    path: path,
                    reason: "its coordinates do not fit \(system?.name ?? "its georeference"), they cannot be turned "
                        + "back; give the right system by --crs, or check whether x and y are swapped.")
            }
        }
        if let area = system.flatMap({ areaOfUse($0.wkt) }) {
            let distance = max(
                0, area.south - ground[4].latitude, ground[4].latitude - area.north,
                longitudeOutside(ground[4].longitude, area.west, area.east))
            if distance > 20 {
                throw IngestError.outOfRange(
                    path: path,
                    reason: "its middle (\(rounded(ground[4].latitude)), \(rounded(ground[4].longitude))) is "
                        + "\(Int(distance))° outside of where \(system?.name ?? "its system") is used; check whether "
                        + "x and y are swapped, or give the right system by --crs.")
            }
        }
    }

    /// Where a coordinate system is used: `BBOX[south,west,north,east]` of its WKT 2, in degrees.
    private static func areaOfUse(_ wkt: String) -> (south: Double, west: Double, north: Double, east: Double)? {
        guard let start = wkt.range(of: "BBOX[", options: .backwards) else { return nil }
        let numbers = wkt[start.upperBound...].prefix { $0 != "]" }.split(separator: ",").compactMap { Double($0) }
        return numbers.count == 4 ? (numbers[0], numbers[1], numbers[2], numbers[3]) : nil
    }

    private static func longitudeOutside(_ longitude: Double, _ west: Double, _ east: Double) -> Double {
        let width = east >= west ? east - west : east - west + 360
        var position = (longitude - west).truncatingRemainder(dividingBy: 360)
        if position < 0 { position += 360 }
        return position <= width ? 0 : min(position - width, 360 - position)
    }

    private static func rounded(_ value: Double) -> String { String((value * 100).rounded() / 100) }
}
