/// What stood on one track in one scene: rail vehicles in order, with what is between them and what could not be seen.
///
/// Stations are metres along the track's line from its first point.
public struct Consist: Hashable, Codable, Sendable {
    /// Derived from scene, track and model.
    public var id: String
    /// The scene.
    public var scene: String
    /// The track, by id.
    public var track: String
    /// What people call the track.
    public var trackName: String
    /// Whether the whole track's line is known surely; false where whoever drew it guessed a part.
    public var isTrackSure: Bool
    /// Metres of the track's line.
    public var length: Double
    /// The part of the line that lies in the scene, in stations; nil where none does.
    public var extent: Stretch?
    /// Share of the line on which vehicles could be seen, 0…1.
    public var visibleShare: Double
    /// Stretches of a part of the line in the scene on which nothing can be seen: roofs, bridges, missing pixels.
    public var hidden: [Stretch]
    /// The vehicles, by station.
    public var vehicles: [Vehicle]
    /// How many vehicles there are, or why that cannot be determined.
    public var count: Observation.Result
    /// How many of each class that may be there, by class.
    public var classCounts: [String: Observation.Result]
    /// What the counts were made of; nil where nothing could be counted.
    public var basis: CountBasis?
    /// Vehicles, trains and what is open about them, in one sentence.
    public var sentence: String
    /// What a reader must know beside it, in sentences.
    public var notes: [String]
    /// The network.
    public var model: ModelReference

    /// Makes a record of what stood on a track.
    public init(
        id: String, scene: String, track: String, trackName: String, isTrackSure: Bool, length: Double,
        extent: Stretch?, visibleShare: Double, hidden: [Stretch], vehicles: [Vehicle], count: Observation.Result,
        classCounts: [String: Observation.Result], basis: CountBasis? = nil, sentence: String, notes: [String],
        model: ModelReference
    ) {
        self.id = id
        self.scene = scene
        self.track = track
        self.trackName = trackName
        self.isTrackSure = isTrackSure
        self.length = length
        self.extent = extent
        self.visibleShare = visibleShare
        self.hidden = hidden
        self.vehicles = vehicles
        self.count = count
        self.classCounts = classCounts
        self.basis = basis
        self.sentence = sentence
        self.notes = notes
        self.model = model
    }

    /// A part of a track between two stations.
    public struct Stretch: Hashable, Codable, Sendable {
        /// First station in metres.
        public var start: Double
        /// Last station in metres.
        public var end: Double

        /// Makes a stretch.
        public init(start: Double, end: Double) {
            self.start = start
            self.end = end
        }

        /// Metres.
        public var length: Double { end - start }
    }

    /// A vehicle on a track.
    public struct Vehicle: Hashable, Codable, Sendable {
        /// The detection that stands for it, by id.
        public var detection: String
        /// Its likeliest class.
        public var className: String
        /// Probability that a vehicle stands here, as far as the network's weights are calibrated.
        public var probability: Double
        /// Probabilities of the classes, given that it is a vehicle.
        public var classProbabilities: [String: Double]
        /// First station in metres.
        public var start: Double
        /// Last station in metres.
        public var end: Double
        /// Standard error of ``start`` in metres.
        public var startError: Double
        /// Standard error of ``end`` in metres.
        public var endError: Double
        /// Whether its first station is that of something hidden or of the edge of what is seen.
        public var isCutAtStart: Bool
        /// Whether its last station is.
        public var isCutAtEnd: Bool
        /// Whether it belongs to the same train as the vehicle before it.
        public var isCoupled: Bool
        /// Other tracks that it may stand on, as far as the scene's placement can tell.
        public var otherTracks: [String]

        /// Makes a record of a vehicle.
        public init(
            detection: String, className: String, probability: Double, classProbabilities: [String: Double],
            start: Double, end: Double, startError: Double, endError: Double, isCutAtStart: Bool = false,
            isCutAtEnd: Bool = false, isCoupled: Bool = false, otherTracks: [String] = []
        ) {
            self.detection = detection
            self.className = className
            self.probability = probability
            self.classProbabilities = classProbabilities
            self.start = start
            self.end = end
            self.startError = startError
            self.endError = endError
            self.isCutAtStart = isCutAtStart
            self.isCutAtEnd = isCutAtEnd
            self.isCoupled = isCoupled
            self.otherTracks = otherTracks
        }

        /// Metres from its first to its last station.
        public var length: Double { end - start }
    }

    /// The parts of the line that do not lie in the scene; less than a metre is left out.
    public var outside: [Stretch] {
        guard let extent else { return [Stretch(start: 0, end: length)] }
        return [Stretch(start: 0, end: extent.start), Stretch(start: extent.end, end: length)].filter { $0.length > 1 }
    }

    /// The parts of the line on which nothing can be seen: those that are hidden and those outside of the scene.
    public var unseen: [Stretch] { hidden + outside }

    /// The trains: runs of vehicles that are coupled, in order.
    public var trains: [ArraySlice<Vehicle>] {
        var trains: [ArraySlice<Vehicle>] = []
        var first = vehicles.startIndex
        for index in vehicles.indices.dropFirst() where !vehicles[index].isCoupled {
            trains.append(vehicles[first..<index])
            first = index
        }
        if first < vehicles.endIndex { trains.append(vehicles[first...]) }
        return trains
    }
}
