import Foundation
import Statistics

/// Sums over all cuttings of a stretch.
extension ConsistProgramme {
    /// Logarithms of the sums over everything before and after each boundary.
    struct Sums: Sendable {
        /// Of all that lets a vehicle begin at a boundary.
        var admission: [Double]
        /// Of all that may follow a vehicle that ends at a boundary.
        var after: [Double]
        /// Of all cuttings.
        var total: Double
    }

    /// Runs forward and backward.
    func sums(_ table: [Double]) -> Sums {
        let width = most + 1
        let never = -Double.infinity
        var free = [Double](repeating: never, count: count + 1)
        var filled = [Double](repeating: never, count: count + 1)
        var admission = [Double](repeating: never, count: count + 1)
        for boundary in 0...count {
            if boundary > 0 {
                let first = max(0, boundary - most)
                filled[boundary] = logSum(first..<boundary) { admission[$0] + table[$0 * width + boundary - $0] }
            }
            free[boundary] = boundary == 0 ? 0 : free[boundary - 1]
            let end = boundary - largestGap - 1
            if end >= 0 { free[boundary] = pairSum(free[boundary], filled[end] + open) }
            admission[boundary] = boundary == 0 ? edge : free[boundary] + rate
            for gap in 0...largestGap where boundary - gap > 0 {
                admission[boundary] = pairSum(admission[boundary], filled[boundary - gap] + coupled[gap])
            }
        }
        var total = free[count]
        for rest in 0...min(largestGap, count) {
            total = pairSum(total, filled[count - rest] + (rest == 0 ? 0 : open))
        }
        // Backward: what may follow free track, a vehicle's beginning and a vehicle's end.
        var free2 = [Double](repeating: never, count: count + 1)
        var begun = [Double](repeating: never, count: count + 1)
        var after = [Double](repeating: never, count: count + 1)
        for boundary in stride(from: count, through: 0, by: -1) {
            // A vehicle may begin and end at no boundary of its own, so `after` of later boundaries is known here.
            if boundary < count {
                let last = min(count, boundary + most)
                begun[boundary] = logSum((boundary + 1)..<(last + 1)) {
                    table[boundary * width + $0 - boundary] + after[$0]
                }
            }
            free2[boundary] = boundary == count ? 0 : free2[boundary + 1]
            free2[boundary] = pairSum(free2[boundary], (boundary == 0 ? edge : rate) + begun[boundary])
            let rest = count - boundary
            var value = rest <= largestGap ? (rest == 0 ? 0 : open) : never
            for gap in 0...largestGap where boundary + gap <= count {
                value = pairSum(value, coupled[gap] + begun[boundary + gap])
            }
            let next = boundary + largestGap + 1
            if next <= count { value = pairSum(value, open + free2[next]) }
            after[boundary] = value
        }
        return Sums(admission: admission, after: after, total: total)
    }

    private func logSum(_ range: Range<Int>, _ value: (Int) -> Double) -> Double {
        var high = -Double.infinity
        for index in range { high = max(high, value(index)) }
        guard high > -.infinity else { return high }
        var sum = 0.0
        for index in range { sum += exp(value(index) - high) }
        return high + log(sum)
    }

    /// What all cuttings together say of a vehicle: how likely one lies there, where it begins and ends, what it is.
    struct Marginal: Sendable {
        /// Probability that a vehicle lies here, both ends within the slack.
        var probability: Double
        /// Mean and standard deviation of its beginning, in samples.
        var start: (mean: Double, spread: Double)
        /// Mean and standard deviation of its end, in samples.
        var end: (mean: Double, spread: Double)
        /// Probabilities of the classes.
        var classes: [Double]
    }

    /// Adds up all vehicles whose ends lie within a slack, in samples, of those of one.
    func marginal(of vehicle: Range<Int>, slack: Int, table: [Double], sums: Sums) -> Marginal {
        let width = most + 1
        var all = 0.0
        var starts = (0.0, 0.0)
        var ends = (0.0, 0.0)
        var weights = [Double](repeating: 0, count: classCount)
        var classes = weights
        for from in max(0, vehicle.lowerBound - slack)...min(count, vehicle.lowerBound + slack) {
            for to in max(from + 1, vehicle.upperBound - slack)...max(from + 1, min(count, vehicle.upperBound + slack))
            where to - from <= most && to <= count && from < count {
                let weight = table[from * width + to - from]
                guard weight > -.infinity else { continue }
                let share = exp(sums.admission[from] + weight + sums.after[to] - sums.total)
                guard share > 1e-15 else { continue }
                all += share
                starts.0 += share * Double(from)
                starts.1 += share * Double(from) * Double(from)
                ends.0 += share * Double(to)
                ends.1 += share * Double(to) * Double(to)
                _ = self.weight(from, to, classes: &classes)
                for index in classes.indices { weights[index] += share * exp(classes[index]) }
            }
        }
        guard all > 0 else {
            return Marginal(
                probability: 0, start: (Double(vehicle.lowerBound), 0), end: (Double(vehicle.upperBound), 0),
                classes: VehicleLengthPrior.shares)
        }
        func moments(_ sum: (Double, Double)) -> (Double, Double) {
            let mean = sum.0 / all
            return (mean, max(0, sum.1 / all - mean * mean).squareRoot())
        }
        return Marginal(
            probability: min(1, all), start: moments(starts), end: moments(ends), classes: weights.map { $0 / all })
    }

