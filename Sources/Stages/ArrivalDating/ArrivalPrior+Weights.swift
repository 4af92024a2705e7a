import Findings
import Foundation

extension ArrivalPrior {
    /// The probability of each bin, from the latest; they sum to 1.
    func weights(of grid: ArrivalGrid, timeZone: String) throws(ArrivalDatingError) -> [Double] {
        guard let clock = PlaceClock(identifier: timeZone) else { throw .timeZone(timeZone) }
        var weights: [Double]
        switch self {
        case .uniform: weights = grid.bins.map(Self.length)
        case .hourOfDay(let hours):
            guard hours.count == 24 else {
                throw .prior("it has \(hours.count) weights for hours of the day; expected 24, from midnight")
            }
            weights = Self.average(grid, clock) { hours[min(23, Int($0))] }
        case .hours(let from, let until, let factor):
            guard (0...24).contains(from), (0...24).contains(until), from != until else {
                throw .prior(
                    "its hours are \(number(from)) and \(number(until)); expected two different ones of 0 to 24")
            }
            guard factor > 0, factor.isFinite else { throw .prior("its factor is \(number(factor)); expected above 0") }
            weights = Self.average(grid, clock) { hour in
                let isInside = from < until ? hour >= from && hour < until : hour >= from || hour < until
                return isInside ? factor : 1
            }
        case .bins(let given):
            guard given.count == grid.bins.count else {
                throw .prior("it has \(given.count) weights; the window has \(grid.bins.count) bins")
            }
            weights = given.reversed()
        }
        guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
            throw .prior("a weight is negative or no number; expected 0 or more")
        }
        let total = weights.reduce(0, +)
        guard total > 0, total.isFinite else { throw .prior("no weight within the window is above 0") }
        return weights.map { $0 / total }
    }

    private static func length(_ bin: ArrivalGrid.Bin) -> Double { Double(bin.start - bin.end) }

    /// Weight by hour of the local day, averaged over each bin in quarters of an hour at most.
    private static func average(
        _ grid: ArrivalGrid, _ clock: PlaceClock, _ weight: (Double) -> Double
    ) -> [Double] {
        grid.bins.map { bin in
            let parts = max(1, Int((length(bin) / 900_000).rounded(.up)))
            var sum = 0.0
            for part in 0..<parts {
                let middle = Double(bin.end) + length(bin) * (Double(part) + 0.5) / Double(parts)
                sum += weight(clock.hourOfDay(grid.look.addingTimeInterval(-middle / 1000)))
            }
            return length(bin) * sum / Double(parts)
        }
    }
}
