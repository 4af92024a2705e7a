import Evidence

extension ReportPage {
    /// Says how many detections were looked at by an analyst, and what came of it.
    func reviewNote(_ page: inout MarkupWriter) {
        let all = index.detectionByID.values
        let reviewed = all.filter { $0.review.isReviewed }
        guard !reviewed.isEmpty else {
            page.element("p", text: "No detection was looked at by an analyst.")
            return
        }
        let states = ReviewState.allCases.filter { $0 != .unreviewed }.compactMap { state -> String? in
            let count = reviewed.count { $0.review == state }
            return count > 0 ? "\(count) \(state.rawValue)" : nil
        }
        page.element(
            "p", ["id": "reviewed"],
            text: "\(reviewed.count) of \(all.count) detections were looked at by an analyst: \(Wording.list(states)). "
                + "Counts take these as certain; rejected ones are not counted, nor are superseded ones, for which a "
                + "drawn object stands.")
    }
}
