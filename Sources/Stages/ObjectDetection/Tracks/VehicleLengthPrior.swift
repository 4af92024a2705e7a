import Foundation

/// How long rail vehicles are, class by class: lengths in metres of bodies as seen from above, buffers included.
///
/// A body of a car with automatic couplers is about 1.1 m shorter than its length over couplers, since half a
/// coupler stands out at each end; outlines of cars with buffers hold the buffers. Each class mixes three things:
/// the types that are known of it (60 %), all vehicles that were outlined in one country's imagery (30 %), since types differ
/// from land to land, and anything from 3 to 30 m (10 %), so that no length is impossible.
///
/// Sources: lengths over couplers of cars of 1520 mm gauge from makers' and railways' tables: tank cars 15-863 and 15-1547
/// 12 020 mm, articulated 15-629 24 040 mm; open car 12-132 13 920 mm; covered cars 11-217 14 730 mm and 11-260 16 970 mm;
/// flat car 13-401 14 620 mm; locomotive M62 17 550 mm, section of 2TE10M 16 969 mm. European cars: Eaos 14 040 mm, Habbins
/// 23 240 mm, Sgns 19 740 mm, two-axle cars 9 to 14 m. The mixture of all vehicles was fitted by expectation
/// maximisation to the lengths of 503 vehicles outlined in SWISSIMAGE (hurielreichel/train-detection, MIT).
struct VehicleLengthPrior: Sendable {
    /// Shortest vehicle in metres.
    static let shortest = 3.0
    /// Longest vehicle in metres.
    static let longest = 30.0
    /// The classes, in the order of the network's output.
    static let classes = [
        "tank-car", "covered-car", "open-car", "flat-car", "locomotive", "other-rail-vehicle",
    ]
    /// How common each class is among freight in yards and sidings, before anything was seen.
    static let shares = [0.25, 0.2, 0.2, 0.15, 0.1, 0.1]

    /// A normal distribution of lengths, with its share of the class.
    struct Part: Hashable, Sendable {
        var share: Double
        var mean: Double
        var spread: Double
    }

    private static let anyVehicle = [
        Part(share: 0.06, mean: 7.7, spread: 2.3), Part(share: 0.09, mean: 14.7, spread: 3.4),
        Part(share: 0.07, mean: 11.05, spread: 0.6), Part(share: 0.28, mean: 13.4, spread: 0.6),
        Part(share: 0.20, mean: 15.0, spread: 0.7), Part(share: 0.18, mean: 18.7, spread: 0.5),
        Part(share: 0.12, mean: 20.0, spread: 4.5),
    ]

    private static let knownTypes: [[Part]] = [
        [
            Part(share: 0.55, mean: 10.9, spread: 0.5), Part(share: 0.15, mean: 9, spread: 0.7),
            Part(share: 0.25, mean: 14, spread: 1.3), Part(share: 0.05, mean: 22.5, spread: 0.9),
        ],
        [
            Part(share: 0.45, mean: 13.6, spread: 0.5), Part(share: 0.2, mean: 15.8, spread: 0.5),
            Part(share: 0.15, mean: 10, spread: 1), Part(share: 0.2, mean: 22, spread: 1),
        ],
        [
            Part(share: 0.7, mean: 12.8, spread: 0.5), Part(share: 0.2, mean: 9.3, spread: 0.8),
            Part(share: 0.1, mean: 15.5, spread: 1),
        ],
        [
            Part(share: 0.4, mean: 13.5, spread: 0.6), Part(share: 0.3, mean: 18.5, spread: 0.7),
            Part(share: 0.2, mean: 12, spread: 1), Part(share: 0.1, mean: 25.5, spread: 1),
        ],
        [
            Part(share: 0.65, mean: 16.2, spread: 0.7), Part(share: 0.2, mean: 18.6, spread: 0.8),
            Part(share: 0.15, mean: 10, spread: 1.5),
        ],
        [Part(share: 0.4, mean: 17, spread: 5), Part(share: 0.6, mean: 22, spread: 4)],
    ]

    /// Natural logarithm of the probability of a length in samples, `[class][length]`; −∞ where impossible.
    let whole: [[Double]]
    /// The same for a vehicle of which this many samples are seen and the rest is cut off.
    let cut: [[Double]]
    /// Fewest samples of a whole vehicle.
    let fewest: Int
    /// Most samples of a vehicle.
    let most: Int
    /// Fewest samples that are read as a piece of a vehicle that is cut off.
    let fewestOfPiece: Int

    /// Brings the lengths to samples of a strip.
    init(sampling: Double) {
        let fewest = max(1, Int((Self.shortest / sampling).rounded()))
        let most = Int((Self.longest / sampling).rounded())
        var whole: [[Double]] = []
        var cut: [[Double]] = []
        for parts in Self.knownTypes {
            var weights = [Double](repeating: 0, count: most + 1)
            for length in fewest...most {
                let metres = Double(length) * sampling
                let flat = 1 / (Self.longest - Self.shortest)
                weights[length] =
                    0.6 * Self.density(metres, parts) + 0.3 * Self.density(metres, Self.anyVehicle) + 0.1 * flat
            }
            let sum = weights.reduce(0, +)
            let mean = weights.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / sum
            // A cut at random through a line of vehicles leaves as much as n samples of one with the probability
            // that it is longer, divided by the mean length: the forward recurrence time of a renewal process
            // (Cox, Renewal Theory, 1962, section 5.2).
            var longer = [Double](repeating: 0, count: most + 2)
            for length in stride(from: most, through: 0, by: -1) {
                longer[length] = longer[length + 1] + weights[length]
            }
            whole.append(weights.map { $0 > 0 ? log($0 / sum) : -.infinity })
            cut.append((0...most).map { longer[$0] > 0 ? log(longer[$0] / sum / mean) : -.infinity })
        }
        self.whole = whole
        self.cut = cut
        self.fewest = fewest
        self.most = most
        fewestOfPiece = max(1, Int((1.5 / sampling).rounded()))
    }

    private static func density(_ metres: Double, _ parts: [Part]) -> Double {
        parts.reduce(0) { sum, part in
            let away = (metres - part.mean) / part.spread
            return sum + part.share * exp(-away * away / 2) / (part.spread * (2 * Double.pi).squareRoot())
        }
    }
}

extension VehicleLengthPrior {
    /// Mean and variance of the length of each class, in metres and square metres.
    static let moments: [(mean: Double, variance: Double)] = VehicleLengthPrior(sampling: 0.1).whole.map { logarithms in
        let mean = logarithms.enumerated().reduce(0) { $0 + Double($1.offset) * 0.1 * exp($1.element) }
        let variance = logarithms.enumerated().reduce(0) { sum, entry in
            let away = Double(entry.offset) * 0.1 - mean
            return sum + away * away * exp(entry.element)
        }
        return (mean, variance)
    }
}
