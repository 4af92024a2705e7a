import Evidence
import Foundation
import ObjectDetection
import Statistics
import Testing

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

@Suite struct ModelCardTests {
    private func card(_ change: (inout [String: Any], inout [String: Any]) -> Void) throws -> Data {
        var properties: [String: Any] = [
            "mlm:name": "toy", "revisit:head": "centre-oriented", "revisit:bands": ["red"],
            "revisit:classes": [["name": "ship"]], "revisit:stride": 2, "revisit:lattice": 16,
        ]
        var model: [String: Any] = ["href": "./toy.onnx", "roles": ["mlm:model"]]
        change(&properties, &model)
        return try JSONSerialization.data(withJSONObject: ["properties": properties, "assets": ["model": model]])
    }

    @Test func theShippedCardFitsItsNetwork() throws {
        let folder = root.appending(path: "Models/ships-sentinel2")
        let card = try ModelCard(json: Data(contentsOf: folder.appending(path: "card.json")), path: "card.json")
        #expect(card.name == "ships-sentinel2")
        #expect(card.bands == ["blue", "green", "red", "nir", "swir16"])
        #expect(card.values == .reflectance)
        let network = folder.appending(path: card.networkPath)
        // The hash by the system's own tool, not by ours.
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["sha256sum", network.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(card.sha256 == text.split(separator: " ").first.map(String.init))
        #expect(!card.limits.isEmpty && !card.trainingData.isEmpty)
        #expect(card.licence == "Apache-2.0")
    }

    @Test func placesWithTooFewObjectsDoNotCount() throws {
        let counts = ["tp": 1, "fp": 2, "fn": 3]
        let data = try card { properties, _ in
            properties["revisit:accuracy"] =
                ["method": "held out", "ports": ["b": counts, "a": counts, "c": counts.merging(["scored": 0]) { $1 }]]
        }
        // JSON has no 0 for false, so the flag is written as such.
        let text = String(decoding: data, as: UTF8.self).replacingOccurrences(
            of: "\"scored\":0", with: "\"scored\":false")
        let read = try ModelCard(json: Data(text.utf8), path: "card.json")
        #expect(read.accuracy?.places.map(\.name) == ["a", "b"])
        #expect(read.accuracy?.places.first?.counts.falsePositives == 2)
    }

    @Test func surroundingsAreReadApart() throws {
        let berth = ["tp": 1, "fp": 2, "fn": 3]
        let data = try card { properties, _ in
            properties["revisit:accuracy"] = [
                "method": "held out",
                "ports": [
                    "a": [
                        "tp": 5, "fp": 2, "fn": 4,
                        "surroundings": ["berth": berth, "open": ["tp": 4, "fp": 0, "fn": 1]],
                    ] as [String: Any]
                ],
            ]
        }
        let place = try #require(try ModelCard(json: data, path: "card.json").accuracy?.places.first)
        #expect(place.counts == DetectorAccuracy(truePositives: 5, falsePositives: 2, falseNegatives: 4))
        #expect(
            place.surroundings == [
                "berth": DetectorAccuracy(truePositives: 1, falsePositives: 2, falseNegatives: 3),
                "open": DetectorAccuracy(truePositives: 4, falsePositives: 0, falseNegatives: 1),
            ])
    }

    @Test func countsThatCannotBeAreRefused() throws {
        func flaw(_ accuracy: [String: Any]) throws -> String {
            let data = try card { properties, _ in
                properties["revisit:accuracy"] = accuracy.merging(["method": "m"]) { first, _ in first }
            }
            do {
                _ = try ModelCard(json: data, path: "card.json")
                return ""
            } catch { return "\(error)" }
        }
        let good: [String: Any] = ["tp": 5, "fp": 2, "fn": 4]
        let bad: [String: Any] = ["tp": 5, "fp": -2, "fn": 4]
        #expect(try flaw(["ports": ["a": good], "places": ["b": good]]) == "")
        #expect(try flaw(["ports": ["a": bad]]).contains("a count of 'a' is below 0"))
        let inside = good.merging(["surroundings": ["berth": bad]]) { first, _ in first }
        #expect(try flaw(["ports": ["a": inside]]).contains("a count of 'a' is below 0"))
        let endless: [String: Any] = ["tp": Int.max, "fp": 2, "fn": 4]
        #expect(try flaw(["ports": ["a": endless]]).contains("a count of 'a' is above 1000000000"))
        #expect(try flaw(["ports": ["a": good], "places": ["a": good]]).contains("among 'ports' and among 'places'"))
    }

