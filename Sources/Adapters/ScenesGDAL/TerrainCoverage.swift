import Evidence
import Foundation
import Geodesy
import Rasters
import SceneIngest

/// Whether a terrain model has heights under all of a scene.
enum TerrainCoverage {
    /// Places along either side of a scene that are asked for.
    private static let places = 17

    /// Refuses a terrain model that has no heights under some part of a scene.
    ///
    /// - Parameters:
    ///   - georeference: The scene's place over the terrain model.
    ///   - size: Columns and rows of the scene.
    ///   - terrain: The terrain model's path, for the sentence.
    ///   - path: The scene's path, for the sentence.
    ///   - level: The scene's place on level ground, by which the part without heights is named; nil where that fails.
    /// - Throws: ``IngestError/notPlaced(path:reason:)`` that names the part.
    static func check(
        _ georeference: some Georeference, size: RasterSize, terrain: String, path: String,
        level: (any Georeference)?
    ) throws {
        let pixels = (0..<places).flatMap { row in
            (0..<places).map { column in
                PixelPoint(
                    column: Double(size.width) * Double(column) / Double(places - 1),
                    row: Double(size.height) * Double(row) / Double(places - 1))
            }
        }
        let missing = zip(pixels, try georeference.ground(pixels)).filter { !$0.1.latitude.isFinite }.map(\.0)
        guard !missing.isEmpty else { return }
        let share = Int((100 * Double(missing.count) / Double(pixels.count)).rounded(.up))
        let part = missing.count == pixels.count ? "any of it" : "about \(share) % of it"
        let middle = PixelPoint(column: Double(size.width) / 2, row: Double(size.height) / 2)
        let told = try level?.ground(missing + [middle]) ?? []
        throw IngestError.notPlaced(
            path: path,
            reason:
                "the terrain model \(terrain) has no heights under \(part)\(whereabouts(told)). Give one that covers the "
                + "scene, fill its holes (gdal_fillnodata.py), or give one height by --height.")
    }

    /// ", in the north-east (between …)": where places lie that a scene's middle follows.
    private static func whereabouts(_ told: [GeoPoint]) -> String {
        guard let middle = told.last, middle.latitude.isFinite else { return "" }
        let missing = told.dropLast().filter { $0.latitude.isFinite && $0.longitude.isFinite }
        guard let south = missing.map(\.latitude).min(), let north = missing.map(\.latitude).max(),
            let west = missing.map(\.longitude).min(), let east = missing.map(\.longitude).max()
        else { return "" }
        let ways = missing.map { Ellipsoid.wgs84.offset(from: middle, to: $0) }
        let (x, y) = (ways.map(\.east).reduce(0, +), ways.map(\.north).reduce(0, +))
        let reach = ways.map { hypot($0.east, $0.north) }.max() ?? 0
        var side = ""
        // What lies all around has no direction.
        if hypot(x, y) > 0.2 * reach * Double(missing.count) {
            let names = [
                "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west",
            ]
            let eighth = Int(((atan2(x, y) / .pi * 4) + 8).rounded()) % 8
            side = ", in its \(names[eighth])"
        }
        func degrees(_ value: Double) -> String {
            value.formatted(.number.precision(.fractionLength(4)).grouping(.never).locale(Locale(identifier: "en_GB")))
        }
        return
            "\(side) (latitudes \(degrees(south)) to \(degrees(north)), longitudes \(degrees(west)) to \(degrees(east)))"
    }
}
