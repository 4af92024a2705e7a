public import Evidence
public import Findings
public import Foundation
public import Geodesy
public import Sites

/// Draws from looks what they tell together: since when, how long, how unusual, and what they do not exclude.
public struct ActivityAnalyst: Sendable {
    /// Raised when the results of the same inputs change.
    public static let version = 2

    /// The settings.
    public struct Configuration: Hashable, Codable, Sendable {
        /// First times and what looks exclude.
        public var firstSince: FirstSinceFinder.Configuration
        /// Whether two sightings are one object.
        public var sameObject: SameObject.Configuration
        /// The latest look against its history.
        public var baseline: BaselineComparison.Configuration
        /// How long stays last.
        public var stayLength: StayLengthFinder.Configuration
        /// On which share of days something is there.
        public var sharePresence: SharePresenceFinder.Configuration
        /// How many there are.
        public var repeatedCount: RepeatedCountFinder.Configuration
        /// Whose days and weeks are told, by its identifier in the time zone database; nil for those of UTC.
        public var timeZone: String?

        /// Makes a configuration; by default each part's own.
        public init(
            firstSince: FirstSinceFinder.Configuration = .init(), sameObject: SameObject.Configuration = .init(),
            baseline: BaselineComparison.Configuration = .init(),
            stayLength: StayLengthFinder.Configuration = .init(),
            sharePresence: SharePresenceFinder.Configuration = .init(),
            repeatedCount: RepeatedCountFinder.Configuration = .init(), timeZone: String? = nil
        ) {
            self.firstSince = firstSince
            self.sameObject = sameObject
            self.baseline = baseline
            self.stayLength = stayLength
            self.sharePresence = sharePresence
            self.repeatedCount = repeatedCount
            self.timeZone = timeZone
        }
    }

    /// What is known of the looks of a case.
    public struct Record: Codable, Sendable {
        /// Looks in any order.
        public var looks: [Look]
        /// What was counted in them.
        public var observations: [Observation]
        /// What is known of each scene, by its id.
        public var scenes: [String: VisitFinder.SceneFacts]
        /// Followed objects.
        public var objects: [ObjectChain]
        /// Where each detection lies, by its id.
        public var boxes: [String: GroundBox]

        /// Makes a record.
        public init(
            looks: [Look], observations: [Observation], scenes: [String: VisitFinder.SceneFacts],
            objects: [ObjectChain] = [], boxes: [String: GroundBox] = [:]
        ) {
            self.looks = looks
            self.observations = observations
            self.scenes = scenes
            self.objects = objects
            self.boxes = boxes
        }
    }

    /// What came out.
    public struct Activity: Hashable, Sendable {
        /// The looks at each zone, ordered by zone.
        public var looks: [ZoneLooks]
        /// Series ordered by zone and quantity.
        public var series: [ActivitySeries]
        /// What they tell, zone by zone, and the visits.
        public var findings: [Finding]
        /// Visits of followed objects.
        public var visits: [Visit]

        /// Makes a result.
        public init(looks: [ZoneLooks], series: [ActivitySeries], findings: [Finding], visits: [Visit]) {
            self.looks = looks
            self.series = series
            self.findings = findings
            self.visits = visits
        }
    }

    /// The series that a site's zones are watched for: ships at a berth, vehicles on the tracks of a spur.
    ///
    /// - Parameters:
    ///   - series: All series.
    ///   - site: The site with the zones' roles.
    /// - Returns: Those that findings are drawn from, in their order.
    public static func asked(_ series: [ActivitySeries], at site: Site) -> [ActivitySeries] {
        let roles = Dictionary(site.zones.map { ($0.id, $0.role) }) { first, _ in first }
        return series.filter { (roles[$0.zone] ?? .other).isAskedFor($0.quantity) }
    }

    private let site: Site
    private let configuration: Configuration
    private let recall: ActivitySeriesBuilder.Recall
    private let limit: Date?

    /// Makes an analyst.
    ///
    /// - Parameters:
    ///   - site: The site.
    ///   - configuration: The settings.
    ///   - limit: Looks later than this are left out and told.
    ///   - recall: How well objects are detected.
    public init(
        site: Site, configuration: Configuration = Configuration(), until limit: Date? = nil,
        recall: @escaping ActivitySeriesBuilder.Recall
    ) {
        self.site = site
        self.configuration = configuration
        self.limit = limit
        self.recall = recall
    }

