public import Evidence
public import Rasters

/// One of two looks that are compared pixel by pixel: its pixels, already on the common grid, and what is known of them.
public struct ComparedLook: Sendable {
    /// The scene's id.
    public var id: String
    /// Its pixels on the grid of the earlier look.
    public var pixels: any RasterSource
    /// Names of the bands, in the order of the pixels: common names ("red", "nir") where they are known.
    public var bands: [String]
    /// One band on the same grid: 1 where the pixel is usable, 0 where it is not; nil where everything valid is.
    public var mask: (any RasterSource)?
    /// Sun and sensor; what is not known is nil.
    public var geometry: ViewingGeometry
    /// Whether the numbers are reflectances, so that plants and snow can be told by them.
    public var isReflectance: Bool

    /// Makes a look.
    ///
    /// - Parameters:
    ///   - id: The scene's id.
    ///   - pixels: Its pixels on the common grid.
    ///   - bands: A name for each band.
    ///   - mask: 1 where usable, on the same grid; nil where all valid pixels are.
    ///   - geometry: Sun and sensor.
    ///   - isReflectance: Whether the numbers are reflectances.
    public init(
        id: String, pixels: any RasterSource, bands: [String], mask: (any RasterSource)? = nil,
        geometry: ViewingGeometry = ViewingGeometry(), isReflectance: Bool = false
    ) {
        self.id = id
        self.pixels = pixels
        self.bands = bands
        self.mask = mask
        self.geometry = geometry
        self.isReflectance = isReflectance
    }
}

/// Why two looks cannot be compared.
public enum ChangeError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Grids of different sizes.
    case differentGrids(before: RasterSize, after: RasterSize)
    /// Two looks without a band of the same name.
    case nothingInCommon(before: [String], after: [String])
    /// Names that do not fit the number of bands.
    case bandNames(found: Int, bands: Int)
    /// Places that may be off by more pixels than shifts can be tried for.
    case marginTooWide(pixels: Double, limit: Double)
    /// More separate pieces of change than can be kept.
    case tooScattered(limit: Int)

    /// A sentence for a person.
    public var description: String {
        switch self {
        case .differentGrids(let before, let after):
            "The two looks lie on different grids, \(before.width) × \(before.height) and \(after.width) × "
                + "\(after.height) pixels; bring one onto the other's first."
        case .nothingInCommon(let before, let after):
            "The two looks have no band in common (\(before.joined(separator: ", ")) and "
                + "\(after.joined(separator: ", "))); nothing can be compared."
        case .bandNames(let found, let bands):
            "\(found) names were given for \(bands) bands."
        case .marginTooWide(let pixels, let limit):
            "Places may be off by \((pixels * 10).rounded() / 10) pixels, and no more than \(limit) can be allowed for: whatever is "
                + "narrower than twice that would be told from no misplacement. Align the looks, or compare coarser pictures."
        case .tooScattered(let limit):
            "What changed falls into more than \(limit) runs of pixels, which is no change of the ground but of the whole "
                + "picture: clouds, snow or another season; mask them, or compare scenes that are more alike."
        }
    }
}

/// Two looks on one grid, read by window in the bands that both have.
public struct LookPair: Sendable {
    /// The earlier look.
    public let before: ComparedLook
    /// The later look.
    public let after: ComparedLook
    /// Names of the bands compared.
    public let bands: [String]
    private let beforeIndices: [Int]
    private let afterIndices: [Int]

    /// Joins two looks.
    ///
    /// - Parameters:
    ///   - before: The earlier look.
    ///   - after: The later look, on the same grid.
    /// - Throws: ``ChangeError`` where grids differ or no band has the same name in both.
    public init(before: ComparedLook, after: ComparedLook) throws(ChangeError) {
        guard before.pixels.size == after.pixels.size else {
            throw .differentGrids(before: before.pixels.size, after: after.pixels.size)
        }
        for look in [before, after] {
            guard look.bands.count == look.pixels.bandCount else {
                throw .bandNames(found: look.bands.count, bands: look.pixels.bandCount)
            }
            if let mask = look.mask, mask.size != look.pixels.size {
                throw .differentGrids(before: look.pixels.size, after: mask.size)
            }
        }
        var pairs: [(String, Int, Int)] = []
        for (index, name) in before.bands.enumerated() where !pairs.contains(where: { $0.0 == name }) {
            if let other = after.bands.firstIndex(of: name) { pairs.append((name, index, other)) }
        }
        guard !pairs.isEmpty else { throw .nothingInCommon(before: before.bands, after: after.bands) }
        self.before = before
        self.after = after
        bands = pairs.map(\.0)
        beforeIndices = pairs.map(\.1)
        afterIndices = pairs.map(\.2)
    }

    /// Columns and rows of the common grid.
    public var size: RasterSize { before.pixels.size }

    /// Reads one window of both looks.
    ///
    /// - Parameter window: May reach beyond the grid; what lies outside is not usable.
    /// - Returns: Both looks in the bands compared.
    /// - Throws: What the sources say where they cannot be read.
    func read(_ window: RasterWindow) async throws -> PairBlock {
        let first = try await before.pixels.read(window)
        let second = try await after.pixels.read(window)
        var usable = first.validity
        for index in usable.indices where second.validity[index] == 0 { usable[index] = 0 }
        for mask in [before.mask, after.mask] {
            guard let mask else { continue }
            let block = try await mask.read(window)
            for index in usable.indices where block.validity[index] == 0 || block.values[index] < 0.5 {
                usable[index] = 0
            }
        }
        let count = window.size.count
        func chosen(_ block: RasterBlock, _ indices: [Int]) -> [Float] {
            if indices == Array(0..<block.bandCount) { return block.values }
            return indices.flatMap { block.values[$0 * count..<($0 + 1) * count] }
        }
        return PairBlock(
            window: window, before: chosen(first, beforeIndices), after: chosen(second, afterIndices),
            usable: usable)
    }
}

/// One window of both looks.
struct PairBlock: Sendable {
    let window: RasterWindow
    /// The earlier look, `[band][row][column]`.
    let before: [Float]
    /// The later look, `[band][row][column]`.
    let after: [Float]
    /// 1 where both looks are usable, `[row][column]`.
    let usable: [UInt8]
}
