import ArgumentParser
import DrawnScenesGDAL
import Foundation
import Geodesy
import Rasters
import SceneSimulation

extension SimulateCommand {
    struct Samples: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draw scenes of places by lot, with truth, to teach or test networks on.",
            discussion: """
                Each scene is a TIFF of six bands (reflectance times 10 000), which lies nowhere, with a scene.yaml of what is \
                known of it and its tracks as lines in pixels. truth.geojson tells of all scenes what stands in them: boxes \
                in pixels with class and visible share, as `revisit model evaluate` reads them.
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
            let place = folder + "/truth.geojson"
            try AtomicFile.prove(place)
            // The truth of an earlier drawing would be wrong about the scenes of this one.
            try? FileManager.default.removeItem(atPath: place)
            let (folder, kind, seed, size, count) = (folder, kind, seed, size, count)
            @Sendable func scene(_ index: Int) -> TeachingScene {
                TeachingScene(
                    kind, size: RasterSize(width: size, height: size), pixel: pixels[index % pixels.count],
                    seed: seed &* 1_000_003 &+ UInt64(index))
            }
            try await Interruption.stopping {
                var truth = TruthCollection()
                do {
                    // The next scene is drawn while one is written.
                    var drawn = await scene(0).drawn()
                    for index in 0..<count {
                        let current = drawn
                        let name = "\(kind.rawValue)_\(seed)_\(String(format: "%05d", index))"
                        if index + 1 < count, !Task.isCancelled {
                            async let next = scene(index + 1).drawn()
                            try Self.write(current.reflectance, current.truth, to: "\(folder)/\(name)")
                            drawn = await next
                        } else {
                            try Self.write(current.reflectance, current.truth, to: "\(folder)/\(name)")
                        }
                        try truth.add(current.truth, named: name)
                        try Task.checkCancellation()
                    }
                } catch {
                    // The scenes that lie there whole have their truth, whatever stopped the drawing.
                    try? AtomicFile.write(truth.geoJSON(), to: place)
                    throw error
                }
                try AtomicFile.write(truth.geoJSON(), to: place)
            }
            print("Drew \(count) simulated scenes into \(folder).")
        }

        /// Writes a scene's files.
        private static func write(_ reflectance: Raster<Float>, _ truth: TeachingTruth, to path: String) throws {
            let description = DrawnSceneFile.Description(
                size: reflectance.size, transform: nil, epsg: nil, bands: DrawnBand.allCases.map(\.commonName),
                metadata: ["REVISIT_SIMULATED": "yes"], hasOverviews: false)
            try DrawnSceneFile.write(
                reflectance, description, reflectanceScale: 0.0001,
                threads: ProcessInfo.processInfo.activeProcessorCount, to: path + ".tif")
            try AtomicFile.write(Data(facts(truth).utf8), to: path + ".scene.yaml")
            let lines = path + ".tracks.geojson"
            if truth.tracks.isEmpty {
                // Those of an earlier drawing of this name would be wrong about this one.
                try? FileManager.default.removeItem(atPath: lines)
            } else {
                try AtomicFile.write(try truth.trackLines(), to: lines)
            }
        }

        private static func facts(_ truth: TeachingTruth) -> String {
            let bands = DrawnBand.allCases.map { "  - {name: \($0.commonName), common_name: \($0.commonName)}" }
            return """
                platform: simulated
                simulated: true
                gsd: \(truth.groundSamplingDistance)
                sun_azimuth: \(truth.conditions.sunAzimuth)
                sun_elevation: \(truth.conditions.sunElevation)
                incidence_angle: \(truth.conditions.incidence)
                view_azimuth: \(truth.conditions.viewAzimuth)
                reflectance_scale: 0.0001
                nodata: 0
                credit: drawn by revisit, no real place
                bands:
                \(bands.joined(separator: "\n"))

                """
        }
    }
}
