import Evidence
import Foundation
import SceneIngest
import SceneSearch

/// What a catalogue tells of a scene, as the facts that are put beside its files.
enum FetchedFacts {
    /// Who made it and by which licence; nil where neither is told.
    static func credit(of item: CatalogueItem?, in collection: CatalogueCollection?) -> String? {
        guard let item else { return nil }
        let providers = item.providers.isEmpty ? collection?.providers ?? [] : item.providers
        let license = item.license ?? collection?.license
        var parts = providers.isEmpty ? [] : [providers.joined(separator: ", ")]
        if let license {
            let link = item.license == nil ? collection?.licenseAddress : nil
            parts.append("licence \(license)\(link.map { " (\($0))" } ?? "")")
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// The facts of the files in one folder.
    ///
    /// Factors of reflectance are taken over only where the catalogue marks a file as reflectance and no property of the provider's
    /// own speaks of an offset beside them: then it is not sure whether the pixels still have it.
    static func facts(
        of item: CatalogueItem, files: [DownloadPlan.File], credit: String?
    ) -> (facts: SuppliedFacts, remarks: [String]) {
        var facts = SuppliedFacts()
        facts.time = item.time.iso8601
        facts.platform = item.platform
        facts.constellation = item.constellation
        facts.instruments = item.instruments.isEmpty ? nil : item.instruments
        facts.processingLevel = item.processingLevel
        facts.credit = credit
        facts.sunAzimuth = item.sunAzimuth
        facts.sunElevation = item.sunElevation
        facts.offNadir = item.offNadir
        facts.incidenceAngle = item.incidence
        facts.viewAzimuth = item.viewAzimuth
        facts.cloudCover = item.cloudCover
        var remarks: [String] = []
        var bands: [SuppliedBand] = []
        for file in files where file.asset.isRaster {
            for (number, told) in file.asset.bands.enumerated() {
                var band = SuppliedBand(name: nil, commonName: told.commonName)
                band.file = file.name
                if file.asset.bands.count > 1 { band.index = number + 1 }
                band.centreWavelength = told.centreWavelength
                band.fullWidth = told.fullWidth
                if file.asset.roles.contains("reflectance"), let scale = told.scale {
                    if item.tellsOffsetApart {
                        remarks.append(
                            "The factor to reflectance (\(scale), offset \(told.offset ?? 0)) was not taken over: the provider tells "
                                + "apart from it whether the offset is in the pixels still. Look, and write reflectance_scale here."
                        )
                    } else {
                        band.reflectanceScale = scale
                        band.reflectanceOffset = told.offset
                    }
                }
                let saysSomething =
                    band.commonName != nil || band.centreWavelength != nil || band.reflectanceScale != nil
                if saysSomething { bands.append(band) }
            }
        }
        if !bands.isEmpty { facts.bands = bands }
        var known: Set<String> = []
        return (facts, remarks.filter { known.insert($0).inserted })
    }
}
