import Evidence
import Geodesy
import Sites
import Statistics
import Testing

@testable import ActivityAnalysis

@Suite("Counts with reviewed detections")
struct ReviewedCountingTests {
    private let model = ModelReference(name: "wagons", sha256: "ab")
    private let zone = Zone(id: "a", name: "a", role: .railSpur, area: area(rectangle(129, 35, 129.02, 35.02)))
    private let measured = DetectorAccuracy(truePositives: 80, falsePositives: 40, falseNegatives: 20)

    private func detection(_ number: Int, _ review: ReviewState, _ className: String = "tank-car") -> Detection {
        let centre = GeoPoint(longitude: 129.001 + Double(number) * 0.0005, latitude: 35.01)
        let corners = [(6.0, -1.5), (6, 1.5), (-6, 1.5), (-6, -1.5)].map {
            Ellipsoid.wgs84.point(from: centre, east: $0.0, north: $0.1)
        }
        return Detection(
            id: "\(number)", scene: "s", className: className, score: 0.8,
            pixelBox: OrientedBox(centre: PixelPoint(column: 1, row: 1), length: 10, width: 2, angle: 0),
            groundBox: GroundBox(centre: centre, corners: corners), model: model, review: review,
            foundAs: review == .retyped ? "open-car" : nil)
    }

    private func count(
        _ detections: [Detection], evidence: [String: CaseAccuracy] = [:]
    ) throws -> (detected: Int, low: Int, high: Int, method: String) {
        let look = Look(
            id: "l", scene: "s", zone: "a", coveredShare: 1, cloudShare: nil, visibleShare: 1,
            groundSamplingDistance: 0.3, requiredGroundSamplingDistance: 0.5, usability: .usable, reasons: [])
        let observed = ObjectCounter().observations(
            of: look, zone: zone, site: Site(name: "s", zones: [zone]), classes: ["tank-car"], detections: detections,
            accuracy: .init(places: [.init(counts: measured)]), model: model, processedShare: 1, evidence: evidence)
        guard case .count(let detected, let low, let high, _, let method) = try #require(observed.first).result else {
            throw CancellationError()
        }
        return (detected, low, high, method)
    }

    @Test("never fall below what an analyst confirmed, and lose the doubt about false alarms")
    func confirmed() throws {
        let open = try count((0..<8).map { detection($0, .unreviewed) })
        let looked = try count((0..<8).map { detection($0, .accepted) })
        #expect(open.detected == 8 && looked.detected == 8)
        #expect(open.low < 8 && looked.low >= 8)
        #expect(looked.high - looked.low < open.high - open.low)
        #expect(looked.method.contains("8 of 8 looked at"))
    }

    @Test("take drawn and retyped objects for some of those that were missed")
    func added() throws {
        let before = try count((0..<5).map { detection($0, .accepted) })
        let after = try count(
            (0..<5).map { detection($0, .accepted) } + [detection(6, .drawn), detection(7, .retyped)])
        #expect(after.detected == 7 && after.low >= 7)
        // Two of the missed are known now: the end of the interval does not move by as much.
        #expect(after.high - before.high <= 2)
        let passed = try count(
            (0..<5).map { detection($0, .accepted) } + [detection(6, .superseded), detection(7, .rejected)])
        #expect(passed.detected == 5)
    }

    @Test("learn from decisions how the network does in this case")
    func learned() throws {
        let found = (0..<12).map { detection($0, .unreviewed) }
        let none = try count(found)
        let nothing = DetectorAccuracy(truePositives: 0, falsePositives: 0, falseNegatives: 0)
        let poor = CaseAccuracy(
            precision: DetectorAccuracy(truePositives: 20, falsePositives: 180, falseNegatives: 0), recall: nothing)
        let fewer = try count(found, evidence: ["tank-car": poor])
        #expect(fewer.high < none.high && fewer.low < none.low)
        #expect(fewer.method.contains("precision updated by 200 decisions"))
        let blind = CaseAccuracy(
            precision: nothing, recall: DetectorAccuracy(truePositives: 40, falsePositives: 0, falseNegatives: 160))
        #expect(try count(found, evidence: ["tank-car": blind]).high > none.high)
        #expect(try count(found, evidence: ["ship": blind]).high == none.high)
    }
}
