/// A one-to-one assignment of rows to columns.
public struct Assignment: Hashable, Sendable {
    /// For each row its column.
    public var columns: [Int]
    /// Sum of the costs of all pairs.
    public var cost: Double
}

/// The assignment of every row to a column of its own that costs least in all.
///
/// Rows are added one by one, each by the cheapest chain of exchanges; among equally cheap ones the columns of lower index are
/// taken, so that the same costs give the same assignment.
///
/// - Parameters:
///   - costs: Row-major `[row][column]`, finite or plus infinity for pairs that must not be; no fewer columns than rows.
///   - columnCount: Columns of each row.
/// - Returns: Nil where pairs of infinite cost leave no assignment.
/// - Complexity: O(rows² · columns).
///
/// Source: Jonker & Volgenant (1987), Computing 38, 325–340, the augmentation step; as shortest augmenting paths with
/// potentials in Crouse (2016), IEEE Trans. Aerospace and Electronic Systems 52(4), 1679–1696, section III.
public func leastCostAssignment(_ costs: [Double], columnCount: Int) -> Assignment? {
    guard columnCount > 0 else { return costs.isEmpty ? Assignment(columns: [], cost: 0) : nil }
    precondition(costs.count % columnCount == 0, "Each row of costs has \(columnCount) columns.")
    let rowCount = costs.count / columnCount
    precondition(rowCount <= columnCount, "Every row needs a column of its own.")
    var rowPotential = [Double](repeating: 0, count: rowCount)
    var columnPotential = [Double](repeating: 0, count: columnCount)
    var rowOfColumn = [Int](repeating: -1, count: columnCount)
    var columnOfRow = [Int](repeating: -1, count: rowCount)
    for start in 0..<rowCount {
        var distance = [Double](repeating: .infinity, count: columnCount)
        var before = [Int](repeating: -1, count: columnCount)
        var isDone = [Bool](repeating: false, count: columnCount)
        var doneRows: [Int] = []
        var row = start
        var least = 0.0
        var sink = -1
        while sink < 0 {
            doneRows.append(row)
            var nearest = -1
            var nearestDistance = Double.infinity
            for column in 0..<columnCount where !isDone[column] {
                let reduced =
                    least + costs[row * columnCount + column] - rowPotential[row] - columnPotential[column]
                if reduced < distance[column] {
                    distance[column] = reduced
                    before[column] = row
                }
                let isFreeTie =
                    distance[column] == nearestDistance && nearest >= 0 && rowOfColumn[column] < 0
                    && rowOfColumn[nearest] >= 0
                if distance[column] < nearestDistance || isFreeTie {
                    nearestDistance = distance[column]
                    nearest = column
                }
            }
            guard nearest >= 0, nearestDistance < .infinity else { return nil }
            least = nearestDistance
            isDone[nearest] = true
            if rowOfColumn[nearest] < 0 { sink = nearest } else { row = rowOfColumn[nearest] }
        }
        rowPotential[start] += least
        for row in doneRows where row != start { rowPotential[row] += least - distance[columnOfRow[row]] }
        for column in 0..<columnCount where isDone[column] { columnPotential[column] -= least - distance[column] }
        var column = sink
        while true {
            let row = before[column]
            rowOfColumn[column] = row
            swap(&columnOfRow[row], &column)
            if row == start { break }
        }
    }
    let cost = (0..<rowCount).reduce(0) { $0 + costs[$1 * columnCount + columnOfRow[$1]] }
    return Assignment(columns: columnOfRow, cost: cost)
}
