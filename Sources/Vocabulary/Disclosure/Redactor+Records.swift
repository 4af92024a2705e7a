public import Evidence
import Foundation
public import Geodesy

extension Redactor {
    /// A record without what is left out.
    ///
    /// - Parameter record: Any record, or a list of them.
    /// - Returns: The record; the same where nothing is left out.
    /// - Throws: ``RedactionError`` where a name that is left out is also a word that the record cannot be without.
    public func redacted<Record: Codable>(_ record: Record) throws -> Record {
        if redaction.isNothing { return record }
        let tree = walked(try JSONText(encoding: record))
        do { return try tree.decoded() } catch let error as DecodingError {
            throw RedactionError(Record.self, error)
        }
    }

    /// All positions in a record, in the order in which it encodes itself.
    ///
    /// - Parameter record: Any record, or a list of them.
    /// - Returns: What encodes itself as a longitude and a latitude and nothing else.
    /// - Throws: What keeps the record from being encoded.
    public static func positions(in record: some Encodable) throws -> [GeoPoint] {
        var found: [GeoPoint] = []
        func look(at value: JSONText) {
            switch value {
            case .list(let values): values.forEach(look)
            case .object(let fields):
                if let point = point(fields) { return found.append(point) }
                for key in fields.keys.sorted() { if let value = fields[key] { look(at: value) } }
            case .null, .bool, .integer, .large, .number, .text: break
            }
        }
        look(at: try JSONText(encoding: record))
        return found
    }

    private func walked(_ value: JSONText) -> JSONText {
        switch value {
        case .text(let text): return .text(self.text(text))
        case .list(let values):
            if redaction.cells != nil, let points = Self.points(values) { return .list(line(points)) }
            return .list(values.map(walked))
        case .object(let fields): return object(fields)
        case .null, .bool, .integer, .large, .number: return value
        }
    }

    private func object(_ fields: [String: JSONText]) -> JSONText {
        var fields = fields
        if redaction.parts.contains(.coordinates) {
            if let cells = redaction.cells, let point = Self.point(fields) {
                return Self.tree(of: cells.middle(of: point))
            }
            if fields["column"] != nil, fields["row"] != nil {
                fields["column"] = .integer(0)
                fields["row"] = .integer(0)
            }
            if let area = coarse(fields) { return area }
            if Self.statesPosition(fields) {
                fields["value"] = .object(["text": .text(PositionPatterns.replacement)])
                if fields["also"] != nil { fields["also"] = .list([]) }
            }
            for key in Self.telltale { fields[key] = nil }
            if fields["placement"] != nil { fields["placement"] = .object(["none": .object([:])]) }
        }
        if redaction.parts.contains(.sources), Self.isSource(fields) { fields = maskedSource(fields) }
        if redaction.parts.contains(.imagery), Self.isScene(fields) { fields = maskedScene(fields) }
        var walkedFields: [String: JSONText] = [:]
        for key in fields.keys.sorted() { walkedFields[text(key)] = fields[key].map(walked) }
        return .object(walkedFields)
    }

    // MARK: - Positions

    /// What a position can be worked out from: grids, and where the sun and the sensor stood at a known time.
    private static let telltale = [
        "transform", "coordinateSystem", "placementError", "sunAzimuth", "sunElevation", "offNadir", "incidence",
        "viewAzimuth", "sunrise", "shadow", "weatherDistance",
    ]

    /// Whether a fact states where something lies, as a number of its own: an angle, or what its property calls so.
    private static func statesPosition(_ fields: [String: JSONText]) -> Bool {
        guard case .text(let property)? = fields["property"], case .object(let value)? = fields["value"] else {
            return false
        }
        if case .object(let quantity)? = value["quantity"], case .text(let unit)? = quantity["unit"], unit == "deg" {
            return true
        }
        let words = property.lowercased().split { !$0.isLetter }
        return words.contains { word in
            ["lat", "lon", "lng", "mgrs", "utm"].contains(word)
                || ["latitude", "longitude", "easting", "northing", "coordinate", "geohash"].contains {
                    word.hasPrefix($0)
                }
        }
    }

    private static func number(_ value: JSONText?) -> Double? {
        switch value {
        case .integer(let number)?: Double(number)
        case .number(let number)?: number
        default: nil
        }
    }

    private static func point(_ fields: [String: JSONText]) -> GeoPoint? {
        guard fields.count == 2, let longitude = number(fields["longitude"]), let latitude = number(fields["latitude"])
        else { return nil }
        return GeoPoint(longitude: longitude, latitude: latitude)
    }

    /// The points of a list that holds nothing else; nil for any other.
    private static func points(_ values: [JSONText]) -> [GeoPoint]? {
        guard !values.isEmpty else { return nil }
        var points: [GeoPoint] = []
        for value in values {
            guard case .object(let fields) = value, let point = point(fields) else { return nil }
            points.append(point)
        }
        return points
    }

