import Scenarios
import Yams

extension ScenarioReader {
    /// Reads `stores:` of a plant.
    mutating func stores(_ node: Node) -> [PlantStore] {
        let expected = "expected a list of stores, each with 'id', 'text', 'working' and a size"
        guard let entries = list(node, "'stores'", atMost: Self.mostEntries, expected: expected) else { return [] }
        var found: [PlantStore] = []
        for entry in entries {
            let known = ["id", "text", "volume", "mass", "diameter", "height", "count", "working", "density"]
            guard let fields = YAMLFields(entry, known: known, of: "a store", log: &log),
                let id = unique(fields, "a store", among: found.map(\.id))
            else { continue }
            let what = "the store '\(id)'"
            let place = "plant.stores.\(id)"
            let text = fields.requiredText("text", of: what, log: &log)
            let kinds = ["volume", "mass", "diameter"].filter { fields[$0] != nil }
            guard kinds.count == 1 else {
                // A volume and a mass of one store would be two statements of one thing, which may contradict each other.
                log.error(
                    at: fields.mark, "\(what) has \(kinds.isEmpty ? "no size" : "the sizes \(alternatives(kinds))")",
                    "expected one of 'volume', 'mass', or 'diameter' with 'height'")
                continue
            }
            var size: PlantStore.Size?
            if let volume = part(fields, "volume", "\(place).volume", "size of one", "m3", in: Self.amounts) {
                size = .volume(volume)
            } else if let mass = part(fields, "mass", "\(place).mass", "size of one", "t", in: Self.amounts) {
                size = .mass(mass)
            } else if fields["diameter"] != nil {
                let diameter = part(fields, "diameter", "\(place).diameter", "diameter", "m", in: Self.amounts)
                let height = needed(fields, "height", of: what, "\(place).height", "height", "m", in: Self.amounts)
                if let diameter, let height { size = .tank(diameter: diameter, height: height) }
            }
            let count = part(fields, "count", "\(place).count", "how many there are", "", in: 0...1e6)
            let working = needed(
                fields, "working", of: what, "\(place).working", "share that can be used", "", in: Self.shares)
            let density = part(
                fields, "density", "\(place).density", "density of what lies there", "t/m3", in: Self.densities)
            guard let text, let size, let working else { continue }
            found.append(
                PlantStore(id: id, text: text, size: size, count: count, working: working, density: density))
        }
        return found
    }

    /// Reads `lines:` of a plant, its pipes.
    mutating func plantLines(_ node: Node) -> [PlantLine] {
        let expected = "expected a list of pipes, each with 'id', 'text', 'diameter', 'length' and 'density'"
        guard let entries = list(node, "'lines'", atMost: Self.mostEntries, expected: expected) else { return [] }
        var found: [PlantLine] = []
        for entry in entries {
            let known = ["id", "text", "diameter", "length", "density"]
            guard let fields = YAMLFields(entry, known: known, of: "a pipe", log: &log),
                let id = unique(fields, "a pipe", among: found.map(\.id))
            else { continue }
            let what = "the pipe '\(id)'"
            let place = "plant.lines.\(id)"
            let text = fields.requiredText("text", of: what, log: &log)
            let diameter = needed(fields, "diameter", of: what, "\(place).diameter", "diameter", "m", in: 0.001...100)
            let length = needed(fields, "length", of: what, "\(place).length", "length", "m", in: Self.amounts)
            let density = needed(
                fields, "density", of: what, "\(place).density", "density of what it holds", "t/m3", in: Self.densities)
            guard let text, let diameter, let length, let density else { continue }
            found.append(PlantLine(id: id, text: text, diameter: diameter, length: length, density: density))
        }
        return found
    }
}
