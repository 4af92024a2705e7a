import Foundation
public import Geodesy
public import Rasters
public import Sites
import Statistics

/// A scene of a scripted world: what its files will tell of it, and the drawing itself.
public struct ScriptedScene: Sendable {
    /// What was ordered.
    public let order: SceneOrder
    /// Name of its folder and files: "SIM_20250215T014800Z_pneo6".
    public let name: String
    /// Columns and rows.
    public let size: RasterSize
    /// From pixels to the UTM grid as the file tells it, with the placement error.
    public let transform: GridTransform
    /// Metres east and north, along the grid, by which ``transform`` lies off the true place.
    public let placementError: SIMD2<Double>
    /// Number of the grid in the registry of EPSG.
    public let epsg: Int
    /// The middle of the scene on the ground.
    public let centre: GeoPoint
    /// Where the sun stands.
    public let sun: SunPosition
    /// Angle on the ground between the vertical and the line to the sensor, degrees.
    public let incidence: Double
    /// Bands, numbers and noise.
    public let sensor: SensorModel
    /// Share of the scene under cloud, 0…1.
    public var cloudCover: Double { sky.cloudCover }
    /// Share of open ground that is white, 0…1.
    public let snow: Double

    /// What could not be drawn as the script tells it, each with the script's line.
    public let warnings: [(line: Int, text: String)]

    let drawing: SceneDrawing
    let index: DrawingIndex
    let objects: [StandingObject]
    let sky: SkyOverlay
    let snowOverlay: SnowOverlay
    let grid: SiteGrid

    /// Sets up a scene.
    ///
    /// - Parameters:
    ///   - order: What is ordered.
    ///   - world: What stands there.
    public init(_ order: SceneOrder, of world: ScriptedWorld) {
        self.order = order
        grid = world.grid
        let extent =
            order.extent ?? SceneOrder.Extent(around: world.site)
            ?? SceneOrder.Extent(centre: world.grid.ground(.zero), width: 100, height: 100)
        let pixel = order.groundSamplingDistance
        size = RasterSize(
            width: max(1, Int((extent.width / pixel).rounded(.up))),
            height: max(1, Int((extent.height / pixel).rounded(.up))))
        centre = extent.centre
        let middle = grid.frame(extent.centre)
        // Corners lie on whole pixels from the frame's origin, so that scenes of one stack share a grid.
        let corner = SIMD2(
            ((middle.x - Double(size.width) / 2 * pixel) / pixel).rounded() * pixel,
            ((middle.y + Double(size.height) / 2 * pixel) / pixel).rounded() * pixel)
        var random = world.random("placement \(order.time.timeIntervalSince1970)")
        let direction = random.uniform(0...(2 * Double.pi))
        let error = SIMD2(cos(direction), sin(direction)) * order.placementError
        placementError = error
        transform = GridTransform(
            originX: grid.origin.x + corner.x + error.x, columnX: pixel, rowX: 0,
            originY: grid.origin.y + corner.y + error.y, columnY: 0, rowY: -pixel)
        epsg = grid.projection.epsg
        sun = SunPosition(at: extent.centre, time: order.time)
        incidence = LineOfSight.incidence(offNadir: order.offNadir)
        let light = Light(
            sun: SunPosition(azimuth: sun.azimuth - grid.convergence, elevation: sun.elevation), haze: order.haze)
        let view = View(incidence: incidence, azimuth: order.viewAzimuth - grid.convergence)
        var assembly = WorldAssembly(
            world: world, order: order, size: size, corner: corner, light: light, view: view)
        assembly.layGround()
        assembly.putTanks()
        assembly.putWorks()
        assembly.putTrains()
        assembly.putShips()
        assembly.putVehicles()
        drawing = assembly.drawing
        index = DrawingIndex(drawing)
        objects = assembly.objects
        warnings = assembly.warnings
        snow = assembly.snow.ground
        sky = SkyOverlay(assembly)
        snowOverlay = SnowOverlay(assembly)
        sensor = SensorModel(order, seed: world.seed)
        name = "SIM_\(Self.stamp(order.time))_\(order.bands.rawValue)"
    }

    /// The instant as it stands in names of files: "20250215T014800Z".
    private static func stamp(_ time: Date) -> String {
        let text = time.formatted(Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted))
        return text
    }

    // MARK: - Places

    /// The pixel of a place of the frame at a height.
    func pixel(_ place: SIMD2<Double>, height: Double = 0) -> PixelPoint {
        let lean = drawing.view.lean
        let x = place.x + Double(lean.x) * height - Double(drawing.corner.x)
        let y = Double(drawing.corner.y) - place.y - Double(lean.y) * height
        return PixelPoint(column: x / order.groundSamplingDistance, row: y / order.groundSamplingDistance)
    }

    /// The first column with measurements in a row: the nodata wedge runs out from the upper left corner downwards.
    func firstColumn(inRow row: Int) -> Int {
        guard order.noDataWedge > 0 else { return 0 }
        let share = 1 - (Double(row) + 0.5) / Double(size.height)
        return Int((order.noDataWedge * share * Double(size.width)).rounded())
    }
}
