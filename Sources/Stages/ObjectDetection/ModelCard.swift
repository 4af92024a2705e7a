public import Evidence
import Foundation
public import Statistics

/// What a detection network is fed with, what comes out of it, how good it is and who may use it.
///
/// Written as a STAC Item with the MLM extension; what that has no field for stands in properties
/// with the prefix `revisit:`.
///
/// Source: STAC Machine Learning Model extension 1.5, "Item Properties and Collection Fields".
public struct ModelCard: Hashable, Codable, Sendable {
    /// Name by which detections refer to it.
    public var name: String
    /// Where the network's file lies, seen from the card.
    public var networkPath: String
    /// Hash of the network's bytes in hexadecimal digits; nil where the card does not tell.
    public var sha256: String?
    /// Licence of the weights, as an SPDX identifier.
    public var licence: String?
    /// Bands that it takes, in order, by common name or by the provider's name.
    public var bands: [String]
    /// What numbers it takes.
    public var values: PixelRequest.Values
    /// Factor between those numbers and the input tensor: 255 for networks that take bytes.
    public var valueScale: Double
    /// What is put in place of missing pixels, in the tensor's numbers.
    public var fill: Double
    /// Ground sampling distance that it was taught for; nil for "whatever the image has".
    public var resolution: Resolution?
    /// How its output is read.
    public var head: Head
    /// Input pixels for one cell of the output, for dense heads; else 1.
    public var stride: Int
    /// What tile origins must be multiples of, in input pixels.
    public var lattice: Int
    /// How far a pixel's influence reaches, in input pixels; for other heads the overlap wanted.
    public var margin: Int
    /// Side of a tile in input pixels, margins included.
    public var tile: Int
    /// Intersection over union above which two boxes of one class are one object.
    public var mergeOverlap: Double
    /// Long side in input pixels below which a detection is dropped; 0 for none.
    public var minimumLength: Double
    /// What it finds.
    public var classes: [ObjectClass]
    /// What it was taught on.
    public var trainingData: [TrainingData]
    /// How well it did on places that took no part in training; nil where nobody measured.
    public var accuracy: Accuracy?
    /// What fails, in sentences.
    public var limits: [String]
    /// How strips along tracks are made and read; for ``Head/trackStrip`` only.
    public var strip: StripSettings?

    /// Makes a card; whoever calls answers for what fits together.
    public init(
        name: String, networkPath: String, sha256: String? = nil, licence: String? = nil, bands: [String],
        values: PixelRequest.Values, valueScale: Double = 1, fill: Double = 0, resolution: Resolution? = nil,
        head: Head, stride: Int = 1, lattice: Int = 1, margin: Int, tile: Int, mergeOverlap: Double,
        minimumLength: Double = 0, classes: [ObjectClass], trainingData: [TrainingData] = [],
        accuracy: Accuracy? = nil, limits: [String] = [], strip: StripSettings? = nil
    ) {
        self.name = name
        self.networkPath = networkPath
        self.sha256 = sha256
        self.licence = licence
        self.bands = bands
        self.values = values
        self.valueScale = valueScale
        self.fill = fill
        self.resolution = resolution
        self.head = head
        self.stride = stride
        self.lattice = lattice
        self.margin = margin
        self.tile = tile
        self.mergeOverlap = mergeOverlap
        self.minimumLength = minimumLength
        self.classes = classes
        self.trainingData = trainingData
        self.accuracy = accuracy
        self.limits = limits
        self.strip = strip
    }

    /// A class that a network tells apart.
    public struct ObjectClass: Hashable, Codable, Sendable {
        /// Its name.
        public var name: String
        /// Score from which on it is reported.
        public var threshold: Double

        /// Makes a class.
        public init(name: String, threshold: Double) {
            self.name = name
            self.threshold = threshold
        }
    }

    /// The ground sampling distances that a network serves, in metres.
    public struct Resolution: Hashable, Codable, Sendable {
        /// What images outside the range are resampled to.
        public var target: Double
        /// Finest that is taken as it is.
        public var minimum: Double
        /// Coarsest that is taken as it is.
        public var maximum: Double

        /// Makes a range.
        public init(target: Double, minimum: Double, maximum: Double) {
            self.target = target
            self.minimum = minimum
            self.maximum = maximum
        }
    }

    /// A set of images that a network was taught on.
    public struct TrainingData: Hashable, Codable, Sendable {
        /// Its name.
        public var name: String
        /// Its licence.
        public var licence: String?
        /// Whom to name.
        public var credit: String?

        /// Makes a record of a set.
        public init(name: String, licence: String?, credit: String?) {
            self.name = name
            self.licence = licence
            self.credit = credit
        }
    }

    /// Results on places that took no part in training.
    public struct Accuracy: Hashable, Codable, Sendable {
        /// How it was measured.
        public var method: String
        /// Counts for each place, by name; places with too few objects for a score of their own are left out.
        public var places: [Place]

        /// Makes a record of results.
        public init(method: String, places: [Place]) {
            self.method = method
            self.places = places
        }

