import Foundation
import Statistics

/// Eight sets of parameters side by side.
typealias Lane = SIMD8<Double>

/// Sets of parameters that an answer is averaged over, each with its weight.
///
/// Where all that is uncertain is discrete, they are all combinations, with their probabilities: an exact sum. Else each uncertain
/// quantity is drawn once in each of *n* equally probable slices, in an order of its own (Latin hypercube: McKay, Beckman &
/// Conover, 1979, Technometrics 21(2), 239–245), by a stream of its own, so that fixing one changes nothing in the others.
struct ParameterDraws: Sendable {
    /// Most combinations that are summed over.
    static let greatestProduct = 100_000

    /// What is drawn.
    enum Quantity: Hashable, Sendable {
        case parameter(ArrivalParameter)
        /// 0..<1, compared with the probability that it brought snow along.
        case brought
        /// Snowfall of a spell that is not told, millimetres of water an hour.
        case snow(spell: Int)
        /// Temperature of a spell that is not told.
        case temperature(spell: Int)
        /// Wind of a spell that is not told.
        case wind(spell: Int)
        /// Share of a clear sky's light in a spell that is not told.
        case light(spell: Int)

        /// The name of its stream.
        fileprivate var stream: UInt64 {
            switch self {
            case .parameter(let parameter):
                UInt64(ArrivalParameter.allCases.firstIndex(of: parameter) ?? 0)
            case .brought: 90
            case .snow(let spell): 1000 + 4 * UInt64(spell)
            case .temperature(let spell): 1001 + 4 * UInt64(spell)
            case .wind(let spell): 1002 + 4 * UInt64(spell)
            case .light(let spell): 1003 + 4 * UInt64(spell)
            }
        }
    }

    /// Number of sets.
    let count: Int
    /// Weights, which sum to 1; those that only fill the last lane have none.
    let weights: [Lane]
    private let columns: [Quantity: [Lane]]
    private let values: [Quantity: Double]

    /// Draws.
    ///
    /// - Parameters:
    ///   - parameters: What is known of each.
    ///   - others: What else is drawn, by its quantile function.
    ///   - count: Number of sets where they are drawn.
    ///   - seed: Of all streams.
    init(
        _ parameters: [(Quantity, ParameterDistribution)],
        others: [(Quantity, @Sendable (Double) -> Double)], count: Int, seed: UInt64
    ) {
        let uncertain = parameters.filter { !$0.1.isFixed }
        var values: [Quantity: Double] = [:]
        for (quantity, distribution) in parameters where distribution.isFixed {
            values[quantity] = distribution.quantile(0.5)
        }
        self.values = values
        var discrete: [(Quantity, values: [Double], weights: [Double])] = []
        for case (let quantity, .discrete(let values, let weights)) in uncertain {
            discrete.append((quantity, values, weights))
        }
        let product = discrete.reduce(1.0) { $0 * Double($1.values.count) }
        var columns: [Quantity: [Double]] = [:]
        let weights: [Double]
        if others.isEmpty, discrete.count == uncertain.count, product <= Double(Self.greatestProduct) {
            let count = Int(product)
            var combined = [Double](repeating: 1, count: count)
            var stride = 1
            for entry in discrete {
                let total = entry.weights.reduce(0, +)
                columns[entry.0] = (0..<count).map { entry.values[$0 / stride % entry.values.count] }
                for index in 0..<count { combined[index] *= entry.weights[index / stride % entry.values.count] / total }
                stride *= entry.values.count
            }
            weights = combined
        } else {
            weights = [Double](repeating: 1 / Double(count), count: count)
            for (quantity, distribution) in uncertain {
                columns[quantity] = Self.drawn(quantity, count, seed) { distribution.quantile($0) }
            }
            for (quantity, quantile) in others { columns[quantity] = Self.drawn(quantity, count, seed, quantile) }
        }
        self.count = weights.count
        self.weights = Self.lanes(weights, filler: 0)
        self.columns = columns.mapValues { Self.lanes($0, filler: $0.last ?? 0) }
    }

    /// Number of lanes.
    var lanes: Int { weights.count }

    /// The values of a quantity in a lane; of what was never named, 0.
    func lane(_ quantity: Quantity, _ index: Int) -> Lane {
        if let column = columns[quantity] { return column[index] }
        return Lane(repeating: values[quantity] ?? 0)
    }

    /// All lanes of a quantity.
    func column(_ quantity: Quantity) -> [Lane] {
        columns[quantity] ?? [Lane](repeating: Lane(repeating: values[quantity] ?? 0), count: lanes)
    }

    /// The least value of a quantity.
    func least(_ quantity: Quantity) -> Double {
        columns[quantity]?.lazy.map { $0.min() }.min() ?? values[quantity] ?? 0
    }

    private static func drawn(
        _ quantity: Quantity, _ count: Int, _ seed: UInt64, _ quantile: (Double) -> Double
    ) -> [Double] {
        var stream = RandomStream.stream(seed: seed, name: quantity.stream)
        var values = (0..<count).map { quantile((Double($0) + stream.uniform()) / Double(count)) }
        for index in stride(from: count - 1, to: 0, by: -1) {
            // The bias of a product against a remainder is below one in 2⁴⁰ for as few numbers as these.
            values.swapAt(index, Int(stream.uniform() * Double(index + 1)))
        }
        return values
    }

    private static func lanes(_ values: [Double], filler: Double) -> [Lane] {
        stride(from: 0, to: values.count, by: 8).map { start in
            var lane = Lane(repeating: filler)
            for index in start..<min(start + 8, values.count) { lane[index - start] = values[index] }
            return lane
        }
    }
}
