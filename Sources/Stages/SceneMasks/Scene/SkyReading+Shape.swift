import Foundation

/// Cloud without a band at 1.6 µm.
extension SkyReading {
    /// Half the width in metres that cloud has somewhere, where its edge tells nothing.
    private static let leastHalfWidth = 25.0
    /// Least contrast in reflectance of a small cloud with what lies around it.
    private static let leastContrast: Float = 0.25
    /// Cells that a small cloud has at the least.
    private static let leastCells = 6

    /// Bright, white, no darker in the near infrared than in blue, and wide. Snow falls off towards the near infrared, the more
    /// the coarser its grains (Warren, 1982, Reviews of Geophysics 20, 67–89); cloud does not.
    mutating func findByShape() {
        guard let blue = reading.blue, let red = reading.red, let green = reading.green else { return }
        var strict = cloud
        var loose = cloud
        for index in 0..<reading.count where reading.isValid(index) {
            let mean = reading.visible[index]
            let colour =
                (max(blue[index], max(green[index], red[index])) - min(blue[index], min(green[index], red[index])))
                / max(0.001, mean)
            let flat = min(
                Self.above(-reading.blueness[index], -0.075, 0.02), Self.above(reading.blueness[index], -0.25, 0.03))
            let white = Self.above(-colour, -0.16, 0.02)
            strict.values[index] = min(min(flat, white), Self.above(mean, 0.42, 0.03))
            loose.values[index] = min(Self.above(-colour, -0.35, 0.05), Self.above(mean, 0.28, 0.03))
        }
        // A cell that is as wide as that by itself needs no neighbours.
        let radius = cell >= 2 * Self.leastHalfWidth ? 0 : max(1, Int((Self.leastHalfWidth / cell).rounded()))
        let wide = strict.opened(by: radius)
        // From the wide cores on outwards over what is still white and bright: the fringes of a cloud.
        for component in union(strict, loose).components() {
            guard component.contains(where: { wide.values[$0] > 0.5 && strict.values[$0] > 0.5 }) else { continue }
            // The fringe of a cloud is not wider than the cloud: what hangs on it farther out is something else.
            for index in component where strict.values[index] > 0.5 { cloud.values[index] = strict.values[index] }
        }
        findSmall(strict, loose)
        let fringe = cloud.smoothed(by: max(1, Int((12 / cell).rounded())))
        for index in cloud.values.indices
        where cloud.values[index] < 0.5 && fringe.values[index] > 0.02 && loose.values[index] > 0.5 {
            cloud.values[index] = max(0.55, loose.values[index] * 0.8)
        }
    }

    /// Small clouds: bright and white in part, and with no sharp edge, which roofs, tanks and ships have. Old snow in
    /// patches looks the same, so nothing is done where snow lies at large.
    private mutating func findSmall(_ strict: CellMap, _ loose: CellMap) {
        guard !isSnowy, let edges = SoftEdges(reading.visible, of: cloud, validity: reading.validity, cell: cell) else {
            return
        }
        var left = loose
        for index in left.values.indices where cloud.values[index] > 0.5 { left.values[index] = 0 }
        for component in left.components() where component.count >= Self.leastCells {
            let core = component.count { strict.values[$0] > 0.5 }
            guard core * 10 >= component.count, let contrast = edges.contrast(of: component),
                contrast >= Self.leastContrast, edges.isSoft(component, contrast: contrast)
            else { continue }
            for index in component { cloud.values[index] = strict.values[index] > 0.5 ? 0.75 : 0.55 }
        }
    }

    private func union(_ first: CellMap, _ second: CellMap) -> CellMap {
        var all = first
        for index in all.values.indices { all.values[index] = max(first.values[index], second.values[index]) }
        return all
    }
}
