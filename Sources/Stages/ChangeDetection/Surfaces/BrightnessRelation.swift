import Evidence
import Rasters

/// Brings both looks to one scale of brightness above black, so that shadows can be compared.
struct BrightnessRelation: Sendable {
    /// For each band: what the later look's number is multiplied by and what is added, to be in the earlier one's unit.
    private let gains: [Float]
    private let offsets: [Float]
    /// Brightness of black in the earlier look's unit: what haze adds.
    private let black: Float
    /// Brightness above black that lit ground of the scene reaches: the upper quartile of both looks together.
    let litLevel: Float

    /// Takes the relation of invariant pixels; where it is of no use, means and spreads of all pixels.
    init(_ sample: PairedSample, _ radiometry: RelativeRadiometry) {
        let bands = sample.bandCount
        let width = 2 * bands
        var gains = [Float](repeating: 1, count: bands)
        var offsets = [Float](repeating: 0, count: bands)
        for band in 0..<bands {
            if radiometry.refusal == nil, band < radiometry.bands.count {
                gains[band] = Float(1 / radiometry.bands[band].gain)
                offsets[band] = Float(-radiometry.bands[band].offset / radiometry.bands[band].gain)
                continue
            }
            var (x, y, xx, yy) = (0.0, 0.0, 0.0, 0.0)
            for pixel in 0..<sample.count {
                let a = Double(sample.values[pixel * width + band])
                let b = Double(sample.values[pixel * width + bands + band])
                x += a
                y += b
                xx += a * a
                yy += b * b
            }
            let count = Double(max(1, sample.count))
            let spreadX = max(0, xx / count - x / count * x / count).squareRoot()
            let spreadY = max(0, yy / count - y / count * y / count).squareRoot()
            let gain = spreadY > 0 ? spreadX / spreadY : 1
            gains[band] = Float(gain)
            offsets[band] = Float(x / count - gain * y / count)
        }
        var levels: [Float] = []
        levels.reserveCapacity(2 * sample.count)
        for pixel in 0..<sample.count {
            var (first, second) = (Float(0), Float(0))
            for band in 0..<bands {
                first += sample.values[pixel * width + band]
                second += sample.values[pixel * width + bands + band] * gains[band] + offsets[band]
            }
            levels.append(first)
            levels.append(second)
        }
        levels.sort()
        self.gains = gains
        self.offsets = offsets
        black = levels.isEmpty ? 0 : levels[levels.count / 1000]
        litLevel = levels.isEmpty ? 0 : levels[levels.count * 3 / 4] - black
    }

    /// Brightness of both looks above black, `[row][column]`, not negative.
    func brightness(_ block: PairBlock, bandCount: Int) -> (before: [Float], after: [Float]) {
        let count = block.window.size.count
        var before = [Float](repeating: -black, count: count)
        var after = before
        for band in 0..<bandCount {
            for pixel in 0..<count {
                before[pixel] += block.before[band * count + pixel]
                after[pixel] += block.after[band * count + pixel] * gains[band] + offsets[band]
            }
        }
        for pixel in 0..<count {
            before[pixel] = max(0, before[pixel])
            after[pixel] = max(0, after[pixel])
        }
        return (before, after)
    }
}
