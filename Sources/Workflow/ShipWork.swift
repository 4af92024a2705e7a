import ActivityAnalysis
import Evidence
import Foundation
import Geodesy
import ObjectMeasurement
import Sites

/// The ships detected in one scene, each with the berth that it lies at and what pixels tell of it.
struct ShipWork: Sendable {
    let scene: Scene
    let site: Site
    let looks: [Look]
    let ships: [Detection]
    let quayDistance: Double
    let configuration: ShipMeasurer.Configuration

    /// Measures all ships that lie in a zone that was looked at, in the order of their ids.
    func observations(reader: any SceneReading) async throws -> [Observation] {
        guard let georeference = try reader.georeference(of: scene) else { return [] }
        let source = try await reader.source(of: scene, for: TankWork.request(for: scene))
        let light = try? LightAndView.of(scene.geometry).get()
        let zones = Dictionary(site.zones.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var observations: [Observation] = []
        for ship in ships.sorted(by: { $0.id < $1.id }) {
            try Task.checkCancellation()
            guard let box = ship.groundBox,
                let look = looks.first(where: {
                    $0.usability != .notUsable && zones[$0.zone]?.area.contains(box.centre) ?? false
                })
            else { continue }
            let berth = BerthPlace.of(box, in: site, quayDistance: quayDistance)
            let quay = berth.map { place -> SIMD2<Double> in
                let offset = Ellipsoid.wgs84.offset(from: box.centre, to: place.point)
                return SIMD2(offset.east, offset.north)
            }
            let subject = ShipSubject(
                length: box.length, beam: box.width, azimuth: box.azimuth, isCutOff: ship.isCutOff, quay: quay)
            let measurer = ShipMeasurer(configuration: configuration)
            let patch = try await GroundPatch.read(
                around: box.centre, reach: measurer.reach(for: subject), from: source, georeference: georeference)
            let measured = patch.map { measurer.measure(subject, in: $0, light: light) }
            observations += self.observations(of: ship, look, berth, measured)
        }
        return observations
    }

    private func observations(
        of ship: Detection, _ look: Look, _ berth: BerthPlace?, _ measured: ShipMeasurement?
    ) -> [Observation] {
        var results: [(String, Observation.Result)] = []
        if let berth {
            results.append(
                (
                    "berth",
                    .told(
                        berth.berth.name, probability: berth.probability,
                        method: "its quay line is the nearest; places are taken to be right to 5 m")
                ))
            let half = Analysis.measuredLevel.errors * 5
            results.append(
                (
                    "distance to quay",
                    .measured(
                        value: berth.distance, low: berth.distance - half, high: berth.distance + half,
                        level: Analysis.measuredLevel.share, unit: "m",
                        method: "from the side of the box to the quay line, places right to 5 m")
                ))
            results.append(
                (
                    "angle to quay",
                    .measured(
                        value: berth.angle, low: max(0, berth.angle - 3), high: min(90, berth.angle + 3),
                        level: Analysis.measuredLevel.share, unit: "°", method: "axis of the box against the quay line")
                ))
        }
        if let measured {
            let any = 0...Double.infinity
            results.append(("length", TankWork.result(measured.length, unit: "m", within: any)))
            results.append(("beam", TankWork.result(measured.beam, unit: "m", within: any)))
            if let azimuth = measured.bowAzimuth {
                results.append(
                    (
                        "bow",
                        .told(
                            Self.compass(azimuth), probability: measured.bowProbability,
                            method: "tapered end, bridge at the other")
                    ))
            } else {
                results.append(
                    ("bow", .undetermined(because: "neither a tapered end nor a bridge stands out enough")))
            }
            switch measured.motion {
            case .underWay(let probability):
                results.append(("motion", .told("under way", probability: probability, method: "a wake lies astern")))
            case .notTold(let because): results.append(("motion", .undetermined(because: because)))
            }
        }
        return results.map { quantity, result in
            Observation(
                id: Digest.identifier(["observation", look.id, ship.id, quantity]), look: look.id, subject: ship.id,
                quantity: quantity, result: result, detections: [ship.id], model: ship.model)
        }
    }

    /// "NE (47°)": one of eight directions, and degrees clockwise from north.
    static func compass(_ azimuth: Double) -> String {
        let names = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"]
        let degrees = Int(azimuth.rounded()) % 360
        return "\(names[Int(((azimuth + 22.5) / 45).rounded(.down)) % 8]) (\(degrees)°)"
    }
}