    /// Distribution of the number of vehicles, or of those of one class, over all cuttings.
    ///
    /// - Parameters:
    ///   - table: The vehicles' weights.
    ///   - index: A class; nil for all vehicles.
    /// - Returns: The distribution.
    func counts(_ table: [Double], ofClass index: Int? = nil) -> CountDistribution {
        let width = most + 1
        var classes = [Double](repeating: 0, count: classCount)
        var free = [CountWeights](repeating: CountWeights(), count: count + 1)
        var filled = free
        var admission = free
        for boundary in 0...count {
            if boundary > 0 {
                for from in max(0, boundary - most)..<boundary where !admission[from].isZero {
                    let weight = table[from * width + boundary - from]
                    guard weight > -.infinity else { continue }
                    guard let index else {
                        filled[boundary].add(admission[from], times: weight, shift: 1)
                        continue
                    }
                    _ = self.weight(from, boundary, classes: &classes)
                    let share = exp(classes[index])
                    filled[boundary].add(admission[from], times: weight + log(max(share, 1e-300)), shift: 1)
                    if share < 1 { filled[boundary].add(admission[from], times: weight + log(1 - share), shift: 0) }
                }
                filled[boundary].trim()
                free[boundary] = free[boundary - 1]
            } else {
                free[0] = .none
            }
            let end = boundary - largestGap - 1
            if end >= 0 { free[boundary].add(filled[end], times: open, shift: 0) }
            admission[boundary].add(free[boundary], times: boundary == 0 ? edge : rate, shift: 0)
            for gap in 0...largestGap where boundary - gap > 0 {
                admission[boundary].add(filled[boundary - gap], times: coupled[gap], shift: 0)
            }
        }
        var total = free[count]
        for rest in 0...min(largestGap, count) {
            total.add(filled[count - rest], times: rest == 0 ? 0 : open, shift: 0)
        }
        return CountDistribution(weights: total.fromZero)
    }
}

/// Weights of the counts from ``first`` on, times the exponential of ``scale``.
private struct CountWeights {
    var scale = -Double.infinity
    var first = 0
    var values: [Double] = []

    /// Certainly no vehicle.
    static let none = CountWeights(scale: 0, first: 0, values: [1])

    init(scale: Double = -.infinity, first: Int = 0, values: [Double] = []) {
        self.scale = scale
        self.first = first
        self.values = values
    }

    var isZero: Bool { values.isEmpty }

    /// Adds other weights, each of them times the exponential of a number, for counts that are larger by `shift`.
    mutating func add(_ other: CountWeights, times logarithm: Double, shift: Int) {
        guard !other.isZero, logarithm > -.infinity else { return }
        let otherScale = other.scale + logarithm
        if values.isEmpty {
            self = CountWeights(scale: otherScale, first: other.first + shift, values: other.values)
            return
        }
        if otherScale > scale {
            let factor = exp(scale - otherScale)
            for index in values.indices { values[index] *= factor }
            scale = otherScale
        }
        let factor = exp(otherScale - scale)
        guard factor > 1e-30 else { return }
        let start = other.first + shift
        if start < first {
            values.insert(contentsOf: repeatElement(0, count: first - start), at: 0)
            first = start
        }
        let end = start + other.values.count
        if end > first + values.count {
            values.append(contentsOf: repeatElement(0, count: end - first - values.count))
        }
        for (index, value) in other.values.enumerated() { values[start - first + index] += factor * value }
    }

    /// Drops counts that are of no weight and brings the largest weight to one.
    mutating func trim() {
        guard let high = values.max(), high > 0 else {
            values = []
            return
        }
        while let last = values.last, last < high * 1e-14 { values.removeLast() }
        let leading = values.prefix { $0 < high * 1e-14 }.count
        values.removeFirst(leading)
        first += leading
        for index in values.indices { values[index] /= high }
        scale += log(high)
    }

    /// The weights of the counts 0, 1, 2, …
    var fromZero: [Double] { Array(repeating: 0, count: first) + values }
}
