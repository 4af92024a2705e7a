import Foundation
import Statistics

/// How sharp the edges of bright and dark places are.
///
/// What hangs in the air has no sharp edge: a cloud thins out over metres, and the edge of its shadow is as wide as the sun's
/// disc is at that distance, 0.0093 of it, which is 5 m from a height of 500 m under a sun of 60°. What people build ends
/// within a decimetre, and so does its shadow. So edges tell them apart where cells are a few metres small.
struct SoftEdges {
    private let values: [Float]
    private let validity: [UInt8]
    private let width: Int
    private let height: Int
    private let cell: Double

    /// Metres of a cell beyond which edges tell nothing.
    static let coarsest = 4.0
    /// Metres, and cells, that a soft edge is wide at the least. A thinned reading widens any edge to two cells.
    private static let least = (metres: 5.0, cells: 2.9)

    /// Takes a map's values.
    ///
    /// - Returns: Nil where cells are too coarse.
    init?(_ values: [Float], of map: CellMap, validity: [UInt8], cell: Double) {
        guard cell <= Self.coarsest, map.width > 8, map.height > 8 else { return nil }
        self.values = values
        self.validity = validity
        width = map.width
        height = map.height
        self.cell = cell
    }

    /// How much brighter, or darker where negative, a component is than what lies around it: its 90th percentile, less the
    /// median from three to six cells off. Nil where too little lies around.
    func contrast(of component: [Int]) -> Float? {
        let near = grown(component, by: 3)
        let far = grown(component, by: 6)
        let around = far.subtracting(near).filter { validity[$0] == 1 }.map { values[$0] }
        guard around.count >= 12, let level = Percentile.value(0.5, of: around),
            let top = Percentile.value(0.9, of: component.map { values[$0] })
        else { return nil }
        return top - level
    }

    /// Whether the edge of a component is wide: its contrast by the gradient that a quarter of the edge exceeds.
    func isSoft(_ component: [Int], contrast: Float) -> Bool {
        let inside = Set(component)
        var edge: Set<Int> = []
        for index in component {
            for other in neighbours(of: index) where !inside.contains(other) {
                edge.insert(index)
                edge.insert(other)
            }
        }
        let gradients = edge.compactMap(gradient)
        guard gradients.count >= 8, let steep = Percentile.value(0.75, of: gradients), steep > 0 else { return false }
        let cells = Double(abs(contrast) / steep)
        return cells >= Self.least.cells && cells * cell >= Self.least.metres
    }

    /// Change of the value for a cell, by central differences; nil at the border and beside what was not measured.
    private func gradient(at index: Int) -> Float? {
        let (column, row) = (index % width, index / width)
        guard column > 0, row > 0, column + 1 < width, row + 1 < height else { return nil }
        let places = [index - 1, index + 1, index - width, index + width]
        guard places.allSatisfy({ validity[$0] == 1 }) else { return nil }
        let across = (values[index + 1] - values[index - 1]) / 2
        let down = (values[index + width] - values[index - width]) / 2
        return (across * across + down * down).squareRoot()
    }

    private func neighbours(of index: Int) -> [Int] {
        let (column, row) = (index % width, index / width)
        var found: [Int] = []
        if column > 0 { found.append(index - 1) }
        if column + 1 < width { found.append(index + 1) }
        if row > 0 { found.append(index - width) }
        if row + 1 < height { found.append(index + width) }
        return found
    }

    private func grown(_ component: [Int], by steps: Int) -> Set<Int> {
        var all = Set(component)
        var rim = component
        for _ in 0..<steps {
            var next: [Int] = []
            for index in rim {
                for other in neighbours(of: index) where all.insert(other).inserted { next.append(other) }
            }
            rim = next
        }
        return all
    }
}
