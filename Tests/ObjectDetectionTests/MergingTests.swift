import Geodesy
import ObjectDetection
import Statistics
import Testing

@Suite struct MergingTests {
    /// Greedy suppression as the definition says, every pair compared by the clipping of `Geodesy`, which
    /// is itself held against shapely.
    private func bruteForce(_ candidates: [Candidate], overlap: Double) -> [Candidate] {
        var kept: [Candidate] = []
        for candidate in candidates.sorted(by: { $0.score > $1.score })
        where kept.allSatisfy({
            $0.classIndex != candidate.classIndex || $0.box.intersectionOverUnion(candidate.box) < overlap
        }) {
            kept.append(candidate)
        }
        return kept
    }

    private func crowd(_ count: Int, side: Double, seed: UInt64) -> [Candidate] {
        var random = RandomStream(seed: seed)
        return (0..<count).map { index in
            Candidate(
                box: OrientedBox(
                    centre: PixelPoint(column: random.uniform(0...side), row: random.uniform(0...side)),
                    length: random.uniform(4...30), width: random.uniform(3...10), angle: random.uniform(-1.5...1.5)),
                // Scores that differ, so that the order does not hang on ties.
                classIndex: Int(random.uniform() * 3), score: (Double(index) + 1) / 10_000)
        }
    }

    @Test(arguments: [0.1, 0.3, 0.7])
    func agreesWithEveryPairCompared(overlap: Double) {
        for seed in 1...4 {
            let candidates = crowd(600, side: 160, seed: UInt64(seed))
            let merged = CandidateMerger(overlap: overlap).suppressed(candidates)
            #expect(merged == bruteForce(candidates, overlap: overlap))
            #expect(overlap > 0.5 || merged.count < candidates.count)
        }
    }

    @Test func orderOfTheInputDoesNotMatter() {
        let candidates = crowd(400, side: 120, seed: 9)
        var random = RandomStream(seed: 10)
        let merger = CandidateMerger(overlap: 0.3)
        #expect(merger.merged(candidates.shuffled(using: &random)) == merger.merged(candidates))
    }

    @Test func rotatedBoxesSideBySideAreTwo() {
        // Two ships moored in line at 45 degrees: their upright bounds overlap, they do not.
        func ship(_ column: Double, _ row: Double, _ score: Double) -> Candidate {
            Candidate(
                box: OrientedBox(
                    centre: PixelPoint(column: column, row: row), length: 40, width: 6, angle: .pi / 4),
                classIndex: 0, score: score)
        }
        let merged = CandidateMerger(overlap: 0.1).merged([ship(50, 50, 0.9), ship(56, 44, 0.8)])
        #expect(merged.count == 2)
    }

    @Test func twoShipsInLineWithAGapStayTwo() {
        func part(_ left: Double, _ right: Double) -> Candidate {
            Candidate(
                box: OrientedBox(left: left, top: 10, right: right, bottom: 18), classIndex: 0, score: 0.9,
                isCutBySeam: true)
        }
        #expect(CandidateMerger(overlap: 0.3).merged([part(0, 40), part(46, 90)]).count == 2)
        #expect(CandidateMerger(overlap: 0.3).merged([part(0, 40), part(34, 90)]).count == 1)
    }
}
