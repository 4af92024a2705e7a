import Foundation
import Rasters

/// The displacement that most windows of two scenes have in common, found in the sum of their spectra.
///
/// No window has to find its own displacement: what moved, what leans and shadows, which differ from window to window,
/// fade in the sum, and what lies still on the ground adds up. Windows are summed in up to eight groups that
/// lie between each other, so that the answer can be asked of parts of the scene alone.
struct StackedCorrelation: Sendable {
    /// Groups of windows.
    static let groupCount = 8
    /// Windows along either side at most.
    private static let windowsAlong = 8
    /// Least share of a window that both scenes must show.
    static let leastShare = 0.5

    let pair: ComparedPair
    let transform: FourierTransform
    let taper: [Float]

    init(_ pair: ComparedPair, side: Int) {
        self.pair = pair
        transform = FourierTransform(side: side)
        taper = Self.taper(side)
    }

    /// Hann's window.
    static func taper(_ side: Int) -> [Float] {
        (0..<side).map { Float(0.5 - 0.5 * cos(2 * .pi * (Double($0) + 0.5) / Double(side))) }
    }

    /// What the groups summed to.
    struct Sums: Sendable {
        var groups: [SpectrumSum]
        /// By how much the scene was moved before, on the working grid; the mean over windows.
        var moved: SIMD2<Double>

        /// All groups together, without one where that is named.
        func total(without left: Int? = nil) -> SpectrumSum {
            total { $0 != left }
        }

        /// Some groups together.
        func total(of isWanted: (Int) -> Bool) -> SpectrumSum {
            var sum = SpectrumSum(side: groups[0].cross.side)
            for (index, group) in groups.enumerated() where isWanted(index) { sum.add(group) }
            return sum
        }
    }

    /// Where windows stand in an extent of the working grid: evenly, at most ``windowsAlong`` along either side, no closer
    /// than a quarter of a window.
    func windows(in extent: RasterWindow) -> [(window: RasterWindow, group: Int)] {
        let side = transform.side
        let columns = Self.places(from: extent.column, length: extent.width, side: side)
        let rows = Self.places(from: extent.row, length: extent.height, side: side)
        // Where there are rows enough, each is a group, so that a reader goes along a file and does not jump in it.
        let byRow = rows.count >= 4
        return rows.enumerated().flatMap { row, top in
            columns.enumerated().map { column, left in
                (
                    RasterWindow(column: left, row: top, width: side, height: side),
                    (byRow ? row : column + 3 * row) % Self.groupCount
                )
            }
        }
    }

    private static func places(from start: Int, length: Int, side: Int) -> [Int] {
        let room = length - side
        guard room >= 0 else { return [] }
        let count = min(windowsAlong, 1 + room / (side / 4))
        guard count > 1 else { return [start + room / 2] }
        return (0..<count).map { start + $0 * room / (count - 1) }
    }

    /// Sums the spectra of all windows, each scene moved by what is believed already.
    ///
    /// - Parameters:
    ///   - extent: The part of the working grid where both scenes lie.
    ///   - movement: How much further the scene's content is believed to lie than its georeference tells.
    /// - Returns: nil where no window shows enough of both.
    /// - Throws: What the sources say where they cannot be read, and `CancellationError`.
    func sums(in extent: RasterWindow, movement: SIMD2<Double>) async throws -> Sums? {
        let windows = windows(in: extent)
        let placings = try pair.placings(of: windows.map(\.window))
        let found = try await withThrowingTaskGroup(of: (Int, SpectrumSum, SIMD2<Double>).self) { tasks in
            for group in 0..<Self.groupCount {
                tasks.addTask {
                    var sum = SpectrumSum(side: transform.side)
                    var moved = SIMD2<Double>.zero
                    for (index, item) in windows.enumerated() where item.group == group {
                        guard let placing = placings[index],
                            let spectra = try await spectra(item.window, placing: placing, movement: movement)
                        else { continue }
                        sum.add(spectra.reference, spectra.scene)
                        moved += spectra.moved
                    }
                    return (group, sum, moved)
                }
            }
            var found = [(sum: SpectrumSum, moved: SIMD2<Double>)?](repeating: nil, count: Self.groupCount)
            for try await (group, sum, moved) in tasks { found[group] = (sum, moved) }
            return found.compactMap(\.self)
        }
        let count = found.map(\.sum.windows).reduce(0, +)
        guard count > 0 else { return nil }
        return Sums(
            groups: found.map(\.sum), moved: found.map(\.moved).reduce(.zero, +) / Double(count))
    }

    /// The spectra of both scenes' structure in a window; nil where too little of either is there.
    func spectra(
        _ window: RasterWindow, placing: ComparedPair.Placing, movement: SIMD2<Double>
    ) async throws -> (reference: ComplexSquare, scene: ComplexSquare, moved: SIMD2<Double>)? {
        try Task.checkCancellation()
        let patch = try await pair.patch(
            window, margin: StructureField.margin, placing: placing, movement: movement)
        var (reference, share) = StructureField.square(of: patch.reference, taper: taper)
        guard share >= Self.leastShare else { return nil }
        var (scene, sceneShare) = StructureField.square(of: patch.scene, taper: taper)
        guard sceneShare >= Self.leastShare else { return nil }
        transform.forward(&reference)
        transform.forward(&scene)
        return (reference, scene, patch.moved)
    }
}
