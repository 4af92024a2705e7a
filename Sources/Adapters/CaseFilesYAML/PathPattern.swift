import Foundation

/// A path in which `*`, `?` and `[…]` stand for characters of one name, and `**` for any folders.
struct PathPattern {
    /// More files than this are no folder of scenes. Bounds the walk.
    static let limit = 100_000

    private let names: [String]

    /// Reads a pattern whose names are separated by slashes.
    init(_ pattern: String) {
        let names = pattern.split(separator: "/").map(String.init)
        self.names = names + (names.last == "**" ? ["*"] : [])
    }

    /// Whether a text holds characters that stand for others.
    static func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

    /// Paths that fit a pattern.
    struct Found: Equatable {
        /// The paths, sorted.
        var paths: [String] = []
        /// Whether everything was looked at; false where the walk ended at ``PathPattern/limit`` files.
        var isComplete = true
    }

    /// Paths below a folder that fit. Names that begin with a dot only fit a pattern that does.
    ///
    /// Nothing below a path that fits is looked at: `**/*.SAFE` does not search the products it finds.
    func paths(below folder: String) -> Found {
        var walk = Walk(names: names)
        walk.visit(folder, at: [0])
        return Found(paths: walk.found.sorted(), isComplete: walk.isComplete)
    }

    /// One walk through folders. Each is listed once, however many parts of the pattern may go on in it.
    private struct Walk {
        let names: [String]
        var found: Set<String> = []
        var visited = 0
        var isComplete = true

        /// Looks at a folder.
        ///
        /// - Parameters:
        ///   - folder: The folder.
        ///   - positions: Which of the names may come next in it.
        mutating func visit(_ folder: String, at positions: Set<Int>) {
            guard isComplete else { return }
            // Any folders may be none.
            var positions = positions
            for position in positions.sorted() {
                var next = position
                while names.indices.contains(next), names[next] == "**" {
                    next += 1
                    positions.insert(next)
                }
            }
            let base = folder.hasSuffix("/") ? folder : folder + "/"
            var further: [String: Set<Int>] = [:]
            func take(_ path: String, _ position: Int) {
                if position + 1 == names.count {
                    found.insert(path)
                } else {
                    further[path, default: []].insert(position + 1)
                }
            }
            let wild = positions.filter { names.indices.contains($0) && PathPattern.isPattern(names[$0]) }
            for position in positions.subtracting(wild) where names.indices.contains(position) {
                let path = base + names[position]
                if FileManager.default.fileExists(atPath: path) { take(path, position) }
            }
            if !wild.isEmpty {
                for name in ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() {
                    guard visited < PathPattern.limit else {
                        isComplete = false
                        return
                    }
                    visited += 1
                    let path = base + name
                    for position in wild where !name.hasPrefix(".") || names[position].hasPrefix(".") {
                        if names[position] == "**" {
                            // Links to folders are not followed here, since they may lead round in circles.
                            let type = try? FileManager.default.attributesOfItem(atPath: path)[.type]
                            if type as? FileAttributeType == .typeDirectory {
                                further[path, default: []].insert(position)
                            }
                        } else if PathPattern.fits(
                            Array(name.unicodeScalars)[...], Array(names[position].unicodeScalars)[...])
                        {
                            take(path, position)
                        }
                    }
                }
            }
            for (path, positions) in further.sorted(by: { $0.key < $1.key }) where !found.contains(path) {
                visit(path, at: positions)
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
