import ActivityAnalysis
import ArgumentParser
import CaseFilesYAML
import Catalogue
import CatalogueGeoPackage
import Evidence
import Foundation
import Geodesy
import Sites
import Workflow

struct SiteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site", abstract: "Work on what stands at a case's site.",
        subcommands: [ProposeStructures.self, ProposeTracks.self])

    struct ProposeStructures: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "propose-structures",
            abstract: "Propose as fixed structures what was found at one place in every usable look.",
            discussion: """
                Nothing is accepted by itself. The proposals are written as GeoJSON; copy those that are right into the \
                case's site.geojson. Detections on them are then no longer counted, and counts say how many.
                """)

        @Argument(help: "The case's folder.")
        var folder: String
        @Option(help: "Fewest usable looks.")
        var looks = 4
        @Option(help: "Fewest days between the first and the last of them.")
        var days = 60.0
        @Option(name: .shortAndLong, help: "File to write; by default structures-proposed.geojson in the case.")
        var output: String?
        @OptionGroup var shared: SharedOptions

        func validate() throws {
            guard looks >= 2 else { throw ValidationError("--looks must be 2 or more.") }
            guard days >= 0, days.isFinite else { throw ValidationError("--days must not be negative.") }
        }

        func run() async throws {
            let folder = CaseFolder(folder)
            let subject = try folder.contents().case
            let catalogue = try folder.catalogue()
            defer { try? catalogue.close() }
            let proposals = StructureProposer(configuration: .init(leastLooks: looks, leastDays: days))
                .proposals(from: try await sights(subject, catalogue))
            let taken = Set(subject.site.structures.map(\.id))
            let names = (1...).lazy.map { "structure-\($0)" }.filter { !taken.contains($0) }
            let site = Site(
                name: subject.site.name,
                structures: zip(names.prefix(proposals.count), proposals).map { id, proposal in
                    Structure(
                        id: id, name: "\(proposal.className), \(proposal.reason)", zone: proposal.zone,
                        resembles: proposal.className, area: MultiPolygon([proposal.box.polygon]))
                })
            let path = output ?? folder.path + "/structures-proposed.geojson"
            try AtomicFile.write(Data(CaseFolder.siteText(of: site).utf8), to: path)
            if shared.json {
                for (structure, proposal) in zip(site.structures, proposals) {
                    Output.line([
                        "id": structure.id, "class": proposal.className, "zone": proposal.zone, "looks": proposal.looks,
                        "reason": proposal.reason,
                    ])
                }
            } else if !shared.quiet {
                for structure in site.structures { print("\(structure.id): \(structure.name)") }
                print(
                    "\(proposals.count) proposed in \(path); copy those that are right into \(folder.siteFile).")
            }
        }

        /// Usable looks of the case's period with the detections that lie in their zones and on no known structure.
        private func sights(
            _ subject: Case, _ catalogue: any Catalogue
        ) async throws -> [StructureProposer.Sight] {
            var sights: [StructureProposer.Sight] = []
            let zones = Dictionary(subject.site.zones.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            for scene in try await catalogue.scenes() where subject.asks(about: scene) {
                guard let time = scene.time?.middle else { continue }
                let detections = try await catalogue.detections(scene: scene.id).map(\.record).filter { detection in
                    detection.review.isCounted
                        && !(detection.groundBox.map { box in
                            subject.site.structures.contains { $0.area.contains(box.centre) }
                        } ?? true)
                }
                for look in try await catalogue.looks(scene: scene.id).map(\.record) where look.usability == .usable {
                    guard let zone = zones[look.zone] else { continue }
                    sights.append(
                        .init(
                            zone: zone.id, time: time,
                            detections: detections.filter {
                                $0.groundBox.map { zone.area.contains($0.centre) } ?? false
                            }))
                }
            }
            return sights
        }
    }
}
