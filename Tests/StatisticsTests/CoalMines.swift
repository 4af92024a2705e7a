import Statistics

/// Disasters in British coal mines in each year from 1851 to 1962 (Jarrett 1979, Biometrika 66, 191–193).
let coalMineDisasters = [
    4, 5, 4, 0, 1, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5, 3, 4, 2, 5, 2, 2, 3, 4, 2, 1, 3,
    2, 2, 1,
    1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1, 0, 3, 2, 2, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 2, 1, 0, 0, 0, 1, 1, 0, 2, 3,
    3, 1, 1,
    2, 1, 1, 1, 1, 2, 4, 2, 0, 0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0,
]

/// The same as observations of one year each.
func coalMineObservations() throws(StatisticsError) -> [CountObservation?] {
    var observations: [CountObservation?] = []
    for count in coalMineDisasters { observations.append(try CountObservation(count: count)) }
    return observations
}
