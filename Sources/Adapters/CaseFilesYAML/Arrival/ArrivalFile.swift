public import ArrivalDating
import Findings
import Foundation
import Geodesy
import Yams

/// Reads what is known of an arrival from a file of its own, YAML or JSON; see `Documentation/arrival-dating.md` for its keys.
public enum ArrivalFile {
    /// Largest file that is read, in bytes.
    static let sizeLimit = 4 << 20

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: Path of the file.
    ///   - name: Path that messages show; the path itself if left out.
    /// - Returns: The question, and a dater with the file's draws, seed and level.
    /// - Throws: ``CaseFilesError`` with every mistake of the file.
    public static func read(
        _ path: String, name: String? = nil
    ) throws(CaseFilesError) -> (question: ArrivalQuestion, dater: ArrivalDater) {
        switch SourceText.read(path, as: name ?? path, limit: sizeLimit) {
        case .failure(let mistake): throw CaseFilesError(mistakes: [mistake])
        case .success(let source): return try read(source)
        }
    }

    static func read(_ source: SourceText) throws(CaseFilesError) -> (question: ArrivalQuestion, dater: ArrivalDater) {
        var reader = ArrivalReader(log: MistakeLog(source: source))
        let found = reader.read()
        guard let found, !reader.log.hasErrors else { throw CaseFilesError(mistakes: reader.log.sorted) }
        return found
    }
}

/// Reads one file.
struct ArrivalReader {
    static let keys = [
        "subject", "time_zone", "place", "last_without", "look", "step_minutes", "placement", "weather", "cues",
        "clearing",
        "parameters", "prior", "windows", "shadow", "draws", "seed", "level",
    ]

    var log: MistakeLog

    mutating func read() -> (question: ArrivalQuestion, dater: ArrivalDater)? {
        guard let node = log.composeYAML(),
            let fields = YAMLFields(node, known: Self.keys, of: "an arrival file", log: &log)
        else { return nil }
        let zone = fields.requiredText("time_zone", of: "the arrival file", log: &log)
        if let zone { log.checkTimeZone(zone, at: fields["time_zone"]?.mark) }
        for key in ["last_without", "look", "weather", "cues"] where fields[key] == nil {
            log.error(at: fields.mark, "the arrival file has no '\(key)'", "add '\(key): …'")
        }
        let (lastWithout, look) = (instant(fields, "last_without"), instant(fields, "look"))
        var question = ArrivalQuestion(
            subject: fields.text("subject", log: &log) ?? "The object", lastWithout: lastWithout ?? .distantPast,
            look: look ?? .distantFuture, timeZone: zone ?? "UTC", weather: [], cues: [])
        question.place = place(fields["place"])
        if let minutes = fields.number("step_minutes", in: 1...100_000, unit: "minutes", log: &log) {
            question.step = minutes * 60
        }
        if let placement: ArrivalPlacement = word(fields, "placement") { question.placement = placement }
        if let clearing: ClearingMode = word(fields, "clearing") { question.clearing = clearing }
        if let node = fields["weather"] { readWeather(node, into: &question) }
        if let node = fields["cues"] { question.cues = cues(node) }
        if let node = fields["parameters"] { question.parameters = parameters(node) }
        if let node = fields["prior"] { question.prior = prior(node) }
        for node in entries(fields["windows"]) {
            if let window = window(node) { question.windows.append(window) }
        }
        question.shadow = shadow(fields["shadow"])
        if let shadow = fields["shadow"], fields["place"] == nil {
            log.error(at: shadow.mark, "'shadow' is given without 'place'", "add 'place: {longitude: …, latitude: …}'")
        }
        let dater = dater(fields)
        guard lastWithout != nil, look != nil, zone != nil else { return nil }
        return (question, dater)
    }

    /// Reads what a case takes for granted of all its arrivals.
    static func assumptions(from node: Node, log: inout MistakeLog) -> ArrivalAssumptions {
        var assumptions = ArrivalAssumptions()
        let keys = ["clearing", "parameters", "prior"]
        guard let fields = YAMLFields(node, known: keys, of: "'arrivals'", log: &log) else { return assumptions }
        var reader = ArrivalReader(log: log)
        if let clearing: ClearingMode = reader.word(fields, "clearing") { assumptions.clearing = clearing }
        if let node = fields["parameters"] { assumptions.parameters = reader.parameters(node) }
        if let node = fields["prior"] {
            assumptions.prior = reader.prior(node)
            if case .bins = assumptions.prior {
                reader.log.error(
                    at: node.mark, "'prior' gives weights of bins, but each arrival of a case has bins of its own",
                    "expected hours_of_day, or from_hour, until_hour and factor")
            }
        }
        log = reader.log
        return assumptions
    }

