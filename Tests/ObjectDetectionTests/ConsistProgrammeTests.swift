import Foundation
import Statistics
import Testing

@testable import ObjectDetection

/// All cuttings of a short stretch, listed one by one, with weights written out from their definition.
private struct Enumeration {
    let marks: StripMarks
    let settings: StripSettings
    let prior: VehicleLengthPrior

    var cuttings: [(vehicles: [Range<Int>], weight: Double)] {
        var all: [(vehicles: [Range<Int>], weight: Double)] = []
        func extend(_ vehicles: [Range<Int>]) {
            all.append((vehicles, weight(vehicles)))
            for from in (vehicles.last?.upperBound ?? 0)..<marks.count {
                for to in (from + 1)...marks.count where isVehicle(from, to) { extend(vehicles + [from..<to]) }
            }
        }
        extend([])
        return all
    }

    private func isVehicle(_ from: Int, _ to: Int) -> Bool {
        let metres = Double(to - from) * settings.sampling
        let isCut = from == 0 || to == marks.count
        return metres <= 30 && metres >= (isCut ? 1.5 : 3)
    }

    private func weight(_ vehicles: [Range<Int>]) -> Double {
        var total = 0.0
        let gaps = (0...Int(settings.largestCouplingGap / settings.sampling)).map { gap in
            exp(-pow((Double(gap) * settings.sampling - settings.couplingGap) / settings.couplingGapSpread, 2) / 2)
                + 0.05
        }
        for (index, vehicle) in vehicles.enumerated() {
            if index == 0 {
                total += log(
                    vehicle.lowerBound == 0
                        ? settings.edgeShare : settings.startsPerKilometre * settings.sampling / 1000)
            } else {
                let gap = vehicle.lowerBound - vehicles[index - 1].upperBound
                total +=
                    gap < gaps.count
                    ? log(settings.coupledShare * gaps[gap] / gaps.reduce(0, +))
                    : log(1 - settings.coupledShare) + log(settings.startsPerKilometre * settings.sampling / 1000)
            }
            total += own(vehicle)
        }
        if let last = vehicles.last, last.upperBound < marks.count { total += log(1 - settings.coupledShare) }
        return total
    }

    private func own(_ vehicle: Range<Int>) -> Double {
        var total = 0.0
        for sample in vehicle {
            let share = min(0.982, max(0.018, Double(marks.occupied[sample])))
            total += settings.occupancyWeight * log(share / (1 - share))
        }
        if vehicle.lowerBound > 0 { total += heat(marks.begins, vehicle.lowerBound) }
        if vehicle.upperBound < marks.count { total += heat(marks.ends, vehicle.upperBound) }
        let reach = Int((1.2 / settings.sampling).rounded())
        let first = vehicle.lowerBound == 0 ? 0 : vehicle.lowerBound + reach
        let last = vehicle.upperBound == marks.count ? marks.count : vehicle.upperBound - reach
        let mass = 0.45 / settings.sampling * (2 * Double.pi).squareRoot()
        if first < last {
            for sample in first..<last {
                total -= settings.strayMarkCost * Double(marks.begins[sample] + marks.ends[sample]) / mass
            }
        }
        let isCut = vehicle.lowerBound == 0 || vehicle.upperBound == marks.count
        var sum = 0.0
        for index in 0..<6 {
            var agreement = 0.0
            for sample in vehicle {
                let values = (0..<6).map { max(0.01, Double(marks.classes[$0][sample])) }
                agreement += log(values[index] / (values.max() ?? 1))
            }
            let length = isCut ? prior.cut[index][vehicle.count] : prior.whole[index][vehicle.count]
            sum +=
                VehicleLengthPrior.shares[index]
                * exp(length + settings.classWeight * agreement / Double(vehicle.count))
        }
        return total + log(sum)
    }

    private func heat(_ heats: [Float], _ boundary: Int) -> Double {
        let spread = 0.45 / settings.sampling
        let reach = max(1, Int((2 * spread).rounded()))
        var value = 0.0
        var view = 0.0
        var full = 0.0
        var all = 0.0
        for sample in (boundary - reach)..<(boundary + reach) {
            let weight = exp(-pow((Double(sample - boundary) + 0.5) / spread, 2) / 2)
            full += weight * weight
            all += weight
            guard (0..<marks.count).contains(sample) else { continue }
            value += Double(heats[sample]) * weight
            view += weight
        }
        return settings.endWeight * view / all
            * log((min(1, value / full) + 0.02) / (settings.neutralHeat + 0.02))
    }
}

