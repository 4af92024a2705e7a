/// What an evaluation came to.
public struct Evaluation: Codable, Sendable {
    /// How detections were matched with objects.
    public var rule: MatchingRule
    /// Share of an object that must be visible for it to count, 0…1.
    public var leastVisibleShare: Double
    /// How many images there were.
    public var images: Int
    /// Results over all images: one for each class in the order of their names, and where there are several the
    /// last for all of them taken as one.
    public var classes: [ClassResult]
    /// Results of images that have something in common.
    public var groups: [GroupResult]
    /// Which classes were told of which objects, at the given thresholds.
    public var types: TypeTable
    /// How many objects there are and how many were told, place by place.
    public var counts: [CountRow]
    /// What the counts come to, by kind of place and class.
    public var countErrors: [CountError]
    /// Objects that were not found, the most visible and largest first.
    public var misses: [DetectionMistake]
    /// Detections that are no object, the surest first.
    public var falseAlarms: [DetectionMistake]
    /// Objects that were found under another class, the surest first.
    public var confusions: [DetectionMistake]

    /// Name under which all classes are taken as one.
    public static let anyClass = "any"
}

/// Results for one class.
public struct ClassResult: Codable, Sendable {
    /// The class.
    public var className: String
    /// Objects that are to be found.
    public var objects: Int
    /// Objects and regions that are neither found nor missed.
    public var ignored: Int
    /// Detections of any score, those that are passed over left out.
    public var detections: Int
    /// Average precision of rectangles as they are turned; nil where the labels tell no direction.
    public var oriented: AveragePrecision?
    /// Average precision of upright boxes.
    public var upright: AveragePrecision
    /// Average precision by the rule's own measure, where that is neither of the two.
    public var byRule: Double?
    /// At the thresholds that were given.
    public var given: OperatingPoint
    /// At the threshold that is best on these very images; not what to expect of others.
    public var best: OperatingPoint?
    /// Precision at the recalls 0, 0.01, …, 1, interpolated; by the rule.
    public var curve: [Double]?
    /// Whether scores are probabilities.
    public var reliability: Reliability
}

/// Average precision as COCO defines it.
public struct AveragePrecision: Codable, Hashable, Sendable {
    /// At an intersection over union of 0.5; nil where there is nothing to be found.
    public var at50: Double?
    /// At 0.75.
    public var at75: Double?
    /// Mean over 0.5, 0.55, …, 0.95.
    public var mean: Double?
    /// The same mean for small, medium and large objects (below 32², up to 96², above, in square pixels).
    public var bySize: [String: Double]

    enum CodingKeys: String, CodingKey {
        case at50 = "ap50"
        case at75 = "ap75"
        case mean = "ap"
        case bySize = "ap_by_size"
    }
}

/// How a network does from a score on.
public struct OperatingPoint: Codable, Hashable, Sendable {
    /// The score; nil where each class of the network has its own.
    public var threshold: Double?
    /// Detections that are an object.
    public var right: Int
    /// Detections that are none.
    public var wrong: Int
    /// Objects that were not detected.
    public var missed: Int
    /// Share of detections that are right.
    public var precision: Share
    /// Share of objects that were found.
    public var recall: Share
    /// Twice precision times recall over their sum; nil where both are unknown or 0.
    public var f1: Double?
}

/// A measured share with its intervals.
public struct Share: Codable, Hashable, Sendable {
    /// The share; nil where there was no case.
    public var value: Double?
    /// Lower and upper end of the interval that holds it with 80 %.
    public var interval80: [Double]
    /// Lower and upper end of the interval that holds it with 95 %.
    public var interval95: [Double]
    /// By how much the images differ more than chance would let them; the intervals are widened for it.
    public var designEffect: Double
}

/// Results of images that have something in common.
public struct GroupResult: Codable, Sendable {
    /// What they have in common: "scene", "gsd_m", "season".
    public var kind: String
    /// Its value.
    public var name: String
    /// How many images these are.
    public var images: Int
    /// The class, or all classes taken as one.
    public var className: String
    /// Objects that are to be found.
    public var objects: Int
    /// Average precision at the rule's overlap; nil where there is nothing to be found.
    public var averagePrecision: Double?
    /// At the thresholds that were given.
    public var given: OperatingPoint
}

/// Which classes were told of which objects.
public struct TypeTable: Codable, Sendable {
    /// Names of the classes, and at the end "none": not found, or no object.
    public var classes: [String]
    /// Rows are the classes of objects, columns those of detections.
    public var counts: [[Int]]
    /// Share of the objects found, under any class, whose class is right.
    public var typedRight: Share
}

/// How many objects of a class are in a place, and how many were told.
public struct CountRow: Codable, Hashable, Sendable {
    /// The image.
    public var image: String
    /// What kind of place it is: "image", "given place", or what the truth calls its groups: "zone", "track", "train".
    public var kind: String
    /// The place; the image's own name where the whole image is meant.
    public var place: String
    /// The class, or all classes taken as one.
    public var className: String
    /// Objects that count.
    public var objects: Int
    /// Detections at the given thresholds, those that are passed over left out.
    public var detections: Int
}

/// What counts come to over many places.
public struct CountError: Codable, Hashable, Sendable {
    /// What kind of place they are.
    public var kind: String
    /// The class, or all classes taken as one.
    public var className: String
    /// How many places there were with an object or a detection.
    public var places: Int
    /// Share of them in which the count is exactly right.
    public var exact: Share
    /// Mean of detections less objects.
    public var bias: Double
    /// Mean of the difference, whatever its sign.
    public var meanAbsoluteError: Double
    /// Root of the mean squared difference.
    public var rootMeanSquareError: Double
}
