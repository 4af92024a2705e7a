import Evidence
import Findings
import Foundation
import Geodesy
import Rasters

/// Records for tests, small ones and one of each kind with every field filled.
enum Records {
    static let ships = ModelReference(name: "ships-sentinel2", sha256: String(repeating: "ab", count: 32))
    static let trains = ModelReference(name: "trains", sha256: String(repeating: "cd", count: 32))

    static func run(
        _ stage: String, _ subject: String, version: Int = 1, model: ModelReference? = nil, share: Double = 1,
        failures: [String] = []
    ) -> StageRun {
        StageRun(
            stage: stage, stageVersion: version, softwareVersion: "0.1", subject: subject,
            configuration: #"{"overlap":0.25}"#, inputs: [subject, "zone/Ulsan 울산"], model: model,
            processedShare: share, failures: failures)
    }

    static func scene(_ id: String, time: String? = "2023-08-17T10:05:33Z") -> Scene {
        Scene(
            id: id, title: id, time: time.flatMap { AcquisitionTime(iso8601: $0) },
            size: RasterSize(width: 10, height: 10), bands: [], files: [])
    }

    static func look(_ scene: String, _ zone: String, id: String? = nil) -> Look {
        Look(
            id: id ?? "look/\(scene)/\(zone)", scene: scene, zone: zone, coveredShare: 1, cloudShare: nil,
            visibleShare: 1, groundSamplingDistance: 10, requiredGroundSamplingDistance: 10, usability: .usable,
            reasons: [])
    }

    /// A box of 100 m by 20 m that points to the north-east.
    static func groundBox(longitude: Double, latitude: Double) -> GroundBox {
        let centre = GeoPoint(longitude: longitude, latitude: latitude)
        let corners = [(42.4, 28.3), (28.3, 42.4), (-42.4, -28.3), (-28.3, -42.4)].map { east, north in
            var corner = Ellipsoid.wgs84.point(from: centre, east: east, north: north)
            if corner.longitude > 180 { corner.longitude -= 360 }
            return corner
        }
        return GroundBox(centre: centre, corners: corners)
    }

    static func detection(
        _ id: String, _ scene: String, model: ModelReference = ships, at place: (Double, Double)? = (129.06, 35.09)
    ) -> Detection {
        Detection(
            id: id, scene: scene, className: "ship", score: 0.1 + 0.2,
            pixelBox: OrientedBox(
                centre: PixelPoint(column: 1.0 / 3, row: 2e5), length: 12.1, width: 3.3, angle: -0.7),
            groundBox: place.map { groundBox(longitude: $0.0, latitude: $0.1) }, model: model)
    }

    static func finding(_ id: String, zone: String? = "1", looks: [String]) -> Finding {
        let marks = looks.compactMap { look in
            AcquisitionTime(iso8601: "2023-08-17T10:05:33Z").map {
                FirstSince.Mark(
                    .init(
                        look: look, time: $0, visibleShare: 1.0 / 3, sight: .notLooked(because: "cloud"), detection: 0.5
                    ))
            }
        }
        return Finding(
            id: id, zone: zone, sentence: "Tell <\(id)> 울산", looks: looks,
            content: .first(
                FirstSince(
                    zone: zone ?? "", quantity: "ships", kind: .never, seen: nil, previous: nil,
                    isPreviousInDoubt: false, between: marks, blind: 2, gaps: nil, exclusions: [])))
    }

    static func observation(
        _ id: String, _ look: String, quantity: String = "ships", detections: [String] = []
    ) -> Observation {
        Observation(
            id: id, look: look, quantity: quantity,
            result: .count(
                detected: detections.count, low: 0, high: 3, level: 0.8, method: "measured precision and recall"),
            detections: detections, model: ships)
    }

    static func consist(
        _ id: String, _ scene: String, track: String,
        count: Observation.Result = .count(detected: 1, low: 1, high: 2, level: 0.8, method: "posterior")
    ) -> Consist {
        Consist(
            id: id, scene: scene, track: track, trackName: "Gleis “1”", isTrackSure: false, length: 100.0 / 3,
            extent: .init(start: 0.1, end: 33), visibleShare: 1.0 / 7, hidden: [.init(start: 3, end: 9.5)],
            vehicles: [
                .init(
                    detection: "d", className: "tank-car", probability: 0.97,
                    classProbabilities: ["tank-car": 0.9, "open-car": 0.1], start: 10.2, end: 21.1, startError: 0.1,
                    endError: 0.2, isCutAtStart: true, isCutAtEnd: false, isCoupled: true, otherTracks: ["t2"])
            ], count: count, classCounts: ["tank-car": count],
            basis: .init(
                whole: .init(probabilities: [0.1, 0.9], below: 0, above: 1),
                classes: ["tank-car": .init(probabilities: [0.1, 0.9], below: 1, above: 1, decisions: .init(added: 1))]),
            sentence: "1 tank car, 11 m of train.", notes: ["A part of the track's line is guessed."], model: trains)
    }

