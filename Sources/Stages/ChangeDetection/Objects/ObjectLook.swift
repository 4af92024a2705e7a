public import Evidence
public import Geodesy

/// One look at a place, with the objects that were found and with what could have been found.
public struct ObjectLook: Sendable {
    /// The look's or scene's id.
    public var id: String
    /// What was found; detections without a place on the ground take no part.
    public var detections: [Detection]
    /// Share of a box in which an object of a class could be seen, 0…1: 0 where the look is not usable, masked, the box lies
    /// outside, or nothing sought that class.
    public var visibleShare: @Sendable (GroundBox, String) -> Double
    /// Metres by which all places of the look may be off together, as one standard deviation: what is left after alignment.
    public var placementError: Double

    /// Makes a look.
    ///
    /// - Parameters:
    ///   - id: The look's or scene's id.
    ///   - detections: What was found.
    ///   - placementError: Metres, one standard deviation in each direction, not negative.
    ///   - visibleShare: Share of a box in which an object of a class could be seen; by default all of it.
    public init(
        id: String, detections: [Detection], placementError: Double,
        visibleShare: @escaping @Sendable (GroundBox, String) -> Double = { _, _ in 1 }
    ) {
        self.id = id
        self.detections = detections
        self.visibleShare = visibleShare
        self.placementError = placementError
    }
}

/// An object as one look shows it, in metres about a common origin.
struct Sighting: Sendable {
    var detection: Detection
    var east: Double
    var north: Double
    var box: GroundBox

    init?(_ detection: Detection, about origin: GeoPoint) {
        guard let box = detection.groundBox, box.centre.isOnEarth else { return nil }
        let offset = Ellipsoid.wgs84.offset(from: origin, to: box.centre)
        guard offset.east.isFinite, offset.north.isFinite else { return nil }
        self.detection = detection
        self.box = box
        east = offset.east
        north = offset.north
    }
}
