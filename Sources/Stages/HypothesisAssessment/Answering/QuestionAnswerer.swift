import Findings
import Foundation
import Inquiry
import Statistics

/// Answers questions that hang on the hypotheses and on each other, by a small Bayesian network.
///
/// The hypotheses' leaves are the states of its root; all evidence comes in there as the likelihood of each leaf (Pearl 1988, section
/// 2.2.2). Answers are found by two algorithms that must agree (``NetworkInference``).
struct QuestionAnswerer {
    let inquiry: HypothesisInquiry
    let tree: HypothesisTree

    /// The answers with their probabilities before and after the evidence.
    ///
    /// - Parameters:
    ///   - priors: Probabilities of the leaves before the evidence.
    ///   - logs: Natural logarithms of the evidence's likelihoods by leaf; −∞ for one that is excluded.
    /// - Returns: In the order of the case.
    /// - Throws: ``AssessmentError/questions(_:)`` for tables that are not whole, circles, and evidence that leaves nothing.
    func answers(priors: [Double], logs: [Double]) throws(AssessmentError) -> [QuestionResult] {
        guard !inquiry.questions.isEmpty else { return [] }
        do throws(DiscreteNetworkError) {
            var variables = [
                DiscreteNetwork.Variable(id: LinkedQuestion.hypothesis, states: tree.leafIDs, table: priors)
            ]
            for question in inquiry.questions { variables.append(try variable(question)) }
            let inference = try NetworkInference(try DiscreteNetwork(variables))
            let before = try inference.posteriors()
            let highest = logs.max() ?? 0
            let after = try inference.posteriors(
                given: [.likelihoods(LinkedQuestion.hypothesis, logs.map { exp($0 - highest) })])
            var results: [QuestionResult] = []
            for question in inquiry.questions {
                guard let first = before[question.id], let second = after[question.id] else { continue }
                results.append(
                    QuestionResult(
                        id: question.id, text: question.text,
                        answers: question.answers.indices.map {
                            .init(answer: question.answers[$0], prior: first[$0], posterior: second[$0])
                        }))
            }
            return results
        } catch {
            throw .questions("\(error)")
        }
    }

    /// A question with its table in the order that networks have: what it hangs on first, the last of that faster.
    private func variable(_ question: LinkedQuestion) throws(DiscreteNetworkError) -> DiscreteNetwork.Variable {
        let states = question.dependsOn.map { id in
            id == LinkedQuestion.hypothesis
                ? tree.leafIDs : inquiry.questions.first { $0.id == id }?.answers ?? []
        }
        var ways: [[String]] = [[]]
        for own in states {
            // A table that is too large is refused by the network; here it must only not be built.
            guard ways.count * max(1, own.count) <= DiscreteNetwork.tableLimit else { break }
            ways = ways.flatMap { way in own.map { way + [$0] } }
        }
        let rows = Dictionary(question.rows.map { ($0.given, $0.probabilities) }) { first, _ in first }
        return DiscreteNetwork.Variable(
            id: question.id, states: question.answers, parents: question.dependsOn,
            table: ways.flatMap { rows[$0] ?? [] })
    }
}
