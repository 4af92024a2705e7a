import Evidence
import Foundation

/// Reads the `…_MTL.txt` of Landsat 4 to 9, collections 1 and 2, levels 1 and 2.
///
/// Source: USGS, Landsat 8-9 OLI/TIRS Collection 2 Level 1 Data Format Control Book (LSDS-1822), section 4, and Level 2
/// Data Format Control Book (LSDS-1328); Landsat 8 Data Users Handbook (LSDS-1574), section 5.2 for the equations.
enum LandsatProduct {
    /// A band of a product: its plan and the name of its file.
    struct BandFile {
        var plan: BandPlan
        var file: String
    }

    /// Facts of a product; `rasters` is left empty for the caller.
    static func facts(of document: MarkupElement, path: String) throws(IngestError) -> ProductFacts {
        guard let spacecraft = document.value("SPACECRAFT_ID"), spacecraft.hasPrefix("LANDSAT_") else {
            throw .brokenMetadata(file: path, reason: "it names no Landsat as its SPACECRAFT_ID")
        }
        let stem = PathText.stem(path)
        var facts = ProductFacts(
            title: document.value("LANDSAT_PRODUCT_ID")
                ?? (stem.uppercased().hasSuffix("_MTL") ? String(stem.dropLast(4)) : stem))
        facts.constellation = "landsat"
        facts.platform = spacecraft.lowercased().replacingOccurrences(of: "_", with: "-")
        facts.instruments = instruments(document.value("SENSOR_ID"))
        facts.processingLevel = document.value("PROCESSING_LEVEL") ?? document.value("DATA_TYPE")
        facts.credit = "Landsat imagery courtesy of the U.S. Geological Survey"
        facts.geometry.sunAzimuth = document.number("SUN_AZIMUTH").map { $0 < 0 ? $0 + 360 : $0 }
        facts.geometry.sunElevation = document.number("SUN_ELEVATION")
        if document.value("NADIR_OFFNADIR") == "NADIR" {
            facts.geometry.offNadir = document.number("ROLL_ANGLE").map(abs) ?? 0
        } else {
            facts.geometry.offNadir = document.number("ROLL_ANGLE").map(abs)
        }
        // −1 stands for "not assessed".
        facts.cloudCover = document.number("CLOUD_COVER").flatMap { (0...100).contains($0) ? $0 / 100 : nil }
        if let day = document.value("DATE_ACQUIRED") {
            facts.time = AcquisitionTime(iso8601: document.value("SCENE_CENTER_TIME").map { "\(day)T\($0)" } ?? day)
        }
        return facts
    }

    /// The bands that the product names, in the order of their numbers, each with its file.
    ///
    /// Reflectances of level 1 are those at the top of the atmosphere, ρ = (M Q + A) / sin h with the sun's height h; those of
    /// level 2 are of the ground and need no sun. Bands of heat have no reflectance and keep radiance.
    static func bands(of document: MarkupElement) -> [BandFile] {
        let isSurface = document.value("PROCESSING_LEVEL")?.hasPrefix("L2") ?? false
        let number = document.value("SPACECRAFT_ID").flatMap { Int($0.dropFirst("LANDSAT_".count)) } ?? 8
        let table = number >= 8 ? BandTable.landsat8 : BandTable.landsat7
        let elevation = document.number("SUN_ELEVATION")
        let sine = elevation.flatMap { $0 > 0 && $0 <= 90 ? sin($0 * .pi / 180) : nil }
        // Level 2 repeats the factors of the level 1 that it was made of.
        let reflectance =
            isSurface
            ? document.all("LEVEL2_SURFACE_REFLECTANCE_PARAMETERS").first ?? MarkupElement(name: "") : document
        var found: [BandFile] = []
        for known in table {
            let name = String(known.name.dropFirst())
            let suffixes = name == "6" && number == 7 ? ["6_VCID_1", "6"] : [name]
            for suffix in suffixes {
                guard let file = document.value("FILE_NAME_BAND_\(suffix)") else { continue }
                var plan = BandPlan(name: known.name, index: 1, known: known)
                plan.noData = .value(0)
                if let factor = reflectance.number("REFLECTANCE_MULT_BAND_\(suffix)"),
                    let summand = reflectance.number("REFLECTANCE_ADD_BAND_\(suffix)"), factor > 0,
                    let light = isSurface ? 1 : sine
                {
                    plan.scale = factor / light
                    plan.offset = summand / light
                    plan.unit = .reflectance
                } else if !isSurface, let factor = document.number("RADIANCE_MULT_BAND_\(suffix)"),
                    let summand = document.number("RADIANCE_ADD_BAND_\(suffix)"), factor > 0
                {
                    plan.scale = factor
                    plan.offset = summand
                    plan.unit = .radiance
                }
                found.append(BandFile(plan: plan, file: file))
                break
            }
        }
        return found
    }

    private static func instruments(_ sensor: String?) -> [String] {
        switch sensor {
        case "OLI_TIRS": ["oli", "tirs"]
        case "ETM": ["etm+"]
        case let other?: [other.lowercased()]
        case nil: []
        }
    }
}
