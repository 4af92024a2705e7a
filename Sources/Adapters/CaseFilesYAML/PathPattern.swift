import Foundation

/// A path in which `*`, `?` and `[…]` stand for characters of one name, and `**` for any folders.
struct PathPattern {
    /// More files than this are no folder of scenes. Also bounds the walk.
    static let limit = 100_000

    private let names: [String]

    /// Reads a pattern whose names are separated by slashes.
    init(_ pattern: String) { names = pattern.split(separator: "/").map(String.init) }

    /// Whether a text holds characters that stand for others.
    static func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

    /// All paths below a folder that fit, sorted. Names that begin with a dot only fit a pattern that does.
    func paths(below folder: String) -> [String] {
        var found: Set<String> = []
        var visited = 0
        walk(folder, names[...], &found, &visited)
        return found.sorted()
    }

    private func walk(_ folder: String, _ rest: ArraySlice<String>, _ found: inout Set<String>, _ visited: inout Int) {
        guard let pattern = rest.first, visited < Self.limit else { return }
        let further = rest.dropFirst()
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        if pattern == "**" { walk(folder, further.isEmpty ? ["*"] : further, &found, &visited) }
        if pattern == ".." || pattern == "." || !Self.isPattern(pattern) {
            guard FileManager.default.fileExists(atPath: base + pattern) else { return }
            if further.isEmpty { found.insert(base + pattern) } else { walk(base + pattern, further, &found, &visited) }
            return
        }
        for name in ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() {
            visited += 1
            if name.hasPrefix("."), !pattern.hasPrefix(".") { continue }
            let path = base + name
            if pattern == "**" {
                // Links to folders are not followed here, since they may lead round in circles.
                let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
                if type == .typeDirectory { walk(path, rest, &found, &visited) }
            } else if Self.fits(Array(name.unicodeScalars)[...], Array(pattern.unicodeScalars)[...]) {
                if further.isEmpty { found.insert(path) } else { walk(path, further, &found, &visited) }
            }
        }
    }

    /// Whether one name fits a pattern; a star gives back what it took, the last star first.
    static func fits(_ name: ArraySlice<Unicode.Scalar>, _ pattern: ArraySlice<Unicode.Scalar>) -> Bool {
        var (name, pattern) = (name, pattern)
        var retry: (name: ArraySlice<Unicode.Scalar>, pattern: ArraySlice<Unicode.Scalar>)?
        while true {
            if pattern.first == "*" {
                pattern = pattern.dropFirst()
                retry = (name, pattern)
                continue
            }
            if let scalar = name.first, let rest = takes(scalar, pattern) {
                name = name.dropFirst()
                pattern = rest
                continue
            }
            if name.isEmpty && pattern.isEmpty { return true }
            guard let last = retry, !last.name.isEmpty else { return false }
            name = last.name.dropFirst()
            pattern = last.pattern
            retry = (name, pattern)
        }
    }

    /// What is left of a pattern after one character; nil where it does not fit.
    private static func takes(
        _ scalar: Unicode.Scalar, _ pattern: ArraySlice<Unicode.Scalar>
    ) -> ArraySlice<Unicode.Scalar>? {
        guard let first = pattern.first else { return nil }
        if first == "?" { return pattern.dropFirst() }
        if first == "[", let end = pattern.dropFirst(2).firstIndex(of: "]") {
            var set = pattern[(pattern.startIndex + 1)..<end]
            let isNegated = set.first == "!" || set.first == "^"
            if isNegated { set = set.dropFirst() }
            var isIn = false
            while let low = set.first {
                if set.dropFirst().first == "-", let high = set.dropFirst(2).first {
                    isIn = isIn || (low <= scalar && scalar <= high)
                    set = set.dropFirst(3)
                } else {
                    isIn = isIn || low == scalar
                    set = set.dropFirst()
                }
            }
            return isIn != isNegated ? pattern[(end + 1)...] : nil
        }
        return first == scalar ? pattern.dropFirst() : nil
    }
}
