import ArgumentParser
import CaseFilesYAML
import DetectionOpenVINO
import DetectionReview
import Evidence
import Foundation
import Geodesy
import ObjectDetection
import Rasters
import ScenesGDAL
import Sites
import Workflow

struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Look through detections, decide on them, and export them.",
        discussion: """
            Decisions are added to decisions.jsonl in the case and hold after every rebuild; 'revisit run' counts by them.
            """,
        subcommands: [
            List.self, Accept.self, Reject.self, Retype.self, Draw.self, Withdraw.self, Export.self, Sheet.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List detections with what was decided on them.")

        @Argument(help: "The case's folder.")
        var folder: String
        @OptionGroup var filter: ReviewFilter
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let desk = try await ReviewDesk(folder)
            let chosen = try filter.chosen(from: desk)
            for detection in chosen {
                let zones = desk.zones(of: detection).map(\.id)
                let title = desk.scenes[detection.scene]?.title ?? detection.scene
                let decision = desk.standing[detection.id]
                if shared.json {
                    var line: [String: any Sendable] = [
                        "event": "detection", "id": detection.id, "scene": title, "class": detection.className,
                        "score": detection.score, "state": detection.review.rawValue, "zones": zones,
                    ]
                    line["found_as"] = detection.foundAs
                    line["who"] = decision?.who
                    line["when"] = decision?.when
                    line["why"] = decision?.why
                    Output.line(line)
                } else {
                    let score = detection.review == .drawn ? "    " : String(format: "%.2f", detection.score)
                    var text = "\(detection.id)  \(score)  \(detection.review.rawValue)  \(detection.className)"
                    if let was = detection.foundAs { text += " (found as \(was))" }
                    text += "  \(title)" + (zones.isEmpty ? "" : "  in \(zones.joined(separator: ", "))")
                    if let decision { text += "  \(decision.who): \(decision.why)" }
                    print(text)
                }
            }
            for decision in desk.unmatched {
                Failure.say(
                    "\(decision.what.rawValue) of a \(decision.className) (\(decision.detection)) by \(decision.who) finds no "
                        + "detection any more; it is kept and changes nothing.")
            }
            if !shared.json, !shared.quiet {
                let reviewed = chosen.count { $0.review.isReviewed }
                print("\(chosen.count) detections, \(reviewed) of them reviewed.")
            }
        }
    }

    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say that detections are what the network says.")
        @OptionGroup var deed: Deed
        func run() async throws { try await deed.decide(.accept) }
    }

    struct Reject: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say that detections are no such object.")
        @OptionGroup var deed: Deed
        func run() async throws { try await deed.decide(.reject) }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take back what was decided about detections, or objects that were drawn.")
        @OptionGroup var deed: Deed
        func run() async throws { try await deed.decide(.withdraw) }
    }

    struct Retype: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give detections another class.")
        @OptionGroup var deed: Deed
        @Option(name: .customLong("as"), help: "The class that they are.")
        var newClass: String
        func run() async throws { try await deed.decide(.retype, as: newClass) }
    }

    struct Draw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an object that no network found.",
            discussion: """
                --box gives it on the scene's grid, in pixels: column and row of its middle, length, width, and the angle of \
                its length in degrees from the column axis towards the row axis. --ground gives it on the ground: longitude, \
                latitude, length and width in metres, and the direction of its length in degrees clockwise from north.
                """)

        @Argument(help: "The case's folder.")
        var folder: String
        @Option(help: "The scene: its title, or the beginning of its id.")
        var scene: String
        @Option(name: .customLong("class"), help: "What it is.")
        var className: String
        @Option(parsing: .unconditional, help: "column,row,length,width,angle.")
        var box: String?
        @Option(parsing: .unconditional, help: "longitude,latitude,length,width,azimuth.")
        var ground: String?
        @OptionGroup var decision: DecisionOptions
        @OptionGroup var shared: SharedOptions

        func validate() throws {
            guard (box == nil) != (ground == nil) else { throw ValidationError("Give either --box or --ground.") }
            for text in [box, ground].compactMap(\.self) {
                let numbers = Self.numbers(text)
                guard numbers.count == 5, numbers[2] > 0, numbers[3] > 0 else {
                    throw ValidationError("A box is five finite numbers, the sides above 0; found '\(text)'.")
                }
            }
        }

        private static func numbers(_ text: String) -> [Double] {
            let words = text.split(separator: ",", omittingEmptySubsequences: false)
            let numbers = words.compactMap { Double($0.trimmingCharacters(in: .whitespaces)) }
            return numbers.count == words.count && numbers.allSatisfy { $0.isFinite && abs($0) < 1e9 } ? numbers : []
        }

        func run() async throws {
            let desk = try await ReviewDesk(folder)
            let scene = try desk.scene(scene)
            let models = try await Deed.models(of: desk)
            try desk.require(className, among: Deed.classes(of: models, desk))
            let georeference = try desk.reader.georeference(of: scene)
            let pixelBox: OrientedBox
            if let box {
                let numbers = Self.numbers(box)
                pixelBox = OrientedBox(
                    centre: PixelPoint(column: numbers[0], row: numbers[1]), length: numbers[2], width: numbers[3],
                    angle: numbers[4] * .pi / 180)
            } else {
                guard let georeference else {
                    throw ValidationError("\(scene.title) has no georeference; give --box in pixels.")
                }
                pixelBox = try Self.placed(Self.numbers(ground ?? ""), georeference, scene)
            }
            let centre = pixelBox.centre
            guard (0...Double(scene.size.width)).contains(centre.column),
                (0...Double(scene.size.height)).contains(centre.row)
            else {
                throw ValidationError(
                    "The box's middle lies outside of \(scene.title), which has \(scene.size.width) × \(scene.size.height) pixels."
                )
            }
            let groundBox = try georeference.map { georeference in
                let points = try georeference.ground([centre] + pixelBox.corners)
                return GroundBox(centre: points[0], corners: Array(points[1...]))
            }
            let id = ReviewDecision.drawnID(scene: scene.id, className: className, box: pixelBox)
            let missed = models.first { $0.card.classes.contains { $0.name == className } }
            let drawn = ReviewDecision(
                what: .draw, detection: id, scene: scene.id, className: className, pixelBox: pixelBox,
                groundBox: groundBox,
                model: missed.map { ModelReference(name: $0.card.name, sha256: $0.network.sha256) },
                who: decision.who, when: decision.when, why: decision.why)
            let isNoted = try await desk.add([drawn], by: decision.who)
            if shared.json {
                Output.line(["event": "decision", "what": "draw", "id": id])
            } else if !shared.quiet {
                print("Drew \(className) \(id). Count anew with: revisit run \(folder)")
            }
            if !isNoted { throw ExitCode(Failure.inPart) }
        }

        private static func placed(
            _ numbers: [Double], _ georeference: any Georeference, _ scene: Scene
        ) throws -> OrientedBox {
            let centre = GeoPoint(longitude: numbers[0], latitude: numbers[1])
            guard centre.isOnEarth else {
                throw ValidationError("\(numbers[0]), \(numbers[1]) is no longitude and latitude.")
            }
            let (sine, cosine) = (sin(numbers[4] * .pi / 180), cos(numbers[4] * .pi / 180))
            let corners = [(1.0, 1.0), (1, -1), (-1, -1), (-1, 1)].map { u, v in
                let (along, across) = (u * numbers[2] / 2, v * numbers[3] / 2)
                return Ellipsoid.wgs84.point(
                    from: centre, east: along * sine + across * cosine, north: along * cosine - across * sine)
            }
            let pixels = try georeference.pixels(corners).compactMap(\.self)
            guard pixels.count == 4, let box = OrientedBox(around: pixels) else {
                throw ValidationError("The box does not lie on \(scene.title).")
            }
            return box
        }
    }
}

