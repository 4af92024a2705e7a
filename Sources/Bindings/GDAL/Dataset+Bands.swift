import CGDAL

extension Dataset {
    /// What is known of a band, from 1 (`GDALGetRasterBand`).
    ///
    /// A value and not a handle: a band cannot outlive its dataset.
    ///
    /// - Throws: ``GDALError/Code/notFound`` if there is no such band.
    public func band(_ number: Int) throws(GDALError) -> BandProperties {
        let band = try bandHandle(number)
        return storage.ask { _ in properties(of: band, number: number) }
    }

    /// Every band in order.
    public var bands: [BandProperties] {
        storage.ask { dataset in
            (1...max(1, bandCount)).compactMap { number in
                GDALGetRasterBand(dataset, Int32(number)).map { properties(of: $0, number: number) }
            }
        }
    }

    /// The handle of a band, which must not leave the calling function.
    func bandHandle(_ number: Int) throws(GDALError) -> GDALRasterBandH {
        let function = "GDALGetRasterBand"
        let count = bandCount
        guard number >= 1, number <= count, let band = storage.ask({ GDALGetRasterBand($0, Int32(number)) }) else {
            throw GDALError(
                .notFound, function: function, message: "there is no band \(number), the dataset has \(count)")
        }
        return band
    }
}

private func properties(of band: GDALRasterBandH, number: Int) -> BandProperties {
    let type = DataType(GDALGetRasterDataType(band))
    var found: Int32 = 0
    let scale = GDALGetRasterScale(band, &found)
    let hasScale = found != 0
    let offset = GDALGetRasterOffset(band, &found)
    let hasOffset = found != 0
    var blockWidth: Int32 = 0
    var blockHeight: Int32 = 0
    GDALGetBlockSize(band, &blockWidth, &blockHeight)
    let overviews = (0..<max(0, GDALGetOverviewCount(band))).compactMap { index in
        GDALGetOverview(band, index).map {
            PixelSize(width: Int(GDALGetRasterBandXSize($0)), height: Int(GDALGetRasterBandYSize($0)))
        }
    }
    return BandProperties(
        number: number,
        type: type,
        significantBits: GDALGetMetadataItem(band, "NBITS", "IMAGE_STRUCTURE").flatMap { Int(String(cString: $0)) },
        noData: noDataValue(of: band, type: type),
        scale: hasScale ? scale : nil,
        offset: hasOffset ? offset : nil,
        unit: nonEmptyString(GDALGetRasterUnitType(band)),
        colorInterpretation: ColorInterpretation(
            rawValue: Int(GDALGetRasterColorInterpretation(band).rawValue)) ?? .undefined,
        title: nonEmptyString(GDALGetDescription(band)),
        categories: strings(GDALGetRasterCategoryNames(band)),
        blockSize: PixelSize(width: Int(blockWidth), height: Int(blockHeight)),
        overviews: overviews,
        mask: MaskFlags(rawValue: Int(GDALGetMaskFlags(band))),
        metadata: keyValues(strings(GDALGetMetadata(band, nil))))
}

private func noDataValue(of band: GDALRasterBandH, type: DataType) -> NoDataValue? {
    var found: Int32 = 0
    let value: NoDataValue
    switch type {
    case .int64: value = .signed(GDALGetRasterNoDataValueAsInt64(band, &found))
    case .uint64: value = .unsigned(GDALGetRasterNoDataValueAsUInt64(band, &found))
    default: value = .real(GDALGetRasterNoDataValue(band, &found))
    }
    return found != 0 ? value : nil
}
