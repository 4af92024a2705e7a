import Evidence
import Foundation
import Geodesy

/// A weather station as a list of stations gives it.
struct Station {
    var name: String
    var place: GeoPoint
    var elevation: Double?

    /// The station that a file is of: as the options place it, else as a list names it.
    ///
    /// - Parameters:
    ///   - id: Its id, as lists write it.
    ///   - content: The file, with its options.
    ///   - kind: What the id is: "GHCN-Daily", for messages.
    /// - Returns: Name, place and height.
    /// - Throws: ``WeatherFileError`` where neither says where it stands.
    static func find(
        _ id: String, for content: WeatherContent, kind: String
    ) throws(WeatherFileError) -> Station {
        var listed: Station?
        for list in content.options.stationLists where listed == nil {
            guard FileManager.default.fileExists(atPath: list) else { continue }
            listed = station(id, in: try WeatherFiles.bytes(of: list), isTable: list.lowercased().hasSuffix(".csv"))
        }
        if let place = content.options.place {
            return Station(
                name: listed?.name ?? id, place: place, elevation: content.options.elevation ?? listed?.elevation)
        }
        guard var listed else {
            throw content.error(
                "does not say where the station \(quoted(id)) stands",
                "put ghcnd-stations.txt or isd-history.csv beside it, or say --place LATITUDE,LONGITUDE (and --elevation)"
            )
        }
        if let elevation = content.options.elevation { listed.elevation = elevation }
        return listed
    }

    /// Looks a station up in `ghcnd-stations.txt`, or in `isd-history.csv` by "USAF-WBAN" or its ICAO letters.
    ///
    /// Source: NOAA NCEI, readme.txt of GHCN-Daily, section IV, and isd-history.txt.
    static func station(_ id: String, in bytes: [UInt8], isTable: Bool) -> Station? {
        var found: Station?
        TextLines(bytes: bytes).each { _, line in
            found = isTable ? row(id, line) : fixed(id, FixedText(bytes: line))
            return found == nil
        }
        return found
    }

    private static func fixed(_ id: String, _ line: FixedText) -> Station? {
        guard line.text(1, 11) == id, let latitude = line.decimal(13, 8), let longitude = line.decimal(22, 9) else {
            return nil
        }
        let place = GeoPoint(longitude: longitude, latitude: latitude)
        guard place.isOnEarth else { return nil }
        let elevation = line.decimal(32, 6).flatMap { $0 == -999.9 ? nil : $0 }
        let name = line.bytes.count > 41 ? line.text(42, min(30, line.bytes.count - 41)) : nil
        return Station(name: name ?? id, place: place, elevation: elevation)
    }

    private static func row(_ id: String, _ line: ArraySlice<UInt8>) -> Station? {
        let cells = CommaSeparated.cells(line)
        // USAF, WBAN, name, country, state, ICAO, latitude, longitude, elevation, begin, end.
        guard cells.count >= 9, "\(cells[0])-\(cells[1])" == id || (id.count == 4 && cells[5] == id),
            let latitude = Double(cells[6]), let longitude = Double(cells[7])
        else { return nil }
        let place = GeoPoint(longitude: longitude, latitude: latitude)
        guard place.isOnEarth, latitude != 0 || longitude != 0 else { return nil }
        return Station(
            name: cells[2].capitalized, place: place, elevation: Double(cells[8]).flatMap { $0 < -998 ? nil : $0 })
    }
}

/// Rows of a table with commas.
enum CommaSeparated {
    /// The cells of a row, without quotes around them.
    static func cells(_ line: ArraySlice<UInt8>) -> [String] {
        var cells: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        for byte in line {
            switch byte {
            case 0x22: isQuoted.toggle()
            case 0x2C where !isQuoted:
                cells.append(String(decoding: FixedText.trimmed(cell[...]), as: UTF8.self))
                cell = []
            default: cell.append(byte)
            }
        }
        cells.append(String(decoding: FixedText.trimmed(cell[...]), as: UTF8.self))
        return cells
    }
}
