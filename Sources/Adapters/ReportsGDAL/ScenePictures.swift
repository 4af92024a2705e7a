public import Evidence
import Foundation
import GDAL
import Geodesy
import Rasters
public import Reporting

/// Makes pictures of scenes for people to look at.
///
/// Bands red, green and blue where the scene has them, else its first band as grey; each stretched as the
/// scene's record says, so dark 11-bit data is shown as well as any. Missing pixels are white.
public struct ScenePictures: Sendable {
    let reader: any SceneReading
    /// Longest side of a picture of a whole scene, in pixels.
    public let longestSide: Int

    /// Makes a painter that reads scenes through a reader.
    public init(reader: any SceneReading, longestSide: Int = 1400) {
        self.reader = reader
        self.longestSide = longestSide
    }

    /// A picture of a whole scene as JPEG, never finer than the scene itself.
    ///
    /// - Parameter scene: The scene.
    /// - Returns: The picture and how it lies on scene and ground.
    /// - Throws: What the reader or GDAL say.
    public func picture(of scene: Scene) async throws -> ScenePicture {
        let step = max(1, Double(max(scene.size.width, scene.size.height)) / Double(longestSide))
        let (bands, rendering) = Self.rendering(of: scene)
        let source = try await reader.source(
            of: scene, for: PixelRequest(bands: bands, columnStep: step, rowStep: step, values: .stretched))
        let block = try await source.read(source.size.window)
        let image = try Self.encoded(block, name: "scene-\(scene.id)")
        let (metres, north) = try ground(scene)
        return ScenePicture(
            image: image,
            toPicture: Geodesy.GridTransform(
                originX: 0, columnX: 1 / step, rowX: 0, originY: 0, columnY: 0, rowY: 1 / step),
            metresPerPixel: metres.map { $0 * step }, north: north, rendering: rendering)
    }

    /// Longest side of a picture of a detection, in pixels.
    private static let cropSide = 192

    /// A small picture around each detection as PNG, at the scene's own resolution as long as the box and as
    /// much again around it fit into 192 pixels, else coarser by a whole number.
    ///
    /// - Parameters:
    ///   - detections: The detections.
    ///   - scene: Their scene.
    /// - Returns: By the id of the detection a square that shows the box and as much again around it.
    /// - Throws: What the reader or GDAL say.
    public func crops(of detections: [Detection], in scene: Scene) async throws -> [String: EncodedPicture] {
        let (bands, _) = Self.rendering(of: scene)
        var sources: [Int: any RasterSource] = [:]
        var crops: [String: EncodedPicture] = [:]
        for detection in detections {
            let extent = max(24, detection.pixelBox.length * 2)
            let step = max(1, Int((extent / Double(Self.cropSide)).rounded(.up)))
            let source: any RasterSource
            if let known = sources[step] {
                source = known
            } else {
                source = try await reader.source(
                    of: scene,
                    for: PixelRequest(
                        bands: bands, columnStep: Double(step), rowStep: Double(step), values: .stretched))
                sources[step] = source
            }
            let side = Int((extent / Double(step)).rounded())
            let centre = detection.pixelBox.centre
            let window = RasterWindow(
                column: Int((centre.column / Double(step)).rounded()) - side / 2,
                row: Int((centre.row / Double(step)).rounded()) - side / 2, width: side, height: side)
            crops[detection.id] = try Self.encoded(
                try await source.read(window), name: "crop-\(detection.id)", isSmall: true)
        }
        return crops
    }

    static func rendering(of scene: Scene) -> (bands: [String], text: String) {
        let colours = ["red", "green", "blue"]
        if colours.allSatisfy({ scene.band(named: $0) != nil }) {
            let method = scene.band(named: "red")?.stretch?.method ?? "stretched"
            return (colours, "red, green and blue; \(method)")
        }
        let band = scene.bands.first
        let name = band.map { $0.commonName ?? $0.name } ?? ""
        return ([name], "\(name) as grey; \(band?.stretch?.method ?? "stretched")")
    }

    /// Metres of a scene pixel and the direction of north on the picture, at the middle of the scene.
    func ground(_ scene: Scene) throws -> (metres: Double?, north: Double?) {
        guard let georeference = try reader.georeference(of: scene) else {
            return (scene.groundSamplingDistance, nil)
        }
        let middle = PixelPoint(column: Double(scene.size.width) / 2, row: Double(scene.size.height) / 2)
        let right = PixelPoint(column: middle.column + 1, row: middle.row)
        let up = PixelPoint(column: middle.column, row: middle.row - 1)
        let places = try georeference.ground([middle, right, up])
        let east = Ellipsoid.wgs84.offset(from: places[0], to: places[1])
        let north = Ellipsoid.wgs84.offset(from: places[0], to: places[2])
        // How far to go along columns and rows to go due north.
        let determinant = east.east * north.north - east.north * north.east
        guard determinant != 0, determinant.isFinite else { return (scene.groundSamplingDistance, nil) }
        let columns = -north.east / determinant
        let rowsUp = east.east / determinant
        var direction = atan2(columns, rowsUp) * 180 / .pi
        if direction < 0 { direction += 360 }
        return (hypot(east.east, east.north), direction)
    }

    static func encoded(_ block: RasterBlock, name: String, isSmall: Bool = false) throws -> EncodedPicture {
        let plane = block.window.size.count
        var pixels = [UInt8](repeating: 255, count: 3 * plane)
        for index in 0..<plane where block.validity[index] == 1 {
            for colour in 0..<3 {
                let value = block.values[min(colour, block.bandCount - 1) * plane + index]
                pixels[colour * plane + index] = UInt8((min(1, max(0, value)) * 255).rounded())
            }
        }
        return try encoded(pixels, size: block.window.size, name: name, isSmall: isSmall)
    }

    /// Three bands of bytes as JPEG, or where it is small as PNG.
    static func encoded(
        _ pixels: [UInt8], size: RasterSize, name: String, isSmall: Bool
    ) throws -> EncodedPicture {
        let dataset = try Dataset.inMemory(width: size.width, height: size.height, bands: 3, type: .uint8)
        try dataset.write(pixels)
        let path = "/vsimem/\(name)"
        try dataset.createCopy(
            at: path, driver: isSmall ? "PNG" : "JPEG", options: isSmall ? ["ZLEVEL": "9"] : ["QUALITY": "88"])
        return EncodedPicture(
            format: isSmall ? .png : .jpeg, bytes: try MemoryFile.take(path), width: size.width, height: size.height)
    }
}
