import Foundation
import Testing

@testable import CaseFilesYAML

@Suite("JSON with places")
struct JSONReaderTests {
    private func read(_ text: String) throws -> JSONNode {
        var reader = JSONReader(SourceText(file: "x.json", text: text))
        return try reader.document()
    }

    @Test(
        "Texts are read as Foundation reads them",
        arguments: [
            #""\ud83d\ude00 \u0041\n\t\"\\\/\b\f\r""#, #""é日本""#, #""""#, #""\u0000""#, "\"\u{7f}\u{10ffff}\"",
        ])
    func strings(text: String) throws {
        let expected = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) as? String
        #expect(try read(text).string == expected)
    }

    @Test(
        "Numbers are rounded to the nearest double",
        arguments: [
            "0", "-0", "129.0401234", "-35.1", "1e22", "1E-7", "123456789012345678901234567890", "0.1", "5e-324",
            "9007199254740993", "1.7976931348623157e308", "2.2250738585072011e-308", "0.30000000000000004",
            "899999999999999.9", "9000000000000001", "179.9999999999999",
        ])
    func numbers(text: String) throws {
        #expect(try read(text).number?.bitPattern == Double(text)?.bitPattern)
    }

    @Test("A hundred thousand random numbers are read exactly")
    func randomNumbers() throws {
        var generator = SystemRandomNumberGenerator()
        let values = (0..<100_000).map { _ in
            (Double.random(in: -180...180, using: &generator) * 1e7).rounded() / 1e7
        }
        let read = try read("[" + values.map { "\($0)" }.joined(separator: ",") + "]").array?.compactMap(\.number)
        #expect(read == values)
    }

    @Test(
        "What is no JSON is told at its place",
        arguments: [
            ("", 0, "empty"), ("{\"a\": NaN}", 6, "NaN is not a number"), ("[1,]", 3, "a value is missing"),
            ("{\"a\":1,}", 7, "comma before it"), ("[01]", 1, "zero too many"), ("[1.]", 1, "decimal point"),
            ("[.5]", 1, "'.' cannot begin"), ("[+1]", 1, "'+' cannot begin"), ("[1e]", 1, "exponent"),
            ("[-]", 1, "minus sign"), ("['a']", 1, "single quotes"), ("{a:1}", 1, "'a' cannot begin a key"),
            ("{\"a\" 1}", 5, "no colon"), ("[1 2]", 3, "'2' is out of place"), ("[1", 0, "never closed"),
            ("{\"a\":1", 0, "never closed"), ("[1]x", 3, "more text"), ("\"a", 0, "never ends"),
            ("\"a\nb\"", 2, "line ends inside"), ("\"\u{1}\"", 1, "control character"), (#""\x""#, 1, "no letter"),
            (#""\ud83d""#, 1, "surrogate"), (#""\ude00""#, 1, "surrogate"), (#""\ud83d\u0041""#, 1, "surrogate"),
            (#""\u12g4""#, 1, "hexadecimal"), ("[1] // end", 4, "more text"), ("[// c\n1]", 1, "no comments"),
            ("[tru]", 1, "'tru' is no JSON value"), ("[1e999]", 1, "too large"), ("[\u{a0}1]", 1, "cannot begin"),
        ])
    func syntax(text: String, offset: Int, fragment: String) {
        let error = #expect(throws: JSONSyntaxError.self) { try read(text) }
        #expect(error?.offset == offset)
        #expect((error.map { $0.problem + "; " + $0.expected } ?? "").contains(fragment), "\(error as Any)")
    }

    @Test("Keys that come twice are listed with both places")
    func duplicateKeys() throws {
        var reader = JSONReader(SourceText(file: "x.json", text: "{\"a\": 1, \"\\u0061\": {\"a\": 2}}"))
        _ = try reader.document()
        #expect(reader.duplicates.count == 1)
        #expect(reader.duplicates.first?.key == "a")
        #expect(reader.duplicates.first?.first == 1)
        #expect(reader.duplicates.first?.second == 9)
    }

    @Test("Columns count characters, lines end as on any system")
    func positions() {
        let source = SourceText(file: "x", text: "\u{FEFF}é日\r\nb\rc\nd😀e")
        #expect(source.position(of: 3) == TextPosition(line: 1, column: 1))
        #expect(source.position(of: 5) == TextPosition(line: 1, column: 2))
        #expect(source.position(of: 10) == TextPosition(line: 2, column: 1))
        #expect(source.position(of: 12) == TextPosition(line: 3, column: 1))
        #expect(source.position(of: 19) == TextPosition(line: 4, column: 3))
    }

    @Test("Deep nesting is refused at once")
    func depth() throws {
        for text in [
            String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
        ] {
            let error = #expect(throws: JSONSyntaxError.self) { try read(text) }
            #expect(error?.problem.contains("nested more than 128 deep") == true)
        }
        _ = try read(String(repeating: "[", count: 128) + String(repeating: "]", count: 128))
    }

    @Test("A megabyte of positions is read in seconds even unoptimised on a busy machine")
    func speed() throws {
        var text = "["
        for index in 0..<45_000 { text += "[129.\(1_000_000 + index),35.\(1_000_000 + index)],\n" }
        text += "0]"
        let source = SourceText(file: "x", text: text)
        var reader = JSONReader(source)
        #expect(try reader.document().array?.count == 45_001)
    }
}
