import DocumentWriting
import Documents
import Foundation
import PrintingPrograms
import Reporting

/// Draws the figures of a report for formats that are no HTML.
struct ReportFigures {
    /// Figures as drawings.
    let drawings: [DocumentFigure.Name: DrawnFigure]

    /// Draws those that can be drawn.
    init(_ document: Document, of content: ReportContent) {
        var drawings: [DocumentFigure.Name: DrawnFigure] = [:]
        let report = HTMLReport()
        for figure in document.figures where drawings[figure.name] == nil {
            guard let drawing = report.drawing(of: figure, in: content) ?? report.picture(of: figure, in: content)
            else {
                continue
            }
            drawings[figure.name] = DrawnFigure(.vector(drawing), alternative: Self.words(in: drawing))
        }
        self.drawings = drawings
    }

    /// The figures as pixels; what cannot be drawn stays a drawing.
    ///
    /// - Parameter failed: Is told why, once.
    /// - Returns: The figures.
    /// - Throws: `CancellationError`.
    func pictures(failed: (any Error) -> Void) async throws -> [DocumentFigure.Name: DrawnFigure] {
        var figures = drawings
        var isTold = drawings.isEmpty
        func tell(_ error: any Error) throws {
            if error is CancellationError { throw error }
            if !isTold { failed(error) }
            isTold = true
        }
        do {
            let raster = isTold ? nil : try DrawingRaster()
            for (name, figure) in drawings.sorted(by: { $0.key.slug < $1.key.slug }) {
                guard let raster, case .vector(let drawing) = figure.image else { continue }
                do {
                    let (bytes, width, height) = try await raster.png(drawing)
                    figures[name]?.image = .picture(FigurePicture(.png, bytes: bytes, width: width, height: height))
                } catch { try tell(error) }
            }
        } catch { try tell(error) }
        return figures
    }

    /// What a drawing says of itself: its title and description.
    private static func words(in drawing: String) -> String {
        let parts = ["title", "desc"].compactMap { name -> String? in
            guard let start = drawing.range(of: "<\(name)>"),
                let end = drawing.range(of: "</\(name)>", range: start.upperBound..<drawing.endIndex)
            else { return nil }
            let text = String(drawing[start.upperBound..<end.lowerBound])
            return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(text) {
                $0.replacingOccurrences(of: $1.0, with: $1.1)
            }
        }
        return parts.joined(separator: ". ")
    }
}
