/// What is known at large of each pixel of some columns, row by row.
struct CoverMap {
    /// One row.
    struct Row {
        fileprivate let cloud: CellRow
        fileprivate let cloudShadow: CellRow
        fileprivate let haze: CellRow
        fileprivate let water: CellRow
        fileprivate let snowNearby: CellRow
        fileprivate let bare: CellRow?
    }

    private let cloud: CellMap?
    private let cloudShadow: CellMap?
    private let haze: CellMap?
    private let water: CellMap?
    private let snowNearby: CellMap
    private let bare: CellMap?
    private let columns: CellColumns
    private let bareColumns: CellColumns?

    /// Cuts maps.
    ///
    /// - Parameters:
    ///   - statistics: What is known of the scene at large.
    ///   - columns: Columns of the scene.
    init(_ statistics: SceneStatistics, columns: Range<Int>) {
        cloud = statistics.cloud.unlessBlank
        cloudShadow = statistics.cloudShadow.unlessBlank
        haze = statistics.haze.unlessBlank
        water = statistics.water.unlessBlank
        snowNearby = statistics.snowNearby
        bare = statistics.bareNearby
        // All of these lie on the cells of the thinned reading.
        self.columns = CellColumns(columns, of: snowNearby)
        bareColumns = bare.map { CellColumns(columns, of: $0) }
    }

    /// The maps along a row of the scene.
    func row(_ row: Int) -> Row {
        Row(
            cloud: CellRow(cloud, row: row), cloudShadow: CellRow(cloudShadow, row: row),
            haze: CellRow(haze, row: row), water: CellRow(water, row: row), snowNearby: CellRow(snowNearby, row: row),
            bare: bare.map { CellRow($0, row: row) })
    }

    // Each number is found when it is asked for, of the pixel so many columns from the first.

    /// Probability of cloud, 0…1.
    @inline(__always)
    func cloud(_ row: Row, at index: Int) -> Float { row.cloud.value(at: index, of: columns) }

    /// Probability of a cloud's shadow, 0…1.
    @inline(__always)
    func cloudShadow(_ row: Row, at index: Int) -> Float { row.cloudShadow.value(at: index, of: columns) }

    /// Probability of haze, 0…1.
    @inline(__always)
    func haze(_ row: Row, at index: Int) -> Float { row.haze.value(at: index, of: columns) }

    /// Share of open water, 0…1.
    @inline(__always)
    func water(_ row: Row, at index: Int) -> Float { row.water.value(at: index, of: columns) }

    /// Share of snow within 40 m, 0…1.
    @inline(__always)
    func snowNearby(_ row: Row, at index: Int) -> Float { row.snowNearby.value(at: index, of: columns) }

    /// Brightness of bare ground around; nil where that is not known.
    @inline(__always)
    func bare(_ row: Row, at index: Int) -> Float? {
        guard let bare = row.bare, let bareColumns else { return nil }
        return bare.value(at: index, of: bareColumns)
    }
}
