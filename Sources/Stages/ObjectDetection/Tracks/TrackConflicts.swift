import Foundation
import Geodesy

/// Settles which track a vehicle stands on where it can be read on several.
///
/// Tracks run together at turnouts, and a placement error moves a train from its own track towards the next. Where
/// vehicles of two tracks cover each other on the ground, the one that scores better stays; the other track is read
/// again with that place closed, so that its counts are those without it.
struct TrackConflicts: Sendable {
    let reader: ConsistReader
    /// Largest error of placement in metres; nil where unknown.
    let placementError: Double?
    /// Metres across a vehicle.
    let width: Double

    /// Error assumed where none is known: that of a scene aligned to a pixel or two.
    static let assumedPlacementError = 2.0
    /// Metres beside its line up to which a vehicle is read on a track.
    static let readingReach = 1.5
    /// Share of the smaller of two vehicles from which on they are one.
    private static let overlap = 0.2

    /// Rounds of reading again; far more than tracks ever needed. What is contested even then is taken away.
    var mostRounds = 64

    private struct Placed {
        var track: Int
        var vehicle: ConsistReader.Vehicle
        var box: OrientedBox
        var strength: Double
    }

    /// Reads all tracks until no vehicle stands on two of them.
    func settled(_ states: [TrackReader.TrackState]) -> [TrackReader.TrackState] {
        var states = states
        for index in states.indices where states[index].strip != nil {
            states[index].reading = reader.reading(of: states[index].marks)
        }
        // Closing a place may uncover another cutting of the rest, which may meet a vehicle again.
        for round in 0..<mostRounds {
            let lost = contested(states)
            if lost.isEmpty { break }
            var changed: Set<Int> = []
            for (loser, winner) in lost {
                close(&states[loser.track], winner.box)
                // Where that does not end it, what lost is closed itself, so that every round leaves fewer places.
                if round >= 4 {
                    for sample in loser.vehicle.range { states[loser.track].blocked[sample] = true }
                }
                states[winner.track].otherTracks[winner.vehicle.range.lowerBound, default: []]
                    .insert(states[loser.track].track.id)
                changed.insert(loser.track)
            }
            for track in changed.sorted() {
                states[track].reading = reader.reading(of: states[track].marks, blocked: states[track].blocked)
            }
        }
        for (loser, winner) in contested(states) {
            states[loser.track].reading.remove(loser.vehicle)
            states[winner.track].otherTracks[winner.vehicle.range.lowerBound, default: []]
                .insert(states[loser.track].track.id)
        }
        return flagged(states)
    }

    private func placed(_ states: [TrackReader.TrackState]) -> [Placed] {
        var all: [Placed] = []
        for (index, state) in states.enumerated() {
            guard let strip = state.strip else { continue }
            for vehicle in state.reading.vehicles {
                let strength = vehicle.range.reduce(0.0) { sum, sample in
                    let share = min(0.98, max(0.02, Double(state.marks.occupied[sample])))
                    return sum + log(share / (1 - share)) * Double(1 - state.marks.hidden[sample])
                }
                all.append(
                    Placed(
                        track: index, vehicle: vehicle,
                        box: strip.box(from: vehicle.start.mean, to: vehicle.end.mean, width: width).metres,
                        strength: vehicle.probability * strength))
            }
        }
        return all
    }

    /// Vehicles that lie on a better one of another track, each with that.
    private func contested(_ states: [TrackReader.TrackState]) -> [(loser: Placed, winner: Placed)] {
        let ordered = placed(states).enumerated().sorted { a, b in
            a.element.strength == b.element.strength ? a.offset < b.offset : a.element.strength > b.element.strength
        }.map(\.element)
        var kept: [Placed] = []
        var lost: [(loser: Placed, winner: Placed)] = []
        for vehicle in ordered {
            let winner = kept.first {
                $0.track != vehicle.track && $0.box.intersectionOverSmaller(vehicle.box) > Self.overlap
            }
            if let winner { lost.append((vehicle, winner)) } else { kept.append(vehicle) }
        }
        return lost
    }

    /// Closes the samples of a track whose middle lies on a vehicle of another.
    private func close(_ state: inout TrackReader.TrackState, _ box: OrientedBox) {
        guard let strip = state.strip else { return }
        if state.blocked.isEmpty { state.blocked = Array(repeating: false, count: strip.count) }
        let cosine = cos(box.angle)
        let sine = sin(box.angle)
        for sample in 0..<strip.count {
            let place = strip.metres(atBoundary: Double(sample) + 0.5)
            let away = SIMD2(place.x - box.centre.column, place.y - box.centre.row)
            let along = away.x * cosine + away.y * sine
            let across = away.y * cosine - away.x * sine
            if abs(along) <= box.length / 2, abs(across) <= box.width / 2 + 0.8 { state.blocked[sample] = true }
        }
    }

    /// Notes for each vehicle the tracks that lie within the placement error of it.
    private func flagged(_ states: [TrackReader.TrackState]) -> [TrackReader.TrackState] {
        var states = states
        let reach = (placementError ?? Self.assumedPlacementError) + Self.readingReach
        for (index, state) in states.enumerated() {
            guard let strip = state.strip else { continue }
            for vehicle in state.reading.vehicles {
                let middle = strip.metres(atBoundary: (vehicle.start.mean + vehicle.end.mean) / 2)
                for (other, candidate) in states.enumerated() where other != index {
                    guard let line = candidate.strip else { continue }
                    let (boundary, offset) = line.nearest(to: middle)
                    guard boundary > 0, boundary < Double(line.count), abs(offset) <= reach else { continue }
                    states[index].otherTracks[vehicle.range.lowerBound, default: []].insert(candidate.track.id)
                }
            }
        }
        return states
    }
}
