import Glibc

/// Seconds on the wall and seconds of all processors together since it was started.
struct Stopwatch {
    private let wall = ContinuousClock.now
    private let processor = Self.processorSeconds

    /// What passed since the start.
    var elapsed: Elapsed {
        let passed = ContinuousClock.now - wall
        return Elapsed(
            seconds: Double(passed.components.seconds) + Double(passed.components.attoseconds) * 1e-18,
            cpu: Self.processorSeconds - processor)
    }

    struct Elapsed: Encodable {
        var seconds: Double
        var cpu: Double
    }

    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
