import Archives
import Testing

@Suite("ZIP archives, read by Python")
struct ArchiveTests {
    /// Bytes of a linear congruential generator, which no compression makes smaller.
    private func noise(_ count: Int) -> [UInt8] {
        var state: UInt64 = 1
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 40)
        }
    }

    @Test func filesOfAllSizesAndShapesComeOutAsTheyWentIn() throws {
        var archive = ZIPArchive()
        let period = Array("the quick brown fox jumps over the lazy dog; ".utf8)
        var files: [(String, [UInt8])] = [
            ("empty", []), ("one", [7]), ("folder/two.txt", [0, 255]), ("zeros", [UInt8](repeating: 0, count: 100_000)),
            ("noise", noise(70_000)), ("all", Array(0...255)), ("부두/é.txt", Array("부두".utf8)),
            ("period", (0..<90_000).map { period[$0 % period.count] }),
            // The same block at the window's edge and one beyond it.
            (
                "far",
                noise(300) + [UInt8](repeating: 1, count: 32768 - 301) + noise(300) + [2] + noise(32768) + noise(300)
            ),
        ]
        // Matches of every length, 3 to 258 and more.
        for length in 0...300 {
            let base = Array(noise(400).prefix(length))
            files.append(("length/\(length)", base + [9] + base))
        }
        for (name, bytes) in files { try archive.append(name, bytes) }
        let told = try DocumentReader.archive(archive.bytes)
        #expect(told.broken == nil)
        #expect(told.files.map(\.name) == files.map(\.0))
        #expect(told.files.map(\.size) == files.map(\.1.count))
        let packed = Dictionary(uniqueKeysWithValues: told.files.map { ($0.name, $0.packed) })
        #expect(packed["noise"] == 70_000)
        #expect(try #require(packed["zeros"]) < 1000)
        #expect(try #require(packed["period"]) < 1500)
    }

    @Test func sumsAreThoseThatAreBoundUpWithThePolynomial() {
        // The check value of the catalogue of CRC algorithms, CRC-32/ISO-HDLC.
        #expect(CyclicRedundancyCheck.of(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(CyclicRedundancyCheck.of([]) == 0)
    }

    @Test(arguments: ["", "/etc/passwd", "../a", "a/../b", "a//b", "a/", "./a", "a\\b", "a\u{0}b"])
    func namesThatLeadOutOfTheArchiveAreRefused(name: String) {
        var archive = ZIPArchive()
        #expect(throws: ZIPError.name(name)) { try archive.append(name, []) }
    }

    @Test func aNameIsGivenOnce() throws {
        var archive = ZIPArchive()
        try archive.append("a", [1])
        #expect(throws: ZIPError.twice("a")) { try archive.append("a", [2]) }
    }

    @Test func anArchiveWithoutFilesIsWhole() throws {
        #expect(try DocumentReader.archive(ZIPArchive().bytes).files.isEmpty)
    }
}
