import ArgumentParser
import CaseFilesYAML
import Evidence
import Foundation
import Inquiry
import SceneSearch
import ScenesHTTP
import Sites

extension SceneCommand {
    struct Search: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Search a STAC catalogue for scenes of a case's site and period, and fetch them.",
            discussion: """
                Tells which scenes exist, what each would be good for, which of them the case has, and how they would fill the \
                gaps between its looks. Only the server that is named is asked, and only for places and days. With \
                --download, files of the scenes that are fit and not there yet are fetched into the case's folder imagery, from \
                the servers that the catalogue names for them. A token in REVISIT_STAC_TOKEN is sent to the named server only.

                  revisit scene search --stac https://earth-search.aws.element84.com/v1 --collection sentinel-2-l2a --case CASE
                """)

        @Option(help: "Address of a STAC API, of one of its collections, or of a static STAC catalogue.")
        var stac: String
        @Option(name: .customLong("case"), help: "The case's folder.")
        var folder = "."
        @Option(help: "First day or time, in ISO 8601; by default the beginning of the case's period.")
        var from: String?
        @Option(help: "Last day or time; by default the end of the case's period.")
        var to: String?
        @Option(help: "Id of a collection; may be given several times. All collections where it is left out.")
        var collection: [String] = []
        @Option(help: "Most cloud in percent; scenes of which it is not told stay.")
        var maxCloud: Double?
        @Option(help: "Most scenes.")
        var limit = 1000
        @Option(help: "Id of a scene; only those that are named. May be given several times.")
        var item: [String] = []
        @Flag(help: "Fetch the scenes that are fit, at least in part, and that the case does not have.")
        var download = false
        @Option(
            help:
                "Files to fetch of each scene, by their keys, separated by commas; by default all images that are data."
        )
        var assets: String?
        @Option(help: "Most gigabytes to fetch.")
        var maxGigabytes = 10.0
        @Option(help: "A further host to which the files' servers may send; may be given several times.")
        var host: [String] = []
        @OptionGroup var shared: SharedOptions

        mutating func validate() throws {
            _ = try span(of: Case.Period())
            if let maxCloud, !(0...100).contains(maxCloud) {
                throw ValidationError("--max-cloud must lie between 0 and 100 percent, found \(maxCloud).")
            }
            guard (1...100_000).contains(limit) else {
                throw ValidationError("--limit must lie between 1 and 100000, found \(limit).")
            }
            guard maxGigabytes > 0, maxGigabytes <= 1_000_000 else {
                throw ValidationError("--max-gigabytes must lie above 0 and be 1000000 at most, found \(maxGigabytes).")
            }
            if !download, assets != nil || !host.isEmpty {
                throw ValidationError("--assets and --host say what is fetched; they need --download.")
            }
        }

        func run() async throws {
            let folder = CaseFolder(folder)
            let contents = try folder.contents()
            let period = try span(of: contents.case.period)
            var question = SearchQuestion(
                site: contents.case.site, start: period.start, end: period.end, collections: collection,
                greatestCloud: maxCloud)
            question.items = item
            guard !question.boxes.isEmpty else {
                throw ValidationError(
                    "The site of \(folder.path) is not drawn, so there is no place to search; draw zones in its site.geojson."
                )
            }
            let known = try await KnownScenes(of: folder)
            let service = try CatalogueService(
                address: stac, token: ProcessInfo.processInfo.environment["REVISIT_STAC_TOKEN"], allowedHosts: host)
            let outcome: Result<Bool, any Error>
            do {
                outcome = .success(try await search(question, contents.case, folder, known, service))
            } catch {
                outcome = .failure(error)
            }
            await service.close()
            guard try outcome.get() else { throw ExitCode(Failure.inPart) }
        }

        /// Searches, tells and fetches.
        ///
        /// - Returns: Whether all of it could be done.
        private func search(
            _ question: SearchQuestion, _ subject: Case, _ folder: CaseFolder, _ known: KnownScenes,
            _ service: CatalogueService
        ) async throws -> Bool {
            if !shared.quiet, !shared.json {
                let places = question.boxes.count
                Failure.say(
                    "Asking \(CatalogueAddress.shown(stac)) for scenes of \(places == 1 ? "the site" : "\(places) places")"
                )
            }
            var walk = CatalogueWalk { try await service.answer(to: $0) }
            walk.resultLimit = limit
            var result = try await walk.find(question, at: stac)
            result.collections.merge(await walk.collections(of: result.items)) { _, new in new }
            let assessor = FitnessAssessor(site: subject.site, needs: Self.needs(of: subject))
            let scenes = result.items.map { item in
                FoundScene(
                    item: item, fitness: assessor.fitness(of: item),
                    known: known.looks.first { $0.isSame(as: item) }?.title)
            }
            let table = SearchTable(
                question: question, result: result, scenes: scenes, known: known, subject: subject, address: stac)
            if shared.json { table.lines() } else { table.print() }
            let missing = item.filter { id in !scenes.contains { $0.item.id == id } }
            if !missing.isEmpty {
                Failure.say("Not found among scenes of this site and period: \(missing.joined(separator: ", ")).")
            }
            var isWhole = result.shortfalls.isEmpty && missing.isEmpty
            if download {
                let wanted = scenes.filter { $0.known == nil && $0.fitness.verdict != .notFit }
                let fetching = SceneFetching(
                    folder: folder, service: service, collections: result.collections,
                    assets: assets.map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } },
                    limit: Int(maxGigabytes * 1e9), shared: shared)
                isWhole = try await fetching.fetch(wanted.map(\.item)) && isWhole
            }
            return isWhole
        }

        /// The span that is searched: what was given, else the case's period. A last day belongs to it.
        private func span(of period: Case.Period) throws -> Case.Period {
            func time(_ text: String, _ option: String) throws -> AcquisitionTime {
                guard !text.contains("/"), let time = AcquisitionTime(iso8601: text) else {
                    throw ValidationError(
                        "\(option): '\(text)' is no date; write 2025-02-15, or 2025-02-15T01:48:00Z with its time zone."
                    )
                }
                return time
            }
            let span = Case.Period(
                start: try from.map { try time($0, "--from").start } ?? period.start,
                end: try to.map { try time($0, "--to").end } ?? period.end)
            if let start = span.start, let end = span.end, start >= end {
                throw ValidationError(
                    "The span from \(AcquisitionTime.text(start)) to \(AcquisitionTime.text(end)) ends before it begins."
                )
            }
            return span
        }

        /// What the case's indicators need of scenes.
        private static func needs(of subject: Case) -> [ViewNeed] {
            (subject.inquiry?.indicators ?? []).compactMap { indicator in
                guard let rule = indicator.rule else { return nil }
                return ViewNeed(
                    id: indicator.id, zones: rule.zones, groundSamplingDistance: indicator.need.groundSamplingDistance,
                    months: indicator.need.months, sensors: indicator.need.sensors)
            }
        }
    }
}

/// A scene of a catalogue with what is thought of it.
struct FoundScene {
    let item: CatalogueItem
    let fitness: SceneFitness
    /// What the case calls it, where it has it.
    let known: String?
}
