import Evidence
import Foundation
import Geodesy
import Rasters
import Sites

@testable import Reporting

/// A port that does not exist: six dates, four zones, forty detections, drawn for the tests.
enum DemoContent {
    static let middle = GeoPoint(longitude: 129.05, latitude: 35.08)
    static let model = ModelReference(name: "ships-sentinel2", sha256: String(repeating: "ab12", count: 16))
    static let metresPerPixel = 10.0
    static let size = RasterSize(width: 640, height: 480)

    static func ground(_ point: PixelPoint) -> GeoPoint {
        Ellipsoid.wgs84.point(
            from: middle, east: (point.column - 320) * metresPerPixel, north: (240 - point.row) * metresPerPixel)
    }

    static func area(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) -> MultiPolygon<GeoPoint> {
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        return MultiPolygon([Polygon(outer: Ring(corners.map { ground(PixelPoint(column: $0, row: $1)) }))])
    }

    static func line(_ points: [(Double, Double)]) -> [GeoPoint] {
        points.map { ground(PixelPoint(column: $0, row: $1)) }
    }

    static let zoneBoxes: [(id: String, name: String, role: ZoneRole, box: (Double, Double, Double, Double))] = [
        ("north-quay", "North quay", .berth, (60, 40, 330, 110)),
        ("oil-pier", "Oil pier", .berth, (380, 60, 560, 130)),
        ("roads", "Outer roads", .anchorage, (60, 290, 380, 450)),
        ("channel", "Approach channel", .fairway, (430, 170, 510, 450)),
    ]

    static let site = Site(
        name: "Harbour of the example",
        facilities: [
            Facility(id: "port", name: "Harbour", kind: "port", area: area(30, 20, 600, 160))
        ],
        zones: zoneBoxes.map {
            Zone(
                id: $0.id, name: $0.name, role: $0.role, facility: "port",
                area: area($0.box.0, $0.box.1, $0.box.2, $0.box.3))
        } + [Zone(id: "tanks", name: "Tank farm", role: .tankFarm, facility: "port", area: area(570, 60, 630, 140))],
        tracks: [
            Track(
                id: "siding", name: "Quay siding", zone: "north-quay", gauge: 1435, line: line([(40, 30), (340, 30)]))
        ],
        berths: [
            Berth(id: "b1", name: "Berth 1", zone: "north-quay", line: line([(60, 42), (190, 42)])),
            Berth(id: "b2", name: "Berth 2", zone: "north-quay", line: line([(200, 42), (330, 42)])),
            Berth(id: "p1", name: "Pier", zone: "oil-pier", line: line([(390, 95), (550, 95)])),
        ],
        tanks: (0..<6).map {
            Tank(
                id: "t\($0)", name: "Tank \($0 + 1)", zone: "tanks",
                centre: ground(PixelPoint(column: 585 + Double($0 % 3) * 15, row: 85 + Double($0 / 3) * 25)),
                diameter: 90,
                roof: .floating)
        },
        links: [
            Link(
                id: "pipe", name: "Crude line", kind: .pipeline, from: "oil-pier", to: "tanks",
                line: line([(550, 95), (575, 95)]))
        ])

    static func scene(_ id: String, _ time: String?, title: String, missing: [Scene.MissingFact] = []) -> Scene {
        Scene(
            id: id, title: title, time: time.flatMap(AcquisitionTime.init(iso8601:)), platform: "sentinel-2a",
            constellation: "sentinel-2", instruments: ["msi"], processingLevel: "L2A", size: size,
            transform: GridTransform(
                originX: 500_000, columnX: 10, rowX: 0, originY: 3_880_000, columnY: 0, rowY: -10),
            coordinateSystem: CoordinateSystem(
                name: "WGS 84 / UTM zone 52N", epsg: 32652, wkt: "", isGeographic: false),
            placement: .affine,
            bands: [
                Band(
                    name: "B04", commonName: "red", file: 0, index: 1, size: size, groundSamplingDistance: 10.0,
                    dataType: .uint16)
            ],
            files: [
                Scene.File(path: "imagery/\(id).tif", sha256: Digest.sha256(Array(id.utf8)), size: 614_400)
            ],
            geometry: ViewingGeometry(sunAzimuth: 158.2, sunElevation: 44.7, offNadir: 3.1), cloudCover: 0.04,
            isSimulated: true, credit: "drawn for a test", missing: missing,
            notes: id == "s4" ? ["The date was told by the analyst in scene.yaml"] : [])
    }