    private mutating func dater(_ fields: YAMLFields) -> ArrivalDater {
        var dater = ArrivalDater()
        if let draws = whole(fields, "draws", in: 1...1_000_000) { dater.draws = draws }
        if let seed = whole(fields, "seed", in: 0...9_007_199_254_740_991) { dater.seed = UInt64(seed) }
        if let level = fields.number("level", in: 0.01...0.999, unit: "a probability", log: &log) {
            dater.level = level
        }
        return dater
    }

    private mutating func place(_ node: Node?) -> GeoPoint? {
        guard let node,
            let fields = YAMLFields(node, known: ["longitude", "latitude"], of: "'place'", log: &log)
        else { return nil }
        for key in ["longitude", "latitude"] where fields[key] == nil {
            log.error(at: fields.mark, "'place' has no '\(key)'", "add '\(key): …'")
        }
        guard let longitude = fields.number("longitude", in: -180...180, unit: "degrees", log: &log),
            let latitude = fields.number("latitude", in: -90...90, unit: "degrees", log: &log)
        else { return nil }
        return GeoPoint(longitude: longitude, latitude: latitude)
    }

    private mutating func window(_ node: Node) -> ArrivalQuestion.AskedWindow? {
        guard let fields = YAMLFields(node, known: ["name", "from", "until"], of: "a window", log: &log) else {
            return nil
        }
        let name = fields.requiredText("name", of: "the window", log: &log)
        for key in ["from", "until"] where fields[key] == nil {
            log.error(at: fields.mark, "the window has no '\(key)'", "add '\(key): …'")
        }
        guard let name, let from = instant(fields, "from"), let until = instant(fields, "until") else { return nil }
        return .init(name: name, from: from, until: until)
    }

    private mutating func shadow(_ node: Node?) -> MeasuredShadow? {
        let keys = ["height", "height_error", "length", "length_error", "azimuth", "azimuth_error"]
        guard let node, let fields = YAMLFields(node, known: keys, of: "'shadow'", log: &log) else { return nil }
        for key in keys.prefix(4) where fields[key] == nil {
            log.error(at: fields.mark, "'shadow' has no '\(key)'", "add '\(key): …', in metres")
        }
        guard let height = fields.number("height", above: 0, unit: "metres", log: &log),
            let heightError = fields.number("height_error", in: 0...1000, unit: "metres", log: &log),
            let length = fields.number("length", above: 0, unit: "metres", log: &log),
            let lengthError = fields.number("length_error", in: 0...10_000, unit: "metres", log: &log)
        else { return nil }
        return MeasuredShadow(
            height: height, heightError: heightError, length: length, lengthError: lengthError,
            azimuth: fields.number("azimuth", in: 0...360, unit: "degrees", log: &log),
            azimuthError: fields.number("azimuth_error", above: 0, unit: "degrees", log: &log) ?? 1)
    }

    // MARK: Values

    /// An instant with its offset; nil where it is not given, or after a mistake.
    mutating func instant(_ fields: YAMLFields, _ key: String) -> Date? { fields.instant(key, log: &log) }

    /// One word of those that a type knows.
    mutating func word<Word: RawRepresentable & CaseIterable>(_ fields: YAMLFields, _ key: String) -> Word?
    where Word.RawValue == String {
        guard let text = fields.text(key, log: &log) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue)
        log.error(at: fields[key]?.mark, "'\(key)' is \(quoted(text))", proposal(for: text, among: known))
        return nil
    }

    mutating func whole(_ fields: YAMLFields, _ key: String, in range: ClosedRange<Double>) -> Int? {
        guard let value = fields.number(key, in: range, unit: "a whole number", log: &log) else { return nil }
        guard value == value.rounded() else {
            log.error(at: fields[key]?.mark, "'\(key)' is \(value)", "expected a whole number")
            return nil
        }
        return Int(value)
    }

    /// A list, or one entry in place of a list.
    func entries(_ node: Node?) -> [Node] {
        guard let node else { return [] }
        if case .sequence(let sequence) = node { return Array(sequence) }
        return [node]
    }
}
