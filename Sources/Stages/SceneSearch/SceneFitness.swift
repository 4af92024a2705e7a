import Evidence
import Foundation
import Geodesy
public import Sites

/// What a scene of a catalogue would be good for, as far as the catalogue tells.
public struct SceneFitness: Hashable, Sendable {
    /// What it is good for.
    public var verdict: Verdict
    /// Share of the site's zones, by area, that lies in the scene, 0…1.
    public var siteShare: Double
    /// Zones of which it shows at least a fifth, by id.
    public var shown: [String]
    /// Those of them for which its pixels are fine enough, by id.
    public var served: [String]
    /// Indicators of the case that could be read from it, by id.
    public var indicators: [String]
    /// Why it is not fully fit, and what is not known, in words that can stand behind each other with semicolons.
    public var reasons: [String]

    /// What a scene is good for.
    public enum Verdict: String, Hashable, Codable, Sendable {
        /// All that it shows of the site could be judged.
        case fit
        /// A part of it could, or something that decides is not told.
        case inPart = "in part"
        /// Nothing could.
        case notFit = "not fit"
    }
}

/// What the case wants to read from scenes: an indicator, and what it takes to see it.
public struct ViewNeed: Hashable, Sendable {
    /// The indicator.
    public var id: String
    /// The zones in any of which it is looked for, by id.
    public var zones: [String]
    /// Coarsest ground sampling distance in metres; nil where the zone's holds.
    public var groundSamplingDistance: Double?
    /// Months in which it can be seen, 1…12; empty for all.
    public var months: [Int]
    /// Parts of names of satellites or sensors that can show it; empty for all.
    public var sensors: [String]

    /// Makes a need.
    public init(
        id: String, zones: [String], groundSamplingDistance: Double? = nil, months: [Int] = [], sensors: [String] = []
    ) {
        self.id = id
        self.zones = zones
        self.groundSamplingDistance = groundSamplingDistance
        self.months = months
        self.sensors = sensors
    }
}

/// Judges scenes by what a catalogue tells of them.
///
/// The lines are those by which looks are judged once pixels are there: a fifth of a zone, half of it under cloud. What a
/// catalogue does not tell is no reason against a scene, but is said.
public struct FitnessAssessor: Sendable {
    /// Share of a zone from which on it counts as shown.
    public static let leastShare = 0.2
    /// Share of a zone from which on it counts as shown whole.
    public static let wholeShare = 0.95
    /// Percent of cloud from which on a scene is fit in part only.
    public static let muchCloud = 50.0
    /// Percent of cloud from which on nothing can be expected.
    public static let allCloud = 95.0
    /// Degrees of the sun above the horizon below which shadows cover what lies beside high things.
    public static let lowSun = 10.0
    /// Degrees off the vertical from which on high things hide what lies behind them.
    public static let oblique = 35.0
    /// Places along each side of a zone's box at which cover is looked up.
    private static let side = 24

    private struct Watched: Sendable {
        var id: String
        var places: [GeoPoint]
        var weight: Double
        var need: Double?
    }

    private let zones: [Watched]
    private let needs: [ViewNeed]

    /// Makes an assessor.
    ///
    /// - Parameters:
    ///   - site: The site.
    ///   - needs: What the case wants to read from scenes.
    public init(site: Site, needs: [ViewNeed] = []) {
        let required = Dictionary(
            site.zones.map { ($0.id, $0.requiredGroundSamplingDistance) }, uniquingKeysWith: { first, _ in first })
        zones = SearchBox.watched(of: site).map { id, area in
            let lattice = area.lattice(side: Self.side)
            let latitude = area.bounds.map { ($0.minimum.latitude + $0.maximum.latitude) / 2 } ?? 0
            return Watched(
                id: id, places: lattice.isEmpty ? area.parts.flatMap(\.outer.corners) : lattice,
                weight: area.area * cos(latitude * .pi / 180), need: required[id])
        }
        self.needs = needs
    }

