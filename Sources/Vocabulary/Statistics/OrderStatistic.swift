/// The number that stands at a place of the order, without putting all in order.
public enum OrderStatistic {
    /// The number at a place.
    ///
    /// - Parameters:
    ///   - place: 0 for the least, below the count.
    ///   - values: The numbers; none of them not-a-number.
    /// - Returns: What `values.sorted()[place]` is.
    /// - Complexity: O(*n*) in the mean.
    ///
    /// Source: Hoare (1961), Algorithm 65: Find, Communications of the ACM 4(7), 321–322; the middle of three as pivot.
    public static func value(at place: Int, of values: [Double]) -> Double {
        precondition(values.indices.contains(place), "There is a number at this place.")
        var values = values
        var (low, high) = (0, values.count - 1)
        while low < high {
            let (a, b, c) = (values[low], values[(low + high) / 2], values[high])
            let pivot = max(min(a, b), min(max(a, b), c))
            var (left, right) = (low, high)
            while left <= right {
                while values[left] < pivot { left += 1 }
                while pivot < values[right] { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if place <= right {
                high = right
            } else if place >= left {
                low = left
            } else {
                break
            }
        }
        return values[place]
    }
}