    /// All series and findings.
    ///
    /// Findings are drawn from what a zone's role asks for: ships at a berth, vehicles on the tracks of a spur. What else was counted
    /// there, and single tracks, are series only.
    ///
    /// - Parameter record: What is known of the looks.
    /// - Returns: The same for the same record, whatever the order of its parts.
    public func activity(of record: Record) -> Activity {
        let builder = ActivitySeriesBuilder(until: limit, recall: recall)
        let times = record.scenes.mapValues(\.time)
        let zones = builder.zones(looks: record.looks, times: times, observations: record.observations)
        let series = zones.flatMap(\.series)
        let visits = VisitFinder(site: site, configuration: configuration.sameObject, recall: recall).visits(
            of: record.objects, boxes: record.boxes, scenes: record.scenes)
        let roles = Dictionary(site.zones.map { ($0.id, $0.role) }) { first, _ in first }
        let whole = Self.asked(series, at: site)
        let scenesOfLooks =
            record.objects.isEmpty
            ? [:] : Dictionary(record.looks.map { ($0.id, $0.scene) }) { first, _ in first }
        let lookIDs =
            record.objects.isEmpty
            ? [:] : Dictionary(record.looks.map { ([$0.zone, $0.scene], $0.id) }) { first, _ in first }
        let firsts = FirstSinceFinder(configuration: configuration.firstSince)
        let presences = PresenceFinder(visits: visits)
        let baseline = BaselineComparison(
            latitude: site.middle?.latitude ?? 0, configuration: configuration.baseline)
        let clock = configuration.timeZone.flatMap { PlaceClock(identifier: $0) }
        let words = ActivitySentences(
            zones: Dictionary(site.zones.map { ($0.id, $0.name) }) { first, _ in first },
            unmeasuredDetection: configuration.firstSince.unmeasuredDetection, say: ActivityWording(clock: clock))
        let estimates = ActivityEstimates(
            site: site, visits: visits, configuration: configuration, clock: clock, words: words)
        @Sendable func finding(
            _ content: Finding.Content, _ zone: String?, _ sentence: String, _ looks: [String], _ key: [String]
        ) -> Finding {
            Finding(
                id: Digest.identifier(["finding", content.kind, zone ?? ""] + key), zone: zone, sentence: sentence,
                looks: looks, content: content)
        }
        let unusual = Dictionary(
            grouping: baseline.latestLooks(of: whole), by: { [$0.zone, $0.quantity] })
        var findings = sideBySide(whole.count) { number in
            let one = whole[number]
            var findings: [Finding] = []
            for found in firsts.findings(in: one) {
                var looks = found.between.map(\.look)
                if let previous = found.previous { looks.insert(previous.look, at: 0) }
                if found.kind == .firstSince, let seen = found.seen { looks.append(seen.look) }
                findings.append(
                    finding(
                        .first(found), one.zone, words.sentence(found), looks,
                        [one.quantity, found.between[0].look]))
            }
            for found in presences.runs(in: one, scenes: scenesOfLooks) {
                findings.append(
                    finding(
                        .presence(found), one.zone, words.sentence(found), found.seen.map(\.look),
                        [one.quantity, found.seen[0].look]))
            }
            for look in unusual[[one.zone, one.quantity]] ?? [] where look.isUnusual || look.season != nil {
                findings.append(
                    finding(.unusual(look), one.zone, words.sentence(look), [look.look.look], [one.quantity]))
            }
            if let change = baseline.change(in: one) {
                findings.append(
                    finding(
                        .change(change), one.zone, words.sentence(change), [change.before.look, change.after.look],
                        [one.quantity]))
            }
            for entry in estimates.entries(of: one) {
                findings.append(finding(entry.content, one.zone, entry.sentence, entry.looks, entry.key))
            }
            return findings
        }.flatMap(\.self)
        let told = visits.filter { visit in
            (visit.zone.flatMap { roles[$0] } ?? .other).followsObjects(ofClass: visit.className)
                && (visit.sightings.count > 1 || visit.longestDwell != nil)
        }
        for together in Self.together(told) {
            let first = together[0]
            findings.append(
                finding(
                    .visits(together), first.zone, words.sentence(together),
                    first.sightings.compactMap { sighting in first.zone.flatMap { lookIDs[[$0, sighting.scene]] } },
                    together.map(\.object)))
        }
        return Activity(looks: zones.map(\.looks), series: series, findings: findings, visits: visits)
    }

    /// Visits of one class that the same looks show and do not show, in the order of the first of each group.
    private static func together(_ visits: [Visit]) -> [[Visit]] {
        struct Key: Hashable {
            var className: String
            var zone: String?
            var scenes: [String]
            var arrivedAfter: AcquisitionTime?
            var departedBefore: AcquisitionTime?
        }
        var order: [Key] = []
        var groups: [Key: [Visit]] = [:]
        for visit in visits {
            let key = Key(
                className: visit.className, zone: visit.zone, scenes: visit.sightings.map(\.scene),
                arrivedAfter: visit.arrivedAfter, departedBefore: visit.departedBefore)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(visit)
        }
        return order.compactMap { groups[$0] }
    }
}
