import CaseFilesYAML
import Foundation
import Testing

@Suite("Files of tracks")
struct TracksFileTests {
    private func read(_ text: String) throws -> TracksFile {
        let path = FileManager.default.temporaryDirectory.appending(path: "tracks-\(UUID().uuidString).geojson").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(text.utf8).write(to: URL(filePath: path))
        return try TracksFile(path: path)
    }

    @Test("What is written of proposals reads again, each line with its image, frame and sureness")
    func roundTrip() throws {
        let proposals = [
            TracksFile.Proposal(
                id: "proposed-1", name: "track 1, \"proposed\"", scene: "east", isSure: true, score: 0.87654,
                seenShare: 1,
                points: [[12.5, 300.25], [400, 310.125]], isInPixels: true),
            TracksFile.Proposal(
                id: "proposed-2", name: "track 2", scene: "west", isSure: false, score: 0.6, seenShare: 0.71,
                points: [[130.4123456, 42.3], [130.4223456, -42.3000001], [130.43, 42.31]], isInPixels: false),
        ]
        let text = try TracksFile.text(of: proposals)
        // RFC 7946 wants longitude and latitude; whatever is not has to say so.
        let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let features = try #require(root["features"] as? [[String: Any]])
        #expect(features.compactMap { ($0["properties"] as? [String: Any])?["frame"] as? String } == ["pixel"])
        let lines = try read(text).lines
        #expect(lines.map(\.id) == ["proposed-1", "proposed-2"])
        #expect(lines.map(\.name) == proposals.map(\.name))
        #expect(lines.map(\.scene) == ["east", "west"])
        #expect(lines.map(\.isSure) == [true, false])
        #expect(lines.map(\.isInPixels) == [true, false])
        for (line, proposal) in zip(lines, proposals) {
            #expect(line.points.count == proposal.points.count)
            for (read, told) in zip(line.points, proposal.points) {
                let slack = proposal.isInPixels ? 0.005 : 5e-8
                #expect(abs(read.x - told.x) <= slack * 1.001 && abs(read.y - told.y) <= slack * 1.001)
            }
        }
    }

    @Test("A line that names no image belongs to any")
    func noScene() throws {
        let file = try read(
            #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":"#
                + #"{"type":"LineString","coordinates":[[1,2],[30,40]]}}]}"#)
        #expect(file.lines.map(\.scene) == [nil])
    }

    @Test(
        "Lines that are none are refused with their place in the file and what is wrong",
        arguments: [
            ("[[50,50],[50,50]]", "1 different points"), ("[[50,50]]", "1 different points"),
            ("[]", "0 different points"),
            ("[[-1e12,128],[1e12,128]]", "beyond ten million"), ("[[1],[2,3]]", "where a position belongs"),
            ("[[null,1],[2,3]]", "where a position belongs"), ("7", "no coordinates"),
        ])
    func noLines(coordinates: String, reason: String) throws {
        let error = #expect(throws: CaseFilesError.self) {
            try read(
                #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":"#
                    + #"{"type":"LineString","coordinates":\#(coordinates)}}]}"#)
        }
        let said = error?.description ?? ""
        #expect(said.contains(".geojson:1:") && said.contains(reason), "\(said)")
    }
}
