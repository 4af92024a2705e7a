import Evidence
import Geodesy
import ObjectDetection
import Reporting
import ReportsGDAL
import Sites
import Workflow

/// Pictures of unrolled tracks for a report.
struct TrackFigures {
    let reader: any SceneReading
    let models: [InstalledModel]

    /// Pictures of those tracks of a scene on which something stands, by consist.
    func figures(of content: ReportContent, in scene: Scene) async throws -> [String: StripImage] {
        let consists = content.consists.filter { $0.scene == scene.id && !$0.vehicles.isEmpty }
        guard !consists.isEmpty, let card = models.first(where: { $0.card.readsTracks })?.card,
            let georeference = try reader.georeference(of: scene)
        else { return [:] }
        let wanted = Set(consists.map(\.track))
        let tracks = try content.case.site.tracks.filter { wanted.contains($0.id) }.map { track in
            TrackLine(id: track.id, name: track.name, line: try georeference.pixels(track.line).compactMap { $0 })
        }
        let pictures = try await TrackPictures(card: card).pictures(of: tracks, in: scene, reader: reader)
        var figures: [String: StripImage] = [:]
        for consist in consists {
            guard let picture = pictures[consist.track] else { continue }
            figures[consist.id] = StripImage(
                image: try StripDrawing(picture).photograph(), firstStation: picture.firstStation,
                sampling: picture.sampling)
        }
        return figures
    }
}
