/// By how much the shares of several places differ more than chance would let them; 1 or more.
///
/// Pearson's chi-square of the shares over the places divided by its degrees of freedom. Places of which less than one
/// case of either kind is to be expected are put together first: a single error there would weigh as much as a hundred.
///
/// - Parameter places: For each place the cases that are, and all its cases.
/// - Returns: The factor by which the variance exceeds that of independent cases; 1 with fewer than two places, or
///   where all cases are alike.
///
/// Source: McCullagh & Nelder (1989), Generalized Linear Models, 2nd ed., section 4.5.2 (dispersion); Cochran (1954),
/// Biometrics 10(4), 417–451, section 2 (small expectations).
public func designEffect(of places: [(right: Double, all: Double)]) -> Double {
    let all = places.reduce(0) { $0 + $1.all }
    let share = places.reduce(0) { $0 + $1.right } / max(1, all)
    guard share > 0, share < 1 else { return 1 }
    var counted = places.filter { $0.all * min(share, 1 - share) >= 1 }
    let small = places.filter { $0.all * min(share, 1 - share) < 1 }
    let together = (right: small.reduce(0) { $0 + $1.right }, all: small.reduce(0) { $0 + $1.all })
    if together.all > 0 { counted.append(together) }
    guard counted.count > 1 else { return 1 }
    let chiSquare = counted.reduce(0) { sum, place in
        let difference = place.right - place.all * share
        return sum + difference * difference / (place.all * share * (1 - share))
    }
    return max(1, chiSquare / Double(counted.count - 1))
}
