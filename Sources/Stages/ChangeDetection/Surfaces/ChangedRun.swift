/// Neighbouring changed pixels of one row, with sums of what was measured there.
struct ChangedRun: Sendable {
    var row: Int
    /// First column.
    var start: Int
    /// The column behind the last one.
    var end: Int
    var measures: ChangeMeasures
}

/// Sums over changed pixels, from which strength and kind are told.
struct ChangeMeasures: Sendable {
    /// Pixels.
    var count = 0
    /// Pixels whose whole surroundings changed too, farther than the margin.
    var coreCount = 0
    /// The statistic.
    var statistic = 0.0
    /// Pixels that are dark in the earlier look only, and the sums of their columns and rows.
    var darkBefore = PixelSum()
    /// Pixels that are dark in the later look only.
    var darkAfter = PixelSum()
    /// All other pixels.
    var lit = PixelSum()
    /// Edges of pixels beyond which lies a shadow that moved.
    var edgesAtMovedShadow = 0
    /// Normalised differences of near infrared and red, and pixels that have one.
    var vegetationBefore = 0.0
    var vegetationAfter = 0.0
    /// Red over blue of the later look.
    var redness = 0.0
    /// Pixels with the brightness and colour of snow.
    var snowBefore = 0
    var snowAfter = 0

    static func += (a: inout ChangeMeasures, b: ChangeMeasures) {
        a.count += b.count
        a.coreCount += b.coreCount
        a.statistic += b.statistic
        a.darkBefore += b.darkBefore
        a.darkAfter += b.darkAfter
        a.lit += b.lit
        a.edgesAtMovedShadow += b.edgesAtMovedShadow
        a.vegetationBefore += b.vegetationBefore
        a.vegetationAfter += b.vegetationAfter
        a.redness += b.redness
        a.snowBefore += b.snowBefore
        a.snowAfter += b.snowAfter
    }
}

/// A number of pixels and the sums of their columns and rows.
struct PixelSum: Sendable {
    var count = 0
    var column = 0.0
    var row = 0.0

    mutating func add(column: Int, row: Int) {
        count += 1
        self.column += Double(column)
        self.row += Double(row)
    }

    static func += (a: inout PixelSum, b: PixelSum) {
        a.count += b.count
        a.column += b.column
        a.row += b.row
    }
}

/// A piece of changed ground: runs that touch each other.
struct ChangedRegion: Sendable {
    /// Its runs, by row and column.
    var runs: [ChangedRun]
    var measures: ChangeMeasures

    /// Joins runs into regions, in the order of their first pixels.
    ///
    /// - Parameters:
    ///   - runs: In any order, none over another.
    ///   - acrossCorners: Whether pixels that touch at a corner only belong together.
    /// - Returns: The regions, each with its runs by row and column.
    ///
    /// Source: Rosenfeld & Pfaltz (1966), Journal of the ACM 13(4), 471–494, section 4, on runs in place of pixels.
    static func regions(of runs: [ChangedRun], acrossCorners: Bool = true) -> [ChangedRegion] {
        let touch = acrossCorners ? 0 : 1
        let sorted = runs.sorted { ($0.row, $0.start) < ($1.row, $1.start) }
        var parent = Array(sorted.indices)
        func root(_ index: Int) -> Int {
            var index = index
            while parent[index] != index {
                parent[index] = parent[parent[index]]
                index = parent[index]
            }
            return index
        }
        func join(_ a: Int, _ b: Int) {
            let (first, second) = (root(a), root(b))
            parent[max(first, second)] = min(first, second)
        }
        var above = 0
        for index in sorted.indices {
            let run = sorted[index]
            // Runs of one row that a tile's edge cut.
            if index > 0, sorted[index - 1].row == run.row, sorted[index - 1].end == run.start {
                join(index - 1, index)
            }
            while above < index,
                sorted[above].row < run.row - 1
                    || sorted[above].row == run.row - 1 && sorted[above].end < run.start + touch
            {
                above += 1
            }
            var other = above
            while other < index, sorted[other].row == run.row - 1, sorted[other].start <= run.end - touch {
                join(other, index)
                other += 1
            }
        }
        var regions: [ChangedRegion] = []
        var place: [Int: Int] = [:]
        for index in sorted.indices {
            let top = root(index)
            if let known = place[top] {
                regions[known].runs.append(sorted[index])
                regions[known].measures += sorted[index].measures
            } else {
                place[top] = regions.count
                regions.append(ChangedRegion(runs: [sorted[index]], measures: sorted[index].measures))
            }
        }
        return regions
    }
}
