@testable import ChangeDetection
import Evidence
import Geodesy
import Rasters
import Statistics
import Testing

@Suite("Changes of the ground between two looks")
struct SurfaceTests {
    private let ground = PixelGround(pixelSize: 0.5)
    private let patch = RasterWindow(column: 40, row: 30, width: 20, height: 14)
    private let bright: [Float] = [0.6, 0.55, 0.2, 0.15]

    private func compare(
        _ before: ComparedLook, _ after: ComparedLook, margin: Double,
        configuration: SurfaceChangeFinder.Configuration = .init()
    ) async throws -> SurfaceComparison {
        try await SurfaceChangeFinder(configuration: configuration).comparison(
            of: try LookPair(before: before, after: after), ground: ground, margin: margin)
    }

    @Test("A patch that was laid is found where it lies, once, with its area between the bounds")
    func patchFound() async throws {
        let before = DrawnGround(width: 110, height: 90)
        var after = before.again(gain: 1.1, offset: 0.01)
        after.paint(patch, bright)
        let result = try await compare(before.look("a"), after.look("b"), margin: 1)
        #expect(result.refusal == nil)
        #expect(result.changes.count == 1)
        let change = try #require(result.changes.first)
        let truth = 20.0 * 14 * 0.25
        #expect(change.leastArea <= truth && truth <= change.greatestArea)
        #expect(change.strength > 1)
        let bounds = try #require(change.outline.bounds)
        #expect(abs(bounds.minimum.column - 40) <= 2 && abs(bounds.maximum.column - 60) <= 2)
        #expect(abs(bounds.minimum.row - 30) <= 2 && abs(bounds.maximum.row - 44) <= 2)
    }

    @Test("The same ground misplaced within the margin shows no change")
    func misplaced() async throws {
        var before = DrawnGround(width: 110, height: 90)
        before.paint(patch, bright)
        for (columns, rows) in [(1, 0), (0, -2), (1, 1)] {
            let after = before.again(gain: 0.9, offset: 0.02).moved(columns: columns, rows: rows)
            let result = try await compare(before.look("a"), after.look("b"), margin: 2)
            #expect(result.changes.isEmpty, "moved by \(columns), \(rows)")
        }
    }

    @Test("What is narrower than misplacement could make it is not reported")
    func narrow() async throws {
        let before = DrawnGround(width: 110, height: 90)
        var after = before.again()
        after.paint(RasterWindow(column: 20, row: 20, width: 60, height: 2), bright)
        let result = try await compare(before.look("a"), after.look("b"), margin: 2)
        #expect(result.changes.isEmpty)
    }

    @Test("No change lies in pixels masked in either look, or nearer to them than the margin")
    func masked() async throws {
        let before = DrawnGround(width: 110, height: 90)
        var after = before.again()
        after.paint(patch, bright)
        var mask = Raster<Float>(bandCount: 1, size: before.size, repeating: 1)
        for row in 0..<90 {
            for column in 50..<110 { mask[0, row, column] = 0 }
        }
        let source = RasterInMemory(mask)
        for (first, second) in [
            (before.look("a", mask: source), after.look("b")), (before.look("a"), after.look("b", mask: source)),
        ] {
            let result = try await compare(first, second, margin: 1)
            #expect(result.changes.count == 1)
            for change in result.changes {
                #expect(change.outline.bounds.map { $0.maximum.column <= 49 } ?? false)
            }
        }
        let none = RasterInMemory(Raster<Float>(bandCount: 1, size: before.size, repeating: 0))
        let blind = try await compare(before.look("a", mask: none), after.look("b"), margin: 1)
        #expect(blind.changes.isEmpty)
        #expect(blind.refusal != nil)
    }

