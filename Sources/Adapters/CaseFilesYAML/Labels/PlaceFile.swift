public import DetectionEvaluation
public import Evidence
import Foundation
import Geodesy

/// Areas and lines in which objects are counted: zones, tracks, berths; from GeoJSON in pixels or on the ground.
public struct PlaceFile: Sendable {
    private let places: [Place]

    private struct Place {
        var name: String
        var isArea: Bool
        var isInPixels: Bool
        /// Parts of an area, each with its outer ring and its holes; of a line one part with one list.
        var parts: [[[(Double, Double)]]]
    }

    /// A file of places that does not fit an image.
    public struct Misfit: Error, CustomStringConvertible {
        /// What is wrong, and what to do.
        public var description: String
    }

    /// Reads a FeatureCollection of polygons and lines.
    ///
    /// A place's name is its property `name`, `id` or `track`, else its number in the file. Positions of a feature are
    /// pixels where it says `frame: pixel`, or where the file does. Those of all others are pixels where any of them lies
    /// beyond all degrees.
    ///
    /// - Parameter path: The file.
    /// - Returns: The places.
    /// - Throws: ``CaseFilesError`` with every mistake and its line.
    public static func read(_ path: String) throws(CaseFilesError) -> PlaceFile {
        let url = URL(filePath: path).resolvingSymlinksInPath()
        var (root, features, log) = try FeatureFile.open(
            url.path, as: url.lastPathComponent, limit: SiteReader.sizeLimit)
        var places: [Place] = []
        let arePixels = root.word("frame") == "pixel"
        for (number, feature) in features.enumerated() {
            let properties = feature["properties"]
            let name =
                properties?.word("name") ?? properties?.word("id") ?? properties?.word("track") ?? "\(number + 1)"
            let isInPixels = arePixels || properties?.word("frame") == "pixel"
            guard let geometry = feature["geometry"], let type = geometry["type"]?.string,
                let coordinates = geometry["coordinates"]?.array
            else {
                log.error(at: feature.offset, "the feature has no geometry", "expected an area or a line")
                continue
            }
            func line(_ nodes: [JSONNode]) -> [(Double, Double)] {
                nodes.compactMap { node in
                    guard let numbers = node.numbers("a position", log: &log) else { return nil }
                    guard numbers.count >= 2 else {
                        log.error(
                            at: node.offset, "a position has \(numbers.isEmpty ? "no number" : "one number")",
                            "expected [longitude, latitude], or [column, row]")
                        return nil
                    }
                    return (numbers[0], numbers[1])
                }
            }
            func add(_ isArea: Bool, _ parts: [[[(Double, Double)]]]) {
                places.append(Place(name: name, isArea: isArea, isInPixels: isInPixels, parts: parts))
            }
            switch type {
            case "LineString": add(false, [[line(coordinates)]])
            case "MultiLineString": for nodes in coordinates { add(false, [[line(nodes.array ?? [])]]) }
            case "Polygon": add(true, [coordinates.map { line($0.array ?? []) }])
            case "MultiPolygon": add(true, coordinates.map { ($0.array ?? []).map { line($0.array ?? []) } })
            default: continue
            }
        }
        if places.isEmpty, !log.hasErrors {
            log.error(
                at: root.offset, "no feature is an area or a line", "expected places in which objects are counted")
        }
        if places.contains(where: { !$0.isInPixels }) { _ = FeatureFile.isGeographic(root, &log) }
        guard !log.hasErrors else { throw CaseFilesError(mistakes: log.sorted) }
        // Decided once for all that do not tell it: of one place some corners may fit on the Earth by chance.
        let fitsEarth = places.filter { !$0.isInPixels }.allSatisfy {
            $0.parts.joined().joined().allSatisfy { abs($0.0) <= 540 && abs($0.1) <= 90 }
        }
        if !fitsEarth { for index in places.indices { places[index].isInPixels = true } }
        return PlaceFile(places: places)
    }

    /// The places on an image's grid.
    ///
    /// - Parameters:
    ///   - reach: Pixels from a line up to which an object's centre belongs to it.
    ///   - georeference: How the image lies on the ground; needed where the file is in degrees.
    /// - Returns: The places; those that do not lie on the image are left out.
    /// - Throws: ``Misfit`` for a place in degrees where the image has no place on the ground, and what the georeference
    ///   says.
    public func places(reach: Double, georeference: (any Georeference)?) throws -> [CountingPlace] {
        func pixels(_ positions: [(Double, Double)], of place: Place) throws -> [PixelPoint] {
            guard !place.isInPixels else { return positions.map { PixelPoint(column: $0.0, row: $0.1) } }
            guard let georeference else {
                throw Misfit(
                    description:
                        "The places are in longitude and latitude, but the image has no place on the ground; give "
                        + "them in pixels, with the property frame: \"pixel\".")
            }
            return try georeference.pixels(positions.map { GeoPoint(longitude: $0.0, latitude: $0.1) })
                .compactMap(\.self)
        }
        var found: [CountingPlace] = []
        for place in places {
            let parts = try place.parts.map { try $0.map { try pixels($0, of: place) } }.filter {
                ($0.first?.count ?? 0) > 1
            }
            guard let first = parts.first?.first else { continue }
            let area = MultiPolygon(
                parts.map { rings in
                    Polygon(outer: Ring(rings[0]), holes: rings.dropFirst().filter { $0.count > 2 }.map(Ring.init))
                })
            found.append(
                CountingPlace(name: place.name, shape: place.isArea ? .area(area) : .line(first, reach: reach)))
        }
        return found
    }
}
