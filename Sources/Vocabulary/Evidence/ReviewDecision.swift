public import Geodesy

/// What an analyst decided about one object in one scene.
///
/// It tells enough of the object to find it again when a network is exchanged or runs anew.
public struct ReviewDecision: Hashable, Codable, Sendable {
    /// What was decided.
    public var what: Kind
    /// The detection; for a drawn object the id that it is given.
    public var detection: String
    /// The scene.
    public var scene: String
    /// The class that the network told; of a drawn object its class.
    public var className: String
    /// The class that it is, for ``Kind/retype``.
    public var newClass: String?
    /// Where it lies on the scene's grid.
    public var pixelBox: OrientedBox
    /// Where it lies on the ground; nil for a scene without georeference.
    public var groundBox: GroundBox?
    /// The network that found it, or that did not find what was drawn; nil where none ran.
    public var model: ModelReference?
    /// Who decided.
    public var who: String
    /// When, in ISO 8601.
    public var when: String
    /// Why; empty where nobody said.
    public var why: String

    /// What can be decided.
    public enum Kind: String, Hashable, Codable, CaseIterable, Sendable {
        /// It is what the network says.
        case accept
        /// It is no such object.
        case reject
        /// It is an object of another class.
        case retype
        /// There is an object that no network found.
        case draw
        /// What was decided about it before holds no more.
        case withdraw
    }

    /// Makes a decision.
    public init(
        what: Kind, detection: String, scene: String, className: String, newClass: String? = nil,
        pixelBox: OrientedBox, groundBox: GroundBox?, model: ModelReference?, who: String, when: String, why: String
    ) {
        self.what = what
        self.detection = detection
        self.scene = scene
        self.className = className
        self.newClass = newClass
        self.pixelBox = pixelBox
        self.groundBox = groundBox
        self.model = model
        self.who = who
        self.when = when
        self.why = why
    }

    private enum CodingKeys: String, CodingKey {
        case what, detection, scene, model, who, when, why
        case className = "class"
        case newClass = "as"
        case pixelBox = "pixel_box"
        case groundBox = "ground_box"
    }

    /// A box as it is written for people: the angle in degrees.
    private struct WrittenBox: Codable {
        var column: Double
        var row: Double
        var length: Double
        var width: Double
        var angle: Double
    }

    /// Reads a decision.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        what = try container.decode(Kind.self, forKey: .what)
        detection = try container.decode(String.self, forKey: .detection)
        scene = try container.decode(String.self, forKey: .scene)
        className = try container.decode(String.self, forKey: .className)
        newClass = try container.decodeIfPresent(String.self, forKey: .newClass)
        let box = try container.decode(WrittenBox.self, forKey: .pixelBox)
        let numbers = [box.column, box.row, box.length, box.width, box.angle]
        guard box.length > 0, box.width > 0, numbers.allSatisfy({ abs($0) < 1e9 }), !detection.isEmpty else {
            throw DecodingError.dataCorruptedError(
                forKey: .pixelBox, in: container, debugDescription: "a box needs sides above 0")
        }
        guard what != .retype || newClass?.isEmpty == false else {
            throw DecodingError.keyNotFound(
                CodingKeys.newClass, .init(codingPath: [], debugDescription: "the class that it is"))
        }
        pixelBox = OrientedBox(
            centre: PixelPoint(column: box.column, row: box.row), length: box.length, width: box.width,
            angle: box.angle * .pi / 180)
        groundBox = try container.decodeIfPresent(GroundBox.self, forKey: .groundBox)
        model = try container.decodeIfPresent(ModelReference.self, forKey: .model)
        who = try container.decode(String.self, forKey: .who)
        when = try container.decode(String.self, forKey: .when)
        why = try container.decodeIfPresent(String.self, forKey: .why) ?? ""
    }

    /// Writes a decision.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(what, forKey: .what)
        try container.encode(detection, forKey: .detection)
        try container.encode(scene, forKey: .scene)
        try container.encode(className, forKey: .className)
        try container.encodeIfPresent(newClass, forKey: .newClass)
        try container.encode(
            WrittenBox(
                column: pixelBox.centre.column, row: pixelBox.centre.row, length: pixelBox.length,
                width: pixelBox.width, angle: (pixelBox.angle * 180 / .pi * 1e9).rounded() / 1e9), forKey: .pixelBox)
        try container.encodeIfPresent(groundBox, forKey: .groundBox)
        try container.encodeIfPresent(model, forKey: .model)
        try container.encode(who, forKey: .who)
        try container.encode(when, forKey: .when)
        try container.encode(why, forKey: .why)
    }

    /// The id of an object that is drawn: the same object drawn twice is one.
    public static func drawnID(scene: String, className: String, box: OrientedBox) -> String {
        Digest.identifier([
            "drawn", scene, className,
            "\(box.centre.column) \(box.centre.row) \(box.length) \(box.width) \(box.angle)",
        ])
    }
}

extension ModelReference {
    /// Who found what a person drew.
    public static let analyst = ModelReference(name: "analyst", sha256: "")
}
