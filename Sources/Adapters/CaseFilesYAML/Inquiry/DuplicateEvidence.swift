import Foundation
import Inquiry
import Yams

/// Finds indicators that tell the same thing twice.
///
/// "No look shows five cars" is "a look shows five cars", negated: whoever is told the one knows the other. Rules that ask for several looks are another matter: none is not the same as fewer than three.
struct DuplicateEvidence {
    /// Whether indicators of one group are weighed each by itself.
    let countsEach: Bool
    private var rules: [IndicatorRule: Earlier] = [:]
    /// By the rule with the sense of a single sighting: what asks for one look that shows it, and what asks for none.
    private var sightings: [IndicatorRule: (earlier: Earlier, isNone: Bool)] = [:]
    private var texts: [String: Earlier] = [:]

    private struct Earlier {
        var id: String
        var group: String?
        var line: Int
    }

    init(countsEach: Bool) { self.countsEach = countsEach }

    /// Takes the next indicator, and notes where an earlier one is the same.
    mutating func add(_ indicator: Indicator, _ fields: YAMLFields, _ log: inout MistakeLog) {
        let here = Earlier(id: indicator.id, group: indicator.group, line: fields.mark?.line ?? 0)
        if let rule = indicator.rule.map(Self.ordered) {
            if let earlier = rules[rule] {
                note(indicator, earlier, "the same rule", at: fields["rule"]?.mark, &log)
                return
            }
            rules[rule] = here
            if let (sighting, isNone) = Self.sighting(rule) {
                if let (earlier, wasNone) = sightings[sighting] {
                    note(
                        indicator, earlier,
                        isNone == wasNone ? "the same rule but for the number of looks" : "the same rule, negated,",
                        at: fields["rule"]?.mark, &log)
                    return
                }
                sightings[sighting] = (here, isNone)
            }
        }
        // Signs count: "< 80 m" is not "> 80 m".
        let words = indicator.text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !words.isEmpty else { return }
        if let earlier = texts[words] {
            note(indicator, earlier, "the same text", at: fields["text"]?.mark, &log)
        } else {
            texts[words] = here
        }
    }

    private func note(
        _ indicator: Indicator, _ earlier: Earlier, _ what: String, at mark: Mark?, _ log: inout MistakeLog
    ) {
        let problem = "\(quoted(indicator.id)) has \(what) as \(quoted(earlier.id)) in line \(earlier.line)"
        if let group = indicator.group, group == earlier.group, !countsEach {
            log.warning(
                at: mark, "\(problem): the same evidence twice in the group \(quoted(group))", "remove one of both")
        } else {
            log.error(
                at: mark, "\(problem), so that the same evidence would count twice",
                countsEach
                    ? "remove one of both; with 'dependence: independent' groups do not help"
                    : "remove one of both, or put both into one group")
        }
    }

    /// What a rule would be if it asked for one look that shows it, and whether it asks for none; nil for one that asks for several.
    private static func sighting(_ rule: IndicatorRule) -> (rule: IndicatorRule, isNone: Bool)? {
        var single = rule
        single.sense = .shown(atLeast: 1, ofLatest: nil)
        switch rule.sense {
        case .shown(1, nil): return (single, false)
        case .notShown: return (single, true)
        case .shown: return nil
        }
    }

    /// A rule without the order in which its names were written.
    private static func ordered(_ rule: IndicatorRule) -> IndicatorRule {
        var rule = rule
        rule.zones.sort()
        switch rule.condition {
        case .told(let quantity, let words): rule.condition = .told(quantity: quantity, words: words.sorted())
        case .ground(let kinds, let area): rule.condition = .ground(kinds: kinds.sorted(), leastArea: area)
        default: break
        }
        return rule
    }
}
