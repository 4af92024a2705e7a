import Catalogue
import CatalogueGeoPackage
import Foundation
import Testing

/// The catalogues that must keep the contract.
enum CatalogueKind: String, CaseIterable, CustomTestStringConvertible {
    case inMemory
    case geoPackage

    var testDescription: String { rawValue }

    /// Runs a test with an empty catalogue, and takes its files away afterwards.
    func withCatalogue(_ body: (any Catalogue) async throws -> Void) async throws {
        switch self {
        case .inMemory:
            try await body(CatalogueInMemory())
        case .geoPackage:
            let folder = FileManager.default.temporaryDirectory.appending(path: "catalogue-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let catalogue = try GeoPackageCatalogue(path: folder.appending(path: "revisit.gpkg").path)
            try await body(catalogue)
            try catalogue.close()
        }
    }
}
