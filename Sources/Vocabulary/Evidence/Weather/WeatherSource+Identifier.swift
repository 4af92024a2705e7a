public import Geodesy

extension WeatherSource {
    /// An id of words and a place: "open-meteo-era5-42.31-130.35"; south and west of zero are told by "s" and "w".
    ///
    /// - Parameters:
    ///   - words: What the source is; empty ones are passed over, other characters than small letters and digits become hyphens.
    ///   - place: Where its cell lies; nil for a station.
    /// - Returns: An id that ``isUsable(id:)``, unless the words are empty.
    public static func id(_ words: [String], place: GeoPoint? = nil) -> String {
        var parts = words.filter { !$0.isEmpty }.map { word in
            let bytes = word.lowercased().utf8.map { isSmall($0) || $0 == 46 || $0 == 95 ? $0 : 45 }
            return String(decoding: bytes, as: UTF8.self)
        }
        if let place, place.isOnEarth {
            func text(_ value: Double, _ negative: String) -> String {
                let hundredths = Int((abs(value) * 100).rounded())
                let fraction = hundredths % 100
                return (value < 0 ? negative : "") + "\(hundredths / 100)." + (fraction < 10 ? "0" : "") + "\(fraction)"
            }
            parts += [text(place.latitude, "s"), text(place.longitude, "w")]
        }
        return String(parts.joined(separator: "-").prefix(100))
    }

    /// Whether an id can name a file on any system: at most 100 small letters, digits, hyphens, underscores and dots, of which the
    /// first is a letter or digit.
    public static func isUsable(id: String) -> Bool {
        guard (1...100).contains(id.utf8.count), let first = id.utf8.first, isSmall(first) else { return false }
        return id.utf8.allSatisfy { isSmall($0) || [45, 46, 95].contains($0) }
    }

    private static func isSmall(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }
}
