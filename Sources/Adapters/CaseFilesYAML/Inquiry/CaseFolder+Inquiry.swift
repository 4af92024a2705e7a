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
    /// What other analysts judge, one file for each.
    public var judgementsFolder: String { path + "/" + InquiryReader.judgementsFolder }

    /// Reads the inquiry of `case.yaml` and what belongs to it beside.
    ///
    /// - Parameters:
    ///   - sections: What stands under the keys of the inquiry.
    ///   - zones: Ids of the site's zones; nil where the site could not be read.
    ///   - sources: Ids of the sources that the case describes; nil where it has no file of them.
    ///   - log: Takes the mistakes of `case.yaml`.
    /// - Returns: The inquiry, and the mistakes of other files.
    func readInquiry(
        _ sections: [String: Node], zones: [String]?, sources: [String]?, log: inout MistakeLog
    ) -> InquiryFindings {
        var reader = InquiryReader(log: log, folder: path, zones: zones, sources: sources)
        let inquiry = reader.read(sections)
        log = reader.log
        return InquiryFindings(inquiry: inquiry, places: reader.places, mistakes: reader.elsewhere)
    }
}