    @Test("Margins for which shifts cannot be tried are refused")
    func margins() async throws {
        let look = DrawnGround(width: 40, height: 40)
        for margin in [32.5, -0.1, .infinity, .nan] {
            let error = await #expect(throws: ChangeError.self) {
                try await compare(look.look("a"), look.again().look("b"), margin: margin)
            }
            #expect(error?.description.contains("32.0") == true)
        }
    }

    @Test("Changes do not depend on how tiles are laid or how many are worked on at once")
    func tiling() async throws {
        let before = DrawnGround(width: 110, height: 90)
        var after = before.again(gain: 1.1)
        after.paint(patch, bright)
        after.paint(RasterWindow(column: 5, row: 60, width: 12, height: 12), [0.02, 0.02, 0.02, 0.02])
        let sun = ViewingGeometry(sunAzimuth: 150, sunElevation: 40)
        let later = ViewingGeometry(sunAzimuth: 200, sunElevation: 30)
        var outcomes: [[SurfaceChange]] = []
        for (tile, atOnce) in [(512, 1), (37, 3), (64, 2)] {
            outcomes.append(
                try await compare(
                    before.look("a", geometry: sun), after.look("b", geometry: later), margin: 1.4,
                    configuration: .init(tile: tile, tilesAtOnce: atOnce)
                ).changes)
        }
        #expect(outcomes[0].count >= 1)
        // The threshold is taken of all tiles here, so it is the same too.
        #expect(outcomes[1].map(\.outline) == outcomes[0].map(\.outline))
        #expect(outcomes[2].map(\.area) == outcomes[0].map(\.area))
    }

    /// A block ten pixels high with the shadow that the sun gives it, towards the west or the east.
    private func withBlock(_ ground: DrawnGround, shadowColumns: Range<Int>?) -> DrawnGround {
        var picture = ground
        if let shadowColumns {
            picture.shade(
                RasterWindow(column: shadowColumns.lowerBound, row: 35, width: shadowColumns.count, height: 12), by: 0.2
            )
        }
        picture.paint(RasterWindow(column: 50, row: 35, width: 12, height: 12), [0.3, 0.3, 0.31, 0.32])
        return picture
    }

    @Test("A shadow that went round with the sun is no change; a new block with its shadow was built")
    func shadows() async throws {
        let bare = DrawnGround(width: 120, height: 90)
        // Sun in the east: shadow of 5 m at 45 degrees is ten pixels to the west; in the west: to the east.
        let morning = ViewingGeometry(sunAzimuth: 90, sunElevation: 45)
        let evening = ViewingGeometry(sunAzimuth: 270, sunElevation: 45)
        let first = withBlock(bare, shadowColumns: 40..<50)
        let second = withBlock(bare.again(), shadowColumns: 62..<72)
        let turned = try await compare(
            first.look("a", geometry: morning), second.look("b", geometry: evening), margin: 1)
        #expect(turned.changes.isEmpty, "\(turned.changes)")
        #expect(turned.movedShadowShare > 0.005)

        let built = try await compare(
            bare.look("a", geometry: morning),
            withBlock(bare.again(), shadowColumns: 62..<72).look("b", geometry: evening),
            margin: 1)
        #expect(built.changes.map(\.kind) == [.built])
        let removed = try await compare(
            first.look("a", geometry: morning), bare.again().look("b", geometry: morning), margin: 1)
        #expect(removed.changes.map(\.kind) == [.removed])
    }

    @Test("Looks that differ as a whole are refused, and no change is told")
    func otherSeason() async throws {
        let before = DrawnGround(width: 90, height: 90, seed: 5)
        let after = DrawnGround(width: 90, height: 90, seed: 6)
        let result = try await compare(before.look("a"), after.look("b"), margin: 1)
        #expect(result.changes.isEmpty)
        #expect(result.refusal != nil)
    }

    @Test("Outlines hold as many pixels as their regions, and each pixel lies inside of its own only")
    func outlines() {
        var stream = RandomStream(seed: 11)
        for _ in 0..<40 {
            let size = RasterSize(width: 14, height: 11)
            let set = (0..<size.count).map { _ in UInt8.random(in: 0...2, using: &stream) > 0 ? UInt8(1) : 0 }
            var runs: [ChangedRun] = []
            for row in 0..<size.height {
                for column in 0..<size.width where set[row * size.width + column] == 1 {
                    var measures = ChangeMeasures()
                    measures.count = 1
                    runs.append(ChangedRun(row: row, start: column, end: column + 1, measures: measures))
                }
            }
            let regions = ChangedRegion.regions(of: runs.shuffled(using: &stream))
            #expect(regions.count == Self.flooded(set, size))
            #expect(regions.reduce(0) { $0 + $1.measures.count } == runs.count)
            for region in regions {
                let outline = region.outline
                #expect(abs(outline.area - Double(region.measures.count)) < 1e-9)
                for part in outline.parts {
                    // No ring meets itself, and holes turn the other way than what they are cut out of.
                    for (number, ring) in part.rings.enumerated() {
                        #expect(Set(ring.corners).count == ring.corners.count && ring.firstSelfIntersection == nil)
                        #expect((ring.signedArea > 0) == (number == 0))
                    }
                }
                let inside = (0..<size.count).filter {
                    outline.contains(
                        PixelPoint(column: Double($0 % size.width) + 0.5, row: Double($0 / size.width) + 0.5))
                }
                let own = region.runs.map { $0.row * size.width + $0.start }.sorted()
                #expect(inside == own)
            }
        }
    }

    /// Regions of pixels that touch, also at corners, by flooding.
    private static func flooded(_ set: [UInt8], _ size: RasterSize) -> Int {
        var left = set
        var count = 0
        for start in left.indices where left[start] == 1 {
            count += 1
            var open = [start]
            left[start] = 0
            while let index = open.popLast() {
                for row in max(0, index / size.width - 1)...min(size.height - 1, index / size.width + 1) {
                    for column in max(0, index % size.width - 1)...min(size.width - 1, index % size.width + 1)
                    where left[row * size.width + column] == 1 {
                        left[row * size.width + column] = 0
                        open.append(row * size.width + column)
                    }
                }
            }
        }
        return count
    }

    @Test("Shrinking and growing by a disc are those of looking at every pixel in turn")
    func morphology() {
        var stream = RandomStream(seed: 12)
        let size = RasterSize(width: 23, height: 19)
        for radius in [1.0, 1.5, 2, 3] {
            let set = (0..<size.count).map { _ in UInt8.random(in: 0...14, using: &stream) > 0 ? UInt8(1) : 0 }
            let sparse = set.map { 1 - $0 }
            let shrunk = Morphology.eroded(set, size: size, radius: radius)
            let grown = Morphology.dilated(sparse, size: size, radius: radius)
            for row in 0..<size.height {
                for column in 0..<size.width {
                    var all = true
                    var any = false
                    for r in -3...3 {
                        for c in -3...3 where Double(r * r + c * c) <= radius * radius {
                            let (y, x) = (row + r, column + c)
                            let isInside = y >= 0 && x >= 0 && y < size.height && x < size.width
                            if !isInside || set[y * size.width + x] == 0 { all = false }
                            if isInside, sparse[y * size.width + x] == 1 { any = true }
                        }
                    }
                    if (shrunk[row * size.width + column] == 1) != all || (grown[row * size.width + column] == 1) != any
                    {
                        Issue.record("row \(row), column \(column), radius \(radius)")
                    }
                }
            }
        }
    }
}
