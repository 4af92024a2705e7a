import Foundation
import Testing

@testable import ObjectDetection

@Suite("Cards of networks for tracks")
struct StripCardTests {
    private func card(_ strip: String?, classes: [String] = VehicleLengthPrior.classes) throws -> ModelCard {
        let names = classes.map { "{\"name\": \"\($0)\"}" }.joined(separator: ",")
        let text = """
            {"properties": {"mlm:name": "t", "revisit:head": "track-strip", "revisit:bands": ["red", "green", "blue"],
            "revisit:classes": [\(names)]\(strip.map { ", \"revisit:strip\": \($0)" } ?? "")},
            "assets": {"model": {"href": "n.onnx", "roles": ["mlm:model"]}}}
            """
        return try ModelCard(json: Data(text.utf8), path: "card.json")
    }

    @Test("what a card does not tell keeps its starting value")
    func startingValues() throws {
        #expect(try card(nil).strip == StripSettings())
        let told = try card(#"{"samples_across": 40, "margin": 128, "end_weight": 3, "coupling_gap": 0.9}"#).strip
        var expected = StripSettings()
        expected.across = 40
        expected.margin = 128
        expected.endWeight = 3
        expected.couplingGap = 0.9
        #expect(told == expected)
        let text = try JSONEncoder().encode(expected)
        #expect(try JSONDecoder().decode(StripSettings.self, from: text) == expected)
    }

    @Test(
        "settings that make no sense are refused, with their name",
        arguments: [
            (#"{"sampling": 0}"#, "sampling"), (#"{"margin": 600}"#, "window"), (#"{"edge_share": 1}"#, "share"),
            (#"{"end_weight": -1}"#, "weight"), (#"{"coupling_gap": 50}"#, "length"),
            (#"{"samples_across": "many"}"#, "samples_across"),
        ])
    func nonsense(strip: String, word: String) {
        #expect {
            try card(strip)
        } throws: { error in
            "\(error)".contains(word)
        }
    }

    @Test("the classes of rail vehicles are fixed, in their order")
    func classes() {
        #expect(throws: ModelError.self) { try card(nil, classes: VehicleLengthPrior.classes.reversed()) }
    }
}
