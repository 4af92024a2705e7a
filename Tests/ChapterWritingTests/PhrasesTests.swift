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

    @Test(
        "A broken file is told with its line",
        arguments: [
            ("language.tag = de\nno phrase\n", 2, "no phrase"), ("front.title = x\n", 1, "language.tag"),
            ("language.tag = de\nlanguage.months = a, b\n", 1, "2 months"),
            ("language.tag = de\na = {{#open}}\n", 2, "no Mustache template"),
            ("language.tag = de\na = 1\na = 2\n", 3, "twice"), ("language.tag = <b>\n", 1, "BCP 47"),
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