@Suite("Cutting a strip into vehicles")
struct ConsistProgrammeTests {
    /// Marks that point to nothing in particular, so that many cuttings weigh alike.
    private func randomMarks(_ count: Int, seed: UInt64) -> StripMarks {
        var stream = RandomStream(seed: seed)
        var marks = StripMarks(unknown: count, classes: 6)
        for sample in 0..<count {
            marks.hidden[sample] = 0
            marks.occupied[sample] = Float(stream.uniform())
            marks.begins[sample] = Float(stream.uniform() * stream.uniform())
            marks.ends[sample] = Float(stream.uniform() * stream.uniform())
            var shares = (0..<6).map { _ in Float(stream.uniform() + 0.01) }
            let sum = shares.reduce(0, +)
            for index in 0..<6 { shares[index] /= sum }
            for index in 0..<6 { marks.classes[index][sample] = shares[index] }
        }
        return marks
    }

    private var settings: StripSettings {
        var settings = StripSettings()
        settings.sampling = 1
        settings.couplingGapSpread = 0.8
        settings.startsPerKilometre = 300
        settings.occupancyWeight = 0.6
        return settings
    }

    @Test("best cutting, sum, marginals and counts are those of all cuttings listed one by one", arguments: 1...8)
    func agreesWithEnumeration(seed: Int) throws {
        let marks = randomMarks(13 + seed % 4, seed: UInt64(seed))
        let settings = settings
        let prior = VehicleLengthPrior(sampling: settings.sampling)
        let all = Enumeration(marks: marks, settings: settings, prior: prior).cuttings
        let programme = ConsistProgramme(marks: marks, settings: settings, prior: prior)
        let table = programme.table()
        let sum = all.reduce(0) { $0 + exp($1.weight) }
        let winner = try #require(all.max { $0.weight < $1.weight })

        let best = programme.best(table)
        #expect(best.vehicles == winner.vehicles)
        #expect(abs(best.weight - winner.weight) < 1e-6)

        let sums = programme.sums(table)
        #expect(abs(sums.total - log(sum)) < 1e-6)

        var byCount = [Double](repeating: 0, count: 10)
        for cutting in all { byCount[cutting.vehicles.count] += exp(cutting.weight) / sum }
        let counts = programme.counts(table).probabilities
        #expect(abs(counts.reduce(0, +) - 1) < 1e-9)
        #expect(zip(counts, byCount).allSatisfy { abs($0 - $1) < 1e-8 })

        for vehicle in winner.vehicles {
            let share = all.filter { $0.vehicles.contains(vehicle) }.reduce(0) { $0 + exp($1.weight) } / sum
            let marginal = programme.marginal(of: vehicle, slack: 0, table: table, sums: sums)
            #expect(abs(marginal.probability - share) < 1e-8)
            #expect(abs(marginal.classes.reduce(0, +) - 1) < 1e-9)
        }
    }

    @Test("the expected number of vehicles is the sum of those of the classes")
    func classesAddUp() {
        let marks = randomMarks(60, seed: 5)
        let programme = ConsistProgramme(
            marks: marks, settings: settings, prior: VehicleLengthPrior(sampling: 1))
        let table = programme.table()
        let whole = programme.counts(table)
        let parts = (0..<6).map { programme.counts(table, ofClass: $0) }
        #expect(parts.allSatisfy { abs($0.probabilities.reduce(0, +) - 1) < 1e-9 })
        #expect(abs(parts.reduce(0) { $0 + $1.mean } - whole.mean) < 1e-6)
    }

    @Test("where another track's vehicle stands, none is read")
    func blockedSamplesStayFree() {
        let marks = DrawnMarks(count: 200, vehicles: [(40, 52.1, 0)]).marks
        let prior = VehicleLengthPrior(sampling: 0.3)
        var blocked = [Bool](repeating: false, count: marks.count)
        for sample in 140..<170 { blocked[sample] = true }
        let free = ConsistProgramme(marks: marks, settings: .init(), prior: prior)
        #expect(free.best(free.table()).vehicles.count == 1)
        let other = ConsistProgramme(marks: marks, blocked: blocked, settings: .init(), prior: prior)
        #expect(other.best(other.table()).vehicles.isEmpty)
    }

    @Test("lengths of each class add up to one, whole and cut")
    func priorsAreDistributions() {
        let prior = VehicleLengthPrior(sampling: 0.3)
        for index in 0..<6 {
            #expect(abs(prior.whole[index].reduce(0) { $0 + exp($1) } - 1) < 1e-9)
            // A piece may be of any length from one sample on.
            #expect(abs(prior.cut[index].dropFirst().reduce(0) { $0 + exp($1) } - 1) < 1e-9)
        }
    }
}
