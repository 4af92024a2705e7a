import ArrivalDating
import Evidence
import Findings
import Foundation
import Geodesy
import SceneMasks
import Sites
import Testing

@testable import Workflow

/// A spur whose track was empty on the 12th and held three wagons on the 15th; five centimetres of snow fell on the evening of the 13th.
@Suite("Arrivals of a case")
struct ArrivalWorkTests {
    private static let origin = GeoPoint(longitude: 130.4, latitude: 42.3)
    private static let without = AcquisitionTime(iso8601: "2025-02-12T02:00:00Z")
    private static let with = AcquisitionTime(iso8601: "2025-02-15T02:00:00Z")

    private static func time(_ text: String) throws -> AcquisitionTime {
        try #require(AcquisitionTime(iso8601: text))
    }

    private static let site: Site = {
        let corners = [(0.0, 0.0), (200, 0), (200, 50), (0, 50)].map {
            Ellipsoid.wgs84.point(from: origin, east: $0.0, north: $0.1)
        }
        let area = MultiPolygon([Polygon(outer: Ring(corners))])
        return Site(name: "S", zones: [Zone(id: "spur", name: "Spur", role: .railSpur, area: area)])
    }()

    private static func look(_ scene: String) -> Look {
        Look(
            id: "look \(scene)", scene: scene, zone: "spur", coveredShare: 1, cloudShare: 0, visibleShare: 1,
            groundSamplingDistance: 0.3, requiredGroundSamplingDistance: 1, usability: .usable, reasons: [])
    }

