import Findings
import Scenarios
import Statistics

/// What a carrier may hold.
struct CarrierLoads {
    /// Its loads, where they are a choice or certain; one nil for a range.
    let loads: [Double?]
    /// What one can hold, filled or not, t, for each of `loads`.
    let most: [Drawn]
    /// What one holds when laden, t, for each of `loads`.
    let each: [Drawn]
    /// What one of those seen holds, laden or not, t, for each of `loads`.
    let seen: [Drawn]
    /// What one holds when laden, t, whatever its load.
    let all: Drawn

    init(_ carrier: Carrier, _ numbers: ScenarioNumbers) {
        let number = numbers.number(carrier.load)
        let fill = numbers.drawn(carrier.fill, or: 1)
        let laden = numbers.drawn(carrier.laden, or: 1)
        let load = numbers.drawn(carrier.load)
        all = load * fill
        loads = number.isCertain ? [number.low] : number.shape == .choice ? number.values.map { $0 } : [nil]
        most = loads.map { stated in stated.map { Drawn([$0], inputs: [carrier.load.id]) } ?? load }
        each = most.map { $0 * fill }
        seen = each.map { $0 * laden }
    }
}

/// How many carriers were seen: a number that somebody states, or what looks counted.
struct SeenCarriers {
    /// Draws of the number; one where it is stated.
    let draws: Drawn
    /// The number to name where one must be named.
    let middle: Int
    /// "5", or "12 (11 to 17)".
    let words: String
    /// What looks show; nil for a number that is stated.
    let objects: DifferentObjects?

    /// A number that somebody states.
    init(stated count: Int) {
        draws = Drawn(Double(count))
        middle = count
        words = "\(count)"
        objects = nil
    }

    /// What looks show; nil where none could tell.
    init?(_ objects: DifferentObjects, _ numbers: ScenarioNumbers) {
        guard let middle = objects.middle, !objects.probabilities.isEmpty else { return nil }
        var sums: [Double] = []
        for probability in objects.probabilities { sums.append((sums.last ?? 0) + max(0, probability)) }
        let isCertain = objects.probabilities.contains { $0 >= 1 }
        // What looks show hangs on no scenario: it is drawn alike in all of them.
        let shares = isCertain ? [0.5] : numbers.shares(of: "seen.\(objects.zone).\(objects.quantity)")
        draws = Drawn(
            shares.map { share in
                let wanted = share * (sums.last ?? 0)
                return Double(sums.firstIndex { $0 > wanted } ?? sums.count - 1)
            })
        self.middle = middle
        words = objects.words
        self.objects = objects
    }

    /// Whether just one was seen.
    var isOne: Bool { words == "1" }

    /// Whether surely none was seen.
    var isNone: Bool { middle == 0 && draws.values.allSatisfy { $0 == 0 } }

    /// "5 tank cars".
    func counted(_ carrier: Carrier) -> String { isOne ? "1 \(carrier.text)" : "\(words) \(carrier.plural)" }
}
