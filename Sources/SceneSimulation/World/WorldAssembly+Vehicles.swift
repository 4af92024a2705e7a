import Foundation
import Geodesy
import Sites
import Statistics

extension WorldAssembly {
    /// Metres that vehicles keep from each other and from all else where they are scattered.
    private static let vehicleGap = 0.4
    /// Places that are tried for a vehicle before it is left out.
    private static let placesTried = 60

    mutating func putVehicles() {
        var taken = BoxIndex(objects.map(\.box))
        let stands = world.script.vehicles.enumerated().filter { $0.element.stay.contains(order.time) }
        // Those whose place is told come first, so that none is scattered over one that the script names later.
        for (index, stand) in stands {
            guard case .at(let place, let heading) = stand.place else { continue }
            var random = world.random("vehicle \(index)")
            let (kind, shape) = choose(stand, &random)
            let box = FrameBox(
                centre: world.grid.frame(place), heading: world.grid.heading(ofAzimuth: heading),
                length: Double(shape.length), width: Double(shape.width))
            put(kind, shape, box, id: "vehicle-\(index + 1)", stand)
            taken.add(box)
        }
        for (index, stand) in stands {
            guard case .scattered(let count, let parts) = stand.place else { continue }
            // Elsewhere in each scene, as vehicles are.
            var random = world.random("vehicles \(index) \(order.time.timeIntervalSince1970)")
            let found = scatter(stand, count: count, over: parts, id: "vehicle-\(index + 1)", &taken, &random)
            if found < count {
                warnings.append((stand.line, "only \(found) of \(count) vehicles found room where they shall stand"))
            }
        }
    }

    private func choose(
        _ stand: VehicleStand, _ random: inout RandomStream
    ) -> (kind: VehicleStand.Kind, shape: RoadVehicle) {
        let kind = stand.kinds[min(stand.kinds.count - 1, Int(random.uniform() * Double(stand.kinds.count)))]
        return (kind, kind.shape(random: &random))
    }

    private mutating func put(
        _ kind: VehicleStand.Kind, _ shape: RoadVehicle, _ box: FrameBox, id: String, _ stand: VehicleStand
    ) {
        let object = StandingObject(
            id: id, className: "vehicle", kind: kind.rawValue, box: box, length: Double(shape.length),
            height: Double(shape.top), solid: 0, snow: snow.share(since: stand.stay.start))
        put(shape, object)
    }

    /// A part of the ground over which vehicles are scattered.
    private struct Lot {
        let area: GroundArea
        /// Radians from east towards north of its longest side: most vehicles stand along or across it.
        let heading: Double
        /// Square metres of its bounds.
        let room: Double

        init(_ rings: [[SIMD2<Float>]]) {
            area = GroundArea(rings: rings, cover: .asphalt)
            let corners = rings.first ?? []
            var longest: (length: Float, heading: Double) = (0, 0)
            for (a, b) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
                let step = b - a
                let length = (step.x * step.x + step.y * step.y).squareRoot()
                if length > longest.length { longest = (length, Double(atan2(step.y, step.x))) }
            }
            heading = longest.heading
            let bounds = area.bounds
            room = Double((bounds.east - bounds.west) * (bounds.north - bounds.south))
        }
    }

    /// Scatters vehicles evenly over parts of the ground, where nothing else stands.
    ///
    /// - Returns: How many found room.
    private mutating func scatter(
        _ stand: VehicleStand, count: Int, over parts: [GroundPart], id: String, _ taken: inout BoxIndex,
        _ random: inout RandomStream
    ) -> Int {
        let lots = parts.map { Lot(world.rings(of: $0)) }
        let room = lots.reduce(0) { $0 + $1.room }
        var placed = 0
        for _ in 0..<count {
            let (kind, shape) = choose(stand, &random)
            for _ in 0..<Self.placesTried {
                // A place of all bounds together; those outside of the parts are passed over, so parts of one size get
                // as many vehicles.
                var rest = random.uniform() * room
                let lot = lots.first { lot in
                    rest -= lot.room
                    return rest < 0
                }
                guard let lot = lot ?? lots.last else { return placed }
                let bounds = lot.area.bounds
                let place = SIMD2(
                    random.uniform(Double(bounds.west)...Double(bounds.east)),
                    random.uniform(Double(bounds.south)...Double(bounds.north)))
                let turn = random.uniform() < 0.6 ? 0 : Double.pi / 2
                let box = FrameBox(
                    centre: place, heading: lot.heading + turn + random.uniform(-0.05...0.05),
                    length: Double(shape.length), width: Double(shape.width))
                guard lot.area.meets(Float(place.x), Float(place.y)), !taken.meets(box, within: Self.vehicleGap) else {
                    continue
                }
                placed += 1
                taken.add(box)
                put(kind, shape, box, id: "\(id)/\(placed)", stand)
                break
            }
        }
        return placed
    }
}
