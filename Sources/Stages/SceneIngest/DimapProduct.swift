import Evidence
import Foundation

/// Reads DIMAP v2 metadata: Pléiades, Pléiades Neo and SPOT 6/7.
///
/// Source: Airbus, Pléiades Imagery User Guide, annex "DIMAP V2 format"; element names as in products.
enum DimapProduct {
    /// Components of a volume (`VOL_….XML`) that are images, relative to it.
    static func components(of volume: MarkupElement) -> [String] {
        volume.all("Component").compactMap { component in
            guard component.child("COMPONENT_TYPE")?.text == "DIMAP" else { return nil }
            return component.child("COMPONENT_PATH")?.attributes["href"]
        }
    }

    /// Facts of one component (`DIM_….XML`).
    static func facts(of document: MarkupElement, path: String) throws(IngestError) -> ProductFacts {
        let name = PathText.name(path)
        guard document.name == "Dimap_Document", let raster = document.child("Raster_Data") else {
            throw .brokenMetadata(file: path, reason: "it is no DIMAP of an image")
        }
        var facts = ProductFacts(title: document.value("DATASET_NAME") ?? PathText.stem(name))
        let mission = Mission(document)
        facts.constellation = mission.constellation
        facts.platform = mission.platform
        facts.instruments = mission.instruments
        facts.processingLevel = document.value("PROCESSING_LEVEL")
        facts.credit = document.value("COPYRIGHT")
        facts.isSimulated = document.value("SIMULATED") == "true"
        facts.cloudCover = document.number("CLOUD_COVERAGE").map { $0 / 100 }

        let centre = centreValues(of: document)
        facts.geometry.sunAzimuth = centre?.number("SUN_AZIMUTH")
        facts.geometry.sunElevation = centre?.number("SUN_ELEVATION")
        facts.geometry.offNadir = centre?.number("VIEWING_ANGLE").map(abs)
        facts.geometry.incidence = centre?.number("INCIDENCE_ANGLE").map(abs)
        (facts.time, facts.notes) = time(of: document, centre: centre)

        var plan = RasterPlan(path: path)
        plan.isSensorGeometry = document.value("RASTER_GEOMETRY") == "SENSOR"
        if let along = centre?.number("GSD_ALONG_TRACK"), let across = centre?.number("GSD_ACROSS_TRACK") {
            plan.groundSamplingDistance = (along * across).squareRoot()
        }
        let folder = PathText.folder(path)
        for file in raster.all("DATA_FILE_PATH") {
            guard let reference = file.attributes["href"], let part = PathText.inside(folder, reference) else {
                throw .brokenMetadata(file: path, reason: "it names an image outside of its folder")
            }
            plan.parts.append(part)
        }
        var bands = bands(of: document, raster: raster, known: mission.bands)
        if let light = TopOfAtmosphere(sunElevation: facts.geometry.sunElevation, time: facts.time) {
            for index in bands.indices {
                light.convert(&bands[index], irradiance: irradiance(of: bands[index].name, in: document))
            }
            if document.value("RADIOMETRIC_PROCESSING") != "REFLECTANCE",
                bands.contains(where: { $0.unit == .reflectance })
            {
                facts.notes.append(TopOfAtmosphere.note)
            }
        }
        plan.bands = bands
        facts.rasters = [plan]
        return facts
    }

    // MARK: - Parts of the document

    /// Values at the middle of the scene.
    private static func centreValues(of document: MarkupElement) -> MarkupElement? {
        document.all("Located_Geometric_Values").first {
            $0.child("LOCATION_TYPE")?.text.lowercased() == "center"
        }
    }

    /// The instant of the middle line, or that of the strip.
    ///
    /// Where the two are more than an hour apart one of them is wrong; then the strip's is taken, as
    /// GDAL does, and a note says so.
    private static func time(
        of document: MarkupElement, centre: MarkupElement?
    ) -> (AcquisitionTime?, [String]) {
        var strip: AcquisitionTime?
        if let source = document.all("Strip_Source").first, let day = source.value("IMAGING_DATE") {
            let clock = source.value("IMAGING_TIME").map { $0.hasSuffix("Z") ? $0 : $0 + "Z" }
            strip = AcquisitionTime(iso8601: clock.map { "\(day)T\($0)" } ?? day)
        }
        guard let middle = centre?.value("TIME").flatMap({ AcquisitionTime(iso8601: $0) }) else { return (strip, []) }
        guard let strip else { return (middle, []) }
        if abs(middle.middle.timeIntervalSince(strip.middle)) > 3600, strip.isInstant {
            return (
                strip,
                [
                    "The product gives two times, \(strip.iso8601) for its strip and \(middle.iso8601) for its "
                        + "middle; the first is used."
                ]
            )
        }
        return (middle, [])
    }

