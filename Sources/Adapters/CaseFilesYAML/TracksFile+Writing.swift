import Evidence
import Foundation

extension TracksFile {
    /// The text of a file with tracks that were made out in images, which ``init(path:)`` reads: one line for each track.
    ///
    /// - Throws: Where a number is not finite.
    public static func text(of proposals: [Proposal]) throws -> String {
        let features = try proposals.map { try CanonicalJSON.text(Feature($0)) }
        let joined = features.isEmpty ? "" : "\n" + features.joined(separator: ",\n") + "\n"
        return "{\"type\":\"FeatureCollection\",\"features\":[\(joined)]}\n"
    }

    /// A track that was made out in an image.
    public struct Proposal: Sendable {
        /// Unique in the file.
        public var id: String
        /// What to call it.
        public var name: String
        /// Title of the image.
        public var scene: String
        /// False where a part of the line is guessed.
        public var isSure: Bool
        /// How sure the network is, 0…1.
        public var score: Double
        /// Share of its length over which it was seen.
        public var seenShare: Double
        /// Longitude and latitude, or column and row.
        public var points: [SIMD2<Double>]
        /// Whether points are column and row.
        public var isInPixels: Bool

        /// Makes a proposal.
        public init(
            id: String, name: String, scene: String, isSure: Bool, score: Double, seenShare: Double,
            points: [SIMD2<Double>], isInPixels: Bool
        ) {
            self.id = id
            self.name = name
            self.scene = scene
            self.isSure = isSure
            self.score = score
            self.seenShare = seenShare
            self.points = points
            self.isInPixels = isInPixels
        }
    }

    private struct Feature: Encodable {
        var type = "Feature"
        var geometry: Line
        var properties: Properties

        struct Line: Encodable {
            var type = "LineString"
            var coordinates: [[Double]]
        }

        struct Properties: Encodable {
            var kind = "track"
            var id: String
            var name: String
            var scene: String
            var sure: Bool
            var score: Double
            var seenShare: Double
            var frame: String?

            enum CodingKeys: String, CodingKey {
                case kind, id, name, scene, sure, score, frame
                case seenShare = "seen_share"
            }
        }

        init(_ proposal: Proposal) {
            func rounded(_ value: Double, _ unit: Double) -> Double { (value * unit).rounded() / unit }
            // A centimetre on the ground, a hundredth of a pixel on an image.
            let unit = proposal.isInPixels ? 100.0 : 10_000_000
            geometry = Line(coordinates: proposal.points.map { [rounded($0.x, unit), rounded($0.y, unit)] })
            properties = Properties(
                id: proposal.id, name: proposal.name, scene: proposal.scene, sure: proposal.isSure,
                score: rounded(proposal.score, 1000), seenShare: rounded(proposal.seenShare, 1000),
                frame: proposal.isInPixels ? "pixel" : nil)
        }
    }
}
