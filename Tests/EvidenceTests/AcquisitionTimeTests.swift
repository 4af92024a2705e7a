import Evidence
import Foundation
import Testing

@Suite struct AcquisitionTimeTests {
    @Test func aDateIsAWholeDay() throws {
        let time = try #require(AcquisitionTime(iso8601: "2023-08-17"))
        // 2023-08-17T00:00:00Z is 1 692 230 400 s after 1970 (date -u -d 2023-08-17 +%s).
        #expect(time.start.timeIntervalSince1970 == 1_692_230_400)
        #expect(time.end.timeIntervalSince(time.start) == 86_400)
        #expect(!time.isInstant)
        #expect(time.iso8601 == "2023-08-17")
    }

    @Test(arguments: [
        ("2021-09-08T04:27:01.024Z", 1_631_075_221.024), ("2021-09-08T04:27:01Z", 1_631_075_221),
        ("2021-09-08T04:27:01", 1_631_075_221), ("2021-09-08 04:27:01Z", 1_631_075_221),
        ("2021-09-08T13:27:01+09:00", 1_631_075_221), ("2021-09-08T04:27:01.0240001Z", 1_631_075_221.024),
    ])
    func instantsAreRead(text: String, seconds: Double) throws {
        let time = try #require(AcquisitionTime(iso8601: text))
        #expect(abs(time.start.timeIntervalSince1970 - seconds) < 1e-6)
        #expect(time.isInstant)
    }

    @Test(arguments: [
        ("2021-09-08T04:27:01.024Z", "2021-09-08T04:27:01.024Z"), ("2021-09-08T04:27:01Z", "2021-09-08T04:27:01.000Z"),
    ])
    func millisecondsAreRoundedAndNotCutOff(text: String, long: String) throws {
        let time = try #require(AcquisitionTime(iso8601: text))
        #expect(AcquisitionTime.text(time.start) == text)
        #expect(AcquisitionTime.text(time.start, alwaysMilliseconds: true) == long)
    }

    @Test(arguments: [
        "", "yesterday", "2023-13-01", "2023-02-30", "17.08.2023", "2023-08-17/", "2023-08-18/2023-08-17",
    ])
    func nonsenseIsRefused(text: String) {
        #expect(AcquisitionTime(iso8601: text) == nil)
    }

    @Test func spansKeepBothEnds() throws {
        let time = try #require(AcquisitionTime(iso8601: "2023-08-17T10:00:00Z/2023-08-17T11:00:00Z"))
        #expect(time.end.timeIntervalSince(time.start) == 3600)
        #expect(time.iso8601 == "2023-08-17T10:00:00Z/2023-08-17T11:00:00Z")
    }
}

@Suite struct DigestTests {
    @Test func hashesArePublishedValues() {
        // NIST FIPS 180-4 example: SHA-256 of "abc", and of the empty message.
        #expect(
            Digest.sha256("abc".utf8) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Digest.sha256([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func partsAreKeptApart() {
        #expect(Digest.identifier(["ab", "c"]) != Digest.identifier(["a", "bc"]))
        #expect(Digest.identifier(["ab", "c"]).count == 32)
    }
}
