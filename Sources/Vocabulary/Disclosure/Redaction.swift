/// What is left out of something that is handed on.
public struct Redaction: Hashable, Codable, Sendable {
    /// Kinds of things that are left out.
    public enum Part: String, Hashable, Codable, CaseIterable, Sendable {
        /// Where things lie: coordinates on the ground and in pixels, and what they could be worked out from.
        case coordinates
        /// Who says something: ids, titles, addresses and authors of sources.
        case sources
        /// Which imagery was used: titles, files and hashes of scenes, and all pixels.
        case imagery
    }

    /// What is left out.
    public var parts: Set<Part>
    /// Side in metres of the cells that stand for coordinates.
    public var coarseness: Double

    /// Makes a redaction.
    ///
    /// - Parameters:
    ///   - parts: What is left out; nothing by default.
    ///   - coarseness: Side in metres of the cells that stand for coordinates, between ``coarsenesses``.
    public init(_ parts: Set<Part> = [], coarseness: Double = 10_000) {
        self.parts = parts
        self.coarseness =
            coarseness.isFinite
            ? min(Self.coarsenesses.upperBound, max(Self.coarsenesses.lowerBound, coarseness)) : 10_000
    }

    /// The sides that cells may have, in metres.
    public static let coarsenesses: ClosedRange<Double> = 100...1_000_000

    /// Whether everything stays as it is.
    public var isNothing: Bool { parts.isEmpty }

    /// The cells that stand for coordinates; nil where coordinates stay as they are.
    public var cells: CoarseCells? { parts.contains(.coordinates) ? CoarseCells(side: coarseness) : nil }

    /// The names of what is left out, always in the same order.
    public var names: [String] { Part.allCases.filter(parts.contains).map(\.rawValue) }

    /// What was left out in a few words, for logs: "coordinates (cells of 10000 m), sources"; "none" where nothing was.
    public var summary: String {
        let names = Part.allCases.filter(parts.contains).map { part in
            part == .coordinates ? "coordinates (cells of \(Int(coarseness.rounded())) m)" : part.rawValue
        }
        return names.isEmpty ? "none" : names.joined(separator: ", ")
    }

    /// What was left out, a sentence each, for whoever reads the result.
    public var sentences: [String] {
        Part.allCases.filter(parts.contains).map { part in
            switch part {
            case .coordinates:
                "Positions are cells of about \(Int(coarseness.rounded())) m; those in texts are left out."
            case .sources: "Sources are masked: they have numbers instead of names."
            case .imagery: "Imagery is left out: scenes have numbers instead of names, files and hashes."
            }
        }
    }
}
