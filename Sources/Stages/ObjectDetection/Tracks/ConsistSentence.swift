import Evidence
import Foundation

/// What stands on a track, in one sentence: "1 locomotive, 5 tank cars, 1 covered car, 92 m of train, 3 m from the
/// track's end."
struct ConsistSentence {
    private let consist: Consist

    init(_ consist: Consist) { self.consist = consist }

    /// Words for one and for several vehicles of a class, in the order in which they are named.
    private static let words: [(className: String, one: String, many: String)] = [
        ("locomotive", "locomotive", "locomotives"), ("tank-car", "tank car", "tank cars"),
        ("covered-car", "covered car", "covered cars"), ("open-car", "open car", "open cars"),
        ("flat-car", "flat car", "flat cars"),
        ("other-rail-vehicle", "other rail vehicle", "other rail vehicles"),
    ]

    var text: String {
        if case .undetermined(let reason) = consist.count { return "Cannot be determined, because \(reason)." }
        let trains = consist.trains
        var text: String
        switch trains.count {
        case 0: text = "No vehicle is seen"
        case 1: text = described(trains[0])
        default:
            text =
                vehicles(consist.vehicles[...]) + " in \(trains.count) parts: "
                + trains.map { described($0) }.joined(separator: "; ")
        }
        let parts = [("hidden", consist.hidden), ("outside of the scene", consist.outside)].compactMap {
            words, stretches in
            let metres = stretches.reduce(0) { $0 + $1.length }
            return metres > 0 ? "\(Int(metres.rounded())) m of the track \(words)" : nil
        }
        if !parts.isEmpty {
            text = trains.isEmpty ? text : "At least " + text
            text += ", with " + parts.joined(separator: " and ")
        }
        return text + "."
    }

    private func described(_ train: ArraySlice<Consist.Vehicle>) -> String {
        guard let first = train.first, let last = train.last else { return "" }
        let isCut = train.contains { $0.isCutAtStart || $0.isCutAtEnd }
        var text =
            vehicles(train) + ", \(isCut ? "at least " : "")\(Int((last.end - first.start).rounded())) m of train"
        let before = first.start
        let behind = consist.length - last.end
        // Which end of a track is a buffer is not told; near an end the distance says where the train stands.
        if min(before, behind) < 100, consist.outside.isEmpty {
            text +=
                ", \(Int(max(0, min(before, behind)).rounded())) m from the track's "
                + (before <= behind ? "beginning" : "end")
        }
        return text
    }

    private func vehicles(_ train: ArraySlice<Consist.Vehicle>) -> String {
        let counts = Dictionary(grouping: train, by: \.className).mapValues(\.count)
        return Self.words.compactMap { word in
            counts[word.className].map { "\($0) \($0 == 1 ? word.one : word.many)" }
        }.joined(separator: ", ")
    }
}
