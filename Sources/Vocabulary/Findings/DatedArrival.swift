/// An arrival that was dated from a case: what came, where, and by whose weather.
public struct DatedArrival: Hashable, Codable, Sendable {
    /// The zone in which it was seen, by id.
    public var zone: String
    /// The look that shows it first, by id.
    public var look: String
    /// The look that saw its place without it, by id.
    public var lookWithout: String
    /// What came: the followed objects, by id.
    public var objects: [String]
    /// What stands for them in the look, by the detections' ids.
    public var detections: [String]
    /// Observations of snow that were taken as cues, by id.
    public var observations: [String]
    /// The source of the weather, by id.
    public var weather: String
    /// What people call the source.
    public var weatherTitle: String
    /// Kilometres from the middle of the site to the source's place; nil where the site has no middle.
    public var weatherDistance: Double?
    /// When it came.
    public var window: ArrivalWindow

    /// Makes a record.
    public init(
        zone: String, look: String, lookWithout: String, objects: [String], detections: [String],
        observations: [String], weather: String, weatherTitle: String, weatherDistance: Double?, window: ArrivalWindow
    ) {
        self.zone = zone
        self.look = look
        self.lookWithout = lookWithout
        self.objects = objects
        self.detections = detections
        self.observations = observations
        self.weather = weather
        self.weatherTitle = weatherTitle
        self.weatherDistance = weatherDistance
        self.window = window
    }
}
