import Evidence
import Foundation

/// Reads the metadata of a Sentinel-2 SAFE product, level 1C or 2A.
///
/// Source: ESA, Sentinel-2 Products Specification Document, issue 14.9/15 (S2-PDGS-TAS-DI-PSD).
enum SentinelProduct {
    /// Facts of a product from its own metadata and that of its one tile.
    ///
    /// - Parameters:
    ///   - product: Root of `MTD_MSIL1C.xml` or `MTD_MSIL2A.xml`.
    ///   - tile: Root of `MTD_TL.xml`.
    ///   - path: Path of the product's metadata, for messages.
    /// - Returns: Facts without rasters.
    /// - Throws: ``IngestError/brokenMetadata(file:reason:)``.
    static func facts(of product: MarkupElement, tile: MarkupElement, path: String) throws(IngestError) -> ProductFacts
    {
        guard let level = product.value("PROCESSING_LEVEL"), level.hasPrefix("Level-") else {
            throw .brokenMetadata(file: path, reason: "it does not tell its processing level")
        }
        let title = product.value("PRODUCT_URI").map { PathText.stem($0) } ?? PathText.name(PathText.folder(path))
        var facts = ProductFacts(title: title)
        facts.constellation = "sentinel-2"
        facts.platform = product.value("SPACECRAFT_NAME")?.lowercased()
        facts.instruments = ["msi"]
        facts.processingLevel = "L" + level.dropFirst("Level-".count)
        facts.credit = "contains modified Copernicus Sentinel data"
        facts.cloudCover = (tile.number("CLOUDY_PIXEL_PERCENTAGE") ?? product.number("Cloud_Coverage_Assessment"))
            .map { $0 / 100 }

        let begin = product.value("PRODUCT_START_TIME").flatMap { AcquisitionTime(iso8601: $0) }
        if let sensing = tile.value("SENSING_TIME").flatMap({ AcquisitionTime(iso8601: $0) }) {
            facts.time = sensing
            if let begin, begin != sensing {
                facts.notes.append("The time is that of the tile; the satellite's pass began at \(begin.iso8601).")
            }
        } else {
            facts.time = begin
        }

        if let sun = tile.all("Mean_Sun_Angle").first {
            facts.geometry.sunElevation = sun.number("ZENITH_ANGLE").map { 90 - $0 }
            facts.geometry.sunAzimuth = sun.number("AZIMUTH_ANGLE")
        }
        let views = tile.all("Mean_Viewing_Incidence_Angle")
        let zeniths = views.compactMap { $0.number("ZENITH_ANGLE") }
        if !zeniths.isEmpty { facts.geometry.incidence = zeniths.reduce(0, +) / Double(zeniths.count) }
        facts.geometry.viewAzimuth = meanDirection(views.compactMap { $0.number("AZIMUTH_ANGLE") })
        return facts
    }

    /// Bands of a product, named `B01` … `B12`, each with its index 1 and what the metadata tells.
    static func bands(of product: MarkupElement) throws(IngestError) -> [BandPlan] {
        let isSurface = product.value("PROCESSING_LEVEL") == "Level-2A"
        let quantity = isSurface ? "BOA_QUANTIFICATION_VALUE" : "QUANTIFICATION_VALUE"
        let scale = product.number(quantity)
        var offsets: [String: Double] = [:]
        for entry in product.all(isSurface ? "BOA_ADD_OFFSET" : "RADIO_ADD_OFFSET") {
            if let band = entry.attributes["band_id"], let value = Double(entry.text) { offsets[band] = value }
        }
        let noData = product.all("Special_Values").first { $0.value("SPECIAL_VALUE_TEXT") == "NODATA" }?
            .number("SPECIAL_VALUE_INDEX")
        var spectral: [String: MarkupElement] = [:]
        for entry in product.all("Spectral_Information") {
            if let physical = entry.attributes["physicalBand"] { spectral[padded(physical)] = entry }
        }
        return BandTable.sentinel2.enumerated().map { position, known in
            var band = BandPlan(name: known.name, index: 1, known: known)
            let entry = spectral[known.name]
            if let entry, let centre = entry.number("CENTRAL"), let low = entry.number("MIN"),
                let high = entry.number("MAX"), high > low
            {
                band.centre = centre / 1000
                band.width = (high - low) / 1000
            }
            let identifier = entry?.attributes["bandId"] ?? String(position)
            if let scale, scale > 0 {
                band.scale = 1 / scale
                band.offset = (offsets[identifier] ?? 0) / scale
                band.unit = .reflectance
            }
            band.noData = noData.map { .value($0) }
            return band
        }
    }

    /// The file of a band among those of a tile, with names such as
    /// `T33XWJ_20220413T150759_B02_10m.jp2`: in the size the sensor took it, else the nearest.
    static func image(of band: KnownBand, among names: [String]) -> String? {
        var best: (name: String, distance: Double)?
        for name in names {
            let parts = PathText.stem(name).split(separator: "_")
            guard parts.contains(Substring(band.name)) else { continue }
            var distance = 0.0
            if let last = parts.last, last.hasSuffix("m"), let spacing = Double(last.dropLast()) {
                distance = abs(spacing - (band.spacing ?? spacing))
            }
            if best.map({ distance < $0.distance }) ?? true { best = (name, distance) }
        }
        return best?.name
    }

    /// "B1" as "B01".
    private static func padded(_ name: String) -> String {
        name.count == 2 && name.hasPrefix("B") ? "B0" + name.dropFirst() : name
    }

    /// Mean of directions in degrees clockwise from north, by their unit vectors.
    private static func meanDirection(_ angles: [Double]) -> Double? {
        guard !angles.isEmpty else { return nil }
        let x = angles.reduce(0) { $0 + cos($1 * .pi / 180) }
        let y = angles.reduce(0) { $0 + sin($1 * .pi / 180) }
        guard x != 0 || y != 0 else { return nil }
        let degrees = atan2(y, x) * 180 / .pi
        return degrees < 0 ? degrees + 360 : degrees
    }
}