    /// Bands in the order of the raster.
    private static func bands(of document: MarkupElement, raster: MarkupElement, known: [KnownBand]) -> [BandPlan] {
        let names = bandNames(of: document, raster: raster)
        let range = document.all("Dynamic_Range").first?.number("PRODUCT_RANGE")
        let bits = range ?? raster.number("NBITS")
        let noData = raster.all("Special_Value").first { $0.value("SPECIAL_VALUE_TEXT") == "NODATA" }?
            .number("SPECIAL_VALUE_COUNT")
        return names.enumerated().map { position, name in
            let alias = name == "PAN" ? "P" : name
            var band = BandPlan(name: name, index: position + 1, known: known.first { $0.name == alias })
            band.bitDepth = bits.flatMap { Int(exactly: $0) }
            band.noData = noData.map { .value($0) }
            if let (low, high) = spectralRange(of: name, in: document) {
                band.centre = ((low + high) / 2 * 10_000).rounded() / 10_000
                band.width = ((high - low) * 10_000).rounded() / 10_000
            }
            if let (scale, offset, unit) = calibration(of: name, in: document) {
                band.scale = scale
                band.offset = offset
                band.unit = unit
            }
            return band
        }
    }

    /// Names of the bands in the order of the raster: from the list of indices, else from the order of
    /// display, else from the calibration; the first that has as many as the raster has bands.
    private static func bandNames(of document: MarkupElement, raster: MarkupElement) -> [String] {
        func unique(_ names: [String]) -> [String] {
            names.enumerated().filter { names.firstIndex(of: $0.element) == $0.offset }.map(\.element)
        }
        let order = raster.all("Band_Display_Order").first
        let candidates = [
            raster.all("Raster_Index").compactMap { $0.value("BAND_ID") },
            ["RED_CHANNEL", "GREEN_CHANNEL", "BLUE_CHANNEL", "ALPHA_CHANNEL"].compactMap { order?.value($0) },
            document.all("Band_Spectral_Range").compactMap { $0.value("BAND_ID") },
        ].map(unique).filter { !$0.isEmpty }
        let count = raster.number("NBANDS").flatMap { Int(exactly: $0) }
        return candidates.first { $0.count == count } ?? candidates.first ?? []
    }

    /// Edges of a band in micrometres; products give them in nanometres or micrometres, sometimes both.
    private static func spectralRange(of band: String, in document: MarkupElement) -> (Double, Double)? {
        guard let entry = document.all("Band_Spectral_Range").first(where: { $0.value("BAND_ID") == band }),
            let low = entry.number("MIN"), let high = entry.number("MAX"), low > 0, high > low
        else { return nil }
        let isNano = entry.value("MEASURE_UNIT")?.lowercased().hasPrefix("nano") ?? false
        return isNano ? (low / 1000, high / 1000) : (low, high)
    }

    /// From stored number to reflectance or radiance: both are "number / GAIN + BIAS" in DIMAP v2.
    private static func calibration(
        of band: String, in document: MarkupElement
    ) -> (scale: Double, offset: Double, unit: Band.Unit)? {
        let isReflectance = document.value("RADIOMETRIC_PROCESSING") == "REFLECTANCE"
        let element = isReflectance ? "Band_Reflectance" : "Band_Radiance"
        guard let entry = document.all(element).first(where: { $0.value("BAND_ID") == band }),
            let gain = entry.number("GAIN"), let bias = entry.number("BIAS"), gain > 0
        else { return nil }
        return (1 / gain, bias, isReflectance ? .reflectance : .radiance)
    }

    /// Watts per square metre and micrometre from the sun in a band, at one astronomical unit.
    private static func irradiance(of band: String, in document: MarkupElement) -> Double? {
        document.all("Band_Solar_Irradiance").first { $0.value("BAND_ID") == band }?.number("VALUE")
    }

    /// Which satellite a product is of.
    private struct Mission {
        var constellation: String?
        var platform: String?
        var instruments: [String] = []
        var bands: [KnownBand] = []

        init(_ document: MarkupElement) {
            let strip = document.all("Strip_Source").first
            let profile = document.value("METADATA_PROFILE") ?? ""
            let mission = strip?.value("MISSION") ?? profile.split(separator: "_").first.map(String.init) ?? ""
            let index = strip?.value("MISSION_INDEX")?.lowercased()
            switch mission.uppercased() {
            case "PHR":
                constellation = "pleiades"
                platform = index.map { "pleiades-\($0)" }
                instruments = ["hiri"]
                bands = BandTable.pleiades
            case "PNEO":
                constellation = "pleiades-neo"
                platform = index.map { "pleiades-neo-\($0)" }
                bands = BandTable.pleiadesNeo
            case "SPOT", "S6", "S7":
                constellation = "spot"
                let number = index ?? (mission.uppercased() == "SPOT" ? nil : String(mission.dropFirst()))
                platform = number.map { "spot-\($0)" }
                instruments = ["naomi"]
                bands = BandTable.spot
            case "SIMULATED":
                platform = "simulated"
                bands = BandTable.pleiadesNeo
            default:
                break
            }
        }
    }
}
