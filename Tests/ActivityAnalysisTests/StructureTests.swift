import Evidence
import Foundation
import Geodesy
import Sites
import Testing

@testable import ActivityAnalysis

@Suite("Fixed structures")
struct StructureTests {
    private let origin = GeoPoint(longitude: 130.4, latitude: 42.3)
    private let model = ModelReference(name: "vehicles", sha256: "ab")

    private func detection(
        _ id: String, east: Double, north: Double, length: Double = 12, className: String = "vehicle",
        review: ReviewState = .unreviewed
    ) -> Detection {
        let corners = [(1.0, 1.0), (1, -1), (-1, -1), (-1, 1)].map { u, v in
            Ellipsoid.wgs84.point(from: origin, east: east + u * length / 2, north: north + v * 1.5)
        }
        return Detection(
            id: id, scene: "s", className: className, score: 0.9,
            pixelBox: OrientedBox(centre: PixelPoint(column: 1, row: 1), length: 10, width: 2, angle: 0),
            groundBox: GroundBox(
                centre: Ellipsoid.wgs84.point(from: origin, east: east, north: north), corners: corners), model: model,
            review: review)
    }

    /// Looks thirty days apart: something that stays, give or take two metres, and vehicles that come and go.
    private func sights(_ count: Int, missingIn: Int? = nil) -> [StructureProposer.Sight] {
        (0..<count).map { number in
            let wander = Double(number % 3) - 1
            var found = [
                detection("v\(number)", east: 60 + 9 * Double(number), north: 0),
                detection("w\(number)", east: 0, north: 40, length: number % 2 == 0 ? 6 : 12),
            ]
            if number != missingIn { found.append(detection("s\(number)", east: wander * 2, north: wander)) }
            return .init(
                zone: "yard", time: Date(timeIntervalSince1970: 1.7e9 + Double(number) * 30 * 86_400), detections: found
            )
        }
    }

    @Test("What stands in every look is proposed; what moves, changes its size or is away once is not")
    func proposed() throws {
        let proposals = StructureProposer().proposals(from: sights(5).reversed())
        let only = try #require(proposals.first)
        #expect(proposals.count == 1 && only.className == "vehicle" && only.zone == "yard" && only.looks == 5)
        #expect(Ellipsoid.wgs84.distance(only.box.centre, origin) < 3)
        #expect(only.reason.contains("all 5 usable looks over 120 days") && only.reason.contains("3.1 %"))
        #expect(StructureProposer().proposals(from: sights(5, missingIn: 2)).isEmpty)
    }

    @Test("Too few looks, and too short a time, propose nothing")
    func tooFew() {
        #expect(StructureProposer().proposals(from: sights(3)).isEmpty)
        #expect(StructureProposer(configuration: .init(leastDays: 200)).proposals(from: sights(5)).isEmpty)
    }

    @Test("Detections on an accepted structure are not counted, and the count says so; what an analyst accepted is")
    func counted() throws {
        func area(_ east: Double, _ half: Double) -> MultiPolygon<GeoPoint> {
            let corners = [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map { u, v in
                Ellipsoid.wgs84.point(from: origin, east: east + u * half, north: v * half)
            }
            return MultiPolygon([Polygon(outer: Ring(corners))])
        }
        let zone = Zone(id: "yard", name: "yard", role: .road, area: area(0, 200))
        let site = Site(
            name: "s", zones: [zone],
            structures: [Structure(id: "shed", name: "Shed", resembles: "vehicle", area: area(0, 6))])
        let look = Look(
            id: "l", scene: "s", zone: "yard", coveredShare: 1, cloudShare: nil, visibleShare: 1,
            groundSamplingDistance: 0.3, requiredGroundSamplingDistance: 0.7, usability: .usable, reasons: [])
        func observed(_ review: ReviewState, className: String = "vehicle") throws -> (Int, String) {
            let found = ObjectCounter().observations(
                of: look, zone: zone, site: site, classes: [className],
                detections: [
                    detection("a", east: 1, north: 0, className: className, review: review),
                    detection("b", east: 50, north: 0, className: className),
                ], accuracy: .init(places: []), model: model, processedShare: 1)
            guard case .count(let detected, _, _, _, let method) = try #require(found.first).result else {
                throw CancellationError()
            }
            return (detected, method)
        }
        let left = try observed(.unreviewed)
        #expect(left.0 == 1 && left.1.hasSuffix("1 detection left out, on fixed structures of the site file"))
        #expect(try observed(.accepted).0 == 2)
        #expect(try observed(.unreviewed, className: "locomotive").0 == 2, "a shed that resembles vehicles only")
    }
}
