import Evidence
public import Foundation
import Statistics

extension ModelCard {
    /// Reads a card from the text of a STAC Item with the MLM extension.
    ///
    /// - Parameters:
    ///   - data: The file's bytes.
    ///   - path: Its path, for messages.
    /// - Throws: ``ModelError/badCard(path:reason:)`` naming the property that is missing or wrong.
    public init(json data: Data, path: String) throws(ModelError) {
        let item: Item
        do {
            item = try JSONDecoder().decode(Item.self, from: data)
        } catch let error as DecodingError {
            throw .badCard(path: path, reason: Self.sentence(error))
        } catch {
            throw .badCard(path: path, reason: "it is not valid JSON")
        }
        let properties = item.properties
        guard
            let asset = item.assets.values.first(where: { $0.roles?.contains("mlm:model") ?? false })
                ?? item.assets["model"]
        else {
            throw .badCard(path: path, reason: "no asset has the role 'mlm:model'")
        }
        func refuse(_ reason: String) -> ModelError { .badCard(path: path, reason: reason) }
        guard let head = Head(rawValue: properties.head) else {
            throw refuse(
                "'revisit:head' is '\(properties.head)', known are "
                    + Head.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let values: PixelRequest.Values
        switch properties.units ?? "stretched" {
        case "reflectance": values = .reflectance
        case "stretched": values = .stretched
        case "stored": values = .stored
        case let other:
            throw refuse("'revisit:units' is '\(other)', known are reflectance, stretched, stored")
        }
        let threshold = properties.threshold ?? 0.5
        let classes = properties.classes.map {
            ObjectClass(name: $0.name, threshold: $0.threshold ?? threshold)
        }
        guard !classes.isEmpty else { throw refuse("'revisit:classes' is empty") }
        guard Set(classes.map(\.name)).count == classes.count else {
            throw refuse("'revisit:classes' names a class twice")
        }
        guard classes.allSatisfy({ $0.threshold > 0 && $0.threshold <= 1 }) else {
            throw refuse("a threshold does not lie above 0 and up to 1")
        }
        guard !properties.bands.isEmpty else { throw refuse("'revisit:bands' is empty") }
        let stride = properties.stride ?? 1
        let lattice = properties.lattice ?? stride
        let margin = properties.margin ?? 64
        let tile = properties.tile ?? 512
        guard (1...64).contains(stride), (1...1024).contains(lattice), lattice % stride == 0 else {
            throw refuse("'revisit:lattice' must be a positive multiple of 'revisit:stride'")
        }
        guard (0...4096).contains(margin), tile >= 32, tile <= 16_384, tile > 2 * margin else {
            throw refuse("'revisit:tile' must lie in 32…16384 pixels and exceed twice 'revisit:margin'")
        }
        let merge = properties.mergeOverlap ?? 0.3
        guard merge > 0, merge <= 1 else { throw refuse("'revisit:merge_iou' does not lie above 0 and up to 1") }
        if let resolution = properties.resolution {
            guard resolution.minimum >= 0.001, resolution.minimum <= resolution.target,
                resolution.target <= resolution.maximum, resolution.maximum <= 100_000
            else { throw refuse("'revisit:gsd' needs 0.001 ≤ minimum ≤ target ≤ maximum ≤ 100000, in metres") }
        }
        if let flaw = properties.accuracy?.flaw { throw refuse("in 'revisit:accuracy', \(flaw)") }
        self.init(
            name: properties.name, networkPath: asset.href, sha256: try Self.hash(asset.checksum, path: path),
            licence: properties.license, bands: properties.bands, values: values,
            valueScale: properties.valueScale ?? 1, fill: properties.fill ?? 0, resolution: properties.resolution,
            head: head, stride: stride, lattice: lattice, margin: margin, tile: tile, mergeOverlap: merge,
            minimumLength: properties.minimumLength ?? 0, classes: classes,
            trainingData: properties.trainingData ?? [],
            accuracy: properties.accuracy?.accuracy, limits: properties.limits ?? [],
            strip: try Self.strip(properties.strip, head: head, classes: classes, path: path))
    }

    /// The digest of a multihash of the kind sha2-256 ("1220" and 64 digits).
    private static func hash(_ checksum: String?, path: String) throws(ModelError) -> String? {
        guard let checksum else { return nil }
        let digits = checksum.lowercased()
        guard digits.count == 68, digits.hasPrefix("1220"), digits.allSatisfy(\.isHexDigit) else {
            throw .badCard(
                path: path, reason: "'file:checksum' must be a sha2-256 multihash: 1220 and 64 hexadecimal digits")
        }
        return String(digits.dropFirst(4))
    }

    private static func sentence(_ error: DecodingError) -> String {
        func place(_ context: DecodingError.Context) -> String {
            context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
        }
        switch error {
        case .keyNotFound(let key, let context):
            let parent = place(context)
            return "'\(key.stringValue)' is missing" + (parent.isEmpty ? "" : " in '\(parent)'")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "'\(place(context))' has another type than expected"
        default:
            return "it is not valid JSON"
        }
    }

    // What is read of the file. Names follow STAC and our prefix.

    private struct Item: Decodable {
        var properties: Properties
        var assets: [String: Asset]
    }

    private struct Asset: Decodable {
        var href: String
        var roles: [String]?
        var checksum: String?

        enum CodingKeys: String, CodingKey {
            case href, roles
            case checksum = "file:checksum"
        }
    }

    private struct Properties: Decodable {
        var name: String
        var license: String?
        var head: String
        var bands: [String]
        var units: String?
        var valueScale: Double?
        var fill: Double?
        var resolution: Resolution?
        var stride: Int?
        var lattice: Int?
        var margin: Int?
        var tile: Int?
        var threshold: Double?
        var mergeOverlap: Double?
        var minimumLength: Double?
        var classes: [ClassEntry]
        var trainingData: [TrainingData]?
        var accuracy: AccuracyEntry?
        var limits: [String]?
        var strip: StripSettings?

        enum CodingKeys: String, CodingKey {
            case name = "mlm:name"
            case license
            case head = "revisit:head"
            case bands = "revisit:bands"
            case units = "revisit:units"
            case valueScale = "revisit:value_scale"
            case fill = "revisit:fill"
            case resolution = "revisit:gsd"
            case stride = "revisit:stride"
            case lattice = "revisit:lattice"
            case margin = "revisit:margin"
            case tile = "revisit:tile"
            case threshold = "revisit:threshold"
            case mergeOverlap = "revisit:merge_iou"
            case minimumLength = "revisit:minimum_length"
            case classes = "revisit:classes"
            case trainingData = "revisit:training_data"
            case accuracy = "revisit:accuracy"
            case limits = "revisit:limits"
            case strip = "revisit:strip"
        }
    }

    private struct ClassEntry: Decodable {
        var name: String
        var threshold: Double?
    }

    private struct AccuracyEntry: Decodable {
        var method: String
        var ports: [String: PlaceEntry]?
        var others: [String: PlaceEntry]?

        enum CodingKeys: String, CodingKey {
            case method, ports
            case others = "places"
        }

        /// Ports and places of other kinds mean the same.
        var places: [String: PlaceEntry] { (ports ?? [:]).merging(others ?? [:]) { first, _ in first } }

        /// What cannot be in an entry, as a clause; nil where all is well.
        var flaw: String? {
            if let twice = Set((ports ?? [:]).keys).intersection((others ?? [:]).keys).sorted().first {
                return "'\(twice)' stands among 'ports' and among 'places'"
            }
            for (name, place) in places.sorted(by: { $0.key < $1.key }) {
                let counted = [place] + (place.surroundings ?? [:]).values
                if counted.contains(where: { $0.smallest < 0 }) { return "a count of '\(name)' is below 0" }
                if counted.contains(where: { $0.largest > 1_000_000_000 }) {
                    return "a count of '\(name)' is above 1000000000"
                }
                if let season = place.season, !["winter", "spring", "summer", "autumn"].contains(season) {
                    return "'season' of '\(name)' is '\(season)', known are winter, spring, summer, autumn"
                }
                if let distance = place.groundSamplingDistance, !(0.001...100_000).contains(distance) {
                    return "'gsd' of '\(name)' does not lie in 0.001…100000 metres"
                }
            }
            return nil
        }

        var accuracy: Accuracy {
            Accuracy(
                method: method,
                places: places.filter { $0.value.isScored ?? true }.sorted { $0.key < $1.key }.map { name, counts in
                    Accuracy.Place(
                        name: counts.place ?? name, counts: counts.accuracy,
                        surroundings: counts.surroundings?.mapValues(\.accuracy) ?? [:],
                        className: counts.className, groundSamplingDistance: counts.groundSamplingDistance,
                        season: counts.season)
                })
        }
    }

    private struct PlaceEntry: Decodable {
        var truePositives: Int
        var falsePositives: Int
        var falseNegatives: Int
        var isScored: Bool?
        var surroundings: [String: PlaceEntry]?
        var place: String?
        var className: String?
        var groundSamplingDistance: Double?
        var season: String?

        enum CodingKeys: String, CodingKey {
            case place, season
            case className = "class"
            case groundSamplingDistance = "gsd"
            case isScored = "scored"
            case truePositives = "tp"
            case falsePositives = "fp"
            case falseNegatives = "fn"
            case surroundings
        }

        var smallest: Int { min(truePositives, falsePositives, falseNegatives) }
        var largest: Int { max(truePositives, falsePositives, falseNegatives) }

        var accuracy: DetectorAccuracy {
            DetectorAccuracy(
                truePositives: Double(truePositives), falsePositives: Double(falsePositives),
                falseNegatives: Double(falseNegatives))
        }
    }
}