    @Test func whatIsMissingIsNamed() throws {
        let data = try card { properties, _ in properties["revisit:bands"] = nil }
        #expect(throws: ModelError.badCard(path: "card.json", reason: "'revisit:bands' is missing in 'properties'")) {
            try ModelCard(json: data, path: "card.json")
        }
    }

    @Test(arguments: [
        ("revisit:head", "boxes" as any Sendable, "revisit:head"), ("revisit:lattice", 3, "revisit:lattice"),
        ("revisit:threshold", 1.5, "threshold"), ("revisit:tile", 100, "revisit:tile"),
        ("revisit:units", "volts", "revisit:units"), ("revisit:merge_iou", 0, "revisit:merge_iou"),
        ("revisit:classes", [[String: String]](), "revisit:classes"),
    ])
    func mistakesAreNamed(key: String, value: any Sendable, fragment: String) throws {
        let data = try card { properties, _ in properties[key] = value }
        do {
            _ = try ModelCard(json: data, path: "card.json")
            Issue.record("\(key) = \(value) was accepted")
        } catch let error {
            #expect("\(error)".contains(fragment), "\(error)")
            #expect("\(error)".contains("card.json"))
        }
    }

    @Test func aBrokenHashIsRefused() throws {
        let data = try card { _, model in model["file:checksum"] = "1220abc" }
        #expect(throws: ModelError.self) { try ModelCard(json: data, path: "card.json") }
    }

    @Test func textThatIsNoJSONIsRefused() {
        #expect(throws: ModelError.badCard(path: "c", reason: "it is not valid JSON")) {
            try ModelCard(json: Data("not json".utf8), path: "c")
        }
    }

    @Test func metadataOfAnExportGivesACard() throws {
        let network = NetworkFile(
            path: "x.onnx", sha256: "0",
            metadata: ["task": "obb", "names": "{0: 'plane', 1: 'large vehicle'}", "det_conf": "0.4"])
        let card = try ModelCard(
            uncarded: network, name: "x",
            interface: NetworkInterface(inputs: [[1, 3, 640, 640]], outputs: [[1, 7, 8400]]))
        #expect(card.head == .yoloOriented && card.tile == 640)
        #expect(card.classes.map(\.name) == ["plane", "large vehicle"])
        #expect(card.classes[0].threshold == 0.4)
    }

    @Test func anUnknownOutputIsRefused() {
        let network = NetworkFile(path: "x.onnx", sha256: "0")
        #expect(throws: ModelError.self) {
            try ModelCard(
                uncarded: network, name: "x",
                interface: NetworkInterface(inputs: [[1, 3, 64, 64]], outputs: [[1, 10]]))
        }
    }

    @Test func metadataIsReadFromAnONNXFile() {
        // Written by hand after the encoding of protocol buffers: a varint field, then two entries of field 14.
        func entry(_ key: String, _ value: String) -> [UInt8] {
            let content =
                [0x0A, UInt8(key.utf8.count)] + Array(key.utf8) + [0x12, UInt8(value.utf8.count)] + Array(value.utf8)
            return [0x72, UInt8(content.count)] + content
        }
        let bytes: [UInt8] = [0x08, 0x0A] + entry("task", "obb") + entry("names", "{0: 'a'}")
        #expect(ONNXMetadata.entries(in: bytes) == ["task": "obb", "names": "{0: 'a'}"])
        #expect(ONNXMetadata.entries(in: Array(bytes.dropLast(3)))["task"] == "obb")
        #expect(ONNXMetadata.entries(in: [0xFF, 0xFF, 0xFF]).isEmpty)
    }

    @Test("Weights in other files are found, in initializers and in constants; a whole network has none")
    func externalWeights() throws {
        // Written by onnx 1.23.2: `save_model(…, save_as_external_data=True, location="weights.bin",
        // convert_attribute=True)` of an Add of an initializer and a Constant.
        let bytes = try #require(
            Data(
                base64Encoded: """
                    CA46zAEKXxIBayIIQ29uc3RhbnQqUAoFdmFsdWUqRAhACAQQAUIBY2oXCghsb2NhdGlvbhILd2VpZ2h0cy5iaW5q\
                    DgoGb2Zmc2V0EgQxMDI0ag4KBmxlbmd0aBIEMTAyNHABoAEECg4KAXcKAWsSAXkiA0FkZBIBZypBCEAIBBABQgF3\
                    ahcKCGxvY2F0aW9uEgt3ZWlnaHRzLmJpbmoLCgZvZmZzZXQSATBqDgoGbGVuZ3RoEgQxMDI0cAFiEwoBeRIOCgwI\
                    ARIICgIIQAoCCARCAhAc
                    """))
        #expect(ONNXMetadata.externalFiles(in: Array(bytes)) == ["weights.bin"])
        // A file that is cut off tells nothing.
        #expect(ONNXMetadata.externalFiles(in: Array(bytes.prefix(120))).isEmpty)
        #expect(ONNXMetadata.externalFiles(in: [0x08, 0x0A]).isEmpty)
    }
}
