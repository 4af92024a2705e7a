public import Evidence
public import Statistics

/// What an analyst's decisions say of how well a network does in this very case.
///
/// *Precision*: detections accepted are right, those rejected or given another class are wrong; only scenes in which every
/// detection of the class was looked at tell of it, for who accepts the surest ones first, or rejects the worst, would make
/// the network seem better or worse than it is. *Recall*: only scenes
/// in which somebody drew an object tell of it, for elsewhere nobody is known to have looked for what was missed; there
/// accepted ones were found, and those drawn, or given this class in place of another, were not. Only decisions about
/// these very weights count.
public struct CaseEvidence: Hashable, Codable, Sendable {
    /// Decisions from which on they are used; fewer say less than the evaluation on the network's card.
    public static let least = 20

    /// Precision's cases; `falseNegatives` is not used.
    public var precision: DetectorAccuracy
    /// Recall's cases; `falsePositives` is not used.
    public var recall: DetectorAccuracy

    /// Gathers what standing decisions say of one class of a network; nil where they are too few for either share.
    ///
    /// - Parameters:
    ///   - decisions: The decisions that stand.
    ///   - className: The class.
    ///   - model: The network.
    ///   - scenes: Scenes in which nothing that the network found of the class is left to look at.
    public init?(
        _ decisions: [ReviewDecision], of className: String, model: ModelReference, whollyReviewed scenes: Set<String>
    ) {
        let own = decisions.filter { $0.model == model }
        let searched = Set(own.filter { $0.what == .draw }.map(\.scene))
        var right = 0.0
        var wrong = 0.0
        var found = 0.0
        var missed = 0.0
        for decision in own {
            let isOwn = decision.className == className
            let isWhole = scenes.contains(decision.scene)
            switch decision.what {
            case .accept where isOwn:
                if isWhole { right += 1 }
                if searched.contains(decision.scene) { found += 1 }
            case .reject where isOwn: if isWhole { wrong += 1 }
            case .retype:
                if isOwn, isWhole { wrong += 1 }
                if decision.newClass == className, searched.contains(decision.scene) { missed += 1 }
            case .draw where isOwn: missed += 1
            default: break
            }
        }
        let precise = right + wrong >= Double(Self.least)
        let complete = found + missed >= Double(Self.least)
        guard precise || complete else { return nil }
        precision = DetectorAccuracy(
            truePositives: precise ? right : 0, falsePositives: precise ? wrong : 0, falseNegatives: 0)
        recall = DetectorAccuracy(
            truePositives: complete ? found : 0, falsePositives: 0, falseNegatives: complete ? missed : 0)
    }
}
