import Evidence
import Foundation

/// What names of files and folders tell. Used only where nothing better is known, and always noted.
enum NameClues {
    /// A date or instant in a name: `busan_2022-05-14`, `20220514T021701_B02`, `scene_20220514`.
    ///
    /// Eight digits count as a date only where they stand alone and are a day between 1957 and 2100.
    static func time(in name: String) -> AcquisitionTime? {
        let characters = Array(name.utf8)
        var position = 0
        while position < characters.count {
            guard isDigit(characters[position]), position == 0 || !isDigit(characters[position - 1]) else {
                position += 1
                continue
            }
            if let time = time(at: position, in: characters) { return time }
            position += 1
        }
        return nil
    }

    private static func time(at start: Int, in text: [UInt8]) -> AcquisitionTime? {
        func digits(_ from: Int, _ count: Int) -> Int? {
            guard from + count <= text.count, text[from..<(from + count)].allSatisfy(isDigit) else { return nil }
            return Int(String(decoding: text[from..<(from + count)], as: UTF8.self))
        }
        func ends(_ position: Int) -> Bool { position >= text.count || !isDigit(text[position]) }
        let year: Int
        let month: Int
        let day: Int
        var end: Int
        if let found = digits(start, 8), ends(start + 8) {
            (year, month, day) = (found / 10_000, found / 100 % 100, found % 100)
            end = start + 8
        } else if let y = digits(start, 4), start + 10 <= text.count, let separator = text[safely: start + 4],
            separator == UInt8(ascii: "-") || separator == UInt8(ascii: "_"), text[start + 7] == separator,
            let m = digits(start + 5, 2), let d = digits(start + 8, 2), ends(start + 10)
        {
            (year, month, day) = (y, m, d)
            end = start + 10
        } else {
            return nil
        }
        guard (1957...2100).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
        if text[safely: end] == UInt8(ascii: "T"), let clock = digits(end + 1, 6), ends(end + 7) {
            end += 7
            let instant =
                "\(date)T\(padded(clock / 10_000, 2)):\(padded(clock / 100 % 100, 2)):\(padded(clock % 100, 2))Z"
            if let time = AcquisitionTime(iso8601: instant), time.iso8601.hasPrefix(date) { return time }
        }
        // A day that the month does not have is taken for one of the next; such digits are no date.
        return AcquisitionTime(iso8601: date).flatMap { $0.iso8601 == date ? $0 : nil }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    /// TIFF's "2022:05:14 02:17:01" as an instant of UTC; the tag itself does not tell a zone.
    static func time(ofTIFF text: String) -> AcquisitionTime? {
        let parts = text.split(separator: " ")
        guard parts.count == 2 else { return AcquisitionTime(iso8601: text) }
        return AcquisitionTime(iso8601: parts[0].replacingOccurrences(of: ":", with: "-") + "T" + parts[1] + "Z")
    }

    /// What the name of a band file tells: which band, and what the other parts of the name are.
    struct BandName: Hashable {
        /// The part that names the band, as written: "B02", "red".
        var band: String
        /// The other parts, without the one that gives a spacing ("10m"), which must agree among the
        /// files of an acquisition.
        var rest: [String]
    }

    /// Reads a band from a file's name: `B02.tif`, `B8A.jp2`, `T33XWJ_20220413T150759_B04_10m.jp2`,
    /// `red.tif`, `LC08_…_SR_B4.TIF`; nil where the name has none.
    static func band(inFile name: String) -> BandName? {
        let parts = PathText.stem(name).split(whereSeparator: { "_-. ".contains($0) }).map(String.init)
        guard let position = parts.lastIndex(where: { isBand($0) }) else { return nil }
        var rest = parts
        rest.remove(at: position)
        rest.removeAll { isSpacing($0) || $0 == "SR" || $0 == "ST" }
        return BandName(band: parts[position], rest: rest)
    }

    static func isBand(_ part: String) -> Bool {
        if BandTable.commonName(of: part) != nil { return true }
        let upper = part.uppercased()
        guard upper.hasPrefix("B"), upper.count <= 4 else { return false }
        let digits = upper.dropFirst().prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty else { return false }
        let rest = upper.dropFirst(1 + digits.count)
        return rest.isEmpty || rest == "A"
    }

    private static func isSpacing(_ part: String) -> Bool {
        part.hasSuffix("m") && !part.dropLast().isEmpty && part.dropLast().allSatisfy { $0.isASCII && $0.isNumber }
    }

    /// Whether a file beside bands is no band itself: scene classes, masks, previews.
    static func isAuxiliary(_ name: String) -> Bool {
        let known: Set<String> = [
            "TCI", "SCL", "AOT", "WVP", "PVI", "MSK", "MASK", "QA", "BQA", "UDM", "UDM2", "CLD", "SNW", "PREVIEW",
            "THUMBNAIL", "BROWSE", "QUICKLOOK", "CLOUDMASK", "VAA", "VZA", "SAA", "SZA", "ICON",
        ]
        return PathText.stem(name).uppercased().split(whereSeparator: { "_-. ".contains($0) })
            .contains { known.contains(String($0)) }
    }

    /// Which table a set of band names is written in; nil where they fit none.
    ///
    /// - Parameters:
    ///   - bands: Names as in files: "B02", "B8A", "red".
    ///   - context: Other parts of the names, and the folder's name, which may name the satellite.
    /// - Returns: The table and the group of satellites that it is of.
    static func table(for bands: [String], context: [String]) -> (bands: [KnownBand], constellation: String)? {
        let upper = bands.map { $0.uppercased() }
        let words = context.map { $0.uppercased() }
        let isLandsat = words.contains { word in
            ["LC08", "LC09", "LO08", "LO09", "L30"].contains(word) || word.hasPrefix("LANDSAT")
        }
        if isLandsat { return (BandTable.landsat8, "landsat") }
        let sentinel = Set(BandTable.sentinel2.map(\.name))
        if upper.contains(where: { sentinel.contains($0) && !["B10", "B11", "B12"].contains($0) }),
            upper.allSatisfy({ sentinel.contains($0) })
        {
            return (BandTable.sentinel2, "sentinel-2")
        }
        return nil
    }
}

extension Array {
    /// An element, or nil behind the end.
    fileprivate subscript(safely index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
