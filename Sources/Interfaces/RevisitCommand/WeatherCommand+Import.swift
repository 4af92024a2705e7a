import ArgumentParser
import CaseFilesYAML
import Evidence
import Foundation
import Geodesy
import Sites
import WeatherFiles
import WeatherGDAL
import WeatherHTTP

extension WeatherCommand {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring weather into a case, from files or from Open-Meteo's archive.",
            discussion: """
                Files: JSON of Open-Meteo's archive, GHCN-Daily (.dly), ISD, isd-lite, METAR as text, and ERA5 or ERA5-Land as NetCDF or \
                GRIB. Files of one station in one command are one series. With --open-meteo, that archive is asked for the middle of the site \
                and nothing else is; what it answers is kept as it came in weather/received, so that the case can be made anew \
                without a network:

                  revisit weather import CASE CASE/weather/received/FILE --model MODEL
                """)

        @Argument(help: "The case's folder.")
        var folder: String
        @Argument(help: "Files of weather.")
        var files: [String] = []
        @Flag(help: "Ask Open-Meteo's archive for the days --from to --to.")
        var openMeteo = false
        @Option(
            help:
                "Model to ask for, or that an answer in a file was asked for: \(ArchiveQuestion.Model.allCases.map(\.rawValue).joined(separator: ", "))."
        )
        var model: ArchiveQuestion.Model?
        @Option(help: "Where the archive is asked: scheme and host of a mirror.")
        var address = ArchiveQuestion.usualAddress
        @OptionGroup var span: WeatherSpanOptions
        @OptionGroup var facts: WeatherFileFacts
        @Flag(help: "Overwrite a series of other files that has the same id.")
        var replace = false
        @OptionGroup var shared: SharedOptions

        mutating func validate() throws {
            if openMeteo == !files.isEmpty {
                throw ValidationError("Name files to import, or --open-meteo to ask its archive; one of the two.")
            }
            if openMeteo, span.days == nil {
                throw ValidationError("--open-meteo needs the days --from YYYY-MM-DD and --to YYYY-MM-DD.")
            }
        }

        func run() async throws {
            let folder = CaseFolder(folder)
            let middle = try folder.contents().case.site.middle
            let weather = WeatherFolder(ofCase: folder.path)
            let trail = AuditTrail(folder)
            await trail.begin()
            if openMeteo {
                let received = try await received(for: middle)
                let outcome = try weather.keep(received.reading.series, replaces: replace)
                // An answer that tells the same differs in when it was made; the first stays, as its hash is with the series.
                if outcome != .unchanged { _ = try weather.keepReceived(received.bytes, name: received.name) }
                say(received.reading, outcome, weather, middle)
                try await note([weather.file(of: received.reading.series.source.id)], in: trail)
                return
            }
            // Everything is read before anything is kept.
            var kept: [String] = []
            for reading in try read(middle) {
                let outcome = try weather.keep(reading.series, replaces: replace)
                say(reading, outcome, weather, middle)
                kept.append(weather.file(of: reading.series.source.id))
            }
            try await note(kept, in: trail)
        }

        private func note(_ kept: [String], in trail: AuditTrail) async throws {
            let entry = await trail.note(.weather, ["files": AuditedFiles.list(kept, in: trail.folder)])
            if entry == nil { throw ExitCode(Failure.inPart) }
        }

        // MARK: Files

        /// Reads the files; those of one source are joined.
        private func read(_ middle: GeoPoint?) throws -> [WeatherReading] {
            var models: [String] = []
            var readings: [WeatherReading] = []
            for path in files {
                if try isModelFile(path) {
                    models.append(path)
                    continue
                }
                let options = facts.options(for: path, model: model?.rawValue, start: span.start, end: span.end)
                add(try WeatherFiles.read(path, options: options), to: &readings)
            }
            if !models.isEmpty {
                guard let place = facts.point ?? middle else {
                    throw ValidationError(
                        "The site of \(folder) is not drawn, so the nearest cell is not known; name the place with --place LATITUDE,LONGITUDE."
                    )
                }
                var reading = try ModelWeather.read(
                    models,
                    options: ModelWeatherOptions(
                        place: place, dataset: facts.dataset, id: facts.id, elevation: facts.elevation))
                reading.series = reading.series.within(span.start, span.end)
                guard !reading.series.samples.isEmpty else {
                    throw ValidationError(
                        "\(models[0]) tells nothing of the weather in the span that was asked for; check --from and --to."
                    )
                }
                add(reading, to: &readings)
            }
            return readings
        }

        /// Whether a file begins as NetCDF or GRIB does; what cannot be read is left to the reader that says why.
        private func isModelFile(_ path: String) throws -> Bool {
            guard facts.format == nil, let handle = FileHandle(forReadingAtPath: path) else { return false }
            defer { try? handle.close() }
            return ModelWeather.isModelFile((try? handle.read(upToCount: 8)) ?? Data())
        }

        private func add(_ reading: WeatherReading, to readings: inout [WeatherReading]) {
            guard let index = readings.firstIndex(where: { $0.series.source.id == reading.series.source.id }) else {
                readings.append(reading)
                return
            }
            let differing = readings[index].series.join(reading.series)
            if differing > 0 {
                readings[index].series.source.notes.append(
                    "\(differing) values of \(reading.series.source.file.name) differ from those of an earlier file and were left out."
                )
            }
        }

        // MARK: Network

        /// What the archive answered, how that is read, and what its file is called.
        private struct Received {
            var reading: WeatherReading
            var bytes: [UInt8]
            var name: String
        }

        /// Asks the archive and reads what it answers.
        private func received(for middle: GeoPoint?) async throws -> Received {
            guard let place = facts.point ?? middle else {
                throw ValidationError(
                    "The site of \(folder) is not drawn, so the place is not known; name it with --place LATITUDE,LONGITUDE."
                )
            }
            guard let days = span.days else { throw ValidationError("--from and --to must be days.") }
            let model = model ?? .era5
            let question = ArchiveQuestion(place: place, firstDay: days.first, lastDay: days.last, model: model)
            let asked = question.address(at: address)
            if !shared.quiet { Failure.say("Asking \(asked)") }
            let answer = try await ArchiveService().fetch(asked)
            let name = WeatherSource.id(["open-meteo", model.rawValue, days.first, days.last], place: place) + ".json"
            guard answer.status == 200 else {
                // The body of a refusal says why, in the archive's own words; that of a server in trouble says nothing.
                do {
                    _ = try WeatherFiles.read(answer.body, name: asked, options: WeatherFileOptions(format: .openMeteo))
                } catch  where error.problem.contains("the server answered") {
                    throw error
                } catch {}
                throw WeatherFileError(
                    file: asked, problem: "was answered with the status \(answer.status)",
                    expected: "try again later, or check --address")
            }
            var options = facts.options(for: name, model: model.rawValue, start: nil, end: nil)
            options.format = .openMeteo
            return Received(
                reading: try WeatherFiles.read(answer.body, name: name, options: options), bytes: answer.body,
                name: name)
        }

        // MARK: Words

        private func say(
            _ reading: WeatherReading, _ outcome: WeatherFolder.Outcome, _ weather: WeatherFolder, _ middle: GeoPoint?
        ) {
            let series = reading.series
            let source = series.source
            let span = series.span
            if shared.json {
                Output.line(
                    WeatherLines.source(series, site: middle, siteElevation: nil).merging([
                        "event": "imported", "outcome": outcome.rawValue, "file": weather.file(of: source.id),
                        "left_out": reading.omissions.count,
                    ]) { _, new in new })
                return
            }
            for sentence in reading.omissions.sentences { Failure.say("\(source.file.name): \(sentence)") }
            guard !shared.quiet else { return }
            let words: [WeatherFolder.Outcome: String] = [
                .added: "added", .unchanged: "there already, nothing changed", .updated: "read anew",
                .replaced: "replaced another series",
            ]
            print("\(source.id): \(words[outcome] ?? outcome.rawValue)")
            print("  \(source.title); \(WeatherCommand.position(source, site: middle, siteElevation: nil))")
            if let span {
                print(
                    "  \(AcquisitionTime.text(span.start)) to \(AcquisitionTime.text(span.end)), \(series.samples.count) samples"
                )
            }
        }
    }
}
