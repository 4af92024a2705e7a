import Evidence
import Testing

@Suite("One line of an audit log")
struct AuditLineTests {
    private func hashed(_ body: String) -> [UInt8] {
        Array((body.dropLast() + ",\"hash\":\"\(Digest.sha256(body.utf8))\"}").utf8)
    }

    private func body(number: String = "0", details: String = "{}", who: String = "\"a\"") -> String {
        "{\"number\":\(number),\"time\":\"t\",\"who\":\(who),\"what\":\"run\",\"details\":\(details),\"program\":\"p\","
            + "\"previous\":\"\(AuditEntry.nothing)\"}"
    }

    private func isSound(_ body: String) -> Bool {
        if case .sound = AuditLine(hashed(body)) { true } else { false }
    }

    @Test func anEntryComesBackAsItWas() {
        let entry = AuditEntry(
            number: 7, time: "2026-01-01T00:00:00Z", who: "김 \u{7F}\u{8}\u{c}\n\r\t\u{1f}/\u{1F680}", what: "export",
            details: [
                "b": .list([]), "a": .parts(["z": .number(-3), "y_1": .text("")]), "c": .texts(["ä", "a\u{308}"]),
            ], program: "0.1.0", previous: String(repeating: "ab", count: 32))
        #expect(AuditLine(Array(entry.line.utf8)) == .sound(entry, hash: entry.hash))
    }

    @Test(
        "there is one way to write an entry",
        arguments: [
            "{\"b\":1,\"a\":1}", "{\"a\":1,\"a\":1}", "{\"a\": 1}", "{\"a\":1.5}", "{\"a\":NaN}", "{\"a\":01}",
            "{\"a\":-0}",
            "{\"a\":1e3}", "{\"a\":true}", "{\"a\":null}", "{\"A\":1}", "{\"\":1}", "{\"a\":\"\\u0041\"}",
            "{\"a\":\"\\/\"}",
            "{\"a\":\"\\u000a\"}", "{\"a\":\"\\u001F\"}", "{\"a\":\"\\ud800\"}", "{\"a\":[1,]}", "{\"a\":[,1]}",
            "{\"a\":1,}",
            "[]", "1", "", "{\"a\":99999999999999999999}", "{\"a\":\"x}", "{\"a\":\"\t\"}",
            String(repeating: "{\"a\":", count: 40) + "1" + String(repeating: "}", count: 40),
        ])
    func oneWay(details: String) {
        #expect(isSound(body()))
        #expect(!isSound(body(details: details)), "\(details)")
    }

    @Test func numbersOutOfBoundsAreNoEntries() {
        for number in ["-1", "00", "1.0", "", "9223372036854775808", "\"0\""] {
            #expect(!isSound(body(number: number)))
        }
        #expect(isSound(body(number: "999999999999999")))
    }

    @Test func bytesThatAreNoTextAreNoEntries() {
        var bytes = Array(body(who: "\"a?\"").utf8)
        guard let index = bytes.firstIndex(of: 0x3F) else { return }
        bytes[index] = 0xFF
        let hash = Array(",\"hash\":\"\(Digest.sha256(bytes))\"}".utf8)
        guard case .broken(let reason) = AuditLine(bytes.dropLast() + hash) else {
            Issue.record("taken for an entry")
            return
        }
        #expect(reason.contains("UTF-8"))
    }

    @Test func anyBytesAreTakenWithoutHarm() {
        for count in [0, 1, 74, 75, 76, 200] {
            for byte in [UInt8(0), 0x22, 0x7B, 0xFF] {
                guard case .broken = AuditLine([UInt8](repeating: byte, count: count)) else {
                    Issue.record("taken for an entry")
                    continue
                }
            }
        }
    }
}
