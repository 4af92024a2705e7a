import ArrivalDating
import Evidence
import Findings
import Foundation
import Geodesy
import SceneMasks
import Sites

/// Dates what arrived between two looks, by the snow on its roofs and the weather of the time.
///
/// What came together is one arrival: everything on rails in one zone that the same look shows first and the same look saw missing.
/// Each source of weather gives an answer of its own; they stand side by side.
struct ArrivalWork: Sendable {
    /// What is known of a case's looks.
    struct Record: Sendable {
        /// Followed objects, with the looks around them.
        var visits: [Visit]
        /// Looks in any order.
        var looks: [Look]
        /// What was measured and counted in them.
        var observations: [Observation]
        /// What stood on tracks.
        var consists: [Consist]
    }

    /// What came out.
    struct Outcome: Sendable {
        /// Arrivals in the order of their looks, then of zones, then of the weather's sources, the one that tells most first.
        var findings: [Finding] = []
        /// What could not be dated, and why, in sentences.
        var notices: [String] = []
    }

    let subject: Case
    let weather: [WeatherSeries]
    /// Classes of what stands on rails.
    let railClasses: Set<String>
    let assumptions: ArrivalAssumptions
    let dater: ArrivalDater
    /// When each scene was taken, by its id.
    let times: [String: AcquisitionTime]

    /// Longest window that is dated, in days: beyond it snow has come and gone, and hours say little.
    static let longestWindow = 31.0
    /// Most sources of weather that each give an answer.
    static let mostSources = 3
    /// A look whose time is known to no better than this many seconds dates no hours.
    static let coarsestTime: TimeInterval = 3600

    private struct Key: Hashable {
        var look: AcquisitionTime
        var zone: String
        var scene: String
        var without: AcquisitionTime
    }

    /// Dates all arrivals that snow tells something of.
    ///
    /// - Parameter record: What is known.
    /// - Returns: The same for the same record and the same weather.
    func outcome(of record: Record) -> Outcome {
        var outcome = Outcome()
        for (key, visits) in groups(record.visits) {
            let look = record.looks.first { $0.zone == key.zone && $0.scene == key.scene }
            guard let look, let without = self.look(at: key.without, of: key.zone, record) else { continue }
            let detections = visits.compactMap(\.sightings.first?.detection)
            let roofs = roofs(of: detections, in: look, record)
            guard !roofs.cues.isEmpty else { continue }
            let name = name(of: visits, detections, in: key, record)
            if let reason = obstacle(key) {
                outcome.notices.append("When \(Self.lowered(name)) arrived is not told: \(reason).")
                continue
            }
            for source in sources(for: key) {
                let question = ArrivalQuestion(
                    subject: name, lastWithout: key.without.start, look: key.look.end,
                    timeZone: subject.timeZone ?? "UTC", place: subject.site.middle,
                    weather: Self.hours(of: source, from: key.without.start, to: key.look.end), cues: roofs.cues,
                    clearing: assumptions.clearing, parameters: assumptions.parameters, prior: assumptions.prior)
                do {
                    let window = try dater.window(for: question)
                    let distance = subject.site.middle.map { Self.kilometres(from: $0, to: source.source.place) }
                    let arrival = DatedArrival(
                        zone: key.zone, look: look.id, lookWithout: without.id, objects: visits.map(\.object),
                        detections: detections, observations: roofs.observations, weather: source.source.id,
                        weatherTitle: source.source.title, weatherDistance: distance, window: window)
                    outcome.findings.append(
                        Finding(
                            id: Digest.identifier(
                                ["finding", "arrival", key.zone, without.id, look.id, source.source.id]
                                    + arrival.objects),
                            zone: key.zone, sentence: Self.sentence(arrival), looks: [without.id, look.id],
                            content: .arrival(arrival)))
                } catch {
                    outcome.notices.append(
                        "When \(Self.lowered(name)) arrived cannot be told by one source of weather (\(source.source.title)): \(error)"
                    )
                }
            }
        }
        return outcome
    }

    /// What came together, in the order of the looks that show it.
    private func groups(_ visits: [Visit]) -> [(key: Key, visits: [Visit])] {
        var groups: [Key: [Visit]] = [:]
        for visit in visits where railClasses.contains(visit.className) {
            guard let zone = visit.zone, let first = visit.sightings.first, let without = visit.arrivedAfter else {
                continue
            }
            groups[Key(look: first.time, zone: zone, scene: first.scene, without: without), default: []].append(visit)
        }
        return groups.map { (key: $0.key, visits: $0.value.sorted { $0.object < $1.object }) }.sorted {
            ($0.key.look.start, $0.key.zone, $0.key.scene, $0.key.without.start)
                < ($1.key.look.start, $1.key.zone, $1.key.scene, $1.key.without.start)
        }
    }

    private func look(at time: AcquisitionTime, of zone: String, _ record: Record) -> Look? {
        record.looks.first { $0.zone == zone && times[$0.scene] == time }
    }

