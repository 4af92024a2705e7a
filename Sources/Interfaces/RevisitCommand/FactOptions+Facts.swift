import ArgumentParser
import CaseFilesYAML
import Evidence
import Foundation
import SceneIngest

extension FactOptions {
    /// The facts that were given by flags.
    var supplied: SuppliedFacts {
        get throws {
            var facts = SuppliedFacts()
            if let time {
                guard AcquisitionTime(iso8601: time) != nil else {
                    throw ValidationError(
                        "--time '\(time)' is no time; write 2023-08-17T10:05:33Z, or 2023-08-17 for the whole day.")
                }
                facts.time = time
            }
            facts.platform = platform
            facts.groundSamplingDistance = gsd
            facts.noData = nodata
            facts.reflectanceScale = reflectanceScale
            facts.reflectanceOffset = reflectanceOffset
            facts.bands = bands?.split(separator: ",").map {
                SuppliedBand(name: nil, commonName: $0.trimmingCharacters(in: .whitespaces))
            }
            facts.coordinateSystem = crs
            facts.height = height
            facts.heightError = heightError
            facts.dem = dem
            return facts
        }
    }
}

extension RecordOptions {
    /// Facts with those of these options.
    func completing(_ facts: SuppliedFacts) -> SuppliedFacts {
        var facts = facts
        facts.sunAzimuth = sunAzimuth
        facts.sunElevation = sunElevation
        facts.offNadir = offNadir
        facts.incidenceAngle = incidenceAngle
        facts.cloudCover = cloudCover
        facts.cloudMask = cloudMask
        facts.credit = credit
        return facts
    }
}

/// Reads the facts that lie beside an image.
enum SceneFactsReading {
    /// Facts of `scene.yaml` beside an image or in its folder; none for an address.
    static func facts(beside path: String) throws -> SuppliedFacts {
        if path.contains("://") { return SuppliedFacts() }
        return try SceneFactsFile.facts(beside: path) ?? SuppliedFacts()
    }
}
