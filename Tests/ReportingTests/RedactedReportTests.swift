import Disclosure
import Documents
import Evidence
import Foundation
import Inquiry
import Sites
import Testing

@testable import Reporting

@Suite("A redacted report")
struct RedactedReportTests {
    private func page(_ whole: ReportContent, _ parts: Set<Redaction.Part>) throws -> PageUnderTest {
        let redactor = try whole.redactor(Redaction(parts, coarseness: 50_000), sources: SourceBook())
        var content = try whole.redacted(redactor)
        content.takePictures(of: whole, left: redactor)
        return PageUnderTest(HTMLReport().html(content))
    }

    /// Numbers with five decimals, which are coordinates in a report.
    private func coordinates(_ page: PageUnderTest) throws -> Set<String> {
        Set(page.html.matches(of: try Regex("[0-9]{2,3}\\.[0-9]{5}")).map { String($0.output[0].substring ?? "") })
    }

    @Test func aReportFromWhichNothingIsLeftOutIsTheSame() throws {
        let whole = DemoContent.make()
        #expect(try page(whole, []) == PageUnderTest(HTMLReport().html(whole)))
    }

    @Test func withoutCoordinatesThereAreCellsAndNoMapsNorPicturesOfScenes() throws {
        let whole = DemoContent.make()
        let plain = PageUnderTest(HTMLReport().html(whole))
        let exact = try coordinates(plain)
        #expect(exact.count > 40)
        let redacted = try page(whole, [.coordinates])
        #expect(try coordinates(redacted).isEmpty)
        #expect(redacted.says("Harbour of the example: in a cell of about 50000 m around "))
        #expect(plain.says("id=\"map-1\"") || plain.says("Each map is a local"))
        #expect(!redacted.says("Each map is a local") && redacted.says("Maps are left out by redaction."))
        #expect(!redacted.says("no georeference") && !redacted.says("without georeference"))
        for drawing in redacted.drawings { #expect(!drawing.contains("<image")) }
        #expect(plain.drawings.contains { $0.contains("<image") })
        // Objects cut out of scenes stay, with their sizes.
        #expect(
            redacted.html.components(separatedBy: "class=\"crop\"").count
                == plain.html.components(separatedBy: "class=\"crop\"").count)
        #expect(redacted.danglingLinks.isEmpty)
        #expect(redacted.says("Positions are cells of about 50000 m"))
    }

    @Test func withoutImageryThereIsNoPixelNoFileAndNoName() throws {
        let whole = DemoContent.make()
        let plain = PageUnderTest(HTMLReport().html(whole))
        let redacted = try page(whole, [.imagery])
        for scene in whole.scenes {
            for name in [scene.title, scene.files[0].path, scene.files[0].sha256] {
                #expect(plain.says(name) && !redacted.says(name), "\(name)")
            }
        }
        #expect(plain.says("data:image/") && !redacted.says("data:image/"))
        #expect(redacted.says("scene-001") && redacted.says("The picture of this scene is left out by redaction."))
        #expect(redacted.danglingLinks.isEmpty)
        // Networks and what they found stay.
        #expect(redacted.says(DemoContent.model.sha256))
        #expect(
            redacted.html.components(separatedBy: "<td>ship</td>").count
                == plain.html.components(separatedBy: "<td>ship</td>").count)
    }

    @Test("Zones are shown where places and imagery are told, unrolled tracks where imagery is")
    func zonesAndTracks() throws {
        var whole = ChapterFigureContent.make()
        whole.changePictures["change"]?.north = 1.27
        #expect(whole.views.count == 2 && whole.strips.count == 1)
        for (parts, views, strips) in [([], 2, 1), ([.coordinates], 0, 1), ([.imagery], 0, 0)]
            as [(Set<Redaction.Part>, Int, Int)]
        {
            let redactor = try whole.redactor(Redaction(parts, coarseness: 50_000), sources: SourceBook())
            var content = try whole.redacted(redactor)
            content.takePictures(of: whole, left: redactor)
            #expect(content.views.count == views && content.strips.count == strips, "\(parts)")
            // The direction of true north on a grid tells its longitude.
            #expect((content.changePictures["change"]?.north == nil) == !parts.isEmpty)
            let zone = DocumentFigure(.zone("spur", scenes: ["look-3", "look-4"]), caption: "C")
            #expect((HTMLReport().picture(of: zone, in: content) == nil) == (views == 0))
        }
    }

    @Test func nothingIsDrawnOfAPlaceThatIsNotTold() throws {
        let whole = ChapterFigureContent.make()
        let redactor = try whole.redactor(Redaction([.coordinates]), sources: SourceBook())
        let content = try whole.redacted(redactor)
        for name in [DocumentFigure.Name.areaMap, .siteMap(0)] {
            let figure = DocumentFigure(name, caption: "x")
            #expect(HTMLReport().drawing(of: figure, in: whole) != nil)
            #expect(HTMLReport().drawing(of: figure, in: content) == nil)
        }
        #expect(HTMLReport().drawing(of: DocumentFigure(.looks, caption: "x"), in: content) != nil)
    }
}
