import Evidence
import GDAL
public import Rasters
public import Reporting

/// Makes pictures of unrolled strips.
public struct StripDrawing: Sendable {
    private let size: RasterSize
    private let values: [Float]
    private let validity: [UInt8]
    private let firstStation: Double
    private let sampling: Double

    /// Takes the pixels of a strip.
    ///
    /// - Parameters:
    ///   - size: Samples along and rows across.
    ///   - values: 0…1, `[band][row][sample]`, three bands.
    ///   - validity: 1 where a sample is there.
    ///   - firstStation: Station of the first sample's edge in metres.
    ///   - sampling: Metres of a sample.
    public init(
        size: RasterSize, values: [Float], validity: [UInt8], firstStation: Double, sampling: Double
    ) {
        self.size = size
        self.values = values
        self.validity = validity
        self.firstStation = firstStation
        self.sampling = sampling
    }

    /// The strip as JPEG, one pixel for each sample, without marks.
    ///
    /// - Throws: `GDALError`.
    public func photograph() throws -> EncodedPicture {
        try ScenePictures.encoded(
            pixels, size: size, name: "photograph-\(firstStation)-\(size.width)", isSmall: false)
    }

    private var pixels: [UInt8] {
        let plane = size.count
        var pixels = [UInt8](repeating: 255, count: 3 * plane)
        let bands = max(1, values.count / max(1, plane))
        for index in 0..<plane where validity[index] == 1 {
            for colour in 0..<3 {
                let value = values[min(colour, bands - 1) * plane + index]
                pixels[colour * plane + index] = UInt8((min(1, max(0, value)) * 255).rounded())
            }
        }
        return pixels
    }

    /// The strip as PNG, one pixel for each sample.
    ///
    /// - Parameter cuts: First and last station of vehicles, in metres, which are drawn as bars along the edges with
    ///   ticks at their ends; empty for the bare strip.
    /// - Returns: The picture.
    /// - Throws: `GDALError`.
    public func image(cuts: [(start: Double, end: Double)] = []) throws -> EncodedPicture {
        let plane = size.count
        var pixels = self.pixels
        func mark(_ row: Int, _ sample: Int) {
            guard (0..<size.height).contains(row), (0..<size.width).contains(sample) else { return }
            for (colour, value) in [255, 60, 0].enumerated() {
                pixels[colour * plane + row * size.width + sample] = UInt8(value)
            }
        }
        for cut in cuts {
            let first = Int(((cut.start - firstStation) / sampling).rounded())
            let last = Int(((cut.end - firstStation) / sampling).rounded()) - 1
            guard first <= last else { continue }
            for sample in first...last {
                mark(1, sample)
                mark(size.height - 2, sample)
            }
            for row in 1..<6 {
                for sample in [first, last] {
                    mark(row, sample)
                    mark(size.height - 1 - row, sample)
                }
            }
        }
        return try ScenePictures.encoded(pixels, size: size, name: "strip-\(firstStation)-\(size.width)", isSmall: true)
    }
}
