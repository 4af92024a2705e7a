import Evidence

/// Which observations tell what was counted in each look, by numbers in place of names.
///
/// Looks and observations stay where they are: of half a million of them each copy costs more than what is asked of it.
struct CountsOfLooks {
    /// What all vehicles on tracks are counted as.
    private static let railVehicles = "rail vehicles"

    /// The number of each zone that was looked at.
    private(set) var zones: [String: Int] = [:]
    /// The looks at each zone, in the order in which they came.
    private(set) var looksOfZone: [[Int]] = []
    /// What was counted at least once in each zone.
    private(set) var countedInZone: [Set<Int>] = []
    /// The name of each quantity.
    private(set) var quantities: [String] = []
    /// The number of all vehicles on tracks; nil where nobody read any tracks.
    let rail: Int?

    private struct Entry {
        var quantity: Int
        var observation: Int
        /// The look's next entry; -1 for none.
        var next: Int
    }

    private var entries: [Entry] = []
    /// The first entry of each look; -1 for none.
    private var first: [Int]

    /// What an observation says of a look, as far as it says how many.
    private struct Told: Sendable {
        var look: Int
        var isCount: Bool
    }

    /// Sorts observations by look. Of two looks with one id the later one is meant.
    init(looks: [Look], observations: [Observation]) {
        first = [Int](repeating: -1, count: looks.count)
        var zoneOfLook = [Int](repeating: 0, count: looks.count)
        for index in looks.indices {
            let zone = zones[looks[index].zone] ?? looksOfZone.count
            if zone == looksOfZone.count {
                zones[looks[index].zone] = zone
                looksOfZone.append([])
                countedInZone.append([])
            }
            looksOfZone[zone].append(index)
            zoneOfLook[index] = zone
        }
        var names: [String: Int] = [:]
        entries.reserveCapacity(observations.count)
        var last = first
        // Most observations count the same as the one before.
        var (name, quantity) = (-1, "")
        var number = 0
        for told in Self.told(by: observations, of: looks) {
            for found in told {
                defer { number += 1 }
                guard let found else { continue }
                if name < 0 || observations[number].quantity != quantity {
                    quantity = observations[number].quantity
                    name = names[quantity] ?? quantities.count
                    if name == quantities.count {
                        names[quantity] = name
                        quantities.append(quantity)
                    }
                }
                let look = found.look
                if last[look] < 0 { first[look] = entries.count } else { entries[last[look]].next = entries.count }
                last[look] = entries.count
                entries.append(Entry(quantity: name, observation: number, next: -1))
                if found.isCount { countedInZone[zoneOfLook[look]].insert(name) }
            }
        }
        rail = names[Self.railVehicles]
    }

    /// For each observation the look that it belongs to, in stretches; nil where it does not say how many.
    private static func told(by observations: [Observation], of looks: [Look]) -> [[Told?]] {
        guard !observations.isEmpty else { return [] }
        // Identifiers are found by parts of their own, chosen by the last byte, so that these can be filled side by side.
        let parts = 8
        @Sendable func part(_ id: String) -> Int { Int(id.utf8.last ?? 0) % parts }
        let indices = sideBySide(parts) { number in
            var indices: [String: Int] = [:]
            indices.reserveCapacity(looks.count / parts)
            for index in looks.indices where part(looks[index].id) == number { indices[looks[index].id] = index }
            return indices
        }
        let length = 16_384
        return sideBySide((observations.count + length - 1) / length) { stretch in
            (stretch * length..<min(observations.count, (stretch + 1) * length)).map { number in
                guard observations[number].subject == nil else { return nil }
                let isCount: Bool
                switch observations[number].result {
                case .count: isCount = true
                case .undetermined: isCount = false
                case .measured, .told, .notApplicable: return nil
                }
                let id = observations[number].look
                return indices[part(id)][id].map { Told(look: $0, isCount: isCount) }
            }
        }
    }

    /// The first observation of a quantity in a look; nil where there is none.
    func observation(of quantity: Int, in look: Int) -> Int? {
        var place = first[look]
        while place >= 0 {
            if entries[place].quantity == quantity { return entries[place].observation }
            place = entries[place].next
        }
        return nil
    }
}
