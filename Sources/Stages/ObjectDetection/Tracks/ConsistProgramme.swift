import Foundation

/// The interval programme: cuts a stretch of marks into vehicles and what lies between them.
///
/// A cutting is a list of vehicles [a, b) in samples. Its weight is the product of
/// - for each vehicle: what the network says of it (occupancy, heats at both ends, heats of ends inside as a cost), and the
///   sum over the classes of share · probability of the length · agreement of the class channels;
/// - for each gap between vehicles: coupled · probability of the gap where it is at most the largest coupling gap, else
///   not coupled · rate of new vehicles; for the first vehicle the rate alone.
/// A vehicle that begins where the stretch begins, or ends where it ends, is cut off: it needs no mark
/// there, and its length is at least what is seen.
///
/// All sums run over all cuttings: a semi-Markov chain, whose best cutting (Viterbi), total, marginals (forward and
/// backward) and distribution of the number of vehicles are found exactly in time (samples × longest vehicle).
///
/// Source: Sarawagi & Cohen (2004), "Semi-Markov conditional random fields for information extraction", NIPS 17, sections
/// 2.2 and 3; the count's distribution carries a generating function through the same recursion.
struct ConsistProgramme: Sendable {
    /// Samples.
    let count: Int
    /// Longest vehicle in samples.
    let most: Int
    /// Largest coupling gap in samples.
    let largestGap: Int
    /// Logarithm of the probability of a coupling gap and of being coupled, by samples.
    let coupled: [Double]
    /// Logarithm of not being coupled.
    let open: Double
    /// Logarithm of the rate of new vehicles for a sample.
    let rate: Double
    /// Logarithm of the weight of a vehicle at the stretch's edge.
    let edge: Double

    private let prior: VehicleLengthPrior
    private let classWeight: Double
    private let strayCost: Double
    /// Samples at a vehicle's ends whose heats are its own.
    private let ownReach: Int
    private let evidence: [Double]
    private let stray: [Double]
    private let beginning: [Double]
    private let ending: [Double]
    private let agreement: [[Double]]
    private let shares: [Double]

    /// Prepares a stretch.
    ///
    /// - Parameters:
    ///   - marks: What the network says along it.
    ///   - blocked: Samples where no vehicle of this track can stand, since one of another track does; empty for none.
    ///   - settings: Weights.
    ///   - prior: Lengths of vehicles.
    init(marks: StripMarks, blocked: [Bool] = [], settings: StripSettings, prior: VehicleLengthPrior) {
        count = marks.count
        self.prior = prior
        most = prior.most
        let sampling = settings.sampling
        let largestGap = Int((settings.largestCouplingGap / sampling + 1e-9).rounded(.down))
        self.largestGap = largestGap
        let gaps = (0...largestGap).map { gap in
            let away = (Double(gap) * sampling - settings.couplingGap) / settings.couplingGapSpread
            // A twentieth for gaps of any size, since a hand or a curve makes some of them odd.
            return exp(-away * away / 2) + 0.05
        }
        let sum = gaps.reduce(0, +)
        coupled = gaps.map { log(settings.coupledShare * $0 / sum) }
        open = log(1 - settings.coupledShare)
        rate = log(settings.startsPerKilometre * sampling / 1000)
        edge = log(settings.edgeShare)
        classWeight = settings.classWeight
        strayCost = settings.strayMarkCost
        ownReach = Int((1.2 / sampling).rounded())

        let count = count
        func sums(_ value: (Int) -> Double) -> [Double] {
            var sums = [0.0]
            sums.reserveCapacity(count + 1)
            for index in 0..<count { sums.append(sums[index] + value(index)) }
            return sums
        }
        func seen(_ index: Int) -> Double { 1 - min(1, max(0, Double(marks.hidden[index]))) }
        evidence = sums { index in
            if !blocked.isEmpty, blocked[index] { return -1e4 }
            let share = min(0.982, max(0.018, Double(marks.occupied[index])))
            return settings.occupancyWeight * seen(index) * log(share / (1 - share))
        }
        // The samples around a boundary whose heats speak of it, and what an ideal mark gives there.
        let spread = 0.45 / sampling
        let reach = max(1, Int((2 * spread).rounded()))
        let shape = (-reach..<reach).map { exp(-pow((Double($0) + 0.5) / spread, 2) / 2) }
        let full = shape.reduce(0) { $0 + $1 * $1 }
        let mass = spread * (2 * Double.pi).squareRoot()
        stray = sums { seen($0) * Double(marks.begins[$0] + marks.ends[$0]) / mass }
        func matched(_ heats: [Float]) -> [Double] {
            (0...count).map { boundary in
                var value = 0.0
                var view = 0.0
                for (index, weight) in shape.enumerated() {
                    let sample = boundary - reach + index
                    guard (0..<count).contains(sample) else { continue }
                    value += Double(heats[sample]) * weight
                    view += seen(sample) * weight
                }
                let heat = min(1, value / full)
                let share = view / shape.reduce(0, +)
                return settings.endWeight * share * log((heat + 0.02) / (settings.neutralHeat + 0.02))
            }
        }
        beginning = matched(marks.begins)
        ending = matched(marks.ends)
        let classes = marks.classes.count
        let logarithms = (0..<count).map { sample in
            let values = (0..<classes).map { log(max(0.01, Double(marks.classes[$0][sample]))) }
            let best = values.max() ?? 0
            return values.map { ($0 - best) * seen(sample) }
        }
        agreement = (0..<classes).map { index in sums { logarithms[$0][index] } }
        shares = (0..<classes).map { log(VehicleLengthPrior.shares[$0]) }
    }

