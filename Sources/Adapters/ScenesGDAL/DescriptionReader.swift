import Evidence
import GDAL
import Geodesy
import Rasters
import SceneIngest

/// Turns what GDAL tells of a raster into our nouns.
enum DescriptionReader {
    /// Opens a raster and describes it without reading pixels.
    static func describe(_ location: RasterLocation) throws(IngestError) -> RasterDescription {
        let dataset = try location.open()
        var metadata: [String: [String: String]] = ["": dataset.metadata()]
        for domain in ["IMAGERY", "IMAGE_STRUCTURE", "IMD"] {
            let pairs = dataset.metadata(domain: domain)
            if !pairs.isEmpty { metadata[domain] = pairs }
        }
        let files = dataset.files.map { file in
            // Back to paths as the caller writes them.
            let folder = location.absolutePath.dropLast(location.path.count)
            return !folder.isEmpty && file.hasPrefix(folder) ? String(file.dropFirst(folder.count)) : file
        }
        return RasterDescription(
            driver: dataset.driver, size: RasterSize(width: dataset.width, height: dataset.height),
            transform: dataset.geoTransform.flatMap { GridTransform(geoTransform: $0.coefficients) },
            coordinateSystem: dataset.spatialReference.flatMap { $0.isLocal ? nil : CoordinateSystem($0) },
            hasControlPoints: !dataset.groundControlPoints.isEmpty,
            hasRationalPolynomials: dataset.rationalPolynomials != nil,
            polynomialHeights: dataset.rationalPolynomials.flatMap { heights($0.height) },
            bands: dataset.bandCount == 0 ? [] : dataset.bands.map { RasterBandDescription($0) },
            metadata: metadata, subdatasets: dataset.subdatasets.map(\.name),
            files: RasterLocation.isAddress(location.path) ? [location.path] : files)
    }

    private static func heights(_ height: RationalPolynomials.Normalisation) -> ClosedRange<Double>? {
        let reach = abs(height.scale)
        guard height.offset.isFinite, reach.isFinite else { return nil }
        return height.offset - reach...height.offset + reach
    }
}

extension CoordinateSystem {
    /// A record of GDAL's coordinate system.
    init(_ reference: SpatialReference) {
        let wkt = reference.wkt ?? ""
        self.init(
            name: reference.name ?? "unnamed system", epsg: reference.epsgCode, wkt: wkt,
            isGeographic: reference.isGeographic)
    }
}

extension RasterBandDescription {
    /// A record of GDAL's band.
    init(_ band: BandProperties) {
        self.init(
            dataType: Band.DataType(band.type), bitDepth: band.significantBits, noData: Band.NoData(band),
            scale: band.scale, offset: band.offset, title: band.title, role: Role(band.colorInterpretation),
            metadata: band.metadata)
    }
}

extension RasterBandDescription.Role {
    /// GDAL's colour interpretation, as far as it matters.
    init?(_ interpretation: ColorInterpretation) {
        switch interpretation {
        case .gray: self = .grey
        case .red: self = .red
        case .green: self = .green
        case .blue: self = .blue
        case .alpha: self = .alpha
        case .palette: self = .palette
        default: return nil
        }
    }
}

extension Band.DataType {
    /// GDAL's type; nil for complex and unknown ones.
    init?(_ type: GDAL.DataType) {
        switch type {
        case .uint8: self = .uint8
        case .int8: self = .int8
        case .uint16: self = .uint16
        case .int16: self = .int16
        case .uint32: self = .uint32
        case .int32: self = .int32
        case .uint64: self = .uint64
        case .int64: self = .int64
        case .float32: self = .float32
        case .float64: self = .float64
        default: return nil
        }
    }
}

extension Band.NoData {
    /// A band's nodata value, else its mask; nil where every pixel counts.
    init?(_ band: BandProperties) {
        if let value = band.noData {
            self = value.doubleValue.isNaN ? .notANumber : .value(value.doubleValue)
        } else if !band.mask.contains(.allValid), !band.mask.contains(.noData) {
            self = .mask
        } else {
            return nil
        }
    }
}
