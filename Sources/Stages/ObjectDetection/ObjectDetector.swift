public import Evidence
import Foundation
import Geodesy
import Rasters
import Synchronization

/// Finds objects in a scene with a network, tile by tile.
///
/// The scene is never held whole. What comes out does not depend on the size or the place of the tiles
/// nor on how many are worked on at once: cores cover the scene once, margins hold what the
/// network can see, and the results are put in order before they are brought together. (For a
/// network whose head sees a whole tile this holds as far as its view fits in
/// a tile.)
public struct ObjectDetector: Sendable {
    /// What the network needs and gives.
    public let card: ModelCard
    /// The network's file.
    public let network: NetworkFile
    /// How tiles are laid.
    public let tiling: Tiling

    /// How tiles are laid over a scene.
    public struct Tiling: Hashable, Codable, Sendable {
        /// Side of a tile in input pixels with its margins; nil for the card's, fitted to the scene.
        public var tile: Int?
        /// Shift of the grid of tiles in input pixels.
        public var offset: Int

        /// Makes a rule; by default the card's.
        public init(tile: Int? = nil, offset: Int = 0) {
            self.tile = tile
            self.offset = offset
        }
    }

    /// What was found in a scene, and how much of it was looked at.
    public struct Outcome: Sendable {
        /// Detections, the surest first.
        public var detections: [Detection]
        /// Share of the scene's pixels that were worked on or are known to be missing, 0…1.
        public var processedShare: Double
        /// Tiles that could not be worked on, each with its window on the scene and the reason.
        public var failures: [String]
        /// Scene pixels for one input pixel along columns and rows; 1 where nothing was resampled.
        public var step: (column: Double, row: Double)
    }

    /// Makes a detector.
    public init(card: ModelCard, network: NetworkFile, tiling: Tiling = Tiling()) {
        self.card = card
        self.network = network
        self.tiling = tiling
    }

