public import Evidence
public import Geodesy
public import Rasters
public import Reporting

extension ScenePictures {
    /// A square picture around a box of a scene, three times as long as the box and 48 pixels at the least.
    ///
    /// At the scene's own resolution as long as that fits into 320 pixels, else coarser by a whole number.
    ///
    /// - Parameters:
    ///   - box: What is to be seen, on the scene's grid.
    ///   - scene: The scene.
    /// - Returns: The picture, and the map from the scene's grid to the picture's.
    /// - Throws: What the reader or GDAL say.
    public func cutout(
        around box: OrientedBox, in scene: Scene
    ) async throws -> (picture: EncodedPicture, toPicture: Geodesy.GridTransform) {
        let extent = min(max(48, box.length * 3), Double(max(scene.size.width, scene.size.height)))
        let step = max(1, (extent / 320).rounded(.up))
        let side = max(1, Int((extent / step).rounded()))
        let (bands, _) = Self.rendering(of: scene)
        let source = try await reader.source(
            of: scene, for: PixelRequest(bands: bands, columnStep: step, rowStep: step, values: .stretched))
        // A box far out of the scene is shown as an empty picture, not as a number that does not fit.
        func start(_ position: Double) -> Int { Int(min(1e8, max(-1e8, (position / step).rounded()))) - side / 2 }
        let window = RasterWindow(
            column: start(box.centre.column), row: start(box.centre.row), width: side, height: side)
        let picture = try Self.encoded(
            try await source.read(window), name: "cutout-\(scene.id)-\(window.column)-\(window.row)-\(side)",
            isSmall: side <= 160)
        return (
            picture,
            Geodesy.GridTransform(
                originX: -Double(window.column), columnX: 1 / step, rowX: 0, originY: -Double(window.row), columnY: 0,
                rowY: 1 / step)
        )
    }
}

extension ScenePictures {
    /// A part of a scene as PNG at its own resolution; nil where none of its pixels is there.
    ///
    /// - Parameters:
    ///   - window: The part, on the scene's grid.
    ///   - scene: The scene.
    /// - Returns: The picture.
    /// - Throws: What the reader or GDAL say.
    public func tile(_ window: RasterWindow, of scene: Scene) async throws -> EncodedPicture? {
        let (bands, _) = Self.rendering(of: scene)
        let source = try await reader.source(of: scene, for: PixelRequest(bands: bands, values: .stretched))
        let block = try await source.read(window)
        guard block.validity.contains(1) else { return nil }
        return try Self.encoded(block, name: "tile-\(scene.id)-\(window.column)-\(window.row)", isSmall: true)
    }
}