    /// Fewest and most samples of a vehicle that begins at a boundary and ends at another; nil where there is none.
    func isPossible(_ from: Int, _ to: Int) -> Bool {
        let length = to - from
        guard length >= prior.fewestOfPiece, length <= most else { return false }
        return length >= prior.fewest || from == 0 || to == count
    }

    /// Logarithm of the weight of a vehicle [from, to) by class, without that of its beginning; `classes` is filled.
    func weight(_ from: Int, _ to: Int, classes: inout [Double]) -> Double {
        let length = to - from
        let isCut = from == 0 || to == count
        var common = evidence[to] - evidence[from]
        if from > 0 { common += beginning[from] }
        if to < count { common += ending[to] }
        let first = from == 0 ? 0 : min(to, from + ownReach)
        let last = to == count ? count : max(first, to - ownReach)
        if last > first { common -= strayCost * (stray[last] - stray[first]) }
        var best = -Double.infinity
        let factor = classWeight / Double(length)
        for index in classes.indices {
            let value =
                shares[index] + (isCut ? prior.cut[index][length] : prior.whole[index][length])
                + factor * (agreement[index][to] - agreement[index][from])
            classes[index] = value
            best = max(best, value)
        }
        guard best > -.infinity else { return best }
        var sum = 0.0
        for index in classes.indices { sum += exp(classes[index] - best) }
        let total = best + log(sum)
        for index in classes.indices { classes[index] -= total }
        return common + total
    }

    /// Number of classes.
    var classCount: Int { shares.count }

    /// Weights of all vehicles, `[from][length]`, flat.
    func table() -> [Double] {
        var table = [Double](repeating: -.infinity, count: count * (most + 1))
        var classes = [Double](repeating: 0, count: classCount)
        for from in 0..<count {
            for to in (from + 1)...max(from + 1, min(count, from + most)) where isPossible(from, to) {
                table[from * (most + 1) + to - from] = weight(from, to, classes: &classes)
            }
        }
        return table
    }
}

/// Logarithm of the sum of two numbers given by their logarithms.
func pairSum(_ a: Double, _ b: Double) -> Double {
    let high = max(a, b)
    guard high > -.infinity else { return high }
    return high + log1p(exp(min(a, b) - high))
}
