import Evidence
import Foundation
import Geodesy
import Testing

@testable import Reporting

@Suite("Objects in a report")
struct ObjectSectionTests {
    @Test("What came has a row with its scenes and sentence; what stayed, or was seen once unsurely, is summed up")
    func section() throws {
        var content = DemoContent.make()
        let scenes = content.scenes.sorted { ($0.time?.middle ?? .distantPast) < ($1.time?.middle ?? .distantPast) }
        try #require(scenes.count >= 2)
        let looks = [scenes[0].id, scenes[1].id]
        let detection = try #require(content.detections.first { $0.groundBox != nil })
        let box = try #require(detection.groundBox)
        func object(
            _ id: String, _ sights: [ObjectChain.Sight], _ kind: ObjectChain.Kind, _ probability: Double
        ) -> ObjectChain {
            ObjectChain(
                id: id, className: "crane-\(id)", lastBox: box,
                steps: zip(looks, sights).map { .init(look: $0, sight: $1, presence: 0.5) },
                events: [.init(kind: kind, after: looks[0], until: looks[1], probability: probability)])
        }
        content.objects = [
            object("came", [.notSeen, .seen(detection: detection.id)], .arrived, 0.83),
            object("stays", [.seen(detection: detection.id), .seen(detection: detection.id)], .stayed, 0.99),
            object("unsure", [.notLooked, .seen(detection: detection.id)], .undetermined, 0.2),
        ]
        let page = HTMLReport().html(content)
        let start = try #require(page.range(of: "id=\"objects\""))
        let section = page[start.upperBound...]
        #expect(section.contains("1 object that came, left, moved or may have"))
        #expect(section.contains("(83\u{A0}%)"))
        #expect(section.contains("Nothing is told to have happened to 1 × crane-stays (seen in 2 scenes)"))
        #expect(section.contains("too unsure to tell whether anything came or left: 1 × crane-unsure."))
        // The row has a cell for each scene.
        let row = try #require(section.range(of: "crane-came")).upperBound
        let cells = section[row...].prefix(1500)
        #expect(cells.contains("its place was seen and it was not") && cells.contains("●"))
        // Without objects the section is not there.
        content.objects = []
        #expect(!HTMLReport().html(content).contains("id=\"objects\""))
    }
}
