import Evidence
import Foundation
import Geodesy
import Sites
import Testing

@testable import Reporting

@Suite struct ReportTests {
    static let demo = HTMLReport().html(DemoContent.make())

    /// Set REVISIT_REPORT_DEMO to a folder to look at the page in a browser.
    @Test func demoIsWholeDocument() throws {
        #expect(Self.demo.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(Self.demo.hasSuffix("</html>\n"))
        if let folder = ProcessInfo.processInfo.environment["REVISIT_REPORT_DEMO"] {
            let file = URL(fileURLWithPath: folder).appending(path: "demo.html")
            try Self.demo.write(to: file, atomically: true, encoding: .utf8)
        }
    }

    @Test func sameContentGivesSameBytesInAnyOrder() {
        var content = DemoContent.make()
        #expect(HTMLReport().html(content) == Self.demo)
        content.scenes.reverse()
        content.looks.reverse()
        content.detections.reverse()
        content.observations.reverse()
        content.runs.reverse()
        #expect(HTMLReport().html(content) == Self.demo)
    }

    @Test func everyLinkLeadsToExactlyOnePlace() {
        let page = PageUnderTest(Self.demo)
        #expect(page.links.count > 300)
        #expect(page.ids.count == Set(page.ids).count)
        #expect(page.links.filter { !Set(page.ids).contains($0) } == [])
    }

