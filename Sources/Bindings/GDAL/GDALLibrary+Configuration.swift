import CGDAL

extension GDALLibrary {
    /// Sets a configuration option for every thread of the process, or removes it (`CPLSetConfigOption`).
    ///
    /// For the composition root, before work starts: another thread in the middle of a call may
    /// see either value. Use ``withConfiguration(_:_:)`` for one call.
    public static func setConfiguration(_ key: String, to value: String?) {
        start()
        CPLSetConfigOption(key, value)
    }

    /// The value in force on the calling thread, from code or environment (`CPLGetConfigOption`).
    public static func configuration(_ key: String) -> String? {
        start()
        return CPLGetConfigOption(key, nil).map { String(cString: $0) }
    }

    /// Runs `body` with options that hold for the calling thread only, and restores what was set before
    /// (`CPLSetThreadLocalConfigOption`).
    ///
    /// `body` is synchronous because options belong to the thread, and a task may change its thread.
    public static func withConfiguration<Result, Failure: Error>(
        _ options: [String: String], _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        start()
        let previous = options.keys.map { key in
            (key, CPLGetThreadLocalConfigOption(key, nil).map { String(cString: $0) })
        }
        for (key, value) in options { CPLSetThreadLocalConfigOption(key, value) }
        defer { for (key, value) in previous { CPLSetThreadLocalConfigOption(key, value) } }
        return try body()
    }

    /// Bytes of decoded blocks GDAL keeps, for all datasets together (`GDALSetCacheMax64`).
    ///
    /// GDAL's own default is 5 % of the memory. Bounded memory asks for a fixed number here.
    public static var cacheLimit: Int {
        get {
            start()
            return Int(GDALGetCacheMax64())
        }
        set {
            start()
            GDALSetCacheMax64(Int64(max(0, newValue)))
        }
    }

    /// Bytes of decoded blocks that GDAL holds now (`GDALGetCacheUsed64`).
    public static var cacheUsed: Int {
        start()
        return Int(GDALGetCacheUsed64())
    }

    /// Sets how many threads GDAL itself may use inside of one call (`GDAL_NUM_THREADS`).
    ///
    /// The default of one suits callers that run one dataset per task.
    public static func setThreads(_ count: Int) {
        setConfiguration("GDAL_NUM_THREADS", to: String(max(1, count)))
    }
}
