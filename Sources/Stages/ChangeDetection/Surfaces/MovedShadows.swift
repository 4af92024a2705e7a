import Rasters

/// Tells cast shadows that only moved with the sun.
///
/// A place that is dark in one look only is a moved shadow where the thing that would cast it also casts its shadow in the other
/// look: that shadow falls, for some height, a known way off. A new building has a shadow in one look only, and dark
/// material laid on bright ground has no such counterpart, so both stay changes.
///
/// After the geometry of Irvin & McKeown (1989), IEEE Trans. Systems, Man, and Cybernetics 19(6), 1564–1575, used for
/// pairs of looks.
struct MovedShadows: Sendable {
    /// From a place in shadow of the earlier look to that of the later look's shadow of the same edge, for a metre of height;
    /// nil where the sun is not known in both.
    let way: Displacement?
    /// Metres up to which things cast shadows.
    let height: Double
    /// Pixels by which places may be off.
    let margin: Double
    /// Brightness above black of lit ground.
    let litLevel: Float
    /// Pixels around a place in which shade belongs together.
    let togetherRadius: Int
    /// A look is dark where its brightness is below this share of the other's.
    static let darkShare: Float = 0.6
    /// What is brighter than this share of lit ground lies in no shadow: else all ground beside something bright that was laid
    /// would be its counterpart.
    static let shadeShare: Float = 0.5
    /// A counterpart is as dark as the shadow, up to this factor.
    static let likeness: Float = 1.5
    /// Farthest counterpart that is sought, in pixels.
    static let limit = 256.0
    /// Share of the shade of one look around a place that must have moved for the rest of it to have moved too: where the
    /// counterpart falls on the thing that casts it, as on round tanks, none is seen.
    static let followingShare = 0.25

    /// What a place is, seen as a shadow.
    enum State: UInt8 {
        /// About as bright in both looks.
        case alike
        /// Dark in the earlier look only.
        case darkBefore
        /// Dark in the later look only.
        case darkAfter
        /// A shadow that moved.
        case moved
    }

    /// Pixels around one on which its state hangs.
    var reach: Int {
        Int((min(Self.limit, (way?.length ?? 0) * height) + max(1, margin)).rounded(.up)) + 1 + togetherRadius
    }

    /// The states of a window.
    ///
    /// - Parameters:
    ///   - before: Brightness of the earlier look above that of black, `[row][column]`.
    ///   - after: The same of the later look, in the earlier one's unit.
    ///   - usable: 1 where both are usable; what is not is bright for this purpose.
    ///   - size: Columns and rows.
    /// - Returns: A state for each pixel, `[row][column]`.
    func states(before: [Float], after: [Float], usable: [UInt8], size: RasterSize) -> [State] {
        var states = [State](repeating: .alike, count: size.count)
        let first = Self.smoothed(before, usable, size)
        let second = Self.smoothed(after, usable, size)
        for index in states.indices where usable[index] == 1 {
            if first[index] < Self.darkShare * second[index] {
                states[index] = .darkBefore
            } else if second[index] < Self.darkShare * first[index] {
                states[index] = .darkAfter
            }
        }
        guard let way, way.length * height > max(1, margin) else { return states }
        let radius = Int(max(1, margin).rounded(.up))
        let darkestBefore = Self.least(first, size, radius)
        let darkestAfter = Self.least(second, size, radius)
        let whole = min(Self.limit, way.length * height)
        let steps = Int(whole.rounded(.up))
        let step = way * (whole / way.length / Double(steps))
        for row in 0..<size.height {
            for column in 0..<size.width {
                let index = row * size.width + column
                let state = states[index]
                guard state == .darkBefore || state == .darkAfter else { continue }
                let level = state == .darkBefore ? first[index] : second[index]
                guard level < Self.shadeShare * litLevel else { continue }
                // Close to black the ratio of two levels says nothing.
                let own =
                    Self.shadeShare * litLevel * min(1, max(0.5, level * Self.likeness / (Self.shadeShare * litLevel)))
                let sign = state == .darkBefore ? 1.0 : -1
                for count in 1...steps {
                    let c = column + Int((step.column * Double(count) * sign).rounded())
                    let r = row + Int((step.row * Double(count) * sign).rounded())
                    guard c >= 0, r >= 0, c < size.width, r < size.height else { break }
                    let other = state == .darkBefore ? darkestAfter : darkestBefore
                    if other[r * size.width + c] <= own {
                        states[index] = .moved
                        break
                    }
                }
            }
        }
        follow(&states, first, second, size)
        return states
    }

    /// Lets shade move whose surroundings' shade moved.
    private func follow(_ states: inout [State], _ first: [Float], _ second: [Float], _ size: RasterSize) {
        let limit = Self.shadeShare * litLevel
        var shade = [Int32](repeating: 0, count: size.count)
        var moved = shade
        for index in states.indices where states[index] != .alike && min(first[index], second[index]) < limit {
            shade[index] = 1
            if states[index] == .moved { moved[index] = 1 }
        }
        let own = shade
        Self.sum(&shade, size, togetherRadius)
        Self.sum(&moved, size, togetherRadius)
        for index in states.indices
        where own[index] == 1 && Double(moved[index]) >= Self.followingShare * Double(shade[index]) && moved[index] > 0
        {
            states[index] = .moved
        }
    }

    /// Sums in a square around each pixel, rows first.
    private static func sum(_ values: inout [Int32], _ size: RasterSize, _ radius: Int) {
        func slide(_ count: Int, _ place: (Int) -> Int) {
            var sums = [Int32](repeating: 0, count: count + 1)
            for index in 0..<count { sums[index + 1] = sums[index] + values[place(index)] }
            for index in 0..<count {
                values[place(index)] = sums[min(count, index + radius + 1)] - sums[max(0, index - radius)]
            }
        }
        for row in 0..<size.height { slide(size.width) { row * size.width + $0 } }
        for column in 0..<size.width { slide(size.height) { $0 * size.width + column } }
    }

    /// Mean over the usable ones of 3 × 3 pixels.
    private static func smoothed(_ values: [Float], _ usable: [UInt8], _ size: RasterSize) -> [Float] {
        var result = [Float](repeating: .greatestFiniteMagnitude, count: size.count)
        for row in 0..<size.height {
            for column in 0..<size.width where usable[row * size.width + column] == 1 {
                var sum: Float = 0
                var count: Float = 0
                for r in max(0, row - 1)...min(size.height - 1, row + 1) {
                    for c in max(0, column - 1)...min(size.width - 1, column + 1)
                    where usable[r * size.width + c] == 1 {
                        sum += values[r * size.width + c]
                        count += 1
                    }
                }
                result[row * size.width + column] = sum / count
            }
        }
        return result
    }

    /// Least value in a square around each pixel, rows first.
    private static func least(_ values: [Float], _ size: RasterSize, _ radius: Int) -> [Float] {
        var rows = values
        for row in 0..<size.height {
            let base = row * size.width
            for column in 0..<size.width {
                var least = values[base + column]
                for c in max(0, column - radius)...min(size.width - 1, column + radius) {
                    least = min(least, values[base + c])
                }
                rows[base + column] = least
            }
        }
        var result = rows
        for row in 0..<size.height {
            for r in max(0, row - radius)...min(size.height - 1, row + radius) {
                for column in 0..<size.width {
                    result[row * size.width + column] = min(
                        result[row * size.width + column], rows[r * size.width + column])
                }
            }
        }
        return result
    }
}
