import Foundation
import Geodesy
import Testing

@testable import ObjectDetection

/// Lines are traced through cells that were laid around curves of known shape.
@Suite("Tracing of track lines")
struct LineTracerTests {
    /// Cells of a grid of 1.2 m, as the shipped network has them, whose middles lie within 1.6 m of a curve, as a network would
    /// give them: each with the nearest place of the curve and its direction, both with an error of known size.
    private func cells(
        along curve: (Double) -> SIMD2<Double>, to length: Double, hidden: ClosedRange<Double>? = nil, seed: UInt64,
        side: Double = 1.2
    ) -> [LineCell] {
        var state = seed
        func lot() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(1 << 31) - 0.5
        }
        var found: [SIMD2<Int>: LineCell] = [:]
        var nearest: [SIMD2<Int>: Double] = [:]
        for step in stride(from: 0.0, to: length, by: 0.1) where !(hidden?.contains(step) ?? false) {
            let place = curve(step)
            let way = curve(step + 0.05) - curve(step - 0.05)
            for row in -1...1 {
                for column in -1...1 {
                    let cell = SIMD2(
                        Int((place.x / side).rounded(.down)) + column, Int((place.y / side).rounded(.down)) + row)
                    let middle = (SIMD2(Double(cell.x), Double(cell.y)) + 0.5) * side
                    let distance = ((middle - place) * (middle - place)).sum().squareRoot()
                    guard distance < 1.6, distance < nearest[cell] ?? .infinity else { continue }
                    nearest[cell] = distance
                    found[cell] = LineCell(
                        place: place + SIMD2(lot(), lot()) * 0.5, angle: atan2(way.y, way.x) + lot() * 0.15,
                        score: exp(-0.5 * (distance / 0.8) * (distance / 0.8)))
                }
            }
        }
        return found.values.filter { $0.score > 0.4 }
    }

    private func lines(through cells: [LineCell], side: Double = 1.2) -> [LineTracer.Line] {
        LineTracer().lines(through: cells, cellArea: side * side)
    }

    /// Largest distance of a line's corners from a curve.
    private func error(_ line: LineTracer.Line, _ distance: (SIMD2<Double>) -> Double) -> Double {
        line.corners.map { abs(distance($0)) }.max() ?? .infinity
    }

    @Test("five parallel tracks 4.2 m apart come out as five lines within 0.3 m")
    func parallel() {
        let angle = 0.4
        let (along, across) = (SIMD2(cos(angle), sin(angle)), SIMD2(-sin(angle), cos(angle)))
        var all: [LineCell] = []
        for track in 0..<5 {
            all += cells(along: { along * $0 + across * (4.2 * Double(track)) }, to: 300, seed: UInt64(track + 1))
        }
        let lines = self.lines(through: all)
        #expect(lines.count == 5)
        var tracks: Set<Int> = []
        for line in lines {
            let offset = (line.corners[0] * across).sum()
            let track = Int((offset / 4.2).rounded())
            tracks.insert(track)
            #expect(error(line) { ($0 * across).sum() - 4.2 * Double(track) } < 0.3)
            #expect(((line.corners[line.corners.count - 1] - line.corners[0]) * along).sum().magnitude > 292)
        }
        #expect(tracks == [0, 1, 2, 3, 4])
    }

    @Test("a curve of 180 m radius is followed over half of its circle within 0.35 m")
    func curve() {
        let lines = self.lines(
            through: cells(along: { direction($0 / 180) * 180 }, to: 180 * .pi, seed: 7))
        #expect(lines.count == 1)
        #expect(error(lines[0]) { ($0 * $0).sum().squareRoot() - 180 } < 0.35)
        #expect(lines[0].corners.count < 120)
    }

    @Test("a track that a roof hides for 30 m is one line, and says that a part was not seen")
    func joined() {
        let lines = self.lines(
            through: cells(along: { SIMD2($0, 50) }, to: 240, hidden: 100...130, seed: 3))
        #expect(lines.count == 1)
        #expect((0.8...0.93).contains(lines[0].seenShare))
    }

    @Test("a gap of 80 m is not bridged, and what is shorter than the least length is dropped")
    func apart() {
        let lines = self.lines(
            through: cells(along: { SIMD2($0, 50) }, to: 220, hidden: 100...180, seed: 3))
        #expect(lines.count == 2)
        let short = self.lines(through: cells(along: { SIMD2($0, 50) }, to: 22, seed: 3))
        #expect(short.isEmpty)
    }

    @Test("lone cells make no line, and no cells none")
    func nothing() {
        #expect(lines(through: []).isEmpty)
        let lone = (0..<200).map { (index: Int) -> LineCell in
            let place = SIMD2<Double>(Double(index * 37 % 400), Double(index * 91 % 390))
            return LineCell(place: place, angle: Double(index), score: 0.9)
        }
        #expect(lines(through: lone).isEmpty)
    }

    @Test("the order of the cells makes no difference")
    func order() {
        let all = cells(along: { SIMD2($0, 0.002 * $0 * $0) }, to: 200, seed: 5)
        let one = lines(through: all.sorted { $0.place.x < $1.place.x })
        let other = lines(through: all.sorted { $0.place.x > $1.place.x })
        #expect(one.map(\.corners) == other.map(\.corners))
    }

    @Test(
        "a ring of 60 m radius is one line that goes round once, whatever its cells measure",
        arguments: [1.2, 0.8, 1.6])
    func ring(side: Double) {
        let round = 120 * Double.pi
        let lines = self.lines(
            through: cells(along: { direction($0 / 60) * 60 }, to: round, seed: 11, side: side), side: side)
        #expect(lines.count == 1)
        let line = lines[0]
        let length = zip(line.corners, line.corners.dropFirst())
            .reduce(0) { $0 + (($1.1 - $1.0) * ($1.1 - $1.0)).sum().squareRoot() }
        #expect((round - 8...round + 2).contains(length))
        #expect(error(line) { ($0 * $0).sum().squareRoot() - 60 } < 0.4)
    }

    @Test(
        "a track whose cells are coarse, fine, or of the shipped size is seen alike", arguments: [0.9, 1.2, 1.32, 1.6])
    func anySide(side: Double) {
        let curve = cells(along: { SIMD2($0, 0.0008 * $0 * $0) }, to: 300, hidden: 140...150, seed: 9, side: side)
        let lines = self.lines(through: curve, side: side)
        #expect(lines.count == 1)
        #expect((0.93...1).contains(lines[0].seenShare) && lines[0].isSure)
        #expect(error(lines[0]) { $0.y - 0.0008 * $0.x * $0.x } < 0.4)
    }

    @Test(
        "the evidence for a line does not hang on how large cells are: what is enough for the one is for all",
        arguments: [0.9, 1.2, 1.32, 1.6])
    func evidence(side: Double) {
        let all = cells(along: { SIMD2($0, 3) }, to: 120, seed: 9, side: side)
        var tracer = LineTracer()
        tracer.configuration.leastEvidence = 8
        #expect(tracer.lines(through: all, cellArea: side * side).count == 1)
        tracer.configuration.leastEvidence = 16
        #expect(tracer.lines(through: all, cellArea: side * side).isEmpty)
    }
}
