import Foundation

/// Centre-lines of tracks in a GeoJSON file, in longitude and latitude or in pixels of one image.
///
/// Every LineString is a track, but for features whose property `kind` or `role` says something else, so that a case's
/// `site.geojson` can be given as it is. Properties: `id`, `name`, `sure`, false where a part of the line is guessed,
/// `frame`, "pixel" for lines on an image that has a place on the ground, and `scene`, the image whose pixels are meant.
public struct TracksFile: Sendable {
    /// Largest file that is read, in bytes.
    static let sizeLimit = 32 << 20
    /// Most points of all lines together.
    static let pointLimit = 1_000_000

    /// A track as it stands in the file.
    public struct Line: Hashable, Sendable {
        /// Unique in the file; "track-3" for the third track where it has none.
        public var id: String
        /// What people call it; its id where nobody said.
        public var name: String
        /// False where a part of the line is guessed.
        public var isSure: Bool
        /// Whether the property `frame` says "pixel", so that the line lies on the grid of an image even where that has a
        /// place on the ground.
        public var isInPixels: Bool
        /// Title or id of the image on which a line in pixels lies; nil where the file does not tell.
        public var scene: String?
        /// Longitude and latitude, or column and row.
        public var points: [(x: Double, y: Double)] { zip(xs, ys).map { ($0, $1) } }
        /// Line of the file in which it begins.
        public var place: Int

        fileprivate var count: Int { xs.count }
        fileprivate var xs: [Double]
        fileprivate var ys: [Double]
    }

    /// The tracks, in the order of the file.
    public let lines: [Line]

    /// Reads a file.
    ///
    /// - Throws: ``CaseFilesError`` with every mistake: file, line, feature and what is wrong.
    public init(path: String) throws(CaseFilesError) {
        let (root, features, log) = try FeatureFile.open(path, as: path, limit: Self.sizeLimit)
        var reader = TracksReader(log: log)
        reader.read(root, features)
        if reader.log.hasErrors { throw CaseFilesError(mistakes: reader.log.sorted) }
        lines = reader.lines
    }
}

private struct TracksReader {
    var log: MistakeLog
    var lines: [TracksFile.Line] = []
    private var known: [String: Int] = [:]
    private var count = 0

    init(log: MistakeLog) { self.log = log }

    mutating func read(_ root: JSONNode, _ features: [JSONNode]) {
        for (index, feature) in features.enumerated() { read(feature, number: index + 1) }
        if lines.isEmpty, !log.hasErrors {
            log.error(at: root.offset, "no feature is a track", "expected a LineString for each track")
        }
        if lines.contains(where: { !$0.isInPixels }) { _ = FeatureFile.isGeographic(root, &log) }
    }

    private mutating func read(_ feature: JSONNode, number: Int) {
        let properties = feature["properties"]
        let kind = properties?["kind"]?.string ?? properties?["role"]?.string
        if let kind, kind != "track" { return }
        guard let geometry = feature["geometry"], !geometry.isNull else {
            log.error(at: feature.offset, "feature \(number) has no geometry", "expected a LineString")
            return
        }
        guard geometry["type"]?.string == "LineString" else {
            log.error(
                at: geometry["type"]?.offset ?? geometry.offset,
                "feature \(number) is \(geometry["type"]?.noun ?? "of no type")", "expected a LineString for each track"
            )
            return
        }
        count += 1
        var id = "track-\(count)"
        if let node = properties?["id"] ?? feature["id"], !node.isNull {
            if let text = node.string, !text.isEmpty, text.utf8.count <= 64 {
                id = text
            } else if let number = node.number {
                id = plain(number)
            } else {
                log.error(at: node.offset, "the 'id' of feature \(number) is \(node.noun)", "expected a short text")
                return
            }
        }
        if let line = known[id] {
            log.error(
                at: feature.offset, "the id \(quoted(id)) of feature \(number) is used twice, first in line \(line)",
                "expected ids that are unique")
            return
        }
        var isSure = true
        if let node = properties?["sure"], !node.isNull {
            guard case .bool(let told) = node.value else {
                log.error(at: node.offset, "'sure' of feature \(number) is \(node.noun)", "expected true or false")
                return
            }
            isSure = told
        }
        guard let points = points(geometry, number: number) else { return }
        let place = log.source.position(of: feature.offset).line
        known[id] = place
        lines.append(
            TracksFile.Line(
                id: id, name: properties?["name"]?.string ?? id, isSure: isSure,
                isInPixels: properties?["frame"]?.string == "pixel", scene: properties?["scene"]?.string, place: place,
                xs: points.map(\.0),
                ys: points.map(\.1)))
    }

    private mutating func points(_ geometry: JSONNode, number: Int) -> [(Double, Double)]? {
        guard let list = geometry["coordinates"]?.array else {
            log.error(at: geometry.offset, "feature \(number) has no coordinates", "expected [[x, y], …]")
            return nil
        }
        var points: [(Double, Double)] = []
        for node in list {
            guard let numbers = node.array, numbers.count >= 2, let x = numbers[0].number, let y = numbers[1].number
            else {
                log.error(
                    at: node.offset, "\(node.noun) stands in feature \(number) where a position belongs",
                    "expected [longitude, latitude], or [column, row] in pixels")
                return nil
            }
            guard abs(x) < 1e7, abs(y) < 1e7 else {
                log.error(
                    at: node.offset, "a position of feature \(number) lies beyond ten million, where no image reaches",
                    "expected [longitude, latitude], or [column, row] in pixels")
                return nil
            }
            if let last = points.last, last == (x, y) { continue }
            points.append((x, y))
        }
        guard points.count > 1 else {
            log.error(
                at: geometry.offset, "the line of feature \(number) has \(points.count) different points",
                "expected at least 2")
            return nil
        }
        guard lines.reduce(points.count, { $0 + $1.count }) <= TracksFile.pointLimit else {
            log.error(
                at: geometry.offset, "the lines up to feature \(number) have more than \(TracksFile.pointLimit) points",
                "simplify them: a point every 5 m is plenty")
            return nil
        }
        return points
    }
}
