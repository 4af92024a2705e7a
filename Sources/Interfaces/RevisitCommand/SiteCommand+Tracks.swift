import ArgumentParser
import CaseFilesYAML
import Catalogue
import CatalogueGeoPackage
import DetectionOpenVINO
import Evidence
import Foundation
import Geodesy
import ObjectDetection
import ScenesGDAL
import Sites
import Workflow

extension SiteCommand {
    struct ProposeTracks: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "propose-tracks", abstract: "Propose the tracks that can be made out in a scene of a case.",
            discussion: """
                Nothing is accepted by itself. The lines are written as GeoJSON; look at them over the image, copy those \
                that are right into the case's site.geojson and correct their ends. A scene with few trains, without snow \
                and with fine pixels shows tracks best.
                """)

        @Argument(help: "The case's folder.")
        var folder: String
        @Option(
            help:
                "Title of the scene, or the beginning of its id; by default that with the finest pixels of those that lie on the ground."
        )
        var scene: String?
        @Option(help: "Network that makes out tracks.")
        var model = TrackOptions.proposingModel
        @Option(name: .shortAndLong, help: "File to write; by default tracks-proposed.geojson in the case.")
        var output: String?
        @OptionGroup var access: AccessOptions
        @OptionGroup var jobs: JobOptions
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let folder = CaseFolder(folder)
            let subject = try folder.contents().case
            let catalogue = try folder.catalogue()
            defer { try? catalogue.close() }
            let scene = try chosen(from: try await catalogue.scenes().filter(subject.asks), in: folder)
            let loader = try NetworkLoader(tilesAtOnce: jobs.count)
            let installed = try await ModelLibrary().model(model, from: folder.path, loader: loader)
            let terminal = Terminal(shared)
            let files = GDALScenes(root: folder.path, allowsOutsideFiles: access.allowOutsideFiles)
            let outcome = try await Interruption.stopping {
                try await TrackProposer(card: installed.card, network: installed.network)
                    .outcome(in: scene, reader: files, loader: loader) { done, total in
                        terminal.show(.progress(stage: "tracks", subject: scene.title, done: done, total: total))
                    }
            }
            for failure in outcome.failures {
                terminal.show(.failed(stage: "tracks", subject: scene.title, reason: failure))
            }
            let tracks = named(outcome.tracks, of: scene, in: subject.site)
            let path = output ?? folder.path + "/tracks-proposed.geojson"
            let text = CaseFolder.siteText(of: Site(name: subject.site.name, tracks: tracks))
            try AtomicFile.write(Data(text.utf8), to: path)
            if shared.json {
                for (track, proposal) in zip(tracks, outcome.tracks) {
                    Output.line([
                        "id": track.id, "zone": track.zone ?? "", "length": proposal.length, "score": proposal.score,
                        "seen_share": proposal.seenShare,
                    ])
                }
            } else if !shared.quiet {
                for track in tracks { print("\(track.id): \(track.name)") }
                print(
                    "\(tracks.count) proposed in \(path) from \(scene.title); copy those that are right into "
                        + "\(folder.siteFile).")
            }
            if !outcome.failures.isEmpty { throw ExitCode(Failure.inPart) }
        }

        /// The scene that was asked for, or the one with the finest pixels, the first of several.
        private func chosen(from scenes: [Scene], in folder: CaseFolder) throws -> Scene {
            if let name = scene {
                let fitting = scenes.filter { $0.title == name || $0.id.hasPrefix(name) }
                guard let first = fitting.first, fitting.count == 1 else {
                    throw ValidationError(
                        "\(fitting.count) scenes of \(folder.path) are called '\(name)'; it has "
                            + scenes.map { "\($0.title) (\($0.id.prefix(8)))" }.joined(separator: ", ") + ".")
                }
                guard first.outline != nil else {
                    throw ValidationError(
                        "\(first.title) has no place on the ground, so its tracks have no longitude and latitude for a site; "
                            + "tracks in its pixels are written by: revisit detect --propose-tracks --tracks-output FILE"
                    )
                }
                return first
            }
            let sized = scenes.filter { $0.groundSamplingDistance != nil && $0.outline != nil }
            guard
                let finest = sized.min(by: {
                    ($0.groundSamplingDistance ?? 0, $0.title) < ($1.groundSamplingDistance ?? 0, $1.title)
                })
            else {
                throw ValidationError(
                    "\(folder.path) has no scene of known pixel size that lies on the ground; add scenes and run: revisit run \(folder.path)"
                )
            }
            return finest
        }

        /// Proposals as tracks of a site, with ids that are still free.
        private func named(_ proposals: [ProposedTrack], of scene: Scene, in site: Site) -> [Track] {
            let taken = Set(site.tracks.map(\.id))
            let ids = (1...).lazy.map { "track-\($0)" }.filter { !taken.contains($0) }
            return zip(ids.prefix(proposals.count), proposals).map { id, proposal in
                let line = proposal.ground ?? []
                let middle = line.isEmpty ? nil : line[line.count / 2]
                let zone = middle.flatMap { middle in site.zones.first { $0.area.contains(middle) } }
                return Track(
                    id: id,
                    name:
                        "\(Int(proposal.length.rounded())) m, \(Int((proposal.seenShare * 100).rounded())) % of it seen, "
                        + "in \(scene.title)", zone: zone?.id, line: line)
            }
        }
    }
}