    /// Why a window cannot be dated, as a clause; nil where it can.
    private func obstacle(_ key: Key) -> String? {
        let days = key.look.end.timeIntervalSince(key.without.start) / 86_400
        if [key.look, key.without].contains(where: { $0.end.timeIntervalSince($0.start) > Self.coarsestTime }) {
            return "one of the two looks around it is not known to the hour"
        }
        guard days <= Self.longestWindow else {
            return
                "\(Int(days.rounded())) days lie between the looks around it, more than the \(Int(Self.longestWindow)) that "
                + "snow can tell of"
        }
        guard !weather.isEmpty else {
            return
                "snow lies around it, but the case has no weather; bring some with: revisit weather import"
        }
        guard !sources(for: key).isEmpty else {
            return
                "none of the case's sources of weather tells snowfall between \(key.without.iso8601) and \(key.look.iso8601)"
        }
        return nil
    }

    /// Sources that tell snowfall in a window, those that tell most hours first, then the nearest.
    private func sources(for key: Key) -> [WeatherSeries] {
        let told = weather.compactMap { series -> (series: WeatherSeries, hours: Int, distance: Double)? in
            let hours = Self.hours(of: series, from: key.without.start, to: key.look.end).count { $0.snowfall != nil }
            let distance = subject.site.middle.map { Self.kilometres(from: $0, to: series.source.place) } ?? 0
            return hours > 0 ? (series, hours, distance) : nil
        }
        return told.sorted {
            (-$0.hours, $0.distance, $0.series.source.id) < (-$1.hours, $1.distance, $1.series.source.id)
        }.prefix(Self.mostSources).map(\.series)
    }

    /// Hours as arrivals are reckoned with. Water that fell as snow is taken at the density that the dater holds against; where only
    /// the depth of new snow was measured, that is taken.
    static func hours(of series: WeatherSeries, from start: Date, to end: Date) -> [ArrivalWindow.WeatherHour] {
        series.hours(from: start, to: end).map { hour in
            ArrivalWindow.WeatherHour(
                start: hour.start,
                snowfall: hour.snowfallWater.map { max(0, $0) * 100 / ArrivalParameter.toldDensity } ?? hour.newSnow,
                temperature: hour.temperature, windSpeed: hour.windSpeed,
                shortwaveRadiation: hour.shortwaveRadiation)
        }
    }

    /// Roofs of what came, as cues: those of one state together, with the mean of their probabilities.
    private func roofs(
        of detections: [String], in look: Look, _ record: Record
    ) -> (cues: [ArrivalCue], observations: [String]) {
        let wanted = Set(detections)
        let told = record.observations.filter {
            $0.look == look.id && $0.quantity == SnowMeasurement.roofQuantity && wanted.contains($0.subject ?? "")
        }.sorted { $0.id < $1.id }
        var cues: [ArrivalCue] = []
        var used: [String] = []
        let states: [(SnowMeasurement.Roof, ArrivalCue.Roof)] = [(.bare, .bare), (.thin, .thin), (.white, .full)]
        for (measured, state) in states {
            let own = told.compactMap { one in
                SnowMeasurement.roof(one.result).flatMap { $0.state == measured ? (one.id, $0.probability) : nil }
            }
            guard !own.isEmpty else { continue }
            cues.append(
                .roofs(
                    state: state, count: own.count,
                    reliability: own.reduce(0) { $0 + $1.1 } / Double(own.count)))
            used += own.map(\.0)
        }
        return (cues, used)
    }

    /// "The train of 7 vehicles on Loading track", or what stands on several tracks.
    private func name(of visits: [Visit], _ detections: [String], in key: Key, _ record: Record) -> String {
        let wanted = Set(detections)
        let tracks = record.consists.filter { consist in
            consist.scene == key.scene && consist.vehicles.contains { wanted.contains($0.detection) }
        }
        let zone = subject.site.zones.first { $0.id == key.zone }?.name ?? key.zone
        if visits.count == 1 {
            let word = visits[0].className.replacingOccurrences(of: "-", with: " ")
            return "The \(word) on \(tracks.count == 1 ? tracks[0].trackName : zone)"
        }
        return tracks.count == 1
            ? "The train of \(visits.count) vehicles on \(tracks[0].trackName)"
            : "The \(visits.count) rail vehicles in \(zone)"
    }

    private static func lowered(_ name: String) -> String { name.prefix(1).lowercased() + name.dropFirst() }

    private static func sentence(_ arrival: DatedArrival) -> String {
        let distance = arrival.weatherDistance.map { ", \(Int($0.rounded())) km away" } ?? ""
        return
            "\(arrival.window.sentences[0]) Weather: \(arrival.weatherTitle)\(distance). Cues: "
            + arrival.window.cues.map(\.title).joined(separator: ", ") + "."
    }

    private static func kilometres(from one: GeoPoint, to other: GeoPoint) -> Double {
        one.greatCircleDistance(to: other) / 1000
    }
}
