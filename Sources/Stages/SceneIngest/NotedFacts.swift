import Evidence
import Foundation

/// Facts from places that are less sure than a product's metadata; each is noted.
enum NotedFacts {
    /// Fills what is nil from the metadata of the rasters, then from names.
    static func complete(_ facts: inout ProductFacts, from rasters: [DescribedRaster], path: String) {
        for raster in rasters {
            imagery(raster.description.metadata["IMAGERY"] ?? [:], into: &facts)
            let metadata = raster.description.metadata[""] ?? [:]
            // What says of itself that it was drawn stays so, whatever lies beside it.
            if metadata["REVISIT_SIMULATED"] == "yes" { facts.isSimulated = true }
            if raster.description.driver == "NITF" { nitf(metadata, into: &facts) }
        }
        if facts.time == nil { time(of: &facts, rasters: rasters, path: path) }
    }

    /// GDAL's common keys for satellite imagery.
    ///
    /// Source: GDAL, "RFC 43: GDALMetadata" and the table of the IMAGERY domain.
    private static func imagery(_ metadata: [String: String], into facts: inout ProductFacts) {
        if facts.time == nil, let text = metadata["ACQUISITIONDATETIME"] {
            facts.time = AcquisitionTime(iso8601: text)
        }
        if facts.platform == nil, let satellite = metadata["SATELLITEID"] { facts.platform = satellite.lowercased() }
        // 999 and the like stand for "not assessed".
        if facts.cloudCover == nil, let cover = metadata["CLOUDCOVER"].flatMap({ Double($0) }),
            (0...100).contains(cover)
        {
            facts.cloudCover = cover / 100
        }
    }

    /// Fields and extensions of a NITF file.
    ///
    /// Source: NGA.STND.0002 (NITF 2.1) field IDATIM; STDI-0002 volume 1, USE00A and CSEXRA.
    private static func nitf(_ metadata: [String: String], into facts: inout ProductFacts) {
        if facts.time == nil, let text = metadata["NITF_IDATIM"], text.count == 14, text.allSatisfy(\.isNumber) {
            let digits = Array(text)
            func part(_ range: Range<Int>) -> String { String(digits[range]) }
            let instant =
                "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z"
            // GDAL writes this one instant into each NITF it makes, when the source does not tell.
            if text == "20021216151629" {
                facts.notes.append("The NITF's date is the one that GDAL writes where it knows none; it is not used.")
            } else {
                facts.time = AcquisitionTime(iso8601: instant)
            }
        }
        func number(_ keys: String...) -> Double? {
            for key in keys {
                if let text = metadata[key], let value = Double(text.trimmingCharacters(in: .whitespaces)) {
                    return value
                }
            }
            return nil
        }
        facts.geometry.sunElevation =
            facts.geometry.sunElevation ?? number("NITF_USE00A_SUN_EL", "NITF_CSEXRA_SUN_ELEVATION")
        facts.geometry.sunAzimuth =
            facts.geometry.sunAzimuth ?? number("NITF_USE00A_SUN_AZ", "NITF_CSEXRA_SUN_AZIMUTH")
        facts.geometry.offNadir = facts.geometry.offNadir ?? number("NITF_USE00A_OBL_ANG", "NITF_CSEXRA_OBL_ANG")
        let source = metadata["NITF_ISORCE"]?.trimmingCharacters(in: .whitespaces) ?? ""
        let names = ["WV01": "worldview-1", "WV02": "worldview-2", "WV03": "worldview-3", "GE01": "geoeye-1"]
        if facts.platform == nil, let name = names[source] { facts.platform = name }
    }

    /// A time from the name of the file or folder, or from the TIFF's DateTime.
    ///
    /// Programs often set DateTime to the time of writing, so a date in a name goes before it; the
    /// tag's time of day is used where both name the same day.
    private static func time(of facts: inout ProductFacts, rasters: [DescribedRaster], path: String) {
        let tag = rasters.lazy.compactMap { $0.description.metadata[""]?["TIFFTAG_DATETIME"] }
            .compactMap { NameClues.time(ofTIFF: $0) }.first
        var names: [(kind: String, name: String)] = []
        for raster in rasters { names.append(("file's", PathText.name(raster.plan.path))) }
        names.append(("path's", PathText.name(path)))
        for raster in rasters { names.append(("folder's", PathText.name(PathText.folder(raster.plan.path)))) }
        for (kind, name) in names {
            guard let found = NameClues.time(in: name) else { continue }
            if let tag, found.start <= tag.start, tag.end <= found.end {
                facts.time = tag
                facts.notes.append(
                    "The time is that of the TIFF's DateTime tag, on the day that the \(kind) name gives (\(name)).")
                return
            }
            facts.time = found
            facts.notes.append(
                found.isInstant
                    ? "The time was read from the \(kind) name (\(name))."
                    : "The date was read from the \(kind) name (\(name)); the time of day is not known.")
            if let tag {
                facts.notes.append("The TIFF's DateTime tag says \(tag.iso8601) instead; it is not used.")
            }
            return
        }
        if let tag {
            facts.time = tag
            facts.notes.append(
                "The time is that of the TIFF's DateTime tag, taken as UTC; some programs write the time of "
                    + "processing there.")
        }
    }
}
