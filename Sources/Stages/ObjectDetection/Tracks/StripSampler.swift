import Foundation
import Geodesy
import Rasters

/// Reads a strip's samples from a scene.
///
/// Between pixels it is interpolated linearly; where pixels are smaller than the strip's sampling, each sample is the mean
/// of several places in it, so that no pixel is passed over. What a sample holds does not depend on which
/// other samples are read with it.
struct StripSampler: Sendable {
    let source: any RasterSource
    /// Scene pixels for one pixel of the source.
    let step: Double
    /// Places for one sample, along and across.
    let places: Int

    /// How many scene pixels to join into one before sampling: as many as fit into half a sample.
    static func step(pixel: Double, sampling: Double) -> Double { max(1, (sampling / 2 / pixel).rounded(.down)) }

    init(source: any RasterSource, pixel: Double, step: Double, sampling: Double) {
        self.source = source
        self.step = step
        places = max(1, Int((sampling / (pixel * step) - 0.05).rounded(.up)))
    }

    /// Samples along that are read at once: a short piece of a slanting track has a small box around it.
    private static let piece = 160

    /// What lies in a range of samples.
    ///
    /// - Returns: Values `[band][row][sample]`, 0 where missing, and validity `[row][sample]`.
    func block(of strip: TrackStrip, _ range: Range<Int>) async throws -> (values: [Float], validity: [UInt8]) {
        let bands = source.bandCount
        var values = [Float](repeating: 0, count: bands * strip.across * range.count)
        var validity = [UInt8](repeating: 0, count: strip.across * range.count)
        var first = range.lowerBound
        while first < range.upperBound {
            let end = min(range.upperBound, first + Self.piece)
            let block = try await source.read(window(of: strip, first..<end))
            fill(&values, &validity, from: block, strip, first..<end, in: range)
            first = end
        }
        return (values, validity)
    }

    /// The source's pixels that a piece needs.
    private func window(of strip: TrackStrip, _ piece: Range<Int>) -> RasterWindow {
        var left = Double.infinity
        var right = -Double.infinity
        var top = Double.infinity
        var bottom = -Double.infinity
        for sample in piece {
            let (from, along) = strip.points(ofSample: Double(sample))
            for row in [-1.0, Double(strip.across)] {
                let column = (from.column + along.column * row) / step
                let line = (from.row + along.row * row) / step
                left = min(left, column)
                right = max(right, column)
                top = min(top, line)
                bottom = max(bottom, line)
            }
        }
        let column = Int(left.rounded(.down)) - 3
        let row = Int(top.rounded(.down)) - 3
        return RasterWindow(
            column: column, row: row, width: Int(right.rounded(.up)) + 3 - column,
            height: Int(bottom.rounded(.up)) + 3 - row)
    }

    private func fill(
        _ values: inout [Float], _ validity: inout [UInt8], from block: RasterBlock, _ strip: TrackStrip,
        _ piece: Range<Int>, in range: Range<Int>
    ) {
        let plane = block.window.size.count
        let width = block.window.width
        let bands = block.bandCount
        let input = block.values.span
        let present = block.validity.span
        var sums = [Float](repeating: 0, count: bands)
        let shares = (0..<places).map { (Double($0) + 0.5) / Double(places) - 0.5 }
        var output = values.mutableSpan
        var there = validity.mutableSpan
        for sample in piece {
            let lines = shares.map { strip.points(ofSample: Double(sample) + $0) }
            for row in 0..<strip.across {
                for band in 0..<bands { sums[band] = 0 }
                var weight: Float = 0
                for (from, along) in lines {
                    for share in shares {
                        let column =
                            (from.column + along.column * (Double(row) + share)) / step - 0.5
                            - Double(block.window.column)
                        let line =
                            (from.row + along.row * (Double(row) + share)) / step - 0.5 - Double(block.window.row)
                        let left = Int(column.rounded(.down))
                        let top = Int(line.rounded(.down))
                        guard left >= 0, top >= 0, left + 1 < width, top + 1 < block.window.height else { continue }
                        let x = Float(column - Double(left))
                        let y = Float(line - Double(top))
                        for corner in 0..<4 {
                            let position = (top + corner / 2) * width + left + corner % 2
                            let part = (corner % 2 == 0 ? 1 - x : x) * (corner < 2 ? 1 - y : y)
                            guard present[position] == 1 else { continue }
                            weight += part
                            for band in 0..<bands { sums[band] += part * input[band * plane + position] }
                        }
                    }
                }
                guard weight >= Float(places * places) / 2 else { continue }
                let to = row * range.count + sample - range.lowerBound
                there[to] = 1
                for band in 0..<bands { output[band * strip.across * range.count + to] = sums[band] / weight }
            }
        }
    }
}
