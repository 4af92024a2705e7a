extension WeatherFiles {
    /// Tells the format of a file by its content.
    ///
    /// - Parameters:
    ///   - bytes: The content.
    ///   - name: The file, for messages.
    /// - Returns: The format.
    /// - Throws: ``WeatherFileError`` where it is none that is known.
    static func format(of bytes: [UInt8], name: String) throws(WeatherFileError) -> WeatherFormat {
        if bytes.isEmpty {
            throw WeatherFileError(file: name, problem: "is empty", expected: "check that it was stored whole")
        }
        for (magic, kind) in packed where bytes.starts(with: magic) {
            throw WeatherFileError(
                file: name, problem: "is packed (\(kind))", expected: "unpack it and import what is in it")
        }
        if let first = bytes.first(where: { $0 > 32 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }),
            first == 0x7B || first == 0x5B
        {
            return .openMeteo
        }
        var found: WeatherFormat?
        TextLines(bytes: bytes).each { number, line in
            let text = FixedText(bytes: line)
            if SurfaceRecords.isRecord(text) {
                found = .isd
            } else if GHCNDaily.isLine(text) {
                found = .ghcnDaily
            } else if SurfaceRecordsLite.values(of: line) != nil {
                found = .isdLite
            } else if AerodromeReports.holdsReport(line) {
                found = .metar
            }
            // What stands before the first record is a head or comments.
            return found == nil && number < 200
        }
        guard let found else {
            throw WeatherFileError(
                file: name, problem: "is of no format that can be told from its content",
                expected:
                    "expected JSON of Open-Meteo, a .dly of GHCN-Daily, ISD, isd-lite, METAR, NetCDF or GRIB; if it is one, "
                    + "name it with --format to learn what is wrong")
        }
        return found
    }

    private static let packed: [([UInt8], String)] = [
        ([0x1F, 0x8B], "gzip"), ([0x50, 0x4B, 3, 4], "zip"), ([0x42, 0x5A, 0x68], "bzip2"), ([0xFD, 0x37, 0x7A], "xz"),
    ]
}
