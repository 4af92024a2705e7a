public import ArrivalDating
import Foundation
public import Inquiry
public import SceneIngest
public import Sites

/// A folder that holds a case: what people wrote, what they collected, what was derived.
public struct CaseFolder: Hashable, Sendable {
    /// Path of the folder.
    public let path: String

    /// Names a folder; nothing is read or made yet.
    public init(_ path: String) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// The question, its period and settings.
    public var caseFile: String { path + "/case.yaml" }
    /// What stands at the place, where `case.yaml` names no other file.
    public var siteFile: String { path + "/site.geojson" }
    /// Scenes as they were delivered.
    public var imageryFolder: String { path + "/imagery" }
    /// Everything derived; can be deleted.
    public var catalogueFile: String { path + "/revisit.gpkg" }
    /// Reports; can be deleted.
    public var reportFolder: String { path + "/report" }

    /// Reads the case.
    ///
    /// - Throws: ``CaseFilesError`` with every mistake of the folder, where one of them is an error.
    public func read() throws(CaseFilesError) -> Case { try contents().case }

    /// Reads the case and what belongs to it but is no part of the question.
    ///
    /// - Throws: ``CaseFilesError`` with every mistake of the folder, where one of them is an error.
    public func contents() throws(CaseFilesError) -> CaseContents {
        let (contents, mistakes) = readAll()
        guard var contents, !mistakes.contains(where: { $0.severity == .error }) else {
            throw CaseFilesError(mistakes: mistakes)
        }
        contents.warnings = mistakes
        return contents
    }

    /// Every mistake in the folder, in the order of files and lines; none where all is well.
    public func check() -> [Mistake] { readAll().1 }

    private func readAll() -> (CaseContents?, [Mistake]) {
        guard FileManager.default.fileExists(atPath: path) else {
            let mistake = Mistake(
                file: "case.yaml", position: nil, severity: .error, problem: "the folder \(path) does not exist",
                expected: "check the path, or make it: revisit case new \(path)")
            return (nil, [mistake])
        }
        let source: SourceText
        switch SourceText.read(caseFile, as: "case.yaml", limit: CaseFile.sizeLimit) {
        case .failure(let mistake): return (nil, [mistake])
        case .success(let text): source = text
        }
        var log = MistakeLog(source: source)
        let file = CaseFile(log: &log)
        let imagery = file.map { images($0, log: &log) } ?? []
        var siteMistakes: [Mistake] = []
        var site: Site?
        if let file { (site, siteMistakes) = readSite(file, log: &log) }
        let (sources, sourceMistakes) = readSources()
        var inquiry = InquiryFindings()
        let hasSources = FileManager.default.fileExists(atPath: sourcesFile)
        if let file {
            inquiry = readInquiry(
                file.inquiry, zones: site?.zones.map(\.id), sources: hasSources ? sources.sources.map(\.id) : nil,
                log: &log)
        }
        let known = ReportReader.Known(
            zones: site?.zones.map(\.id), hypotheses: inquiry.inquiry?.hypotheses.map(\.id) ?? [],
            indicators: inquiry.inquiry?.indicators.map(\.id),
            subjects: hasSources && sourceMistakes.isEmpty
                ? sources.facts.map(\.subject) + sources.events.compactMap(\.subject) : nil)
        let report = file?.report.flatMap { ReportReader.settings(from: $0, known: known, log: &log) }
        let scenarios = readScenarios(
            file?.scenarios, sources: sources, hasSources: hasSources, zones: site?.zones.map(\.id),
            siteLinks: site?.links, hypotheses: inquiry.inquiry?.hypotheses, log: &log)
        let mistakes =
            log.sorted + inquiry.mistakes + scenarios.mistakes + siteMistakes + sourceMistakes + sceneMistakes()
        guard let file, let site else { return (nil, mistakes) }
        var found = Case(
            id: file.id, title: file.title, question: file.question, period: file.period, site: site,
            models: file.models, credit: file.credit,
            reference: file.reference, timeZone: file.timeZone, activity: file.activity, inquiry: inquiry.inquiry,
            scenarios: scenarios.model)
        found.report = report
        var contents = CaseContents(case: found, imagery: imagery, sceneDefaults: file.sceneDefaults ?? .init())
        contents.arrivals = file.arrivals
        contents.indicatorPlaces = inquiry.places
        contents.inputPlaces = scenarios.places
        contents.sources = sources
        return (contents, mistakes)
    }

