import Evidence
import Foundation
import Geodesy
import ObjectMeasurement
import Sites

/// The tanks of a site in one scene: each with its look, measured side by side.
struct TankWork: Sendable {
    /// A tank and the look in which it lies.
    struct Assignment: Sendable {
        var tank: Tank
        var look: Look
        /// The network's detection of it, where there is one.
        var detection: Detection?
    }

    let scene: Scene
    let site: Site
    let configuration: TankMeasurer.Configuration
    /// What is to be measured, in the site's order.
    let assignments: [Assignment]
    /// Tanks that lie in no zone, so that there is no look to hang anything on.
    let homeless: [Tank]

    init(
        scene: Scene, site: Site, looks: [Look], detections: [Detection], configuration: TankMeasurer.Configuration
    ) throws {
        self.scene = scene
        self.site = site
        self.configuration = configuration
        let lookOfZone = Dictionary(looks.map { ($0.zone, $0) }, uniquingKeysWith: { first, _ in first })
        var assignments: [Assignment] = []
        var homeless: [Tank] = []
        for tank in site.tanks {
            guard let zone = tank.zone ?? site.zones.first(where: { $0.area.contains(tank.centre) })?.id else {
                homeless.append(tank)
                continue
            }
            // A zone without a look lies beside the scene.
            guard let look = lookOfZone[zone] else { continue }
            let near = detections.compactMap { detection -> (Detection, Double)? in
                guard let box = detection.groundBox else { return nil }
                let distance = Ellipsoid.wgs84.distance(box.centre, tank.centre)
                return distance < max(tank.diameter / 2, 5) ? (detection, distance) : nil
            }
            let nearest = near.min { ($0.1, $0.0.id) < ($1.1, $1.0.id) }?.0
            assignments.append(Assignment(tank: tank, look: look, detection: nearest))
        }
        self.assignments = assignments
        self.homeless = homeless
    }

    /// Measures all tanks, so many at once as there are processors; the order of results is the site's.
    func observations(reader: any SceneReading) async throws -> [Observation] {
        let light = LightAndView.of(scene.geometry)
        guard let georeference = try reader.georeference(of: scene) else {
            return assignments.flatMap {
                observations(of: $0, .undetermined(because: "where the scene lies on the ground is not known"))
            }
        }
        let request = Self.request(for: scene)
        let source = try await reader.source(of: scene, for: request)
        var results: [Int: [Observation]] = [:]
        try await withThrowingTaskGroup(of: (Int, [Observation]).self) { group in
            var next = 0
            func add() {
                guard next < assignments.count else { return }
                let number = next
                next += 1
                group.addTask {
                    let task = assignments[number]
                    guard task.look.usability != .notUsable else {
                        return (
                            number,
                            observations(
                                of: task, .undetermined(because: task.look.reasons.joined(separator: "; ")))
                        )
                    }
                    let subject = subject(task.tank, from: task.tank)
                    let measurer = TankMeasurer(configuration: configuration)
                    guard
                        let patch = try await GroundPatch.read(
                            around: task.tank.centre, reach: measurer.reach(for: subject, light: try? light.get()),
                            from: source, georeference: georeference)
                    else {
                        return (
                            number, observations(of: task, .undetermined(because: "the scene does not show it"))
                        )
                    }
                    let neighbours = neighbours(of: task.tank)
                    let result = measurer.measure(
                        subject, in: patch, light: light, neighbours: neighbours,
                        isReflectance: request.values == .reflectance)
                    return (number, observations(of: task, result))
                }
            }
            for _ in 0..<max(1, ProcessInfo.processInfo.activeProcessorCount) { add() }
            while let (number, observations) = try await group.next() {
                results[number] = observations
                try Task.checkCancellation()
                add()
            }
        }
        return assignments.indices.flatMap { results[$0] ?? [] }
    }

    /// The other tanks within two hundred metres.
    private func neighbours(of tank: Tank) -> [TankSubject] {
        var near: [TankSubject] = []
        for other in site.tanks where other.id != tank.id {
            let subject = subject(other, from: tank)
            let squared = subject.centre.x * subject.centre.x + subject.centre.y * subject.centre.y
            if squared < 40_000 { near.append(subject) }
        }
        return near
    }

    private func subject(_ tank: Tank, from origin: Tank) -> TankSubject {
        let offset = Ellipsoid.wgs84.offset(from: origin.centre, to: tank.centre)
        return TankSubject(
            centre: SIMD2(offset.east, offset.north), diameter: tank.diameter, height: tank.height, roof: tank.roof)
    }

    /// Up to three of the finest bands, a visible one first; as reflectance where that is known of all.
    static func request(for scene: Scene) -> PixelRequest {
        let finest = scene.groundSamplingDistance ?? 0
        let fine = scene.bands.filter { ($0.groundSamplingDistance ?? .infinity) <= finest * 1.3 }
        var chosen = ["green", "red", "nir", "pan", "blue"].compactMap { name in
            fine.first { $0.commonName == name }
        }
        if chosen.isEmpty { chosen = fine }
        chosen = Array(chosen.prefix(3))
        let isReflectance = chosen.allSatisfy { $0.unit == .reflectance && $0.scale != nil }
        return PixelRequest(
            bands: chosen.map { $0.commonName ?? $0.name }, values: isReflectance ? .reflectance : .stored)
    }
}
