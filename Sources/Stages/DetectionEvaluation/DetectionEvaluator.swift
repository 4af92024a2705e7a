import Geodesy
import Statistics

/// Compares what a network found with what is there.
///
/// Each class is judged by itself, and where there are several all of them once more taken as one, so that it is seen
/// whether an object was found at all apart from whether its type is right. Nothing is drawn at random.
public struct DetectionEvaluator: Sendable {
    /// How it compares.
    public let settings: Settings

    /// How detections and objects are compared.
    public struct Settings: Hashable, Codable, Sendable {
        /// When a detection and an object are the same.
        public var rule: MatchingRule
        /// Share of an object that must be visible for it to count, 0…1; below it is neither found nor missed.
        public var leastVisibleShare: Double
        /// How many misses, false alarms and confusions are listed, of each.
        public var listed: Int
        /// Whether the labels tell directions, so that turned rectangles can be compared.
        public var isOriented: Bool

        /// Makes settings.
        public init(rule: MatchingRule, leastVisibleShare: Double = 0.3, listed: Int = 30, isOriented: Bool = true) {
            self.rule = rule
            self.leastVisibleShare = leastVisibleShare
            self.listed = listed
            self.isOriented = isOriented
        }
    }

    /// Makes an evaluator.
    public init(_ settings: Settings) {
        self.settings = settings
    }

    /// Evaluates all images together and in groups.
    ///
    /// - Parameters:
    ///   - images: The images; the order decides between detections of equal score.
    ///   - classes: The classes that are judged; objects and detections of others are left out.
    /// - Returns: All results; the same input gives the same result.
    /// - Complexity: For each image, class and measure the product of its objects and detections, of which only those that
    ///   touch are compared.
    public func evaluation(of images: [EvaluatedImage], classes: [String]) -> Evaluation {
        let judged = Set(classes)
        let images = images.map { image in
            var image = image
            image.truth = image.truth.filter { judged.contains($0.className) }.map { object in
                var object = object
                if object.weight == .counted, let share = object.visibleShare, share < settings.leastVisibleShare {
                    object.weight = .ignored
                }
                return object
            }
            image.found = image.found.filter { judged.contains($0.className) }
            return image
        }
        var names: [String?] = classes.sorted()
        if names.count > 1 { names.append(nil) }
        let table = Typing(images, classes: classes.sorted(), settings: settings)
        let counts = CountComparison(images, classes: names, settings: settings)
        return Evaluation(
            rule: settings.rule, leastVisibleShare: settings.leastVisibleShare, images: images.count,
            classes: names.map { result(of: $0, in: images) }, groups: groups(of: images, classes: names),
            types: table.table, counts: counts.rows, countErrors: counts.errors,
            misses: Array(table.misses.prefix(settings.listed)),
            falseAlarms: Array(table.falseAlarms.prefix(settings.listed)),
            confusions: Array(table.confusions.prefix(settings.listed)))
    }

    // MARK: One class

    private func result(of name: String?, in images: [EvaluatedImage]) -> ClassResult {
        let own = matched(name, in: images, rule: settings.rule)
        let ranked = RankedDetections(own)
        let byRule = settings.rule.measure == .centre ? ranked.averagePrecision : nil
        return ClassResult(
            className: name ?? Evaluation.anyClass, objects: ranked.positives,
            ignored: own.reduce(0) { $0 + $1.matches.isTruthIgnored.count { $0 } }, detections: ranked.scores.count,
            oriented: settings.isOriented ? precision(of: name, in: images, measure: .oriented) : nil,
            upright: precision(of: name, in: images, measure: .upright), byRule: byRule,
            given: given(name, in: images), best: best(own, ranked), curve: ranked.interpolatedPrecision,
            reliability: Reliability(ranked))
    }

    /// Objects and detections of a class, or of all, matched image by image.
    private func matched(
        _ name: String?, in images: [EvaluatedImage], rule: MatchingRule, reportedOnly: Bool = false
    ) -> [(problem: MatchingProblem, matches: Matches)] {
        images.map { image in
            let problem = Self.problem(name, in: image, rule: rule, reportedOnly: reportedOnly)
            return (problem, problem.matches(threshold: rule.threshold))
        }
    }

    static func problem(
        _ name: String?, in image: EvaluatedImage, rule: MatchingRule, reportedOnly: Bool
    ) -> MatchingProblem {
        MatchingProblem(
            truth: image.truth.filter { name == nil || $0.className == name },
            found: image.found.filter {
                (name == nil || $0.className == name) && (!reportedOnly || $0.isReported)
            }, rule: rule, reach: rule.reach(in: image))
    }

