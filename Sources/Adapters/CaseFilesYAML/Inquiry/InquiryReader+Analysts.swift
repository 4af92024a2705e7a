import Foundation
import Inquiry
import Yams

extension InquiryReader {
    static let judgementsFolder = "judgements"

    /// Reads what other analysts judge, each in a file of its own, by the names of the files.
    @discardableResult
    mutating func readAnalysts(of inquiry: HypothesisInquiry?) -> [AnalystJudgement] {
        let place = folder + "/" + Self.judgementsFolder
        guard FileManager.default.fileExists(atPath: place) else { return [] }
        func mistake(_ severity: Mistake.Severity, _ file: String, _ problem: String, _ expected: String) {
            note(Mistake(file: file, position: nil, severity: severity, problem: problem, expected: expected))
        }
        let all: [String]
        do {
            all = try FileManager.default.contentsOfDirectory(atPath: place).filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            mistake(
                .error, Self.judgementsFolder, "the folder cannot be read",
                "expected a folder with one file for each analyst")
            return []
        }
        for name in all where name.hasSuffix(".yml") {
            mistake(
                .warning, "\(Self.judgementsFolder)/\(name)", "the file is not read",
                "expected a name that ends in .yaml")
        }
        let names = all.filter { $0.hasSuffix(".yaml") }
        guard let inquiry else {
            if !names.isEmpty {
                mistake(
                    .error, Self.judgementsFolder, "analysts judge, but the case has no 'hypotheses'",
                    "add the competing answers to case.yaml under 'hypotheses:', two or more")
            }
            return []
        }
        if names.count > Self.mostAnalysts {
            mistake(
                .error, Self.judgementsFolder, "the folder holds \(names.count) judgements",
                "expected at most \(Self.mostAnalysts)")
        }
        var found: [AnalystJudgement] = []
        var files: [String: String] = [:]
        for name in names.prefix(Self.mostAnalysts) {
            let file = "\(Self.judgementsFolder)/\(name)"
            let judgement = inFile(file) { reader, node in reader.judgement(node, of: inquiry, &files) }
            if let judgement = judgement ?? nil { found.append(judgement) }
        }
        return found
    }

    private mutating func judgement(
        _ node: Node, of inquiry: HypothesisInquiry, _ files: inout [String: String]
    ) -> AnalystJudgement? {
        let keys = ["analyst", "date", "weight", "priors", "likelihoods", "readings"]
        guard let fields = YAMLFields(node, known: keys, of: "a judgement", log: &log),
            let name = fields.requiredText("analyst", of: "the judgement", log: &log)
        else { return nil }
        if let file = files.updateValue(log.source.file, forKey: name) {
            log.error(
                at: fields["analyst"]?.mark, "the analyst \(quoted(name)) judges twice, first in \(file)",
                "expected one file for each analyst")
        }
        var judgement = AnalystJudgement(name: name)
        judgement.date = day(fields, "date")
        if let node = fields["weight"], let weight = fields.number("weight", above: 0, unit: "a weight", log: &log) {
            if weight <= 1e6 {
                judgement.weight = weight
            } else {
                log.error(at: node.mark, "'weight' is \(plain(weight))", "expected at most 1000000")
            }
        }
        if let node = fields["priors"] { judgement.priors = priors(node, of: inquiry) }
        let known = inquiry.indicators.map(\.id)
        if let node = fields["likelihoods"] {
            for (id, node) in entries(node, "'likelihoods'", known) {
                let told = likelihoods(node, of: id).found
                judgement.likelihoods.append(AnalystJudgement.IndicatorLikelihood(indicator: id, likelihoods: told))
            }
        }
        if let node = fields["readings"] {
            for (id, node) in entries(node, "'readings'", known) {
                guard let statement = statement(node) else { continue }
                judgement.readings.append(AnalystJudgement.Reading(indicator: id, statement: statement))
            }
        }
        return judgement
    }

    /// What stands under ids of indicators.
    private mutating func entries(_ node: Node, _ what: String, _ known: [String]) -> [(id: String, node: Node)] {
        let pairs = pairs(node, what, atMost: Self.mostIndicators, expected: "expected indicators, such as 'I01: …'")
        var found: [(String, Node)] = []
        for (id, mark, value) in pairs ?? [] {
            if known.contains(id) {
                found.append((id, value))
            } else {
                log.error(at: mark, "there is no indicator \(quoted(id))", proposal(for: id, among: known))
            }
        }
        return found
    }

    private mutating func priors(_ node: Node, of inquiry: HypothesisInquiry) -> [AnalystJudgement.Prior] {
        let pairs = pairs(
            node, "'priors'", atMost: 4 * Self.mostLeaves, expected: "expected hypotheses, such as 'H1: 0.2'")
        var found: [AnalystJudgement.Prior] = []
        var isComplete = true
        for (id, mark, value) in pairs ?? [] {
            guard isHypothesis(id, at: mark), let prior = probability(value, "the prior of \(quoted(id))") else {
                isComplete = false
                continue
            }
            found.append(AnalystJudgement.Prior(hypothesis: id, probability: prior))
        }
        guard isComplete, knowsHypotheses else { return found }
        checkSums(inquiry.hypotheses, found, "the priors of the hypotheses", at: node.mark)
        return found
    }

    /// Checks each level in which an own prior stands; the others are the case's.
    private mutating func checkSums(
        _ level: [Hypothesis], _ priors: [AnalystJudgement.Prior], _ what: String, at mark: Mark?
    ) {
        let own = level.map { hypothesis in priors.first { $0.hypothesis == hypothesis.id }?.probability }
        if own.contains(where: { $0 != nil }) {
            let rest = own.contains(where: { $0 == nil }) ? ", with those of the case for what is not named," : ""
            _ = sumIsOne(zip(own, level).map { $0 ?? $1.prior }, what + rest, at: mark)
        }
        for hypothesis in level where !hypothesis.parts.isEmpty {
            checkSums(hypothesis.parts, priors, "the priors of the parts of \(quoted(hypothesis.id))", at: mark)
        }
    }
}
