import CGDAL

extension Dataset {
    /// The affine map from pixels to the CRS (`GDALGetGeoTransform`); nil if there is none.
    ///
    /// Some drivers give the identity for "none", so the identity too is said as nil. An image
    /// placed by ``groundControlPoints`` or ``rationalPolynomials`` only has none.
    public var geoTransform: GeoTransform? {
        var values = [Double](repeating: 0, count: 6)
        let found = storage.ask { GDALGetGeoTransform($0, &values) == CE_None }
        guard found, let transform = GeoTransform(coefficients: values), transform != .identity else { return nil }
        return transform
    }

    /// The CRS (`GDALGetSpatialRef`); nil if unknown.
    ///
    /// For images placed by ground control points only, see ``groundControlPointReference``.
    public var spatialReference: SpatialReference? {
        storage.ask { dataset in
            GDALGetSpatialRef(dataset).map { SpatialReference(cloning: $0) }
        }
    }
}

extension Dataset {
    /// Pixels whose place is known (`GDALGetGCPs`); empty for most images.
    public var groundControlPoints: [GroundControlPoint] {
        storage.ask { dataset in
            guard let points = GDALGetGCPs(dataset) else { return [] }
            return UnsafeBufferPointer(start: points, count: Int(GDALGetGCPCount(dataset))).map { point in
                GroundControlPoint(
                    id: nonEmptyString(point.pszId) ?? "", info: nonEmptyString(point.pszInfo) ?? "",
                    column: point.dfGCPPixel, row: point.dfGCPLine,
                    coordinate: Coordinate(x: point.dfGCPX, y: point.dfGCPY, z: point.dfGCPZ))
            }
        }
    }

    /// The CRS of ``groundControlPoints`` (`GDALGetGCPSpatialRef`); nil if unknown.
    public var groundControlPointReference: SpatialReference? {
        storage.ask { dataset in
            GDALGetGCPSpatialRef(dataset).map { SpatialReference(cloning: $0) }
        }
    }

    /// The rational polynomial camera (metadata domain `RPC`); nil if there is none or it is incomplete.
    public var rationalPolynomials: RationalPolynomials? {
        let pairs = metadata(domain: "RPC")
        return pairs.isEmpty ? nil : RationalPolynomials(metadata: pairs)
    }
}
