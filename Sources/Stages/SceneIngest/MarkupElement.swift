import Foundation
import FoundationXML

/// One element of a product's metadata, with what it holds.
///
/// Namespace prefixes are dropped: products use them for their root only.
struct MarkupElement: Sendable {
    /// Name without prefix.
    var name: String
    /// Attributes by name.
    var attributes: [String: String] = [:]
    /// Text directly inside, without surrounding space.
    var text: String = ""
    /// Elements directly inside, in order.
    var children: [MarkupElement] = []

    /// The first element directly inside with a name.
    func child(_ name: String) -> MarkupElement? { children.first { $0.name == name } }

    /// All elements at any depth with a name, in document order.
    func all(_ name: String) -> [MarkupElement] {
        var found: [MarkupElement] = []
        for child in children {
            if child.name == name { found.append(child) }
            found += child.all(name)
        }
        return found
    }

    /// Text of the first element at any depth with a name; nil where it is empty or not there.
    func value(_ name: String) -> String? {
        for child in children {
            if child.name == name { return child.text.isEmpty ? nil : child.text }
            if let value = child.value(name) { return value }
        }
        return nil
    }

    /// The same as a number; nil where it is none.
    func number(_ name: String) -> Double? { value(name).flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil } }
}

/// Reads a product's metadata into memory, with limits, since it may come from anyone.
///
/// External entities are never loaded; a document that declares entities at all is refused, since
/// entities inside entities can grow without bound and no product needs them.
final class MarkupReader: NSObject, XMLParserDelegate {
    /// Largest document in bytes. Sentinel-2 tile metadata, the largest we know, has about 1 MB.
    static let sizeLimit = 64 << 20
    private static let depthLimit = 64
    private static let countLimit = 500_000

    private var stack: [MarkupElement] = [MarkupElement(name: "")]
    private var count = 0
    private var problem: String?

    /// The root element of a document.
    ///
    /// - Throws: ``IngestError/brokenMetadata(file:reason:)`` with the line where it went wrong.
    static func root(of bytes: [UInt8], file: String) throws(IngestError) -> MarkupElement {
        guard bytes.count <= sizeLimit else {
            throw .brokenMetadata(file: file, reason: "it is larger than \(sizeLimit >> 20) MB")
        }
        if Data(bytes.prefix(1 << 16)).range(of: Data("<!ENTITY".utf8)) != nil {
            throw .brokenMetadata(file: file, reason: "it declares entities")
        }
        let reader = MarkupReader()
        let parser = XMLParser(data: Data(bytes))
        parser.shouldResolveExternalEntities = false
        parser.shouldProcessNamespaces = false
        parser.delegate = reader
        let complete = parser.parse()
        guard complete, reader.problem == nil, let root = reader.stack.first?.children.first else {
            let reason = reader.problem ?? "it is no complete XML"
            throw .brokenMetadata(file: file, reason: "line \(parser.lineNumber): \(reason)")
        }
        return root
    }

    func parser(
        _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        count += 1
        if stack.count > Self.depthLimit || count > Self.countLimit {
            problem = "it is nested too deep or holds too many elements"
            parser.abortParsing()
            return
        }
        let name = elementName.split(separator: ":").last.map(String.init) ?? elementName
        stack.append(MarkupElement(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        stack[stack.count - 1].text += string
    }

    func parser(_ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?) {
        guard stack.count > 1 else { return }
        var element = stack.removeLast()
        element.text = element.text.trimmingCharacters(in: .whitespacesAndNewlines)
        stack[stack.count - 1].children.append(element)
    }
}
