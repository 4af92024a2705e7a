import Evidence
import Foundation
import Geodesy
import Rasters
import SceneAlignment
import Testing

@Suite("Laying scenes on each other")
struct SceneAlignerTests {
    private static let side = 144

    /// Aligns two pictures and gives the answer; the second one's file is wrong by `error` metres east and south.
    private func alignment(
        _ first: RasterInMemory, _ second: RasterInMemory, error: SIMD2<Double>, pixel: Double = 1,
        secondPixel: Double = 1,
        secondSide: Int = side, corner: SIMD2<Double> = .zero
    ) async throws -> Alignment {
        let scenes = HeldScenes(held: [
            "a": .init(source: first, told: .zero, pixel: pixel),
            "b": .init(source: second, told: corner + error, pixel: secondPixel),
        ])
        return try await SceneAligner().alignment(
            of: HeldScenes.scene("b", side: secondSide, pixel: secondPixel),
            to: HeldScenes.scene("a", side: Self.side, pixel: pixel), reader: scenes)
    }

    /// How far a correction is from undoing an error, in metres.
    private func miss(_ found: Alignment, _ error: SIMD2<Double>) throws -> Double {
        let correction = try #require(found.correction)
        let wanted = SIMD2(-error.x, error.y)
        let apart = correction.value(x: 0, y: 0) - wanted
        return (apart * apart).sum().squareRoot()
    }

    @Test(
        "A wrong place is found to a few hundredths of a pixel",
        arguments: [SIMD2(0.0, 0.0), SIMD2(2.37, -4.81), SIMD2(-11.25, 7.5)])
    func shift(error: SIMD2<Double>) async throws {
        let ground = Ground(seed: 3)
        let found = try await alignment(
            try ground.picture(side: Self.side), try ground.picture(side: Self.side, at: SIMD2(0.4, 0.3)), error: error,
            corner: SIMD2(0.4, 0.3))
        #expect(found.isUsable)
        #expect(try miss(found, error) < 0.06)
        let margin = try #require(found.margin)
        #expect(try miss(found, error) <= max(margin, 0.06))
    }

    @Test("Dark and bright may be exchanged, and half of the ground covered")
    func contrast() async throws {
        let ground = Ground(seed: 5)
        let error = SIMD2(3.2, 1.9)
        let found = try await alignment(
            try ground.picture(side: Self.side),
            try ground.picture(side: Self.side) { 40 - 9 * $0 + max(0, $0 - 1) * 4 }, error: error)
        #expect(found.isUsable)
        #expect(try miss(found, error) < 0.1)
    }

    @Test("Pixels of another size are compared at the coarser one")
    func sizes() async throws {
        let ground = Ground(seed: 8)
        let error = SIMD2(-2.6, 3.1)
        let found = try await alignment(
            try ground.picture(side: Self.side), try ground.picture(side: 2 * Self.side, pixel: 0.5), error: error,
            secondPixel: 0.5, secondSide: 2 * Self.side)
        #expect(found.pixel == 1)
        #expect(try miss(found, error) < 0.1)
    }

    @Test("Ground that is not the same is refused", arguments: [11, 12, 13, 14] as [UInt64])
    func otherGround(seed: UInt64) async throws {
        let found = try await alignment(
            try Ground(seed: 3).picture(side: Self.side), try Ground(seed: seed).picture(side: Self.side), error: .zero)
        #expect(found.verdict == .refused)
        #expect(found.correction == nil && found.margin == nil && !found.reasons.isEmpty)
    }

    @Test("One colour, a sliver, other places, no place and pixels too large are refused with their reason")
    func refusals() async throws {
        let ground = Ground(seed: 3)
        let picture = try ground.picture(side: Self.side)
        let flat = RasterInMemory(
            Raster(bandCount: 1, size: RasterSize(width: Self.side, height: Self.side), repeating: 7))
        #expect(try await alignment(picture, flat, error: .zero).verdict == .refused)
        let sliver = try await alignment(picture, picture, error: SIMD2(110, 0))
        #expect(sliver.verdict == .refused && sliver.reasons.first?.contains("overlaps") == true)
        let far = try await alignment(picture, picture, error: SIMD2(900, 0))
        #expect(far.reasons == ["it shows no part of what the reference shows"])
        let coarse = try await alignment(
            picture, try ground.picture(side: 16, pixel: 10), error: .zero, secondPixel: 10, secondSide: 16)
        #expect(coarse.reasons.first?.contains("differ 10 times") == true)
        // A broken file may tell pixels next to no size.
        let broken = try await alignment(picture, picture, error: .zero, secondPixel: 1e-30)
        #expect(broken.reasons.first?.contains("more than a million times") == true)
        let scenes = HeldScenes(held: [
            "a": .init(source: picture, told: .zero, pixel: 1), "b": .init(source: picture, told: nil, pixel: 1),
        ])
        let lost = try await SceneAligner().alignment(
            of: HeldScenes.scene("b", side: Self.side), to: HeldScenes.scene("a", side: Self.side), reader: scenes)
        #expect(lost.reasons == ["nobody tells where it lies on the ground"])
    }

