import ArgumentParser
import CaseFilesYAML
import Evidence
import Foundation

extension AuditCommand {
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find every entry of the audit log that was altered, removed, put in or moved.",
            discussion: """
                The chain shows what happened inside the log. Whether its last entries were removed, or all of it was written \
                anew, only a hash shows that was kept elsewhere: in the catalogue, in a report that was written with --audit, \
                or on paper; give the latter with --head. Exit code 0: nothing is wrong; 1: something is.
                """)

        @Argument(help: "The case's folder.")
        var folder: String
        @Option(help: "A hash that was noted elsewhere, as exports tell it: 64 hexadecimal digits.")
        var head: String?
        @OptionGroup var shared: SharedOptions

        mutating func validate() throws {
            guard let head else { return }
            guard head.utf8.count == 64, head.allSatisfy(\.isHexDigit) else {
                throw ValidationError("--head takes the 64 hexadecimal digits of an entry's hash, found '\(head)'.")
            }
            self.head = head.lowercased()
        }

        /// A note of the log that is kept elsewhere.
        private struct Note {
            var place: String
            var head: AuditHead
        }

        func run() async throws {
            let folder = CaseFolder(folder)
            let notes = await notes(in: folder)
            if notes.isEmpty, head == nil { try AuditCommand.requireLog(in: folder) }
            var decisions = DecisionAudit()
            let chain = try AuditFile(folder).walk(
                lookingFor: notes.map(\.head.hash) + [head].compactMap(\.self)
            ) { _, line in
                if case .sound(let entry, _) = line { decisions.take(entry) }
            }
            for flaw in chain.flaws { say(flaw) }
            if chain.flawCount > chain.flaws.count { Failure.say("… and \(chain.flawCount - chain.flaws.count) more") }
            var count = chain.flawCount
            for flaw in try decisions.flaws(in: folder) {
                count += 1
                say(flaw)
            }
            for remark in chain.remarks { say("remark", remark) }
            for note in notes where !isSound(note, chain) { count += 1 }
            if let head, !isSound(head, chain) { count += 1 }
            if notes.isEmpty, head == nil {
                say(
                    "remark",
                    "no hash is kept outside of the log, so nobody can tell whether its last entries are missing")
            }
            tell(chain, flaws: count)
            if count > 0 { throw ExitCode(Failure.failed) }
        }

        private func notes(in folder: CaseFolder) async -> [Note] {
            var notes: [Note] = []
            if let head = await AuditTrail(folder).noted().0 { notes.append(Note(place: "revisit.gpkg", head: head)) }
            let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.reportFolder)) ?? []).sorted()
            for name in names.filter({ $0.hasSuffix(".html") }).prefix(100) {
                if let head = AuditMark.head(inReport: folder.reportFolder + "/" + name) {
                    notes.append(Note(place: "report/" + name, head: head))
                }
            }
            return notes
        }

        private func isSound(_ note: Note, _ chain: AuditChain) -> Bool {
            if let flaw = chain.standing(of: note.head) {
                var flaw = flaw
                flaw.sentence = "\(note.place): \(flaw.sentence)"
                say(flaw)
                return false
            }
            proves(note.place, note.head.number, chain)
            return true
        }

        private func isSound(_ hash: String, _ chain: AuditChain) -> Bool {
            guard let number = chain.number(of: hash) else {
                say(
                    AuditFlaw(
                        line: nil, kind: .unanchored,
                        sentence:
                            "--head: no entry of the log has the hash \(hash): that entry was altered or removed, or the "
                            + "hash is that of another log"))
                return false
            }
            proves("--head", number, chain)
            return true
        }

        private func proves(_ place: String, _ number: Int, _ chain: AuditChain) {
            // A hash covers all entries before it only where they lead to it without a break.
            guard chain.flawCount == 0 else { return }
            let newer = (chain.head?.number ?? number) - number
            say(
                "anchor",
                "\(place) names entry \(number): entries 0 to \(number) are those that stood there when that was written"
                    + (newer > 0 ? "; of the \(newer) after it this says nothing" : ""))
        }

        private func say(_ flaw: AuditFlaw) {
            if shared.json {
                var object: [String: any Sendable] = [
                    "event": "flaw", "kind": flaw.kind.rawValue, "sentence": flaw.sentence,
                ]
                object["line"] = flaw.line
                object["last_line"] = flaw.lastLine
                return Output.line(object)
            }
            print("audit.jsonl\(flaw.line.map { ":\($0)" } ?? ""): \(flaw.kind.rawValue): \(flaw.sentence)")
        }

        private func say(_ event: String, _ sentence: String) {
            if shared.json { return Output.line(["event": event, "sentence": sentence]) }
            if !shared.quiet { print("\(event): \(sentence)") }
        }

        private func tell(_ chain: AuditChain, flaws: Int) {
            if shared.json {
                var object: [String: any Sendable] = [
                    "event": "summary", "lines": chain.lines, "entries": chain.soundLines, "flaws": flaws,
                ]
                object["number"] = chain.head?.number
                object["hash"] = chain.head?.hash
                return Output.line(object)
            }
            guard !shared.quiet else { return }
            let end = chain.head.map { ", the newest \($0.hash)" } ?? ""
            print(
                "\(chain.soundLines) entries in \(chain.lines) lines\(end): "
                    + (flaws == 0 ? "nothing is wrong." : "\(flaws) flaw\(flaws == 1 ? "" : "s")."))
        }
    }
}

/// The mark of the audit log in a report that was written with `--audit`.
enum AuditMark {
    /// What a report notes of the audit log; nil where it notes nothing.
    static func head(inReport path: String) -> AuditHead? {
        // It stands in the page's head; a report may be large.
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: 1 << 14) else { return nil }
        let text = String(decoding: data, as: UTF8.self)
        guard let tag = text.firstMatch(of: /<meta[^<>]*revisit-audit[^<>]*>/),
            let found = String(tag.output).firstMatch(of: /"([0-9]{1,15}) ([0-9a-f]{64})"/), let number = Int(found.1)
        else { return nil }
        return AuditHead(number: number, hash: String(found.2))
    }
}
