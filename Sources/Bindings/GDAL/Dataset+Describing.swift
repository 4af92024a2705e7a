import CGDAL

/// Statistics of one band.
public struct BandStatistics: Sendable, Hashable {
    /// Least valid pixel.
    public var minimum: Double
    /// Greatest valid pixel.
    public var maximum: Double
    /// Mean of the valid pixels.
    public var mean: Double
    /// Standard deviation of the valid pixels, of the population.
    public var standardDeviation: Double

    /// Four numbers.
    public init(minimum: Double, maximum: Double, mean: Double, standardDeviation: Double) {
        self.minimum = minimum
        self.maximum = maximum
        self.mean = mean
        self.standardDeviation = standardDeviation
    }
}

extension Dataset {
    /// Replaces the pairs of a metadata domain (`GDALSetMetadata`).
    public func setMetadata(_ pairs: [String: String], domain: String? = nil) throws(GDALError) {
        try storage.call("GDALSetMetadata") { dataset in
            withStringList(keyValueStrings(pairs)) { GDALSetMetadata(dataset, $0, domain) }
        }
    }

    /// Sets one metadata item of the dataset, or removes it (`GDALSetMetadataItem`).
    public func setMetadataItem(_ key: String, to value: String?, domain: String? = nil) throws(GDALError) {
        try storage.call("GDALSetMetadataItem") { GDALSetMetadataItem($0, key, value, domain) }
    }

    /// Sets one metadata item of a band, or removes it (`GDALSetMetadataItem`).
    public func setMetadataItem(
        _ key: String, to value: String?, band number: Int, domain: String? = nil
    ) throws(GDALError) {
        let band = try bandHandle(number)
        try storage.call("GDALSetMetadataItem") { _ in GDALSetMetadataItem(band, key, value, domain) }
    }

    /// Sets the value that stands for "no pixel here" (`GDALSetRasterNoDataValue`), or removes it.
    ///
    /// GeoTIFF has one such value for all bands of a file.
    public func setNoData(_ value: NoDataValue?, band number: Int) throws(GDALError) {
        let band = try bandHandle(number)
        try storage.call("GDALSetRasterNoDataValue") { _ in
            switch value {
            case .real(let value): GDALSetRasterNoDataValue(band, value)
            case .signed(let value): GDALSetRasterNoDataValueAsInt64(band, value)
            case .unsigned(let value): GDALSetRasterNoDataValueAsUInt64(band, value)
            case nil: GDALDeleteRasterNoDataValue(band)
            }
        }
    }

    /// Names a band (`GDALSetDescription`).
    public func setTitle(_ title: String, band number: Int) throws(GDALError) {
        let band = try bandHandle(number)
        storage.ask { _ in GDALSetDescription(band, title) }
    }

    /// Says what a band is for in a picture (`GDALSetRasterColorInterpretation`).
    public func setColorInterpretation(_ value: ColorInterpretation, band number: Int) throws(GDALError) {
        let band = try bandHandle(number)
        try storage.call("GDALSetRasterColorInterpretation") { _ in
            GDALSetRasterColorInterpretation(band, GDALColorInterp(rawValue: UInt32(value.rawValue)))
        }
    }

    /// Says how a stored number becomes a value (`GDALSetRasterScale`, `GDALSetRasterOffset`).
    public func setScale(_ scale: Double, offset: Double, band number: Int) throws(GDALError) {
        let band = try bandHandle(number)
        try storage.call("GDALSetRasterScale") { _ in GDALSetRasterScale(band, scale) }
        try storage.call("GDALSetRasterOffset") { _ in GDALSetRasterOffset(band, offset) }
    }

    /// Computes the statistics of a band (`GDALComputeRasterStatistics`).
    ///
    /// GDAL stores them in the file, or in a file `.aux.xml` beside one that was opened for reading.
    ///
    /// - Parameters:
    ///   - number: Band from 1.
    ///   - approximate: Whether overviews or some of the blocks suffice.
    /// - Returns: Statistics of the valid pixels.
    /// - Throws: ``GDALError`` if no pixel is valid.
    public func computeStatistics(band number: Int, approximate: Bool = false) throws(GDALError) -> BandStatistics {
        let band = try bandHandle(number)
        var result = BandStatistics(minimum: 0, maximum: 0, mean: 0, standardDeviation: 0)
        try storage.call("GDALComputeRasterStatistics") { _ in
            GDALComputeRasterStatistics(
                band, approximate ? 1 : 0, &result.minimum, &result.maximum, &result.mean, &result.standardDeviation,
                nil, nil)
        }
        return result
    }

    /// Stores statistics that are known already (`GDALSetRasterStatistics`).
    public func setStatistics(_ statistics: BandStatistics, band number: Int) throws(GDALError) {
        let band = try bandHandle(number)
        try storage.call("GDALSetRasterStatistics") { _ in
            GDALSetRasterStatistics(
                band, statistics.minimum, statistics.maximum, statistics.mean, statistics.standardDeviation)
        }
    }

    /// Stores smaller versions of the raster, each a whole factor smaller (`GDALBuildOverviews`).
    ///
    /// In the file itself if it was opened for changing, else in a file `.ovr` beside it.
    public func buildOverviews(_ factors: [Int], resampling: Resampling = .average) throws(GDALError) {
        var list: [Int32] = []
        for factor in factors { list.append(try cInt(factor, "overview factor", for: "GDALBuildOverviews")) }
        let name = resampling == .nearest ? "NEAREST" : resampling.rawValue.uppercased()
        try storage.call("GDALBuildOverviews") { dataset in
            GDALBuildOverviews(dataset, name, Int32(list.count), &list, 0, nil, nil, nil)
        }
    }
}
