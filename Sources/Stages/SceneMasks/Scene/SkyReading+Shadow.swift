import Foundation
import Geodesy
import Statistics

/// Shadows of clouds.
extension SkyReading {
    /// Metres from the ground at which clouds are sought.
    private static let heights = (least: 200.0, greatest: 6000.0)
    /// Metres around a cell in which ground of its kind tells how bright it is in the sun; more where clouds are wider.
    private static let surroundings = 80.0
    /// Logarithms by which shadows are darker than lit ground of their kind around.
    private static let darkness = (matched: Float(0.25), alone: Float(0.3))
    /// Half the width in metres of a shadow that no cloud of the scene explains.
    private static let leastHalfWidth = 10.0
    /// Share of a scene under cloud from which shadows of clouds beyond its edge are sought too.
    private static let leastCloud = 0.02

    /// Finds the shadows of the clouds that are seen, by the sun's direction, and of those beyond the scene's edge, by their soft
    /// edges.
    mutating func findShadows(bands: ObservedBands, water: CellMap) {
        let clouds = cloud.values.indices.filter { cloud.values[$0] > 0.5 }
        guard !clouds.isEmpty else { return }
        guard reading.nir != nil else { return }
        var flags = shadow
        if let sun = bands.towardsSun, let elevation = bands.sunElevation {
            let slope = 1 / tan(max(3, elevation) * .pi / 180)
            // Ground in the sun must be in reach of the middle of the largest shadow.
            let largest = cloud.components().map(\.count).max() ?? 0
            let reach = 2 * (Double(largest) / .pi).squareRoot() * cell
            let dark = darknessMap(water, within: max(Self.surroundings, reach))
            match(clouds, dark, way: -sun * slope - bands.lean, &flags)
        } else {
            notes.append("shadows of clouds are not matched with them, since where the sun stood is not known")
        }
        addSoft(
            darknessMap(water, within: Self.surroundings),
            cloudShare: Double(clouds.count) / Double(max(1, reading.validCount)), &flags)
        guard flags.values.contains(where: { $0 > 0.5 }) else { return }
        // The edge of a cloud is vague, and so is that of its shadow.
        shadow = flags.smoothed(by: max(1, Int((8 / cell).rounded())))
        for index in shadow.values.indices {
            shadow.values[index] = cloud.values[index] > 0.5 ? 0 : min(1, shadow.values[index] * 1.4)
        }
    }

    /// By how many logarithms a cell is darker than lit ground of its kind, land or water, within metres of it; 0 near clouds.
    private func darknessMap(_ water: CellMap, within reach: Double) -> CellMap {
        let count = reading.count
        let tone = (0..<count).map { index -> Float in
            let near = reading.nir?[index] ?? reading.visible[index]
            return log(max(0.005, (3 * reading.visible[index] + near) / 4))
        }
        let nearCloud = cloud.smoothed(by: 2)
        let radius = max(3, Int((reach / cell).rounded()))
        var dark = CellMap(width: cloud.width, height: cloud.height, step: cloud.step)
        for isWater in [false, true] {
            func mean(_ takes: (Int) -> Bool) -> [Float] {
                var (sums, shares) = (dark, dark)
                for index in 0..<count {
                    shares.values[index] = takes(index) ? 1 : 0
                    sums.values[index] = takes(index) ? tone[index] : 0
                }
                let (above, below) = (sums.smoothed(by: radius).values, shares.smoothed(by: radius).values)
                return zip(above, below).map { $1 > 1e-4 ? $0 / $1 : .nan }
            }
            let isKind = (0..<count).map { index in
                reading.isValid(index) && (water.values[index] > 0.5) == isWater && nearCloud.values[index] <= 0.02
            }
            let middle = mean { isKind[$0] }
            let lit = mean { isKind[$0] && tone[$0] >= middle[$0] }
            for index in 0..<count where isKind[index] && !lit[index].isNaN {
                dark.values[index] = max(0, lit[index] - tone[index])
            }
        }
        return dark
    }

