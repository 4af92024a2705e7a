import Evidence

/// One aerodrome report (METAR or SPECI), decoded as far as it tells the weather of this house.
///
/// Source: WMO, Manual on Codes, volume I.1, FM 15 METAR and FM 16 SPECI; US Federal Meteorological Handbook 1, chapter 12, for what
/// differs there.
struct AerodromeReport: Equatable {
    /// Day, hour and minute in UTC.
    struct Time: Equatable {
        var day: Int
        var hour: Int
        var minute: Int
    }

    /// The four letters of the aerodrome.
    var station: String
    /// The time group; nil where there is none.
    var time: Time?
    /// Whether the report says that there is none.
    var isMissing = false
    /// Whether it corrects an earlier one.
    var isCorrection = false
    /// Degrees Celsius.
    var temperature: Double?
    /// Metres a second.
    var windSpeed: Double?
    /// Metres a second.
    var windGust: Double?
    /// Share of the sky; nil where the words used do not tell it.
    var cloudShare: Double?
    /// Groups of present weather, joined by blanks; empty where none is reported, nil where it was not observed.
    var presentWeather: String?
    /// Groups that say "more than", so that no number is told.
    var boundsOnly = 0

    /// Decodes a report; nil where the words are none.
    ///
    /// - Parameter words: Its words, from METAR, SPECI or the aerodrome's letters on.
    init?(_ words: [Substring]) {
        // A report ends with an equals sign where it stands among others.
        var rest = words.map { $0.last == "=" ? $0.dropLast() : $0 }.filter { !$0.isEmpty }[...]
        while let first = rest.first, ["METAR", "SPECI", "COR", "LWIS"].contains(first) {
            isCorrection = isCorrection || first == "COR"
            rest.removeFirst()
        }
        guard let letters = rest.popFirst(), letters.utf8.count == 4, letters.utf8.allSatisfy(Self.isNameByte),
            let first = letters.utf8.first, first >= 65
        else { return nil }
        station = String(letters)
        if let group = rest.first, let time = Self.time(group) {
            self.time = time
            rest.removeFirst()
        } else if rest.first != "NIL" {
            return nil
        }
        let body = rest.prefix {
            !["RMK", "TEMPO", "BECMG", "NOSIG", "INTER"].contains($0) && !Self.isForecastTime($0)
        }
        var observed: [String] = []
        var isUnobserved = false
        var skies: [Double?] = []
        for word in body {
            if word == "NIL" { isMissing = true }
            if word == "COR" || word.hasPrefix("CC") && word.utf8.count == 3 { isCorrection = true }
            if word == "//" { isUnobserved = true }
            if Self.isPresentWeather(word) { observed.append(String(word)) }
            if let sky = Self.sky(word) { skies.append(sky) }
            readWind(word)
            if temperature == nil { temperature = Self.temperature(word) }
        }
        // A word that does not tell the share, such as NSC, must not be outdone by one that does.
        cloudShare = skies.contains(nil) ? nil : skies.compactMap { $0 }.max()
        let remarks = rest.drop { $0 != "RMK" }
        if remarks.contains("PWINO") { isUnobserved = true }
        presentWeather = observed.isEmpty && (isUnobserved || isMissing) ? nil : observed.joined(separator: " ")
        if let exact = remarks.compactMap(Self.exactTemperature).first, temperature != nil { temperature = exact }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (48...57).contains(byte) }

    private static func number(_ text: Substring) -> Int? { FixedText.digits(Array(text.utf8)[...]) }

    /// "140000Z".
    private static func time(_ word: Substring) -> Time? {
        guard word.utf8.count == 7, word.last == "Z", let value = number(word.dropLast()) else { return nil }
        let time = Time(day: value / 10_000, hour: value / 100 % 100, minute: value % 100)
        return (1...31).contains(time.day) && time.hour < 24 && time.minute < 60 ? time : nil
    }

    /// "FM1200", with which a forecast begins.
    private static func isForecastTime(_ word: Substring) -> Bool {
        word.hasPrefix("FM") && word.utf8.count >= 6 && number(word.dropFirst(2)) != nil
    }

    /// "32010G18MPS": direction of three characters, speed of two or three, gust, unit.
    private mutating func readWind(_ word: Substring) {
        let units: [(String, Double)] = [("KT", 1852.0 / 3600), ("MPS", 1), ("KMH", 1 / 3.6)]
        guard windSpeed == nil, let unit = units.first(where: { word.hasSuffix($0.0) }) else { return }
        let text = word.dropLast(unit.0.utf8.count)
        let direction = text.prefix(3)
        guard direction == "VRB" || direction == "///" || (direction.utf8.count == 3 && Self.number(direction) != nil)
        else { return }
        let parts = text.dropFirst(3).split(separator: "G", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count) else { return }
        func speed(_ text: Substring) -> Double? {
            if text.hasPrefix("P") { boundsOnly += 1 }
            guard (2...3).contains(text.utf8.count), let value = Self.number(text) else { return nil }
            return Double(value) * unit.1
        }
        windSpeed = speed(parts[0])
        if parts.count == 2 { windGust = speed(parts[1]) }
    }