    private static func tree(of point: GeoPoint) -> JSONText {
        .object(["longitude": .finite(point.longitude), "latitude": .finite(point.latitude)])
    }

    /// A line through cells: as many points as before would tell how it bends.
    private func line(_ points: [GeoPoint]) -> [JSONText] {
        guard let cells = redaction.cells else { return [] }
        var line: [GeoPoint] = []
        for middle in points.map(cells.middle) where line.last != middle { line.append(middle) }
        return line.map(Self.tree)
    }

    /// Areas and boxes become the rectangle of the cells that they lie in; areas in pixels become nothing.
    private func coarse(_ fields: [String: JSONText]) -> JSONText? {
        guard let cells = redaction.cells else { return nil }
        // An area of several parts.
        if fields.count == 1, case .list(let parts)? = fields["parts"] {
            let corners = parts.flatMap(Self.corners)
            guard let cover = cells.cover(of: corners) else { return .object(["parts": .list([])]) }
            return .object(["parts": .list([Self.tree(of: cover)])])
        }
        if fields["outer"] != nil, fields["holes"] != nil {
            guard let cover = cells.cover(of: Self.corners(.object(fields))) else { return nil }
            return Self.tree(of: cover)
        }
        // A box on the ground: its size is no position and stays, its direction goes with its corners.
        if fields["centre"] != nil, fields["azimuth"] != nil, case .list(let values)? = fields["corners"],
            let points = Self.points(values), let cover = cells.cover(of: points)
        {
            var box = fields
            box["corners"] = .list(cover.outer.corners.map(Self.tree))
            box["azimuth"] = .integer(0)
            if case .object(let centre)? = fields["centre"], let point = Self.point(centre) {
                box["centre"] = Self.tree(of: cells.middle(of: point))
            }
            return .object(box)
        }
        return nil
    }

    private static func tree(of polygon: Polygon<GeoPoint>) -> JSONText {
        .object(["outer": .list(polygon.outer.corners.map(tree)), "holes": .list([])])
    }

    /// The corners of a polygon's outer ring.
    private static func corners(_ polygon: JSONText) -> [GeoPoint] {
        guard case .object(let fields) = polygon, case .list(let values)? = fields["outer"] else { return [] }
        return points(values) ?? []
    }

    // MARK: - Sources and scenes

    private static func isSource(_ fields: [String: JSONText]) -> Bool {
        fields["grade"] != nil && fields["descriptor"] != nil && fields["title"] != nil
    }

    private static func isScene(_ fields: [String: JSONText]) -> Bool {
        fields["bands"] != nil && fields["files"] != nil && fields["placement"] != nil
    }

    private func maskedSource(_ fields: [String: JSONText]) -> [String: JSONText] {
        var fields = fields
        for key in ["publisher", "author", "accessed", "address", "archive", "language", "note"] { fields[key] = nil }
        fields["descriptor"] = .object([:])
        if case .text(let id)? = fields["id"] {
            fields["title"] = .text("Source \(sourceNumbers[id] ?? NameList.unknown)")
        }
        return fields
    }

    private func maskedScene(_ fields: [String: JSONText]) -> [String: JSONText] {
        var fields = fields
        for key in ["platform", "constellation", "credit", "processingLevel"] { fields[key] = nil }
        for key in ["instruments", "files", "notes", "missing"] { fields[key] = .list([]) }
        if case .text(let id)? = fields["id"] { fields["title"] = .text(sceneNumbers[id] ?? NameList.unknown) }
        return fields
    }
}

/// Why something could not be redacted.
public struct RedactionError: Error, Sendable, CustomStringConvertible {
    /// A sentence that a person can act on.
    public let description: String

    init(_ record: Any.Type, _ error: DecodingError) {
        let path: [any CodingKey] =
            switch error {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
                .dataCorrupted(let context):
                context.codingPath
            @unknown default: []
            }
        let place = path.map(\.stringValue).joined(separator: ".")
        description =
            "The redaction would change a word that the program needs (in \(record), at \(place)): the id of a source is the same "
            + "word. Give the source another id, such as its publisher and year."
    }
}

extension Redactor {
    /// Scenes without the sizes of their files where coordinates are left out: a product can be found in an archive by its day and its
    /// size.
    ///
    /// - Parameter scenes: The scenes.
    /// - Returns: The scenes in the same order.
    public func withoutSizes(_ scenes: [Scene]) -> [Scene] {
        guard redaction.parts.contains(.coordinates) else { return scenes }
        var scenes = scenes
        for scene in scenes.indices {
            for file in scenes[scene].files.indices { scenes[scene].files[file].size = nil }
        }
        return scenes
    }
}
