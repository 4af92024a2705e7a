import Evidence
import Foundation
import Inquiry
import Yams

extension SourceReader {
    /// Largest archived copy that is hashed, in bytes, and of all together.
    static let archiveLimit = 64 << 20
    static let archiveTotal = 256 << 20

    mutating func readSource(_ node: Node) {
        let keys = [
            "id", "title", "publisher", "author", "published", "accessed", "address", "grade", "descriptor", "based_on",
            "archive", "language", "note",
        ]
        guard let fields = YAMLFields(node, known: keys, of: "a source", log: &log) else { return }
        let id = id(fields, of: .source)
        let title = fields.requiredText("title", of: "the source", log: &log)
        var source = Source(id: id ?? "", title: title ?? "", grade: grade(fields))
        source.publisher = fields.text("publisher", log: &log)
        source.author = fields.text("author", log: &log)
        source.published = span(fields, "published")
        source.accessed = span(fields, "accessed")
        if let published = source.published, let accessed = source.accessed, accessed.lastDay < published.firstDay {
            log.error(
                at: fields["accessed"]?.mark,
                "the source was accessed in \(accessed.text), before it was published in \(published.text)",
                "expected 'accessed' after 'published'; are the two exchanged?")
        }
        source.address = fields.text("address", log: &log)
        source.descriptor = descriptor(fields["descriptor"])
        source.basedOn = names(fields, "based_on", of: .source)
        source.archive = archive(fields["archive"])
        source.language = fields.text("language", log: &log)
        source.note = fields.text("note", log: &log)
        guard let id else { return }
        marks[id] = (fields["based_on"] ?? fields["id"])?.mark
        book.sources.append(source)
    }

    private mutating func grade(_ fields: YAMLFields) -> AdmiraltyGrade {
        guard let text = fields.text("grade", log: &log) else {
            if fields["grade"] == nil {
                log.warning(
                    at: fields.mark, "the source has no 'grade' and is taken as F6: nobody judged it",
                    "add 'grade: B2', the letter for the source and the digit for what it says")
            }
            return .notJudged
        }
        do throws(SourceFlaw) {
            return try AdmiraltyGrade(text)
        } catch {
            log.error(at: fields["grade"]?.mark, error.problem, error.expected)
            return .notJudged
        }
    }

    private mutating func descriptor(_ node: Node?) -> SourceDescriptor {
        var descriptor = SourceDescriptor()
        let keys = ["completeness", "currency", "access", "bias"]
        guard let node, let fields = YAMLFields(node, known: keys, of: "'descriptor'", log: &log) else {
            return descriptor
        }
        descriptor.completeness = fields.text("completeness", log: &log)
        descriptor.currency = fields.text("currency", log: &log)
        descriptor.access = fields.text("access", log: &log)
        descriptor.bias = fields.text("bias", log: &log)
        return descriptor
    }

    private mutating func archive(_ node: Node?) -> ArchivedCopy? {
        guard let node, let fields = YAMLFields(node, known: ["file", "sha256"], of: "'archive'", log: &log),
            let file = fields.requiredText("file", of: "'archive'", log: &log)
        else { return nil }
        let mark = fields["file"]?.mark
        guard !file.hasPrefix("/"), !file.split(separator: "/").contains("..") else {
            log.error(
                at: mark, "the archived copy \(quoted(file)) lies outside the case folder",
                "expected a path inside it, so that the case can be moved as one")
            return nil
        }
        let digest = fields.text("sha256", log: &log)?.lowercased()
        let hexadecimal = Set("0123456789abcdef")
        if let digest, digest.count != 64 || !digest.allSatisfy(hexadecimal.contains) {
            log.error(
                at: fields["sha256"]?.mark, "'sha256' is \(quoted(digest))",
                "expected 64 hexadecimal digits, as sha256sum prints them")
            return nil
        }
        check(file, against: digest, at: mark, fields["sha256"]?.mark)
        return ArchivedCopy(path: file, sha256: digest)
    }

    /// Hashes an archived copy and holds it against what is noted.
    private mutating func check(_ file: String, against digest: String?, at mark: Mark?, _ digestMark: Mark?) {
        let url = URL(fileURLWithPath: folder + "/" + file).resolvingSymlinksInPath()
        guard let facts = try? FileManager.default.attributesOfItem(atPath: url.path),
            facts[.type] as? FileAttributeType == .typeRegular
        else {
            log.warning(
                at: mark, "the archived copy \(quoted(file)) is not there", "put it there, or take out 'archive'")
            return
        }
        let size = facts[.size] as? Int ?? 0
        guard size <= Self.archiveLimit, size <= archiveBudget else {
            let limit = size <= Self.archiveLimit ? Self.archiveTotal : Self.archiveLimit
            log.warning(
                at: mark, "the archived copy \(quoted(file)) was not checked",
                "\(limit >> 20) MB are read at the most\(size <= Self.archiveLimit ? " of all copies" : "")")
            return
        }
        archiveBudget -= size
        guard let data = try? Data(contentsOf: url), data.count <= Self.archiveLimit else {
            log.warning(at: mark, "the archived copy \(quoted(file)) cannot be read", "check who may read it (ls -l)")
            return
        }
        let found = Digest.sha256(data)
        guard let digest else {
            log.warning(at: mark, "the archived copy \(quoted(file)) has no 'sha256'", "add 'sha256: \(found)'")
            return
        }
        guard found == digest else {
            log.error(
                at: digestMark,
                "the archived copy \(quoted(file)) is not the one whose hash is noted: its hash is \(found)",
                "restore the copy; or note its hash, where it was changed on purpose")
            return
        }
    }

    /// Finds circles, and sources that rest on later ones.
    mutating func checkOrigins() {
        do throws(SourceFlaw) {
            _ = try SourceOrigins(book.sources)
        } catch {
            // The circle begins with one of its sources: the message stands there.
            let first = book.sources.first { error.problem.contains(": \($0.id) is based on ") }
            log.error(at: first.flatMap { marks[$0.id] }, error.problem, error.expected)
        }
        let byID = Dictionary(book.sources.map { ($0.id, $0) }) { first, _ in first }
        for source in book.sources {
            for id in source.basedOn {
                guard let own = source.published, let other = byID[id]?.published, own.lastDay < other.firstDay else {
                    continue
                }
                log.warning(
                    at: marks[source.id],
                    "the source \(quoted(source.id)) of \(own.text) is based on \(quoted(id)), which was published in "
                        + other.text, "are the two exchanged?")
            }
        }
    }
}