    /// "M05/M10", "05/", "M01///".
    private static func temperature(_ word: Substring) -> Double? {
        guard let slash = word.firstIndex(of: "/") else { return nil }
        var text = word[..<slash]
        let dew = word[word.index(after: slash)...]
        let isBelow = text.hasPrefix("M")
        if isBelow { text = text.dropFirst() }
        let dewDigits = dew.hasPrefix("M") ? dew.dropFirst() : dew
        guard text.utf8.count == 2, let value = number(text),
            dewDigits.isEmpty || dewDigits == "//" || dewDigits == "XX"
                || (dewDigits.utf8.count == 2 && number(dewDigits) != nil)
        else { return nil }
        return isBelow ? -Double(value) : Double(value)
    }

    /// "T10391100" among remarks: tenths of a degree.
    private static func exactTemperature(_ word: Substring) -> Double? {
        guard word.hasPrefix("T"), word.utf8.count == 9 || word.utf8.count == 5,
            let sign = number(word.dropFirst().prefix(1)), sign < 2,
            let value = number(word.dropFirst(2).prefix(3)), number(word.dropFirst()) != nil
        else { return nil }
        return Double(sign == 1 ? -value : value) / 10
    }

    /// The share of the sky that a word tells: nil for no word of the sky, and within it nil for one that tells no share.
    ///
    /// FEW is 1–2 eighths, SCT 3–4, BKN 5–7, OVC 8; the middle of these is taken. SKC is a clear sky. CAVOK, NSC, NCD and CLR
    /// leave out what is high or not significant, and with VV the sky cannot be seen, so they tell no share.
    private static func sky(_ word: Substring) -> Double?? {
        switch word {
        case "SKC": return .some(0)
        case "CAVOK", "NSC", "NCD", "CLR": return .some(nil)
        default: break
        }
        if word.hasPrefix("VV") && word.utf8.count == 5 { return .some(nil) }
        // A layer whose amount the instrument could not tell.
        if word.hasPrefix("///"), word.utf8.count >= 6, word != "/////",
            word.dropFirst(3).first.map({ $0 == "/" || $0.isNumber }) == true,
            !word.hasSuffix("KT"), !word.hasSuffix("MPS"), !word.hasSuffix("KMH")
        {
            return .some(nil)
        }
        let shares: [(String, Double)] = [("FEW", 1.5 / 8), ("SCT", 3.5 / 8), ("BKN", 6.0 / 8), ("OVC", 1)]
        guard let share = shares.first(where: { word.hasPrefix($0.0) }) else { return nil }
        let height = word.dropFirst(3).prefix(3)
        return height.isEmpty || height == "///" || number(height) != nil ? .some(share.1) : nil
    }

    private static let descriptors: Set<String> = ["MI", "PR", "BC", "DR", "BL", "SH", "TS", "FZ"]
    private static let phenomena: Set<String> = [
        "DZ", "RA", "SN", "SG", "IC", "PL", "GR", "GS", "UP", "BR", "FG", "FU", "VA", "DU", "SA", "HZ", "PY", "PO",
        "SQ", "FC",
        "SS", "DS",
    ]

    /// Whether a word is a group of present weather (code table 4678).
    static func isPresentWeather(_ word: Substring) -> Bool {
        var text = word
        if text.hasPrefix("+") || text.hasPrefix("-") {
            text = text.dropFirst()
        } else if text.hasPrefix("VC") {
            text = text.dropFirst(2)
        }
        guard !text.isEmpty, text.utf8.count % 2 == 0, text.utf8.count <= 8,
            text.utf8.allSatisfy({ (65...90).contains($0) })
        else {
            return false
        }
        var hasMeaning = false
        var isFirst = true
        while !text.isEmpty {
            let pair = String(text.prefix(2))
            text = text.dropFirst(2)
            if phenomena.contains(pair) {
                hasMeaning = true
            } else {
                guard isFirst, descriptors.contains(pair) else { return false }
                // A thunderstorm without rain, and showers in the vicinity, stand alone.
                hasMeaning = pair == "TS" || (pair == "SH" && word.hasPrefix("VC"))
            }
            isFirst = false
        }
        return hasMeaning
    }
}
