import DetectionReview
import Evidence
import Geodesy
import Statistics
import Testing

private let network = ModelReference(name: "wagons", sha256: "aa")

private func detection(
    _ id: String, _ column: Double, _ className: String = "tank-car", scene: String = "s",
    model: ModelReference = network
) -> Detection {
    Detection(
        id: id, scene: scene, className: className, score: 0.6,
        pixelBox: OrientedBox(centre: PixelPoint(column: column, row: 20), length: 40, width: 10, angle: 0.2),
        groundBox: nil, model: model)
}

private func decision(
    _ what: ReviewDecision.Kind, _ about: Detection, as newClass: String? = nil, model: ModelReference? = network
) -> ReviewDecision {
    ReviewDecision(
        what: what, detection: about.id, scene: about.scene, className: about.className, newClass: newClass,
        pixelBox: about.pixelBox, groundBox: nil, model: model, who: "Ann", when: "2026-01-01T00:00:00Z", why: "seen")
}

@Suite("Decisions and detections")
struct ReviewBoardTests {
    @Test("go together by id; the last decision stands, and a withdrawn one leaves what the network said")
    func byID() {
        let found = [detection("a", 100), detection("b", 200), detection("c", 300), detection("d", 400)]
        let board = ReviewBoard([
            decision(.accept, found[0]), decision(.reject, found[0]), decision(.retype, found[1], as: "flat-car"),
            decision(.reject, found[2]), decision(.withdraw, found[2]),
        ])
        let outcome = board.reviewed(found, of: "s")
        #expect(outcome.detections.map(\.review) == [.rejected, .retyped, .unreviewed, .unreviewed])
        #expect(outcome.detections[1].className == "flat-car" && outcome.detections[1].foundAs == "tank-car")
        #expect(board.standing.count == 2)
        // Taking the decision on reviewed detections again changes nothing, and without it all is as before.
        #expect(board.reviewed(outcome.detections, of: "s").detections == outcome.detections)
        #expect(ReviewBoard([]).reviewed(outcome.detections, of: "s").detections == found)
    }

    @Test("find each other by class and overlap when a network was exchanged, the largest overlap first")
    func byPlace() {
        let old = [detection("a", 100), detection("b", 118)]
        let other = ModelReference(name: "wagons", sha256: "bb")
        let new = [detection("x", 101, model: other), detection("y", 116, model: other)]
        let outcome = ReviewBoard([decision(.accept, old[0]), decision(.reject, old[1])]).reviewed(new, of: "s")
        #expect(outcome.detections.map(\.review) == [.accepted, .rejected])
        #expect(outcome.matchedByPlace == ["a": "x", "b": "y"])
        #expect(outcome.unmatched.isEmpty)
    }

    @Test("do not find each other in another class, too far off or in another scene; then they are reported")
    func notFound() {
        let old = detection("a", 100)
        let new = [detection("x", 100, "flat-car"), detection("y", 150)]
        let outcome = ReviewBoard([decision(.accept, old)]).reviewed(new, of: "s")
        #expect(outcome.detections == new)
        #expect(outcome.unmatched.map(\.detection) == ["a"])
        #expect(ReviewBoard([decision(.accept, old)]).reviewed(new, of: "t").unmatched.isEmpty)
    }

    @Test("a retyped object that a new network types rightly is accepted")
    func retypedBefore() {
        let outcome = ReviewBoard([decision(.retype, detection("a", 100), as: "flat-car")])
            .reviewed([detection("x", 100, "flat-car")], of: "s")
        #expect(outcome.detections[0].review == .accepted && outcome.detections[0].foundAs == nil)
    }

    @Test("a drawn object stands, and a detection of the same object is not counted beside it")
    func drawn() {
        let drawn = decision(.draw, detection("d", 100))
        let board = ReviewBoard([drawn])
        #expect(board.reviewed([], of: "s").drawn.map(\.review) == [.drawn])
        let outcome = board.reviewed([detection("x", 101), detection("y", 300)], of: "s")
        #expect(outcome.detections.map(\.review) == [.superseded, .unreviewed])
        #expect((outcome.detections + outcome.drawn).count { $0.review.isCounted } == 2)
        #expect(ReviewBoard([drawn, decision(.withdraw, detection("d", 100))]).reviewed([], of: "s").drawn.isEmpty)
    }
}

@Suite("What decisions say of a network")
struct CaseEvidenceTests {
    @Test("is used from twenty decisions on, about these weights only")
    func least() throws {
        let right = (0..<15).map { decision(.accept, detection("r\($0)", Double($0) * 100)) }
        let wrong = (0..<5).map { decision(.reject, detection("w\($0)", Double($0) * 100)) }
        #expect(CaseEvidence(right + wrong.dropLast(), of: "tank-car", model: network, whollyReviewed: ["s"]) == nil)
        let evidence = try #require(CaseEvidence(right + wrong, of: "tank-car", model: network, whollyReviewed: ["s"]))
        #expect(evidence.precision.truePositives == 15 && evidence.precision.falsePositives == 5)
        // Nobody drew, so nobody is known to have looked for what was missed.
        #expect(evidence.recall.truePositives == 0 && evidence.recall.falseNegatives == 0)
        let other = ModelReference(name: "wagons", sha256: "bb")
        #expect(CaseEvidence(right + wrong, of: "tank-car", model: other, whollyReviewed: ["s"]) == nil)
        #expect(CaseEvidence(right + wrong, of: "flat-car", model: network, whollyReviewed: ["s"]) == nil)
    }

    @Test("does not take the surest for all: a scene with something left to look at says nothing of precision")
    func surestFirst() throws {
        let surest = (0..<30).map { decision(.accept, detection("r\($0)", Double($0) * 100)) }
        #expect(CaseEvidence(surest, of: "tank-car", model: network, whollyReviewed: []) == nil)
        let other = (0..<20).map { decision(.reject, detection("w\($0)", Double($0) * 100, scene: "t")) }
        let evidence = try #require(
            CaseEvidence(surest + other, of: "tank-car", model: network, whollyReviewed: ["t"]))
        #expect(evidence.precision.truePositives == 0 && evidence.precision.falsePositives == 20)
    }

    @Test("speaks of recall where somebody drew what was missed")
    func recall() throws {
        let right = (0..<18).map { decision(.accept, detection("r\($0)", Double($0) * 100)) }
        let elsewhere = (0..<9).map { decision(.accept, detection("e\($0)", Double($0) * 100, scene: "t")) }
        let drawn = (0..<3).map { decision(.draw, detection("d\($0)", Double($0) * 100)) }
        let evidence = try #require(
            CaseEvidence(right + elsewhere + drawn, of: "tank-car", model: network, whollyReviewed: ["s", "t"]))
        #expect(evidence.recall.truePositives == 18 && evidence.recall.falseNegatives == 3)
        #expect(evidence.precision.truePositives == 27)
    }
}
