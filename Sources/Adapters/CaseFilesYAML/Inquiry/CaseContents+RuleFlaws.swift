import Inquiry
import Sites

/// Where an indicator stands.
public struct IndicatorPlace: Hashable, Sendable {
    /// Path relative to the case folder.
    public var file: String
    /// Where its rule stands, or its id where it has none; nil where the place is not known.
    public var position: TextPosition?
    /// Where its likelihoods stand.
    public var likelihood: TextPosition?

    /// Names a place.
    public init(file: String, position: TextPosition?, likelihood: TextPosition? = nil) {
        self.file = file
        self.position = position
        self.likelihood = likelihood
    }
}

extension CaseContents {
    /// What rules look for that nothing finds. Such a rule would never be fulfilled, which is no evidence of absence.
    ///
    /// - Parameters:
    ///   - classes: Classes that the case's networks tell, as on their cards.
    ///   - quantities: Quantities that the case's stages measure, count or tell.
    /// - Returns: An error for each unknown class or quantity, at the line of its rule, in the order of the indicators;
    ///   none where the case has no inquiry.
    public func ruleFlaws(knownClasses classes: [String], knownQuantities quantities: [String]) -> [Mistake] {
        var mistakes: [Mistake] = []
        for indicator in self.case.inquiry?.indicators ?? [] {
            guard let rule = indicator.rule else { continue }
            var named: [(name: String, noun: String, known: [String])] = []
            switch rule.condition {
            case .count(let name, _): named = [(name, "class or quantity", classes + quantities)]
            case .measured(let quantity, let className, _):
                named = [(quantity, "quantity", quantities)]
                if let className { named.append((className, "class", classes)) }
            case .told(let quantity, _), .moved(let quantity, _): named = [(quantity, "quantity", quantities)]
            case .stayed(let className, _): named = [(className, "class", classes)]
            case .ground: break
            }
            let place = indicatorPlaces[indicator.id]
            for (name, noun, known) in named where !known.contains(name) {
                let near = proposal(for: name, among: known)
                mistakes.append(
                    Mistake(
                        file: place?.file ?? "case.yaml", position: place?.position, severity: .error,
                        problem:
                            "the rule of \(quoted(indicator.id)) waits for \(quoted(name)), a \(noun) "
                            + "that nothing finds",
                        expected: near.isEmpty
                            ? "add a network that finds it under 'models', or leave the rule out and make statements"
                            : near))
            }
        }
        return mistakes
    }
}