    @Test("Pictures without any place are compared by their pixels")
    func pixels() async throws {
        let ground = Ground(seed: 9)
        let scenes = HeldScenes(held: [
            "a": .init(source: try ground.picture(side: Self.side), told: nil, pixel: 1),
            "b": .init(source: try ground.picture(side: Self.side, at: SIMD2(4.3, -2.6)), told: nil, pixel: 1),
        ])
        let found = try await SceneAligner().alignment(
            of: HeldScenes.scene("b", side: Self.side, pixel: nil),
            to: HeldScenes.scene("a", side: Self.side, pixel: nil), reader: scenes)
        #expect(found.frame == .grid)
        let shift = try #require(found.correction).value(x: 70, y: 70)
        #expect(abs(shift.x - 4.3) < 0.06 && abs(shift.y + 2.6) < 0.06)
    }

    @Test("Pictures without any place may be drawn twice as large, and what is read by their grid lies there too")
    func doubled() async throws {
        let ground = Ground(seed: 21)
        let side = Self.side
        let small = try ground.picture(side: side)
        let large = try ground.picture(side: 2 * side, pixel: 0.5)
        let scenes = HeldScenes(held: [
            "a": .init(source: small, told: nil, pixel: 1), "b": .init(source: large, told: nil, pixel: 0.5),
        ])
        let (first, second) = (
            HeldScenes.scene("a", side: side, pixel: nil), HeldScenes.scene("b", side: 2 * side, pixel: nil)
        )
        let found = try await SceneAligner().alignment(of: second, to: first, reader: scenes)
        #expect(found.isUsable)
        let grid = CommonGrid(of: second, on: first, isPlaced: false)
        let base = try await scenes.source(
            of: second,
            for: PixelRequest(bands: ["pan"], columnStep: grid.sceneStep, rowStep: grid.sceneStep, values: .stored))
        let warped = WarpedSource(base, on: first.size, by: grid.mapping(nil, correction: found.correction))
        let window = RasterWindow(column: 40, row: 40, width: 60, height: 60)
        let (wanted, block) = (try await small.read(window), try await warped.read(window))
        let worst = zip(wanted.values, block.values).map { abs($0 - $1) }.max() ?? 1
        #expect(block.validCount == window.size.count && worst < 0.08)
    }

    @Test("What was laid is found where it lies, both ways")
    func moved() async throws {
        let ground = Ground(seed: 3)
        let error = SIMD2(5.4, -3.3)
        let picture = try ground.picture(side: Self.side)
        let found = try await alignment(picture, picture, error: error)
        let scenes = HeldScenes(held: ["b": .init(source: picture, told: error, pixel: 1)])
        let scene = HeldScenes.scene("b", side: Self.side)
        let georeference = try #require(try AlignedReading(scenes, alignments: [found]).georeference(of: scene))
        let truth = HeldScenes.Plane(corner: .zero, pixel: 1)
        let points = [PixelPoint(column: 20, row: 30), PixelPoint(column: 120.5, row: 77)]
        for (place, wanted) in zip(try georeference.ground(points), truth.ground(points)) {
            #expect(Ellipsoid.wgs84.distance(place, wanted) < 0.08)
        }
        for (back, point) in zip(try georeference.pixels(try georeference.ground(points)), points) {
            let back = try #require(back)
            #expect(abs(back.column - point.column) < 1e-4 && abs(back.row - point.row) < 1e-4)
        }
    }

    @Test("The reference does not depend on the order of scenes, and the analyst's word goes first")
    func reference() {
        var scenes = (0..<5).map { HeldScenes.scene("s\($0)", side: 100) }
        for index in scenes.indices { scenes[index].geometry.offNadir = Double([20, 4, 9, 4, 30][index]) }
        scenes[3].cloudCover = 0.4
        for order in [scenes, scenes.reversed(), [scenes[2], scenes[4], scenes[1], scenes[0], scenes[3]]] {
            #expect(ReferenceChoice.ranked(order, covered: { _ in 1 }).first?.id == "s1")
            #expect(ReferenceChoice.ranked(order, covered: { _ in 1 }, wanted: "s4").first?.id == "s4")
        }
    }
}
