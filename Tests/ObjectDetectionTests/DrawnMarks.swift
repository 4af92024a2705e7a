import Foundation
import Statistics

@testable import ObjectDetection

/// What an ideal network would say of vehicles at known places, and what one says that errs.
struct DrawnMarks {
    /// Samples of 0.3 m.
    var count: Int
    /// First and last metre and class of each vehicle.
    var vehicles: [(from: Double, to: Double, className: Int)]
    /// Standard deviation of errors of the log-odds of all marks.
    var noise = 0.0
    var seed: UInt64 = 1

    var marks: StripMarks {
        var stream = RandomStream(seed: seed)
        var marks = StripMarks(unknown: count, classes: 6)
        // Errors of a network go on for some samples.
        var error = 0.0
        func spoilt(_ share: Double) -> Float {
            error = 0.8 * error + 0.6 * stream.normal()
            guard noise > 0 else { return Float(share) }
            let clipped = min(0.97, max(0.03, share))
            return Float(1 / (1 + exp(-(log(clipped / (1 - clipped)) + noise * error))))
        }
        for sample in 0..<count {
            let station = (Double(sample) + 0.5) * 0.3
            func heat(_ places: [Double]) -> Double {
                places.map { exp(-pow((station - $0) / 0.45, 2) / 2) }.max() ?? 0
            }
            let inside = vehicles.first { station >= $0.from && station < $0.to }
            marks.hidden[sample] = 0
            marks.occupied[sample] = spoilt(inside == nil ? 0.03 : 0.97)
            marks.begins[sample] = spoilt(heat(vehicles.map(\.from)))
            marks.ends[sample] = spoilt(heat(vehicles.map(\.to)))
            for index in 0..<6 { marks.classes[index][sample] = inside?.className == index ? 0.9 : 0.02 }
            if inside == nil { for index in 0..<6 { marks.classes[index][sample] = 1.0 / 6 } }
        }
        return marks
    }
}
