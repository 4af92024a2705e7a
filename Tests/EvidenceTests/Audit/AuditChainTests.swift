import Evidence
import Testing

/// A log is damaged in every way and place that there is; what is found is held against the damage that was done, which the walk does
/// not know.
@Suite("The chain of an audit log")
struct AuditChainTests {
    /// A log of some entries, without line breaks.
    private func log(_ count: Int, note: String = "") -> [[UInt8]] {
        var previous = AuditEntry.nothing
        return (0..<count).map { number in
            let entry = AuditEntry(
                number: number, time: "2026-01-01T00:00:0\(number % 10)Z", who: "Änn \"7\"\u{1}", what: "run",
                details: ["scenes": .list([.number(number), .text("a\\b" + note)]), "x": .parts([:])], program: "0.1.0",
                previous: previous)
            previous = entry.hash
            return Array(entry.line.utf8)
        }
    }

    /// An entry written anew after something in it was changed, with a hash that fits.
    private func forged(_ line: [UInt8], _ change: (inout AuditEntry) -> Void) throws -> [UInt8] {
        guard case .sound(var entry, _) = AuditLine(line) else { throw Unreadable() }
        change(&entry)
        return Array(entry.line.utf8)
    }

    private struct Unreadable: Error {}

    private func walk(_ lines: [[UInt8]], isOpen: Bool = false, hashes: [String] = []) -> AuditChain {
        var chain = AuditChain(lookingFor: hashes)
        for line in lines { chain.take(line) }
        chain.finish(isOpen: isOpen)
        return chain
    }

    /// The bytes of a file that holds these lines.
    private func text(_ lines: [[UInt8]]) -> [UInt8] { lines.flatMap { line -> [UInt8] in line + [0x0A] } }

    private func walk(text: [UInt8]) -> AuditChain {
        var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        let isOpen = lines.last?.isEmpty == false
        if !isOpen { lines.removeLast() }
        return walk(lines, isOpen: isOpen)
    }

    @Test func aLogAsItWasWrittenHasNoFlaw() {
        let chain = walk(log(300))
        #expect(chain.flawCount == 0)
        #expect(chain.head?.number == 299)
        #expect(chain.soundLines == 300)
        #expect(walk([]).flawCount == 0)
    }

