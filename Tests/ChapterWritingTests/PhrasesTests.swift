import ChapterWriting
import Foundation
import Testing

@Suite("Phrases of languages")
struct PhrasesTests {
    @Test("Korean has every sentence that English has")
    func koreanIsWhole() throws {
        let english = try #require(try Phrases.named("en"))
        let korean = try #require(try Phrases.named("ko"))
        // Words that English takes as they stand in the files are the other language's own.
        #expect(english.keys.subtracting(korean.keys).sorted() == [])
    }

    @Test("Every language that comes with the program can be read, and no other name is one")
    func named() throws {
        for tag in Phrases.tags { #expect(try Phrases.named(tag)?.tag == tag) }
        #expect(try Phrases.named("xx") == nil)
    }

    @Test("A language is one file: what it lacks is told in English")
    func oneFile() throws {
        let phrases = try Phrases(
            """
            # Eine Sprache.
            language.tag = de
            language.months = Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember
            front.title = Die
              Antwort
            """, file: "german.phrases")
        #expect(phrases.tag == "de")
        #expect(phrases.keys == ["language.tag", "language.months", "front.title"])
    }

    @Test("Words of lists that cases choose may be any; lines may end as Windows ends them")
    func openLists() throws {
        let phrases = try Phrases(
            "language.tag = de\r\nrole.gasworks = Gaswerk\r\nfront.title = Antwort\r\n", file: "german.phrases")
        #expect(phrases.keys == ["language.tag", "role.gasworks", "front.title"])
    }

    @Test(
        "A broken file is told with its line",
        arguments: [
            ("language.tag = de\nno phrase\n", 2, "no phrase"), ("front.title = x\n", 1, "language.tag"),
            ("language.tag = de\nlanguage.months = a, b\n", 1, "2 months"),
            ("language.tag = de\nanswer = {{#word}}\n", 2, "no Mustache template"),
            ("language.tag = de\nfront.title = 1\nfront.title = 2\n", 3, "twice"),
            ("language.tag = <b>\n", 1, "BCP 47"),
            ("language.tag = de\n\nfront.tilte = Die Antwort\n", 3, "no phrase 'front.tilte'; of this kind it has"),
            ("language.tag = de\nfront.title = {{name}}\n", 2, "gets no value 'name'"),
            ("language.tag = de\nfront.title = {{> front.title}}\n", 2, "{{>front.title}}"),
            ("language.tag = de\nfront.title =\n", 2, "is empty"),
            ("language.tag = de\nanswer = \(String(repeating: "{{#word}}", count: 100))\n", 2, "more than 20 deep"),
            ("language.tag = de\r\n\r\nno phrase\r\n", 3, "no phrase"),
            ("language.tag = de\nfront.title = \(String(repeating: "x", count: 4001))\n", 2, "more than 4000"),
        ])
    func broken(text: String, line: Int, words: String) {
        do {
            _ = try Phrases(text, file: "x.phrases")
            Issue.record("it was read")
        } catch {
            #expect(error.line == line && error.problem.contains(words), "\(error)")
        }
    }
}
