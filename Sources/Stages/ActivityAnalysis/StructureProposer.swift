public import Evidence
public import Foundation
public import Geodesy

/// Proposes as fixed structures what stands at one place in every look.
///
/// The rule: detections of one class, each in another scene, whose middles lie within the placement error of each other,
/// of like length and direction, in **all** usable looks at their zone, at least ``Configuration/leastLooks`` of them, over
/// at least ``Configuration/leastDays``. One look without it, and it is no structure.
///
/// Its error: a place where some vehicle stands a share *p* of the time is taken for a structure with probability *pⁿ* in
/// *n* independent looks; each proposal tells it for *p* = ½. A ship that is laid up, or always replaced by one of its
/// size, looks like a structure to this rule. So nothing is accepted by itself: an analyst puts what is right into the
/// site file.
public struct StructureProposer: Sendable {
    /// When something is proposed.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Fewest usable looks.
        public var leastLooks: Int
        /// Fewest days between the first and the last of them.
        public var leastDays: Double
        /// Metres by which places may differ from scene to scene.
        public var placementError: Double

        /// Makes a configuration.
        public init(leastLooks: Int = 4, leastDays: Double = 60, placementError: Double = 5) {
            self.leastLooks = leastLooks
            self.leastDays = leastDays
            self.placementError = placementError
        }
    }

    /// Something that may be a structure.
    public struct Proposal: Hashable, Sendable {
        /// The class that it is taken for.
        public var className: String
        /// The zone it lies in.
        public var zone: String
        /// The box of the surest of its detections.
        public var box: GroundBox
        /// Usable looks, in all of which it was found.
        public var looks: Int
        /// When it was first and last seen.
        public var first: Date
        /// When it was last seen.
        public var last: Date
        /// Why it is proposed and how sure that is, in a sentence.
        public var reason: String
    }

    /// One usable look at a zone, with what was found there.
    public struct Sight: Sendable {
        /// The zone.
        public var zone: String
        /// When it was looked at.
        public var time: Date
        /// What was found in the zone.
        public var detections: [Detection]

        /// Joins a look to what was found.
        public init(zone: String, time: Date, detections: [Detection]) {
            self.zone = zone
            self.time = time
            self.detections = detections
        }
    }

    /// The settings in use.
    public let configuration: Configuration

    /// Makes a proposer.
    public init(configuration: Configuration = Configuration()) {
        self.configuration = configuration
    }

    /// Finds what stands in every look.
    ///
    /// - Parameter sights: All usable looks, in any order.
    /// - Returns: What is proposed, ordered by zone and class.
    public func proposals(from sights: [Sight]) -> [Proposal] {
        var proposals: [Proposal] = []
        for (zone, looks) in Dictionary(grouping: sights, by: \.zone).sorted(by: { $0.key < $1.key }) {
            let looks = looks.sorted { $0.time < $1.time }
            guard looks.count >= configuration.leastLooks, let first = looks.first, let last = looks.last,
                last.time.timeIntervalSince(first.time) >= configuration.leastDays * 86_400
            else { continue }
            var taken: Set<String> = []
            for start in first.detections.sorted(by: {
                ($0.className, -$0.score, $0.id) < ($1.className, -$1.score, $1.id)
            })
            where !taken.contains(start.id) {
                var chain = [start]
                for look in looks.dropFirst() {
                    let fitting = look.detections.filter { !taken.contains($0.id) && isSame($0, start) }
                    guard let best = fitting.max(by: { ($0.score, $1.id) < ($1.score, $0.id) }) else { break }
                    chain.append(best)
                }
                guard chain.count == looks.count,
                    let box = chain.max(by: { ($0.score, $1.id) < ($1.score, $0.id) })?.groundBox
                else { continue }
                taken.formUnion(chain.map(\.id))
                let chance = pow(0.5, Double(looks.count))
                proposals.append(
                    Proposal(
                        className: start.className, zone: zone, box: box, looks: looks.count, first: first.time,
                        last: last.time,
                        reason: "found in all \(looks.count) usable looks over "
                            + "\(Int(last.time.timeIntervalSince(first.time) / 86_400)) days; a place that is taken half "
                            + "of the time would be so by chance in \(Self.percent(chance)) of cases"))
            }
        }
        return proposals
    }

    /// Whether two detections are of one class, place, length and direction, as well as boxes and places are known.
    private func isSame(_ one: Detection, _ other: Detection) -> Bool {
        guard one.className == other.className, let a = one.groundBox, let b = other.groundBox else { return false }
        guard Ellipsoid.wgs84.distance(a.centre, b.centre) <= configuration.placementError else { return false }
        guard max(a.length, b.length) <= 1.25 * min(a.length, b.length) + 0.5 else { return false }
        // The direction of what is nearly square means nothing.
        guard min(a.length / max(0.1, a.width), b.length / max(0.1, b.width)) > 1.3 else { return true }
        let turned = abs(a.azimuth - b.azimuth)
        return min(turned, 180 - turned) <= 15
    }

    private static func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
}
