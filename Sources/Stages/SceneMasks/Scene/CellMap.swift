/// A coarse map of a scene: numbers 0…1 on cells of several pixels, looked up between the middles of cells.
struct CellMap: Sendable {
    let width: Int
    let height: Int
    /// Scene pixels for one cell, along columns and rows.
    var step: SIMD2<Double>
    var values: [Float]

    init(width: Int, height: Int, step: SIMD2<Double>, values: [Float]? = nil) {
        self.width = width
        self.height = height
        self.step = step
        self.values = values ?? [Float](repeating: 0, count: width * height)
    }

    /// The value at the middle of a scene pixel, by linear interpolation; the outer cells reach to the edge.
    @inline(__always)
    func value(column: Int, row: Int) -> Float {
        guard width > 0, height > 0 else { return 0 }
        let x = min(Double(width - 1), max(0, (Double(column) + 0.5) / step.x - 0.5))
        let y = min(Double(height - 1), max(0, (Double(row) + 0.5) / step.y - 0.5))
        let left = Int(x)
        let upper = Int(y)
        let right = min(width - 1, left + 1)
        let lower = min(height - 1, upper + 1)
        let u = Float(x - Double(left))
        let v = Float(y - Double(upper))
        let above = values[upper * width + left] * (1 - u) + values[upper * width + right] * u
        let below = values[lower * width + left] * (1 - u) + values[lower * width + right] * u
        return above * (1 - v) + below * v
    }

    /// The map; nil where it is 0 everywhere.
    var unlessBlank: CellMap? { values.contains { $0 > 0 } ? self : nil }

    /// The map averaged over squares of so many cells to each side; cells beyond the edge take no part.
    func smoothed(by radius: Int) -> CellMap {
        guard radius > 0 else { return self }
        var result = self
        var sums = [Double](repeating: 0, count: (width + 1) * (height + 1))
        for row in 0..<height {
            var line = 0.0
            for column in 0..<width {
                line += Double(values[row * width + column])
                sums[(row + 1) * (width + 1) + column + 1] = sums[row * (width + 1) + column + 1] + line
            }
        }
        for row in 0..<height {
            let (top, bottom) = (max(0, row - radius), min(height, row + radius + 1))
            for column in 0..<width {
                let (left, right) = (max(0, column - radius), min(width, column + radius + 1))
                let sum =
                    sums[bottom * (width + 1) + right] - sums[top * (width + 1) + right]
                    - sums[bottom * (width + 1) + left] + sums[top * (width + 1) + left]
                result.values[row * width + column] = Float(sum / Double((bottom - top) * (right - left)))
            }
        }
        return result
    }

    /// Groups of cells above one half that touch by a side, each as its cells in the order they were met.
    func components() -> [[Int]] {
        var seen = [Bool](repeating: false, count: values.count)
        var found: [[Int]] = []
        for start in values.indices where values[start] > 0.5 && !seen[start] {
            var cells = [start]
            seen[start] = true
            var next = 0
            while next < cells.count {
                let cell = cells[next]
                next += 1
                let column = cell % width
                for (other, isThere) in [
                    (cell - 1, column > 0), (cell + 1, column + 1 < width), (cell - width, cell >= width),
                    (cell + width, cell + width < values.count),
                ] where isThere && !seen[other] && values[other] > 0.5 {
                    seen[other] = true
                    cells.append(other)
                }
            }
            found.append(cells)
        }
        return found
    }

    /// Cells that belong to a square of cells above one half, of so many cells to each side: thin things are left out.
    func opened(by radius: Int) -> CellMap {
        guard radius > 0 else { return self }
        let flags = CellMap(width: width, height: height, step: step, values: values.map { $0 > 0.5 ? 1 : 0 })
        var cores = flags.smoothed(by: radius)
        cores.values = cores.values.map { $0 > 0.999 ? 1 : 0 }
        var grown = cores.smoothed(by: radius)
        grown.values = grown.values.map { $0 > 0 ? 1 : 0 }
        return grown
    }
}