    /// The path of what `case.yaml` names; absolute paths stay as they are.
    private func resolved(_ name: String) -> String { name.hasPrefix("/") ? name : path + "/" + name }

    private func readSite(_ file: CaseFile, log: inout MistakeLog) -> (Site?, [Mistake]) {
        let place = resolved(file.siteFile)
        guard FileManager.default.fileExists(atPath: place) else {
            log.error(
                at: file.siteFileMark, "the site file \(quoted(file.siteFile)) does not exist",
                "expected a GeoJSON file there; export the zones from QGIS to it, or name another under 'site: file:'")
            return (nil, [])
        }
        switch SourceText.read(place, as: file.siteFile, limit: SiteReader.sizeLimit) {
        case .failure(let mistake): return (nil, [mistake])
        case .success(let source):
            var reader = SiteReader(source: source, name: file.siteName ?? file.title)
            reader.read()
            return (reader.site, reader.log.sorted)
        }
    }

    private func images(_ file: CaseFile, log: inout MistakeLog) -> [ImageryPlace] {
        var places: [ImageryPlace] = []
        for (text, mark) in file.imagery {
            let scheme = text.range(of: "://").map { text[..<$0.lowerBound].lowercased() }
            if let scheme {
                guard ["http", "https"].contains(scheme), let host = URL(string: text)?.host, !host.isEmpty else {
                    log.error(
                        at: mark, "the address \(quoted(text)) cannot be used",
                        "expected an address that begins with https:// or http://, or a path")
                    continue
                }
                places.append(.address(text))
            } else if PathPattern.isPattern(text) {
                let root = text.hasPrefix("/") ? "/" : path
                let found = PathPattern(text).paths(below: root)
                if !found.isComplete {
                    log.error(
                        at: mark, "\(quoted(text)) leads through more than \(PathPattern.limit) files",
                        "expected a pattern for a smaller folder; not all files that fit were found")
                } else if found.paths.isEmpty {
                    log.warning(
                        at: mark, "no file fits \(quoted(text))", "check the pattern; it begins at the case folder")
                    places.append(.nowhere(text))
                }
                places += found.paths.map(ImageryPlace.path)
            } else if FileManager.default.fileExists(atPath: resolved(text)) {
                places.append(.path(resolved(text)))
            } else {
                log.error(
                    at: mark, "\(quoted(text)) does not exist",
                    "expected a path from the case folder, or an absolute one")
            }
        }
        return places
    }

    /// Mistakes in the `scene.yaml` files below `imagery/`.
    private func sceneMistakes() -> [Mistake] {
        let root = path + "/"
        let found = PathPattern("imagery/**/*scene.yaml").paths(below: path)
        let files = found.paths.filter { $0.hasSuffix("/scene.yaml") || $0.hasSuffix(".scene.yaml") }
        let mistakes = files.flatMap { file in
            SceneFactsFile.parse(file, name: file.hasPrefix(root) ? String(file.dropFirst(root.count)) : file).1
        }
        guard !found.isComplete else { return mistakes }
        return mistakes + [
            Mistake(
                file: "imagery", position: nil, severity: .warning,
                problem: "the folder holds more than \(PathPattern.limit) files, so not every scene.yaml was checked",
                expected: "move scenes that the case does not need elsewhere")
        ]
    }
}

/// A case as it lies in its folder.
public struct CaseContents: Hashable, Sendable {
    /// The question, its period and its site.
    public var `case`: Case
    /// Further places to take scenes from, besides the folder `imagery`; patterns are resolved.
    public var imagery: [ImageryPlace]
    /// Facts that hold for all scenes whose files and own `scene.yaml` do not say otherwise.
    public var sceneDefaults: SuppliedFacts
    /// What is taken for granted of arrivals.
    public var arrivals = ArrivalAssumptions()
    /// Where each indicator stands, by its id.
    public var indicatorPlaces: [String: IndicatorPlace] = [:]
    /// Where each number of its scenarios stands, by the input's id.
    public var inputPlaces: [String: InputPlace] = [:]
    /// What sources say of it; empty where there is no `sources.yaml`.
    public var sources = SourceBook()
    /// What is probably not as it was meant.
    public var warnings: [Mistake] = []
}

/// Where a scene can be taken from.
public enum ImageryPlace: Hashable, Sendable {
    /// A file or folder on this machine.
    case path(String)
    /// An address that begins with `http://` or `https://`.
    case address(String)
    /// A pattern that no file fits at present: there may be none yet, or a disk may be unplugged.
    case nowhere(String)
}
