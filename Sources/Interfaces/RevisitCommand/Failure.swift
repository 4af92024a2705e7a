import ArgumentParser
import Foundation

/// How the program ends; the codes are documented in the help and in `Documentation/commands.md`.
enum Failure {
    static let failed: Int32 = 1
    static let wrongUsage: Int32 = 2
    static let inPart: Int32 = 3

    /// Prints what is wrong on standard error and ends the program.
    static func end(with error: any Error) -> Never {
        if error is CancellationError {
            say("Stopped. What was finished is kept; run again to go on from there.")
            exit(inPart)
        }
        if let code = error as? ExitCode { exit(code.rawValue) }
        if let mistake = error as? ValidationError {
            // Found after parsing: the usage of the whole program would not help.
            say("revisit: \(mistake.message)")
            exit(wrongUsage)
        }
        let code = Revisit.exitCode(for: error)
        if code == .success || code == .validationFailure {
            let text = Revisit.fullMessage(for: error)
            if code == .success {
                print(text)
                exit(0)
            }
            say(text)
            exit(wrongUsage)
        }
        say("revisit: \(error)")
        exit(failed)
    }

    /// Writes a line to standard error.
    static func say(_ text: String) {
        // Where not even this can be written, nothing is left to be said.
        try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
    }
}