    private func precision(of name: String?, in images: [EvaluatedImage], measure: MatchMeasure) -> AveragePrecision {
        var rule = settings.rule
        rule.measure = measure
        let problems = images.map { Self.problem(name, in: $0, rule: rule, reportedOnly: false) }
        func value(_ threshold: Double, _ size: ObjectSize) -> Double? {
            RankedDetections(problems.map { ($0, $0.matches(threshold: threshold, areas: size.areas)) })
                .averagePrecision
        }
        // Made as numpy's linspace makes them: an overlap may be just 0.6, and then the last digit decides.
        let thresholds = (0..<9).map { Double($0) * ((0.95 - 0.5) / 9) + 0.5 } + [0.95]
        func mean(_ values: [Double?]) -> Double? {
            let known = values.compactMap(\.self)
            return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
        }
        let all = thresholds.map { value($0, .all) }
        var bySize: [String: Double] = [:]
        for size in ObjectSize.allCases where size != .all {
            bySize[size.rawValue] = mean(thresholds.map { value($0, size) })
        }
        return AveragePrecision(at50: all[0], at75: all[5], mean: mean(all), bySize: bySize)
    }

    private func given(_ name: String?, in images: [EvaluatedImage]) -> OperatingPoint {
        let matched = matched(name, in: images, rule: settings.rule, reportedOnly: true)
        return OperatingPoint(threshold: nil, images: matched.map { RankedDetections([$0]).counts(from: 0) })
    }

    private func best(
        _ matched: [(problem: MatchingProblem, matches: Matches)], _ ranked: RankedDetections
    ) -> OperatingPoint? {
        guard let score = ranked.bestScore else { return nil }
        return OperatingPoint(
            threshold: score, images: matched.map { RankedDetections([$0]).counts(from: score) })
    }

    // MARK: Groups

    private func groups(of images: [EvaluatedImage], classes: [String?]) -> [GroupResult] {
        var members: [String: [String: [EvaluatedImage]]] = [:]
        for image in images {
            if images.count > 1 { members["scene", default: [:]][image.name, default: []].append(image) }
            if let metres = image.groundSamplingDistance {
                members["gsd_m", default: [:]][Self.rounded(metres), default: []].append(image)
            }
            for (kind, name) in image.conditions { members[kind, default: [:]][name, default: []].append(image) }
        }
        for (kind, values) in members where kind != "scene" && kind != "gsd_m" { members[kind] = Self.quarters(values) }
        var results: [GroupResult] = []
        for (kind, values) in members.sorted(by: { $0.key < $1.key }) {
            // A condition that all images share tells nothing apart.
            guard values.count > 1 || kind == "gsd_m" else { continue }
            for (name, some) in values.sorted(by: { $0.key.localizedStandardOrder($1.key) }) {
                for className in classes {
                    let ranked = RankedDetections(matched(className, in: some, rule: settings.rule))
                    guard ranked.positives > 0 || !ranked.scores.isEmpty else { continue }
                    results.append(
                        GroupResult(
                            kind: kind, name: name, images: some.count,
                            className: className ?? Evaluation.anyClass, objects: ranked.positives,
                            averagePrecision: ranked.averagePrecision, given: given(className, in: some)))
                }
            }
        }
        return results
    }

    /// Groups by a number that has more than six values, such as the sun's height, put together into four of about as
    /// many images, named by their lowest and highest value; other groups as they are.
    private static func quarters(_ values: [String: [EvaluatedImage]]) -> [String: [EvaluatedImage]] {
        let numbers = values.compactMap { name, images in Double(name).map { (value: $0, name: name, images: images) } }
        guard numbers.count == values.count, numbers.count > 6 else { return values }
        let sorted = numbers.sorted { $0.value < $1.value }
        let all = sorted.reduce(0) { $0 + $1.images.count }
        var parts: [[(value: Double, name: String, images: [EvaluatedImage])]] = [[], [], [], []]
        var passed = 0
        for entry in sorted {
            parts[min(3, passed * 4 / all)].append(entry)
            passed += entry.images.count
        }
        var groups: [String: [EvaluatedImage]] = [:]
        for part in parts {
            guard let first = part.first, let last = part.last else { continue }
            groups[first.name == last.name ? first.name : "\(first.name) to \(last.name)"] = part.flatMap(\.images)
        }
        return groups
    }

    /// Metres by which images are put together: steps of 0.05 below 1 m, of 1 above.
    private static func rounded(_ metres: Double) -> String {
        metres < 1 ? "\((metres * 20).rounded() / 20)" : "\(metres.rounded())"
    }
}

extension String {
    /// Whether a name comes before another: numbers by their size, else letter by letter.
    func localizedStandardOrder(_ other: String) -> Bool {
        // "12.5 to 30" comes by its first number.
        func number(_ text: String) -> Double? { text.split(separator: " ").first.flatMap { Double($0) } }
        if let a = number(self), let b = number(other), a != b { return a < b }
        return self < other
    }
}
