import Evidence
import ObjectMeasurement
import Sites

/// What was measured of a tank, as observations.
extension TankWork {
    func observations(of task: Assignment, _ result: Observation.Result) -> [Observation] {
        ["diameter", "height", "fill", "contents", "roof"].map { observation(of: task, $0, result) }
    }

    func observations(of task: Assignment, _ measurement: TankMeasurement) -> [Observation] {
        let quantities: [(String, String, Estimate, ClosedRange<Double>)] = [
            ("diameter", "m", measurement.diameter, 0...(.infinity)),
            ("height", "m", measurement.height, 0...(.infinity)), ("fill", "1", measurement.fill, 0...1),
            ("contents", "m³", measurement.contents, 0...(.infinity)),
        ]
        return quantities.map { name, unit, estimate, range in
            observation(of: task, name, Self.result(estimate, unit: unit, within: range))
        } + [observation(of: task, "roof", roof(task, measurement))]
    }

    /// A value with its interval, cut to what is possible.
    static func result(_ estimate: Estimate, unit: String, within range: ClosedRange<Double>) -> Observation.Result {
        switch estimate {
        case .value(let value, let error, let method):
            let half = Analysis.measuredLevel.errors * error
            return .measured(
                value: value, low: max(range.lowerBound, value - half), high: min(range.upperBound, value + half),
                level: Analysis.measuredLevel.share, unit: unit, method: method)
        case .undetermined(let because): return .undetermined(because: because)
        case .notApplicable(let because): return .notApplicable(because: because)
        }
    }

    /// The kind of roof as the picture shows it, beside what the site and the network say.
    private func roof(_ task: Assignment, _ measurement: TankMeasurement) -> Observation.Result {
        var said: [String] = []
        switch task.tank.roof {
        case .fixed: said.append("the site says fixed")
        case .floating: said.append("the site says floating")
        case .unknown: break
        }
        if let detection = task.detection {
            if detection.review == .drawn {
                said += Self.kind(detection.className).map { ["an analyst says \($0)"] } ?? []
            } else {
                said += Self.kind(detection.foundAs ?? detection.className).map { ["the network says \($0)"] } ?? []
                if detection.foundAs != nil {
                    said += Self.kind(detection.className).map { ["an analyst says \($0)"] } ?? []
                }
            }
        }
        guard let probability = measurement.floatingProbability else {
            var reason = "no shadow of a shell can be looked for on its roof"
            for case .undetermined(let because) in [measurement.fill, measurement.height, measurement.diameter] {
                reason = because
            }
            return .undetermined(because: ([reason] + said).joined(separator: "; "))
        }
        let isFloating = probability >= 0.5
        let evidence =
            isFloating
            ? "a shadow of the shell lies on the roof where the sun throws it"
            : "no shadow of a shell lies on the roof; one that floats near the rim would show none either"
        return .told(
            isFloating ? "floating roof" : "fixed roof", probability: isFloating ? probability : 1 - probability,
            method: ([evidence] + said).joined(separator: "; "))
    }

    /// The kind of roof that a class stands for.
    private static func kind(_ className: String) -> String? {
        switch className {
        case "tank-fixed-roof": "fixed"
        case "tank-floating-roof": "floating"
        default: nil
        }
    }

    private func observation(of task: Assignment, _ quantity: String, _ result: Observation.Result) -> Observation {
        Observation(
            id: Digest.identifier(["observation", task.look.id, task.tank.id, quantity]), look: task.look.id,
            subject: task.tank.id, quantity: quantity, result: result,
            detections: task.detection.map { [$0.id] } ?? [], model: nil)
    }
}
