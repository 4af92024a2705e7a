import Inquiry
import Testing

@Suite("Admiralty grades")
struct AdmiraltyGradeTests {
    @Test("A grade is read as people write it", arguments: ["B2", "b2", "B 2", " b2 "])
    func reading(text: String) throws {
        #expect(try AdmiraltyGrade(text) == AdmiraltyGrade(.b, .probablyTrue))
    }

    @Test(
        "A wrong grade is told with what is wrong of it",
        arguments: [
            ("G2", "begins with 'G'"), ("B7", "ends in '7'"), ("B0", "ends in '0'"), ("B", "no letter with a digit"),
            ("2B", "begins with '2'"), ("", "no letter with a digit"), ("B22", "no letter with a digit"),
            ("Ä2", "begins with 'Ä'"), ("B²", "ends in '²'"), ("B٢", "ends in '٢'"),
        ])
    func wrong(text: String, fragment: String) {
        let flaw = #expect(throws: SourceFlaw.self) { try AdmiraltyGrade(text) }
        #expect(flaw?.description.contains(fragment) == true, "\(String(describing: flaw))")
        #expect(flaw?.expected.contains("B2") == true)
    }

    /// The table as it was elicited, written out for all 36 grades: low, mode, high in percent.
    private let table = """
        A1 90 95 99  A2 70 80 90  A3 55 65 75  A4 30 45 60  A5 5 20 35  A6 5 95 99
        B1 70 80 90  B2 70 80 90  B3 55 65 75  B4 30 45 60  B5 5 20 35  B6 5 80 90
        C1 55 65 75  C2 55 65 75  C3 55 65 75  C4 30 45 60  C5 5 20 35  C6 5 65 75
        D1 30 45 60  D2 30 45 60  D3 30 45 60  D4 30 45 60  D5 5 20 35  D6 5 45 60
        E1 5 20 35   E2 5 20 35   E3 5 20 35   E4 5 20 35   E5 5 20 35  E6 5 20 35
        F1 5 95 99   F2 5 80 90   F3 5 65 75   F4 5 45 60   F5 5 20 35  F6 5 50 95
        """

    @Test("Weights of all grades are those of the table; not to know widens and does not lower")
    func weights() throws {
        let words = table.split { $0 == " " || $0 == "\n" }.map(String.init)
        #expect(words.count == 36 * 4)
        for index in stride(from: 0, to: words.count, by: 4) {
            let weight = try AdmiraltyGrade(words[index]).weight
            let found = [weight.low, weight.mode, weight.high].map { Int(($0 * 100).rounded()) }
            #expect(found == words[(index + 1)...(index + 3)].map { Int($0) }, "\(words[index])")
        }
    }
}
