import Foundation
import Yams

extension YAMLFields {
    /// An instant with its offset from UTC; nil where it is not given, or after a mistake.
    ///
    /// - Parameters:
    ///   - key: Its key.
    ///   - allowsDay: Whether a day may stand in its place; its first instant in UTC counts.
    ///   - log: Takes the mistakes.
    /// - Returns: The instant.
    func instant(_ key: String, allowsDay: Bool = false, log: inout MistakeLog) -> Date? {
        guard let text = text(key, log: &log) else { return nil }
        let expected =
            "expected a time with its offset, such as 2025-02-15T01:48:00Z or 2025-02-15T10:48:00+09:00"
            + (allowsDay ? ", or a day" : "")
        do {
            switch try CalendarText(text) {
            case .instant(let instant): return instant
            case .day(let day):
                if allowsDay { return day }
                log.error(at: self[key]?.mark, "'\(key)' is the day \(text) without a time", expected)
            }
        } catch {
            let problem =
                switch error {
                case .noDate: "'\(key)' is \(quoted(text)), which is no time"
                case .noSuchDay: "'\(key)' is \(text), a day that no calendar has"
                case .noSuchTime: "'\(key)' is \(text), a time that no clock shows"
                case .noOffset: "'\(key)' is \(text), a time without its time zone"
                }
            log.error(at: self[key]?.mark, problem, expected)
        }
        return nil
    }
}
