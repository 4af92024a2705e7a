public import DetectionEvaluation
public import Evidence
import Foundation
import Geodesy

/// Areas and lines in which objects are counted: zones, tracks, berths; from GeoJSON in pixels or on the ground.
public struct PlaceFile: Sendable {
    private let places: [(name: String, isArea: Bool, parts: [[(Double, Double)]])]
    private let isOnGround: Bool

    /// Reads a FeatureCollection of polygons and lines.
    ///
    /// A place's name is its property `name`, `id` or `track`, else its number in the file. Positions are pixels where
    /// the file says `frame: pixel`, or where they lie beyond all degrees.
    ///
    /// - Parameter path: The file.
    /// - Returns: The places.
    /// - Throws: ``CaseFilesError`` with every mistake and its line.
    public static func read(_ path: String) throws(CaseFilesError) -> PlaceFile {
        let url = URL(filePath: path).resolvingSymlinksInPath()
        let source: SourceText
        switch SourceText.read(url.path, as: url.lastPathComponent, limit: SiteReader.sizeLimit) {
        case .failure(let mistake): throw CaseFilesError(mistakes: [mistake])
        case .success(let text): source = text
        }
        var log = MistakeLog(source: source)
        var reader = JSONReader(source)
        let root: JSONNode
        do {
            root = try reader.document()
        } catch {
            log.error(at: error.offset, error.problem, error.expected)
            throw CaseFilesError(mistakes: log.sorted)
        }
        guard let features = root["features"]?.array else {
            log.error(at: root.offset, "this is no FeatureCollection", "expected GeoJSON with areas or lines")
            throw CaseFilesError(mistakes: log.sorted)
        }
        var places: [(name: String, isArea: Bool, parts: [[(Double, Double)]])] = []
        var isPixel = root.word("frame") == "pixel"
        for (number, feature) in features.enumerated() {
            let properties = feature["properties"]
            let name =
                properties?.word("name") ?? properties?.word("id") ?? properties?.word("track") ?? "\(number + 1)"
            if properties?.word("frame") == "pixel" { isPixel = true }
            guard let geometry = feature["geometry"], let type = geometry["type"]?.string,
                let coordinates = geometry["coordinates"]?.array
            else {
                log.error(at: feature.offset, "the feature has no geometry", "expected an area or a line")
                continue
            }
            func line(_ nodes: [JSONNode]) -> [(Double, Double)] {
                nodes.compactMap { node in
                    guard let numbers = node.numbers("a position", log: &log), numbers.count >= 2 else { return nil }
                    return (numbers[0], numbers[1])
                }
            }
            switch type {
            case "LineString": places.append((name, false, [line(coordinates)]))
            case "MultiLineString": places += coordinates.map { (name, false, [line($0.array ?? [])]) }
            case "Polygon": places.append((name, true, [line(coordinates.first?.array ?? [])]))
            case "MultiPolygon":
                places.append((name, true, coordinates.map { line($0.array?.first?.array ?? []) }))
            default: continue
            }
        }
        guard !log.hasErrors else { throw CaseFilesError(mistakes: log.sorted) }
        let fitsEarth = places.allSatisfy {
            $0.parts.allSatisfy { $0.allSatisfy { abs($0.0) <= 540 && abs($0.1) <= 90 } }
        }
        return PlaceFile(places: places, isOnGround: !isPixel && fitsEarth)
    }

    /// The places on an image's grid.
    ///
    /// - Parameters:
    ///   - reach: Pixels from a line up to which an object's centre belongs to it.
    ///   - georeference: How the image lies on the ground; needed where the file is in degrees.
    /// - Returns: The places; those that do not lie on the image are left out.
    /// - Throws: What the georeference says.
    public func places(reach: Double, georeference: (any Georeference)?) throws -> [CountingPlace] {
        var found: [CountingPlace] = []
        for place in places {
            var parts: [[PixelPoint]] = []
            for part in place.parts {
                if !isOnGround {
                    parts.append(part.map { PixelPoint(column: $0.0, row: $0.1) })
                } else if let georeference {
                    parts.append(
                        try georeference.pixels(part.map { GeoPoint(longitude: $0.0, latitude: $0.1) })
                            .compactMap(\.self))
                }
            }
            parts = parts.filter { $0.count > 1 }
            guard !parts.isEmpty else { continue }
            found.append(
                CountingPlace(
                    name: place.name,
                    shape: place.isArea
                        ? .area(MultiPolygon(parts.map { Polygon(outer: Ring($0)) })) : .line(parts[0], reach: reach)))
        }
        return found
    }
}