    private static func visit(_ name: String, className: String = "tank-car") throws -> Visit {
        Visit(
            object: "chain \(name)", className: className, zone: "spur",
            sightings: [.init(scene: "b", time: try #require(with), detection: name, sameAsBefore: nil)],
            arrivedAfter: without, departedBefore: nil, longestGap: nil, sameObject: nil, remarks: [])
    }

    private static func roof(_ detection: String, _ words: String, probability: Double = 0.9) -> Observation {
        SnowMeasurement.observation(
            SnowMeasurement.roofQuantity, .told(words, probability: probability, method: ""), look: "look b",
            of: detection)
    }

    /// Hours from the 12th to the 15th; snow where it is told, at five below zero.
    private static func weather(
        _ id: String, snowingHours: Range<Int>, millimetres: Double, from first: Int = -2, until last: Int = 74
    ) throws -> WeatherSeries {
        let start = try time("2025-02-12T02:00:00Z").start
        let samples = (first..<last).map { hour in
            var sample = WeatherSample(
                start: start.addingTimeInterval(Double(hour) * 3600),
                end: start.addingTimeInterval(Double(hour + 1) * 3600))
            sample.snowfallWater = snowingHours.contains(hour) ? millimetres : 0
            sample.temperature = -5
            return sample
        }
        return WeatherSeries(
            source: WeatherSource(
                id: id, title: id, kind: .station, place: origin, elevation: nil, conversions: [], notes: [],
                credit: nil, file: .init(name: id, sha256: "00")), samples: samples)
    }

    private func outcome(
        _ weather: [WeatherSeries], visits: [Visit], roofs: [Observation], timeZone: String? = "Asia/Pyongyang",
        times: [String: AcquisitionTime]? = nil
    ) throws -> ArrivalWork.Outcome {
        let known = try times ?? ["a": #require(Self.without), "b": #require(Self.with)]
        return ArrivalWork(
            subject: Case(id: "c", title: "c", question: "?", site: Self.site, models: [], timeZone: timeZone),
            weather: weather, railClasses: ["tank-car", "locomotive"], assumptions: .init(),
            dater: ArrivalDater(draws: 2000), times: known
        ).outcome(
            of: .init(
                visits: visits, looks: [Self.look("a"), Self.look("b")], observations: roofs, consists: []))
    }

    @Test("Wagons that came together are one arrival, after the snow that does not lie on them")
    func together() throws {
        // 7.15 mm of water are 5 cm of new snow: they fell from the 40th to the 45th hour.
        let weather = try Self.weather("station", snowingHours: 40..<45, millimetres: 1.43)
        let outcome = try outcome(
            [weather],
            visits: [
                Self.visit("w1"), Self.visit("w2"), Self.visit("w3", className: "locomotive"),
                Self.visit("car", className: "vehicle"),
            ],
            roofs: [
                Self.roof("w1", "bare amid snow"), Self.roof("w2", "bare while its neighbours are white"),
                Self.roof("w3", "bare as its neighbours"), Self.roof("car", "white as its surroundings"),
            ])
        #expect(outcome.notices.isEmpty)
        let finding = try #require(outcome.findings.first)
        #expect(outcome.findings.count == 1 && finding.zone == "spur" && finding.looks == ["look a", "look b"])
        guard case .arrival(let arrival) = finding.content else {
            Issue.record("\(finding)")
            return
        }
        #expect(arrival.detections == ["w1", "w2", "w3"])
        #expect(arrival.window.cues.map(\.title) == ["3 roofs bare of snow"])
        #expect(arrival.weatherDistance.map { $0 < 1 } ?? false)
        // Five centimetres hide a roof; only clearing by hand or an error would explain three bare ones.
        let end = try Self.time("2025-02-13T23:00:00Z").start
        let before = arrival.window.bins.filter { $0.end < end }.reduce(0) { $0 + $1.posterior }
        #expect(before < 0.1)
        #expect(arrival.window.highestDensity.allSatisfy { $0.start > end.addingTimeInterval(-2 * 3600) })
        #expect(finding.sentence.contains("local time (Asia/Pyongyang, UTC+9"))
        #expect(finding.sentence.contains("3 roofs bare of snow"))
    }

    @Test("Each source of weather answers for itself: where nothing fell, every hour is as likely as another")
    func sideBySide() throws {
        let outcome = try outcome(
            [
                Self.weather("dry", snowingHours: 0..<0, millimetres: 0),
                Self.weather("snowy", snowingHours: 40..<45, millimetres: 1.43),
                Self.weather("elsewhere", snowingHours: 0..<0, millimetres: 0, from: 1000, until: 1010),
            ], visits: [Self.visit("w1")], roofs: [Self.roof("w1", "bare amid snow")])
        var medians: [String: Date] = [:]
        for finding in outcome.findings {
            guard case .arrival(let arrival) = finding.content else { continue }
            medians[arrival.weather] = arrival.window.median
        }
        #expect(Set(medians.keys) == ["dry", "snowy"])
        let middle = try Self.time("2025-02-13T14:00:00Z").start
        #expect(abs(try #require(medians["dry"]).timeIntervalSince(middle)) < 3600)
        #expect(try #require(medians["snowy"]).timeIntervalSince(middle) > 10 * 3600)
        #expect(Set(outcome.findings.map(\.id)).count == 2)
    }

    @Test("What cannot be dated is told: no weather, none of these days, a look known to the day, a window of months")
    func notices() throws {
        let visits = [try Self.visit("w1")]
        let roofs = [Self.roof("w1", "bare amid snow")]
        let none = try outcome([], visits: visits, roofs: roofs)
        #expect(none.findings.isEmpty && none.notices.count == 1)
        #expect(none.notices.first?.contains("revisit weather import") ?? false)
        let far = try Self.weather("far", snowingHours: 0..<0, millimetres: 0, from: 1000, until: 1010)
        let absent = try outcome([far], visits: visits, roofs: roofs)
        #expect(absent.findings.isEmpty)
        #expect(absent.notices.first?.contains("tells snowfall between 2025-02-12T02:00:00Z") ?? false)
        var long = visits
        long[0].arrivedAfter = try Self.time("2024-11-01T02:00:00Z")
        let months = try outcome(
            [far], visits: long, roofs: roofs,
            times: ["a": Self.time("2024-11-01T02:00:00Z"), "b": #require(Self.with)])
        #expect(months.findings.isEmpty && (months.notices.first?.contains("106 days") ?? false))
        let half = try Self.weather("half", snowingHours: 40..<45, millimetres: 1.43, from: 30)
        let partial = try outcome([half], visits: visits, roofs: roofs)
        #expect(partial.findings.isEmpty && (partial.notices.first?.contains("half") ?? false))
        #expect(partial.notices.first?.contains("more than the 25 %") ?? false)
    }

    @Test("Without a roof that tells of snow, and for what stands on no rail, nothing is said")
    func silence() throws {
        let weather = try Self.weather("station", snowingHours: 40..<45, millimetres: 1.43)
        let unread = try outcome([weather], visits: [Self.visit("w1")], roofs: [])
        #expect(unread.findings.isEmpty && unread.notices.isEmpty)
        let car = try outcome(
            [weather], visits: [Self.visit("w1", className: "vehicle")], roofs: [Self.roof("w1", "bare amid snow")])
        #expect(car.findings.isEmpty && car.notices.isEmpty)
        var always = try Self.visit("w1")
        always.arrivedAfter = nil
        let old = try outcome([weather], visits: [always], roofs: [Self.roof("w1", "bare amid snow")])
        #expect(old.findings.isEmpty && old.notices.isEmpty)
    }

    @Test("Depth of new snow that was measured goes as it is; water at a seventh of its density")
    func depths() throws {
        var series = try Self.weather("station", snowingHours: 1..<2, millimetres: 10)
        series.samples[5].snowfallWater = nil
        series.samples[5].newSnow = 3
        let start = try Self.time("2025-02-12T02:00:00Z").start
        let hours = ArrivalWork.hours(of: series, from: start, to: start.addingTimeInterval(5 * 3600))
        let expected: [Double?] = [0, 7, 0, 3, 0]
        #expect(hours.count == 5)
        for (hour, depth) in zip(hours, expected) {
            #expect(abs((hour.snowfall ?? -1) - (depth ?? -1)) < 1e-9)
        }
    }
}
