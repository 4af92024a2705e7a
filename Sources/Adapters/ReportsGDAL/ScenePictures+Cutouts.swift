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
    /// A picture of an area of the ground and a little around it, as JPEG, never finer than the scene itself.
    ///
    /// - Parameters:
    ///   - area: What is to be seen.
    ///   - scene: The scene.
    /// - Returns: The picture, which tells where its corners lie; nil where the scene does not tell where it lies, or shows nothing of
    ///   the area.
    /// - Throws: What the reader or GDAL say.
    public func view(of area: MultiPolygon<GeoPoint>, in scene: Scene) async throws -> ScenePicture? {
        guard let georeference = try reader.georeference(of: scene) else { return nil }
        let places = try georeference.pixels(area.parts.flatMap(\.outer.corners)).compactMap(\.self)
            .filter { $0.column.isFinite && $0.row.isFinite }
        guard let left = places.map(\.column).min(), let right = places.map(\.column).max(),
            let top = places.map(\.row).min(), let bottom = places.map(\.row).max()
        else { return nil }
        let (wide, tall) = (right - left, bottom - top)
        let margin = max(24, min(wide, tall) / 4, max(wide, tall) / 20)
        let first = (column: max(0, left - margin), row: max(0, top - margin))
        let last = (
            column: min(Double(scene.size.width), right + margin), row: min(Double(scene.size.height), bottom + margin)
        )
        let step = max(1, max(last.column - first.column, last.row - first.row) / Double(longestSide))
        // Less than a pixel of it may lie in the scene, or nothing.
        guard last.column - first.column >= step, last.row - first.row >= step else { return nil }
        let window = RasterWindow(
            column: Int((first.column / step).rounded()), row: Int((first.row / step).rounded()),
            width: Int(((last.column - first.column) / step).rounded()),
            height: Int(((last.row - first.row) / step).rounded()))
        let (bands, rendering) = Self.rendering(of: scene)
        let source = try await reader.source(
            of: scene, for: PixelRequest(bands: bands, columnStep: step, rowStep: step, values: .stretched))
        let block = try await source.read(window)
        guard block.validity.contains(1) else { return nil }
        let (metres, north) = try ground(scene)
        var picture = ScenePicture(
            image: try Self.encoded(block, name: "view-\(scene.id)-\(window.column)-\(window.row)-\(window.width)"),
            toPicture: Geodesy.GridTransform(
                originX: -Double(window.column), columnX: 1 / step, rowX: 0, originY: -Double(window.row), columnY: 0,
                rowY: 1 / step),
            metresPerPixel: metres.map { $0 * step }, north: north, rendering: rendering)
        let edges = [(0, 0), (window.width, 0), (window.width, window.height), (0, window.height)].map {
            PixelPoint(
                column: Double(window.column + $0.0) * step, row: Double(window.row + $0.1) * step)
        }
        picture.corners = try georeference.ground(edges)
        return picture
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
