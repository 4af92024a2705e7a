import Geodesy
import Sites
import Testing

@testable import CaseFilesYAML

@Suite("Structures in site.geojson")
struct StructureFileTests {
    @Test("A structure is read, and written back to the same site")
    func roundTrip() throws {
        let square = "[[[129.001, 35.001], [129.002, 35.001], [129.002, 35.002], [129.001, 35.002], [129.001, 35.001]]]"
        let shed = CaseBench.feature(
            #""kind": "structure", "id": "shed", "name": "Long shed", "zone": "a", "resembles": "vehicle""#, "Polygon",
            square)
        let bench = try CaseBench(["site.geojson": CaseBench.site(CaseBench.zone() + ", " + shed)])
        let site = try bench.read().site
        let structure = try #require(site.structures.first)
        #expect(site.structures.count == 1)
        #expect(structure.id == "shed" && structure.name == "Long shed" && structure.zone == "a")
        #expect(structure.resembles == "vehicle" && abs(structure.area.area - 1e-6) < 1e-12)
        let again = try CaseBench(["site.geojson": CaseFolder.siteText(of: site)])
        #expect(try again.read().site.structures == site.structures)
    }

    @Test("A structure that is a point, or names no zone of the site, is refused with its line")
    func refused() throws {
        let point = CaseBench.feature(#""kind": "structure", "id": "shed""#, "Point", "[129.001, 35.001]")
        #expect(
            try CaseBench(["site.geojson": CaseBench.site(CaseBench.zone() + ", " + point)]).check().contains {
                $0.severity == .error && $0.position != nil
            })
    }
}
