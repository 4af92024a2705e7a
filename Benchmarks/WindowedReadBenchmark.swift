import Evidence
import Foundation
import GDAL
import Rasters
import SceneIngest
import ScenesGDAL

/// Reads a list of windows, first as stored numbers by the binding, then as reflectance by the adapter.
struct WindowedReadBenchmark {
    let path: String
    let windows: String
    let rounds: Int

    struct Result: Encodable {
        /// Processor seconds of each round through the binding, 16-bit numbers as they are stored.
        var stored: [Double] = []
        /// Processor seconds of each round through the source that detection reads, scaled and with validity.
        var scaled: [Double] = []
    }

    func run() async throws -> Result {
        let places = try JSONDecoder().decode([[Int]].self, from: Data(contentsOf: URL(filePath: windows)))
        GDALLibrary.cacheLimit = 64 << 20
        let dataset = try Dataset(opening: path)
        var facts = SuppliedFacts()
        facts.reflectanceScale = 1 / 65535
        facts.bands = ["blue", "green", "red", "nir"].map { SuppliedBand(commonName: $0) }
        let files = GDALScenes()
        let scene = try await SceneIngester(files: files).addScene(path, supplied: facts)
        let source = try await files.source(
            of: scene, for: PixelRequest(bands: ["blue", "green", "red", "nir"], values: .reflectance))
        var result = Result()
        var checksum = 0.0
        for _ in 0..<rounds {
            let reading = Stopwatch()
            for place in places {
                let pixels: [UInt16] = try dataset.read(
                    PixelWindow(column: place[0], row: place[1], width: place[2], height: place[3]))
                checksum += Double(pixels[0])
            }
            result.stored.append(reading.elapsed.cpu)
            let scaling = Stopwatch()
            for place in places {
                let block = try await source.read(
                    RasterWindow(column: place[0], row: place[1], width: place[2], height: place[3]))
                checksum += Double(block.values[0])
            }
            result.scaled.append(scaling.elapsed.cpu)
        }
        precondition(checksum.isFinite)
        return result
    }
}
