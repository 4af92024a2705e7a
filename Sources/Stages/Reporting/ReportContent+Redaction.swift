public import Disclosure
import Evidence
public import Geodesy
public import Inquiry
import Sites

/// What is left out of a report: records go through the same rules as those of an export, pictures stay or go whole.
extension ReportContent {
    /// What takes things out of this content, and of texts that belong to it.
    ///
    /// - Parameters:
    ///   - redaction: What is left out.
    ///   - sources: What sources say.
    /// - Returns: It knows the names and places of this content.
    /// - Throws: What the machine says of a search that it cannot do.
    public func redactor(_ redaction: Redaction, sources: SourceBook) throws -> Redactor {
        try Redactor(
            redaction, sources: sources.sources, scenes: scenes,
            networks: models.map(\.sha256) + detections.map(\.model.sha256) + runs.compactMap(\.model?.sha256),
            places: Redactor.positions(in: `case`.site))
    }

    /// The records without what is left out, and without pictures, which ``takePictures(of:left:)`` adds.
    ///
    /// - Parameter redactor: Made by ``redactor(_:sources:)``.
    /// - Returns: The content, which says what was left out of it; without chapters.
    /// - Throws: ``RedactionError``.
    public func redacted(_ redactor: Redactor) throws -> ReportContent {
        if redactor.redaction.isNothing { return self }
        var whole = self
        for index in whole.runs.indices {
            whole.runs[index].configuration = Digest.sha256(Array(whole.runs[index].configuration.utf8))
        }
        // Hour by hour it is as good as a place to whoever holds an archive of weather.
        let cells = redactor.redaction.cells
        if cells != nil { whole.weather = [:] }
        whole.scenes = redactor.withoutSizes(whole.scenes)
        var result = try redactor.redacted(whole)
        result.softwareVersion = softwareVersion
        result.auditHead = auditHead
        result.plotLibrary = plotLibrary
        result.redaction = redactor.redaction
        if let cells {
            result.cells = SitePlace.places(of: `case`.site).compactMap { place in
                place.site.middle.map { PlaceCell(title: redactor.text(place.title), middle: cells.middle(of: $0)) }
            }
        }
        return result
    }

    /// Takes the pictures of the whole content, as far as they are not left out.
    ///
    /// A picture of a whole scene or zone is a map of the place, and goes with coordinates too.
    ///
    /// - Parameters:
    ///   - whole: The content as it was, with pictures.
    ///   - redactor: What left things out of it.
    public mutating func takePictures(of whole: ReportContent, left redactor: Redactor) {
        guard !redactor.redaction.parts.contains(.imagery) else { return }
        func named<Picture>(_ pictures: [String: Picture]) -> [String: Picture] {
            Dictionary(pictures.sorted { $0.key < $1.key }.map { (redactor.text($0.key), $0.value) }) { first, _ in
                first
            }
        }
        if !redactor.redaction.parts.contains(.coordinates) {
            pictures = named(whole.pictures)
            views = named(whole.views)
        }
        crops = named(whole.crops)
        changePictures = named(whole.changePictures)
        if redactor.redaction.parts.contains(.coordinates) {
            // On a grid that is not turned to true north its direction tells the longitude.
            for id in changePictures.keys { changePictures[id]?.north = nil }
        }
        strips = named(whole.strips)
    }
}

extension ReportContent {
    /// Where a place of the site lies, as far as that is told.
    ///
    /// There is one for a place and not one for each thing in it: things to both sides of a border between cells would tell where in
    /// them the place lies.
    public struct PlaceCell: Hashable, Codable, Sendable {
        /// What the place is called.
        public var title: String
        /// The middle of the cell in which the place's middle lies.
        public var middle: GeoPoint
    }

    /// Whether it does not say where things lie.
    var hidesPlaces: Bool { redaction.parts.contains(.coordinates) }
    /// Whether it does not say which imagery was used.
    var hidesImagery: Bool { redaction.parts.contains(.imagery) }
    /// What stands in place of what was left out.
    static let leftOut = "left out by redaction"
}
