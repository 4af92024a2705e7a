import Foundation
import Geodesy
import Sites
import Yams

extension WorldReader {
    /// Reads a train.
    mutating func readTrain(_ node: Node, into script: inout WorldScript) {
        let keys = ["track", "name", "consist", "from_start", "from_end", "arrival", "departure"]
        guard let fields = YAMLFields(node, known: keys, of: "a train", log: &log) else { return }
        let stay = stay(fields, "arrival", "departure")
        let name = fields.text("name", log: &log)
        let consist = consist(fields)
        guard let id = fields.requiredText("track", of: "the train", log: &log) else { return }
        guard let track = site.tracks.first(where: { $0.id == id }) else {
            unknown("track", id, among: site.tracks.map(\.id), at: fields["track"]?.mark)
            return
        }
        var position = TrainVisit.Position.anywhere
        if let metres = fields.number("from_start", in: 0...100_000, unit: "metres", log: &log) {
            position = .fromStart(metres)
        }
        if let metres = fields.number("from_end", in: 0...100_000, unit: "metres", log: &log) {
            if case .fromStart = position {
                log.error(
                    at: fields["from_end"]?.mark, "the train has both 'from_start' and 'from_end'",
                    "expected one of them")
            }
            position = .fromEnd(metres)
        }
        guard let consist, !consist.isEmpty else { return }
        let visit = TrainVisit(
            line: fields.mark?.line ?? 0, name: name, track: id, consist: consist, position: position, stay: stay)
        let length = Self.length(of: track.line)
        if visit.length > length {
            log.error(
                at: fields["consist"]?.mark,
                "the train is \(metres(visit.length)) long, the track '\(id)' only \(metres(length))",
                "expected fewer or shorter vehicles, or a longer track")
        } else if let extent = visit.extent(trackLength: length), extent.lowerBound < 0 || extent.upperBound > length {
            log.error(
                at: (fields["from_start"] ?? fields["from_end"])?.mark,
                "the train would reach beyond the track '\(id)', which is \(metres(length)) long",
                "expected it \(metres(length - visit.length)) from that end at the most")
        }
        script.trains.append(visit)
        trainMarks.append(fields.mark)
    }

    /// The vehicles of a train: "locomotive", "5 x tank-car", "2 x flat-car 19.6".
    private mutating func consist(_ fields: YAMLFields) -> [TrainVisit.Vehicle]? {
        guard let entries = fields.texts("consist", log: &log) else {
            log.error(
                at: fields.mark, "the train has no 'consist'", "add 'consist: [locomotive, 5 x tank-car, covered-car]'")
            return nil
        }
        var vehicles: [TrainVisit.Vehicle] = []
        for (text, mark) in entries {
            var words = text.split(separator: " ").map(String.init)
            var count = 1
            if words.count > 2, words[1] == "x" || words[1] == "×" {
                guard let number = Int(words[0]), (1...200).contains(number) else {
                    log.error(
                        at: mark, "\(quoted(text)) has no number of vehicles from 1 to 200",
                        "expected such as '5 x tank-car'")
                    return nil
                }
                count = number
                words.removeFirst(2)
            }
            if words.count == 3, words[2] == "m" { words.removeLast() }
            guard let kind = TrainVisit.VehicleKind(rawValue: words[0]) else {
                log.error(
                    at: mark, "\(quoted(words[0])) is no kind of rail vehicle",
                    proposal(for: words[0], among: TrainVisit.VehicleKind.allCases.map(\.rawValue)))
                return nil
            }
            var length: Double?
            if words.count > 1 {
                guard words.count == 2, let number = Double(words[1]), (4...40).contains(number) else {
                    log.error(
                        at: mark, "\(quoted(text)) cannot be read",
                        "expected a kind and a length of 4 to 40 m, such as 'tank-car 12.02'")
                    return nil
                }
                length = number
            }
            vehicles += Array(repeating: TrainVisit.Vehicle(kind: kind, length: length), count: count)
            guard vehicles.count <= 500 else {
                log.error(at: mark, "the train has more than 500 vehicles", "expected a train that a track can hold")
                return nil
            }
        }
        return vehicles
    }

    /// Metres along a line.
    static func length(of line: [GeoPoint]) -> Double {
        zip(line, line.dropFirst()).reduce(0) { $0 + Ellipsoid.wgs84.distance($1.0, $1.1) }
    }

    /// Finds trains that would stand in each other, and such for which a track has no room left.
    mutating func checkTrains(_ script: WorldScript) {
        for track in site.tracks {
            let length = Self.length(of: track.line)
            let visits = script.trains.indices.filter { script.trains[$0].track == track.id }
            for (order, index) in visits.enumerated() {
                let visit = script.trains[index]
                let others = visits[..<order].filter { script.trains[$0].stay.overlaps(visit.stay) }
                if let extent = visit.extent(trackLength: length),
                    let other = others.first(where: { other in
                        script.trains[other].extent(trackLength: length).map {
                            $0.lowerBound < extent.upperBound && extent.lowerBound < $0.upperBound
                        } ?? false
                    })
                {
                    log.error(
                        at: trainMarks[index],
                        "the train stands in that of line \(script.trains[other].line), on the same track '\(track.id)' at "
                            + "the same time", "expected another place, another track or another time")
                    continue
                }
                let together = others.reduce(visit.length) { $0 + script.trains[$1].length }
                if !others.isEmpty, together > length, visit.length <= length {
                    let lines = others.map { "\(script.trains[$0].line)" }
                    log.error(
                        at: trainMarks[index],
                        "the track '\(track.id)' of \(metres(length)) has no room for this train beside "
                            + "\(lines.count == 1 ? "that of line" : "those of lines") \(lines.joined(separator: ", "))",
                        "expected shorter trains, another track or another time")
                }
            }
        }
    }

    /// A length for a message.
    func metres(_ value: Double) -> String { "\(plain((value * 10).rounded() / 10)) m" }
}
