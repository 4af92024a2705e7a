import Foundation
import Geodesy
import Rasters
import Testing

@testable import SceneMasks

/// What numpy and scipy say of the same, see Fixtures/make_fixtures.py.
enum Fixture {
    static func read<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "json"))
        return try JSONDecoder().decode(type, from: Data(contentsOf: url))
    }
}

@Suite("Spectra of snow")
struct SpectralModelTests {
    private struct Spectrum: Decodable {
        var model: String
        var bands: [String: Float]
        var shares: [Float]
    }

    @Test("Probabilities are those that numpy computes from the coefficients")
    func numpy() throws {
        let spectra = try Fixture.read("spectra", as: [Spectrum].self)
        let models: [String: SpectralModel] = [
            "panchromatic": .panchromatic, "visible": .visible, "nearInfrared": .nearInfrared, "shortwave": .shortwave,
        ]
        var worst: Float = 0
        for spectrum in spectra {
            let model = try #require(models[spectrum.model])
            let bands = spectrum.bands
            let shares = model.shares(
                blue: bands["blue"] ?? 0, green: bands["green"] ?? 0, red: bands["red"] ?? 0, nir: bands["nir"] ?? 0,
                short: bands["swir16"] ?? 0)
            let told = [shares.snow, shares.shadowedSnow, shares.ice, shares.rock, shares.water]
            for (own, other) in zip(told, spectrum.shares) { worst = max(worst, abs(own - other)) }
        }
        #expect(spectra.count == 32)
        #expect(worst < 0.002)
    }

    @Test("Fresh snow, soil and water of published spectra are told, with and without a band at 1.6 µm")
    func published() {
        // Rounded from the ECOSTRESS library (Meerdink et al., 2019): fine snow, brown loam, sea water.
        for model in [SpectralModel.nearInfrared, .shortwave] {
            let snow = model.shares(blue: 0.98, green: 0.98, red: 0.97, nir: 0.92, short: 0.12)
            let soil = model.shares(blue: 0.08, green: 0.13, red: 0.19, nir: 0.27, short: 0.38)
            #expect(snow.anySnow > 0.8)
            #expect(soil.rock > 0.9)
        }
        #expect(SpectralModel.shortwave.shares(blue: 0.06, green: 0.05, red: 0.03, nir: 0.01, short: 0.005).snow < 0.05)
    }

    private struct Cells: Decodable {
        var width: Int
        var height: Int
        var values: [Float]
        var smoothed: [Float]
        var opened: [Float]
        var groups: [Int]
    }

    @Test("Maps of cells are smoothed, opened and grouped as scipy does")
    func cells() throws {
        let truth = try Fixture.read("cells", as: Cells.self)
        let map = CellMap(width: truth.width, height: truth.height, step: SIMD2(1, 1), values: truth.values)
        let smoothed = zip(map.smoothed(by: 2).values, truth.smoothed).map { abs($0 - $1) }.max() ?? 1
        #expect(smoothed < 1e-4)
        let opened = zip(map.opened(by: 1).values, truth.opened).count { $0 != $1 }
        #expect(opened == 0)
        #expect(map.components().map(\.count).sorted() == truth.groups)
    }

    private struct Spans: Decodable {
        var outer: [[Double]]
        var hole: [[Double]]
        var width: Int
        var height: Int
        var inside: [Int]
    }

    @Test("Pixels of a polygon with a hole are those that rasterio burns")
    func spans() throws {
        let truth = try Fixture.read("spans", as: Spans.self)
        func ring(_ corners: [[Double]]) -> Ring<PixelPoint> {
            Ring(corners.map { PixelPoint(column: $0[0], row: $0[1]) })
        }
        let spans = PixelSpans([Polygon(outer: ring(truth.outer), holes: [ring(truth.hole)])])
        var inside = [Int](repeating: 0, count: truth.width * truth.height)
        for row in 0..<truth.height {
            for span in spans.columns(inRow: row, within: 0..<truth.width) {
                for column in span { inside[row * truth.width + column] = 1 }
            }
        }
        #expect(zip(inside, truth.inside).count { $0 != $1 } == 0)
    }
}
