import Inquiry
import Yams

/// Reads one file of sources.
struct SourceReader {
    static let keys = ["sources", "facts", "events", "conversions"]

    /// What an id belongs to.
    enum Owner: String {
        case source, fact, event
        case table = "table of conversions"

        /// "an event".
        var words: String { (self == .event ? "an " : "a ") + rawValue }
    }

    /// A name that must be that of something in the file, which may come later in it.
    struct Reference {
        let id: String
        let kind: Owner
        let mark: Mark?
    }

    var log: MistakeLog
    let folder: String
    var book = SourceBook()
    var units = UnitTables()
    var references: [Reference] = []
    /// Where each source stands, by its id, and where the keys of dates that are compared later.
    var marks: [String: Mark] = [:]
    var knownMarks: [String: Mark] = [:]
    /// Bytes of archived copies that may still be hashed.
    var archiveBudget = SourceReader.archiveTotal
    private var ids: [String: (kind: Owner, line: Int)] = [:]

    init(log: MistakeLog, folder: String) {
        self.log = log
        self.folder = folder
    }

    mutating func read() {
        guard let node = log.composeYAML(),
            let fields = YAMLFields(node, known: Self.keys, of: "a file of sources", log: &log)
        else { return }
        // Tables first: facts name their units.
        for node in entries(fields, "conversions") { readTable(node) }
        units = book.units
        for node in entries(fields, "sources") { readSource(node) }
        for node in entries(fields, "events") { readEvent(node) }
        for node in entries(fields, "facts") { readFact(node) }
        checkReferences()
        checkOrigins()
        completeKnowledge()
    }

    /// The entries of a list; none where it is not given, or after a mistake.
    mutating func entries(_ fields: YAMLFields, _ key: String) -> [Node] {
        guard let node = fields[key] else { return [] }
        guard case .sequence(let sequence) = node else {
            log.error(at: node.mark, "'\(key)' is \(node.noun)", "expected a list, each entry beginning with '- '")
            return []
        }
        guard sequence.count <= SourcesFile.entryLimit else {
            log.error(
                at: node.mark, "'\(key)' has \(sequence.count) entries",
                "expected \(SourcesFile.entryLimit) at the most; split the case")
            return []
        }
        return Array(sequence)
    }

    /// The id of an entry, which no other may have; nil after a mistake.
    mutating func id(_ fields: YAMLFields, of kind: Owner) -> String? {
        guard let id = fields.requiredText("id", of: "the \(kind.rawValue)", log: &log) else { return nil }
        let mark = fields["id"]?.mark
        if let reason = CaseFile.flaw(ofCaseID: id) {
            log.error(at: mark, "the id \(quoted(id)) \(reason)", CaseFile.expectedID)
            return nil
        }
        if let other = ids[id] {
            log.error(
                at: mark, "the id \(quoted(id)) is that of \(other.kind.words) in line \(other.line) already",
                "expected another: sources, facts and events are named by it")
            return nil
        }
        ids[id] = (kind, mark?.line ?? 0)
        return id
    }

    /// Names of other entries, which are looked up when all are read.
    mutating func names(_ fields: YAMLFields, _ key: String, of kind: Owner, besides own: String? = nil) -> [String] {
        var found: [String] = []
        let given = fields.texts(key, log: &log) ?? []
        guard given.count <= 200 else {
            log.error(at: fields[key]?.mark, "'\(key)' names \(given.count) entries", "expected 200 at the most")
            return []
        }
        for (text, mark) in given {
            if text == own {
                log.error(at: mark, "the \(kind.rawValue) \(quoted(text)) names itself in '\(key)'", "take it out")
            } else if found.contains(text) {
                log.error(at: mark, "'\(key)' names \(quoted(text)) twice", "expected it once")
            } else {
                found.append(text)
                references.append(Reference(id: text, kind: kind, mark: mark))
            }
        }
        return found
    }

    /// A day, month, year or two of them; nil where it is not given, or after a mistake.
    mutating func span(_ fields: YAMLFields, _ key: String) -> CalendarSpan? {
        guard let text = fields.text(key, log: &log) else { return nil }
        return span(text, key, at: fields[key]?.mark)
    }

    mutating func span(_ text: String, _ key: String, at mark: Mark?) -> CalendarSpan? {
        do throws(SourceFlaw) {
            return try CalendarSpan(text)
        } catch {
            log.error(at: mark, "'\(key)': \(error.problem)", error.expected)
            return nil
        }
    }

    private mutating func checkReferences() {
        let known = Dictionary(grouping: ids.keys.sorted()) { ids[$0]?.kind ?? .source }
        for reference in references where ids[reference.id]?.kind != reference.kind {
            let known = known[reference.kind] ?? []
            let noun = reference.kind.rawValue
            if let other = ids[reference.id] {
                log.error(
                    at: reference.mark, "\(quoted(reference.id)) is \(other.kind.words), not \(reference.kind.words)",
                    "expected the id of \(reference.kind.words)")
            } else {
                // Names are compared letter by letter, so not for mistakes that nobody will see.
                let hint = log.mistakes.count < MistakeLog.limit ? proposal(for: reference.id, among: known) : ""
                log.error(
                    at: reference.mark, "no \(noun) has the id \(quoted(reference.id))",
                    hint.isEmpty ? "add one under '\(noun)s'" : hint)
            }
        }
    }
}
