import CGDAL

/// Turns coordinates of one CRS into those of another (`OGRCoordinateTransformationH`).
///
/// x is east or longitude, y north or latitude, on both sides. May be used by one thread at a
/// time, like ``SpatialReference``; each task makes its own.
public struct CoordinateTransformation: ~Copyable {
    /// A box of longitudes and latitudes in degrees, within which the best of several operations is chosen.
    public struct AreaOfInterest: Sendable, Hashable {
        /// West; may be greater than ``east`` across the antimeridian.
        public var west: Double
        /// South.
        public var south: Double
        /// East.
        public var east: Double
        /// North.
        public var north: Double

        /// A box in degrees.
        public init(west: Double, south: Double, east: Double, north: Double) {
            self.west = west
            self.south = south
            self.east = east
            self.north = north
        }
    }

    private let handle: OGRCoordinateTransformationH

    /// The greatest number that is passed on: GDAL 3.6 brings longitudes into range by adding 360° over
    /// and over, which for 10³⁰ never ends.
    private let limit: Double

    /// Prepares a transformation (`OCTNewCoordinateTransformationEx`). Costs some milliseconds; keep it.
    ///
    /// - Parameters:
    ///   - source: CRS of what goes in.
    ///   - target: CRS of what comes out.
    ///   - area: Where the points lie; chooses among datum shifts. Nil lets PROJ choose for each point.
    ///   - allowsBallpark: Whether a shift of datum may be left out where PROJ knows none, which can
    ///     be wrong by 100 m or more. False makes such points fail.
    /// - Throws: ``GDALError`` if PROJ knows no way, or the area is not on the Earth.
    public init(
        from source: SpatialReference, to target: SpatialReference, area: AreaOfInterest? = nil,
        allowsBallpark: Bool = true
    ) throws(GDALError) {
        let function = "OCTNewCoordinateTransformationEx"
        GDALLibrary.start()
        let options = OCTNewCoordinateTransformationOptions()
        defer { OCTDestroyCoordinateTransformationOptions(options) }
        let made = collectingDiagnostics { () -> OGRCoordinateTransformationH? in
            if let area,
                OCTCoordinateTransformationOptionsSetAreaOfInterest(
                    options, area.west, area.south, area.east, area.north) == 0
            {
                return nil
            }
            OCTCoordinateTransformationOptionsSetBallparkAllowed(options, allowsBallpark ? 1 : 0)
            return OCTNewCoordinateTransformationEx(source.handle, target.handle, options)
        }
        guard let handle = made.result else {
            throw GDALError(
                function: function, diagnostics: made.diagnostics,
                otherwise: "PROJ knows no way from \(source.name ?? "one CRS") to \(target.name ?? "the other")")
        }
        self.handle = handle
        limit = source.isGeographic ? 1e5 : 1e10
    }

    deinit {
        OCTDestroyCoordinateTransformation(handle)
    }

    /// Transforms points in place (`OCTTransformEx`).
    ///
    /// - Parameters:
    ///   - x: East or longitude of each point.
    ///   - y: North or latitude; as many.
    ///   - z: Height in metres; as many, or nil for none.
    /// - Returns: For each point whether it could be transformed. Those that could not are infinite;
    ///   among them whatever is not finite or farther away than 10¹⁰ (10⁵ degrees).
    public func transform(x: inout [Double], y: inout [Double], z: inout [Double]?) -> [Bool] {
        precondition(x.count == y.count && (z.map { $0.count == x.count } ?? true), "one x, y and z for each point")
        for index in x.indices where !(abs(x[index]) <= limit && abs(y[index]) <= limit) {
            (x[index], y[index]) = (.infinity, .infinity)
        }
        var reached = [Int32](repeating: 0, count: x.count)
        // C's int limits a call; nothing that calls us has two thousand million points in memory.
        precondition(x.count <= Int(Int32.max))
        _ = collectingDiagnostics {
            if var heights = z {
                z = nil
                OCTTransformEx(handle, Int32(x.count), &x, &y, &heights, &reached)
                z = heights
            } else {
                OCTTransformEx(handle, Int32(x.count), &x, &y, nil, &reached)
            }
        }
        return x.indices.map { index in
            let success = reached[index] != 0 && x[index].isFinite && y[index].isFinite
            if !success { (x[index], y[index]) = (.infinity, .infinity) }
            return success
        }
    }

    /// Transforms points (`OCTTransformEx`); nil where it is not possible.
    public func transform(_ points: [Coordinate]) -> [Coordinate?] {
        var x = points.map(\.x)
        var y = points.map(\.y)
        var z: [Double]? = points.map(\.z)
        let reached = transform(x: &x, y: &y, z: &z)
        return points.indices.map { index in
            reached[index] ? Coordinate(x: x[index], y: y[index], z: z?[index] ?? 0) : nil
        }
    }

    /// Transforms one point (`OCTTransformEx`); nil if it is not possible.
    public func transform(_ point: Coordinate) -> Coordinate? {
        transform([point])[0]
    }

    /// Transforms every point of a geometry (`OGR_G_Transform`).
    func transform(_ geometry: Geometry) throws(GDALError) -> Geometry {
        let box = geometry.envelope
        let edges = box.map { [$0.minimumX, $0.minimumY, $0.maximumX, $0.maximumY] } ?? []
        guard edges.allSatisfy({ abs($0) <= limit }) else {
            throw GDALError(.invalidArgument, function: "OGR_G_Transform", message: "a point is not on the Earth")
        }
        return try Geometry.made(by: "OGR_G_Transform") { result in
            geometry.withHandle { source in
                result = OGR_G_Clone(source)
                return OGR_G_Transform(result, handle)
            }
        }
    }
}
