public import ActivityAnalysis
public import Evidence

/// Where the scenes of a case come from. The composition root joins it to files.
public protocol SceneSupply: Sendable {
    /// Everything there is to take in, in a stable order, found without reading pixels.
    ///
    /// What cannot even be identified is listed with its reason.
    func acquisitions() async throws -> (found: [Acquisition], refused: [Refusal])
    /// Describes one acquisition.
    func scene(of acquisition: Acquisition) async throws -> Scene
    /// The cloud mask given for a scene; nil where none was.
    func clouds(of scene: Scene) async throws -> (any CloudMask)?
}

/// Something that is to become a scene.
public struct Acquisition: Hashable, Sendable {
    /// The id that its scene has: it follows from the bytes of the files.
    public var scene: String
    /// Path as the analyst wrote it, from the case's folder.
    public var path: String
    /// Digest of all facts that were supplied beside the files.
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
