import Foundation
import Testing

extension EndToEnd {
    @Suite("revisit source")
    struct SourceTests {
        private let sources = """
            sources:
              - {id: reseller, title: Abstract, grade: D3, published: 2025-12-23}
              - {id: bonn, title: On sanctions, grade: A2, published: 2020-12}
              - {id: aju, title: On refineries, grade: B2, published: 2020-08-26}
              - {id: rfa, title: Oil, grade: B3, published: 2015-03-24}
              - {id: pravda, title: A million barrels, grade: C5, published: 2024-11-22}
            events:
              - {id: un, title: UN sanctions, date: 2006-10-14, sources: bonn}
            facts:
              - {id: suspended, subject: plant, property: status, text: suspended, holds: {from: 1994}, because: un, sources: reseller}
              - {id: stop-a, subject: plant, property: stopped, date: 1994-06, sources: aju}
              - {id: stop-b, subject: plant, property: stopped, date: 2009, sources: rfa}
              - {id: shipped, subject: products, property: shipped, value: '>1000000', unit: bbl, also: {value: 56000, unit: t}, sources: pravda}
              - {id: capacity, subject: plant, property: capacity, value: 2, unit: Mt/y, product: crude, days: calendar, sources: aju}

            """

        private func scratchCase(_ text: String?) throws -> Scratch {
            let scratch = try Scratch()
            try scratch.write("id: plant\ntitle: Plant\nquestion: Does it run?\n", to: "case.yaml")
            try scratch.write("{\"type\": \"FeatureCollection\", \"features\": []}", to: "site.geojson")
            if let text { try scratch.write(text, to: "sources.yaml") }
            return scratch
        }

        @Test("check tells the three contradictions, resolves nothing and fails only when it is told to")
        func check() async throws {
            let scratch = try scratchCase(sources)
            let found = try await Program.revisit("source", "check", scratch.path)
            #expect(found.code == 0, "\(found.errors)")
            for fragment in ["2006-10-14", "1994-06 by aju (B2)", "17.9 bbl/t", "3 contradictions in 5 facts"] {
                #expect(found.output.contains(fragment), "\(found.output)")
            }
            let json = try await Program.revisit("source", "check", scratch.path, "--json", "--strict")
            #expect(json.code == 1)
            let events = try json.events()
            try #require(
                events.compactMap { $0["kind"] as? String } == [
                    "values_disagree", "cause_after_effect", "impossible_number",
                ])
            #expect(events.allSatisfy { $0["event"] as? String == "contradiction" })
            #expect((events[0]["facts"] as? [String]) == ["stop-a", "stop-b"])
            // In 2016 nobody had said 1994 yet.
            let then = try await Program.revisit("source", "check", scratch.path, "--as-of", "2016", "--strict")
            #expect(then.code == 0 && then.output.contains("No contradictions"))
        }

        /// A file of public reports on one refinery, with the items among them that are known to be bad.
        @Test("In public reports on a refinery every known-bad item is found, and nothing else")
        func reports() async throws {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "CaseFilesYAMLTests/Fixtures/sources-case")
            let scratch = try scratchCase(nil)
            try FileManager.default.createDirectory(
                atPath: scratch.path + "/archive", withIntermediateDirectories: true)
            for name in ["sources.yaml", "archive/aju.txt"] {
                try scratch.write(Data(contentsOf: folder.appending(path: name)), to: name)
            }
            let found = try await Program.revisit("source", "check", scratch.path, "--json").events()
            let lines = found.map { event in
                "\(event["kind"] ?? ""): \((event["facts"] as? [String] ?? []).joined(separator: " "))"
            }
            #expect(
                lines == [
                    "values_disagree: suspended stopped-2009", "values_disagree: stopped-1994 stopped-2009",
                    "values_disagree: stopped-1990s stopped-2009", "values_disagree: ponghwa-bpd ponghwa-mt",
                    "values_disagree: pipe-long pipe-short", "values_disagree: power power-wiki",
                    "cause_after_effect: suspended", "impossible_number: shipped", "impossible_number: condensate",
                    "impossible_number: longitude", "parts_and_whole: energy share-a share-b share-c",
                    "counts_once: stopped-2009", "told_twice: shipped shipped-osc",
                ])
        }

        @Test("list shows grades, two times and numbers with the table that converted them")
        func list() async throws {
            let scratch = try scratchCase(sources)
            let all = try await Program.revisit("source", "list", scratch.path, "--unit", "bbl/d")
            #expect(all.code == 0, "\(all.errors)")
            #expect(all.output.contains("40 110 bbl/d (from 2 Mt/y by UNSD: crude = 7.32 bbl/t"), "\(all.output)")
            let then = try await Program.revisit("source", "list", scratch.path, "--as-of", "2016-01-01", "--json")
            #expect(
                try then.events().compactMap { ($0["fact"] as? [String: Any])?["id"] as? String } == ["stop-b"])
            let on = try await Program.revisit("source", "list", scratch.path, "--on", "1990", "--json")
            let held = try on.events().compactMap { ($0["fact"] as? [String: Any])?["id"] as? String }
            #expect(!held.contains("suspended") && held.contains("capacity"))
        }

        @Test("what is wrong ends in a sentence: a broken file, a bad date or unit; no file is said")
        func wrong() async throws {
            let broken = try scratchCase(sources.replacingOccurrences(of: "grade: D3", with: "grade: Q3"))
            let mistake = try await Program.revisit("source", "check", broken.path)
            #expect(
                mistake.code == 1 && mistake.errors.contains("sources.yaml:2:44: error: the grade 'Q3'"),
                "\(mistake.errors)")
            let checked = try await Program.revisit("case", "check", broken.path)
            #expect(checked.code == 1 && checked.output.contains("begins with 'Q'"))
            let scratch = try scratchCase(nil)
            let date = try await Program.revisit("source", "list", scratch.path, "--as-of", "soon")
            #expect(date.code == 2 && date.errors.contains("--as-of: 'soon' is no date"))
            let unit = try await Program.revisit("source", "list", scratch.path, "--unit", "foo")
            #expect(unit.code == 2 && unit.errors.contains("'foo' is not known"))
            let none = try await Program.revisit("source", "check", scratch.path)
            #expect(none.code == 0 && none.output.contains("no sources.yaml"))
        }
    }
}