    @Test func everyCountLeadsToItsDetectionsSceneModelAndRun() throws {
        let content = DemoContent.make()
        let page = PageUnderTest(Self.demo)
        for observation in content.observations {
            let row = try #require(page.element(id: Anchor.observation(observation.id), name: "tr"))
            #expect(row.contains("#" + Anchor.look(observation.look)))
            for id in observation.detections { #expect(row.contains("#" + Anchor.detection(id))) }
            #expect(row.contains("#" + Anchor.model(DemoContent.model.sha256)))
            #expect(row.contains("#" + Anchor.run(content.runsOfObservations[observation.id] ?? "")))
        }
        for look in content.looks {
            let row = try #require(page.element(id: Anchor.look(look.id), name: "tr"))
            #expect(row.contains("#" + Anchor.scene(look.scene)))
        }
        for scene in content.scenes { #expect(Self.demo.contains(scene.files[0].sha256)) }
    }

    @Test func asksNobodyOutside() {
        let text = Self.demo.replacingOccurrences(of: "http-equiv", with: "")
        for word in ["http", "src=\"/", "@import", "//cdn", "<link"] { #expect(!text.contains(word), "\(word)") }
        #expect(Self.demo.contains("default-src 'none'"))
    }

    @Test func drawingsAreWellFormed() {
        let drawings = PageUnderTest(Self.demo).drawings
        #expect(drawings.count >= 10)
        for drawing in drawings { #expect(WellFormedness.fault(in: drawing) == nil) }
    }

    @Test func wholePageIsWellFormedButForStyleAndScript() {
        #expect(WellFormedness.fault(in: PageUnderTest(Self.demo).withoutStyleAndScript) == nil)
    }

    @Test func banner() {
        var content = DemoContent.make()
        #expect(Self.demo.contains("All scenes in this report were drawn by a program."))
        #expect(Self.demo.contains("SIMULATED"))
        content.scenes[0].isSimulated = false
        #expect(HTMLReport().html(content).contains("5 of 6 scenes were drawn by a program"))
        for index in content.scenes.indices { content.scenes[index].isSimulated = false }
        let real = HTMLReport().html(content)
        #expect(!real.contains("id=\"simulated\""))
        #expect(!real.lowercased().contains("drawn by a program"))
        #expect(!real.contains("SIMULATED"))
        content.includesSimulation = true
        #expect(HTMLReport().html(content).contains("id=\"simulated\""))
    }

    @Test func hostileTextStaysText() {
        let hostile = "\"><script>alert('x')</script><img src=x onerror=alert(1)>\u{202E}\u{0}]]>&amp;"
        var content = DemoContent.make()
        content.case.title = hostile
        content.case.question = hostile
        content.case.id = hostile
        content.case.site.name = hostile
        for index in content.case.site.zones.indices { content.case.site.zones[index].name = hostile }
        content.case.site.berths[0].name = hostile
        content.case.site.tanks[0].name = hostile
        content.softwareVersion = hostile
        content.models[0].licence = hostile
        content.models[0].limits = [hostile]
        for index in content.scenes.indices {
            content.scenes[index].title = hostile
            content.scenes[index].credit = hostile
            content.scenes[index].files[0].path = hostile
            content.scenes[index].notes = [hostile]
        }
        for index in content.detections.indices { content.detections[index].className = hostile }
        for index in content.looks.indices { content.looks[index].reasons = [hostile] }
        content.observations[0].quantity = hostile
        content.observations[0].id = hostile
        content.runs[0].configuration = hostile
        content.pictures["s1"]?.rendering = hostile
        let html = HTMLReport().html(content)
        #expect(html.components(separatedBy: "<script").count == 2)
        #expect(!html.contains("<img src=x"))
        #expect(!html.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0 })
        let page = PageUnderTest(html)
        #expect(WellFormedness.fault(in: page.withoutStyleAndScript) == nil)
        #expect(page.ids.count == Set(page.ids).count)
        #expect(page.links.filter { !Set(page.ids).contains($0) } == [])
    }

    @Test func saysWhatCountsHoldFor() throws {
        #expect(Self.demo.contains("holds for the 62\u{A0}% of the zone that was visible"))
        #expect(Self.demo.contains("processed 92\u{A0}% of this scene"))
        #expect(Self.demo.contains("tile 3,1: could not be read (IReadBlock failed)"))
        let page = PageUnderTest(Self.demo)
        let content = DemoContent.make()
        let scenes = Dictionary(uniqueKeysWithValues: content.looks.map { ($0.id, $0.scene) })
        for observation in content.observations where scenes[observation.look] == "s5" {
            let row = try #require(page.element(id: Anchor.observation(observation.id), name: "tr"))
            #expect(row.contains("92\u{A0}% of the scene was processed"))
        }
    }

    @Test func saysNoneSeenAndUndetermined() {
        #expect(Self.demo.contains("0 (80\u{A0}% interval 0–2): looked, none seen"))
        #expect(Self.demo.contains("cannot be determined, because the look is not usable"))
    }

    @Test func saysThatAWholeDayIsOne() {
        #expect(Self.demo.contains("2023-02-24 (time of day not known)"))
        #expect(!Self.demo.contains("2023-02-24 00:00"))
    }

    @Test func sceneWithoutPlaceOrTimeSaysSo() {
        var content = DemoContent.make()
        content.scenes[0].time = nil
        content.scenes[0].transform = nil
        content.scenes[0].placement = .none
        for index in content.detections.indices where content.detections[index].scene == "s1" {
            content.detections[index].groundBox = nil
        }
        let html = HTMLReport().html(content)
        #expect(html.contains("This scene has no georeference"))
        #expect(html.contains("The time of this scene is not known"))
        #expect(html.contains("1 scene without a time cannot be drawn here"))
        #expect(html.contains("not on the ground; "))
    }

    @Test func recordsThatPointNowhereAreWrittenAsText() {
        var content = DemoContent.make()
        content.scenes.removeFirst()
        content.models = []
        content.runs = []
        content.looks.removeLast(3)
        let page = PageUnderTest(HTMLReport().html(content))
        #expect(page.links.filter { !Set(page.ids).contains($0) } == [])
        #expect(page.html.contains("not in this report"))
    }

    @Test func repeatedIDsAreShownOnceAndTold() {
        var content = DemoContent.make()
        content.detections.append(content.detections[0])
        let page = PageUnderTest(HTMLReport().html(content))
        #expect(page.ids.count == Set(page.ids).count)
        #expect(page.html.contains("1 id stood on more than one record"))
    }
}
