import Evidence
public import Statistics

/// What analysts' decisions say of a network in one case, for one class.
public struct CaseAccuracy: Hashable, Codable, Sendable {
    /// Detections that were right and wrong.
    public var precision: DetectorAccuracy
    /// Objects that were found and missed.
    public var recall: DetectorAccuracy

    /// Joins what is known of precision to what is known of recall; zeros where nothing is.
    public init(precision: DetectorAccuracy, recall: DetectorAccuracy) {
        self.precision = precision
        self.recall = recall
    }
}

/// The objects of one class told in one zone: those looked at, and those not.
struct ReviewedClass: Hashable {
    /// Detections that nobody looked at.
    var unreviewed = 0
    /// Detections of this class that an analyst accepted.
    var confirmed = 0
    /// Objects that the network did not report as this class: drawn, or reported as another.
    var added = 0

    /// Sorts detections that are counted.
    init(_ detections: [Detection]) {
        for detection in detections {
            switch detection.review {
            case .unreviewed: unreviewed += 1
            case .accepted: confirmed += 1
            case .retyped, .drawn: added += 1
            case .rejected, .superseded: break
            }
        }
    }

    /// All that is counted.
    var count: Int { unreviewed + confirmed + added }

    /// How many there are in truth.
    ///
    /// Reviewed ones are certain; the others carry the network's measured accuracy. Where decisions of this case speak
    /// of it, both shares' posteriors are updated by them, as beta distributions are: right ones are added to the first
    /// parameter, wrong or missed ones to the second. They count in full, since they come from this very place, while
    /// the evaluation elsewhere was discounted for how much places differ.
    ///
    /// Source: Gelman et al. (2013), Bayesian Data Analysis, 3rd ed., section 2.4 (conjugate update).
    func distribution(accuracy: DetectorAccuracy, evidence: CaseAccuracy?) -> CountDistribution {
        guard confirmed + added > 0 || evidence != nil else {
            return trueCount(detected: unreviewed, accuracy: accuracy)
        }
        let precision = evidence?.precision ?? .none
        let recall = evidence?.recall ?? .none
        return trueCount(
            unreviewed: unreviewed, confirmed: confirmed, drawn: added,
            precision: BetaDistribution(
                alpha: accuracy.truePositives + precision.truePositives + 0.5,
                beta: accuracy.falsePositives + precision.falsePositives + 0.5),
            recall: BetaDistribution(
                alpha: accuracy.foundObjects + recall.truePositives + 0.5,
                beta: accuracy.falseNegatives + recall.falseNegatives + 0.5))
    }

    /// What a count's method says of the review; empty where there was none.
    func method(_ evidence: CaseAccuracy?) -> String {
        var text = ""
        if confirmed + added > 0 {
            text += "; \(confirmed + added) of \(count) looked at by an analyst and taken as certain"
            if added > 0 { text += ", \(added) of them not found by the network as this class" }
        }
        guard let evidence else { return text }
        let checked = Int(evidence.precision.truePositives + evidence.precision.falsePositives)
        let sought = Int(evidence.recall.truePositives + evidence.recall.falseNegatives)
        if checked > 0 { text += "; precision updated by \(checked) decisions of this case" }
        if sought > 0 { text += "; recall updated by \(sought) decisions of this case" }
        return text
    }
}

extension DetectorAccuracy {
    fileprivate static let none = DetectorAccuracy(truePositives: 0, falsePositives: 0, falseNegatives: 0)
}
