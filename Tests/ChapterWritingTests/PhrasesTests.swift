import ChapterWriting
import Documents
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

    /// The phrases of a file, read here without the program's reader.
    private func phrases(_ name: String) throws -> [String: String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Stages/ChapterWriting/Languages")
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        var found: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") && !line.hasPrefix("\"") {
            let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.count == 2 { found[parts[0]] = parts[1] }
        }
        return found
    }

    private func places(_ text: String) throws -> Set<String> {
        Set(text.matches(of: try Regex("\\{\\{[#^/]?([a-z0-9-]+)\\}\\}")).map { String($0.output[1].substring ?? "") })
    }

    @Test("Korean phrases have the places that English ones have")
    func samePlaces() throws {
        let (english, korean) = (try phrases("english.phrases"), try phrases("korean.phrases"))
        #expect(english.count > 200)
        for (key, text) in english.sorted(by: { $0.key < $1.key }) {
            // Korean has no plural, and says how likely something is behind it, not before.
            let expected = try places(text).subtracting(["one", "opening"])
            let own = try places(try #require(korean[key], "\(key)")).subtracting(["one", "word"])
            #expect(own == expected, "\(key)")
        }
    }

    @Test("Every word of a list that has an English phrase, or none, has a Korean one without Latin letters")
    func koreanWords() throws {
        for (key, text) in try phrases("korean.phrases") {
            for list in ["likelihood", "confidence-level", "outcome", "role", "link", "standing", "review", "kind"]
            where key.hasPrefix(list + ".") {
                #expect(text.allSatisfy { !$0.isASCII || !$0.isLetter }, "\(key)")
            }
        }
    }

    @Test(
        "What the program composes in English is said in Korean",
        arguments: [
            (
                "Tank-car on tracks, Spur: first observed on 15 February 2025 since 3 July 2024, with none in 16 clear looks "
                    + "between (gaps of 5 to 23 days, median 14, the longest from 18 January 2025 to 10 February 2025). This "
                    + "excludes with 95 % confidence only that one is there more than 18 to 21 % of the time: rates above so "
                    + "many visits a month: 12 of 0.5 days, 3 of 2 days and 1 of 7 days.",
                "선로 위 탱크차(Spur): 2024년 7월 3일 이후 처음으로 2025년 2월 15일에 관측되었고, 그 사이 뚜렷한 관측 16번에는 없었다(관측 간격 "
                    + "5–23일, 중앙값 14일, 가장 긴 것은 2025년 1월 18일부터 2025년 2월 10일까지). 이것으로 신뢰 수준 95 %에서 배제되는 것은 "
                    + "그 기간의 18–21 %보다 오래 있는 경우, 곧 한 달 방문 횟수가 다음보다 많은 경우뿐이다: 0.5일 머무는 방문 12번, 2일 머무는 "
                    + "방문 3번, 7일 머무는 방문 1번."
            ),
            ("7 of 10 were carried through: 68 % (39 % to 91 %).", "10건 가운데 7건이 끝까지 이루어졌다: 68 %(39 %–91 %)."),
            ("not usable: nothing can be concluded", "쓸 수 없음: 결론을 내릴 수 없음"),
            ("16 of 18", "16 / 18"),
            ("at least 6000 t", "6000 t 이상"), ("the potential for deception is high", "기만 가능성이 높다"),
            ("Snow that fell: 7.2 cm. Temperature from −10.8 to −4.2 °C.", "내린 눈: 7.2 cm. 기온 −10.8에서 −4.2 °C까지."),
        ])
    func reworded(english: String, korean: String) throws {
        let rewording = try #require(try Phrases.named("ko")?.rewording)
        #expect(rewording.text(english) == korean)
    }

    @Test("What has no pattern stays English, and no text takes long")
    func notReworded() throws {
        let rewording = try #require(try Phrases.named("ko")?.rewording)
        #expect(rewording.text("A sentence that nobody knows.") == nil)
        #expect(rewording.text("One is known: cap. Another sentence that nobody knows.") == nil)
        #expect(rewording.text("12 345") == nil)
        #expect(try Phrases.named("en")?.rewording == nil)
        let hostile = String(repeating: "in 1 of 2, on 3; ", count: 300)
        let clock = ContinuousClock()
        #expect(clock.measure { _ = rewording.text(hostile) } < .seconds(20))
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
            ("language.tag = de\n\"{n} days\" = {n} Tage\n\"{n} days\" = {n} Tage\n", 3, "twice"),
            ("language.tag = de\n\"{n} days\" = {m} Tage\n", 2, "holes"),
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
