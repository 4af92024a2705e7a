import Foundation
import Inquiry
import Yams

/// What was read of an inquiry.
struct InquiryFindings {
    var inquiry: HypothesisInquiry?
    var places: [String: IndicatorPlace] = [:]
    /// Mistakes in files other than `case.yaml`.
    var mistakes: [Mistake] = []
}

extension CaseFolder {
    /// Who says what, and how far it can be relied on.
    public var sourcesFile: String { path + "/sources.yaml" }
    /// What other analysts judge, one file for each.
    public var judgementsFolder: String { path + "/" + InquiryReader.judgementsFolder }

    /// Reads the inquiry of `case.yaml` and what belongs to it beside.
    ///
    /// - Parameters:
    ///   - sections: What stands under the keys of the inquiry.
    ///   - zones: Ids of the site's zones; nil where the site could not be read.
    ///   - log: Takes the mistakes of `case.yaml`.
    /// - Returns: The inquiry, and the mistakes of other files.
    func readInquiry(_ sections: [String: Node], zones: [String]?, log: inout MistakeLog) -> InquiryFindings {
        var reader = InquiryReader(log: log, folder: path, zones: zones, sources: sourceIDs())
        let inquiry = reader.read(sections)
        log = reader.log
        return InquiryFindings(inquiry: inquiry, places: reader.places, mistakes: reader.elsewhere)
    }

    /// Ids of the sources that the case describes, none where the file cannot be read; nil where it has no such file.
    private func sourceIDs() -> [String]? {
        guard FileManager.default.fileExists(atPath: sourcesFile) else { return nil }
        guard case .success(let source) = SourceText.read(sourcesFile, as: "sources.yaml", limit: CaseFile.sizeLimit)
        else { return [] }
        var log = MistakeLog(source: source)
        guard let root = log.composeYAML() else { return [] }
        let list = root.sequence ?? root.mapping?["sources"]?.sequence
        return list?.compactMap { $0.mapping?["id"]?.scalar?.string } ?? []
    }
}
