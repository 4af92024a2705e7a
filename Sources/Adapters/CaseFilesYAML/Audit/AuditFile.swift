public import Evidence
import Foundation

/// What was done to a case: `audit.jsonl`, one JSON object a line, each with the hash of the one before it. Lines are only ever added.
public struct AuditFile: Sendable {
    /// Where it lies.
    public let path: String

    /// Names the file of a case; nothing is read or made yet.
    public init(_ folder: CaseFolder) { path = folder.path + "/audit.jsonl" }

    /// Whether there is a file, whatever it holds.
    public var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Walks along the whole log as it is now; lines that are added meanwhile are left out.
    ///
    /// - Parameters:
    ///   - hashes: Hashes to look out for.
    ///   - each: Told each line with its number from 1; what is longer than any entry is told as broken.
    /// - Returns: The finished walk; without any line where there is no file.
    /// - Throws: ``CaseFilesError`` where the file cannot be read.
    public func walk(
        lookingFor hashes: [String] = [], each: (Int, AuditLine) -> Void = { _, _ in }
    ) throws(CaseFilesError) -> AuditChain {
        var chain = AuditChain(lookingFor: hashes)
        guard exists else { return chain }
        try requireFile()
        guard let handle = FileHandle(forReadingAtPath: path) else { throw unreadable }
        defer { try? handle.close() }
        do {
            // Nobody is in the middle of a line while this is held.
            try wait(for: handle, LOCK_SH)
            let end = try handle.seekToEnd()
            flock(handle.fileDescriptor, LOCK_UN)
            let rest = try AuditLines(handle: handle, start: 0, end: end).read { line in
                switch line {
                case .whole(let bytes): each(chain.lines, chain.take(bytes))
                case .overlong(let size, let start):
                    chain.takeOverlong(size: size, start: start)
                    each(chain.lines, .broken("it is longer than any entry can be"))
                }
            }
            chain.finish(isOpen: rest)
            return chain
        } catch let error as CaseFilesError { throw error } catch { throw unreadable }
    }

    /// Why the file cannot be read.
    var unreadable: CaseFilesError {
        CaseFilesError(.notWritable, "\(path) cannot be read; check who may read it, and that its disk is well.")
    }

    /// Refuses anything but a plain file: a link would lead the log elsewhere, a pipe would wait for ever.
    func requireFile() throws(CaseFilesError) {
        let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        guard type == .typeRegular else {
            throw CaseFilesError(
                .notWritable, "\(path) is no plain file, so it cannot be the case's audit log; move it away.")
        }
    }

    /// Waits until nobody else holds the file, ten seconds at most.
    func wait(for handle: FileHandle, _ lock: Int32) throws(CaseFilesError) {
        for _ in 0..<500 {
            if flock(handle.fileDescriptor, lock | LOCK_NB) == 0 { return }
            Thread.sleep(forTimeInterval: 0.02)
        }
        throw CaseFilesError(
            .notWritable, "Another program holds \(path); wait until it is done, then try again.")
    }
}
