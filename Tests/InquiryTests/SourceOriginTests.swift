import Foundation
import Inquiry
import Testing

/// What an independent library makes of graphs, units and dates; see `make-inquiry.py`.
struct InquiryFixture: Decodable {
    struct Graph: Decodable {
        let nodes: [String]
        let edges: [[String]]
        let circular: Bool
        let origins: [String: [String]]
    }

    enum Cell: Decodable {
        case text(String)
        case number(Double)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            do { self = .number(try container.decode(Double.self)) } catch {
                self = .text(try container.decode(String.self))
            }
        }

        var text: String { if case .text(let text) = self { text } else { "" } }
        var number: Double { if case .number(let number) = self { number } else { .nan } }
    }

    let conversions: [[Cell]]
    let apart: [[String]]
    let graphs: [Graph]
    let spans: [[Cell]]

    static func read() throws -> InquiryFixture {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/inquiry", withExtension: "json"))
        return try JSONDecoder().decode(InquiryFixture.self, from: Data(contentsOf: url))
    }
}

@Suite("Origins of sources")
struct SourceOriginTests {
    @Test("Origins and circles are those of networkx")
    func graphs() throws {
        for graph in try InquiryFixture.read().graphs {
            let sources = graph.nodes.map { node in
                Source(id: node, title: node, basedOn: graph.edges.filter { $0[0] == node }.map { $0[1] })
            }
            if graph.circular {
                let flaw = #expect(throws: SourceFlaw.self) { try SourceOrigins(sources) }
                let circle = try #require(flaw?.problem.split(separator: ": ").last)
                    .components(separatedBy: " is based on ")
                // The circle is one: each step is an edge, and it ends where it began.
                #expect(circle.count > 1 && circle.first == circle.last)
                for (first, second) in zip(circle, circle.dropFirst()) {
                    #expect(graph.edges.contains([first, second]))
                }
            } else {
                let origins = try SourceOrigins(sources)
                for (node, roots) in graph.origins { #expect(origins.origins(of: [node]) == roots.sorted()) }
                let all = Set(graph.origins.values.joined())
                #expect(origins.origins(of: graph.nodes) == all.sorted())
            }
        }
    }

    @Test("A source that cites itself is a circle, and one that is not in the case is an origin")
    func edges() throws {
        let own = #expect(throws: SourceFlaw.self) { try SourceOrigins([Source(id: "a", title: "", basedOn: ["a"])]) }
        #expect(own?.description.contains("a is based on a") == true)
        let origins = try SourceOrigins([Source(id: "a", title: "", basedOn: ["elsewhere"])])
        #expect(origins.origins(of: ["a", "a"]) == ["elsewhere"] && origins.origins(of: []).isEmpty)
    }

    @Test("A chain of many copies needs no deep stack")
    func chain() throws {
        let count = 20_000
        let sources = (0..<count).map {
            Source(id: "\($0)", title: "", basedOn: $0 + 1 < count ? ["\($0 + 1)"] : [])
        }
        #expect(try SourceOrigins(sources).origins(of: ["0", "7"]) == ["\(count - 1)"])
    }
}
