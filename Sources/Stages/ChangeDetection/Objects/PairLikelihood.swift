import Evidence
import Foundation
import Geodesy

/// What is usual among the objects of all looks: how many there are, how long, of which class.
struct ObjectPopulation: Sendable {
    /// Square metres over which objects are spread: cells of 20 m in which any look has one.
    let area: Double
    /// New objects to be expected on a square metre in a look.
    let density: Double
    private let shares: [String: Double]
    private let lengths: [String: (mean: Double, spread: Double)]

    init(_ looks: [[Sighting]]) {
        let all = looks.flatMap { $0 }
        // New objects come where objects use to be, not anywhere between them.
        let side = 20.0
        let cells = Set(all.map { [Int(($0.east / side).rounded(.down)), Int(($0.north / side).rounded(.down))] })
        area = max(1, Double(cells.count)) * side * side
        density = max(1, 0.3 * Double(all.count) / Double(max(1, looks.count))) / area
        var byClass: [String: [Double]] = [:]
        for sighting in all { byClass[sighting.detection.className, default: []].append(sighting.box.length) }
        shares = byClass.mapValues { (Double($0.count) + 1) / (Double(all.count) + Double(byClass.count)) }
        lengths = byClass.mapValues { own in
            let mean = own.reduce(0, +) / Double(own.count)
            let variance = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(own.count)
            return (mean, max(variance.squareRoot(), 0.1 * mean))
        }
    }

    /// Share of all detections that are of a class.
    func share(of className: String) -> Double { shares[className] ?? 1 }

    /// Logarithm of how usual a length is in a class, per metre.
    func logDensity(length: Double, className: String) -> Double {
        let usual = lengths[className] ?? (length, max(1, length / 3))
        return logNormal(length - usual.mean, usual.spread)
    }
}

/// Logarithm of the normal density.
func logNormal(_ deviation: Double, _ spread: Double) -> Double {
    -0.5 * (deviation / spread) * (deviation / spread) - log(spread) - 0.5 * log(2 * .pi)
}

/// How much likelier it is that a detection is a known object than that it is a new one.
struct PairLikelihood: Sendable {
    let configuration: ObjectFollower.Configuration
    let population: ObjectPopulation

    /// Standard deviation of a place, of the looks' placement and of the box within its look, in metres.
    func placeError(_ sighting: Sighting, placement: Double) -> Double {
        let own = max(configuration.placeLeast, configuration.placeShare * sighting.box.width)
        return (own * own + placement * placement).squareRoot()
    }

    /// Minus the logarithm of the ratio.
    ///
    /// - Parameters:
    ///   - object: A known object.
    ///   - sighting: A detection of the look in work.
    ///   - stays: Probability that the object is still there.
    ///   - recall: Probability that it is found where it is, if it is there; 0 where its place cannot be seen.
    ///   - placement: Metres by which the look's places may be off together.
    /// - Returns: The cost; nil where the pair is hopeless.
    func cost(
        of object: FollowedObject, _ sighting: Sighting, stays: Double, recall: Double, placement: Double
    ) -> Double? {
        let before = placeError(object.last, placement: object.placement)
        let after = placeError(sighting, placement: placement)
        let spread = (before * before + after * after).squareRoot()
        let distance = hypot(sighting.east - object.last.east, sighting.north - object.last.north)
        let looks = likeness(object, sighting)
        // A detection where nothing should have been visible was visible after all.
        let found = max(recall, 0.05)
        var ratio = -Double.infinity
        if distance < 6 * spread {
            let place = -0.5 * (distance / spread) * (distance / spread) - log(2 * .pi * spread * spread)
            ratio = log(stays * found) + place + looks + direction(object, sighting) - log(population.density)
        }
        // Elsewhere at the site, only its looks tell; for wagons of one make they tell nothing. What seldom leaves moves as
        // seldom.
        let relocation =
            configuration.relocation * configuration.departure(of: object.className) / configuration.departure
        let elsewhere =
            log(max(1e-12, object.presence * relocation * found)) - log(population.area) + looks
            - log(population.density)
        ratio = max(ratio, elsewhere)
        return ratio > -20 ? -ratio : nil
    }

    /// Length and class: as one object against as two of the population.
    private func likeness(_ object: FollowedObject, _ sighting: Sighting) -> Double {
        let name = object.className
        let spread = max(0.3, configuration.lengthError * object.length) * 2.0.squareRoot()
        var value: Double
        if sighting.detection.isCutOff || object.last.detection.isCutOff {
            value = 0
        } else {
            value =
                logNormal(sighting.box.length - object.length, spread)
                - population.logDensity(length: sighting.box.length, className: sighting.detection.className)
        }
        let share = population.share(of: sighting.detection.className)
        value +=
            name == sighting.detection.className
            ? log(0.9 / share) : log(0.1 / max(0.05, 1 - population.share(of: name)))
        return value
    }

    /// Direction of things that are clearly longer than wide.
    private func direction(_ object: FollowedObject, _ sighting: Sighting) -> Double {
        guard object.last.box.length > 1.4 * object.last.box.width, sighting.box.length > 1.4 * sighting.box.width
        else { return 0 }
        var turn = abs(sighting.box.azimuth - object.last.box.azimuth).truncatingRemainder(dividingBy: 180)
        if turn > 90 { turn = 180 - turn }
        // A tenth turns or is measured wrongly.
        let spread = configuration.directionError * 2.0.squareRoot()
        return log(0.9 * 2 * exp(logNormal(turn, spread)) + 0.1 / 90) - log(1.0 / 90)
    }
}
