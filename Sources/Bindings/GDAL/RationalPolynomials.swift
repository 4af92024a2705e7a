import CGDAL

/// A rational polynomial camera (`GDALRPCInfoV2`): from longitude, latitude and height to pixels.
///
/// Source: the RPC00B extension of NITF, and GDAL RFC 22 for its form in metadata.
public struct RationalPolynomials: Sendable, Hashable {
    /// Offset and scale which bring a quantity to −1…1.
    public struct Normalisation: Sendable, Hashable {
        /// Subtracted first.
        public var offset: Double
        /// Divided by then.
        public var scale: Double

        /// From both.
        public init(offset: Double, scale: Double) {
            self.offset = offset
            self.scale = scale
        }
    }

    /// Row in pixels; 0 is the **centre** of the first row.
    public var line: Normalisation
    /// Column in pixels; 0 is the **centre** of the first column.
    public var sample: Normalisation
    /// Latitude in degrees, WGS 84.
    public var latitude: Normalisation
    /// Longitude in degrees, WGS 84.
    public var longitude: Normalisation
    /// Height in metres above the WGS 84 ellipsoid.
    public var height: Normalisation
    /// 20 coefficients of the row's numerator.
    public var lineNumerator: [Double]
    /// 20 coefficients of the row's denominator.
    public var lineDenominator: [Double]
    /// 20 coefficients of the column's numerator.
    public var sampleNumerator: [Double]
    /// 20 coefficients of the column's denominator.
    public var sampleDenominator: [Double]
    /// Bias and random error in metres, 68 or 90 %, if told (`ERR_BIAS`, `ERR_RAND`).
    public var errorBias: Double?
    /// Random error in metres, if told.
    public var errorRandom: Double?

    /// From the pairs of the metadata domain `RPC` (`GDALExtractRPCInfo`); nil if something is missing.
    public init?(metadata: [String: String]) {
        GDALLibrary.start()
        var info = GDALRPCInfoV2()
        let (found, _) = collectingDiagnostics {
            withStringList(keyValueStrings(metadata)) { GDALExtractRPCInfoV2($0, &info) }
        }
        guard found != 0 else { return nil }
        line = Normalisation(offset: info.dfLINE_OFF, scale: info.dfLINE_SCALE)
        sample = Normalisation(offset: info.dfSAMP_OFF, scale: info.dfSAMP_SCALE)
        latitude = Normalisation(offset: info.dfLAT_OFF, scale: info.dfLAT_SCALE)
        longitude = Normalisation(offset: info.dfLONG_OFF, scale: info.dfLONG_SCALE)
        height = Normalisation(offset: info.dfHEIGHT_OFF, scale: info.dfHEIGHT_SCALE)
        lineNumerator = numbers(info.adfLINE_NUM_COEFF)
        lineDenominator = numbers(info.adfLINE_DEN_COEFF)
        sampleNumerator = numbers(info.adfSAMP_NUM_COEFF)
        sampleDenominator = numbers(info.adfSAMP_DEN_COEFF)
        errorBias = metadata["ERR_BIAS"].flatMap { Double($0) }
        errorRandom = metadata["ERR_RAND"].flatMap { Double($0) }
    }
}

/// C's `double[20]`, which Swift sees as a tuple, as an array.
private func numbers<Tuple>(_ tuple: Tuple) -> [Double] {
    withUnsafeBytes(of: tuple) { Array($0.bindMemory(to: Double.self)) }
}
