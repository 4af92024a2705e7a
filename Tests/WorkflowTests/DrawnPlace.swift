import Catalogue
import ChangeDetection
import Evidence
import Findings
import Foundation
import Geodesy
import HypothesisAssessment
import Inquiry
import ObjectDetection
import Rasters
import Sites
import Statistics

@testable import Workflow

/// A yard with ships, a track, a tank and ground that changes, drawn through some scenes twelve days apart.
struct DrawnPlace {
    /// Scenes that the catalogue holds.
    let scenes: Int

    static let mostScenes = 9
    static let origin = GeoPoint(longitude: 130.4, latitude: 42.3)
    static let boxes = ModelReference(name: "boxes", sha256: "00")
    static let rails = ModelReference(name: "rails", sha256: "00")

    static func point(_ east: Double, _ north: Double) -> GeoPoint {
        Ellipsoid.wgs84.point(from: origin, east: east, north: north)
    }

    static func area(_ east: ClosedRange<Double>, _ north: ClosedRange<Double>) -> MultiPolygon<GeoPoint> {
        MultiPolygon([
            Polygon(
                outer: Ring([
                    point(east.lowerBound, north.lowerBound), point(east.upperBound, north.lowerBound),
                    point(east.upperBound, north.upperBound), point(east.lowerBound, north.upperBound),
                ]))
        ])
    }

    static let site = Site(
        name: "Yard", zones: [Zone(id: "yard", name: "Yard", role: .storageYard, area: area(0...400, 0...400))],
        tracks: [Track(id: "a", name: "a", zone: "yard", line: [point(0, 390), point(300, 390)])])

    /// A network that finds nine of ten of all, and one of two of the first class.
    static func card(_ name: String, _ head: ModelCard.Head, _ classes: [String]) -> InstalledModel {
        let all = DetectorAccuracy(truePositives: 90, falsePositives: 10, falseNegatives: 10)
        let first = DetectorAccuracy(truePositives: 50, falsePositives: 10, falseNegatives: 50)
        let places = ["one", "another"].flatMap { place in
            [
                ModelCard.Accuracy.Place(name: place, counts: all),
                ModelCard.Accuracy.Place(name: place, counts: first, className: classes.first),
            ]
        }
        return InstalledModel(
            card: ModelCard(
                name: name, networkPath: "", bands: ["pan"], values: .stretched, head: head, margin: 32, tile: 256,
                mergeOverlap: 0.3, classes: classes.map { .init(name: $0, threshold: 0.5) },
                accuracy: .init(method: "", places: places)),
            network: NetworkFile(path: "", sha256: "00"))
    }

    static let models = [
        card("boxes", .centreOriented, ["ship", "boat"]), card("rails", .trackStrip, ["tank-car", "flat-car"]),
    ]

    static func time(_ number: Int) -> AcquisitionTime {
        AcquisitionTime(instant: Date(timeIntervalSince1970: 1_735_689_600 + Double(number) * 12 * 86_400))
    }

    /// What an assessment of its catalogue says.
    func assessment(_ indicators: [Indicator], asOf limit: Date? = nil) async throws -> Assessment {
        let subject = Case(id: "c", title: "c", question: "?", site: Self.site, models: [])
        let inquiry = HypothesisInquiry(
            hypotheses: [
                Hypothesis(id: "open", text: "the yard works", prior: 0.5),
                Hypothesis(id: "shut", text: "the yard is shut", prior: 0.5),
            ], indicators: indicators, settings: AssessmentSettings(samples: 100))
        let work = AssessmentWork(of: subject, inquiry: inquiry, models: Self.models) { _ in ElicitedProbability(1) }
        return try await work.assessor(from: try await catalogue()).assessment(asOf: limit)
    }

    static func indicator(_ id: String, _ condition: IndicatorRule.Condition) -> Indicator {
        Indicator(
            id: id, text: id, rule: IndicatorRule(zones: ["yard"], condition: condition),
            likelihoods: [
                .init(hypothesis: "open", probability: ElicitedProbability(0.8)),
                .init(hypothesis: "shut", probability: ElicitedProbability(0.1)),
            ])
    }

    // MARK: The catalogue

    func catalogue() async throws -> CatalogueInMemory {
        let catalogue = CatalogueInMemory()
        var comparisons: [GroundComparison] = []
        for number in 0..<scenes {
            let scene = Scene(
                id: "scene \(number)", title: "Scene \(number)", time: Self.time(number),
                size: RasterSize(width: 10, height: 10), bands: [], files: [])
            let look = Look(
                id: "look \(number)", scene: scene.id, zone: "yard", coveredShare: 1, cloudShare: 0,
                visibleShare: number == 3 ? 0.5 : 1, groundSamplingDistance: 0.3, requiredGroundSamplingDistance: 1,
                usability: number == 3 ? .partial : .usable, reasons: [])
            func run(_ stage: String, _ model: ModelReference? = nil) -> StageRun {
                StageRun(
                    stage: stage, stageVersion: 1, softwareVersion: "0", subject: scene.id, configuration: "{}",
                    inputs: [], model: model)
            }
            let detections = Self.detections(number)
            let consist = Self.consist(number)
            if number > 0 { comparisons.append(Self.comparison(number)) }
            try await catalogue.commit(RunBatch(run: run("ingest"), scenes: [scene]))
            try await catalogue.commit(RunBatch(run: run("look"), looks: [look]))
            try await catalogue.commit(RunBatch(run: run("detect", Self.boxes), detections: detections))
            try await catalogue.commit(RunBatch(run: run("detect", Self.rails), consists: [consist]))
            try await catalogue.commit(RunBatch(run: run("align"), alignments: [Self.alignment(number)]))
            try await catalogue.commit(
                RunBatch(
                    run: run("observe"),
                    observations: Self.observations(number, look, detections) + observed(look, consist)))
            if let comparison = comparisons.last, number > 0 {
                try await catalogue.commit(RunBatch(run: run("compare-ground"), comparisons: [comparison]))
            }
        }
        let settled = StageRun(
            stage: "settle", stageVersion: 1, softwareVersion: "0", subject: "case", configuration: "{}", inputs: [])
        try await catalogue.commit(
            RunBatch(run: settled, surfaceChanges: GroundUnrest.settled(comparisons).flatMap(\.changes)))
        return catalogue
    }

