import Foundation
import FoundationXML
import Testing

/// A page taken apart by simple search, independent of how it was written.
struct PageUnderTest: Equatable, CustomTestStringConvertible {
    let html: String

    init(_ html: String) { self.html = html }

    /// Short, so that a failing test does not print the page.
    var testDescription: String { "page of \(html.utf8.count) bytes" }

    func says(_ text: String) -> Bool { html.contains(text) }

    var ids: [String] { values(of: " id=\"") }
    var links: [String] { values(of: " href=\"#") }

    /// Links that lead nowhere.
    var danglingLinks: [String] {
        let ids = Set(ids)
        return links.filter { !ids.contains($0) }
    }

    private func values(of start: String) -> [String] {
        html.components(separatedBy: start).dropFirst().map { String($0.prefix { $0 != "\"" }) }
    }

    /// The SVG drawings.
    var drawings: [String] {
        html.components(separatedBy: "<svg").dropFirst().map { part in
            "<svg" + (part.components(separatedBy: "</svg>").first ?? "") + "</svg>"
        }
    }

    /// The root element, without the two parts that are not XML.
    var withoutStyleAndScript: String {
        var text = html.replacingOccurrences(of: "<!DOCTYPE html>\n", with: "")
        for name in ["style", "script"] {
            // Data of charts stand in elements of the same name, but with a type.
            while let start = text.range(of: "<\(name)>"),
                let end = text.range(of: "</\(name)>", range: start.upperBound..<text.endIndex)
            {
                text.removeSubrange(start.lowerBound..<end.upperBound)
            }
        }
        return text
    }

    /// The element that has an id, up to its end.
    func element(id: String, name: String) -> String? {
        guard let start = html.range(of: "<\(name) id=\"\(id)\"") else { return nil }
        let rest = html[start.lowerBound...]
        guard let end = rest.range(of: "</\(name)>") else { return nil }
        return String(rest[..<end.lowerBound])
    }
}

/// What an XML parser says to a text.
enum WellFormedness {
    static func fault(in text: String) -> String? {
        let parser = XMLParser(data: Data(text.utf8))
        if parser.parse() { return nil }
        return "line \(parser.lineNumber): \(parser.parserError.map(String.init(describing:)) ?? "unknown")"
    }
}
