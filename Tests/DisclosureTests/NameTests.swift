import Disclosure
import Evidence
import Geodesy
import Inquiry
import Rasters
import Testing

@Suite("Names that are left out")
struct NameTests {
    private var source: Source {
        var source = Source(id: "north", title: "The \"Victory\" refinery", basedOn: ["kim"])
        source.publisher = "Thirty-Eight & Co"
        source.author = "Jo Doe; Ann Roe"
        source.address = "https://www.example.org/a?b=1"
        source.archive = ArchivedCopy(path: "archive/north-page.html", sha256: String(repeating: "ab", count: 32))
        source.note = "from a friend"
        source.descriptor.access = "by road"
        return source
    }

    private func redactor(_ parts: Set<Redaction.Part>) throws -> Redactor {
        let file = Scene.File(
            path: "imagery/WV03_20250215/pan_look.tif", sha256: String(repeating: "0f1e", count: 16), size: nil)
        let scene = Scene(
            id: "deadbeef00112233deadbeef00112233", title: "Look of February", platform: "worldview-3",
            size: RasterSize(width: 1, height: 1), bands: [], files: [file], credit: "Some Agency")
        return try Redactor(
            Redaction(parts), sources: [source, Source(id: "kim", title: "Daily")], scenes: [scene],
            networks: [String(repeating: "12", count: 32)])
    }

    @Test(
        arguments: [
            "told by north (B2)", "THE  “victory” refinery", "thirty-eight & co says", "as Jo Doe wrote",
            "Roe disagrees",
            "see www.example.org", "at example.org/a?b=1", "archive/north-page.html", "north-page",
            String(repeating: "ab", count: 32),
        ])
    func noNameOfASourceStays(text: String) throws {
        let redacted = try redactor([.sources]).text(text).lowercased()
        for name in ["victory", "thirty", "doe", "roe", "example", "page", "abab", "told by north"] {
            #expect(!redacted.contains(name), "\(redacted)")
        }
        #expect(redacted.contains("s-002"), "\(redacted)")
    }

    @Test func wordsThatHoldANameStay() throws {
        let text = "The northern pier, kimono and heroes stay."
        #expect(try redactor([.sources]).text(text) == text)
    }

    @Test func aSourceKeepsItsGradeAndOriginsOnly() throws {
        let redacted = try redactor([.sources]).redacted(source)
        var expected = Source(id: "S-002", title: "Source S-002", basedOn: ["S-001"])
        expected.grade = source.grade
        #expect(redacted == expected)
    }

    @Test func scenesHaveNumbersAndNetworksKeepTheirHashes() throws {
        let redactor = try redactor([.imagery])
        let text = redactor.text(
            "deadbeef00112233deadbeef00112233, Look of February by worldview-3, pan_look.tif, \(String(repeating: "0f1e", count: 16)), "
                + "\(String(repeating: "12", count: 32)), \(String(repeating: "9c", count: 16)), 20250215")
        #expect(
            text
                == "scene-001, scene-001 by [sensor], scene-001, scene-001, \(String(repeating: "12", count: 32)), record-00001, 20250215"
        )
    }

    @Test func nothingIsLeftOutWhereNothingIsAskedFor() throws {
        #expect(try redactor([]).redacted(source) == source)
    }

    @Test func aWordThatTheProgramNeedsIsRefusedWithASentence() throws {
        let redactor = try Redactor(Redaction([.sources]), sources: [Source(id: "usable", title: "x")])
        let look = Look(
            id: "l", scene: "s", zone: "z", coveredShare: 1, cloudShare: nil, visibleShare: 1,
            groundSamplingDistance: nil,
            requiredGroundSamplingDistance: 1, usability: .usable, reasons: [])
        let error = try #require(throws: RedactionError.self) { try redactor.redacted(look) }
        #expect(error.description.contains("another id"))
    }

    @Test func theSearchFindsWhatWasForgotten() throws {
        let redactor = try redactor([.sources, .coordinates])
        let place = GeoPoint(longitude: 130.398712, latitude: 42.341234)
        let search = LeakSearch(redactor, places: [place], open: [])
        #expect(search.leak(in: Array("nothing at 42.3 of north".utf8)) == nil)
        #expect(search.leak(in: Array("x Thirty-Eight &amp; Co".utf8)) != nil)
        #expect(search.leak(in: Array("x 130.398712".utf8)) != nil)
        for order in [place.latitude.bitPattern, place.latitude.bitPattern.byteSwapped] {
            let bytes = (0..<8).map { UInt8(truncatingIfNeeded: order >> ($0 * 8)) }
            #expect(search.leak(in: [1, 2, 3] + bytes + [4]) != nil)
        }
    }

    @Test(
        arguments: [
            "in <b>Thirty</b>-Eight &amp; <i>Co</i>", "<a title=\"Thirty-Eight &amp; Co\">x</a>",
            "{\"by\":\"Thirty-Eight \\u0026 Co\"}", "x 130.39871 y", "<td>130<!-- -->.39871</td>",
        ])
    func theSearchReadsMarkupAsPeopleDo(page: String) throws {
        let place = GeoPoint(longitude: 130.39871234, latitude: 42.341234)
        let search = LeakSearch(try redactor([.sources, .coordinates]), places: [place], open: [])
        #expect(search.leak(in: Array(page.utf8), as: .markup) != nil)
    }

    @Test func theSearchReadsMarkdownAsPeopleDoAndPassesOverWhatMayStand() throws {
        let open = GeoPoint(longitude: 130.398712, latitude: 42.5)
        let place = GeoPoint(longitude: 130.39871234, latitude: 42.7)
        let search = LeakSearch(try redactor([.sources, .coordinates]), places: [place], open: [open])
        #expect(search.leak(in: Array("by Thirty\\-Eight \\& Co".utf8), as: .markdown) != nil)
        #expect(search.leak(in: Array("by Thirty\\-Eight \\& Co".utf8)) == nil)
        #expect(search.leak(in: Array("130.39871, 130.398712, 42.7".utf8)) == nil)
        #expect(search.leak(in: Array("130.39871234".utf8)) != nil)
        #expect(search.leak(in: []) == nil)
    }

    @Test func allPositionsOfARecordAreFound() throws {
        let points = [GeoPoint(longitude: 1.5, latitude: 2.5), GeoPoint(longitude: 3, latitude: 4)]
        #expect(try Redactor.positions(in: ["a": [points], "b": [[points[0]]]]) == points + [points[0]])
        #expect(try Redactor.positions(in: [["longitude": 1.0, "latitude": 2.0, "height": 3.0]]) == [])
        #expect(try Redactor.positions(in: "text") == [])
    }
}
