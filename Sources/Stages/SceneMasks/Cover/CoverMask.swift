public import Rasters

/// What each pixel of a window shows, and how sure that is.
public struct CoverMask: Sendable {
    /// The pixels that were judged; a margin that was read with them is not part of it.
    public let window: RasterWindow
    /// Raw values of ``CoverClass``, row-major `[row][column]`.
    public internal(set) var classes: [UInt8]
    /// Probability that the class is right, 0…1, row-major; 0 where nothing was measured.
    public internal(set) var confidence: [Float]
    /// Probability that what is seen is snow, 0…1, row-major; not-a-number where the pixel does not tell of snow.
    public internal(set) var snow: [Float]

    /// Makes a mask in which nothing was measured.
    init(window: RasterWindow) {
        self.window = window
        classes = [UInt8](repeating: CoverClass.missing.rawValue, count: window.size.count)
        confidence = [Float](repeating: 0, count: window.size.count)
        snow = [Float](repeating: .nan, count: window.size.count)
    }

    /// The class of a pixel of the window, counted row by row.
    public func coverClass(at index: Int) -> CoverClass { CoverClass(rawValue: classes[index]) ?? .missing }
}