    @Test func everyByteThatIsFlippedIsFoundAtItsLine() {
        let lines = log(5)
        let text = text(lines)
        var line = 1
        for index in text.indices {
            for bit in [UInt8(1), 0x20, 0x80] {
                var other = text
                other[index] ^= bit
                let chain = walk(text: other)
                #expect(chain.flawCount > 0, "byte \(index), bit \(bit)")
                let first = chain.flaws.first
                #expect(
                    (first?.line ?? 0)...(first?.lastLine ?? 0) ~= line, "byte \(index): \(String(describing: first))")
            }
            if text[index] == 0x0A { line += 1 }
        }
    }

    @Test func everyByteThatIsTakenOutOrPutInIsFound() {
        let text = text(log(4))
        for index in text.indices {
            var shorter = text
            shorter.remove(at: index)
            #expect(walk(text: shorter).flawCount > 0, "without byte \(index)")
            for byte in [UInt8(0x0A), 0x20, 0x30] {
                var longer = text
                longer.insert(byte, at: index)
                #expect(walk(text: longer).flawCount > 0, "\(byte) at \(index)")
            }
        }
    }

    @Test func everyEndInTheMiddleOfALineIsFound() {
        let text = text(log(3))
        for count in 1..<text.count where text[count - 1] != 0x0A {
            let flaws = walk(text: Array(text.prefix(count))).flaws
            #expect(flaws.map(\.kind) == [.torn], "\(count) bytes")
        }
    }

    @Test func linesThatAreTakenOutAreToldAsRemoved() {
        let lines = log(8)
        for first in 0..<7 {
            for last in first..<7 {
                let left = Array(lines[..<first] + lines[(last + 1)...])
                let flaws = walk(left).flaws
                #expect(flaws.map(\.kind) == [.removed], "\(first)–\(last)")
                #expect(flaws.first?.line == first + 1)
                let what = first == last ? "entry \(first) is" : "entries \(first) to \(last) are"
                #expect(flaws.first?.sentence.hasPrefix(what) == true)
            }
        }
    }

    @Test func linesThatChangePlacesAreToldAsReordered() {
        let lines = log(8)
        for a in 0..<7 {
            for b in (a + 1)..<8 {
                var other = lines
                other.swapAt(a, b)
                let kinds = Set(walk(other).flaws.map(\.kind))
                #expect(kinds == [.reordered], "\(a) with \(b): \(kinds)")
            }
        }
    }

    @Test func copiesAreToldAsInsertedWhereverTheyStand() {
        let lines = log(6)
        for line in 0..<6 {
            for place in (line + 1)...6 {
                var other = lines
                other.insert(lines[line], at: place)
                let flaws = walk(other).flaws
                #expect(flaws.map(\.kind) == [.inserted], "\(line) at \(place)")
                #expect(flaws.first?.line == place + 1)
            }
        }
    }

    @Test func aForeignLineIsToldAsInserted() throws {
        let lines = log(6)
        for place in 1..<6 {
            var rubbish = lines
            rubbish.insert(Array("{}".utf8), at: place)
            #expect(walk(rubbish).flaws.map(\.kind) == [.inserted])
            #expect(walk(rubbish).flaws.first?.line == place + 1)
            // One that goes on rightly from the entry before it, as somebody who knows the recipe would write.
            var knowing = lines
            knowing.insert(try forged(lines[place]) { $0.who = "Mallory" }, at: place)
            let flaws = walk(knowing).flaws
            #expect(flaws.map(\.kind) == [.inserted], "\(place)")
            // The last entry has none after it that would tell which of the two is the right one.
            #expect(flaws.first?.line == (place < 5 ? place + 1 : place + 2))
        }
    }

    @Test func anEntryThatWasHashedAnewBreaksTheChainBehindIt() throws {
        let lines = log(6)
        for place in 0..<5 {
            var other = lines
            other[place] = try forged(lines[place]) { $0.details["scenes"] = .number(0) }
            let flaws = walk(other).flaws
            #expect(flaws.map(\.kind) == [.altered], "\(place)")
            #expect(flaws.first?.line == place + 1)
        }
    }

    @Test func onlyWhatIsKeptElsewhereFindsAnEndThatWasCutOffOrARewrittenLog() throws {
        let lines = log(6)
        let head = try #require(walk(lines).head)
        for count in 0..<6 {
            let chain = walk(Array(lines.prefix(count)), hashes: [head.hash])
            #expect(chain.flawCount == 0)
            #expect(chain.standing(of: head)?.kind == .removed, "\(count) left")
        }
        let rewritten = walk(log(9, note: "other"), hashes: [head.hash])
        #expect(rewritten.flawCount == 0)
        #expect(rewritten.standing(of: head)?.kind == .unanchored)
        #expect(walk(lines, hashes: [head.hash]).standing(of: head) == nil)
        #expect(walk(log(20), hashes: [head.hash]).standing(of: head) == nil)
        #expect(walk(lines, hashes: [head.hash]).number(of: head.hash) == 5)
    }

    @Test func aTornLineThatTheNextEntryTellsOfIsARemarkUntilItIsTouched() throws {
        var lines = log(3)
        let head = try #require(walk(lines).head)
        let torn = Array(log(4)[3].prefix(50))
        let next = AuditEntry(
            number: 3, time: "2026-01-02T00:00:00Z", who: "Ann", what: "run",
            details: [
                "after_torn_line": .parts(["bytes": .number(50), "sha256": .text(Digest.sha256(torn))])
            ], program: "0.1.0", previous: head.hash)
        lines += [torn, Array(next.line.utf8)]
        #expect(walk(lines).flawCount == 0)
        #expect(walk(lines).remarks.count == 1)
        lines[3][10] ^= 1
        #expect(walk(lines).flawCount == 1)
        lines.remove(at: 3)
        #expect(walk(lines).flawCount == 0, "what was no entry is no loss, but the entry still tells of it")
    }

    @Test func whatAnEntryDoubtedStaysAFlaw() throws {
        let lines = try [forged(log(1)[0]) { $0.details["doubts"] = .texts(["line 9: gone"]) }]
        #expect(walk(lines).flaws.map(\.kind) == [.doubted])
        #expect(walk(lines).toldDoubts == ["line 9: gone"])
    }

    @Test func memoryDoesNotGrowWithGapsAndFlaws() throws {
        var chain = AuditChain()
        let line = Array(log(1)[0])
        for number in stride(from: 2, to: 8000, by: 2) {
            chain.take(try forged(line) { $0.number = number })
            chain.take(Array("rubbish".utf8))
        }
        chain.finish(isOpen: false)
        #expect(chain.flaws.count == AuditChain.flawLimit)
        #expect(chain.flawCount > 3000)
    }
}
