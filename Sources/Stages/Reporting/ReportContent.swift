public import Disclosure
public import Documents
public import Evidence
public import Findings
public import Geodesy
public import Sites

/// Everything that a report says, as plain values.
///
/// Records point at each other by id. A reference to a record that is not here is written as text and
/// not as a link, so a report of a part of a case is still whole.
public struct ReportContent: Codable, Sendable {
    /// The question, the period and the site.
    public var `case`: Case
    /// The scenes, in any order.
    public var scenes: [Scene]
    /// The looks, in any order.
    public var looks: [Look]
    /// The detections, in any order.
    public var detections: [Detection]
    /// What was counted, in any order.
    public var observations: [Observation]
    /// The work that made all this.
    public var runs: [StageRun]
    /// Which run made a look: run ids by look id.
    public var runsOfLooks: [String: String]
    /// Which run made a detection: run ids by detection id.
    public var runsOfDetections: [String: String]
    /// Which run made an observation: run ids by observation id.
    public var runsOfObservations: [String: String]
    /// What must be known of the networks.
    public var models: [ModelSummary]
    /// Pictures by scene id.
    public var pictures: [String: ScenePicture] = [:]
    /// Pictures of zones, by ``view(of:in:)``.
    public var views: [String: ScenePicture] = [:]
    /// Small pictures of single detections, by detection id.
    public var crops: [String: EncodedPicture] = [:]
    /// What stood on tracks, in any order.
    public var consists: [Consist] = []
    /// How scenes were laid on each other, by scene id.
    public var alignments: [String: Alignment] = [:]
    /// Objects followed through scenes, in any order.
    public var objects: [ObjectChain] = []
    /// What changed on the ground between scenes, in any order.
    public var comparisons: [GroundComparison] = []
    /// Before beside after, by the id of a change of the ground.
    public var changePictures: [String: ChangePicture] = [:]
    /// Unrolled tracks, by consist id.
    public var strips: [String: StripImage] = [:]
    /// What looks tell together, through time.
    public var activity = Activity()
    /// What each source of weather tells before a scene, by scene id.
    public var weather: [String: [WeatherBefore]] = [:]
    /// How likely each hypothesis is, and what that hangs on; nil where nothing was assessed.
    public var judgement: Judgement?
    /// What it would take, and what it would change; nil where nothing was reckoned.
    public var scenarios: Scenarios?
    /// The chapters that stand before the records; nil where only records are shown.
    public var document: Document?
    /// The newest entry of the case's audit log, where the report is to name it.
    public var auditHead: AuditHead?
    /// The text of plotly.js, which draws charts; nil where it is not at hand.
    public var plotLibrary: String?
    /// Version of the program that writes the report.
    public var softwareVersion: String
    /// Whether something else than a scene is simulated; a scene says so itself.
    public var includesSimulation: Bool
    /// What was left out.
    public var redaction = Redaction()
    /// What is told instead of where things lie; empty where coordinates are not left out.
    public var cells: [PlaceCell] = []

    /// Makes the content of a report; what is not given is not there.
    public init(
        case subject: Case, scenes: [Scene] = [], looks: [Look] = [], detections: [Detection] = [],
        observations: [Observation] = [], runs: [StageRun] = [], runsOfLooks: [String: String] = [:],
        runsOfDetections: [String: String] = [:], runsOfObservations: [String: String] = [:],
        models: [ModelSummary] = [], pictures: [String: ScenePicture] = [:],
        crops: [String: EncodedPicture] = [:], softwareVersion: String, includesSimulation: Bool = false
    ) {
        self.case = subject
        self.scenes = scenes
        self.looks = looks
        self.detections = detections
        self.observations = observations
        self.runs = runs
        self.runsOfLooks = runsOfLooks
        self.runsOfDetections = runsOfDetections
        self.runsOfObservations = runsOfObservations
        self.models = models
        self.pictures = pictures
        self.crops = crops
        self.softwareVersion = softwareVersion
        self.includesSimulation = includesSimulation
    }

