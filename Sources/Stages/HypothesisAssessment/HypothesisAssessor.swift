public import Findings
public import Foundation
public import Inquiry

/// Weighs what was observed and said for and against competing hypotheses.
public struct HypothesisAssessor: Sendable {
    /// Raised when the results of the same inputs change.
    public static let version = 1

    private let inquiry: HypothesisInquiry
    private let reader: IndicatorReader

    /// Makes an assessor.
    ///
    /// - Parameters:
    ///   - inquiry: Hypotheses, what they predict, and how evidence is weighed.
    ///   - reader: Reads indicators from looks and statements.
    public init(inquiry: HypothesisInquiry, reader: IndicatorReader) {
        self.inquiry = inquiry
        self.reader = reader
    }

    /// How likely each hypothesis is, and all that hangs on it.
    ///
    /// - Parameter limit: Only what was known by then counts; nil for all.
    /// - Returns: The same for the same inputs, whatever the number of threads.
    /// - Throws: ``AssessmentError`` where hypotheses cannot be weighed, above all where what was read is impossible under each.
    public func assessment(asOf limit: Date? = nil) throws(AssessmentError) -> Assessment {
        let tree = HypothesisTree(inquiry.hypotheses)
        var readings: [(Indicator, IndicatorReading)] = []
        var open: [Indicator] = []
        for indicator in inquiry.indicators {
            let reading = reader.reading(of: indicator, asOf: limit)
            if let reading { readings.append((indicator, reading)) }
            if reading.map({ $0.outcome == .notJudged }) ?? true { open.append(indicator) }
        }
        let model = try EvidenceModel(
            tree: tree, priors: tree.leafPriors, readings: readings, dependence: inquiry.settings.dependence)
        let posteriors = try model.posterior()
        let order = Ranking.order(posteriors)
        let (leading, next) = (order[0], order[1])
        let drawn = LikelihoodDraws(model).outcome(
            samples: inquiry.settings.samples, seed: inquiry.settings.seed, leading: leading)
        let analysts = try AnalystComparer(inquiry: inquiry, reader: reader, limit: limit).comparison(with: posteriors)
        return Assessment(
            asOf: limit, hypotheses: results(of: tree, model, posteriors, drawn), leading: tree.leafIDs[leading],
            runnerUp: tree.leafIDs[next], method: Self.words(inquiry.settings.dependence),
            samples: drawn.samples, seed: inquiry.settings.seed, leadingShare: drawn.leadingShare,
            evidence: model.items.map { evidence($0, in: model, leading, next) },
            notJudged: inquiry.indicators.compactMap { indicator in
                guard let reading = readings.first(where: { $0.0.id == indicator.id })?.1 else {
                    return IndicatorReading(
                        indicator: indicator.id, outcome: .notJudged,
                        sentence: "nobody has looked for it yet: it has no rule, and nobody says anything of it.",
                        shown: 0, detection: 0)
                }
                return reading.outcome == .notJudged ? reading : nil
            },
            matrix: MatrixMaker(model: model, posteriors: posteriors).matrix(),
            sensitivity: SensitivityFinder(model: model, posteriors: posteriors).sensitivity(
                sources: sourceSweeps(tree, readings, asOf: limit)),
            collection: try CollectionFinder(model: model, posteriors: posteriors, settings: inquiry.settings).worth(
                of: open),
            questions: try QuestionAnswerer(inquiry: inquiry, tree: tree).answers(
                priors: model.priors, logs: model.logSums()),
            course: try course(tree, until: limit),
            analysts: analysts,
            advocate: AdvocateWriter(model: model, posteriors: posteriors, open: open).advocate(
                for: next, against: leading),
            warnings: warnings(model, drawn, analysts))
    }

    private func results(
        of tree: HypothesisTree, _ model: EvidenceModel, _ posteriors: [Double], _ drawn: LikelihoodDraws.Outcome
    ) -> [HypothesisResult] {
        tree.entries.enumerated().map { place, entry in
            HypothesisResult(
                id: entry.id, text: entry.text, parent: entry.parent.map { tree.entries[$0].id }, depth: entry.depth,
                isLeaf: entry.leaves.count == 1 && tree.leaves[entry.leaves.lowerBound] == place,
                prior: entry.leaves.reduce(0) { $0 + model.priors[$1] },
                posterior: entry.leaves.reduce(0) { $0 + posteriors[$1] }, percentiles: drawn.percentiles[place])
        }
    }

    private func evidence(
        _ item: EvidenceModel.Item, in model: EvidenceModel, _ leading: Int, _ next: Int
    ) -> EvidenceResult {
        let likelihoods = model.likelihoods(of: item)
        let excluded = [leading, next].filter { likelihoods[$0] <= 0 }
        return EvidenceResult(
            reading: item.reading, text: item.indicator.text, group: item.indicator.group, weight: item.weight,
            weightReason: item.reason, likelihoods: likelihoods, elicited: item.elicited,
            ratio: excluded.isEmpty
                ? min(likelihoods[leading] / likelihoods[next], .greatestFiniteMagnitude) : nil,
            excludes: excluded.map { model.tree.leafIDs[$0] },
            diagnosticity: DiagnosticityMeasures.measures(of: item, in: model),
            elicitedFrom: item.indicator.elicitedFrom, rationale: item.indicator.rationale)
    }

    private static func words(_ dependence: AssessmentSettings.Dependence) -> String {
        switch dependence {
        case .independent: "Each piece of evidence counts by itself, as if none depended on another."
        case .strongest: "Of each group of dependent evidence only the piece that tells hypotheses apart most counts."
        case .tempered(let weight, true): "All likelihoods are taken to the power of \(weight)."
        case .tempered(let weight, false):
            "In groups of two or more pieces of evidence likelihoods are taken to the power of \(weight)."
        }
    }