    /// What a scene would be good for.
    ///
    /// - Parameter item: The scene.
    /// - Returns: The verdict with its reasons.
    public func fitness(of item: CatalogueItem) -> SceneFitness {
        var share = 0.0
        var shares: [String: Double] = [:]
        for zone in zones {
            let inside = zone.places.count { item.area.contains($0) }
            let own = Double(inside) / Double(max(1, zone.places.count))
            shares[zone.id] = own
            share += own * zone.weight
        }
        let whole = zones.reduce(0) { $0 + $1.weight }
        let shown = zones.filter { shares[$0.id] ?? 0 >= Self.leastShare }
        let distance = item.groundSamplingDistance
        let served = shown.filter { zone in distance.map { $0 <= (zone.need ?? .infinity) * 1.01 } ?? true }
        var fitness = SceneFitness(
            verdict: .fit, siteShare: whole > 0 ? min(1, share / whole) : 0, shown: shown.map(\.id),
            served: distance == nil ? [] : served.map(\.id), indicators: [], reasons: [])
        func lower(to verdict: SceneFitness.Verdict, _ reason: String) {
            fitness.reasons.append(reason)
            if verdict == .notFit || fitness.verdict == .fit { fitness.verdict = verdict }
        }
        if item.isRadar { lower(to: .notFit, "a radar image, which Revisit does not read") }
        if shown.isEmpty {
            lower(to: .notFit, "shows less than a fifth of any zone")
        } else if shown.contains(where: { shares[$0.id] ?? 0 < Self.wholeShare }) {
            lower(to: .inPart, "shows some zones in part")
        }
        if distance != nil, !item.isRadar {
            let coarse = shown.filter { zone in !served.contains { $0.id == zone.id } }
            if !coarse.isEmpty {
                let finest = coarse.compactMap(\.need).min() ?? 0
                lower(
                    to: served.isEmpty ? .notFit : .inPart,
                    "too coarse for \(coarse.count) of \(shown.count) zones, which need \(Self.digits(finest)) m")
            }
        } else if !item.isRadar {
            lower(to: .inPart, "pixel size not told")
        }
        if !item.isRadar { judgeLight(item, lower) }
        if fitness.verdict != .notFit { fitness.indicators = indicators(item, shares) }
        return fitness
    }

    private func judgeLight(_ item: CatalogueItem, _ lower: (SceneFitness.Verdict, String) -> Void) {
        if let cloud = item.cloudCover {
            if cloud >= Self.allCloud {
                lower(.notFit, "under cloud")
            } else if cloud >= Self.muchCloud {
                lower(.inPart, "much cloud")
            }
        } else {
            lower(.inPart, "cloud not told")
        }
        if let sun = item.sun?.elevation {
            if sun <= 0 {
                lower(.notFit, "taken without sun")
            } else if sun < Self.lowSun {
                lower(.inPart, "low sun, long shadows")
            }
        }
        if let angle = item.offNadir ?? item.incidence, angle > Self.oblique { lower(.inPart, "oblique view") }
    }

    private func indicators(_ item: CatalogueItem, _ shares: [String: Double]) -> [String] {
        guard let distance = item.groundSamplingDistance else { return [] }
        let required = Dictionary(zones.map { ($0.id, $0.need) }, uniquingKeysWith: { first, _ in first })
        let day = AcquisitionTime.text(item.time.middle).dropFirst(5).prefix(2)
        let names = ([item.platform, item.constellation].compactMap { $0 } + item.instruments).map { $0.lowercased() }
        return needs.filter { need in
            (need.months.isEmpty || Int(day).map(need.months.contains) == true)
                && (need.sensors.isEmpty
                    || need.sensors.contains { sensor in names.contains { $0.contains(sensor.lowercased()) } })
                && need.zones.contains { zone in
                    let limit = need.groundSamplingDistance ?? (required[zone] ?? nil) ?? .infinity
                    return shares[zone] ?? 0 >= Self.leastShare && distance <= limit * 1.01
                }
        }.map(\.id)
    }

    static func digits(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() ? String(Int(rounded)) : "\(rounded)"
    }
}
