import ActivityAnalysis
import Evidence
import Findings
import ObjectDetection

extension ActivityWork {
    /// Series of rail vehicles' classes that no look at a zone lists: where its tracks were read there were none of them.
    ///
    /// Classes get a series once a look lists them; with these a look tells the same of a class before and after that.
    ///
    /// - Parameters:
    ///   - series: What was counted.
    ///   - looks: The looks.
    /// - Returns: One for each such zone and class, by zone and class.
    func unlisted(among series: [ActivitySeries], _ looks: [Look]) -> [ActivitySeries] {
        let recall = recall
        let classes = models.map(\.card).filter(\.readsTracks).flatMap { $0.classes.map(\.name) }
        let distances = Dictionary(looks.map { ($0.id, $0.groundSamplingDistance) }) { first, _ in first }
        let listed = Set(series.map { [$0.zone, $0.quantity] })
        return series.filter { $0.quantity == TrackObserver.quantity }.flatMap { rail in
            Set(classes.map { "\($0) on tracks" }).subtracting(listed.filter { $0[0] == rail.zone }.map { $0[1] })
                .sorted().map { quantity in
                    var own = rail
                    own.quantity = quantity
                    for index in own.points.indices {
                        let point = own.points[index]
                        if let all = point.count {
                            own.points[index].sight = .counted(.init(detected: 0, low: 0, high: 0, level: all.level))
                        }
                        own.points[index].detection = recall(quantity, distances[point.look] ?? nil).map {
                            min(1, max(0, $0 * point.visibleShare))
                        }
                    }
                    return own
                }
        }
    }
}
