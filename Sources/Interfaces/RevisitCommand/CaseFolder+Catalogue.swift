import ArgumentParser
import CaseFilesYAML
import CatalogueGeoPackage
import Foundation
import Sites

extension CaseFolder {
    /// Opens the case's catalogue for reading; who opens it closes it.
    ///
    /// - Throws: `ValidationError` where there is none yet, or what the catalogue says where it cannot be read.
    func catalogue() throws -> GeoPackageCatalogue {
        try requireCatalogue()
        return try GeoPackageCatalogue(readingFrom: catalogueFile)
    }

    /// Refuses a case that was never run.
    func requireCatalogue() throws {
        guard FileManager.default.fileExists(atPath: catalogueFile) else {
            throw ValidationError("\(path) has no catalogue yet; make it with: revisit run \(path)")
        }
    }

    /// Refuses a zone that the case's site does not have.
    func require(zone: String?, of site: Site) throws {
        guard let zone, !site.zones.contains(where: { $0.id == zone }) else { return }
        let known = site.zones.map(\.id).joined(separator: ", ")
        throw ValidationError("\(path) has no zone '\(zone)'; its zones are \(known).")
    }
}
