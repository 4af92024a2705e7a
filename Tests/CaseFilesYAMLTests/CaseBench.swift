import Foundation
import Sites
import Testing

@testable import CaseFilesYAML

/// A case folder for one test, which goes away with it.
final class CaseBench {
    let folder: CaseFolder

    init() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("case-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        folder = CaseFolder(path)
    }

    /// A folder with files by name; `case.yaml` and `site.geojson` are sound where not given.
    convenience init(_ files: [String: String]) throws {
        try self.init()
        try write("case.yaml", files["case.yaml"] ?? Self.caseYAML)
        try write("site.geojson", files["site.geojson"] ?? Self.site(Self.zone()))
        for (name, text) in files where name != "case.yaml" && name != "site.geojson" { try write(name, text) }
    }

    /// What ``CaseFolder/check()`` finds; the folder lives until then.
    func check() -> [Mistake] { withExtendedLifetime(self) { folder.check() } }

    /// What ``CaseFolder/read()`` finds; the folder lives until then.
    func read() throws -> Case { try withExtendedLifetime(self) { try folder.read() } }

    deinit { try? FileManager.default.removeItem(atPath: folder.path) }

    func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

    func write(_ name: String, _ data: Data) throws {
        let url = URL(fileURLWithPath: folder.path + "/" + name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: url)
    }

    static let caseYAML = """
        id: busan
        title: Busan
        question: How many ships?

        """

    static let square = "[[[129, 35], [129.01, 35], [129.01, 35.01], [129, 35.01], [129, 35]]]"

    /// A feature in one line.
    static func feature(_ properties: String, _ type: String, _ coordinates: String) -> String {
        "{\"type\": \"Feature\", \"properties\": {\(properties)}, \"geometry\": "
            + "{\"type\": \"\(type)\", \"coordinates\": \(coordinates)}}"
    }

    /// A zone in one line; further properties and another shape may be given.
    static func zone(
        _ id: String = "a", role: String = "anchorage", more: String = "", type: String = "Polygon",
        _ coordinates: String = square
    ) -> String {
        feature("\"kind\": \"zone\", \"id\": \"\(id)\", \"role\": \"\(role)\"\(more)", type, coordinates)
    }

    /// A collection with each feature in a line of its own, from line 2.
    static func site(_ features: String..., head: String = "") -> String {
        "{\"type\": \"FeatureCollection\", \(head)\"features\": [\n" + features.joined(separator: ",\n") + "\n]}\n"
    }
}

/// Expects exactly one mistake, at a place and with a fragment of its message.
func expectOne(
    _ mistakes: [Mistake], _ file: String, _ line: Int?, _ column: Int?, _ fragment: String,
    severity: Mistake.Severity = .error, at location: SourceLocation = #_sourceLocation
) {
    let all = mistakes.map(\.description).joined(separator: "\n")
    #expect(mistakes.count == 1, "\(all)", sourceLocation: location)
    guard let mistake = mistakes.first else { return }
    #expect(mistake.file == file, "\(all)", sourceLocation: location)
    #expect(mistake.position?.line == line, "\(all)", sourceLocation: location)
    #expect(mistake.position?.column == column, "\(all)", sourceLocation: location)
    #expect(mistake.severity == severity, "\(all)", sourceLocation: location)
    #expect(mistake.description.contains(fragment), "\(all)", sourceLocation: location)
}
