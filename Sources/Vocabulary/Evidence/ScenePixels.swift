public import Geodesy
public import Rasters

/// Gives positions on the ground for positions in a scene, and back.
public protocol Georeference: Sendable {
    /// Positions on the ground of positions on the scene's reference grid; one for each.
    func ground(_ points: [PixelPoint]) throws -> [GeoPoint]
    /// Positions on the scene's reference grid of positions on the ground; nil where there is none.
    func pixels(_ points: [GeoPoint]) throws -> [PixelPoint?]
}

/// Which pixels of a scene are wanted, on which grid and in which unit.
public struct PixelRequest: Hashable, Sendable {
    /// Bands by common name or, where none has that name, by the provider's; in this order.
    public var bands: [String]
    /// Scene pixels of the reference grid for one pixel wanted, along columns.
    public var columnStep: Double
    /// Scene pixels of the reference grid for one pixel wanted, along rows.
    public var rowStep: Double
    /// What numbers are wanted.
    public var values: Values

    /// Makes a request for bands on a grid.
    public init(bands: [String], columnStep: Double = 1, rowStep: Double = 1, values: Values) {
        self.bands = bands
        self.columnStep = columnStep
        self.rowStep = rowStep
        self.values = values
    }

    /// What the numbers of a block mean.
    public enum Values: String, Hashable, Codable, Sendable {
        /// Reflectance 0…1, by each band's scale and offset.
        case reflectance
        /// Numbers brought to 0…1 by each band's display stretch; those beyond it are clipped.
        case stretched
        /// Numbers as they are stored.
        case stored
    }
}

/// Opens scenes for reading. The adapter that knows files and formats implements it.
public protocol SceneReading: Sendable {
    /// Opens the bands wanted as one source on one grid.
    func source(of scene: Scene, for request: PixelRequest) async throws -> any RasterSource
    /// How a scene's pixels lie on the ground; nil where that is not known.
    func georeference(of scene: Scene) throws -> (any Georeference)?
}
