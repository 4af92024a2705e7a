/// The best cutting of a stretch.
extension ConsistProgramme {
    /// Finds the cutting with the largest weight.
    ///
    /// - Parameter table: The vehicles' weights.
    /// - Returns: The vehicles in order, as half-open ranges of samples, and the logarithm of the weight.
    func best(_ table: [Double]) -> (vehicles: [Range<Int>], weight: Double) {
        let width = most + 1
        let never = -Double.infinity
        // Best of all that ends at a boundary: with free track, or with a vehicle.
        var free = [Double](repeating: never, count: count + 1)
        var freeFrom = [Int](repeating: -1, count: count + 1)
        var filled = [Double](repeating: never, count: count + 1)
        var filledFrom = [Int](repeating: -1, count: count + 1)
        var admission = [Double](repeating: never, count: count + 1)
        var admissionFrom = [Int](repeating: -1, count: count + 1)
        for boundary in 0...count {
            if boundary > 0 {
                for from in max(0, boundary - most)..<boundary {
                    let value = admission[from] + table[from * width + boundary - from]
                    if value > filled[boundary] {
                        filled[boundary] = value
                        filledFrom[boundary] = from
                    }
                }
            }
            if boundary == 0 {
                free[0] = 0
            } else {
                free[boundary] = free[boundary - 1]
                freeFrom[boundary] = freeFrom[boundary - 1]
            }
            let end = boundary - largestGap - 1
            if end >= 0, filled[end] + open > free[boundary] {
                free[boundary] = filled[end] + open
                freeFrom[boundary] = end
            }
            admission[boundary] = boundary == 0 ? edge : free[boundary] + rate
            admissionFrom[boundary] = boundary == 0 ? -1 : freeFrom[boundary]
            for gap in 0...largestGap where boundary - gap > 0 {
                let value = filled[boundary - gap] + coupled[gap]
                if value > admission[boundary] {
                    admission[boundary] = value
                    admissionFrom[boundary] = boundary - gap
                }
            }
        }
        var best = free[count]
        var end = freeFrom[count]
        for rest in 0...min(largestGap, count) {
            let value = filled[count - rest] + (rest == 0 ? 0 : open)
            if value > best {
                best = value
                end = count - rest
            }
        }
        var vehicles: [Range<Int>] = []
        while end > 0 {
            let from = filledFrom[end]
            guard from >= 0 else { break }
            vehicles.append(from..<end)
            end = admissionFrom[from]
        }
        return (vehicles.reversed(), best)
    }
}
