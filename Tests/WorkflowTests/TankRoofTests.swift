import Evidence
import Geodesy
import Rasters
import Sites
import Testing

@testable import ObjectMeasurement
@testable import Workflow

@Suite("What is said of a tank's roof")
struct TankRoofTests {
    private let place = GeoPoint(longitude: 10, latitude: 50)

    /// What is said beside the picture, where a detection lies on the tank.
    private func said(_ className: String, _ review: ReviewState, foundAs: String? = nil) throws -> String {
        let corners = [(5.0, 5.0), (5, -5), (-5, -5), (-5, 5)].map {
            Ellipsoid.wgs84.point(from: place, east: $0.0, north: $0.1)
        }
        let detection = Detection(
            id: "d", scene: "s", className: className, score: 0.9,
            pixelBox: OrientedBox(left: 0, top: 0, right: 10, bottom: 10),
            groundBox: GroundBox(centre: place, corners: corners), model: .init(name: "m", sha256: ""), review: review,
            foundAs: foundAs)
        let look = Look(
            id: "look", scene: "s", zone: "farm", coveredShare: 1, cloudShare: nil, visibleShare: 1,
            groundSamplingDistance: 0.5, requiredGroundSamplingDistance: 0.8, usability: .usable, reasons: [])
        let tank = Tank(id: "t", name: "T", zone: "farm", centre: place, diameter: 12)
        let work = try TankWork(
            scene: Scene(
                id: "s", title: "s", size: .init(width: 10, height: 10), bands: [], files: [],
                geometry: ViewingGeometry()),
            site: Site(name: "s", tanks: [tank]), looks: [look], detections: [detection], configuration: .init())
        let task = try #require(work.assignments.first)
        let unknown = Estimate.undetermined(because: "dark")
        let found = work.observations(
            of: task,
            TankMeasurement(
                centre: .zero, diameter: unknown, height: unknown, fill: unknown, contents: unknown,
                floatingProbability: nil))
        guard case .undetermined(let because)? = found.first(where: { $0.quantity == "roof" })?.result else {
            return ""
        }
        return because
    }

    @Test("the network's word stays its own, and an analyst's is told as such")
    func whoSays() throws {
        #expect(try said("tank-fixed-roof", .unreviewed) == "dark; the network says fixed")
        #expect(
            try said("tank-floating-roof", .retyped, foundAs: "tank-fixed-roof")
                == "dark; the network says fixed; an analyst says floating")
        #expect(try said("tank-floating-roof", .drawn) == "dark; an analyst says floating")
    }
}
