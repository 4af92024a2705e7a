import Foundation
import Inquiry
import Yams

extension InquiryReader {
    static let expectedRange = "expected a probability, or its least, most likely and greatest value: [0.3, 0.55, 0.75]"

    /// A probability; nil after a mistake.
    mutating func probability(
        _ node: Node, _ what: String, expected: String = "expected a probability from 0 to 1"
    )
        -> Double?
    {
        guard let text = node.scalar?.string, let number = Double(text), number >= 0, number <= 1 else {
            log.error(at: node.mark, "\(what) is \(node.noun)", expected)
            return nil
        }
        return number
    }

    /// Probabilities that sum to one; nil after a mistake.
    mutating func distribution(_ node: Node, _ what: String, over names: [String]) -> [Double]? {
        let expected = "expected \(names.count) probabilities, of \(alternatives(names.map(quoted))), that sum to 1"
        guard case .sequence(let sequence) = node, sequence.count == names.count else {
            let count = node.sequence?.count
            log.error(at: node.mark, "\(what) \(count.map { "has \($0) entries" } ?? "is \(node.noun)")", expected)
            return nil
        }
        var values: [Double] = []
        for item in sequence {
            guard let value = probability(item, "an entry of \(what)") else { return nil }
            values.append(value)
        }
        guard sumIsOne(values, what, at: node.mark) else { return nil }
        return values
    }

    /// Whether probabilities sum to one; else how far they are from it is noted.
    mutating func sumIsOne(_ values: [Double], _ what: String, at mark: Mark?) -> Bool {
        let sum = values.reduce(0, +)
        guard abs(sum - 1) > Self.tolerance else { return true }
        log.error(
            at: mark,
            "\(what) \(values.count == 1 ? "is" : "sum to") \(figure(sum)), \(figure(abs(sum - 1))) "
                + (sum > 1 ? "more than 1" : "less than 1"), "expected a sum of 1")
        return false
    }

    /// A number to seven digits behind the point, without needless zeros.
    private func figure(_ number: Double) -> String {
        let text = String(format: "%.7f", number)
        let short = text.reversed().drop { $0 == "0" }.reversed()
        return String(short.last == "." ? short.dropLast() : short[...])
    }

    /// A probability with or without a range; nil after a mistake.
    mutating func elicited(_ node: Node, _ what: String) -> ElicitedProbability? {
        guard case .sequence(let sequence) = node else {
            return probability(node, what, expected: Self.expectedRange).map { ElicitedProbability($0) }
        }
        guard sequence.count == 3 else {
            log.error(at: node.mark, "\(what) has \(sequence.count) numbers", Self.expectedRange)
            return nil
        }
        var values: [Double] = []
        for item in sequence {
            guard let value = probability(item, "an entry of \(what)") else { return nil }
            values.append(value)
        }
        let found = ElicitedProbability(low: values[0], mode: values[1], high: values[2])
        let order = "expected the least, the most likely and the greatest value, in this order"
        guard found.low <= found.mode else {
            log.error(
                at: sequence[0].mark,
                "\(what): the least, \(plain(found.low)), is above the most likely, \(plain(found.mode))",
                order)
            return nil
        }
        guard found.mode <= found.high else {
            log.error(
                at: sequence[1].mark,
                "\(what): the most likely, \(plain(found.mode)), is above the greatest, \(plain(found.high))", order)
            return nil
        }
        return found
    }

    /// Likelihoods by hypothesis, and whether all of them could be read.
    mutating func likelihoods(_ node: Node, of id: String) -> (found: [Indicator.Likelihood], isComplete: Bool) {
        let what = "the likelihood of \(quoted(id))"
        guard
            let pairs = pairs(
                node, what, atMost: 4 * Self.mostLeaves,
                expected: "expected hypotheses with probabilities, such as {H1: [0.3, 0.55, 0.75], H2: 0.12}")
        else { return ([], false) }
        var found: [Indicator.Likelihood] = []
        var isComplete = true
        for (name, mark, value) in pairs {
            guard isHypothesis(name, at: mark) else {
                isComplete = false
                continue
            }
            guard let probability = elicited(value, "\(what) under \(quoted(name))") else {
                isComplete = false
                continue
            }
            found.append(Indicator.Likelihood(hypothesis: name, probability: probability))
        }
        return (found, isComplete)
    }

    /// Whether a name is that of a hypothesis; else a mistake is noted.
    mutating func isHypothesis(_ name: String, at mark: Mark?) -> Bool {
        let known = tree.entries.map(\.id)
        if !knowsHypotheses || known.contains(name) { return true }
        log.error(at: mark, "there is no hypothesis \(quoted(name))", proposal(for: name, among: known))
        return false
    }
}