    /// The records. Pictures, the chapters and what the program says of itself are none: they are made of what is left.
    private enum CodingKeys: String, CodingKey {
        case `case`, scenes, looks, detections, observations, runs, runsOfLooks, runsOfDetections, runsOfObservations,
            models
        case consists, alignments, objects, comparisons, activity, weather, judgement, scenarios, softwareVersion
        case includesSimulation, redaction, cells
    }

    /// What looks tell together.
    public struct Activity: Codable, Sendable {
        /// The looks at each zone.
        public var looks: [ZoneLooks] = []
        /// The series that zones are watched for.
        public var series: [ActivitySeries] = []
        /// What they tell.
        public var findings: [Finding] = []

        /// Nothing yet.
        public init() {}
    }

    /// The name under which the picture of a zone in a scene is kept.
    ///
    /// - Parameters:
    ///   - zone: The zone, by id.
    ///   - scene: The scene, by id.
    /// - Returns: Their ids with a slash between.
    public static func view(of zone: String, in scene: String) -> String { zone + "/" + scene }

    /// The names of all pictures of zones that a document shows.
    ///
    /// - Parameter document: The chapters; nil for none.
    /// - Returns: Names as ``view(of:in:)`` gives them.
    public static func views(in document: Document?) -> Set<String> {
        var names: Set<String> = []
        for figure in document?.figures ?? [] {
            guard case .zone(let zone, let scenes) = figure.name else { continue }
            names.formUnion(scenes.map { view(of: zone, in: $0) })
        }
        return names
    }

    /// Whether anything in the report is simulated; then it says so on top.
    public var isSimulated: Bool { includesSimulation || scenes.contains(where: \.isSimulated) }
}

/// A picture in a format that browsers show.
public struct EncodedPicture: Hashable, Sendable {
    /// How it is encoded.
    public var format: Format
    /// The encoded bytes.
    public var bytes: [UInt8]
    /// Pixels from left to right.
    public var width: Int
    /// Pixels from top to bottom.
    public var height: Int

    /// Makes a picture from its bytes.
    public init(format: Format, bytes: [UInt8], width: Int, height: Int) {
        self.format = format
        self.bytes = bytes
        self.width = width
        self.height = height
    }

    /// A picture format, by its media type.
    public enum Format: String, Hashable, Sendable {
        /// Portable Network Graphics.
        case png = "image/png"
        /// JPEG.
        case jpeg = "image/jpeg"
    }
}

/// What was before beside what is after, at the same place and with the same stretch.
public struct ChangePicture: Hashable, Sendable {
    /// Both in one picture, before to the left.
    public var image: EncodedPicture
    /// White pixels between the two.
    public var gap: Int
    /// Metres on the ground for one pixel of the picture; nil where unknown.
    public var metresPerPixel: Double?
    /// Direction of true north in degrees clockwise from the picture's upper edge; nil where unknown.
    public var north: Double?

    /// Makes a picture of a change.
    public init(image: EncodedPicture, gap: Int, metresPerPixel: Double? = nil, north: Double? = nil) {
        self.image = image
        self.gap = gap
        self.metresPerPixel = metresPerPixel
        self.north = north
    }
}

/// A picture of a scene or of a part of it, and how it lies on the scene and on the ground.
public struct ScenePicture: Hashable, Sendable {
    /// The picture.
    public var image: EncodedPicture
    /// From the scene's reference grid to the picture's pixels: x is the picture's column, y its row.
    public var toPicture: GridTransform
    /// Metres on the ground for one pixel of the picture; nil where unknown.
    public var metresPerPixel: Double?
    /// Direction of true north in degrees clockwise from the picture's upper edge; nil where unknown.
    public var north: Double?
    /// What is shown, in words: "red, green and blue, 2nd to 98th percentile".
    public var rendering: String
    /// Where the picture's corners lie on the ground, from the upper left one clockwise; empty where nobody told.
    public var corners: [GeoPoint] = []

    /// Makes a picture of a scene.
    public init(
        image: EncodedPicture, toPicture: GridTransform, metresPerPixel: Double? = nil, north: Double? = nil,
        rendering: String = ""
    ) {
        self.image = image
        self.toPicture = toPicture
        self.metresPerPixel = metresPerPixel
        self.north = north
        self.rendering = rendering
    }
}
