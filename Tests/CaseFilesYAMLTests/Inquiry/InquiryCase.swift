import Foundation
import Testing

@testable import CaseFilesYAML

/// A case with every key of an inquiry, and what tests do with its lines.
enum InquiryCase {
    static let head = "id: a\ntitle: A\nquestion: Is a restart being prepared?\n"

    static let full = """
        id: a
        title: A
        question: Is a restart being prepared?
        hypotheses:
          - id: H1
            text: a restart is being prepared
            prior: 0.2
            parts:
              - {id: H1a, text: with foreign crude, prior: 0.6}
              - {id: H1b, text: alone, prior: 0.4}
          - {id: H2, text: the plant is kept, prior: 0.5}
          - {id: H3, text: it is a depot, prior: 0.3}
        indicators:
          - id: I01
            text: at least five tank cars on the spur in one look
            group: rail
            rule: {count: tank-car, zone: spur, at_least: 5}
            likelihood: {H1: [0.3, 0.55, 0.75], H1b: 0.2, H2: 0.12, H3: [0.35, 0.6, 0.8]}
            months: [11, 12, 1, 2, 3]
            gsd: 0.7
            sensors: [pneo, worldview]
            stay_days: 2
            revisit_days: 5
            cost: 1
            detection: 0.8
            relevance: high
            rationale: a depot needs the same cars
            elicited_from: two analysts
          - id: I06
            text: a tanker of more than 150 m
            group: sea
            rule:
              measure: length
              class: ship
              zone: dolphin
              above: 150
              unit: m
            likelihood: {H1a: 0.2, H1b: 0.1, H2: 0.005, H3: 0.01}
          - id: I25
            text: the pipeline's strip was opened
            statements:
              - {outcome: seen, sources: [S3], date: 2024-06-01, note: dug for 2 km}
              - outcome: could not be judged
            likelihood:
              H1: 0.55
              H2: 0.04
              H3: 0.3
        questions:
          - id: help
            text: Does Russia help?
            answers: [yes, no]
            depends_on: [hypothesis, prepared]
            table:
              - {given: [H1a, yes], probabilities: [0.9, 0.1]}
              - {given: [H1, yes], probabilities: [0.2, 0.8]}
              - {given: [other, other], probabilities: [0.05, 0.95]}
          - id: prepared
            text: Is a restart being prepared?
            answers: [yes, no]
            depends_on: [hypothesis]
            table: {H1: [1, 0], other: [0, 1]}
            elicited_from: by definition
          - id: winter
            text: Will the winter be hard?
            answers: [yes, no, nobody knows]
            table:
              - probabilities: [0.2, 0.5, 0.3]
        assumptions:
          - text: the cars carry oil
            because: nothing else is stored there
            standing: caveated
            would_change: a look that shows coal
            if_wrong: H3 falls
        deception:
          mom-motive: {points_to: no, note: nobody gains}
          eve-absence: unknown
        assessment:
          dependence: {tempered: 0.5, everywhere: true}
          samples: 5000
          seed: 18446744073709551615
          words: icd203
          row: 2
          pooling: logarithmic
          unmeasured_detection: 0.4
          season_looks: 4
          cloud: [0.5, 0.5, 0.5, 0.6, 0.6, 0.7, 0.8, 0.7, 0.6, 0.5, 0.5, 0.5]

        """

    static let judgement = """
        analyst: B
        date: 2025-03-01
        weight: 2
        priors: {H2: 0.4, H3: 0.4, H1a: 0.5, H1b: 0.5}
        likelihoods:
          I06: {H1a: [0.1, 0.2, 0.3]}
        readings:
          I01: not seen
          I25: {outcome: seen, sources: [S3], date: 2024-07-01, note: looks so}

        """

    static let sources = "sources:\n  - {id: S3, title: A report, grade: B2}\n  - {id: S4, title: Another, grade: B2}\n"

    static let site = CaseBench.site(
        CaseBench.zone("spur", role: "rail spur"),
        CaseBench.zone(
            "dolphin", role: "berth", "[[[129.02, 35], [129.03, 35], [129.03, 35.01], [129.02, 35.01], [129.02, 35]]]"))

    /// A folder with these files; the site has the zones spur and dolphin, and sources.yaml the sources S3 and S4.
    static func bench(_ files: [String: String]) throws -> CaseBench {
        try CaseBench(["site.geojson": site, "sources.yaml": sources].merging(files) { $1 })
    }

    /// The mistakes of a folder.
    static func check(_ files: [String: String]) throws -> [Mistake] { try bench(files).check() }

    /// A case with two hypotheses in lines 4 to 6, and more from line 7.
    static func small(_ more: String) -> String {
        head + "hypotheses:\n  - {id: H1, text: restart, prior: 0.3}\n  - {id: H2, text: kept, prior: 0.7}\n" + more
    }

    /// The small case with one indicator, whose id stands in line 8, text in line 9, likelihood in line 10, and more from line 11.
    static func indicator(_ more: String) -> String {
        small("indicators:\n  - id: I01\n    text: cars\n    likelihood: {H1: 0.5, H2: 0.1}\n    " + more + "\n")
    }

    /// The small case with a question, whose table's first row stands in line 13.
    static func question(_ rows: String, dependsOn: String = "[hypothesis]") -> String {
        small(
            "questions:\n  - id: q\n    text: Q?\n    answers: [yes, no]\n    depends_on: \(dependsOn)\n    table:\n"
                + "      - " + rows + "\n")
    }
}