    /// One object that most looks take for a boat, the first ones for a ship; one that moors for a while; small ones that come later.
    private static func detections(_ number: Int) -> [Detection] {
        var stream = RandomStream(seed: UInt64(number))
        var found = [box("long", number, 40, 40, number < 4 ? "ship" : "boat", 12, &stream)]
        if number < 5 { found.append(box("short", number, 120, 40, "ship", 30, &stream)) }
        if number > 4 {
            for place in 0..<6 {
                found.append(box("late\(place)", number, 100 + 4 * Double(place), 44, "ship", 29, &stream))
            }
        }
        return found
    }

    private static func box(
        _ id: String, _ number: Int, _ east: Double, _ north: Double, _ className: String, _ length: Double,
        _ stream: inout RandomStream
    ) -> Detection {
        let (east, north) = (east + stream.normal(), north + stream.normal())
        let corners = [(0.5, 1.5), (0.5, -1.5), (-0.5, -1.5), (-0.5, 1.5)].map {
            point(east + $0.0 * length, north + $0.1)
        }
        return Detection(
            id: "\(id) \(number)", scene: "scene \(number)", className: className, score: 0.9,
            pixelBox: OrientedBox(centre: PixelPoint(column: 0, row: 0), length: 1, width: 1, angle: 0),
            groundBox: GroundBox(centre: point(east, north), corners: corners), model: boxes)
    }

    private static func observations(_ number: Int, _ look: Look, _ detections: [Detection]) -> [Observation] {
        func observation(_ quantity: String, _ subject: String?, _ result: Observation.Result) -> Observation {
            Observation(
                id: "\(quantity) \(subject ?? "") \(number)", look: look.id, subject: subject, quantity: quantity,
                result: result, detections: [], model: nil)
        }
        var found = ["ship", "boat"].map { name in
            let count = detections.count { $0.className == name }
            return observation(name, nil, .count(detected: count, low: count, high: count + 1, level: 0.8, method: ""))
        }
        let fill = [0.5, 0.6, 0.42, 0.55, 0.5, 0.81, 0.78, 0.2, 0.3][number]
        found.append(
            observation(
                "fill", "t",
                .measured(value: fill, low: fill - 0.1, high: fill + 0.1, level: 0.8, unit: "1", method: "")))
        found.append(
            observation("contents", "t", .told(number == 6 ? "crude" : "water", probability: 0.7, method: "")))
        return found
    }

    /// Nothing on the track but in one of the later scenes.
    private static func consist(_ number: Int) -> Consist {
        let cars = number == 6 ? 2 : 0
        let part = CountBasis.Part(probabilities: [Double](repeating: 0, count: cars) + [1], below: 0, above: 0)
        let count = Observation.Result.count(detected: cars, low: cars, high: cars, level: 0.8, method: "")
        return Consist(
            id: "consist \(number)", scene: "scene \(number)", track: "a", trackName: "a", isTrackSure: true,
            length: 300,
            extent: .init(start: 0, end: 300), visibleShare: number == 1 ? 0.5 : 1, hidden: [], vehicles: [],
            count: count, classCounts: cars > 0 ? ["tank-car": count] : [:],
            basis: .init(whole: part, classes: cars > 0 ? ["tank-car": part] : [:]), sentence: "", notes: [],
            model: rails)
    }

    private func observed(_ look: Look, _ consist: Consist) -> [Observation] {
        TrackObserver(
            model: Self.rails, counter: TrackCount(card: Self.models[1].card, level: 0.8), unfit: nil, failures: []
        ).observations(of: look, tracks: Self.site.tracks, consists: ["a": consist])
    }

    private static func alignment(_ number: Int) -> Alignment {
        Alignment(
            scene: "scene \(number)", reference: "scene 0", verdict: number == 0 ? .reference : .good, frame: .grid,
            correction: nil, margin: 1, circularError90: nil, points: [], pixel: 0.3, significance: nil, reasons: [])
    }

    /// A place that looks changed in the second scene and in most later ones, and one that changes once.
    static func comparison(_ number: Int) -> GroundComparison {
        let restless = [2, 4, 5, 6, 7].contains(number)
        let places = [(restless, 10.0), (number == 5, 200)].filter(\.0).map(\.1)
        return GroundComparison(
            scene: "scene \(number)", before: "scene \(number - 1)", refused: [], comparedShare: 1, margin: 0,
            pixelSize: 1, remarks: [],
            changes: places.map { east in
                PlacedChange(
                    change: SurfaceChange(
                        id: "change \(number) \(east)", before: "scene \(number - 1)", after: "scene \(number)",
                        zone: "yard", outline: MultiPolygon([]), kind: east < 100 ? .changedSurface : .built,
                        strength: 2,
                        area: 900, leastArea: 900, greatestArea: 900, confidence: 0.9,
                        clues: ChangeClues(
                            strength: 2, pixels: 900, insideShare: 1, hasOwnShadow: false, darkShare: 0,
                            movedShadowShare: 0, explainedShare: 0), reasons: []),
                    area: area(east...(east + 30), 200...230), objects: [])
            })
    }
}
