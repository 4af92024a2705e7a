import ArgumentParser
import Disclosure

/// What is left out of something that is handed on.
struct RedactionOptions: ParsableArguments {
    @Option(
        name: .customLong("redact"),
        help: "Leave out: coordinates, sources or imagery. Can be given several times, or joined by commas.")
    var parts: [String] = []
    @Option(help: "Side in metres of the cells that stand for coordinates; by default 10000.")
    var coarsen: Double?

    mutating func validate() throws {
        let redaction = try redaction
        if let coarsen {
            guard redaction.parts.contains(.coordinates) else {
                throw ValidationError("--coarsen needs --redact coordinates.")
            }
            guard Redaction.coarsenesses.contains(coarsen) else {
                throw ValidationError("--coarsen must lie between 100 and 1000000 metres, found \(coarsen).")
            }
        }
    }

    /// What is left out.
    var redaction: Redaction {
        get throws {
            let names = parts.flatMap { $0.split(separator: ",").map(String.init) }
            let known = try names.map { name in
                guard let part = Redaction.Part(rawValue: name) else {
                    throw ValidationError(
                        "'\(name)' cannot be left out; expected \(Redaction.Part.allCases.map(\.rawValue).joined(separator: ", "))."
                    )
                }
                return part
            }
            return Redaction(Set(known), coarseness: coarsen ?? 10_000)
        }
    }
}
