/// The cliques of a network: its graph with parents married, made chordal by taking out one variable after the other.
///
/// Next is the variable that leaves fewest pairs of its neighbours to be joined; of equals that whose clique has
/// fewer entries, then that which stands first in the network.
///
/// Source: Lauritzen & Spiegelhalter (1988), Journal of the Royal Statistical Society B 50(2), 157–224; Cowell et al.
/// (1999), Probabilistic Networks and Expert Systems, chapter 4.
struct TriangulatedGraph {
    /// Cliques of which none is part of another, each with its variables growing.
    let cliques: [[Int]]

    /// Makes the cliques.
    ///
    /// - Parameter network: The network.
    init(_ network: DiscreteNetwork) {
        let count = network.variables.count
        let states = network.variables.map { Double($0.states.count) }
        var rows = Array(repeating: BitRow(count: count), count: count)
        for (child, parents) in network.parents.enumerated() {
            let family = parents + [child]
            for one in family {
                for other in family where other != one { rows[one].insert(other) }
            }
        }
        var open = Array(0..<count)
        var found: [(members: BitRow, clique: [Int])] = []
        // What a variable leaves to be joined changes only near one that was taken out.
        var missing = [Int](repeating: -1, count: count)
        var entries = [Double](repeating: 0, count: count)
        while !open.isEmpty {
            var best = 0
            for (place, variable) in open.enumerated() {
                if missing[variable] < 0 {
                    let around = rows[variable].members
                    missing[variable] = around.reduce(0) { $0 + rows[variable].countNot(in: rows[$1]) - 1 } / 2
                    entries[variable] = around.reduce(states[variable]) { $0 * states[$1] }
                }
                let other = open[best]
                if (missing[variable], entries[variable]) < (missing[other], entries[other]) { best = place }
            }
            let variable = open.remove(at: best)
            let around = rows[variable].members
            var members = rows[variable]
            members.insert(variable)
            for one in around {
                rows[one].remove(variable)
                rows[one].formUnion(rows[variable], without: one)
            }
            for one in around {
                missing[one] = -1
                for other in rows[one].members { missing[other] = -1 }
            }
            // A later clique is never more than an earlier one, since a variable of that is gone.
            if !found.contains(where: { members.isSubset(of: $0.members) }) {
                found.append((members, members.members))
            }
        }
        cliques = found.map(\.clique)
    }
}

/// A set of small numbers.
private struct BitRow {
    private var words: [UInt64]

    init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

    var members: [Int] {
        var members: [Int] = []
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                members.append(index * 64 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return members
    }

    mutating func insert(_ member: Int) { words[member / 64] |= 1 << UInt64(member % 64) }

    mutating func remove(_ member: Int) { words[member / 64] &= ~(1 << UInt64(member % 64)) }

    mutating func formUnion(_ other: BitRow, without member: Int) {
        for index in words.indices { words[index] |= other.words[index] }
        remove(member)
    }

    func countNot(in other: BitRow) -> Int {
        var count = 0
        for index in words.indices { count += (words[index] & ~other.words[index]).nonzeroBitCount }
        return count
    }

    func isSubset(of other: BitRow) -> Bool {
        words.indices.allSatisfy { words[$0] & ~other.words[$0] == 0 }
    }
}
