import ActivityAnalysis
import CaseFilesYAML
import Evidence
import Foundation
import Geodesy
import SceneIngest
import ScenesGDAL
import Sites
import Workflow

/// Takes a case's scenes from its folder `imagery` and from the places that `case.yaml` names.
struct CaseSceneSupply: SceneSupply {
    let folder: CaseFolder
    let contents: CaseContents
    let files: GDALScenes
    private let ingester: SceneIngester
    private let noted: [(source: String, facts: SuppliedFacts)]

    /// Names the folder of a case; all paths of its scenes are taken from there.
    init(folder: CaseFolder, contents: CaseContents, allowsOutsideFiles: Bool) throws {
        noted = try folder.notedScenes()
        self.folder = folder
        self.contents = contents
        files = GDALScenes(root: folder.path, allowsOutsideFiles: allowsOutsideFiles)
        ingester = SceneIngester(files: files)
    }

    func acquisitions() async throws -> SceneListing {
        let allPlacesExist = !contents.imagery.contains { if case .nowhere = $0 { true } else { false } }
        var listing = SceneListing(found: [], isComplete: allPlacesExist)
        for path in try await paths(&listing.refused) {
            do {
                let facts = try facts(for: path)
                let scene = try await ingester.preview(of: path, supplied: facts)
                listing.found.append(
                    Acquisition(scene: scene.id, path: path, facts: try await digest(facts, of: scene)))
            } catch let error where !(error is CancellationError) {
                listing.refused.append(Refusal(subject: path, reason: "\(error)"))
            }
        }
        if !listing.refused.isEmpty { listing.isComplete = false }
        return listing
    }

    func scene(of acquisition: Acquisition) async throws -> Scene {
        var scene = try await ingester.addScene(acquisition.path, supplied: try facts(for: acquisition.path))
        if scene.credit == nil { scene.credit = contents.case.credit }
        return scene
    }

    func clouds(of acquisition: Acquisition) async throws -> (any CloudMask)? {
        guard let mask = try facts(for: acquisition.path).cloudMask else { return nil }
        return try await CloudMaskFile.open(mask, in: files)
    }

    /// Paths of all acquisitions from the case's folder, in the order of their names.
    private func paths(_ refused: inout [Refusal]) async throws -> [String] {
        var places: [String] = []
        if FileManager.default.fileExists(atPath: folder.imageryFolder) { places.append("imagery") }
        for place in contents.imagery {
            switch place {
            case .path(let path): places.append(fromCase(path))
            case .address(let address): places.append(address)
            case .nowhere: continue
            }
        }
        places += noted.map(\.source)
        var paths: [String] = []
        for place in places {
            do {
                let found = try await ingester.acquisitions(at: place, isCollection: place == "imagery")
                for path in found where !paths.contains(path) { paths.append(path) }
            } catch IngestError.noImages where place == "imagery" {
                continue
            } catch let error where !(error is CancellationError) {
                refused.append(Refusal(subject: place, reason: "\(error)"))
            }
        }
        return paths
    }

    /// A path as seen from the case's folder, so that results hold no path of this machine; an address
    /// stays as it is.
    func fromCase(_ path: String) -> String {
        if path.contains("://") { return path }
        let base = URL(filePath: folder.path).standardizedFileURL.resolvingSymlinksInPath().pathComponents
        let target = URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().pathComponents
        let shared = zip(base, target).prefix { $0 == $1 }.count
        // Two places that share nothing but the root of the disk are better told by the whole path.
        guard shared > 1 else { return "/" + target.dropFirst().joined(separator: "/") }
        return (Array(repeating: "..", count: base.count - shared) + target[shared...]).joined(separator: "/")
    }

    /// A path from the case's folder as one that can be opened from anywhere; an address stays as it is.
    func absolute(_ path: String) -> String {
        path.hasPrefix("/") || path.contains("://") ? path : folder.path + "/" + path
    }

    /// What was supplied for a scene: noted when it was added, then beside the image, then for the case.
    private func facts(for path: String) throws -> SuppliedFacts {
        let given = noted.first { path == $0.source || path.hasPrefix($0.source + "/") }?.facts ?? SuppliedFacts()
        let beside = path.contains("://") ? nil : try SceneFactsFile.facts(beside: absolute(path))
        return given.completed(by: beside ?? SuppliedFacts()).completed(by: contents.sceneDefaults)
    }

    /// All that a scene's record depends on besides the bytes of its files: a georeference may lie in a file
    /// beside the image that GDAL counts as its own, and a terrain model is only named by the facts.
    private func digest(_ facts: SuppliedFacts, of scene: Scene) async throws -> String {
        var terrain = ""
        if let dem = facts.dem { terrain = try await files.fingerprint(of: dem).sha256 }
        return Digest.identifier([
            try CanonicalJSON.text(facts), try CanonicalJSON.text(scene.transform?.geoTransform ?? []),
            scene.coordinateSystem?.wkt ?? "", terrain, contents.case.credit ?? "",
        ])
    }
}
