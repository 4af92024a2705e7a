import Evidence
import Foundation
import Geodesy
import Rasters

@testable import ObjectDetection

/// A panchromatic scene with bright vehicles on grey ground, each with its dark shadow.
struct TrackScene: SceneReading {
    /// A vehicle that stands on a line.
    struct Vehicle {
        var track: Int
        var from: Double
        var to: Double
        /// Brightness: 0.7 for a tank car, 0.9 for a locomotive.
        var value: Float = 0.7
    }

    var lines: [[PixelPoint]]
    var vehicles: [Vehicle]
    var size = RasterSize(width: 150, height: 150)
    var pixel = 0.5
    /// Where shadows fall, in pixels.
    var shadow = SIMD2<Double>(3, 5)
    /// Stretches under a roof, of brightness 1.
    var roofs: [Vehicle] = []
    var sunAzimuth: Double?
    var isOnGround = false
    var missing: RasterWindow?

    var scene: Scene {
        Scene(
            id: "scene", title: "drawn", size: size,
            bands: [
                Band(
                    name: "pan", commonName: "pan", file: 0, index: 1, size: size, groundSamplingDistance: pixel,
                    dataType: .float32)
            ],
            files: [], geometry: ViewingGeometry(sunAzimuth: sunAzimuth))
    }

    func source(of scene: Scene, for request: PixelRequest) async throws -> any RasterSource { RasterInMemory(raster) }

    func georeference(of scene: Scene) throws -> (any Georeference)? { isOnGround ? Plane(pixel: pixel) : nil }

    /// A plane at the equator, north up.
    struct Plane: Georeference {
        var pixel: Double

        func ground(_ points: [PixelPoint]) throws -> [GeoPoint] {
            points.map { GeoPoint(longitude: $0.column * pixel / 111_319.5, latitude: -$0.row * pixel / 110_574.3) }
        }

        func pixels(_ points: [GeoPoint]) throws -> [PixelPoint?] {
            points.map { PixelPoint(column: $0.longitude * 111_319.5 / pixel, row: -$0.latitude * 110_574.3 / pixel) }
        }
    }

    private var raster: Raster<Float> {
        var raster = Raster<Float>(bandCount: 1, size: size, repeating: 0.4)
        func paint(_ vehicle: Vehicle, _ value: Float, width: Double, shift: SIMD2<Double> = .zero) {
            let scale = GroundScale(groundSamplingDistance: pixel)
            guard
                let strip = TrackStrip(
                    lines[vehicle.track], scale: scale, isReversed: false, sampling: 0.1, across: 8)
            else { return }
            for row in 0..<size.height {
                for column in 0..<size.width {
                    let place = scale.metres(
                        PixelPoint(column: Double(column) + 0.5 - shift.x, row: Double(row) + 0.5 - shift.y))
                    let (boundary, offset) = strip.nearest(to: place)
                    let station = boundary * 0.1
                    if station > vehicle.from, station < vehicle.to, abs(offset) < width / 2 {
                        raster[0, row, column] = value
                    }
                }
            }
        }
        for vehicle in vehicles { paint(vehicle, 0.05, width: 3, shift: shadow) }
        for vehicle in vehicles { paint(vehicle, vehicle.value, width: 3) }
        for roof in roofs { paint(roof, 1, width: 12) }
        if let missing {
            let inside = missing.intersection(size.window)
            for row in inside.row..<inside.endRow {
                for column in inside.column..<inside.endColumn { raster[0, row, column] = .nan }
            }
        }
        return raster
    }

    /// A network that knows such scenes: bright is a vehicle where dark lies to its right, white is a roof.
    static let network = WrittenNetwork(inputShape: [1, 3, 48, -1], width: 2) { input, height, width in
        var values = [Float](repeating: 0, count: 10 * width)
        func pixel(_ row: Int, _ sample: Int) -> Float { input[row * width + sample] }
        func isVehicle(_ sample: Int) -> Bool {
            guard sample >= 0, sample < width else { return false }
            let middle = (22..<26).map { pixel($0, sample) }
            return middle.allSatisfy { $0 > 0.5 && $0 < 0.95 }
        }
        func hasShadow(_ sample: Int) -> Bool {
            (max(0, sample - 12)...min(width - 1, sample + 12)).contains { place in
                (27..<42).contains { pixel($0, place) > 0 && pixel($0, place) < 0.15 }
            }
        }
        for sample in 0..<width {
            let middle = (22..<26).map { pixel($0, sample) }
            let isRoof = middle.allSatisfy { $0 > 0.95 }
            let share: Float = isVehicle(sample) && hasShadow(sample) ? 0.97 : 0.03
            values[sample] = isRoof ? 0.5 : share
            values[3 * width + sample] = isRoof ? 1 : 0
            for (channel, isEnd) in [(1, false), (2, true)] {
                var heat: Float = 0
                for boundary in (sample - 4)...(sample + 5) where share >= 0 {
                    let (before, behind) = (isVehicle(boundary - 1), isVehicle(boundary))
                    guard isEnd ? before && !behind : behind && !before else { continue }
                    let away = (Double(sample) + 0.5 - Double(boundary)) * 0.3 / 0.45
                    heat = max(heat, Float(exp(-away * away / 2)))
                }
                values[channel * width + sample] = isRoof ? 0 : heat
            }
            let isLocomotive = (middle.max() ?? 0) > 0.8
            for index in 0..<6 {
                values[(4 + index) * width + sample] = index == (isLocomotive ? 4 : 0) ? 0.9 : 0.02
            }
        }
        return NetworkOutput(shape: [1, 10, width], values: values)
    }

    static func card(accuracy: ModelCard.Accuracy? = nil) -> ModelCard {
        var settings = StripSettings()
        settings.margin = 32
        settings.window = 256
        return ModelCard(
            name: "tracks", networkPath: "", bands: ["red", "green", "blue"], values: .stretched,
            resolution: .init(target: 0.3, minimum: 0.2, maximum: 0.7), head: .trackStrip, margin: 32, tile: 256,
            mergeOverlap: 0.3, classes: VehicleLengthPrior.classes.map { .init(name: $0, threshold: 0.5) },
            accuracy: accuracy, strip: settings)
    }

    func read(
        _ configuration: TrackReader.Configuration = .init(), network: WrittenNetwork = TrackScene.network,
        ids: [String]? = nil, card: ModelCard = TrackScene.card(), keepsStrips: Bool = false
    ) async throws -> TrackReader.Outcome {
        let tracks = lines.enumerated().map { index, line in
            TrackLine(id: ids?[index] ?? "t\(index)", name: "track \(index)", line: line)
        }
        return try await TrackReader(
            card: card, network: NetworkFile(path: "none", sha256: "00"), configuration: configuration
        ).outcome(of: tracks, in: scene, reader: self, loader: network, keepsStrips: keepsStrips)
    }
}
