public import Geodesy

/// One object that a network, or a person, found in one scene.
public struct Detection: Hashable, Codable, Sendable {
    /// Derived from scene, model and place.
    public var id: String
    /// The scene.
    public var scene: String
    /// What it is: a class of the model's card.
    public var className: String
    /// The network's score, 0…1; not a probability unless the card says so.
    public var score: Double
    /// Where it lies on the scene's reference grid.
    public var pixelBox: OrientedBox
    /// Where it lies on the ground; nil for a scene without georeference.
    public var groundBox: GroundBox?
    /// Whether it reaches to the edge of what the scene shows, so that it may be longer.
    public var isCutOff: Bool
    /// What found it.
    public var model: ModelReference
    /// Whether somebody looked at it.
    public var review: ReviewState
    /// The class that the network told, where an analyst gave it another; else nil.
    public var foundAs: String?

    /// Makes a detection.
    public init(
        id: String, scene: String, className: String, score: Double, pixelBox: OrientedBox, groundBox: GroundBox?,
        isCutOff: Bool = false, model: ModelReference, review: ReviewState = .unreviewed, foundAs: String? = nil
    ) {
        self.id = id
        self.scene = scene
        self.className = className
        self.score = score
        self.pixelBox = pixelBox
        self.groundBox = groundBox
        self.isCutOff = isCutOff
        self.model = model
        self.review = review
        self.foundAs = foundAs
    }
}

/// Which network found something, exactly.
public struct ModelReference: Hashable, Codable, Sendable {
    /// Name on the card.
    public var name: String
    /// Hash of the network's bytes, in hexadecimal digits.
    public var sha256: String

    /// Makes a reference.
    public init(name: String, sha256: String) {
        self.name = name
        self.sha256 = sha256
    }
}

/// What an analyst decided about a detection.
public enum ReviewState: String, Hashable, Codable, CaseIterable, Sendable {
    /// Nobody has looked at it.
    case unreviewed
    /// It is what the network says.
    case accepted
    /// It is not.
    case rejected
    /// It is an object, but of another class than the network says.
    case retyped
    /// A person drew it.
    case drawn
    /// It is an object that a person drew as well; the drawn one stands for it.
    case superseded

    /// Whether it is counted as an object.
    public var isCounted: Bool { self != .rejected && self != .superseded }
    /// Whether somebody looked at it.
    public var isReviewed: Bool { self != .unreviewed }
}
