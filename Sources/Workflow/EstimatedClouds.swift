import ActivityAnalysis
import Evidence
import Geodesy
import SceneMasks

/// Cloud as it is seen in a scene's own pixels: a stand-in where no provider's mask was delivered.
struct EstimatedClouds: CloudMask {
    private let statistics: SceneStatistics
    private let georeference: any Georeference
    let source: String

    /// What stands for a mask's name where cloud is estimated.
    static let words = "estimated from the pixels"

    /// Takes the cloud of a scene at large; nil where its bands tell nothing of cloud or it lies nowhere.
    init?(_ work: MaskWork, reader: any SceneReading) throws {
        guard work.classifier.statistics.isCloudSought, let georeference = try reader.georeference(of: work.scene)
        else {
            return nil
        }
        statistics = work.classifier.statistics
        self.georeference = georeference
        source = Self.words
    }

    func isCloudy(_ places: [GeoPoint]) throws -> [Bool?] {
        try georeference.pixels(places).map { point in
            point.flatMap { statistics.isCloudy(column: $0.column, row: $0.row) }
        }
    }
}

extension Analysis {
    /// Cloud estimated from a scene's pixels, for a look that no mask was given for; nil where it cannot be.
    func estimatedClouds(of scene: Scene) async throws -> (any CloudMask)? {
        do {
            return try EstimatedClouds(try await masks.work(of: scene, reader: reader, clouds: nil), reader: reader)
        } catch let error where !Self.endsEverything(error) {
            // Whether pixels can be read is told where they are needed; a look does without this.
            return nil
        }
    }
}

/// Keeps the mask of the scene in work, which several pieces of work ask for.
actor MaskShelf {
    private var last: (key: String, work: MaskWork)?

    /// The mask of a scene, made where it is not the one that was asked for last.
    func work(of scene: Scene, reader: any SceneReading, clouds: (any CloudMask)?) async throws -> MaskWork {
        let key = "\(scene.id) \(clouds?.source ?? "")"
        if let last, last.key == key { return last.work }
        let work = try await MaskWork(of: scene, reader: reader, clouds: clouds)
        last = (key, work)
        return work
    }
}