    private func warnings(
        _ model: EvidenceModel, _ drawn: LikelihoodDraws.Outcome, _ analysts: AnalystComparison?
    ) -> [String] {
        var found: [String] = []
        if model.items.isEmpty {
            found.append("No indicator could be judged, so that the probabilities are the priors.")
        }
        if drawn.leadingShare < 0.9 {
            found.append(
                "In \(Int(((1 - drawn.leadingShare) * 100).rounded())) % of the draws of the likelihood ranges another hypothesis leads."
            )
        }
        if drawn.samples < inquiry.settings.samples {
            found.append(
                "\(drawn.samples) draws were made in place of \(inquiry.settings.samples): with so many hypotheses more are not kept."
            )
        }
        let disputed = model.items.filter { $0.reading.remarks.contains { $0.contains("contradict") } }
        if !disputed.isEmpty {
            found.append("Sources contradict each other on \(WordList.joined(disputed.map(\.indicator.id))).")
        }
        if let analysts, analysts.pooled == nil { found.append("Several analysts: \(analysts.pooling)") }
        return found
    }

    /// The answer without each source, and with each relied on: indicators that it speaks of are read anew.
    private func sourceSweeps(
        _ tree: HypothesisTree, _ readings: [(Indicator, IndicatorReading)], asOf limit: Date?
    ) -> [AssessmentSensitivity.SourceSweep] {
        func posterior(_ source: String, relied: Bool) -> [Double]? {
            let changed = readings.compactMap { indicator, reading -> (Indicator, IndicatorReading)? in
                guard indicator.statements.contains(where: { $0.sources.contains(source) }) else {
                    return (indicator, reading)
                }
                if relied {
                    return reader.relying(on: source).reading(of: indicator, asOf: limit).map { (indicator, $0) }
                }
                return reader.reading(of: indicator.without(source), asOf: limit).map { (indicator, $0) }
            }
            do throws(AssessmentError) {
                return try EvidenceModel(
                    tree: tree, priors: tree.leafPriors, readings: changed, dependence: inquiry.settings.dependence
                ).posterior()
            } catch { return nil }
        }
        return Set(readings.filter { $0.1.outcome != .notJudged }.flatMap(\.1.sources)).sorted().compactMap { source in
            guard let without = posterior(source, relied: false), let relied = posterior(source, relied: true) else {
                return nil
            }
            return .init(source: source, without: without, relied: relied)
        }
    }

    // MARK: Through time

    /// The answer after each look and document that changed a reading.
    private func course(_ tree: HypothesisTree, until limit: Date?) throws(AssessmentError) -> [AssessmentStep] {
        var changes: [(time: Date?, place: Int, reading: IndicatorReading?)] = []
        for (place, indicator) in inquiry.indicators.enumerated() {
            for entry in reader.history(of: indicator, until: limit) {
                changes.append((entry.time, place, entry.reading))
            }
        }
        changes.sort { ($0.time ?? .distantPast, $0.place) < ($1.time ?? .distantPast, $1.place) }
        var current = [IndicatorReading?](repeating: nil, count: inquiry.indicators.count)
        var told = current
        var steps: [AssessmentStep] = []
        var start = 0
        while start < changes.count {
            let time = changes[start].time
            while start < changes.count, changes[start].time == time {
                current[changes[start].place] = changes[start].reading
                start += 1
            }
            let moves = current.indices.compactMap { Self.move(from: told[$0], to: current[$0]) }
            let readings = zip(inquiry.indicators, current).compactMap { indicator, reading in
                reading.map { (indicator, $0) }
            }
            let posteriors = try EvidenceModel(
                tree: tree, priors: tree.leafPriors, readings: readings, dependence: inquiry.settings.dependence
            ).posterior()
            // Looks that say the same again make no step, but the last one, which ends where the answer is.
            let moved = zip(posteriors, steps.last?.posteriors ?? []).map { abs($0 - $1) }.max() ?? 1
            guard !moves.isEmpty || moved >= Self.toldMove || (start == changes.count && moved > 0) else { continue }
            steps.append(AssessmentStep(time: time, posteriors: posteriors, moves: moves))
            told = current
        }
        return steps
    }

    /// Change of a probability from which a step is told though no reading became another.
    private static let toldMove = 0.02
    /// Change of the logarithm of a reading's likelihood ratio from which it counts as another reading.
    private static let toldRatio = 0.2

    /// How a reading became another; nil where it says what it said before.
    private static func move(
        from before: IndicatorReading?, to now: IndicatorReading?
    ) -> AssessmentStep.Move? {
        guard let now else { return nil }
        if now.outcome == before?.outcome ?? .notJudged {
            guard let before, now.outcome != .notJudged else { return nil }
            func ratio(_ reading: IndicatorReading) -> Double {
                log(max(reading.whenTrue, 1e-9) / max(reading.whenFalse, 1e-9))
            }
            guard abs(ratio(now) - ratio(before)) >= toldRatio || now.reliability != before.reliability else {
                return nil
            }
        }
        return .init(
            indicator: now.indicator, from: before?.outcome, to: now.outcome, sentence: now.sentence,
            looks: now.looks, sources: now.sources)
    }
}

extension Indicator {
    /// The indicator as if a source had said nothing; what it said together with others they still say.
    fileprivate func without(_ source: String) -> Indicator {
        var changed = self
        changed.statements = statements.compactMap { statement in
            guard statement.sources.contains(source) else { return statement }
            var left = statement
            left.sources.removeAll { $0 == source }
            return left.sources.isEmpty ? nil : left
        }
        return changed
    }
}
