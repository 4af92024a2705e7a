public import Evidence
import Foundation

/// One object that was seen in one look or several: since when, until when, and how surely it was the same.
public struct Visit: Hashable, Codable, Sendable {
    /// The followed object, by id.
    public var object: String
    /// Its class.
    public var className: String
    /// The zone in which it was seen first, by id; nil outside of all.
    public var zone: String?
    /// The looks that show it, in the order of time.
    public var sightings: [Sighting]
    /// It arrived after this look, which saw its place without it; nil where no look did.
    public var arrivedAfter: AcquisitionTime?
    /// It departed before this look, which saw its place without it; nil where no look did.
    public var departedBefore: AcquisitionTime?
    /// Days of the longest time in which nobody looked, between two sightings; nil for a single sighting.
    public var longestGap: Double?
    /// Probability that all sightings are of one object that did not leave between; nil for a single sighting.
    public var sameObject: Double?
    /// What it rests on and what is in doubt, in sentences.
    public var remarks: [String]

    /// Makes a record.
    public init(
        object: String, className: String, zone: String?, sightings: [Sighting], arrivedAfter: AcquisitionTime?,
        departedBefore: AcquisitionTime?, longestGap: Double?, sameObject: Double?, remarks: [String]
    ) {
        self.object = object
        self.className = className
        self.zone = zone
        self.sightings = sightings
        self.arrivedAfter = arrivedAfter
        self.departedBefore = departedBefore
        self.longestGap = longestGap
        self.sameObject = sameObject
        self.remarks = remarks
    }

    /// One look that shows it.
    public struct Sighting: Hashable, Codable, Sendable {
        /// The scene, by id.
        public var scene: String
        /// When it was taken.
        public var time: AcquisitionTime
        /// The detection, by id.
        public var detection: String
        /// Probability that it is the object of the sighting before, which did not leave between; nil for the first.
        public var sameAsBefore: Double?

        /// Makes a record.
        public init(scene: String, time: AcquisitionTime, detection: String, sameAsBefore: Double?) {
            self.scene = scene
            self.time = time
            self.detection = detection
            self.sameAsBefore = sameAsBefore
        }
    }

    /// Days between the first sighting and the last: it stayed at least so long, if it is one object.
    public var shortestDwell: Double {
        guard let first = sightings.first, let last = sightings.last else { return 0 }
        return max(0, last.time.start.timeIntervalSince(first.time.end)) / 86_400
    }

    /// Days between the looks without it: it stayed at most so long; nil where it may have been there before the first look, or is
    /// there still.
    public var longestDwell: Double? {
        guard let arrivedAfter, let departedBefore else { return nil }
        return departedBefore.end.timeIntervalSince(arrivedAfter.start) / 86_400
    }
}
