import Foundation
import Statistics

/// Reads the vehicles of one strip from a network's marks: hidden stretches, then a programme for each part between
/// them.
struct ConsistReader: Sendable {
    let settings: StripSettings
    let prior: VehicleLengthPrior

    init(settings: StripSettings) {
        self.settings = settings
        prior = VehicleLengthPrior(sampling: settings.sampling)
    }

    /// What was read, in samples along the running direction.
    struct Reading: Sendable {
        var vehicles: [Vehicle] = []
        /// Stretches of which nothing is known.
        var hidden: [Range<Int>] = []
        /// Number of vehicles outside of the hidden stretches.
        var count = CountDistribution(weights: [1])
        /// The same by class.
        var classCounts: [CountDistribution] = []
        /// Logarithm of the weight of the best cutting.
        var score = 0.0

        /// Takes a vehicle away that stands elsewhere for certain, with its share of the counts.
        mutating func remove(_ vehicle: Vehicle) {
            guard let index = vehicles.firstIndex(where: { $0.range == vehicle.range }) else { return }
            vehicles.remove(at: index)
            func less(_ counts: CountDistribution) -> CountDistribution {
                let shares = counts.probabilities
                guard shares.count > 1 else { return counts }
                return CountDistribution(weights: [shares[0] + shares[1]] + shares[2...])
            }
            count = less(count)
            let best = vehicle.classes.indices.max { vehicle.classes[$0] < vehicle.classes[$1] } ?? 0
            if classCounts.indices.contains(best) { classCounts[best] = less(classCounts[best]) }
        }
    }

    /// A vehicle, in samples.
    struct Vehicle: Sendable {
        /// As the best cutting has it.
        var range: Range<Int>
        /// Beginning and end as all cuttings have them, with standard deviations.
        var start: (mean: Double, spread: Double)
        var end: (mean: Double, spread: Double)
        var probability: Double
        var classes: [Double]
        var isCutAtStart: Bool
        var isCutAtEnd: Bool
    }

    /// Stretches that are hidden over at least the smallest length on which nothing is concluded.
    func hiddenStretches(_ marks: StripMarks) -> [Range<Int>] {
        let least = max(1, Int((settings.smallestHiddenStretch / settings.sampling).rounded()))
        let bridge = max(1, Int((1.5 / settings.sampling).rounded()))
        var stretches: [Range<Int>] = []
        for (index, hidden) in marks.hidden.enumerated() where hidden > 0.5 {
            if let last = stretches.last, index - last.upperBound <= bridge {
                stretches[stretches.count - 1] = last.lowerBound..<(index + 1)
            } else {
                stretches.append(index..<(index + 1))
            }
        }
        return stretches.filter { $0.count >= least }
    }

    /// Reads a strip.
    ///
    /// - Parameters:
    ///   - marks: What the network says along it.
    ///   - blocked: Samples on which a vehicle of another track stands; empty for none.
    ///   - wholly: Whether vehicles and counts are wanted, or only the weight of the best cutting.
    /// - Returns: What was read.
    func reading(of marks: StripMarks, blocked: [Bool] = [], wholly: Bool = true) -> Reading {
        var reading = Reading()
        reading.hidden = hiddenStretches(marks)
        reading.classCounts = Array(repeating: CountDistribution(weights: [1]), count: marks.classes.count)
        var from = 0
        for stretch in reading.hidden + [marks.count..<marks.count] {
            if stretch.lowerBound - from >= prior.fewestOfPiece {
                read(marks, from..<stretch.lowerBound, blocked, wholly, into: &reading)
            }
            from = stretch.upperBound
        }
        return reading
    }

    private func read(
        _ marks: StripMarks, _ range: Range<Int>, _ blocked: [Bool], _ wholly: Bool, into reading: inout Reading
    ) {
        let programme = ConsistProgramme(
            marks: marks[range], blocked: blocked.isEmpty ? [] : Array(blocked[range]), settings: settings,
            prior: prior)
        let table = programme.table()
        let best = programme.best(table)
        reading.score += best.weight
        guard wholly else { return }
        let sums = programme.sums(table)
        reading.count = reading.count.adding(programme.counts(table))
        let slack = Int((1.5 / settings.sampling).rounded())
        var mayBe = [Double](repeating: 0, count: programme.classCount)
        for vehicle in best.vehicles {
            let marginal = programme.marginal(of: vehicle, slack: slack, table: table, sums: sums)
            for index in mayBe.indices { mayBe[index] += marginal.classes[index] }
            let isCut = (vehicle.lowerBound == 0, vehicle.upperBound == programme.count)
            let offset = Double(range.lowerBound)
            reading.vehicles.append(
                Vehicle(
                    range: (vehicle.lowerBound + range.lowerBound)..<(vehicle.upperBound + range.lowerBound),
                    start: (marginal.start.mean + offset, marginal.start.spread),
                    end: (marginal.end.mean + offset, marginal.end.spread),
                    probability: marginal.probability, classes: marginal.classes, isCutAtStart: isCut.0,
                    isCutAtEnd: isCut.1))
        }
        // A class that hardly any vehicle may be of is not worth a programme of its own.
        for index in mayBe.indices where mayBe[index] > 0.02 {
            reading.classCounts[index] = reading.classCounts[index]
                .adding(programme.counts(table, ofClass: index))
        }
    }
}
