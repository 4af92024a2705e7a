import Foundation
import Testing

extension EndToEnd {
    /// Chapters of cases that need no imagery, followed number by number.
    @Suite("Chapters, by the program")
    struct ChapterReportTests {
        private func written(_ name: String, _ options: String...) async throws -> (html: String, errors: String) {
            let scratch = try Scratch()
            let folder = try scratch.textsOfCase(name)
            let run = try await Program.revisit("run", folder, "--quiet")
            #expect(run.code == 0, "\(run.errors)")
            let ended = try await Running(
                Program.path, ["report", "write", folder, "--quiet", "--no-crops"] + options
            ).end()
            #expect(ended.code == 0, "\(ended.errors)")
            return (try String(contentsOfFile: folder + "/report/report.html", encoding: .utf8), ended.errors)
        }

        private func matches(_ pattern: String, _ text: String) throws -> [String] {
            try text.matches(of: Regex(pattern)).map { String($0.output[1].substring ?? "") }
        }

        @Test(
            "Each number in a chapter leads to an entry, each entry to its record, and no chapter is empty",
            arguments: ["coal-port", "rason"])
        func everyReference(name: String) async throws {
            let (html, errors) = try await written(name)
            let places = try matches(" id=\"([^\"]+)\"", html)
            #expect(places.count == Set(places).count, "a place is named twice")
            let known = Set(places)
            for target in Set(try matches(" href=\"#([^\"]+)\"", html)) {
                #expect(known.contains(target), "\(target)")
            }
            // Entries without a link say all that there is: sources where the page has no list of them.
            let list = try #require(html.split(separator: "<ol class=\"references\">", maxSplits: 1).last)
            let entries = try matches(
                "<li id=\"ref-[0-9]+\" value=\"[0-9]+\">(.*)", String(list.prefix(while: { _ in true })))
            #expect(entries.count > 20)
            #expect(
                entries.filter { !$0.hasPrefix("<a href") }.isEmpty,
                "\(entries.filter { !$0.hasPrefix("<a href") }.prefix(3))")
            let chapters = html.split(separator: "<section id=\"chapter-")
            #expect(chapters.count == 12)
            for chapter in chapters.dropFirst() { #expect(chapter.contains("<p") || chapter.contains("<table")) }
            #expect(!errors.contains(": error:"), "\(errors)")
        }

        @Test("The Sungri case tells its contradictions, that of 1994 and the sanctions among them")
        func contradictions() async throws {
            let (html, _) = try await written("rason")
            let history = try #require(
                html.split(separator: "<section id=\"chapter-history\"").last?.split(separator: "<section id=").first)
            #expect(history.contains("1994"))
            #expect(history.contains("at least 11.8 years later"))
            // Whatever takes part in one has its place in some chapter, and what excludes each other stands together.
            let told = try await Program.revisit(
                "source", "check", Program.repository.appending(path: "Cases/rason").path, "--json"
            ).events()
                .filter { $0["event"] as? String == "contradiction" }
            #expect(told.count == 23)
            for contradiction in told {
                for fact in contradiction["facts"] as? [String] ?? [] {
                    #expect(html.contains("id=\"fact-\(fact)\""), "\(fact)")
                }
            }
            #expect(history.contains("1994-06 (B2); 1994-12/1997-12 (B3); 2009 (B3); 1994 (D3)"))
        }

        @Test("A Korean report says the same with the same numbers")
        func korean() async throws {
            let (english, _) = try await written("coal-port")
            let (korean, _) = try await written("coal-port", "--language", "ko")
            #expect(korean.contains("<html lang=\"ko\">"))
            #expect(
                try matches("<li id=\"(ref-[0-9]+)\"", english) == (try matches("<li id=\"(ref-[0-9]+)\"", korean)))
            for title in ["다른 분야의 협력", "관측된 것", "지원이 바꿀 것"] { #expect(korean.contains(title)) }
            #expect(korean.contains("기록은 영어로 쓰여 있다") && korean.contains("<div lang=\"en\">"))
        }

        /// What stands in a case's files, as one line.
        private func texts(of name: String) throws -> String {
            let folder = Program.repository.appending(path: "Cases/\(name)")
            let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
                ["yaml", "geojson", "md"].contains(($0 as NSString).pathExtension)
            }
            return try files.sorted().map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
                .joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        }

        @Test(
            "A Korean report's chapters hold no English but names of the case, units and identifiers",
            arguments: ["coal-port", "rason"])
        func noEnglish(name: String) async throws {
            let (html, _) = try await written(name, "--language", "ko")
            // Networks that the case names bring names and limits of their own, as their cards tell them.
            let cards = Program.repository.appending(path: "Models")
            let models = try FileManager.default.subpathsOfDirectory(atPath: cards.path).filter {
                $0.hasSuffix("card.json")
            }
            .sorted().map { try String(contentsOf: cards.appending(path: $0), encoding: .utf8) }
            let own = try ([texts(of: name)] + models).joined(separator: " ").lowercased()
            let chapters = try #require(
                html.components(separatedBy: "<main>").last?.components(separatedBy: "<section id=\"references\"").first
            )
            var text = chapters.replacing(try Regex("(?:aria-label|alt|title)=\"([^\"]*)\"")) { match in
                ">" + String(match.output[1].substring ?? "") + "<"
            }
            text = text.replacing(try Regex("<[^>]*>"), with: "\n")
            for (mark, sign) in [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
                text = text.replacingOccurrences(of: mark, with: sign)
            }
            // Percentiles, scales and standards by name, files and their keys by which the program says what to write, the program, units.
            let allowed: Set<String> = [
                "p10", "p50", "p90", "icd", "phia", "ipcc", "sha", "utc", "wgs", "revisit", "yaml", "imagery", "case",
                "sources", "site", "geojson", "bbl", "mt", "kt", "km", "cm", "mm",
                "hypotheses", "events", "kind", "date", "facts", "report", "chapters", "transport", "subjects", "rail",
                "indicators", "reference", "assumptions", "deception", "economic", "military", "diplomatic", "wanted",
                "apache-2", "sha-256",
            ]
            let runs = text.matches(of: try Regex("[A-Za-z][A-Za-z0-9'’-]*(?:[ ,]+[A-Za-z][A-Za-z0-9'’-]*)*")).map {
                String($0.output[0].substring ?? "").lowercased()
            }
            let left = Set(runs).filter { run in
                // Names that stand one after another, with a comma between, need not stand so in a file; what stands there behind its id
                // or as one of several does not either.
                !run.components(separatedBy: ",").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " '’-")) }
                    .allSatisfy { part in
                        let words = part.split(separator: " ").map(String.init)
                        let named = words.dropFirst().joined(separator: " ")
                        return own.contains(part) || part.hasSuffix("s") && own.contains(part.dropLast())
                            || words.first?.contains(where: \.isNumber) == true && own.contains(named)
                            || words.allSatisfy { word in
                                word.count < 3 || allowed.contains(word)
                                    || word.count >= 10 && word.allSatisfy(\.isHexDigit)
                            }
                    }
            }
            #expect(left.sorted() == [])
        }
    }
}
