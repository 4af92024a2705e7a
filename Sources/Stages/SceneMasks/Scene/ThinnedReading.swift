import Foundation
import Rasters
import Statistics

/// The cells of a thinned reading, by what they measure.
struct ThinnedReading {
    let count: Int
    let validity: [UInt8]
    /// Cells with measurements.
    let validCount: Int
    let darkLevels: [Float]
    let whiteLevel: Float
    /// Mean of blue, green and red, or the panchromatic band, or that of all bands where none has a role.
    var visible: [Float]
    let blue: [Float]?
    let green: [Float]?
    let red: [Float]?
    let nir: [Float]?
    let short: [Float]?
    let far: [Float]?
    let cirrus: [Float]?
    /// Logarithm of blue by near infrared; 0 where one is missing.
    var blueness: [Float]
    /// What each cell's spectrum says; nil where nothing was measured or nothing can be told.
    var shares: [SpectralShares?]

    init(_ block: RasterBlock, bands: ObservedBands) {
        count = block.window.size.count
        validity = block.validity
        validCount = block.validCount
        let count = count
        func plane(_ role: BandRole) -> [Float]? {
            bands.indices[role].map { Array(block.values[$0 * count..<($0 + 1) * count]) }
        }
        let reader = PixelReading(bands)
        var visible = [Float](repeating: 0, count: count)
        var blueness = [Float](repeating: 0, count: count)
        var shares = [SpectralShares?](repeating: nil, count: count)
        for index in 0..<count where block.validity[index] == 1 {
            let pixel = reader.pixel(block.values, index: index, count: count)
            visible[index] = pixel.visible
            blueness[index] = pixel.blueness
            shares[index] = reader.shares(pixel)
        }
        self.visible = visible
        self.blueness = blueness
        self.shares = shares
        blue = plane(.blue)
        green = plane(.green)
        red = plane(.red)
        nir = plane(.nir)
        short = plane(.swir16)
        far = plane(.swir22)
        cirrus = plane(.cirrus)
        darkLevels = (0..<block.bandCount).map { band in
            let values = (0..<count).lazy.filter { block.validity[$0] == 1 }.map { block.values[band * count + $0] }
            return Percentile.value(0.01, of: Array(values)) ?? 0
        }
        whiteLevel =
            Percentile.value(0.995, of: (0..<count).filter { block.validity[$0] == 1 }.map { visible[$0] }) ?? 0
    }

    func isValid(_ index: Int) -> Bool { validity[index] == 1 }
}

/// Reads the roles of one pixel out of a block.
struct PixelReading {
    /// A pixel's numbers; those that are not measured are 0.
    struct Pixel {
        var blue: Float = 0
        var green: Float = 0
        var red: Float = 0
        var nir: Float = 0
        var short: Float = 0
        var visible: Float = 0
        /// Greatest minus least of blue, green and red, by their mean.
        var colour: Float = 0
        /// Whether blue and near infrared are measured.
        var hasBlueness = false

        /// Logarithm of blue by near infrared; 0 where one is not measured.
        var blueness: Float { hasBlueness ? log(max(0.002, blue) / max(0.002, nir)) : 0 }

        /// Whether ``blueness`` exceeds the logarithm of a ratio.
        @inline(__always)
        func isBluer(than ratio: Float) -> Bool { hasBlueness && max(0.002, blue) > ratio * max(0.002, nir) }
    }

    private let indices: (blue: Int?, green: Int?, red: Int?, nir: Int?, short: Int?, pan: Int?)
    private let bandCount: Int
    let model: SpectralModel?

    init(_ bands: ObservedBands) {
        let found = bands.indices
        indices = (found[.blue], found[.green], found[.red], found[.nir], found[.swir16], found[.pan])
        bandCount = (found.values.max() ?? -1) + 1
        model = bands.model
    }

    @inline(__always)
    func pixel(_ values: [Float], index: Int, count: Int) -> Pixel {
        var pixel = Pixel()
        if let band = indices.blue { pixel.blue = values[band * count + index] }
        if let band = indices.green { pixel.green = values[band * count + index] }
        if let band = indices.red { pixel.red = values[band * count + index] }
        if let band = indices.nir { pixel.nir = values[band * count + index] }
        if let band = indices.short { pixel.short = values[band * count + index] }
        if indices.blue != nil, indices.green != nil, indices.red != nil {
            pixel.visible = (pixel.blue + pixel.green + pixel.red) / 3
            let least = min(pixel.blue, min(pixel.green, pixel.red))
            pixel.colour = (max(pixel.blue, max(pixel.green, pixel.red)) - least) / max(0.001, pixel.visible)
        } else if let band = indices.pan {
            pixel.visible = values[band * count + index]
        } else {
            var sum: Float = 0
            let all = max(1, values.count / count)
            for band in 0..<all { sum += values[band * count + index] }
            pixel.visible = sum / Float(all)
        }
        pixel.hasBlueness = indices.blue != nil && indices.nir != nil
        return pixel
    }

    /// What a pixel's spectrum says; nil where the bands allow no model.
    @inline(__always)
    func shares(_ pixel: Pixel) -> SpectralShares? {
        guard let model else { return nil }
        if model.bands == .panchromatic {
            return model.shares(blue: pixel.visible, green: 0, red: 0, nir: 0, short: 0)
        }
        return model.shares(
            blue: pixel.blue, green: pixel.green, red: pixel.red, nir: pixel.nir, short: pixel.short)
    }
}
