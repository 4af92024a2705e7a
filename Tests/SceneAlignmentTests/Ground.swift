import Evidence
import Foundation
import Geodesy
import Rasters

/// Ground whose brightness is known at every place, so that pictures of it can be taken from anywhere without resampling.
struct Ground: Sendable {
    private let spots: [(x: Double, y: Double, width: Double, height: Double)]

    init(seed: UInt64, count: Int = 420, side: Double = 260) {
        var state = seed
        func random() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53)
        }
        spots = (0..<count).map { _ in
            (random() * side - 50, random() * side - 50, 1.2 + 2.5 * random(), random() - 0.5)
        }
    }

    /// Brightness at a place, in metres.
    func brightness(_ x: Double, _ y: Double) -> Double {
        var sum = 1.0
        for spot in spots {
            let distance = ((x - spot.x) * (x - spot.x) + (y - spot.y) * (y - spot.y)) / (2 * spot.width * spot.width)
            if distance < 12 { sum += spot.height * exp(-distance) }
        }
        return sum
    }

    /// A picture of square pixels whose first corner lies at a place.
    func picture(
        side: Int, pixel: Double = 1, at corner: SIMD2<Double> = .zero, value: (Double) -> Double = { $0 }
    ) throws -> RasterInMemory {
        var pixels: [Float] = []
        for row in 0..<side {
            for column in 0..<side {
                let x = corner.x + (Double(column) + 0.5) * pixel
                let y = corner.y + (Double(row) + 0.5) * pixel
                pixels.append(Float(value(brightness(x, y))))
            }
        }
        return RasterInMemory(try Raster(bandCount: 1, size: RasterSize(width: side, height: side), pixels: pixels))
    }
}

/// Scenes held in memory; each lies on the ground by an origin and a pixel in metres, as its file would tell.
struct HeldScenes: SceneReading {
    static let origin = GeoPoint(longitude: 130.4, latitude: 42.3)

    struct Held: Sendable {
        var source: RasterInMemory
        /// Metres east and south of the origin at which the file says that the picture begins; nil for nowhere.
        var told: SIMD2<Double>?
        var pixel: Double
    }

    var held: [String: Held]

    func source(of scene: Scene, for request: PixelRequest) async throws -> any RasterSource {
        guard let found = held[scene.id] else { preconditionFailure("the test holds it") }
        guard request.columnStep > 1 else { return found.source }
        return try await Coarser(found.source, step: request.columnStep)
    }

    func georeference(of scene: Scene) throws -> (any Georeference)? {
        guard let found = held[scene.id], let told = found.told else { return nil }
        return Plane(corner: told, pixel: found.pixel)
    }

    /// A scene's record.
    static func scene(_ id: String, side: Int, pixel: Double? = 1) -> Scene {
        let size = RasterSize(width: side, height: side)
        var band = Band(
            name: "B1", file: 0, index: 1, size: size, groundSamplingDistance: pixel, dataType: .float32)
        band.commonName = "pan"
        return Scene(id: id, title: id, size: size, bands: [band], files: [])
    }

    struct Plane: Georeference {
        let corner: SIMD2<Double>
        let pixel: Double

        func ground(_ points: [PixelPoint]) -> [GeoPoint] {
            points.map { point in
                Ellipsoid.wgs84.point(
                    from: HeldScenes.origin, east: corner.x + point.column * pixel, north: -corner.y - point.row * pixel
                )
            }
        }

        func pixels(_ points: [GeoPoint]) -> [PixelPoint?] {
            points.map { point in
                let place = Ellipsoid.wgs84.offset(from: HeldScenes.origin, to: point)
                return PixelPoint(column: (place.east - corner.x) / pixel, row: (-place.north - corner.y) / pixel)
            }
        }
    }

    /// A source averaged by whole steps.
    private struct Coarser: RasterSource {
        private let raster: RasterInMemory
        var size: RasterSize { raster.size }
        var bandCount: Int { 1 }

        init(_ base: RasterInMemory, step: Double) async throws {
            let axis = ResamplingAxis(scale: step)
            let size = RasterSize(
                width: Int(Double(base.size.width) / step), height: Int(Double(base.size.height) / step))
            let columns = axis.sourceRange(for: 0..<size.width)
            let window = RasterWindow(
                column: columns.lowerBound, row: columns.lowerBound, width: columns.count, height: columns.count)
            let block = try await base.read(window)
            let (values, validity) = resample(
                block.values, validity: block.validity, sourceWindow: window, to: size.window, horizontal: axis,
                vertical: axis)
            var pixels = values
            for index in pixels.indices where validity[index] == 0 { pixels[index] = .nan }
            raster = RasterInMemory(try Raster(bandCount: 1, size: size, pixels: pixels))
        }

        func read(_ window: RasterWindow) async throws -> RasterBlock { try await raster.read(window) }
    }
}
