import Foundation
import Testing

/// A STAC API on this machine, made of pystac items.
final class SearchServer: Sendable {
    let address: String
    let port: String
    let scratch: Scratch
    private let process: Process

    init() async throws {
        scratch = try Scratch()
        let fixture = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/stac_server.py")
            .path
        process = Process()
        process.executableURL = Program.repository.appending(path: ".tools/python-test/bin/python3")
        process.arguments = [fixture, "serve", scratch.path]
        // A server that outlived its test would keep whoever reads the tests' output waiting.
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<1500 where !scratch.exists("port") { try await Task.sleep(for: .milliseconds(20)) }
        port = try scratch.text("port")
        address = "http://127.0.0.1:\(port)"
    }

    // Children of a test's threads can have the gentler signals blocked.
    deinit { kill(process.processIdentifier, SIGKILL) }

    /// What it was asked, in order.
    func asked() throws -> [[String: any Sendable]] {
        guard scratch.exists("log") else { return [] }
        return try scratch.text("log").split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: any Sendable]
        }
    }

    /// Makes images and the items that offer them.
    func deliver() async throws { try await Program.python("stac_delivery.py", scratch.path, port) }
}

extension Scratch {
    /// A case with a berth, a yard beside it, and a roadstead across the antimeridian; gives its path.
    func searchCase(_ name: String = "case", places: Int = 3, period: String = "") throws -> String {
        let path = try place(
            name, zone: "x",
            case: "id: search\ntitle: Search\nquestion: What is there?\nmodels: []\ntime_zone: Asia/Pyongyang\n"
                + period)
        func zone(
            _ id: String, _ role: String, _ west: Double, _ south: Double, _ east: Double, _ north: Double
        ) -> String {
            """
            {"type": "Feature", "properties": {"kind": "zone", "id": "\(id)", "role": "\(role)"}, "geometry": {"type": "Polygon",
             "coordinates": [[[\(west), \(south)], [\(east), \(south)], [\(east), \(north)], [\(west), \(north)], [\(west), \(south)]]]}}
            """
        }
        let zones = [
            zone("berth", "berth", 10, 50, 10.01, 50.01), zone("yard", "rail spur", 10.2, 50.1, 10.25, 50.12),
            zone("roads", "anchorage", 179.9, -17, 180, -16.9),
            zone("roads-east", "anchorage", -180, -17, -179.9, -16.9),
        ]
        let chosen = places == 1 ? Array(zones.prefix(1)) : zones
        try write(
            "{\"type\": \"FeatureCollection\", \"features\": [\(chosen.joined(separator: ","))]}",
            to: name + "/site.geojson")
        return path
    }
}
