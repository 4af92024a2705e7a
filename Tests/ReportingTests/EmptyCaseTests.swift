import Evidence
import Foundation
import Geodesy
import Sites
import Testing

@testable import Reporting

@Suite struct EmptyCaseTests {
    private func checked(_ content: ReportContent) -> PageUnderTest {
        let page = PageUnderTest(HTMLReport().html(content))
        #expect(page.ids.count == Set(page.ids).count)
        #expect(page.danglingLinks == [])
        #expect(WellFormedness.fault(in: page.withoutStyleAndScript) == nil)
        #expect(!page.says("\"nan") && !page.says("inf\""))
        return page
    }

    @Test func nothingAtAll() {
        let html = checked(
            ReportContent(
                case: Case(id: "empty", title: "Empty", question: "?", site: Site(name: ""), models: []),
                softwareVersion: "0"))
        #expect(html.says("No scene has been added to this case"))
        #expect(html.says("The site has no zones"))
        #expect(html.says("Nothing was counted"))
        #expect(html.says("so there is no map"))
        #expect(html.says("There are no detections in this report."))
        #expect(!html.says("<tbody></tbody>"))
    }

    @Test func scenesWithoutZones() {
        var content = DemoContent.make()
        content.case.site = Site(name: "Somewhere")
        content.looks = []
        content.observations = []
        #expect(checked(content).says("The site has no zones, so nothing is counted by place."))
    }

    @Test func zonesWithoutScenes() {
        var content = DemoContent.make()
        content = ReportContent(case: content.case, softwareVersion: "0")
        #expect(checked(content).says("There are no scenes, so there is nothing to draw through time."))
    }

    @Test func oneSceneWithoutPicturesOrDetections() {
        var content = DemoContent.make()
        content.scenes = [content.scenes[3]]
        content.looks = content.looks.filter { $0.scene == "s4" }
        content.detections = []
        content.pictures = [:]
        content.crops = [:]
        #expect(checked(content).says("There is no picture of this scene."))
    }

    @Test func degenerateGeometry() {
        let point = GeoPoint(longitude: 179.999, latitude: 89.99)
        let same = MultiPolygon([Polygon(outer: Ring([point, point, point]))])
        var content = DemoContent.make()
        content.case.site = Site(
            name: "Point",
            zones: [
                Zone(id: "a", name: "A", role: .other, area: same),
                Zone(id: "b", name: "B", role: .road, area: MultiPolygon([])),
                Zone(
                    id: "c", name: "C", role: .berth,
                    area: MultiPolygon([
                        Polygon(
                            outer: Ring([
                                GeoPoint(longitude: .nan, latitude: 5), GeoPoint(longitude: 400, latitude: 95),
                            ]))
                    ])),
            ])
        for id in content.pictures.keys {
            content.pictures[id]?.metresPerPixel = 0
            content.pictures[id]?.north = .nan
        }
        _ = checked(content)
    }
}
