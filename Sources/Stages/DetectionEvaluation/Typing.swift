import Geodesy
import Statistics

/// Which objects were found under which class, and which were not.
///
/// Objects and detections of all classes are matched with each other, so that a mistaken type is one mistake and not
/// an object missed and another made up.
struct Typing {
    private(set) var table: TypeTable
    private(set) var misses: [DetectionMistake] = []
    private(set) var falseAlarms: [DetectionMistake] = []
    private(set) var confusions: [DetectionMistake] = []

    init(_ images: [EvaluatedImage], classes: [String], settings: DetectionEvaluator.Settings) {
        let none = classes.count
        let index = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
        var counts = Array(repeating: Array(repeating: 0, count: none + 1), count: none + 1)
        var typed: [(right: Double, all: Double)] = []
        var missed: [(DetectionMistake, Double)] = []
        for image in images {
            let problem = DetectionEvaluator.problem(nil, in: image, rule: settings.rule, reportedOnly: true)
            let all = DetectionEvaluator.problem(nil, in: image, rule: settings.rule, reportedOnly: false)
            let matches = problem.matches(threshold: settings.rule.threshold)
            let closest = all.closestFound
            var own = (right: 0.0, all: 0.0)
            for (position, object) in problem.truth.enumerated() where !matches.isTruthIgnored[position] {
                let row = index[object.className] ?? none
                if let detection = matches.foundOfTruth[position] {
                    let found = problem.found[detection]
                    counts[row][index[found.className] ?? none] += 1
                    own.all += 1
                    if found.className == object.className {
                        own.right += 1
                    } else {
                        confusions.append(DetectionMistake(image.name, object, found, nil))
                    }
                } else {
                    counts[row][none] += 1
                    let near = closest[position]
                    missed.append(
                        (
                            DetectionMistake(image.name, object, near.map { all.found[$0.found] }, near?.value),
                            (object.visibleShare ?? 1) * object.box.area
                        ))
                }
            }
            for (position, found) in problem.found.enumerated()
            where matches.truthOfFound[position] == nil && !matches.isFoundIgnored[position] {
                counts[none][index[found.className] ?? none] += 1
                falseAlarms.append(DetectionMistake(image.name, nil, found, problem.nearest(position)?.value))
            }
            typed.append(own)
        }
        table = TypeTable(classes: classes + ["none"], counts: counts, typedRight: Share(typed))
        misses = missed.enumerated().sorted {
            $0.element.1 != $1.element.1 ? $0.element.1 > $1.element.1 : $0.offset < $1.offset
        }.map(\.element.0)
        func surest(_ mistakes: [DetectionMistake]) -> [DetectionMistake] {
            mistakes.enumerated().sorted {
                let (a, b) = ($0.element.score ?? 0, $1.element.score ?? 0)
                return a != b ? a > b : $0.offset < $1.offset
            }.map(\.element)
        }
        falseAlarms = surest(falseAlarms)
        confusions = surest(confusions)
    }
}

extension DetectionMistake {
    fileprivate init(_ image: String, _ object: TruthObject?, _ found: FoundObject?, _ overlap: Double?) {
        self.init(
            image: image, className: object?.className, box: object?.box, visibleShare: object?.visibleShare,
            foundClass: found?.className, score: found?.score, foundBox: found?.box, overlap: overlap)
    }
}
