import Foundation
import Inquiry
import Testing

@testable import CaseFilesYAML

@Suite("sources.yaml")
struct SourcesFileTests {
    private static let fixtures = "Fixtures/sources-case"

    private func fixture(_ name: String) throws -> URL {
        try #require(Bundle.module.resourceURL).appendingPathComponent("\(Self.fixtures)/\(name)")
    }

    @Test("All that a file states is read, with nothing to mend in it")
    func whole() throws {
        let file = try fixture("sources.yaml")
        let (book, warnings) = try SourcesFile.read(
            file.path, folder: file.deletingLastPathComponent().path, name: "sources.yaml")
        #expect(warnings.map(\.description) == [])
        #expect(book.sources.count == 18 && book.facts.count == 21 && book.events.count == 1 && book.tables.count == 2)
        let aju = try #require(book.source("ajunews-2020"))
        #expect(aju.grade.text == "B2" && aju.published?.text == "2020-08-26" && aju.basedOn == ["petronet"])
        #expect(aju.archive?.path == "archive/aju.txt" && aju.language == "ko")
        let suspended = try #require(book.facts.first)
        #expect(suspended.value == .date(try CalendarSpan("1994")) && suspended.from == nil)
        #expect(suspended.because == ["un-sanctions"] && suspended.known?.text == "2025-12-23")
        let shipped = try #require(book.facts.first { $0.id == "shipped" })
        #expect(shipped.value.text == "at least 1 000 000 bbl" && shipped.also.map(\.text) == ["56 000 t"])
        // The earliest of two sources.
        #expect(book.facts.first { $0.id == "stopped-2009" }?.known?.text == "2015-03-24")
        #expect(book.facts.first { $0.id == "capacity-bpd" }?.value.text == "40 000 bbl/d")
        let load = try #require(Quantity(5, unit: "tank-car"))
        #expect(try book.units.convert(load, to: "t").quantity.value == 300)
    }

    @Test("A case has the book, and none where there is no file")
    func inCase() throws {
        let with = try CaseBench(["sources.yaml": "sources: [{id: a, title: A, grade: B2}]"])
        #expect(try with.folder.contents().sources.sources.map(\.id) == ["a"])
        #expect(with.check() == [])
        let without = try CaseBench([:])
        #expect(try without.folder.contents().sources.isEmpty)
        let broken = try CaseBench(["sources.yaml": "sources: [{id: a, title: A, grade: Z9}]"])
        expectOne(broken.check(), "sources.yaml", 1, 36, "begins with 'Z'")
        #expect(throws: CaseFilesError.self) { try broken.folder.contents() }
    }

    private let good = """
        sources:
          - {id: a, title: A, grade: B2, published: 2015-03-24, accessed: 2016}
          - {id: b, title: B, grade: C3, published: 2020, based_on: [a]}
        events:
          - {id: e, title: E, date: 2006-10-14, sources: a}
        facts:
          - {id: f, subject: s, property: p, value: 30000 to 40000, unit: t/y, product: crude, sources: [a, b]}
          - {id: g, subject: s, property: q, date: 1994, holds: {from: 1994, until: 2009}, because: e, sources: b}
        """

    private func mistakes(_ old: String, _ new: String) -> [Mistake] {
        #expect(good.contains(old), "\(old)")
        let text = good.replacingOccurrences(of: old, with: new)
        var reader = SourceReader(
            log: MistakeLog(source: SourceText(file: "sources.yaml", text: text)), folder: "none")
        reader.read()
        return reader.log.sorted
    }

    @Test(
        "Each mistake is told once, with its line and what to do",
        arguments: [
            ("sources: [a, b]", "sources: [a, bb]", 7, "no source has the id 'bb'; did you mean 'b'?"),
            ("sources: [a, b]}", "sources: [a, e]}", 7, "'e' is an event, not a source"),
            ("because: e", "because: x", 8, "no event has the id 'x'"),
            (", sources: [a, b]", "", 7, "the fact has no 'sources'"),
            ("sources: [a, b]", "sources: []", 7, "empty list"),
            ("sources: [a, b]", "sources: [a, a]", 7, "names 'a' twice"),
            ("id: g", "id: f", 8, "is that of a fact in line 7 already"),
            ("id: g", "id: a", 8, "is that of a source in line 2 already"),
            ("id: g", "id: 'g h'", 8, "expected 1 to 64 letters"),
            ("grade: B2", "grade: B9", 2, "ends in '9'"),
            ("published: 2015-03-24", "published: 2017", 2, "before it was published"),
            ("until: 2009", "until: 1993", 8, "before it begins"),
            ("from: 1994", "from: 1994-02-30", 8, "a day that no calendar has"),
            ("unit: t/y", "unit: tx/y", 7, "'tx' is not known"),
            ("unit: t/y", "unit: barels/d", 7, "'barels' is not known; did you mean 'barrels'?"),
            ("unit: t/y", "unit: Mbbl", 7, "a million to others"),
            ("30000 to 40000", "3o000", 7, "which is no number"), ("30000 to 40000", "56 000", 7, "which is no number"),
            ("30000 to 40000", "nan", 7, "which is no number"), ("30000 to 40000", "0x10", 7, "which is no number"),
            ("30000 to 40000", "1e999", 7, "which is no number"), ("30000 to 40000", "2 to 1", 7, "exchange the two"),
            ("value: 30000 to 40000", "value: 1, text: x", 7, "the fact states 2 things"),
            ("date: 1994,", "", 8, "the fact states nothing"),
            ("product: crude", "product: cude", 7, "did you mean 'crude'?"),
            ("product: crude", "product: crude, table: UNSDD", 7, "did you mean 'UNSD'?"),
            ("product: crude", "product: crude, days: solar", 7, "expected calendar (365"),
            ("product: crude", "product: crude, tolerance: 200", 7, "from 0 to 100"),
            ("product: crude", "product: crude, parts: [f]", 7, "names itself"),
            ("product: crude", "colour: red", 7, "a fact has no key 'colour'"),
            ("date: 2006-10-14", "date: soon", 5, "is no date"),
            ("date: 2006-10-14, ", "", 5, "the event has no 'date'"),
            ("based_on: [a]", "archive: {file: ../x}", 3, "outside the case folder"),
            ("based_on: [a]", "archive: {file: x, sha256: abc}", 3, "64 hexadecimal digits"),
            ("sources:\n", "sourcs: []\nsources:\n", 1, "did you mean 'sources'?"),
            ("facts:\n", "conversions: [{id: t, title: T, source: a, units: {car: 60}}]\nfacts:\n", 6, "such as 60 t"),
            (
                "facts:\n", "conversions: [{id: t, title: T, source: a, units: {kg: 60 t}}]\nfacts:\n", 6,
                "known already"
            ),
            (
                "facts:\n", "conversions: [{id: t, title: T, source: a, products: {crude: 73}}]\nfacts:\n", 6,
                "0.5 to 50"
            ),
            (
                "facts:\n", "conversions: [{id: UNSD, title: T, source: a, products: {crude: 7}}]\nfacts:\n", 6,
                "comes with"
            ),
        ])
    func wrong(old: String, new: String, line: Int, fragment: String) {
        let found = mistakes(old, new)
        expectOne(found, "sources.yaml", line, found.first?.position?.column, fragment)
        #expect((found.first?.position?.column ?? 0) > 0 && found.first?.expected.isEmpty == false)
    }

