import Evidence
import Foundation
import Geodesy
import Rasters
import SceneIngest
import ScenesGDAL
import Testing

/// A plane camera: what stands h metres above 100 m is seen 0.4 h further east than its foot, since the satellite stands in the
/// west, 21.80° off the vertical. So what a height does follows by hand.
@Suite("Rational polynomials without terrain")
struct PolynomialPlacementTests {
    private func scratch() throws -> Scratch {
        let scratch = try Scratch()
        var image = TestImage()
        (image.width, image.height) = (200, 200)
        (image.transform, image.epsg) = (nil, nil)
        try image.write(to: scratch.path + "/view.tif")
        // Half of the picture is 100 m, in degrees at 42° N on the ellipsoid.
        let (east, north) = (100 / 82_849.0, 100 / 111_079.0)
        func terms(_ name: String, _ numbers: [Int: Double]) -> String {
            (1...20).map { "\(name)_\($0): \(numbers[$0] ?? 0)" }.joined(separator: "\n")
        }
        try scratch.write(
            """
            LINE_OFF: 99.5
            SAMP_OFF: 99.5
            LAT_OFF: 42.0
            LONG_OFF: 130.0
            HEIGHT_OFF: 110
            LINE_SCALE: 100
            SAMP_SCALE: 100
            LAT_SCALE: \(north)
            LONG_SCALE: \(east)
            HEIGHT_SCALE: 50
            \(terms("LINE_NUM_COEFF", [3: -1]))
            \(terms("LINE_DEN_COEFF", [1: 1]))
            \(terms("SAMP_NUM_COEFF", [1: 0.04, 2: 1, 4: 0.2]))
            \(terms("SAMP_DEN_COEFF", [1: 1]))
            """, to: "view_RPC.TXT")
        return scratch
    }

    private func scene(_ height: Double, error: Double?) async throws -> Scene {
        var facts = SuppliedFacts()
        facts.height = height
        facts.heightError = error
        let scratch = try scratch()
        return try await SceneIngester(files: GDALScenes(root: scratch.path), sampleSide: 64).addScene(
            "view.tif", supplied: facts)
    }

    @Test("The error that a height brings is its own error times the tangent of the angle, and stands in the record")
    func told() async throws {
        let scene = try await scene(100, error: 15)
        #expect(scene.placement == .rationalPolynomialsAtHeight(100))
        #expect(abs(try #require(scene.placementError) - 15 * 0.4) < 0.05)
        #expect(
            scene.notes.contains { $0.contains("100.0 m above the ellipsoid") && $0.contains("6.0 m") },
            "\(scene.notes)")
        #expect(abs(try #require(scene.geometry.incidence) - 21.80) < 0.1)
        #expect(abs(try #require(scene.geometry.viewAzimuth) - 270) < 1)
    }

    @Test("Where nobody tells how well a height is known, the heights of the polynomials do, and a note says so")
    func untold() async throws {
        // They hold from 60 to 160 m: 60 m above a height of 100 m.
        let scene = try await scene(100, error: nil)
        #expect(abs(try #require(scene.placementError) - 60 * 0.4) < 0.1)
        #expect(scene.notes.contains { $0.contains("from 60.0 to 160.0 m") }, "\(scene.notes)")
    }

    @Test("A negative error is refused")
    func negative() async throws {
        await #expect(throws: IngestError.self) { try await scene(100, error: -1) }
    }
}
