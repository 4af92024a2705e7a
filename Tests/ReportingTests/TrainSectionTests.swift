import Evidence
import Foundation
import Testing

@testable import Reporting

@Suite("Trains in a report")
struct TrainSectionTests {
    /// A track on which nothing is seen.
    private func track(
        _ id: String, scene: String, extent: Consist.Stretch, high: Int = 0, decisions: CountDecisions = .init()
    ) -> Consist {
        let part = CountBasis.Part(probabilities: [1], below: 0, above: high, decisions: decisions)
        return Consist(
            id: id, scene: scene, track: id, trackName: "Track \(id)", isTrackSure: id != "guessed", length: 1000,
            extent: extent, visibleShare: extent.length / 1000, hidden: [], vehicles: [],
            count: .count(detected: 0, low: 0, high: high, level: 0.8, method: "posterior"), classCounts: [:],
            basis: .init(whole: part), sentence: "Sentence of \(id).", notes: [],
            model: .init(name: "tracks", sha256: "00"))
    }

    @Test("only a track that was seen whole is told as empty; one that goes on outside keeps its words")
    func empty() throws {
        var content = DemoContent.make()
        let scene = try #require(content.scenes.first).id
        let whole = Consist.Stretch(start: 0, end: 999.9)
        content.consists = [
            track("whole", scene: scene, extent: whole), track("guessed", scene: scene, extent: whole),
            track("outside", scene: scene, extent: .init(start: 0, end: 100), high: 75),
            track("near", scene: scene, extent: .init(start: 0, end: 900)),
            track("decided", scene: scene, extent: whole, decisions: .init(removed: 1)),
        ]
        let page = HTMLReport().html(content)
        let start = try #require(page.range(of: "Looked, none seen on "))
        let line = page[start.upperBound...].prefix { $0 != "\n" }.prefix(400)
        let end = try #require(line.range(of: "</p>"))
        let told = line[..<end.lowerBound]
        #expect(told.contains("Track whole") && told.contains("Track guessed") && told.contains("line partly guessed"))
        for id in ["outside", "near", "decided"] {
            #expect(!told.contains("Track \(id)"))
            #expect(page.contains("Sentence of \(id)."))
        }
        #expect(page.contains("Vehicles: at least 0, 80"))
    }

    @Test("what an analyst rejected or drew anew is not told as belonging to no count")
    func rejected() throws {
        var content = DemoContent.make()
        func sentence(_ content: ReportContent) -> String? {
            let page = HTMLReport().html(content)
            return page.range(of: "belong to no count").map { String(page[..<$0.lowerBound].suffix(60)) }
        }
        let counted = Set(content.observations.flatMap(\.detections))
        for index in content.detections.indices where !counted.contains(content.detections[index].id) {
            content.detections[index].review = index % 2 == 0 ? .rejected : .superseded
        }
        #expect(sentence(content) == nil)
        let open = try #require(content.detections.indices.first { !counted.contains(content.detections[$0].id) })
        content.detections[open].review = .unreviewed
        #expect(sentence(content)?.contains("1 detection") == true)
    }
}
