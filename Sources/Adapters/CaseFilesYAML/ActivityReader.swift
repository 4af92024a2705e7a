import Foundation
import Sites
import Yams

/// The section `activity` of `case.yaml`: how looks are read together.
struct ActivityReader {
    static let keys = [
        "confidence", "unmeasured_detection", "visit_days", "stay_days", "interval", "least_stays", "least_days",
        "least_repeated",
    ]
    /// Days between which a length may lie: from a quarter of an hour to ten years.
    private static let days = 0.01...3650.0
    private static let expectedDays = "expected days from 0.01 to 3650"
    /// Lengths of a visit for which a sentence still can be read.
    private static let mostLengths = 6
    private static let mostClasses = 50

    /// Reads a section; nil, after a mistake, where it is no set of keys.
    static func settings(from node: Node, log: inout MistakeLog) -> ActivitySettings? {
        guard let fields = YAMLFields(node, known: keys, of: "'activity'", log: &log) else { return nil }
        var settings = ActivitySettings()
        settings.confidence = fields.number("confidence", in: 0.5...0.999, unit: "a probability", log: &log)
        settings.unmeasuredDetection = fields.number(
            "unmeasured_detection", in: 0.01...1, unit: "a probability", log: &log)
        settings.intervalLevel = fields.number("interval", in: 0.5...0.999, unit: "a probability", log: &log)
        settings.leastStays = whole("least_stays", in: 3...1000, fields, log: &log)
        settings.leastDays = whole("least_days", in: 2...10_000, fields, log: &log)
        settings.leastRepeated = whole("least_repeated", in: 2...10_000, fields, log: &log)
        for (name, node) in classes(fields["visit_days"], "visit_days", log: &log) {
            let lengths = numbers(node, of: name, log: &log)
            guard !lengths.isEmpty else { continue }
            guard lengths.count <= mostLengths else {
                log.error(
                    at: node.mark, "\(quoted(name)) has \(lengths.count) lengths", "expected at most \(mostLengths)")
                continue
            }
            settings.visitDays[name] = lengths.sorted()
        }
        for (name, node) in classes(fields["stay_days"], "stay_days", log: &log) {
            let ends = numbers(node, of: name, log: &log)
            guard !ends.isEmpty else { continue }
            guard ends.count == 2, ends[0] < ends[1] else {
                log.error(
                    at: node.mark, "\(quoted(name)) is no range of days",
                    "expected the shortest and the longest mean stay, such as [0.3, 365]")
                continue
            }
            settings.stayDays[name] = ends[0]...ends[1]
        }
        return settings
    }

    private static func whole(
        _ key: String, in range: ClosedRange<Int>, _ fields: YAMLFields, log: inout MistakeLog
    ) -> Int? {
        let bounds = Double(range.lowerBound)...Double(range.upperBound)
        guard let number = fields.number(key, in: bounds, unit: "a whole number", log: &log) else { return nil }
        guard number == number.rounded() else {
            log.error(at: fields[key]?.mark, "'\(key)' is \(plain(number))", "expected a whole number")
            return nil
        }
        return Int(number)
    }

    /// What stands under each class, in the order of the file.
    private static func classes(
        _ node: Node?, _ key: String, log: inout MistakeLog
    ) -> [(name: String, node: Node)] {
        guard let node else { return [] }
        guard case .mapping(let mapping) = node, mapping.count <= mostClasses else {
            log.error(
                at: node.mark, "'\(key)' is \(node.mapping == nil ? node.noun : "too long")",
                "expected classes with days, such as 'ship: [1, 3, 10]'; 'other' stands for those not named")
            return []
        }
        return mapping.compactMap { name, value in
            guard let text = name.scalar?.string, isClass(text) else {
                log.error(
                    at: name.mark, "'\(key)' names the class \(name.noun)",
                    "expected a class of a network, such as ship or tank-car, or 'other'")
                return nil
            }
            return (text, value)
        }
    }

    private static func isClass(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            }
    }

    /// Days of one class, all or none: a list, or one number in place of it.
    private static func numbers(_ node: Node, of name: String, log: inout MistakeLog) -> [Double] {
        let nodes: [Node] = if case .sequence(let sequence) = node { Array(sequence) } else { [node] }
        var found: [Double] = []
        for item in nodes {
            guard let text = item.scalar?.string, let number = Double(text), days.contains(number) else {
                log.error(at: item.mark, "a length of \(quoted(name)) is \(item.noun)", expectedDays)
                return []
            }
            found.append(number)
        }
        if found.isEmpty { log.error(at: node.mark, "\(quoted(name)) has no length", expectedDays) }
        return found
    }
}
