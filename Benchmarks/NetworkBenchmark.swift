import Foundation
import Statistics

/// Asks a network again and again, each time with other evidence: by the junction tree, by variable elimination and by both.
struct NetworkBenchmark {
    let path: String
    let rounds: Int

    /// The file: a network, and the evidence of each question.
    private struct Input: Decodable {
        var network: DiscreteNetwork
        var questions: [[NetworkEvidence]]
    }

    struct Result: Encodable {
        /// For each round seconds to make the tree.
        var make: [Double] = []
        /// For each round seconds a question, all posteriors each.
        var tree: [Double] = []
        var elimination: [Double] = []
        var both: [Double] = []
        /// Entries of the largest clique.
        var widest = 0
        /// All posteriors for the first question.
        var first: [[Double]] = []
    }

    func run() throws -> Result {
        let input = try JSONDecoder().decode(Input.self, from: Data(contentsOf: URL(filePath: path)))
        let inference = try NetworkInference(input.network)
        let states = Dictionary(uniqueKeysWithValues: input.network.variables.map { ($0.id, $0.states.count) })
        var result = Result()
        result.widest = inference.tree.cliqueNames.map { $0.reduce(1) { $0 * (states[$1] ?? 1) } }.max() ?? 0
        if let question = input.questions.first {
            result.first = try inference.posteriors(given: question).probabilities
        }
        for _ in 0..<rounds {
            let watch = Stopwatch()
            for _ in input.questions { _ = try JunctionTree(input.network) }
            result.make.append(watch.elapsed.cpu / Double(input.questions.count))
            try result.tree.append(time(input) { try inference.tree.posteriors(given: $0) })
            try result.elimination.append(time(input) { try inference.elimination.posteriors(given: $0) })
            try result.both.append(time(input) { try inference.posteriors(given: $0) })
        }
        return result
    }

    private func time(_ input: Input, _ ask: ([NetworkEvidence]) throws -> NetworkPosteriors) throws -> Double {
        var sum = 0.0
        let watch = Stopwatch()
        for question in input.questions { sum += try ask(question).logEvidence }
        let seconds = watch.elapsed.cpu
        // The sum is looked at, so that no work may be left out.
        return sum.isNaN ? .infinity : seconds / Double(input.questions.count)
    }
}
