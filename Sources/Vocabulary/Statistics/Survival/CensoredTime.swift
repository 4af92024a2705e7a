/// How long something lasted, or had lasted when it was last heard of.
public struct CensoredTime: Hashable, Codable, Sendable {
    /// The time; above 0.
    public var time: Double
    /// Whether it ended then; otherwise it lasted longer.
    public var isEnd: Bool

    /// States a time.
    ///
    /// - Parameters:
    ///   - time: The time; above 0.
    ///   - isEnd: Whether it ended then.
    public init(_ time: Double, isEnd: Bool) {
        self.time = time
        self.isEnd = isEnd
    }

    /// Refuses what no estimate can be made of.
    ///
    /// - Parameter times: Times.
    /// - Throws: ``StatisticsError`` where there are none or one is not a finite number above 0.
    static func check(_ times: [CensoredTime]) throws(StatisticsError) {
        guard !times.isEmpty else { throw StatisticsError.empty(what: "time") }
        for (index, time) in times.enumerated() where !(time.time.isFinite && time.time > 0) {
            throw StatisticsError.outside(what: "time", index: index, value: time.time, wanted: "finite and above 0")
        }
    }
}
