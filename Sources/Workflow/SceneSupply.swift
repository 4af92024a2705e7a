public import ActivityAnalysis
public import Evidence

/// Where the scenes of a case come from. The composition root joins it to files.
public protocol SceneSupply: Sendable {
    /// Everything there is to take in, found without looking at pixels.
    func acquisitions() async throws -> SceneListing
    /// Describes one acquisition.
    func scene(of acquisition: Acquisition) async throws -> Scene
    /// The cloud mask given for the scene of an acquisition; nil where none was.
    func clouds(of acquisition: Acquisition) async throws -> (any CloudMask)?
}

/// What there is to take in.
public struct SceneListing: Hashable, Sendable {
    /// Acquisitions in a stable order.
    public var found: [Acquisition]
    /// What cannot even be identified.
    public var refused: [Refusal]
    /// Whether every place could be looked through. Only then a scene that is not found is gone; else a disk
    /// may be unplugged or a network down.
    public var isComplete: Bool

    /// Makes a listing.
    public init(found: [Acquisition], refused: [Refusal] = [], isComplete: Bool) {
        self.found = found
        self.refused = refused
        self.isComplete = isComplete
    }
}

/// Something that is to become a scene.
public struct Acquisition: Hashable, Sendable {
    /// The id that its scene has: it follows from the bytes of the files.
    public var scene: String
    /// Path as the analyst wrote it, from the case's folder.
    public var path: String
    /// Digest of what the scene's record depends on besides the bytes of its files: facts that were supplied,
    /// placement, credit.
    public var facts: String

    /// Makes a record of an acquisition.
    public init(scene: String, path: String, facts: String) {
        self.scene = scene
        self.path = path
        self.facts = facts
    }
}

/// Something that could not be taken or worked on, and why.
public struct Refusal: Hashable, Codable, Sendable {
    /// Path or title of what it is about.
    public var subject: String
    /// A sentence that says what is wrong and what to do.
    public var reason: String

    /// Makes a record of a refusal.
    public init(subject: String, reason: String) {
        self.subject = subject
        self.reason = reason
    }
}
