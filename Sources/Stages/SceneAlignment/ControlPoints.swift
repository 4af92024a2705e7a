import Foundation
import Rasters

/// Compares two scenes at a grid of places, each by itself.
struct ControlPoints {
    /// Pixels around what is believed that are searched at each place.
    static let radius = 8

    let pair: ComparedPair
    let side: Int
    let configuration: SceneAligner.Configuration

    /// What was found at one place, in pixels of the working grid.
    struct Found: Sendable {
        /// Middle of the window.
        var place: SIMD2<Double>
        /// How much further the scene's content lies than its georeference tells.
        var displacement: SIMD2<Double>
        /// How far that stands out of the window's other displacements.
        var height: Double
    }

    /// Compares at every place where both scenes show enough.
    ///
    /// - Parameters:
    ///   - extent: The part of the working grid where both scenes lie.
    ///   - movement: The displacement that is believed.
    ///   - weights: What each frequency counts for, as the whole scene told.
    /// - Returns: What was found, in the order of the grid.
    /// - Throws: What the sources say where they cannot be read, and `CancellationError`.
    func measure(in extent: RasterWindow, movement: SIMD2<Double>, weights: SpectrumWeights) async throws -> [Found] {
        let windows = windows(in: extent)
        let placings = try pair.placings(of: windows)
        let stack = StackedCorrelation(pair, side: side)
        // Rows of the grid are worked on side by side; places stay in their order.
        let chunk = max(1, (windows.count + 31) / 32)
        return try await withThrowingTaskGroup(of: (Int, [Found]).self) { tasks in
            for first in stride(from: 0, to: windows.count, by: chunk) {
                tasks.addTask {
                    var found: [Found] = []
                    for index in first..<min(first + chunk, windows.count) {
                        guard let placing = placings[index],
                            let item = try await Self.measure(windows[index], placing, movement, weights, stack)
                        else { continue }
                        found.append(item)
                    }
                    return (first, found)
                }
            }
            var parts: [(Int, [Found])] = []
            for try await part in tasks { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    private static func measure(
        _ window: RasterWindow, _ placing: ComparedPair.Placing, _ movement: SIMD2<Double>, _ weights: SpectrumWeights,
        _ stack: StackedCorrelation
    ) async throws -> Found? {
        guard let spectra = try await stack.spectra(window, placing: placing, movement: movement) else { return nil }
        var sum = SpectrumSum(side: stack.transform.side)
        sum.add(spectra.reference, spectra.scene)
        let surface = CorrelationSurface(sum.cross, weights, transform: stack.transform)
        guard let peak = surface.peaks(within: radius).first else { return nil }
        return Found(
            place: SIMD2(
                Double(window.column) + Double(window.width) / 2, Double(window.row) + Double(window.height) / 2),
            displacement: spectra.moved + SIMD2(peak.columns, peak.rows), height: peak.height)
    }

    /// Windows on an even grid, about as many as were asked for and no closer than half a window.
    private func windows(in extent: RasterWindow) -> [RasterWindow] {
        let room = (width: extent.width - side, height: extent.height - side)
        guard room.width >= 0, room.height >= 0 else { return [] }
        let area = Double(room.width + 1) * Double(room.height + 1)
        let spacing = max(Double(side) / 2, (area / Double(max(1, configuration.points))).squareRoot())
        let places = { (start: Int, length: Int) -> [Int] in
            let count = 1 + Int((Double(length) / spacing).rounded())
            return count == 1 ? [start + length / 2] : (0..<count).map { start + $0 * length / (count - 1) }
        }
        let columns = places(extent.column, room.width)
        return places(extent.row, room.height).flatMap { row in
            columns.map { RasterWindow(column: $0, row: row, width: side, height: side) }
        }
    }
}
