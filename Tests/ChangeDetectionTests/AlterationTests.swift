import ChangeDetection
import Evidence
import Foundation
import Rasters
import Statistics
import Testing

/// What numpy and scipy say, written by Fixtures/make_alteration.py.
private struct Truth: Decodable {
    var width: Int
    var height: Int
    var before: [Float]
    var after: [Float]
    var correlations: [Double]
    var rounds: Int
    var statistic: [Double]
    var unchanged: Double

    static func load() throws -> Truth {
        let url = try #require(
            Bundle.module.url(forResource: "alteration", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: url))
    }

    func pair(gain: Float = 1, bands: [String] = ["a", "b", "c"]) throws -> LookPair {
        let size = RasterSize(width: width, height: height)
        func look(_ id: String, _ pixels: [Float]) throws -> ComparedLook {
            ComparedLook(
                id: id, pixels: RasterInMemory(try Raster(bandCount: 3, size: size, pixels: pixels)), bands: bands)
        }
        return try LookPair(before: try look("before", before), after: try look("after", after.map { $0 * gain + 3 }))
    }
}

@Suite("Alteration of many bands, and the brightness of two looks")
struct AlterationTests {
    private func transform(_ pair: LookPair) async throws -> AlterationTransform {
        let outcome = try await MultivariateAlteration().transform(of: pair)
        guard case .found(let transform) = outcome else {
            Issue.record("\(outcome)")
            throw CancellationError()
        }
        return transform
    }

    @Test("Correlations, rounds and share without change are those of numpy and scipy")
    func againstScipy() async throws {
        let truth = try Truth.load()
        let found = try await transform(try truth.pair())
        #expect(found.rounds == truth.rounds)
        #expect(zip(found.correlations, truth.correlations).allSatisfy { abs($0 - $1) < 1e-5 })
        #expect(abs(found.unchangedShare - truth.unchanged) < 1e-3)
    }

    @Test("The statistic of each pixel is that of numpy and scipy")
    func statistic() async throws {
        let truth = try Truth.load()
        let found = try await transform(try truth.pair())
        let count = truth.width * truth.height
        var worst = 0.0
        for pixel in 0..<count {
            var sum = 0.0
            for combination in 0..<found.degrees {
                var difference = 0.0
                for band in 0..<3 {
                    difference +=
                        found.beforeWeights[combination][band]
                        * (Double(truth.before[band * count + pixel]) - found.beforeMean[band])
                        - found.afterWeights[combination][band]
                        * (Double(truth.after[band * count + pixel] + 3) - found.afterMean[band])
                }
                sum += difference * difference
            }
            worst = max(worst, abs(sum - truth.statistic[pixel]) / (1 + truth.statistic[pixel]))
        }
        #expect(worst < 2e-3)
    }

    @Test("Gain and offset of a look change nothing")
    func invariance() async throws {
        let truth = try Truth.load()
        let plain = try await transform(try truth.pair())
        let other = try await transform(try truth.pair(gain: 0.01))
        #expect(zip(plain.correlations, other.correlations).allSatisfy { abs($0 - $1) < 1e-4 })
    }

    @Test("Looks of the same value everywhere, or without pixels in common, are refused in words")
    func refusals() async throws {
        let size = RasterSize(width: 30, height: 30)
        let flat = ComparedLook(
            id: "flat", pixels: RasterInMemory(Raster(bandCount: 1, size: size, repeating: 0.2)), bands: ["a"])
        let outcome = try await MultivariateAlteration().transform(of: try LookPair(before: flat, after: flat))
        #expect(outcome == .refused(because: "at least one of the looks has the same value everywhere"))
        var masked = flat
        masked.mask = RasterInMemory(Raster(bandCount: 1, size: size, repeating: 0))
        let none = try await MultivariateAlteration().transform(of: try LookPair(before: masked, after: flat))
        #expect(none == .refused(because: "only 0 pixels are usable in both looks, and 100 are needed"))
    }

    @Test("Only bands of the same name are compared, and looks without any are refused")
    func bandsInCommon() throws {
        let size = RasterSize(width: 4, height: 4)
        func look(_ bands: [String]) -> ComparedLook {
            ComparedLook(
                id: "x", pixels: RasterInMemory(Raster(bandCount: bands.count, size: size, repeating: 0)), bands: bands)
        }
        #expect(
            try LookPair(before: look(["blue", "red", "nir"]), after: look(["nir", "green", "red"])).bands == [
                "red", "nir",
            ])
        #expect(throws: ChangeError.nothingInCommon(before: ["blue"], after: ["red"])) {
            try LookPair(before: look(["blue"]), after: look(["red"]))
        }
    }

    @Test("Gain and offset of each band lie in their intervals, whatever was built meanwhile")
    func radiometry() async throws {
        let ground = DrawnGround(width: 120, height: 120)
        var later = ground.again(gain: 1.25, offset: -0.04)
        later.paint(RasterWindow(column: 30, row: 40, width: 25, height: 20), [0.6, 0.6, 0.62, 0.65])
        let relation = try await RadiometryEstimator().relation(
            of: try LookPair(before: ground.look("a"), after: later.look("b")))
        #expect(relation.refusal == nil)
        #expect(relation.invariantPixels > 2000)
        for band in relation.bands {
            // Three half intervals: four bands and two numbers are asked at once.
            #expect(abs(band.gain - 1.25) < max(3 * band.gainError, 0.01), "\(band)")
            #expect(abs(band.offset + 0.04) < max(3 * band.offsetError, 0.003), "\(band)")
            #expect(band.gainError < 0.05)
            #expect(band.correlation > 0.95)
        }
    }

    @Test("Looks that have nothing to do with each other give no relation, and the reason")
    func otherSeason() async throws {
        let first = DrawnGround(width: 90, height: 90, seed: 3)
        let second = DrawnGround(width: 90, height: 90, seed: 4)
        let relation = try await RadiometryEstimator().relation(
            of: try LookPair(before: first.look("a"), after: second.look("b")))
        #expect(relation.refusal != nil)
        #expect(relation.refusal?.contains("Seasons") == true || relation.refusal?.contains("Too few") == true)
    }
}
