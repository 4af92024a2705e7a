import ArgumentParser
import Foundation
import Geodesy
import Rasters
import ReportsGDAL
import SceneSimulation

extension SimulateCommand {
    struct Samples: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draw scenes of places by lot, with truth, to teach or test networks on.",
            discussion: """
                Each scene is a GeoTIFF of six bands (reflectance times 10 000) with a JSON of the same name: objects as \
                oriented boxes in pixels with class and visible share, and centre-lines of tracks. The scenes lie nowhere.
                """)

        @Argument(help: "Folder for the scenes.")
        var folder: String
        @Option(
            help: "What they show: \(TeachingScene.Kind.allCases.map(\.rawValue).joined(separator: ", ")).",
            transform: { text in
                guard let kind = TeachingScene.Kind(rawValue: text) else {
                    throw ValidationError("--kind must be one of yard, tank-farm and port, found '\(text)'.")
                }
                return kind
            })
        var kind: TeachingScene.Kind
        @Option(help: "How many scenes.")
        var count = 10
        @Option(help: "Columns and rows of a scene.")
        var size = 512
        @Option(help: "Metres of a pixel; several values, separated by commas, are taken in turn.")
        var gsd = "0.3"
        @Option(help: "What the drawings hang on; the same seed gives the same bytes.")
        var seed: UInt64 = 1

        private func pixels() throws -> [Double] {
            let parts = gsd.split(separator: ",").map { Double($0) }
            guard !parts.isEmpty, let values = parts as? [Double], values.allSatisfy({ $0 >= 0.1 && $0 <= 5 }) else {
                throw ValidationError("--gsd must be numbers from 0.1 to 5, separated by commas, found '\(gsd)'.")
            }
            return values
        }

        func validate() throws {
            guard (1...100_000).contains(count) else {
                throw ValidationError("--count must lie between 1 and 100000, found \(count).")
            }
            guard (32...4096).contains(size) else {
                throw ValidationError("--size must lie between 32 and 4096, found \(size).")
            }
            _ = try pixels()
        }

        func run() async throws {
            let pixels = try pixels()
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            for index in 0..<count {
                let pixel = pixels[index % pixels.count]
                let scene = TeachingScene(
                    kind, size: RasterSize(width: size, height: size), pixel: pixel,
                    seed: seed &* 1_000_003 &+ UInt64(index))
                let (reflectance, truth) = await scene.drawn()
                let name = "\(folder)/\(kind.rawValue)_\(seed)_\(String(format: "%05d", index))"
                // A grid in metres in the open sea off the equator: its only meaning is the size of a pixel.
                try SceneFile.write(
                    reflectance, bands: DrawnBand.allCases.map(\.commonName),
                    transform: Geodesy.GridTransform(
                        originX: 500_000, columnX: pixel, rowX: 0, originY: 0, columnY: 0, rowY: -pixel),
                    epsg: 32631, reflectanceScale: 0.0001, metadata: ["REVISIT_SIMULATED": "yes"], to: name + ".tif")
                try AtomicFile.write(try encoder.encode(truth), to: name + ".truth.json")
            }
            print("Drew \(count) simulated scenes into \(folder).")
        }
    }
}
