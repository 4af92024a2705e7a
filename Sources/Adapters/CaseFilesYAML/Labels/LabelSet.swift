public import DetectionEvaluation
public import Geodesy

/// Objects that somebody drew, or that a network found, as they stand in a file.
public struct LabelSet: Sendable {
    /// Name of the format that was recognised.
    public var format: String
    /// Images in the order of the file.
    public var images: [LabelledImage]
    /// What a reader of results should know: what was taken for what.
    public var notes: [String]

    /// Names of the classes that occur, in order.
    public var classes: [String] { Set(images.flatMap { $0.labels.map(\.className) }).sorted() }
    /// Whether any label is turned.
    public var isOriented: Bool { images.contains { $0.labels.contains { $0.isOriented } } }
    /// Whether labels have scores: then they are detections.
    public var hasScores: Bool { images.contains { $0.labels.contains { $0.score != nil } } }
}

/// What stands in a file about one image.
public struct LabelledImage: Sendable {
    /// Name of the image or title of the scene; nil where the file names none.
    public var name: String?
    /// Ground sampling distance in metres, where the file tells it.
    public var groundSamplingDistance: Double?
    /// What it shows: "season": "winter".
    public var conditions: [String: String] = [:]
    /// Its labels.
    public var labels: [Label] = []
    /// Network by which detections were found, where they tell.
    public var model: (name: String, sha256: String)?

    init(name: String?) {
        self.name = name
    }
}

/// One labelled object.
public struct Label: Sendable {
    /// Its class.
    public var className: String
    /// Where it lies.
    public var place: Place
    /// Whether the label tells a direction.
    public var isOriented: Bool
    /// Score, for a detection.
    public var score: Double?
    /// Area of the object itself in square pixels, where that is not the box's.
    public var area: Double?
    /// Share of it that can be seen, 0…1.
    public var visibleShare: Double?
    /// What finding it says.
    public var weight: TruthObject.Weight = .counted
    /// What it belongs to, by kind.
    public var groups: [String: String] = [:]

    /// Where a label lies.
    public enum Place: Sendable {
        /// On the image's grid; with the upright box as the file gives it, where it does.
        case pixels(OrientedBox, upright: UprightBox?)
        /// Corners as shares of the image's width and height; with whether the box is upright.
        case shares([PixelPoint])
        /// Corners on the ground.
        case ground([GeoPoint])
    }
}

extension LabelSet {
    /// Every format that is understood, for a message.
    public static let understood = """
        a GeoJSON FeatureCollection (as 'revisit detect' and 'revisit simulate scenes' write it, or polygons with a \
        property 'class', in longitude and latitude or with 'frame': 'pixel'), COCO JSON ('images', 'annotations', \
        'categories'), DOTA text (x1 y1 … y4 class difficult), YOLO text (class and 4 or 8 shares of the image, with a \
        classes.txt beside it), a folder of such text or GeoJSON files, or JSON with 'polygons' and 'classes', with 'images' that \
        have 'tanks', or with 'ships'
        """
}