    @Test(
        "What is doubtful is a warning",
        arguments: [
            (", grade: B2", "", 2, "taken as F6"),
            ("product: crude", "product: crude, known: 2014", 7, "before its first source was published"),
            ("published: 2020", "published: 2014", 3, "was published in 2015-03-24"),
            ("based_on: [a]", "archive: {file: x}", 3, "is not there"),
            ("date: 1994", "value: 1994", 8, "looks like a year"),
        ])
    func doubtful(old: String, new: String, line: Int, fragment: String) {
        let found = mistakes(old, new)
        expectOne(found, "sources.yaml", line, found.first?.position?.column, fragment, severity: .warning)
    }

    @Test("What is known from a day to come is no mistake, and all of a year is from its first day to its last")
    func fine() throws {
        #expect(mistakes("product: crude", "product: crude, known: 2190-01-01, holds: 1994") == [])
        var reader = SourceReader(
            log: MistakeLog(
                source: SourceText(
                    file: "",
                    text: good.replacingOccurrences(of: "product: crude", with: "holds: {from: 1994, until: 1994}"))),
            folder: "none")
        reader.read()
        #expect(reader.book.facts.first?.from?.text == "1994-01-01")
        #expect(reader.book.facts.first?.until?.text == "1994-12-31")
    }

    @Test("A circle is told at one of its sources, by name")
    func circle() {
        let found = mistakes("id: a, title: A", "id: a, title: A, based_on: b")
            .filter { $0.severity == .error }
        expectOne(found, "sources.yaml", 2, 33, "a is based on b is based on a")
    }

    @Test("An archived copy is held against Python's hash of it")
    func archive() throws {
        let hashes = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: fixture("hashes.json")))
        #expect(hashes.count == 3)
        for (name, hash) in hashes {
            for (given, fragment) in [
                (hash, nil), (hash.uppercased(), nil), (String(hash.reversed()), "is not the one whose hash is noted"),
                ("", "add 'sha256: \(hash)'"),
            ] {
                let digest = given.isEmpty ? "" : ", sha256: '\(given)'"
                let text = "sources: [{id: a, title: A, grade: B2, archive: {file: \(name)\(digest)}}]"
                var reader = SourceReader(
                    log: MistakeLog(source: SourceText(file: "sources.yaml", text: text)), folder: try fixture("").path)
                reader.read()
                let found = reader.log.sorted
                if let fragment {
                    expectOne(
                        found, "sources.yaml", 1, found.first?.position?.column, fragment,
                        severity: given.isEmpty ? .warning : .error)
                } else {
                    #expect(found == [])
                }
            }
        }
    }

    @Test("Files of another kind, and too much of one kind, end in sentences")
    func hostile() {
        func read(_ text: String) -> [Mistake] {
            var reader = SourceReader(
                log: MistakeLog(source: SourceText(file: "sources.yaml", text: text)), folder: "none")
            reader.read()
            return reader.log.sorted
        }
        for text in [
            "", "- a", "sources: 5", "facts: {a: b}", "sources: [[]]", "conversions: [{}]", "facts: [5, null, []]",
        ] {
            let found = read(text)
            #expect(!found.isEmpty && found.allSatisfy { $0.severity == .error }, "\(text)")
        }
        #expect(read("sources: {}").count == 1 && read("sources:").isEmpty)
        let many = "sources: [" + String(repeating: "{id: a},", count: 2001) + "]"
        expectOne(read(many), "sources.yaml", 1, 10, "'sources' has 2001 entries")
        let cited =
            "facts: [{id: f, subject: s, property: p, text: t, sources: ["
            + (0..<300).map { "a\($0)" }.joined(separator: ", ") + "]}]"
        expectOne(read(cited), "sources.yaml", 1, 60, "names 300 entries")
    }
}
