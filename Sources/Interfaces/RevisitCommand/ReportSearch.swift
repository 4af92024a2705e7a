import Disclosure
import Foundation

/// Refuses what a report would hold that was to be left out of it.
struct ReportSearch {
    private let search: LeakSearch
    private let refusesPictures: Bool
    /// The beginning of the library that draws charts, which is no text of the case.
    private let library: String?

    /// Prepares a search.
    ///
    /// - Parameters:
    ///   - search: What to look for.
    ///   - redaction: What was left out.
    ///   - library: The library that draws charts, in which nothing is looked for.
    init(_ search: LeakSearch, of redaction: Redaction, library: String?) {
        self.search = search
        refusesPictures = redaction.parts.contains(.imagery)
        self.library = library.map { "<script>" + $0.prefix(200) }
    }

    /// Looks at a page, and passes over the library in it.
    func refuse(page: String, in name: String) throws {
        guard let library, let start = page.range(of: library, options: .literal),
            let end = page.range(of: "</script>", options: .literal, range: start.upperBound..<page.endIndex)
        else { return try refuse(page, as: .markup, in: name) }
        try refuse(page[..<start.lowerBound] + page[end.upperBound...], as: .markup, in: name)
    }

    /// Looks at a text.
    func refuse(_ text: some StringProtocol, as notation: LeakSearch.Notation, in name: String) throws {
        if refusesPictures, notation != .plain, text.range(of: "data:image", options: .literal) != nil {
            throw LeakError(file: name, leak: "a picture")
        }
        try refuse(Array(text.utf8), as: notation, in: name)
    }

    /// Looks at the bytes of a file.
    func refuse(_ bytes: [UInt8], as notation: LeakSearch.Notation, in name: String) throws {
        if let leak = search.leak(in: bytes, as: notation) { throw LeakError(file: name, leak: leak) }
    }
}
