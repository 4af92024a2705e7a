import ArgumentParser
import CaseFilesYAML
import CatalogueGeoPackage
import Evidence
import Foundation
import Workflow

/// Notes in a case's audit log what commands did: the one place from which that is done.
///
/// No work is lost because it cannot be noted: that is said, and the command ends with exit code 3.
struct AuditTrail {
    let folder: CaseFolder

    init(_ folder: CaseFolder) { self.folder = folder }

    private var file: AuditFile { AuditFile(folder) }

    /// Begins the log where there is none yet, before anything is changed that its first entry is to tell of.
    func begin() async {
        let size = (try? FileManager.default.attributesOfItem(atPath: file.path))?[.size] as? Int
        guard size ?? 0 == 0 else { return }
        do {
            let (anchor, _) = await noted()
            try file.append(
                AuditFile.Draft(
                    who: NSUserName(), what: AuditDeed.begin.rawValue,
                    details: [
                        "decisions": try DecisionAudit.known(in: folder), "files": AuditedFiles.ofCase(folder),
                    ], program: Analysis.softwareVersion),
                anchors: anchor.map { [$0] } ?? [], onlyFirst: true)
        } catch {
            // The note that follows fails as well, and says so.
        }
    }

    /// Notes what was done.
    ///
    /// - Parameters:
    ///   - deed: What was done.
    ///   - who: Who did it; by default the user's name on this machine.
    ///   - details: What it was done to, and what came of it.
    /// - Returns: The entry; nil where it could not be written, which was said then.
    func note(_ deed: AuditDeed, who: String? = nil, _ details: [String: AuditDetail]) async -> AuditHead? {
        await begin()
        let (anchor, canBeNoted) = await noted()
        do {
            guard
                let added = try file.append(
                    AuditFile.Draft(
                        who: who ?? NSUserName(), what: deed.rawValue, details: details,
                        program: Analysis.softwareVersion),
                    anchors: anchor.map { [$0] } ?? [])
            else { return nil }
            if added.followsTornLine {
                Failure.say(
                    "\(file.path): the last line was cut off by a crash; it stays, and the entry after it says so.")
            }
            if let doubt = added.doubts.first {
                Failure.say(
                    "\(file.path) is not whole: \(doubt). The new entry says so too; see: revisit audit verify \(folder.path)"
                )
            }
            if canBeNoted { await anchorInCatalogue(added.head) }
            return added.head
        } catch {
            Failure.say("\(error) What was done is kept, but is not noted in the audit log.")
            return nil
        }
    }

    /// Adds a line to the case's forecasts and notes it.
    ///
    /// - Returns: Whether it could be noted.
    func add(_ line: ForecastFile.Line, by who: String) async throws -> Bool {
        await begin()
        try ForecastFile(folder).append(line)
        let digest = Digest.sha256(try CanonicalJSON.text(line).utf8)
        return await note(.forecast, who: who, ["sha256": .text(digest)]) != nil
    }

    /// Notes files that were written for others, and tells the hash to keep elsewhere.
    ///
    /// - Parameters:
    ///   - format: What they are, such as "report".
    ///   - paths: The files, or folders of files.
    ///   - redaction: What was left out of them.
    ///   - shared: How to tell.
    /// - Returns: Whether it could be noted.
    func noteExport(
        _ format: String, _ paths: [String], redaction: String = "none", shared: SharedOptions
    ) async -> Bool {
        let head = await note(
            .export,
            [
                "files": AuditedFiles.list(paths, in: folder), "format": .text(format), "redaction": .text(redaction),
            ])
        guard let head else { return false }
        if shared.json {
            Output.line(["event": "audit", "number": head.number, "hash": head.hash])
        } else if !shared.quiet {
            print("Audit entry \(head.number), \(head.hash)")
        }
        return true
    }

    /// What the catalogue notes of the log, and whether it can take a newer note.
    func noted() async -> (AuditHead?, canBeNoted: Bool) {
        guard FileManager.default.fileExists(atPath: folder.catalogueFile),
            let catalogue = try? GeoPackageCatalogue(readingFrom: folder.catalogueFile)
        else { return (nil, false) }
        defer { try? catalogue.close() }
        do { return (try await catalogue.auditHead(), true) } catch { return (nil, false) }
    }

    private func anchorInCatalogue(_ head: AuditHead) async {
        do {
            let catalogue = try GeoPackageCatalogue(path: folder.catalogueFile)
            defer { try? catalogue.close() }
            try await catalogue.note(head)
        } catch {
            Failure.say("The newest entry of the audit log could not be noted in the catalogue: \(error)")
        }
    }
}
