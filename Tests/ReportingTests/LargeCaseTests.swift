import Evidence
import Foundation
import Geodesy
import Testing

@testable import Reporting

@Suite struct LargeCaseTests {
    /// 200 scenes with 100 detections each; folded, and well under a minute even without optimisation.
    @Test func twentyThousandDetections() {
        var content = DemoContent.make()
        let scene = content.scenes[0]
        let detection = content.detections[0]
        content.scenes = []
        content.looks = []
        content.observations = []
        content.detections = []
        content.runs = []
        content.pictures = [:]
        content.crops = [:]
        for number in 0..<200 {
            var one = scene
            one.id = "scene-\(number)"
            one.time = AcquisitionTime(instant: Date(timeIntervalSince1970: 1_600_000_000 + Double(number) * 86_400))
            content.scenes.append(one)
            for index in 0..<100 {
                var found = detection
                found.id = "\(number)-\(index)"
                found.scene = one.id
                content.detections.append(found)
            }
        }
        let html = HTMLReport().html(content)
        #expect(html.utf8.count < 20_000_000)
        let unfolded = html.utf8.count > 0 && html.contains("<details open")
        #expect(!unfolded)
    }
}