        /// Results on one place.
        public struct Place: Hashable, Codable, Sendable {
            /// Its name.
            public var name: String
            /// All objects and detections of the place.
            public var counts: DetectorAccuracy
            /// Those of them in some surroundings, by the card's name for these: "berth", "open".
            public var surroundings: [String: DetectorAccuracy]
            /// The class that was counted; nil for all together.
            public var className: String?
            /// Metres of a pixel; nil where not told.
            public var groundSamplingDistance: Double?
            /// Season of the scenes: "winter", "spring", "summer" or "autumn"; nil where not told.
            public var season: String?

            /// Makes a record of one place.
            public init(
                name: String, counts: DetectorAccuracy, surroundings: [String: DetectorAccuracy] = [:],
                className: String? = nil, groundSamplingDistance: Double? = nil, season: String? = nil
            ) {
                self.className = className
                self.groundSamplingDistance = groundSamplingDistance
                self.season = season
                self.name = name
                self.counts = counts
                self.surroundings = surroundings
            }
        }
    }

    /// What was measured, to choose what fits the conditions of a count; empty where nothing was.
    public var measuredAccuracy: MeasuredAccuracy {
        MeasuredAccuracy(
            places: accuracy?.places.map { place in
                MeasuredAccuracy.Place(
                    counts: place.counts, surroundings: place.surroundings, name: place.name,
                    className: place.className, groundSamplingDistance: place.groundSamplingDistance,
                    season: place.season.flatMap(Season.init(rawValue:)))
            } ?? [])
    }

    /// How a network's output is read.
    public enum Head: String, Hashable, Codable, CaseIterable, Sendable {
        /// One map: class scores, then centre offset, length, width and doubled angle; see `CentreOrientedHead`.
        case centreOriented = "centre-oriented"
        /// Ultralytics' export of upright boxes.
        case yoloBoxes = "yolo-boxes"
        /// Ultralytics' export of oriented boxes.
        case yoloOriented = "yolo-oriented"
        /// Marks along a track, from a strip of ground unrolled along it; see ``TrackReader``.
        case trackStrip = "track-strip"
        /// One map as ``centreOriented``'s with a single class, of which every cell tells the nearest place on a track's
        /// centre-line and the track's direction; see ``TrackProposer``.
        case trackLines = "track-lines"

        /// Whether boxes of objects come out when it is run over a whole scene.
        public var findsObjects: Bool { self != .trackStrip && self != .trackLines }

        /// Whether an answer hangs only on what lies within the card's margin, wherever the tile begins.
        var isLocal: Bool { self == .centreOriented || self == .trackLines }
    }
}

/// Why a model cannot be used, in sentences for a person.
public enum ModelError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The card is no JSON or lacks something.
    case badCard(path: String, reason: String)
    /// The network's bytes are not those that the card names.
    case wrongHash(path: String, expected: String, found: String)
    /// The network keeps weights in another file, which its hash does not cover.
    case weightsElsewhere(path: String, file: String)
    /// The card says one thing, the network another.
    case cardDoesNotFit(name: String, reason: String)
    /// The scene lacks a band that the network needs.
    case missingBand(model: String, band: String, scene: String, available: [String])
    /// The scene's ground sampling distance is not known, but the network needs it.
    case unknownResolution(model: String, scene: String)
    /// The scene's pixels are too large or too small for the network; metres.
    case unfitResolution(model: String, scene: String, pixel: Double, minimum: Double, maximum: Double)
    /// The scene has a single row or column, in which nothing can be made out.
    case tooSmall(model: String, scene: String, width: Int, height: Int)
    /// The network gave numbers of a shape that its head does not have.
    case outputShape(model: String, found: [Int], expected: String)

    /// A sentence that says what is wrong and what to do.
    public var description: String {
        switch self {
        case .badCard(let path, let reason):
            "The model card \(path) cannot be used: \(reason)."
        case .wrongHash(let path, let expected, let found):
            "The network \(path) is not the one that its card describes (sha256 \(found), the card says \(expected));"
                + " restore the file, or correct file:checksum on the card."
        case .weightsElsewhere(let path, let file):
            "The network \(path) keeps its weights in another file, '\(file)', so its hash would not tell when they "
                + "change; save it as one file (onnx.save_model with save_as_external_data=False)."
        case .cardDoesNotFit(let name, let reason):
            "The card of \(name) does not fit its network: \(reason)."
        case .missingBand(let model, let band, let scene, let available):
            "\(model) needs the band '\(band)', which \(scene) does not have (it has \(available.joined(separator: ", ")));"
                + " name the bands in a scene.yaml beside the image, or use another model."
        case .unknownResolution(let model, let scene):
            "\(model) needs to know how large a pixel of \(scene) is on the ground; say it with --gsd METRES"
                + " or 'gsd' in a scene.yaml beside the image."
        case .unfitResolution(let model, let scene, let pixel, let minimum, let maximum):
            "Pixels of \(scene) measure \((pixel * 1e6).rounded() / 1e6) m on the ground, too far from the \(minimum) to"
                + " \(maximum) m that \(model) was made for; use another model or another image, or correct 'gsd'."
        case .tooSmall(let model, let scene, let width, let height):
            "\(scene) has \(width) × \(height) pixels, in which \(model) cannot make anything out; give the whole image."
        case .outputShape(let model, let found, let expected):
            "The network of \(model) gave an output of shape \(found), but \(expected) was expected;"
                + " check the head named on its card."
        }
    }
}