    static let dates: [(id: String, time: String)] = [
        ("s1", "2023-01-08T02:10:21Z"), ("s2", "2023-01-23T02:10:19Z"), ("s3", "2023-02-07T02:10:20Z"),
        ("s4", "2023-02-24"), ("s5", "2023-05-03T02:10:22Z"), ("s6", "2023-05-18T02:10:20Z"),
    ]

    /// Ships per scene and zone: pixels of the centre and direction in degrees from the column axis.
    static let ships: [String: [(zone: Int, column: Double, row: Double, angle: Double)]] = [
        "s1": [
            (0, 100, 52, 0), (0, 220, 52, 0), (1, 450, 88, 0), (2, 120, 330, 40),
            (2, 210, 380, 35), (2, 320, 320, 42), (3, 468, 300, 85),
        ],
        "s2": [
            (0, 130, 52, 0), (0, 260, 52, 0), (0, 300, 53, 0), (1, 420, 88, 0),
            (1, 510, 102, 0), (2, 140, 340, 10), (2, 330, 420, 12), (3, 470, 220, 80),
        ],
        "s4": [
            (0, 90, 52, 0), (0, 170, 52, 0), (0, 280, 52, 0), (2, 100, 400, -20),
            (2, 180, 310, -25), (2, 260, 360, -22), (2, 350, 430, -20), (-1, 580, 300, 15),
        ],
        "s5": [
            (0, 110, 52, 0), (2, 130, 320, 60), (2, 300, 400, 58), (3, 455, 400, 95),
            (3, 490, 200, 90), (-1, 400, 250, 20), (-1, 600, 420, 70), (1, 480, 102, 0),
        ],
        "s6": [
            (0, 80, 52, 0), (0, 160, 52, 0), (0, 240, 52, 0), (0, 310, 52, 0),
            (1, 430, 88, 0), (2, 110, 310, 5), (2, 220, 430, 8), (2, 350, 350, 3),
            (3, 465, 260, 88),
        ],
    ]

    /// The case; `reduction` scene pixels make one of the pictures, and 1 makes a page fit to look at, but large.
    static func make(reduction: Int = 8) -> ReportContent {
        var content = ReportContent(
            case: Case(
                id: "example-harbour", title: "Who calls at the example harbour?",
                question: "Did more ships lie at the oil pier in spring than in winter?",
                period: Case.Period(
                    start: AcquisitionTime(iso8601: "2023-01-01")?.start,
                    end: AcquisitionTime(iso8601: "2023-07-01")?.start),
                site: site, models: [model.name]),
            models: [
                ModelSummary(
                    name: model.name, sha256: model.sha256, threshold: 0.42, licence: "Apache-2.0",
                    accuracy: "Precision 0.86, recall 0.84, F1 0.85 over eight ports, each left out in turn",
                    limits: ["Ships shorter than 100 m are not found", "Quay cranes are sometimes taken for ships"])
            ], softwareVersion: "0.1.0")
        for (id, time) in dates { add(id, time, reduction, to: &content) }
        return content
    }

