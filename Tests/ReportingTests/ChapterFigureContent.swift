import Documents
import Evidence
import Findings
import Foundation
import Geodesy
import Inquiry
import Sites

@testable import Reporting

/// A coast that does not exist: works of 1 km, a terminal 5 km away, a port at 20 km and a crossing at 30 km, for drawings.
enum ChapterFigureContent {
    static let middle = GeoPoint(longitude: 135.3, latitude: 42.3)

    static func at(_ east: Double, _ north: Double) -> GeoPoint {
        Ellipsoid.wgs84.point(from: middle, east: east, north: north)
    }

    static func area(_ east: Double, _ north: Double, _ width: Double, _ height: Double) -> MultiPolygon<GeoPoint> {
        MultiPolygon([
            Polygon(
                outer: Ring([
                    at(east, north), at(east + width, north), at(east + width, north + height),
                    at(east, north + height),
                ]))
        ])
    }

    static let site = Site(
        name: "Invented coast",
        facilities: [
            Facility(id: "works", name: "Invented refinery", kind: "refinery", area: area(0, 0, 900, 500)),
            Facility(id: "terminal", name: "Oil terminal", kind: "terminal", area: area(5000, 1800, 700, 500)),
            Facility(id: "power", name: "Power station", kind: "power station", area: area(3200, 1500, 450, 330)),
            Facility(id: "port", name: "Invented port", kind: "port", area: area(-16_000, -9000, 1400, 900)),
            Facility(id: "crossing", name: "Border crossing", kind: "border", area: area(24_000, 11_000, 2000, 500)),
            Facility(id: "abroad", name: "Port abroad", kind: "port"),
        ],
        zones: [
            ("spur", "Rail spur", ZoneRole.railSpur, "works", (0.0, 440.0, 880.0, 60.0)),
            ("offices", "Administration", .administration, "works", (680, 240, 190, 160)),
            ("process", "Process area", .processArea, "works", (390, 20, 250, 330)),
            ("tanks", "Tank farm", .tankFarm, "works", (20, 90, 310, 310)),
            ("berth", "Water at pier and dolphins", .berth, "terminal", (5350, 1800, 350, 320)),
            ("store", "Tanks of the terminal", .tankFarm, "terminal", (5000, 2000, 120, 220)),
            ("basin", "Inner basin", .berth, "port", (-15_800, -8800, 600, 400)),
        ].map { id, name, role, facility, box in
            Zone(id: id, name: name, role: role, facility: facility, area: area(box.0, box.1, box.2, box.3))
        },
        links: [
            Link(
                id: "pipe", name: "Crude pipeline", kind: .pipeline, from: "terminal", to: "works", capacity: "2 Mt/a",
                line: [at(5000, 2000), at(3000, -400), at(900, 100)]),
            Link(
                id: "rail", name: "Railway from the crossing", kind: .rail, from: "crossing", to: "works",
                capacity: "4 Mt/a",
                line: [at(24_000, 11_000), at(15_000, 9000), at(880, 470)]),
            Link(id: "road", name: "Coast road", kind: .road, from: "port", to: "works"),
            Link(id: "lane", name: "Coasters", kind: .seaLane, from: "port", to: "terminal", capacity: "3 kt a call"),
            Link(id: "steam", name: "Steam", kind: .pipeline, from: "power", to: "works"),
            Link(id: "crude", name: "Crude by sea", kind: .seaLane, from: "abroad", to: "terminal", capacity: "2 Mt/a"),
        ])

    static let seen = Date(timeIntervalSince1970: 1_739_584_080)
    static var before: Date { seen - 30 * 3600 }

    /// Thirty hours before a look at 10:48 in Pyongyang; snow falls from the tenth to the fifteenth, and the last nine hold 90 %.
    static var window: ArrivalWindow {
        let bins = (0..<60).map { number -> ArrivalWindow.Bin in
            let start = before + Double(number) * 1800
            let posterior: Double = number >= 42 ? 0.05 : number >= 30 ? 0.1 / 12 : 0
            let snow: Double = number < 20 ? 6 : max(0, 6 - Double(number - 20) / 2)
            return ArrivalWindow.Bin(
                start: start, end: start + 1800, arrival: start + 1800, prior: 1 / 60, likelihood: 1,
                posterior: posterior,
                snow: snow)
        }
        let weather = (0..<30).map { hour -> ArrivalWindow.WeatherHour in
            let fallen: Double = (10..<16).contains(hour) ? 1 : 0
            let degrees: Double = -8 + 5 * sin(Double(hour) / 12 * Double.pi)
            return ArrivalWindow.WeatherHour(
                start: before + Double(hour) * 3600, snowfall: hour == 20 ? nil : fallen,
                temperature: hour == 21 ? nil : degrees)
        }
        return ArrivalWindow(
            subject: "The train & its cars", lastWithout: before, look: seen, timeZone: "Asia/Pyongyang", bins: bins,
            median: seen - 5 * 3600, level: 0.9,
            highestDensity: [.init(start: seen - 9 * 3600, end: seen, probability: 0.9)],
            shortest: .init(start: seen - 9 * 3600, end: seen, probability: 0.9), windows: [], evidence: 0.1,
            assumptions: [], cues: [], conflicts: [],
            weather: weather,
            missing: [.init(quantity: "snowfall", start: before + 20 * 3600, end: before + 21 * 3600)], shadow: nil,
            sunrise: seen - 3 * 3600, parameters: [], draws: 1, seed: 1, sentences: ["It came."])
    }