    /// A scene with every field filled, among them a mark for missing pixels that is not a number.
    static var richScene: Scene {
        let outline = MultiPolygon([
            Polygon(
                outer: Ring([(179, -17), (180, -17), (180, -16), (179, -16)].map(GeoPoint.init(_:_:))),
                holes: [Ring([(179.4, -16.6), (179.6, -16.6), (179.6, -16.4)].map(GeoPoint.init(_:_:)))]),
            Polygon(outer: Ring([(-180, -17), (-179.1, -17), (-179.1, -16), (-180, -16)].map(GeoPoint.init(_:_:)))),
        ])
        let marks: [Band.NoData] = [.notANumber, .value(-3.402_823_466_385_288_6e38), .value(.infinity), .mask]
        let bands = marks.indices.map { index in
            Band(
                name: "B0\(index)", commonName: "nir", centreWavelength: 0.842, fullWidth: 0.1, file: 0,
                subdataset: "SENTINEL2_L2A:10m", index: index + 1, size: RasterSize(width: 10980, height: 5490),
                toReference: GridAlignment(columnScale: 2, rowScale: 2, columnShift: 0.5, rowShift: -0.25),
                groundSamplingDistance: 1 / 0.3, dataType: .uint16, bitDepth: 12, noData: marks[index], scale: 1e-4,
                offset: -0.1, unit: .reflectance,
                stretch: Band.Stretch(low: 120, high: 3100.5, method: "2nd and 98th percentile"))
        }
        return Scene(
            id: "rich", title: "Фиджи 피지 “Suva” 🚢 'quoted'; \\ 100 %",
            time: AcquisitionTime(
                start: Date(timeIntervalSince1970: 1_692_266_733.123_456),
                end: Date(timeIntervalSince1970: 1_692_266_799.987_654)),
            platform: "sentinel-2a", constellation: "sentinel-2", instruments: ["msi", "другой"],
            processingLevel: "L2A", size: RasterSize(width: 10980, height: 10980),
            transform: GridTransform(
                originX: 699960.1, columnX: 10, rowX: 0.1, originY: -1_800_000, columnY: -0.1, rowY: -10),
            coordinateSystem: CoordinateSystem(
                name: "WGS 84 / UTM zone 60S", epsg: 32760, wkt: "PROJCRS[\"WGS 84 / UTM zone 60S\"]\n",
                isGeographic: false),
            placement: .rationalPolynomialsAtHeight(12.5), bands: bands,
            files: [
                Scene.File(path: "imagery/ä b.tif", sha256: "00ff", size: 1_234_567_890_123),
                Scene.File(path: "https://example.org/a.tif?x=1", sha256: "11", size: nil),
            ],
            geometry: ViewingGeometry(
                sunAzimuth: 40.1, sunElevation: 50.2, offNadir: 3.3, incidence: 3.9, viewAzimuth: 289.7),
            cloudCover: 0.037, outline: outline, isSimulated: true, credit: "© ESA 2023",
            missing: [Scene.MissingFact(fact: "height", remedy: "give --height")], notes: ["told by the analyst"])
    }

    static var richLook: Look {
        Look(
            id: "look/rich", scene: "rich", zone: "Причал № 1", coveredShare: 0.1 + 0.7, cloudShare: 1.0 / 7,
            visibleShare: 0.66, groundSamplingDistance: nil, requiredGroundSamplingDistance: .infinity,
            usability: .notUsable, reasons: ["Clouds hide 14 % of the zone.", "雲", ""])
    }

    static var richRun: StageRun {
        run(
            "detect", "rich", version: 7, model: ships, share: 0.875,
            failures: ["tile 3, 4: \"IReadBlock failed\"", "tile 9, 9: zero"])
    }
}

extension GeoPoint {
    fileprivate init(_ longitude: Double, _ latitude: Double) {
        self.init(longitude: longitude, latitude: latitude)
    }
}