    private static func add(_ id: String, _ time: String, _ reduction: Int, to content: inout ReportContent) {
        let missing = [Scene.MissingFact(fact: "view azimuth", remedy: "A scene.yaml beside the image can supply it")]
        let scene = scene(id, time, title: "S2A_\(time.prefix(10))", missing: missing)
        content.scenes.append(scene)
        let isPartial = id == "s5"
        let ingest = StageRun(
            stage: "ingest", stageVersion: 1, softwareVersion: "0.1.0", subject: id, configuration: "{}",
            inputs: [scene.files[0].sha256])
        let detect = StageRun(
            stage: "detect", stageVersion: 2, softwareVersion: "0.1.0", subject: id,
            configuration: #"{"overlap":64,"threshold":0.42,"tile":320}"#, inputs: [id, ingest.id], model: model,
            processedShare: isPartial ? 0.92 : 1,
            failures: isPartial ? ["tile 3,1: could not be read (IReadBlock failed)"] : [])
        let observe = StageRun(
            stage: "observe", stageVersion: 1, softwareVersion: "0.1.0", subject: id, configuration: "{}",
            inputs: [detect.id], model: model)
        content.runs += [ingest, detect, observe]
        let found = (ships[id] ?? []).enumerated().map { index, ship -> (zone: Int, detection: Detection) in
            let box = OrientedBox(
                centre: PixelPoint(column: ship.column, row: ship.row), length: 18 + Double(index % 5) * 3, width: 4,
                angle: ship.angle * .pi / 180)
            return (
                ship.zone,
                Detection(
                    id: Digest.identifier([id, String(index)]), scene: id, className: "ship",
                    score: 0.97 - Double(index) * 0.06, pixelBox: box,
                    groundBox: GroundBox(centre: ground(box.centre), corners: box.corners.map(ground)),
                    isCutOff: index == 6, model: model)
            )
        }
        content.detections += found.map(\.detection)
        for one in found { content.runsOfDetections[one.detection.id] = detect.id }
        content.pictures[id] = ScenePicture(
            image: DrawnPicture.sea(with: found.map(\.detection.pixelBox), cloudy: id == "s3", reduction: reduction),
            toPicture: GridTransform(
                originX: 0, columnX: 1 / Double(reduction), rowX: 0, originY: 0, columnY: 0, rowY: 1 / Double(reduction)
            ),
            metresPerPixel: metresPerPixel * Double(reduction), north: 1.4,
            rendering: "red, green and blue, 2nd to 98th percentile")
        for one in found.prefix(20) { content.crops[one.detection.id] = DrawnPicture.crop() }
        for (number, zone) in zoneBoxes.enumerated() {
            let partial = isPartial && zone.id == "roads"
            let unusable = id == "s3"
            let look = Look(
                id: Digest.identifier(["look", id, zone.id]), scene: id, zone: zone.id,
                coveredShare: partial ? 0.62 : 1,
                cloudShare: unusable ? 0.97 : nil, visibleShare: unusable ? 0.03 : partial ? 0.62 : 1,
                groundSamplingDistance: 10, requiredGroundSamplingDistance: 12,
                usability: unusable ? .notUsable : partial ? .partial : .usable,
                reasons: unusable
                    ? ["97 % of the zone lies under cloud"] : partial ? ["62 % of the zone lies inside the scene"] : [])
            content.looks.append(look)
            content.runsOfLooks[look.id] = ingest.id
            let here = found.filter { $0.zone == number }.map(\.detection.id)
            let state =
                zone.role == .berth
                ? "ships at berth" : zone.role == .anchorage ? "ships at anchor" : "ships under way"
            for quantity in ["ships", state] {
                let result: Observation.Result =
                    unusable
                    ? .undetermined(because: "the look is not usable")
                    : .count(
                        detected: here.count, low: max(0, here.count - 1), high: here.count + 2, level: 0.8,
                        method: "Posterior of the true count, from the network's measured precision and recall")
                let observation = Observation(
                    id: Digest.identifier(["observation", look.id, quantity]), look: look.id, quantity: quantity,
                    result: result, detections: unusable ? [] : here, model: model)
                content.observations.append(observation)
                content.runsOfObservations[observation.id] = observe.id
            }
        }
    }
}
