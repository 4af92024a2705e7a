import Sites
import Statistics

/// A world of which one stream of random numbers decides.
protocol DrawnByLot {
    var random: RandomStream { get set }
}

extension DrawnByLot {
    /// A number between two others.
    mutating func uniform(_ low: Double, _ high: Double) -> Float { Float(random.uniform(low...high)) }

    /// Whether something with a probability happens.
    mutating func chance(_ share: Double) -> Bool { random.uniform() < share }
}

/// Circles of the ground on which something stands.
struct TakenGround {
    private var circles: [(place: SIMD2<Float>, radius: Float)] = []

    /// Whether a circle touches none of them.
    func isFree(_ place: SIMD2<Float>, _ radius: Float) -> Bool {
        circles.allSatisfy { circle in
            let away = circle.place - place
            let room = circle.radius + radius
            return away.x * away.x + away.y * away.y > room * room
        }
    }

    mutating func take(_ place: SIMD2<Float>, _ radius: Float) { circles.append((place, radius)) }
}

extension TeachingScene {
    /// Puts a vehicle of the road somewhere, which is to be found.
    mutating func putVehicle(
        _ kind: VehicleStand.Kind, at place: SIMD2<Float>, heading: Float, random: inout RandomStream
    ) {
        let shape = kind.shape(random: &random)
        let solid = drawing.put(shape, at: place, heading: heading)
        objects.append(
            TaughtObject(
                solid: solid, className: "vehicle", kind: kind.rawValue, length: Double(shape.length),
                width: Double(shape.width)))
    }
}