    /// Finds all objects of a scene.
    ///
    /// - Parameters:
    ///   - scene: The scene; its bands must have the card's names.
    ///   - reader: Opens the scene.
    ///   - loader: Makes the network ready.
    ///   - progress: Told after each tile how many of how many are done.
    /// - Returns: What was found and how much of the scene was looked at.
    /// - Throws: ``ModelError`` where scene and network do not fit, what the reader says where the scene
    ///   cannot be opened, `CancellationError`. A tile that cannot be read or worked on is not thrown
    ///   but listed in the outcome.
    public func detections(
        in scene: Scene, reader: any SceneReading, loader: any DetectionNetworkLoading,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> Outcome {
        guard card.head.findsObjects else {
            throw ModelError.cardDoesNotFit(
                name: card.name,
                reason: card.readsTracks
                    ? "it reads strips along tracks and not a whole scene; give the tracks"
                    : "it finds lines of tracks and no objects; use it with --propose-tracks")
        }
        let raw = try await candidates(in: scene, reader: reader, loader: loader, progress: progress)
        let merged = CandidateMerger(overlap: card.mergeOverlap).merged(raw.candidates)
        return Outcome(
            detections: try merged.map {
                try detection($0, step: raw.step, scene: scene, georeference: raw.georeference)
            }, processedShare: raw.processedShare, failures: raw.failures, step: raw.step)
    }

    /// What a network says of a scene before boxes are brought together.
    struct RawOutcome {
        /// In the order of tiles, then of rows and columns.
        var candidates: [Candidate]
        var processedShare: Double
        var failures: [String]
        /// Scene pixels for one input pixel.
        var step: (column: Double, row: Double)
        var georeference: (any Georeference)?
    }

    /// Runs the network over a scene, tile by tile.
    func candidates(
        in scene: Scene, reader: any SceneReading, loader: any DetectionNetworkLoading,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
    ) async throws -> RawOutcome {
        guard min(scene.size.width, scene.size.height) > 1 else {
            throw ModelError.tooSmall(
                model: card.name, scene: scene.title, width: scene.size.width, height: scene.size.height)
        }
        let names = try bandNames(of: scene)
        let georeference = try reader.georeference(of: scene)
        let step = try step(for: scene, georeference: georeference)
        let request = PixelRequest(
            bands: names, columnStep: step.column, rowStep: step.row, values: card.values)
        let source = try await reader.source(of: scene, for: request)
        let grid = try await grid(for: source.size, loader: loader)
        let ready = try await loader.ready(
            network, inputShape: [1, card.bands.count, grid.tileSize.height, grid.tileSize.width])
        let results = try await run(ready, over: grid, source: source, progress: progress)
        var failures: [String] = []
        var lost = 0
        var candidates: [Candidate] = []
        for (index, result) in results.enumerated() {
            switch result {
            case .found(let found): candidates += found
            case .empty: break
            case .failed(let reason):
                let core = grid.core(at: index).intersection(source.size.window)
                lost += core.size.count
                failures.append(
                    "columns \(Int(Double(core.column) * step.column))–\(Int(Double(core.endColumn) * step.column)), "
                        + "rows \(Int(Double(core.row) * step.row))–\(Int(Double(core.endRow) * step.row)): \(reason)")
            }
        }
        let total = max(1, source.size.count)
        return RawOutcome(
            candidates: candidates, processedShare: Double(total - lost) / Double(total), failures: failures,
            step: step,
            georeference: georeference)
    }

    // MARK: Preparing

    /// The scene's names of the bands that the card asks for.
    func bandNames(of scene: Scene) throws(ModelError) -> [String] {
        var names: [String] = []
        for wanted in card.bands {
            if scene.band(named: wanted) != nil || scene.bands.contains(where: { $0.name == wanted }) {
                names.append(wanted)
            } else {
                throw .missingBand(
                    model: card.name, band: wanted, scene: scene.title,
                    available: scene.bands.map { $0.commonName ?? $0.name })
            }
        }
        return names
    }

    /// Most scene pixels for one pixel of the network's grid along an axis.
    private static let largestStep = 4096.0

    /// Scene pixels for one pixel of the network's grid: 1 within the card's range, else what brings
    /// the scene to the end of the range that lies nearer, so that as little as possible is changed.
    ///
    /// - Throws: ``ModelError/unfitResolution(model:scene:pixel:minimum:maximum:)`` where pixels are more than about twice
    ///   as large as the card allows, so that no resampling brings back what they do not show, or absurdly small.
    func step(
        for scene: Scene, georeference: (any Georeference)?
    ) throws -> (column: Double, row: Double) {
        guard let resolution = card.resolution else { return (1, 1) }
        let pixel: (column: Double, row: Double)
        if let known = scene.groundSamplingDistance, known > 0 {
            let shape = try georeference.map { try Self.pixelShape($0, size: scene.size) } ?? 1
            pixel = (known * shape, known / shape)
        } else {
            throw ModelError.unknownResolution(model: card.name, scene: scene.title)
        }
        func serves(_ metres: Double) -> Bool {
            // A hundredth of slack, since a scene's scale varies over its extent.
            metres >= resolution.minimum * 0.99 && metres <= resolution.maximum * 1.01
        }
        let skew = max(pixel.column, pixel.row) / min(pixel.column, pixel.row)
        if serves(pixel.column), serves(pixel.row), skew < 1.1 { return (1, 1) }
        func wanted(_ metres: Double) -> Double { min(max(metres, resolution.minimum), resolution.maximum) }
        let step = (column: wanted(pixel.column) / pixel.column, row: wanted(pixel.row) / pixel.row)
        guard min(step.column, step.row) >= 0.49, max(step.column, step.row) <= Self.largestStep,
            Double(scene.size.width) / step.column > 1, Double(scene.size.height) / step.row > 1
        else {
            throw ModelError.unfitResolution(
                model: card.name, scene: scene.title, pixel: max(pixel.column, pixel.row),
                minimum: resolution.minimum, maximum: resolution.maximum)
        }
        return step
    }

    /// Square root of the ratio of a pixel's width to its height on the ground, at the middle.
    private static func pixelShape(_ georeference: any Georeference, size: RasterSize) throws -> Double {
        let column = Double(size.width) / 2
        let row = Double(size.height) / 2
        let ground = try georeference.ground([
            PixelPoint(column: column, row: row), PixelPoint(column: column + 1, row: row),
            PixelPoint(column: column, row: row + 1),
        ])
        let across = Ellipsoid.wgs84.distance(ground[0], ground[1])
        let down = Ellipsoid.wgs84.distance(ground[0], ground[2])
        guard across > 0, down > 0, across.isFinite, down.isFinite else { return 1 }
        return (across / down).squareRoot()
    }

    /// Lays the tiles, in the network's own size where it takes no other.
    private func grid(for size: RasterSize, loader: any DetectionNetworkLoading) async throws -> TileGrid {
        let interface = try await loader.interface(of: network)
        guard interface.inputs.count == 1, let input = interface.inputs.first, input.count == 4 else {
            throw ModelError.cardDoesNotFit(
                name: card.name,
                reason: "the network's inputs have the shapes \(interface.inputs), "
                    + "one of [1, bands, rows, columns] is needed")
        }
        guard input[1] <= 0 || input[1] == card.bands.count else {
            throw ModelError.cardDoesNotFit(
                name: card.name,
                reason: "the card lists \(card.bands.count) bands, the network takes \(input[1])")
        }
        if input[2] > 0 || input[3] > 0 {
            guard input[2] == input[3] else {
                throw ModelError.cardDoesNotFit(
                    name: card.name, reason: "the network's tiles are \(input[3]) × \(input[2]), square ones are needed"
                )
            }
            guard tiling.tile == nil || tiling.tile == input[2] else {
                throw ModelError.cardDoesNotFit(
                    name: card.name,
                    reason: "tiles of \(tiling.tile ?? 0) pixels were asked for, the network takes \(input[2]) only")
            }
            return TileGrid(
                size: size, tile: input[2], margin: overlap(in: input[2]), lattice: card.lattice,
                offset: tiling.offset)
        }
        if tiling.tile == nil, tiling.offset == 0, card.head.isLocal {
            return TileGrid(
                size: size, largestTile: largestTile, margin: card.margin + card.lattice, lattice: card.lattice)
        }
        let tile = max(tiling.tile ?? card.tile, card.lattice)
        let margin = card.head.isLocal ? card.margin + card.lattice : overlap(in: tile)
        let side = max(tile, 2 * margin + card.lattice)
        return TileGrid(size: size, tile: side, margin: margin, lattice: card.lattice, offset: tiling.offset)
    }

    /// Side of the square whose pixels a tile does not exceed where nobody asks for a size: the card's, or six times
    /// the margin where that is more, within 544 pixels. Margins are worked on again in each tile: with a sixth they
    /// cost 1.25 times the cores, with a quarter 3 times. Larger tiles take more memory: with 544 pixels two at
    /// once stay below 500 MB with the shipped network; see Documentation/benchmarks.md.
    private var largestTile: Int { max(card.tile, min(544, 6 * (card.margin + card.lattice))) }

    /// Margin for heads that see the whole tile: the card's, but never more than a quarter of the tile.
    private func overlap(in tile: Int) -> Int { min(card.margin, tile / 4) }

    // MARK: Working

    private enum TileResult: Sendable {
        case found([Candidate])
        case empty
        case failed(String)
    }

    private func run(
        _ network: any DetectionNetwork, over grid: TileGrid, source: any RasterSource,
        progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> [TileResult] {
        let total = grid.count
        let next = Counter()
        let finished = Counter()
        return try await withThrowingTaskGroup(of: [(Int, TileResult)].self) { group in
            for _ in 0..<max(1, min(network.width, total)) {
                group.addTask {
                    var results: [(Int, TileResult)] = []
                    while true {
                        let index = next.take()
                        guard index < total else { return results }
                        try Task.checkCancellation()
                        results.append((index, try await tile(index, of: grid, network: network, source: source)))
                        progress(finished.take() + 1, total)
                    }
                }
            }
            var all: [TileResult] = Array(repeating: .empty, count: total)
            for try await results in group {
                for (index, result) in results { all[index] = result }
            }
            return all
        }
    }

    private func tile(
        _ index: Int, of grid: TileGrid, network: any DetectionNetwork, source: any RasterSource
    ) async throws -> TileResult {
        let window = grid.window(at: index)
        do {
            if try await source.isKnownEmpty(grid.core(at: index)) { return .empty }
            var block = try await source.read(window)
            guard block.validity.contains(1) else { return .empty }
            prepare(&block)
            let outputs = try await network.outputs(for: block.values)
            let content = TileContent(
                window: window, core: grid.core(at: index), gridSize: grid.size, validity: block.validity)
            return .found(try candidates(in: outputs, of: content))
        } catch let error as CancellationError {
            throw error
        } catch let error as ModelError {
            // The same for every tile: no use in going on.
            throw error
        } catch {
            return .failed(String(describing: error))
        }
    }

    /// Brings values to the network's numbers and puts the card's fill where pixels are missing.
    private func prepare(_ block: inout RasterBlock) {
        if card.valueScale != 1 {
            let scale = Float(card.valueScale)
            for index in block.values.indices { block.values[index] *= scale }
        }
        if card.fill != 0, block.validity.contains(0) {
            let fill = Float(card.fill)
            let plane = block.window.size.count
            for (index, valid) in block.validity.enumerated() where valid == 0 {
                for band in 0..<block.bandCount { block.values[band * plane + index] = fill }
            }
        }
    }

    func candidates(in outputs: [NetworkOutput], of tile: TileContent) throws(ModelError) -> [Candidate] {
        guard let output = outputs.first else {
            throw .outputShape(model: card.name, found: [], expected: "one output")
        }
        switch card.head {
        case .centreOriented, .trackLines:
            return try CentreOrientedHead(card: card).candidates(in: output, of: tile)
        case .yoloBoxes:
            return try YOLOHead(card: card, isOriented: false).candidates(in: output, of: tile)
        case .yoloOriented:
            return try YOLOHead(card: card, isOriented: true).candidates(in: output, of: tile)
        case .trackStrip:
            throw .cardDoesNotFit(
                name: card.name, reason: "it reads strips along tracks and not a whole scene; give the tracks")
        }
    }

    // MARK: Placing

    private func detection(
        _ candidate: Candidate, step: (column: Double, row: Double), scene: Scene, georeference: (any Georeference)?
    ) throws -> Detection {
        let box = candidate.box.scaled(column: step.column, row: step.row)
        let ground = try georeference.map { georeference in
            let points = try georeference.ground([box.centre] + box.corners)
            return GroundBox(centre: points[0], corners: Array(points[1...]))
        }
        let className = card.classes[candidate.classIndex].name
        let id = Digest.identifier([
            "detection", scene.id, card.name, network.sha256, className,
            "\(box.centre.column) \(box.centre.row) \(box.length) \(box.width) \(box.angle)",
        ])
        return Detection(
            id: id, scene: scene.id, className: className, score: candidate.score, pixelBox: box, groundBox: ground,
            isCutOff: candidate.isCutOff, model: ModelReference(name: card.name, sha256: network.sha256))
    }
}

extension OrientedBox {
    /// The box on a grid with other pixels; where columns and rows scale differently, the rectangle
    /// that keeps the long axis and the area.
    func scaled(column: Double, row: Double) -> OrientedBox {
        if column == 1, row == 1 { return self }
        let ends = corners
        func middle(_ a: PixelPoint, _ b: PixelPoint) -> PixelPoint {
            PixelPoint(column: (a.column + b.column) / 2 * column, row: (a.row + b.row) / 2 * row)
        }
        let bow = middle(ends[0], ends[1])
        let stern = middle(ends[2], ends[3])
        let along = (bow.column - stern.column, bow.row - stern.row)
        let length = (along.0 * along.0 + along.1 * along.1).squareRoot()
        guard length > 0 else { return self }
        return OrientedBox(
            centre: PixelPoint(column: centre.column * column, row: centre.row * row), length: length,
            width: area * column * row / length, angle: atan2(along.1, along.0))
    }
}

/// Hands out 0, 1, 2, … to whoever asks.
private final class Counter: Sendable {
    private let value = Atomic<Int>(0)

    func take() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
}
