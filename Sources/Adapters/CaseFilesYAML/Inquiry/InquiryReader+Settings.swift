import Foundation
import Inquiry
import Yams

extension InquiryReader {
    /// Scales of likelihood words with their numbers of rows.
    private static let scales: [(name: String, rows: Int)] = [("icd203", 2), ("phia", 1), ("ipcc", 1)]

    /// Reads how evidence is weighed and told.
    mutating func settings(_ node: Node) -> AssessmentSettings {
        var settings = AssessmentSettings()
        let keys = [
            "dependence", "samples", "seed", "words", "row", "pooling", "unmeasured_detection",
            "season_looks", "cloud",
        ]
        guard let fields = YAMLFields(node, known: keys, of: "'assessment'", log: &log) else { return settings }
        if let node = fields["dependence"], let dependence = dependence(node) { settings.dependence = dependence }
        if let samples = whole(fields, "samples", in: 1_000...10_000_000) { settings.samples = samples }
        if let node = fields["seed"] {
            if let seed = node.scalar.flatMap({ UInt64($0.string) }) {
                settings.seed = seed
            } else {
                log.error(at: node.mark, "'seed' is \(node.noun)", "expected a whole number from 0 to \(UInt64.max)")
            }
        }
        if let text = fields.text("words", log: &log) {
            if Self.scales.contains(where: { $0.name == text }) {
                settings.scale = text
            } else {
                log.error(
                    at: fields["words"]?.mark, "'words' is \(quoted(text))",
                    proposal(for: text, among: Self.scales.map(\.name)))
            }
        }
        if let row = whole(fields, "row", in: 1...2) {
            settings.row = row
            if let scale = Self.scales.first(where: { $0.name == settings.scale }), row > scale.rows {
                log.error(at: fields["row"]?.mark, "the scale \(scale.name) has one row of words", "expected 1")
            }
        }
        settings.pooling = word(fields, "pooling") ?? settings.pooling
        if let share = fields.number("unmeasured_detection", in: 0.01...1, unit: "a probability", log: &log) {
            settings.unmeasuredDetection = share
        }
        if let looks = whole(fields, "season_looks", in: 1...1000) { settings.seasonLooks = looks }
        if let node = fields["cloud"] { settings.cloudShares = cloudShares(node) }
        return settings
    }

    private mutating func dependence(_ node: Node) -> AssessmentSettings.Dependence? {
        let expected = "expected strongest, independent, or {tempered: 0.5}"
        if let text = node.scalar?.string {
            switch text {
            case "strongest": return .strongest
            case "independent": return .independent
            default:
                let near = nearestName(to: text, among: ["strongest", "independent"])
                log.error(
                    at: node.mark, "'dependence' is \(node.noun)", near.map { "did you mean '\($0)'?" } ?? expected)
                return nil
            }
        }
        guard let fields = YAMLFields(node, known: ["tempered", "everywhere"], of: "'dependence'", log: &log) else {
            return nil
        }
        let everywhere = fields.truth("everywhere", log: &log)
        guard let weight = fields["tempered"] else {
            log.error(at: fields.mark, "'dependence' has no 'tempered'", expected)
            return nil
        }
        return probability(weight, "'tempered'", expected: "expected a weight from 0 to 1").map {
            .tempered(weight: $0, everywhere: everywhere ?? false)
        }
    }

    private mutating func cloudShares(_ node: Node) -> [Double] {
        let expected =
            "expected the share of looks that cloud spoils, from 0 to 1: one for all months, or twelve from January on"
        guard case .sequence(let sequence) = node else {
            return probability(node, "'cloud'", expected: expected).map { Array(repeating: $0, count: 12) } ?? []
        }
        guard sequence.count == 12 else {
            log.error(at: node.mark, "'cloud' has \(sequence.count) entries", expected)
            return []
        }
        var shares: [Double] = []
        for item in sequence {
            guard let share = probability(item, "an entry of 'cloud'", expected: expected) else { return [] }
            shares.append(share)
        }
        return shares
    }
}
