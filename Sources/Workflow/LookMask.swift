public import ActivityAnalysis
public import Evidence
public import Rasters
import SceneMasks

/// What of a look is left out of a comparison, and by whose word: cloud, its shadow and haze, with 10 m around them, by the mask
/// that was delivered, or else as they are estimated from the pixels.
public struct LookMask: Sendable {
    /// What is told of a mask.
    public struct Record: Hashable, Codable, Sendable {
        /// The scene.
        public var scene: String
        /// The mask's name and hash, "estimated from the pixels", or why there is none.
        public var source: String
        /// Share of the scene's measured pixels under cloud, in its shadow or in haze, 0…1; the 10 m around do not count.
        public var hiddenShare: Double
        /// Whether shadows of buildings and terrain are masked too.
        public var masksShadow: Bool
        /// What could not be told, each as a clause.
        public var notes: [String]
    }

    /// One band: 1 where the look is usable, 0 where it is not; nil where all of it is.
    public let pixels: (any RasterSource)?
    /// What is told of it.
    public let record: Record

    /// Masks a look.
    ///
    /// - Parameters:
    ///   - scene: The scene.
    ///   - reader: Opens it.
    ///   - clouds: The cloud mask that was delivered with it; nil where there is none.
    ///   - step: Pixels of the scene for one of the mask, along columns and along rows, 1 or more.
    ///   - masksShadow: Whether shadows of buildings and terrain are masked too, as they must be where nobody can say which
    ///     of them moved with the sun.
    /// - Throws: What the reader and the delivered mask say where they cannot be read. A scene whose bands tell nothing of cloud is no
    ///   error: the record says so.
    public init(
        of scene: Scene, reader: any SceneReading, clouds: (any CloudMask)?, step: Double, masksShadow: Bool
    ) async throws {
        let work: MaskWork
        do {
            work = try await MaskWork(of: scene, reader: reader, clouds: clouds, step: step)
        } catch let refusal as MaskWork.Refusal {
            pixels = nil
            record = Record(
                scene: scene.title, source: "none: \(refusal.reason)", hiddenShare: 0, masksShadow: false, notes: [])
            return
        }
        let statistics = work.classifier.statistics
        // Shade is told by colour, which stored numbers of an unknown scale do not have.
        let tellsShadow = masksShadow && work.bands.tellsOfSnow
        let isMasked = !statistics.isClear || tellsShadow
        pixels = isMasked ? UsableGround(work: work, masksShadow: tellsShadow) : nil
        record = Record(
            scene: scene.title, source: work.cloudSource ?? "none", hiddenShare: statistics.skyShare,
            masksShadow: tellsShadow, notes: statistics.notes)
    }
}

/// One band: 1 where a look is usable, 0 where the air or a shadow hides the ground.
private struct UsableGround: RasterSource {
    let work: MaskWork
    let masksShadow: Bool

    var size: RasterSize { work.source.size }
    var bandCount: Int { 1 }

    func read(_ window: RasterWindow) async throws -> RasterBlock {
        var block = RasterBlock(missing: window, bandCount: 1)
        let inside = window.intersection(size.window)
        guard !inside.isEmpty else { return block }
        let hidden = work.classifier.statistics.hidden(in: inside)
        var classes: [UInt8]?
        if masksShadow { classes = work.classifier.mask(of: try await work.source.read(inside)).classes }
        for row in 0..<inside.height {
            let target = (inside.row - window.row + row) * window.width + inside.column - window.column
            for column in 0..<inside.width {
                let index = row * inside.width + column
                let isShade = classes.map { CoverClass.isShade($0[index]) } ?? false
                block.values[target + column] = hidden[index] == 1 || isShade ? 0 : 1
                block.validity[target + column] = 1
            }
        }
        return block
    }
}
