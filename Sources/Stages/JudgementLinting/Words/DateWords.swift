/// Finds dates and spans of time.
enum DateWords {
    private static let months: Set<String> = [
        "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
        "december", "jan", "feb",
        "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ]
    private static let times: Set<String> = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow",
        "spring",
        "summer", "autumn", "winter", "quarter", "century", "decade", "decades", "year", "years", "month", "months",
        "week", "weeks",
        "day", "days", "hour", "hours", "overnight", "annually", "monthly", "weekly", "daily", "date", "dates",
    ]

    /// Whether a word names a month; "march" and "may" only with a capital, "may" only beside a number or as the object
    /// of "in" and its like.
    static func isMonth(_ tokens: [Token], at index: Int, in range: Range<Int>) -> Bool {
        let token = tokens[index]
        guard token.isWord else { return false }
        if months.contains(token.text) { return token.isCapital }
        guard token.text == "may" else { return false }
        let before = index > range.lowerBound ? tokens[index - 1] : nil
        let after = index + 1 < range.upperBound ? tokens[index + 1] : nil
        if before?.isNumber == true || after?.isNumber == true { return true }
        return token.isCapital
            && before?.is(
                "in", "of", "since", "until", "by", "from", "to", "mid", "early", "late", "last", "and", "between",
                "during")
                == true
    }

    /// Whether a token is a date or a span of time, or part of one.
    static func isTime(_ tokens: [Token], at index: Int, in range: Range<Int>) -> Bool {
        let token = tokens[index]
        if token.isNumber { return token.isYear || token.text.contains(":") }
        return times.contains(token.text) || isMonth(tokens, at: index, in: range)
    }

    /// Whether the number at a place is the day of a date: "12 May", "May 12", "2024-05-12".
    static func isDay(_ tokens: [Token], at index: Int, in range: Range<Int>) -> Bool {
        guard tokens[index].isNumber else { return false }
        func month(_ place: Int) -> Bool { range.contains(place) && isMonth(tokens, at: place, in: range) }
        let isSmall = tokens[index].value.map { $0 >= 1 && $0 <= 31 } ?? false
        if isSmall, month(index - 1) || month(index + 1) || month(index + 2) && tokens[index + 1].is("of") {
            return true
        }
        guard tokens[index].isYear, index + 4 < range.upperBound else { return false }
        return tokens[index + 1].is("-") && tokens[index + 2].isNumber && tokens[index + 3].is("-")
            && tokens[index + 4].isNumber
    }
}
