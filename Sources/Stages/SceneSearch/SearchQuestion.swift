import Evidence
public import Foundation
public import Geodesy
public import Sites

/// What scenes are asked for.
public struct SearchQuestion: Sendable {
    /// Where.
    public var boxes: [SearchBox]
    /// The areas of which a scene must show something, with their ids.
    public var areas: [(id: String, area: MultiPolygon<GeoPoint>)]
    /// First instant; nil where the span has no beginning.
    public var start: Date?
    /// First instant after the span; nil where it has no end.
    public var end: Date?
    /// Collections by their ids; all where empty.
    public var collections: [String]
    /// Most cloud in percent; scenes of which it is not told stay.
    public var greatestCloud: Double?
    /// Ids of single items; all where empty.
    public var items: [String] = []

    /// Makes a question about a site.
    ///
    /// - Parameters:
    ///   - site: The site; nothing is found of one in which nothing is drawn.
    ///   - start: First instant.
    ///   - end: First instant after the span.
    ///   - collections: Collections by their ids.
    ///   - greatestCloud: Most cloud in percent.
    public init(
        site: Site, start: Date? = nil, end: Date? = nil, collections: [String] = [], greatestCloud: Double? = nil
    ) {
        boxes = SearchBox.boxes(of: site)
        areas = SearchBox.watched(of: site)
        self.start = start
        self.end = end
        self.collections = collections
        self.greatestCloud = greatestCloud
    }

    /// Items that are asked for on one page.
    static let pageSize = 100

    /// The span as STAC API writes it; nil where it is open at both ends.
    ///
    /// Source: STAC API 1.0, Item Search, `datetime`: both ends belong to the span.
    var datetime: String? {
        if start == nil, end == nil { return nil }
        let last = end?.addingTimeInterval(-0.001)
        return (start.map { AcquisitionTime.text($0) } ?? "..") + "/" + (last.map { AcquisitionTime.text($0) } ?? "..")
    }

    /// The first question for one of the boxes, as a body of POST.
    func body(_ box: SearchBox) -> JSONText {
        var members: [String: JSONText] = [
            "bbox": .list(box.numbers.map { .number($0) }), "limit": .integer(Self.pageSize),
        ]
        if let datetime { members["datetime"] = .text(datetime) }
        if !collections.isEmpty { members["collections"] = .list(collections.map { .text($0) }) }
        return .object(members)
    }

    /// The same as the query of an address of GET.
    func query(_ box: SearchBox) -> String {
        var parts = ["bbox=" + box.numbers.map { "\($0)" }.joined(separator: ","), "limit=\(Self.pageSize)"]
        if let datetime { parts.append("datetime=" + Self.escaped(datetime)) }
        if !collections.isEmpty { parts.append("collections=" + collections.map(Self.escaped).joined(separator: ",")) }
        return parts.joined(separator: "&")
    }

    private static func escaped(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    /// Why a scene is not what was asked for.
    public enum Miss: Hashable, Sendable {
        /// It shows nothing of the site.
        case place
        /// It was taken at another time.
        case time
        /// It belongs to another collection.
        case collection
        /// It has more cloud.
        case cloud
        /// Others were asked for by their ids.
        case item
    }

    /// Whether a scene is what was asked for. Servers are not trusted to have looked.
    ///
    /// - Parameter item: The scene.
    /// - Returns: Why not; nil where it is.
    public func miss(_ item: CatalogueItem) -> Miss? {
        if !items.isEmpty, !items.contains(item.id) { return .item }
        if !collections.isEmpty, let own = item.collection, !collections.contains(own) { return .collection }
        // The end of an instant belongs to it.
        if let end, item.time.start >= end { return .time }
        if let start, item.time.end < start { return .time }
        if !areas.contains(where: { $0.area.meets(item.area) }) { return .place }
        if let greatestCloud, let cover = item.cloudCover, cover > greatestCloud { return .cloud }
        return nil
    }
}
