import ArgumentParser
import DetectionOpenVINO
import Evidence
import ObjectDetection
import Statistics
import Workflow

struct ModelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "List the networks that are at hand, show what is known of one, or measure it.",
        subcommands: [List.self, Show.self, Evaluate.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the networks that are at hand.")

        func run() async throws {
            let library = ModelLibrary()
            let loader = try NetworkLoader(tilesAtOnce: 1)
            var isComplete = true
            for name in library.names {
                do {
                    let card = try await library.model(name, loader: loader).card
                    let classes = card.classes.map(\.name).joined(separator: ", ")
                    print("\(name): \(classes) from \(card.bands.joined(separator: ", "))")
                } catch {
                    isComplete = false
                    Failure.say("\(name): \(error)")
                }
            }
            if !isComplete { throw ExitCode(Failure.inPart) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a network needs, how well it did, and what fails.")

        @Argument(help: "Name of an installed network, or path of a card or ONNX file.")
        var name: String

        func run() async throws {
            let model = try await ModelLibrary().model(name, loader: NetworkLoader(tilesAtOnce: 1))
            let card = model.card
            print("name       \(card.name)")
            print("sha256     \(model.network.sha256)")
            print("licence    \(card.licence ?? "not told")")
            print("bands      \(card.bands.joined(separator: ", ")) as \(card.values.rawValue)")
            if let resolution = card.resolution {
                print(
                    "GSD        \(resolution.minimum)–\(resolution.maximum) m, else resampled to \(resolution.target) m"
                )
            }
            for found in card.classes { print("finds      \(found.name) from score \(found.threshold) on") }
            for set in card.trainingData {
                print("taught on  \(set.name) (\(set.licence ?? "licence not told"); \(set.credit ?? "no credit"))")
            }
            if let accuracy = card.accuracy {
                print("measured   \(accuracy.method)")
                for place in accuracy.places {
                    print(
                        "           \(place.name): \(Int(place.counts.truePositives)) right, "
                            + "\(Int(place.counts.falsePositives)) wrong, \(Int(place.counts.falseNegatives)) missed")
                }
            } else {
                print("measured   not told")
            }
            for limit in card.limits { print("limit      \(limit)") }
        }
    }
}
