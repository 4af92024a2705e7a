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
        let isWhole = Self.demo.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">") && Self.demo.hasSuffix("</html>\n")
        #expect(isWhole)
        if let folder = ProcessInfo.processInfo.environment["REVISIT_REPORT_DEMO"] {
            let file = URL(fileURLWithPath: folder).appending(path: "demo.html")
            try HTMLReport().html(DemoContent.make(reduction: 1)).write(to: file, atomically: true, encoding: .utf8)
        }
    }

    @Test func sameContentGivesSameBytesInAnyOrder() {
        var content = DemoContent.make()
        #expect(PageUnderTest(HTMLReport().html(content)) == PageUnderTest(Self.demo))
        content.scenes.reverse()
        content.looks.reverse()
        content.detections.reverse()
        content.observations.reverse()
        content.runs.reverse()
        #expect(PageUnderTest(HTMLReport().html(content)) == PageUnderTest(Self.demo))
    }

    @Test func everyLinkLeadsToExactlyOnePlace() {
        let page = PageUnderTest(Self.demo)
        #expect(page.links.count > 300)
        #expect(page.ids.count == Set(page.ids).count)
        #expect(page.danglingLinks == [])
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
        for scene in content.scenes { #expect(PageUnderTest(Self.demo).says(scene.files[0].sha256)) }
    }

    @Test func asksNobodyOutside() {
        let text = PageUnderTest(Self.demo.replacingOccurrences(of: "http-equiv", with: ""))
        for word in ["http", "src=\"/", "@import", "//cdn", "<link"] { #expect(!text.says(word), "\(word)") }
        #expect(PageUnderTest(Self.demo).says("default-src &#39;none&#39;"))
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
        #expect(PageUnderTest(Self.demo).says("All scenes in this report were drawn by a program."))
        #expect(PageUnderTest(Self.demo).says("SIMULATED"))
        content.scenes[0].isSimulated = false
        #expect(PageUnderTest(HTMLReport().html(content)).says("5 of 6 scenes were drawn by a program"))
        for index in content.scenes.indices { content.scenes[index].isSimulated = false }
        let real = PageUnderTest(HTMLReport().html(content))
        #expect(!real.says("id=\"simulated\""))
        #expect(!real.says("drawn by a program") && !real.says("Drawn by a program"))
        #expect(!real.says("SIMULATED"))
        content.includesSimulation = true
        #expect(PageUnderTest(HTMLReport().html(content)).says("id=\"simulated\""))
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
        let html = PageUnderTest(HTMLReport().html(content))
        let scripts = html.html.components(separatedBy: "<script").count - 1
        #expect(scripts == 1)
        #expect(!html.says("<img src=x"))
        let turned = html.html.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0 }
        #expect(!turned)
        let page = html
        #expect(WellFormedness.fault(in: page.withoutStyleAndScript) == nil)
        #expect(page.ids.count == Set(page.ids).count)
        #expect(page.danglingLinks == [])
    }

    @Test func saysWhatCountsHoldFor() throws {
        #expect(PageUnderTest(Self.demo).says("holds for the 62\u{A0}% of the zone that was visible"))
        #expect(PageUnderTest(Self.demo).says("processed 92\u{A0}% of this scene"))
        #expect(PageUnderTest(Self.demo).says("tile 3,1: could not be read (IReadBlock failed)"))
        let page = PageUnderTest(Self.demo)
        let content = DemoContent.make()
        let scenes = Dictionary(uniqueKeysWithValues: content.looks.map { ($0.id, $0.scene) })
        for observation in content.observations where scenes[observation.look] == "s5" {
            let row = try #require(page.element(id: Anchor.observation(observation.id), name: "tr"))
            #expect(row.contains("92\u{A0}% of the scene was processed"))
        }
    }

    @Test func saysNoneSeenAndUndetermined() {
        #expect(PageUnderTest(Self.demo).says("0 (80\u{A0}% interval 0–2): looked, none seen"))
        #expect(PageUnderTest(Self.demo).says("cannot be determined, because the look is not usable"))
    }

    @Test func saysThatAWholeDayIsOne() {
        #expect(PageUnderTest(Self.demo).says("2023-02-24 (time of day not known)"))
        #expect(!PageUnderTest(Self.demo).says("2023-02-24 00:00"))
    }

    @Test func sceneWithoutPlaceOrTimeSaysSo() {
        var content = DemoContent.make()
        content.scenes[0].time = nil
        content.scenes[0].transform = nil
        content.scenes[0].placement = .none
        for index in content.detections.indices where content.detections[index].scene == "s1" {
            content.detections[index].groundBox = nil
        }
        let html = PageUnderTest(HTMLReport().html(content))
        #expect(html.says("This scene has no georeference"))
        #expect(html.says("The time of this scene is not known"))
        #expect(html.says("1 scene without a time cannot be drawn here"))
        #expect(html.says("not on the ground; "))
    }

    @Test func recordsThatPointNowhereAreWrittenAsText() {
        var content = DemoContent.make()
        content.scenes.removeFirst()
        content.models = []
        content.runs = []
        content.looks.removeLast(3)
        let page = PageUnderTest(HTMLReport().html(content))
        #expect(page.danglingLinks == [])
        #expect(page.says("not in this report"))
    }

    @Test func repeatedIDsAreShownOnceAndTold() {
        var content = DemoContent.make()
        content.detections.append(content.detections[0])
        let page = PageUnderTest(HTMLReport().html(content))
        #expect(page.ids.count == Set(page.ids).count)
        #expect(page.says("1 id stood on more than one record"))
    }
}
