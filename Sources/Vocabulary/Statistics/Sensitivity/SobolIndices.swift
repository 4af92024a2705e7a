/// How much of a result's variance comes from each of its independent inputs.
public struct SobolIndices: Hashable, Codable, Sendable {
    /// By input: the share of the variance that would be gone on average if that input alone were known.
    public var first: [Double]
    /// By input: the share that would be left on average if all others were known; what it does together with others counts.
    public var total: [Double]
    /// The variance itself.
    public var variance: Double

    /// Estimates the indices of a function of inputs that are each spread evenly over 0…1.
    ///
    /// - Parameters:
    ///   - inputs: How many inputs there are; 0 or more.
    ///   - samples: Number of pairs of draws; the function is asked (`inputs` + 2) times as often.
    ///   - seed: Seed of the draws.
    ///   - function: The function; finite.
    /// - Returns: The indices; an error of about 1/√`samples` each is left.
    public static func estimate(
        inputs: Int, samples: Int, seed: UInt64, _ function: ([Double]) -> Double
    ) -> SobolIndices {
        var stream = RandomStream(seed: seed)
        var sums = SobolSums(inputs: inputs)
        func draw() -> [Double] { (0..<max(0, inputs)).map { _ in stream.uniform() } }
        for _ in 0..<max(0, samples) {
            let (first, second) = (draw(), draw())
            let (a, b) = ([function(first)], [function(second)])
            sums.add(first: a, second: b)
            for input in first.indices {
                var mixed = first
                mixed[input] = second[input]
                sums.add(input: input, first: a, second: b, mixed: [function(mixed)])
            }
        }
        return sums.indices
    }
}

/// Sums from which Sobol indices come, so that draws can be made in blocks and by several threads.
///
/// Source: Saltelli et al. (2010), Computer Physics Communications 181, 259–270: for first-order indices the estimator (b) of table 2,
///
///     V_i = mean of f(B) (f(A with column i of B) − f(A)),
///
/// for total ones that of Jansen (1999), (f) of the same table, half the mean of (f(A) − f(A with column i of B))².
public struct SobolSums: Sendable {
    private var count = 0.0
    private var sum = 0.0
    private var squares = 0.0
    private var products: [Double]
    private var differences: [Double]
    private var shifts: [Double]
    private let centre: Double

    /// Begins with nothing.
    ///
    /// - Parameters:
    ///   - inputs: How many inputs there are.
    ///   - centre: A number near the results' mean, which is taken off them so that products do not lose digits.
    public init(inputs: Int, centre: Double = 0) {
        products = Array(repeating: 0, count: max(0, inputs))
        differences = products
        shifts = products
        self.centre = centre
    }

    /// Adds results of pairs of draws.
    ///
    /// - Parameters:
    ///   - first: Results of the draws A.
    ///   - second: Results of the draws B, as many.
    public mutating func add(first: [Double], second: [Double]) {
        for (a, b) in zip(first, second) {
            count += 2
            sum += (a - centre) + (b - centre)
            squares += (a - centre) * (a - centre) + (b - centre) * (b - centre)
        }
    }

    /// Adds results where one input of the draws A was taken from the draws B.
    ///
    /// - Parameters:
    ///   - input: Which; of one that does not exist nothing is added.
    ///   - first: Results of the draws A.
    ///   - second: Results of the draws B.
    ///   - mixed: Results of the draws A with that input of B.
    public mutating func add(input: Int, first: [Double], second: [Double], mixed: [Double]) {
        guard products.indices.contains(input) else { return }
        var (product, difference, shift) = (0.0, 0.0, 0.0)
        for place in 0..<min(first.count, second.count, mixed.count) {
            let change = mixed[place] - first[place]
            product += (second[place] - centre) * change
            difference += change * change
            shift += change
        }
        products[input] += product
        differences[input] += difference
        shifts[input] += shift
    }

    /// Adds the sums of other draws of the same inputs around the same centre.
    public mutating func add(_ other: SobolSums) {
        count += other.count
        sum += other.sum
        squares += other.squares
        for place in 0..<min(products.count, other.products.count) {
            products[place] += other.products[place]
            differences[place] += other.differences[place]
            shifts[place] += other.shifts[place]
        }
    }

    /// The indices; all 0 where the results do not vary.
    public var indices: SobolIndices {
        guard count > 0 else { return SobolIndices(first: products, total: products, variance: 0) }
        let mean = sum / count
        let variance = max(0, squares / count - mean * mean)
        let none = [Double](repeating: 0, count: products.count)
        guard variance > 1e-12 * (squares / count), variance > 0 else {
            return SobolIndices(first: none, total: none, variance: 0)
        }
        let pairs = count / 2
        return SobolIndices(
            first: products.indices.map { (products[$0] - mean * shifts[$0]) / pairs / variance },
            total: differences.map { $0 / 2 / pairs / variance }, variance: variance)
    }
}
