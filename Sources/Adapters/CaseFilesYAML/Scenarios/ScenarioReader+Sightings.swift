import Inquiry
import Scenarios
import Yams

extension ScenarioReader {
    /// Reads which carriers were seen: how many, or which counts of looks tell it.
    mutating func sightings(_ node: Node, carriers: [String]) -> [CarrierSighting] {
        let nodes =
            list(node, "'seen'", atMost: Self.mostEntries, expected: "expected a list of carriers with numbers") ?? []
        return nodes.enumerated().compactMap { number, node in
            let keys = [
                "carrier", "count", "zone", "class", "period", "days", "sources", "elicited_from", "note",
            ]
            guard let fields = YAMLFields(node, known: keys, of: "an entry of 'seen'", log: &log),
                let carrier = fields.requiredText("carrier", of: "the entry of 'seen'", log: &log)
            else { return nil }
            guard carriers.contains(carrier) else {
                log.error(
                    at: fields["carrier"]?.mark, "there is no carrier \(quoted(carrier))",
                    proposal(for: carrier, among: carriers))
                return nil
            }
            places["seen.\(number + 1)"] = fields["class"]?.mark ?? fields.mark
            guard let seen = numberSeen(fields, of: carrier) else { return nil }
            let days = fields.number("days", in: 0.01...36_500, unit: "days", log: &log)
            return CarrierSighting(carrier: carrier, number: seen, days: days, basis: basis(fields))
        }
    }

    /// How many were seen; nil after a mistake.
    private mutating func numberSeen(_ fields: YAMLFields, of carrier: String) -> CarrierSighting.Number? {
        let ofLooks = ["zone", "class", "period"].first { fields[$0] != nil }
        guard fields["count"] == nil else {
            if let ofLooks {
                log.error(
                    at: fields[ofLooks]?.mark, "the entry of 'seen' has 'count' and '\(ofLooks)'",
                    "expected either 'count', or 'zone' for what looks counted there")
                return nil
            }
            return whole(fields, "count", in: 0...1_000_000).map { .stated($0) }
        }
        guard fields["zone"] != nil else {
            log.error(
                at: fields.mark, "the entry of 'seen' has no 'count'",
                "add how many were seen together, or 'zone: …' to take what looks counted there")
            return nil
        }
        guard let zone = named(fields, "zone", "zone of the site", among: zones) else { return nil }
        let name = fields["class"] == nil ? carrier : fields.text("class", log: &log)
        let period = fields["period"] == nil ? nil : span(fields, "period")
        guard let name, fields["period"] == nil || period != nil else { return nil }
        return .counted(
            CarrierCount(zone: zone, className: name, firstDay: period?.firstDay, lastDay: period?.lastDay))
    }
}
