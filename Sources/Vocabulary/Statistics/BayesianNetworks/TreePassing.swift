import Foundation

/// One question to a junction tree at work: tables of cliques and separators, and the factors that were taken out of
/// them.
struct TreePassing {
    private let cliques: [TreeClique]
    /// Tables of all cliques, one after the other.
    private var potentials: [Double]
    /// Tables of all separators: what a clique told its parent, with a largest entry of 1.
    private var separators: [Double]
    /// For each clique the largest entry of what it told its parent, before that was scaled.
    private var scales: [Double]
    /// Logarithm of the probability of the evidence, after the first pass.
    private(set) var logEvidence: Double
    /// The evidence has a probability above 0.
    private(set) var isPossible = true
    private let onlySupport: Bool

    init(_ cliques: [TreeClique], potentials: [Double], onlySupport: Bool) {
        self.cliques = cliques
        self.potentials = potentials
        separators = Array(repeating: 1, count: cliques.reduce(0) { $0 + $1.separatorCount })
        scales = Array(repeating: 1, count: cliques.count)
        logEvidence = 0
        self.onlySupport = onlySupport
    }

    /// Multiplies the table of a clique by weights of the states of one of its variables.
    mutating func multiply(_ weights: [Double], on variable: Int, in number: Int) {
        let clique = cliques[number]
        let stride = clique.stride(of: variable)
        var entry = clique.begin
        while entry < clique.begin + clique.count {
            for weight in weights {
                for place in entry..<entry + stride { potentials[place] *= weight }
                entry += stride
            }
        }
    }

    /// The pass to the root, which is left with a sum of 1.
    ///
    /// - Parameter logScale: Logarithm of the factor that was taken out of the evidence.
    mutating func collect(logScale: Double) {
        logEvidence = logScale
        for (number, clique) in cliques.enumerated().reversed() {
            guard let parent = clique.parent else { continue }
            guard tell(of: clique, number) else {
                isPossible = false
                return
            }
            hear(from: clique, in: cliques[parent])
        }
        guard let root = cliques.first else { return }
        let entries = root.begin..<root.begin + root.count
        var sum = 0.0
        for entry in entries { sum += potentials[entry] }
        guard sum >= Double.leastNormalMagnitude else {
            isPossible = false
            return
        }
        for entry in entries { potentials[entry] /= sum }
        logEvidence += log(sum)
    }

    /// Sums a clique's table onto its separator and scales that; false where nothing is left.
    private mutating func tell(of clique: TreeClique, _ number: Int) -> Bool {
        let block = clique.block
        var entry = clique.begin
        var largest = 0.0
        for place in clique.separatorBegin..<clique.separatorBegin + clique.separatorCount {
            var sum = 0.0
            for other in entry..<entry + block { sum += potentials[other] }
            entry += block
            if onlySupport { sum = min(sum, 1) }
            separators[place] = sum
            largest = max(largest, sum)
        }
        guard largest >= Double.leastNormalMagnitude else { return false }
        for place in clique.separatorBegin..<clique.separatorBegin + clique.separatorCount {
            separators[place] /= largest
        }
        scales[number] = largest
        logEvidence += log(largest)
        return true
    }

    /// Multiplies a parent's table by what a clique told it.
    private mutating func hear(from clique: TreeClique, in parent: TreeClique) {
        var entry = parent.begin
        var largest = 0.0
        for outer in clique.inParent.outer {
            let begin = clique.separatorBegin + outer
            for inner in clique.inParent.inner {
                let value = potentials[entry] * separators[begin + inner]
                potentials[entry] = value
                largest = max(largest, value)
                entry += 1
            }
        }
        // Many messages that contradict each other would together come near to nothing.
        guard largest < 1e-100, largest >= Double.leastNormalMagnitude else { return }
        for place in parent.begin..<parent.begin + parent.count { potentials[place] /= largest }
        logEvidence += log(largest)
    }

    /// The pass from the root: afterwards each clique's table is the joint posterior of its variables.
    mutating func distribute() {
        var sums: [Double] = []
        for (number, clique) in cliques.enumerated() {
            guard let parent = clique.parent else { continue }
            sums.removeAll(keepingCapacity: true)
            sums.append(contentsOf: repeatElement(0, count: clique.separatorCount))
            var entry = cliques[parent].begin
            for outer in clique.inParent.outer {
                for inner in clique.inParent.inner {
                    sums[outer + inner] += potentials[entry]
                    entry += 1
                }
            }
            let block = clique.block
            entry = clique.begin
            for (place, sum) in sums.enumerated() {
                let told = separators[clique.separatorBegin + place]
                let ratio = told > 0 ? sum / told / scales[number] : 0
                for other in entry..<entry + block { potentials[other] *= ratio }
                entry += block
            }
        }
    }

    /// The posterior of a variable in a clique, not scaled, after both passes.
    func marginal(of variable: Int, in number: Int) -> [Double] {
        let clique = cliques[number]
        let stride = clique.stride(of: variable)
        let states = clique.variables.firstIndex(of: variable).map { clique.extents[$0] } ?? 1
        var marginal = [Double](repeating: 0, count: states)
        var entry = clique.begin
        while entry < clique.begin + clique.count {
            for state in 0..<states {
                var sum = 0.0
                for place in entry..<entry + stride { sum += potentials[place] }
                marginal[state] += sum
                entry += stride
            }
        }
        return marginal
    }
}
