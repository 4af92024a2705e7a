import CGDAL

extension Geometry {
    /// Area in square units of the CRS, on a plane (`OGR_G_Area`); 0 for points and lines.
    public var area: Double { measured { OGR_G_Area($0) } }

    /// Length of lines, or of the outer ring, in units of the CRS, on a plane (`OGR_G_Length`).
    public var length: Double { measured { OGR_G_Length($0) } }

    private func measured(_ measure: (OGRGeometryH) -> Double) -> Double {
        withHandle { handle in collectingDiagnostics { measure(handle) }.result }
    }

    /// Why it is not valid, such as "Self-intersection at or near point 1 1"; nil if it is valid (`OGR_G_IsValid`).
    public var invalidityReason: String? {
        let (valid, diagnostics) = withHandle { handle in collectingDiagnostics { OGR_G_IsValid(handle) != 0 } }
        return valid ? nil : diagnostics.last?.message ?? "not valid"
    }

    /// What both cover (`OGR_G_Intersection`); an empty geometry if that is nothing.
    ///
    /// Like the other operations of two geometries it fails if one of them is not valid.
    public func intersection(_ other: Geometry) throws(GDALError) -> Geometry {
        try combined(with: other, "OGR_G_Intersection", OGR_G_Intersection)
    }

    /// What one or the other covers (`OGR_G_Union`).
    public func union(_ other: Geometry) throws(GDALError) -> Geometry {
        try combined(with: other, "OGR_G_Union", OGR_G_Union)
    }

    /// What this covers and the other does not (`OGR_G_Difference`).
    public func difference(_ other: Geometry) throws(GDALError) -> Geometry {
        try combined(with: other, "OGR_G_Difference", OGR_G_Difference)
    }

    /// A valid geometry of nearly the same shape (`OGR_G_MakeValid`).
    public func madeValid() throws(GDALError) -> Geometry {
        try changed("OGR_G_MakeValid") { OGR_G_MakeValid($0) }
    }

    /// Every place within `distance` units of the CRS (`OGR_G_Buffer`); a negative distance shrinks.
    ///
    /// Corners are rounded by 8 segments per quarter of a circle.
    public func buffered(by distance: Double) throws(GDALError) -> Geometry {
        try changed("OGR_G_Buffer") { OGR_G_Buffer($0, distance, 8) }
    }

    /// Fewer points, at most `tolerance` units off, rings kept apart (`OGR_G_SimplifyPreserveTopology`).
    public func simplified(by tolerance: Double) throws(GDALError) -> Geometry {
        try changed("OGR_G_SimplifyPreserveTopology") { OGR_G_SimplifyPreserveTopology($0, tolerance) }
    }

    /// The smallest convex shape around it (`OGR_G_ConvexHull`).
    public func convexHull() throws(GDALError) -> Geometry {
        try changed("OGR_G_ConvexHull") { OGR_G_ConvexHull($0) }
    }

    /// The centre of mass, which may lie outside (`OGR_G_Centroid`); nil if it is empty.
    public var centroid: Coordinate? {
        withHandle { handle in
            guard OGR_G_IsEmpty(handle) == 0, let point = OGR_G_CreateGeometry(wkbPoint) else { return nil }
            defer { OGR_G_DestroyGeometry(point) }
            guard collectingDiagnostics({ OGR_G_Centroid(handle, point) }).result == OGRERR_NONE else { return nil }
            return Coordinate(x: OGR_G_GetX(point, 0), y: OGR_G_GetY(point, 0))
        }
    }

    /// Whether both share a place (`OGR_G_Intersects`).
    public func intersects(_ other: Geometry) -> Bool {
        compared(with: other) { OGR_G_Intersects($0, $1) }
    }

    /// Whether the other lies inside of this, borders included but not alone (`OGR_G_Contains`).
    public func contains(_ other: Geometry) -> Bool {
        compared(with: other) { OGR_G_Contains($0, $1) }
    }

    /// Units of the CRS between the nearest places of both, on a plane (`OGR_G_Distance`); 0 where they touch.
    public func distance(to other: Geometry) -> Double {
        measured { handle in other.withHandle { OGR_G_Distance(handle, $0) } }
    }

    private func compared(with other: Geometry, _ compare: (OGRGeometryH, OGRGeometryH) -> Int32) -> Bool {
        withHandle { handle in
            other.withHandle { other in collectingDiagnostics { compare(handle, other) != 0 }.result }
        }
    }

    private func changed(
        _ function: String, _ change: (OGRGeometryH) -> OGRGeometryH?
    ) throws(GDALError) -> Geometry {
        try Geometry.made(by: function) { result in
            result = withHandle(change)
            return result == nil ? OGRERR_FAILURE : OGRERR_NONE
        }
    }

    private func combined(
        with other: Geometry, _ function: String, _ combine: (OGRGeometryH, OGRGeometryH) -> OGRGeometryH?
    ) throws(GDALError) -> Geometry {
        try changed(function) { handle in other.withHandle { combine(handle, $0) } }
    }

    /// The same shape in another CRS.
    ///
    /// Every point is transformed, none is added: long edges stay straight in the new CRS.
    ///
    /// - Throws: ``GDALError`` if one of its points cannot be transformed.
    public func transformed(by transformation: borrowing CoordinateTransformation) throws(GDALError) -> Geometry {
        try transformation.transform(self)
    }
}
