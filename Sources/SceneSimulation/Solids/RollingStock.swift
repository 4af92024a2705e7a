import Foundation
import Sites
import Statistics

extension TrainVisit.VehicleKind {
    /// Usual lengths over couplers in metres: shortest, most usual, longest.
    ///
    /// Source: 15-1443 and 15-9049 tank cars 12.02 m, gondola 12-132 13.92 m, boxcars 14.73 and 16.97 m, M62 17.55 m;
    /// European cars after the 503 vehicles outlined in SWISSIMAGE (hurielreichel/train-detection), 10 to 28 m.
    var usualLengths: (shortest: Double, usual: Double, longest: Double) {
        switch self {
        case .tankCar: (10.5, 12.02, 18)
        case .coveredCar: (10.5, 14.73, 24)
        case .openCar: (9.5, 13.92, 20)
        case .flatCar: (12, 14.6, 28)
        case .locomotive: (14, 17.55, 23)
        case .other: (6, 11, 25)
        }
    }
}

/// What couples vehicles: buffers at both sides, or one coupler in the middle.
enum Coupling: Sendable {
    case buffers, central

    /// Height of it at a place beyond the ends of a vehicle's body; buffers stand 1.75 m apart.
    func height(_ u: Float, _ v: Float, length: Float) -> Float {
        guard abs(u) <= length / 2 else { return 0 }
        switch self {
        case .buffers: return abs(abs(v) - 0.875) < 0.22 ? 1.1 : 0
        case .central: return abs(v) < 0.2 ? 1.1 : 0
        }
    }
}

/// How a vehicle's body ends before its couplers.
struct VehicleEnd: Sendable {
    /// Metres from the body to the plane in which the next vehicle begins.
    let inset: Float
    let coupling: Coupling

    /// Ends of one of many builds: 0.35 to 0.75 m. The European standard buffer is 0.62 m long (EN 15551), the frame of a
    /// Russian tank car 15-1443 stops 0.61 m before the coupler's plane.
    init(random: inout RandomStream) {
        inset = Float(random.uniform(0.35...0.75))
        coupling = random.uniform() < 0.5 ? .buffers : .central
    }
}

/// A shape of rolling stock: it has a body that is shorter than the vehicle over its couplers.
protocol RollingStockShape: SolidShape {
    var end: VehicleEnd { get }
}

extension RollingStockShape {
    /// Metres of the body, as one would outline it from above.
    var bodyLength: Float { length - 2 * end.inset }

    func buffers(_ u: Float, _ v: Float) -> Float { end.coupling.height(u, v, length: length) }
}

extension TrainVisit.VehicleKind {
    /// A vehicle of this kind, its build and coat drawn by lot.
    func shape(length: Float, random: inout RandomStream) -> any RollingStockShape {
        switch self {
        case .tankCar: return TankCar(length: length, random: &random)
        case .coveredCar: return CoveredCar(length: length, random: &random)
        case .openCar: return OpenCar(length: length, random: &random)
        case .flatCar: return FlatCar(length: length, random: &random)
        case .locomotive: return Locomotive(length: length, random: &random)
        case .other: return TrackMachine(length: length, random: &random)
        }
    }
}