    /// Looks of 16 zones at 18 dates: all usable but for every fourth, which is so in part, and every seventh, which is not.
    static func looks(zones: [String]) -> (scenes: [Scene], looks: [Look]) {
        var scenes: [Scene] = []
        var looks: [Look] = []
        for number in 0..<18 {
            let day = number == 17 ? 16 * 13.0 + 0.2 : Double(number) * 13
            let time = AcquisitionTime.text(Date(timeIntervalSince1970: 1_719_800_000 + day * 86_400))
            scenes.append(DemoContent.scene("look-\(number)", time, title: "Look \(number)"))
            for (place, zone) in zones.enumerated() where (number + place) % 5 != 0 || place < 2 {
                let kind: Look.Usability = number % 7 == 6 ? .notUsable : number % 4 == 3 ? .partial : .usable
                looks.append(
                    Look(
                        id: "\(zone)@\(number)", scene: "look-\(number)", zone: zone, coveredShare: 1, cloudShare: nil,
                        visibleShare: 1, groundSamplingDistance: 1, requiredGroundSamplingDistance: 2, usability: kind,
                        reasons: []))
            }
        }
        return (scenes, looks)
    }

    static func make() -> ReportContent {
        var content = ReportContent(
            case: Case(id: "coast", title: "Coast", question: "Who comes?", site: site, models: []),
            softwareVersion: "0")
        let (scenes, looks) = looks(zones: site.zones.map(\.id))
        content.scenes = scenes
        content.looks = looks
        content.judgement = SampleJudgement.make()
        content.activity.findings = [
            Finding(
                id: "came", zone: "spur", sentence: "It came.", looks: [],
                content: .arrival(
                    DatedArrival(
                        zone: "spur", look: "spur@5", lookWithout: "spur@4", objects: [], detections: [],
                        observations: [],
                        weather: "w", weatherTitle: "W", weatherDistance: 3, window: window)))
        ]
        let demo = DemoContent.make(reduction: 2)
        content.scenes += demo.scenes.prefix(1)
        content.detections = demo.detections.filter { $0.scene == "s1" }
        content.pictures = demo.pictures.filter { $0.key == "s1" }
        let outline = MultiPolygon([
            Polygon(outer: Ring([(1, 1), (9, 1), (9, 9)].map { PixelPoint(column: $0.0, row: $0.1) }))
        ])
        let change = SurfaceChange(
            id: "change", before: "look-3", after: "look-4", zone: "spur", outline: outline, kind: .built, strength: 9,
            area: 40, leastArea: 30, greatestArea: 50, confidence: 0.9,
            clues: ChangeClues(
                strength: 2, pixels: 900, insideShare: 1, hasOwnShadow: false, darkShare: 0, movedShadowShare: 0,
                explainedShare: 0), reasons: [])
        content.comparisons = [
            GroundComparison(
                scene: "look-4", before: "look-3", refused: [], comparedShare: 1, margin: 0, pixelSize: 0.5,
                remarks: [], changes: [PlacedChange(change: change, area: area(0, 0, 9, 9), objects: [])])
        ]
        content.changePictures["change"] = demo.pictures["s1"].map { ChangePicture(image: $0.image, gap: 8) }
        content.consists = [train]
        if let image = content.changePictures["change"]?.image {
            content.strips["train"] = StripImage(image: image, firstStation: 10, sampling: 0.5)
            for number in [3, 4] {
                var picture = ScenePicture(
                    image: image,
                    toPicture: GridTransform(originX: 0, columnX: 1, rowX: 0, originY: 0, columnY: 0, rowY: 1),
                    metresPerPixel: 5, north: 0)
                let (east, north) = (5 * Double(image.width), 5 * Double(image.height))
                picture.corners = [at(0, north), at(east, north), at(east, 0), at(0, 0)]
                content.views[ReportContent.view(of: "spur", in: "look-\(number)")] = picture
            }
        }
        return content
    }

    /// Four vehicles of 12 m from station 50 on, 2 m apart, and one 300 m further.
    static var train: Consist {
        let starts = [50.0, 64, 78, 92, 392]
        return Consist(
            id: "train", scene: "look-4", track: "siding", trackName: "Siding & spur", isTrackSure: true, length: 500,
            extent: .init(start: 0, end: 500), visibleShare: 1, hidden: [],
            vehicles: starts.map { start in
                Consist.Vehicle(
                    detection: "v\(start)", className: "tank-car", probability: 1, classProbabilities: [:],
                    start: start, end: start + 12, startError: 0, endError: 0)
            },
            count: .count(detected: 5, low: 5, high: 5, level: 0.9, method: ""), classCounts: [:],
            sentence: "Five tank cars.", notes: [], model: ModelReference(name: "m", sha256: ""))
    }

    /// Every figure that does not need a scenario.
    static let figures: [DocumentFigure.Name] = [
        .areaMap, .siteMap(0), .siteMap(1), .siteMap(2), .looks, .arrival("came"), .course, .matrix,
    ]
}
