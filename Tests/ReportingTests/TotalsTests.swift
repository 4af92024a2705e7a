import Evidence
import Foundation
import Geodesy
import Sites
import Testing

@testable import Reporting

@Suite struct TotalsTests {
    /// The example harbour and a copy of its first zone on the other side of the world.
    private func twoPlaces() -> ReportContent {
        var content = DemoContent.make()
        var far = content.case.site.zones[0]
        far.id = "far"
        far.name = "Far quay"
        far.facility = nil
        far.area = far.area.mapped { GeoPoint(longitude: $0.longitude - 180, latitude: -$0.latitude) }
        content.case.site.zones.append(far)
        // One look at it, in which one ship was seen; two observations of the same detections add up once.
        let look = Look(
            id: "far-look", scene: "s6", zone: "far", coveredShare: 1, cloudShare: nil, visibleShare: 1,
            groundSamplingDistance: 10, requiredGroundSamplingDistance: 12, usability: .usable, reasons: [])
        content.looks.append(look)
        content.observations.append(
            Observation(
                id: "far-count", look: look.id, quantity: "ships",
                result: .count(detected: 1, low: 0, high: 37, level: 0.8, method: "m"),
                detections: [content.detections[0].id], model: DemoContent.model))
        return content
    }

    private func page(_ content: ReportContent) -> ReportPage {
        ReportPage(
            content: content, index: ReportIndex(content), unfoldedRows: 150,
            places: SitePlace.places(of: content.case.site))
    }

    @Test func eachPlaceIsARowAndSumsHaveNoInterval() throws {
        let html = HTMLReport().html(twoPlaces())
        let summary = try #require(html.components(separatedBy: "id=\"site\"").first)
        // The newest scene has nine detections in four zones of the harbour.
        for row in [
            "Harbour</a></th><td><a href=\"#scene-s6\">2023-05-18 02:10 UTC</a></td><td class=\"number\">9</td>",
            "Far quay</a></th><td><a href=\"#scene-s6\">2023-05-18 02:10 UTC</a></td><td class=\"number\">1</td>",
            "All</th><td></td><td class=\"number\">10</td>",
        ] { #expect(summary.contains(row), "\(row)") }
        #expect(!summary.contains("0–37"))
        #expect(summary.contains("They have no interval"))
    }

    @Test func aDetectionInTwoZonesIsAddedOnce() throws {
        var content = DemoContent.make()
        let looks = content.looks.filter { $0.scene == "s6" }
        let first = try #require(content.observations.first { $0.look == looks[0].id && $0.quantity == "ships" })
        let other = try #require(
            content.observations.firstIndex { $0.look == looks[1].id && $0.quantity == "ships" })
        content.observations[other].detections = first.detections
        content.observations[other].result = first.result
        let report = page(content)
        let series = try #require(report.series.first { $0.quantity == "ships" })
        #expect(report.total(Array(looks[0...1]), "ships", series) == first.detections.count)
    }

    @Test func zonesSeenOnceAreATableAndTheOthersChartsThroughTime() throws {
        let html = HTMLReport().html(twoPlaces())
        let counts = try #require(
            html.components(separatedBy: "<section id=\"counts\"").last?.components(separatedBy: "</section>").first)
        #expect(counts.components(separatedBy: "<table class=\"counts\">").count == 2)
        #expect(counts.components(separatedBy: "<figure>").count == 5)
        #expect(counts.contains("1 (0–37)"))
    }

    @Test func onePlaceShowsEachZoneWithItsInterval() throws {
        let html = HTMLReport().html(DemoContent.make())
        let summary = try #require(html.components(separatedBy: "id=\"site\"").first)
        #expect(summary.contains("the newest count of each zone"))
        #expect(summary.contains("4 (3–6)"))
    }

    @Test func zonesLieInThePictureWhereTheyLieOnTheGround() throws {
        let content = DemoContent.make(reduction: 4)
        let picture = try #require(content.pictures["s1"])
        let detections = content.detections.filter { $0.scene == "s1" }
        let ground = try #require(PictureGround(scene: content.scenes[0], picture: picture, detections: detections))
        for point in [PixelPoint(column: 60, row: 40), PixelPoint(column: 380, row: 450)] {
            let place = ground.position(DemoContent.ground(point))
            #expect(abs(place.x - point.column / 4) < 0.25)
            #expect(abs(place.y - point.row / 4) < 0.25)
        }
        #expect(PictureGround(scene: content.scenes[0], picture: picture, detections: []) == nil)
        let page = HTMLReport().html(content)
        #expect(page.contains("<g class=\"watched\"><path"))
    }

    @Test func webMercatorIsPlacedByItsCorners() throws {
        var content = DemoContent.make()
        // From gdaltransform: 129° E, 35° N is 14360214.31, 4163881.14 in EPSG:3857.
        content.scenes[0].transform = GridTransform(
            originX: 14_360_214.31, columnX: 10, rowX: 0, originY: 4_163_881.14, columnY: 0, rowY: -10)
        content.scenes[0].coordinateSystem = CoordinateSystem(
            name: "WGS 84 / Pseudo-Mercator", epsg: 3857, wkt: "", isGeographic: false)
        let picture = try #require(content.pictures["s1"])
        let ground = try #require(PictureGround(scene: content.scenes[0], picture: picture, detections: []))
        let corner = ground.position(GeoPoint(longitude: 129, latitude: 35))
        #expect(abs(corner.x) < 0.1 && abs(corner.y) < 0.1)
    }

    @Test func whatHoldsForAllLooksIsSaidOnce() {
        var content = DemoContent.make()
        for index in content.looks.indices { content.looks[index].reasons.append("nobody looked for fog") }
        let html = HTMLReport().html(content)
        let section = html.components(separatedBy: "<section id=\"looks\"").last?.components(separatedBy: "</section>")
        #expect(section?.first?.components(separatedBy: "nobody looked for fog").count == 2)
    }

    @Test func provenanceIsOneTableWithLongConfigurationsFolded() throws {
        var content = DemoContent.make()
        content.runs[0].configuration = "{\"long\":\"" + String(repeating: "a", count: 300) + "\"}"
        let html = HTMLReport().html(content)
        let section = try #require(html.components(separatedBy: "<section id=\"provenance\"").last)
        #expect(section.components(separatedBy: "<table").count == 2)
        #expect(section.components(separatedBy: "<tr id=\"run-").count == content.runs.count + 1)
        #expect(section.contains("<summary>311 characters</summary>"))
    }
}
