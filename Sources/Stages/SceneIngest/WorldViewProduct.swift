import Evidence
import Foundation

/// Reads Maxar's `.IMD` metadata of WorldView, GeoEye and QuickBird images, as text or as XML.
///
/// Source: DigitalGlobe, Imagery Support Data (ISD) Documentation, version 1.1.2, chapter "IMD".
enum WorldViewProduct {
    /// The `.IMD` text as elements: `BEGIN_GROUP = NAME` opens one, `KEY = VALUE;` is one with text.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - file: Its path, for messages.
    ///   - opening: The word that opens a group.
    /// - Returns: An element that holds the groups.
    /// - Throws: ``IngestError/brokenMetadata(file:reason:)`` with the line.
    static func element(
        ofText bytes: [UInt8], file: String, opening: String = "BEGIN_GROUP"
    ) throws(IngestError) -> MarkupElement {
        var stack = [MarkupElement(name: "isd")]
        for (number, line) in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            guard let equals = line.firstIndex(of: "=") else { continue }
            let key = line[..<equals].trimmingCharacters(in: .whitespaces)
            let value = line[line.index(after: equals)...].trimmingCharacters(in: .whitespaces)
                .trimmingCharacters(in: CharacterSet(charactersIn: ";\""))
            switch key {
            case opening:
                guard stack.count < 16 else {
                    throw .brokenMetadata(file: file, reason: "line \(number + 1): groups are nested too deep")
                }
                stack.append(MarkupElement(name: value))
            case "END_GROUP":
                guard stack.count > 1 else {
                    throw .brokenMetadata(file: file, reason: "line \(number + 1): a group ends that never began")
                }
                let group = stack.removeLast()
                stack[stack.count - 1].children.append(group)
            default:
                stack[stack.count - 1].children.append(MarkupElement(name: key, text: value))
            }
        }
        guard stack.count == 1, let root = stack.first, !root.children.isEmpty else {
            throw .brokenMetadata(file: file, reason: "it ends in the middle of a group")
        }
        return root
    }

    /// Facts of an image; `rasters` is left empty for the caller.
    static func facts(of document: MarkupElement, path: String) -> ProductFacts {
        var facts = ProductFacts(title: PathText.stem(path))
        let satellite = text(document, "satId", "SATID")
        let names = [
            "WV01": "worldview-1", "WV02": "worldview-2", "WV03": "worldview-3", "WV04": "worldview-4",
            "GE01": "geoeye-1", "QB02": "quickbird-2",
        ]
        facts.platform = satellite.map { names[$0] ?? $0.lowercased() }
        facts.constellation = satellite.map { $0.hasPrefix("WV") ? "worldview" : names[$0] ?? $0.lowercased() }
        facts.processingLevel = text(document, "productLevel", "PRODUCTLEVEL")
        facts.time = text(document, "firstLineTime", "FIRSTLINETIME", "earliestAcqTime", "EARLIESTACQTIME")
            .flatMap { AcquisitionTime(iso8601: $0) }
        facts.geometry.sunAzimuth = number(document, "meanSunAz", "MEANSUNAZ")
        facts.geometry.sunElevation = number(document, "meanSunEl", "MEANSUNEL")
        facts.geometry.offNadir = number(document, "meanOffNadirViewAngle", "MEANOFFNADIRVIEWANGLE")
        facts.geometry.incidence = number(document, "meanSatEl", "MEANSATEL").map { 90 - $0 }
        facts.geometry.viewAzimuth = number(document, "meanSatAz", "MEANSATAZ")
        // −999 stands for "not assessed".
        facts.cloudCover = number(document, "cloudCover", "CLOUDCOVER").flatMap { $0 >= 0 ? $0 : nil }
        return facts
    }

    /// Bands in the order of the image, with their factor from number to radiance.
    static func bands(of document: MarkupElement) -> [BandPlan] {
        var bands: [BandPlan] = []
        let groups = (document.child("IMD") ?? document).children.filter { $0.name.hasPrefix("BAND_") }
        for group in groups where !group.children.isEmpty {
            let known = BandTable.worldView.first { $0.name == group.name }
            var band = BandPlan(name: group.name, index: bands.count + 1, known: known)
            if let factor = number(group, "absCalFactor", "ABSCALFACTOR"),
                let width = number(group, "effectiveBandwidth", "EFFECTIVEBANDWIDTH"), factor > 0, width > 0
            {
                band.scale = factor / width
                band.offset = 0
                band.unit = .radiance
            }
            bands.append(band)
        }
        return bands
    }

    private static func text(_ document: MarkupElement, _ names: String...) -> String? {
        for name in names {
            if let value = document.value(name) { return value }
        }
        return nil
    }

    private static func number(_ document: MarkupElement, _ names: String...) -> Double? {
        for name in names {
            if let value = document.number(name) { return value }
        }
        return nil
    }
}
