import Foundation
import Geodesy

/// How many objects are in each place and how many were told, at the given thresholds.
///
/// Places are the whole image, the places that it was given, and the groups that its objects belong to. A detection
/// counts for a group where it was matched with one of its objects, and one that was matched with none where its
/// rectangle touches an object of the group: a double, or a part of one. Detections that are passed over do not count,
/// nor do objects. Where neither an object nor a detection of a class is, there is no row: most places hold nothing of most
/// classes, and counting them as exact would hide what goes wrong at the others.
struct CountComparison {
    /// The kind of the places that an image was given, which is none of those that its truth may tell.
    static let givenPlace = "given place"

    private(set) var rows: [CountRow] = []
    private(set) var errors: [CountError] = []

    init(_ images: [EvaluatedImage], classes: [String?], settings: DetectionEvaluator.Settings) {
        for image in images {
            for name in classes { add(image, name, settings) }
        }
        let kinds = Dictionary(grouping: rows, by: \.kind)
        for (kind, ofKind) in kinds.sorted(by: { $0.key < $1.key }) {
            let byClass = Dictionary(grouping: ofKind, by: \.className)
            for name in classes.map({ $0 ?? Evaluation.anyClass }) {
                guard let own = byClass[name] else { continue }
                let differences = own.map { Double($0.detections - $0.objects) }
                let count = Double(own.count)
                errors.append(
                    CountError(
                        kind: kind, className: name, places: own.count,
                        exact: Share([(Double(differences.count { $0 == 0 }), count)]),
                        bias: differences.reduce(0, +) / count,
                        meanAbsoluteError: differences.reduce(0) { $0 + abs($1) } / count,
                        rootMeanSquareError: (differences.reduce(0) { $0 + $1 * $1 } / count).squareRoot()))
            }
        }
    }

    private mutating func add(_ image: EvaluatedImage, _ name: String?, _ settings: DetectionEvaluator.Settings) {
        let problem = DetectionEvaluator.problem(name, in: image, rule: settings.rule, reportedOnly: true)
        let matches = problem.matches(threshold: settings.rule.threshold)
        let objects = problem.truth.indices.filter { !matches.isTruthIgnored[$0] }
        let found = problem.found.indices.filter { !matches.isFoundIgnored[$0] }
        let className = name ?? Evaluation.anyClass
        // Where none is and none was told, nothing was counted right or wrong.
        if !objects.isEmpty || !found.isEmpty {
            rows.append(
                CountRow(
                    image: image.name, kind: "image", place: image.name, className: className, objects: objects.count,
                    detections: found.count))
        }
        for (index, place) in image.places.enumerated() {
            let inside = objects.count { Self.place(of: problem.truth[$0].box.centre, in: image.places) == index }
            let told = found.count { Self.place(of: problem.found[$0].box.centre, in: image.places) == index }
            guard inside > 0 || told > 0 else { continue }
            rows.append(
                CountRow(
                    image: image.name, kind: Self.givenPlace, place: place.name, className: className, objects: inside,
                    detections: told))
        }
        for kind in Set(problem.truth.flatMap(\.groups.keys)).sorted() {
            addGroups(of: kind, problem, matches, objects: objects, found: found, image.name, className)
        }
    }

    private mutating func addGroups(
        of kind: String, _ problem: MatchingProblem, _ matches: Matches, objects: [Int], found: [Int],
        _ image: String, _ className: String
    ) {
        var inside: [String: Int] = [:]
        var told: [String: Int] = [:]
        for index in objects {
            if let group = problem.truth[index].groups[kind] { inside[group, default: 0] += 1 }
        }
        for index in found {
            let object = matches.truthOfFound[index] ?? problem.nearest(index)?.truth
            if let object, let group = problem.truth[object].groups[kind] { told[group, default: 0] += 1 }
        }
        for group in Set(inside.keys).union(told.keys).sorted(by: { $0.localizedStandardOrder($1) }) {
            rows.append(
                CountRow(
                    image: image, kind: kind, place: group, className: className, objects: inside[group] ?? 0,
                    detections: told[group] ?? 0))
        }
    }

    /// The place that a point lies in: the first area that holds it, else the nearest line within its reach.
    static func place(of point: PixelPoint, in places: [CountingPlace]) -> Int? {
        var nearest: (index: Int, distance: Double)?
        for (index, place) in places.enumerated() {
            switch place.shape {
            case .area(let area): if area.contains(point) { return index }
            case .line(let line, let reach):
                let distance = distance(from: point, to: line)
                if distance <= reach, distance < nearest?.distance ?? .infinity { nearest = (index, distance) }
            }
        }
        return nearest?.index
    }

    private static func distance(from point: PixelPoint, to line: [PixelPoint]) -> Double {
        var least = Double.infinity
        for (a, b) in zip(line, line.dropFirst()) {
            let (dx, dy) = (b.column - a.column, b.row - a.row)
            let square = dx * dx + dy * dy
            let along = square > 0 ? ((point.column - a.column) * dx + (point.row - a.row) * dy) / square : 0
            let share = min(1, max(0, along))
            least = min(least, hypot(point.column - a.column - share * dx, point.row - a.row - share * dy))
        }
        return least
    }
}
