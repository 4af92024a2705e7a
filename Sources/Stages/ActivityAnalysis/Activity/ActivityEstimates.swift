import Findings
import Sites

/// What needs more than a few looks: how long stays last, how often something is there, and how many.
struct ActivityEstimates: Sendable {
    /// One of them, with what a finding needs.
    struct Entry {
        var content: Finding.Content
        var sentence: String
        var looks: [String]
        var key: [String]
    }

    private let roles: [String: ZoneRole]
    private let visits: [Visit]
    private let words: ActivitySentences
    private let stays: StayLengthFinder
    private let shares: SharePresenceFinder
    private let counts: RepeatedCountFinder

    init(
        site: Site, visits: [Visit], configuration: ActivityAnalyst.Configuration, clock: PlaceClock?,
        words: ActivitySentences
    ) {
        roles = Dictionary(site.zones.map { ($0.id, $0.role) }) { first, _ in first }
        self.visits = visits
        self.words = words
        stays = StayLengthFinder(
            configuration: configuration.stayLength,
            unmeasuredDetection: configuration.firstSince.unmeasuredDetection)
        shares = SharePresenceFinder(configuration: configuration.sharePresence, clock: clock)
        counts = RepeatedCountFinder(configuration: configuration.repeatedCount, clock: clock)
    }

    /// What one series allows.
    func entries(of series: ActivitySeries) -> [Entry] {
        var found: [Entry] = []
        let role = roles[series.zone] ?? .other
        if let name = ActivitySeries.className(of: series.quantity), role.followsObjects(ofClass: name),
            let stay = stays.stayLength(in: series, visits: visits, groups: role == .railSpur)
        {
            found.append(
                Entry(
                    content: .stayLength(stay), sentence: words.sentence(stay), looks: stay.showing,
                    key: [series.quantity]))
        }
        if let share = shares.share(in: series) {
            found.append(
                Entry(
                    content: .shareWithPresence(share), sentence: words.sentence(share),
                    looks: share.lookIDs, key: [series.quantity]))
        }
        if let count = counts.count(in: series) {
            found.append(
                Entry(
                    content: .repeatedCount(count), sentence: words.sentence(count),
                    looks: count.lookIDs, key: [series.quantity]))
        }
        return found
    }
}
