import Scenarios
import Yams

extension ScenarioReader {
    /// Reads which carriers were seen together.
    mutating func sightings(_ node: Node, carriers: [String]) -> [CarrierSighting] {
        let nodes =
            list(node, "'seen'", atMost: Self.mostEntries, expected: "expected a list of carriers with numbers") ?? []
        return nodes.compactMap { node in
            let keys = ["carrier", "count", "days", "sources", "elicited_from", "note"]
            guard let fields = YAMLFields(node, known: keys, of: "an entry of 'seen'", log: &log),
                let carrier = fields.requiredText("carrier", of: "the entry of 'seen'", log: &log)
            else { return nil }
            guard carriers.contains(carrier) else {
                log.error(
                    at: fields["carrier"]?.mark, "there is no carrier \(quoted(carrier))",
                    proposal(for: carrier, among: carriers))
                return nil
            }
            guard fields["count"] != nil else {
                log.error(at: fields.mark, "the entry of 'seen' has no 'count'", "add how many were seen together")
                return nil
            }
            guard let count = whole(fields, "count", in: 0...1_000_000) else { return nil }
            let days = fields.number("days", in: 0.01...36_500, unit: "days", log: &log)
            return CarrierSighting(carrier: carrier, count: count, days: days, basis: basis(fields))
        }
    }
}
