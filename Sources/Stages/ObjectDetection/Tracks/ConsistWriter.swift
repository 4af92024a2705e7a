import Evidence
import Foundation
import Geodesy
import Statistics

/// Turns what was read on tracks into records: consists, and a detection for each vehicle.
struct ConsistWriter {
    let card: ModelCard
    let network: NetworkFile
    let settings: StripSettings
    let configuration: TrackReader.Configuration
    let scene: Scene
    let georeference: (any Georeference)?
    let isSunKnown: Bool

    func outcome(_ states: [TrackReader.TrackState]) throws -> TrackReader.Outcome {
        var outcome = TrackReader.Outcome(
            consists: [], detections: [], processedShare: 1, failures: [], strips: [:])
        var lost = 0
        var consists: [Consist] = []
        for state in states {
            let (consist, detections) = try records(of: state)
            consists.append(consist)
            outcome.detections += detections
            if let picture = state.picture { outcome.strips[state.track.id] = picture }
            if let failure = state.failure {
                lost += 1
                outcome.failures.append("track \(state.track.id): \(failure)")
            }
        }
        // Counted when all vehicles are known: those of a track that may stand on another one could be there instead.
        let counter = TrackCount(
            card: card, level: configuration.level, groundSamplingDistance: scene.groundSamplingDistance,
            season: scene.season)
        outcome.consists = zip(consists, states).map { consist, state in
            var consist = consist
            if state.strip != nil {
                counter.count(&consist, state.reading, among: consists)
                notes(&consist, state)
            }
            consist.sentence = ConsistSentence(consist).text
            return consist
        }
        if !states.isEmpty { outcome.processedShare = 1 - Double(lost) / Double(states.count) }
        return outcome
    }

    // MARK: One track

    private func records(of state: TrackReader.TrackState) throws -> (Consist, [Detection]) {
        let model = ModelReference(name: card.name, sha256: network.sha256)
        var consist = Consist(
            id: Digest.identifier(["consist", scene.id, state.track.id, model.name]), scene: scene.id,
            track: state.track.id, trackName: state.track.name, isTrackSure: state.track.isSure,
            length: Self.rounded(state.length), extent: nil, visibleShare: 0, hidden: [], vehicles: [],
            count: .undetermined(because: state.failure ?? "the track lies outside of the scene"), classCounts: [:],
            sentence: "", notes: [], model: model)
        var detections: [Detection] = []
        if let strip = state.strip {
            consist.extent = stretch(0, Double(strip.count), strip)
            consist.hidden = state.reading.hidden
                .map { stretch(Double($0.lowerBound), Double($0.upperBound), strip) }.sorted { $0.start < $1.start }
            let hidden = consist.hidden.reduce(0) { $0 + $1.length }
            consist.visibleShare = Self.rounded(
                max(0, (consist.extent?.length ?? 0) - hidden) / max(state.length, 0.001))
            for vehicle in state.reading.vehicles {
                let (record, detection) = try self.vehicle(vehicle, state: state, strip: strip)
                consist.vehicles.append(record)
                detections.append(detection)
            }
            if strip.isReversed {
                consist.vehicles.reverse()
                detections.reverse()
            }
            consist.couple(upTo: settings.largestCouplingGap)
        }
        return (consist, detections)
    }

    private func notes(_ consist: inout Consist, _ state: TrackReader.TrackState) {
        if !consist.isTrackSure {
            consist.notes.append("A part of the track's line is guessed, so vehicles on it may be missed.")
        }
        if !isSunKnown {
            consist.notes.append(
                "The direction of the sun is not known; the tracks of the scene were read both ways, and the way that "
                    + "fits all of them better was kept.")
        }
        let doubtful = consist.vehicles.filter { !$0.otherTracks.isEmpty }
        if !doubtful.isEmpty {
            let tracks = Set(doubtful.flatMap(\.otherTracks)).sorted().joined(separator: ", ")
            let error =
                configuration.placementError.map { "a placement error of \(Self.rounded($0)) m" }
                ?? "a placement error that is not known (\(TrackConflicts.assumedPlacementError) m assumed)"
            consist.notes.append(
                "\(doubtful.count) of the vehicles may stand on \(tracks) instead, within \(error); they are counted "
                    + "here, where they score better.")
        }
        let outside = consist.outside.reduce(0) { $0 + $1.length }
        if outside > 0 {
            consist.notes.append(
                "\(Int(outside.rounded())) m of the track's \(Int(consist.length.rounded())) m lie outside of the scene."
            )
        }
    }

