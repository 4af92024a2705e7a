import Statistics

/// The distribution of the number of different objects in several looks, of which some show the same ones.
struct StayingObjects {
    /// A followed object that an earlier look shows, too.
    struct Link {
        /// The place of the earlier look.
        var look: Int
        /// Probability that it is the same one, 0…1.
        var probability: Double
    }

    /// Of each look, how many there are.
    let counts: [CountDistribution]
    /// Of each look, how many were detected.
    let detected: [Int]
    /// Of each look, which of those detected were seen before; nil where nobody followed them.
    let links: [[Link]?]
    /// Of each look, whether one between it and the look before counted none.
    let isBroken: [Bool]

    /// The distribution of all of them together.
    ///
    /// - Parameter levels: At how many equally probable levels the counts of all looks are read together.
    /// - Returns: Probabilities of 0, 1, 2 …; exact but for the levels.
    func total(levels: Int) -> CountDistribution {
        var weights: [Double] = [0]
        for level in 0..<levels {
            let share = (Double(level) + 0.5) / Double(levels)
            let numbers = counts.map { $0.quantile(share) }
            var sum = CountDistribution(weights: [1])
            for look in numbers.indices { sum = sum.adding(added(by: look, numbers)) }
            if weights.count < sum.probabilities.count {
                weights += [Double](repeating: 0, count: sum.probabilities.count - weights.count)
            }
            for (number, probability) in sum.probabilities.enumerated() { weights[number] += probability }
        }
        return CountDistribution(weights: weights)
    }

    /// How many of a look's objects no earlier one shows, where there are so many in each.
    private func added(by look: Int, _ numbers: [Int]) -> CountDistribution {
        let own = numbers[look]
        var weights = [Double](repeating: 0, count: own + 1)
        guard look > 0 else {
            weights[own] = 1
            return CountDistribution(weights: weights)
        }
        guard let links = links[look] else {
            let most = isBroken[look] ? 0 : min(own, numbers[look - 1])
            for stayed in 0...most { weights[own - stayed] += 1 / Double(most + 1) }
            return CountDistribution(weights: weights)
        }
        // Objects with one probability stay together: as likely as the least of all that stay with it.
        let steps = Set(links.map(\.probability) + [0, 1]).sorted()
        for (lower, upper) in zip(steps, steps.dropFirst()) where upper > lower {
            var byLook: [Int: Int] = [:]
            for link in links where link.probability >= upper { byLook[link.look, default: 0] += 1 }
            let seen = Double(max(detected[look], links.count, 1))
            let stayed = byLook.sorted { $0.key < $1.key }.reduce(0) { sum, entry in
                sum + min(numbers[entry.key], Int((Double(own) * Double(entry.value) / seen).rounded()))
            }
            weights[own - min(own, stayed)] += upper - lower
        }
        return CountDistribution(weights: weights)
    }
}
