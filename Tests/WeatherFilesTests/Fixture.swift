import Evidence
import Foundation
import Testing

@testable import WeatherFiles

/// Files beside the tests, and what other programs read from them.
enum Fixture {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path

    static func path(_ name: String) -> String { folder + "/" + name }

    static func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path(name)))) }

    static func expected<Value: Decodable>(_ name: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(contentsOf: URL(filePath: path(name + ".expected.json"))))
    }

    static func read(_ text: String, _ options: WeatherFileOptions = .init()) throws(WeatherFileError) -> WeatherReading
    {
        try WeatherFiles.read(Array(text.utf8), name: "text", options: options)
    }

    static func time(_ text: String) throws -> Date { try #require(CivilTime.date(iso8601: text, offset: nil)) }

    /// The sentence with which reading a text fails.
    static func refusal(_ text: String, _ options: WeatherFileOptions = .init()) -> String {
        do {
            _ = try read(text, options)
            return "it was read"
        } catch {
            return error.description
        }
    }
}

/// A folder for one test, removed at its end.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "weather-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