/// A decision about detections that are there.
struct Deed: ParsableArguments {
    @Argument(help: "The case's folder.")
    var folder: String
    @Argument(help: "Ids of detections, or their beginnings of six digits or more.")
    var ids: [String]
    @OptionGroup var decision: DecisionOptions
    @OptionGroup var shared: SharedOptions

    /// Decides on all detections named, or on none.
    func decide(_ what: ReviewDecision.Kind, as newClass: String? = nil) async throws {
        let desk = try await ReviewDesk(folder)
        if let newClass {
            try desk.require(newClass, among: Self.classes(of: try await Self.models(of: desk), desk))
        }
        var made: [ReviewDecision] = []
        for id in ids {
            if what == .withdraw, let lost = desk.unmatched.first(where: { $0.detection == id }) {
                made.append(withdrawal(of: lost))
                continue
            }
            let detection = try desk.detection(id)
            let standing = desk.standing[detection.id]
            if what == .withdraw {
                guard let standing else {
                    throw ValidationError("Nothing was decided about \(detection.id), so there is nothing to withdraw.")
                }
                made.append(withdrawal(of: standing))
                continue
            }
            guard detection.review != .drawn else {
                throw ValidationError(
                    "\(detection.id) was drawn by \(standing?.who ?? "an analyst"); take it back with 'revisit review withdraw'."
                )
            }
            // A decision about a detection that an earlier one reached by its place takes that one's stead.
            if let standing, standing.detection != detection.id { made.append(withdrawal(of: standing)) }
            made.append(
                ReviewDecision(
                    what: what, detection: detection.id, scene: detection.scene,
                    className: detection.foundAs ?? detection.className, newClass: newClass,
                    pixelBox: detection.pixelBox, groundBox: detection.groundBox, model: detection.model,
                    who: decision.who, when: decision.when, why: decision.why))
        }
        let isNoted = try await desk.add(made, by: decision.who)
        for entry in made where shared.json {
            Output.line(["event": "decision", "what": entry.what.rawValue, "id": entry.detection])
        }
        if !shared.json, !shared.quiet {
            print("\(ids.count) decided: \(what.rawValue). Count anew with: revisit run \(folder)")
        }
        if !isNoted { throw ExitCode(Failure.inPart) }
    }

    private func withdrawal(of standing: ReviewDecision) -> ReviewDecision {
        var entry = standing
        entry.what = .withdraw
        entry.newClass = nil
        entry.who = decision.who
        entry.when = decision.when
        entry.why = decision.why
        return entry
    }

    /// The networks of the case that are at hand.
    static func models(of desk: ReviewDesk) async throws -> [InstalledModel] {
        try await ModelLibrary().models(
            for: desk.subject, from: desk.folder.path, loader: try NetworkLoader(tilesAtOnce: 1))
    }

    /// Classes of the case's networks, and those that occur.
    static func classes(of models: [InstalledModel], _ desk: ReviewDesk) -> [String] {
        Set(models.flatMap { $0.card.classes.map(\.name) } + desk.detections.map(\.className)).sorted()
    }
}