    private func stretch(_ from: Double, _ to: Double, _ strip: TrackStrip) -> Consist.Stretch {
        let ends = [strip.station(ofBoundary: from), strip.station(ofBoundary: to)].sorted()
        return Consist.Stretch(start: Self.rounded(ends[0]), end: Self.rounded(ends[1]))
    }

    private func vehicle(
        _ vehicle: ConsistReader.Vehicle, state: TrackReader.TrackState, strip: TrackStrip
    ) throws -> (Consist.Vehicle, Detection) {
        let boxes = strip.box(from: vehicle.start.mean, to: vehicle.end.mean, width: settings.vehicleWidth)
        func fine(_ value: Double) -> Double { (value * 100).rounded() / 100 }
        let box = OrientedBox(
            centre: PixelPoint(column: fine(boxes.pixels.centre.column), row: fine(boxes.pixels.centre.row)),
            length: fine(boxes.pixels.length), width: fine(boxes.pixels.width),
            angle: (boxes.pixels.angle * 1e5).rounded() / 1e5)
        let ground = try georeference.map { georeference in
            let points = try georeference.ground([box.centre] + box.corners)
            return GroundBox(centre: points[0], corners: Array(points[1...]))
        }
        let best = vehicle.classes.indices.max { vehicle.classes[$0] < vehicle.classes[$1] } ?? 0
        let className = card.classes[best].name
        let score = (vehicle.probability * 10_000).rounded() / 10_000
        let isCut = vehicle.isCutAtStart || vehicle.isCutAtEnd
        let detection = Detection(
            id: Digest.identifier([
                "detection", scene.id, card.name, network.sha256, state.track.id, className,
                "\(box.centre.column) \(box.centre.row) \(box.length) \(box.width) \(box.angle)",
            ]), scene: scene.id, className: className, score: score, pixelBox: box, groundBox: ground,
            isCutOff: isCut, model: ModelReference(name: card.name, sha256: network.sha256))
        // Cuttings lie on samples, so a boundary is at best known to a sample evenly spread.
        func error(_ spread: Double) -> Double {
            Self.rounded(settings.sampling * (spread * spread + 1.0 / 12).squareRoot())
        }
        let placed = stretch(vehicle.start.mean, vehicle.end.mean, strip)
        let isTurned = strip.isReversed
        let record = Consist.Vehicle(
            detection: detection.id, className: className, probability: score,
            classProbabilities: Dictionary(
                uniqueKeysWithValues: zip(card.classes.map(\.name), vehicle.classes.map { fine($0) })),
            start: placed.start, end: placed.end,
            startError: error(isTurned ? vehicle.end.spread : vehicle.start.spread),
            endError: error(isTurned ? vehicle.start.spread : vehicle.end.spread),
            isCutAtStart: isTurned ? vehicle.isCutAtEnd : vehicle.isCutAtStart,
            isCutAtEnd: isTurned ? vehicle.isCutAtStart : vehicle.isCutAtEnd,
            otherTracks: (state.otherTracks[vehicle.range.lowerBound] ?? []).sorted())
        return (record, detection)
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}

extension Consist {
    /// Tells of each vehicle whether it belongs to the same train as the one before it.
    ///
    /// - Parameter largestGap: Metres between vehicles of one train; stations are kept to a centimetre.
    mutating func couple(upTo largestGap: Double) {
        for index in vehicles.indices {
            vehicles[index].isCoupled =
                index > 0 && vehicles[index].start - vehicles[index - 1].end <= largestGap + 0.011
        }
    }
}
