import ArrivalDating
import Findings
import Foundation
import SceneIngest
import Sites
import Yams

/// What `case.yaml` says, before the site is read.
struct CaseFile {
    /// Largest file that is read, in bytes.
    static let sizeLimit = 1 << 20
    static let keys =
        [
            "id", "title", "question", "period", "site", "models", "credit", "imagery", "scene_defaults", "reference",
            "time_zone", "arrivals", "activity", ScenarioReader.key, ReportReader.key,
        ] + InquiryReader.keys

    var id = ""
    var title = ""
    var question = ""
    var period = Case.Period()
    var siteName: String?
    var siteFile = "site.geojson"
    var siteFileMark: Mark?
    var models: [String] = []
    var credit: String?
    var reference: String?
    var timeZone: String?
    var arrivals = ArrivalAssumptions()
    var activity: ActivitySettings?
    var imagery: [(text: String, mark: Mark?)] = []
    var sceneDefaults: SuppliedFacts?
    /// What stands under the keys of the inquiry; read once the zones are known.
    var inquiry: [String: Node] = [:]
    /// What stands under 'scenarios'; read once zones, sources and hypotheses are known.
    var scenarios: Node?
    /// What stands under 'report'; read once the zones are known.
    var report: Node?

    /// Reads the text of `case.yaml`; nil, after mistakes, where it is no set of keys.
    init?(log: inout MistakeLog) {
        guard let node = log.composeYAML(),
            let fields = YAMLFields(node, known: Self.keys, of: "a case", log: &log)
        else { return nil }
        if let id = fields.requiredText("id", of: "the case", log: &log) {
            self.id = id
            if let reason = Self.flaw(ofCaseID: id) {
                log.error(at: fields["id"]?.mark, "the id \(quoted(id)) \(reason)", Self.expectedID)
            }
        }
        title = fields.requiredText("title", of: "the case", log: &log) ?? ""
        question = fields.requiredText("question", of: "the case", log: &log) ?? ""
        readPeriod(fields["period"], log: &log)
        readSite(fields["site"], log: &log)
        readModels(fields, log: &log)
        credit = fields.text("credit", log: &log)
        reference = fields.text("reference", log: &log)
        if let zone = fields.text("time_zone", log: &log) {
            timeZone = zone
            log.checkTimeZone(zone, at: fields["time_zone"]?.mark)
        }
        if let node = fields["arrivals"] { arrivals = ArrivalReader.assumptions(from: node, log: &log) }
        if let node = fields["activity"] { activity = ActivityReader.settings(from: node, log: &log) }
        for key in InquiryReader.keys { inquiry[key] = fields[key] }
        scenarios = fields[ScenarioReader.key]
        report = fields[ReportReader.key]
        imagery = fields.texts("imagery", log: &log) ?? []
        if let node = fields["scene_defaults"] {
            sceneDefaults = SceneFactsFile.facts(from: node, of: "'scene_defaults'", log: &log)
        }
    }

    static let expectedID = "expected 1 to 64 letters a-z or A-Z, digits and hyphens, beginning with a letter or digit"

    /// Why a text cannot be the id of a case, which also names files; nil where it can.
    static func flaw(ofCaseID id: String) -> String? {
        let bytes = Array(id.utf8)
        guard bytes.count <= 64 else { return "has \(bytes.count) characters" }
        func isPlain(_ byte: UInt8) -> Bool {
            ((byte | 0x20) >= 97 && (byte | 0x20) <= 122) || (byte >= 48 && byte <= 57)
        }
        if let bad = id.first(where: { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")) }) {
            return "holds \(quoted(String(bad)))"
        }
        guard let first = bytes.first, isPlain(first) else { return "does not begin with a letter or digit" }
        return nil
    }

    private mutating func readPeriod(_ node: Node?, log: inout MistakeLog) {
        guard let node, let fields = YAMLFields(node, known: ["start", "end"], of: "'period'", log: &log) else {
            return
        }
        func date(_ key: String) -> CalendarText? {
            guard let text = fields.text(key, log: &log) else { return nil }
            do {
                return try CalendarText(text)
            } catch {
                let expected = "expected a day (2023-08-17) or a time with its offset (2023-08-17T10:05:00Z)"
                let problem =
                    switch error {
                    case .noDate: "'\(key)' is \(quoted(text)), which is no date"
                    case .noSuchDay: "'\(key)' is \(text), a day that no calendar has"
                    case .noSuchTime: "'\(key)' is \(text), a time that no clock shows"
                    case .noOffset: "'\(key)' is \(text), a time without its offset from UTC"
                    }
                log.error(at: fields[key]?.mark, problem, expected)
                return nil
            }
        }
        switch date("start") {
        case .day(let day): period.start = day
        case .instant(let instant): period.start = instant
        case nil: break
        }
        switch date("end") {
        case .day(let day): period.end = day.addingTimeInterval(86_400)
        case .instant(let instant): period.end = instant
        case nil: break
        }
        if let start = period.start, let end = period.end, end <= start {
            log.error(
                at: fields["end"]?.mark, "the period ends before it starts",
                "expected an end after the start; are the two exchanged?")
        }
    }

    private mutating func readSite(_ node: Node?, log: inout MistakeLog) {
        guard let node else { return }
        guard let fields = YAMLFields(node, known: ["name", "file"], of: "'site'", log: &log) else { return }
        siteName = fields.text("name", log: &log)
        if let file = fields.text("file", log: &log) {
            siteFile = file
            siteFileMark = fields["file"]?.mark
            if file.hasPrefix("/") || file.split(separator: "/").contains("..") {
                log.warning(
                    at: siteFileMark, "the site lies outside the case folder",
                    "expected a path inside it, such as site.geojson, so that the case can be moved as one")
            }
        }
    }

    private mutating func readModels(_ fields: YAMLFields, log: inout MistakeLog) {
        var seen: [String: Int] = [:]
        for (model, mark) in fields.texts("models", log: &log) ?? [] {
            if let line = seen.updateValue(mark?.line ?? 0, forKey: model) {
                log.error(
                    at: mark, "the model \(quoted(model)) is named twice, first in line \(line)", "expected it once")
            } else {
                models.append(model)
            }
        }
    }
}

extension MistakeLog {
    /// Notes a time zone that the time zone database does not have.
    mutating func checkTimeZone(_ zone: String, at mark: Mark?) {
        guard PlaceClock(identifier: zone) == nil else { return }
        error(
            at: mark, "'time_zone' is \(quoted(zone)), which the time zone database does not have",
            "expected one such as Asia/Pyongyang, or UTC")
    }
}