    /// Shifts clouds along the sun's direction by what each height gives, and keeps the height whose cells are darkest.
    ///
    /// Source: Zhu & Woodcock (2012), section 3.2 (object matching); a single height is sought for the scene here, and
    /// darkness is compared with that of ground of the same kind around instead of with a filled image.
    private mutating func match(_ clouds: [Int], _ dark: CellMap, way: SIMD2<Double>, _ flags: inout CellMap) {
        let usual = cloud.values.indices.filter { cloud.values[$0] < 0.1 && reading.isValid($0) }
        guard usual.count > 16 else { return }
        let base = usual.reduce(Float(0)) { $0 + dark.values[$1] } / Float(usual.count)
        let length = (way.x * way.x + way.y * way.y).squareRoot()
        guard length > 0.01 else { return }
        var best: (height: Double, darkness: Float, cells: [Int])?
        var visited = [Int32](repeating: -1, count: reading.count)
        // From one height to the next shadows move by a cell.
        let rise = max(10, cell / length)
        var number: Int32 = 0
        for height in stride(from: Self.heights.least, through: Self.heights.greatest, by: rise) {
            let shift = way * (height / cell)
            number += 1
            // Below a cell nothing is told; beyond the scene neither.
            guard max(abs(shift.x), abs(shift.y)) >= 1.5 else { continue }
            guard abs(shift.x) < Double(cloud.width), abs(shift.y) < Double(cloud.height) else { break }
            let (dx, dy) = (Int(shift.x.rounded()), Int(shift.y.rounded()))
            var cells: [Int] = []
            var sum: Float = 0
            for index in clouds {
                let (column, row) = (index % cloud.width + dx, index / cloud.width + dy)
                guard column >= 0, row >= 0, column < cloud.width, row < cloud.height else { continue }
                let target = row * cloud.width + column
                guard reading.isValid(target), cloud.values[target] < 0.2, visited[target] != number else { continue }
                visited[target] = number
                cells.append(target)
                sum += dark.values[target]
            }
            guard cells.count >= max(12, clouds.count / 25) else { continue }
            let darkness = sum / Float(cells.count)
            if best.map({ darkness > $0.darkness }) ?? true { best = (height, darkness, cells) }
        }
        guard let best else {
            notes.append("the shadows of the clouds fall beyond the scene's edge, or are too near to be told")
            return
        }
        guard best.darkness >= Self.darkness.matched, best.darkness >= 2 * base else {
            notes.append("no height of the clouds explains dark places as their shadows")
            return
        }
        height = best.height
        // Clouds do not all hang at one height: ground that is lit there lies in no shadow.
        for index in best.cells where dark.values[index] > 0.5 * Self.darkness.matched { flags.values[index] = 1 }
    }

    /// Wide dark places whose edges are soft: shadows of clouds that the scene does not show. Gaps in snow look the same.
    private func addSoft(_ dark: CellMap, cloudShare: Double, _ flags: inout CellMap) {
        guard cloudShare >= Self.leastCloud, !isSnowy else { return }
        let tone = (0..<reading.count).map { index in
            log(max(0.005, (3 * reading.visible[index] + (reading.nir?[index] ?? reading.visible[index])) / 4))
        }
        guard let edges = SoftEdges(tone, of: cloud, validity: reading.validity, cell: cell) else { return }
        var deep = dark.smoothed(by: 1)
        deep.values = deep.values.map { $0 > Self.darkness.alone ? 1 : 0 }
        for component in deep.opened(by: max(1, Int((Self.leastHalfWidth / cell).rounded()))).components() {
            guard let depth = Percentile.value(0.5, of: component.map { dark.values[$0] }),
                depth >= Self.darkness.alone, edges.isSoft(component, contrast: depth)
            else { continue }
            for index in component { flags.values[index] = 1 }
        }
    }
}
