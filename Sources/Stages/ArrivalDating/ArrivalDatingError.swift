import Evidence
public import Foundation

/// Why no arrival can be dated.
public enum ArrivalDatingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The look is not after the last look without the object.
    case emptyWindow(lastWithout: Date, look: Date)
    /// The step does not fit the window.
    case step(seconds: Double, why: String)
    /// There is no cue.
    case noCue
    /// A cue cannot be used, by the name it has in a file.
    case cue(name: String, why: String)
    /// A number of the weather lies outside of what occurs.
    case weather(quantity: String, value: Double, hour: Date, expected: String)
    /// Two hours of weather overlap.
    case overlappingHours(Date, Date)
    /// Too much of the window has no snowfall told.
    case missingWeather(hours: [String], share: Double, greatestShare: Double)
    /// The name is none of the time zone database.
    case timeZone(String)
    /// A parameter has a value that it cannot have.
    case parameter(name: String, why: String)
    /// The prior is no distribution over the window.
    case prior(String)
    /// No arrival time explains the cues.
    case impossible(String)
    /// A shadow tells no time.
    case shadow(String)
    /// Another setting is out of its range.
    case setting(name: String, why: String)

    /// A sentence for a person.
    public var description: String {
        switch self {
        case .emptyWindow(let lastWithout, let look) where lastWithout == look:
            "The window has no length: the last look without the object and the look with it are both at "
                + "\(AcquisitionTime.text(look)). Give the last earlier look in which it was not there."
        case .emptyWindow(let lastWithout, let look):
            "The window is turned round: the last look without the object (\(AcquisitionTime.text(lastWithout))) is after "
                + "the look with it (\(AcquisitionTime.text(look))). Exchange the two."
        case .step(let seconds, let why): "A step of \(number(seconds / 60)) minutes cannot be used: \(why)."
        case .noCue:
            "There is no cue, so nothing could be learnt beyond the window itself. Give at least one of roofs, ground, rails, "
                + "tracks and sides."
        case .cue(let name, let why): "The cue '\(name)' cannot be used: \(why)."
        case .weather(let quantity, let value, let hour, let expected):
            value < 0 && quantity == "snowfall"
                ? "The snowfall of the hour from \(AcquisitionTime.text(hour)) is negative (\(number(value)) cm); snow that melts is "
                    + "reckoned from temperature, so give what fell, 0 or more."
                : "The \(quantity) of the hour from \(AcquisitionTime.text(hour)) is \(number(value)); expected \(expected)."
        case .overlappingHours(let first, let second):
            "Two hours of weather overlap: \(AcquisitionTime.text(first)) and \(AcquisitionTime.text(second)). Give each hour once."
        case .missingWeather(let hours, let share, let greatestShare):
            "The weather tells no snowfall for \(percent(share)) of the window, more than the \(percent(greatestShare)) that is bridged: "
                + hours.joined(separator: "; ")
                + ". Give these hours, or raise the greatest missing share and take an answer that rests on a guess."
        case .timeZone(let name):
            "'\(name)' is no time zone of the time zone database; expected one such as Asia/Pyongyang, or UTC."
        case .parameter(let name, let why): "The parameter '\(name)' cannot be used: \(why)."
        case .prior(let why): "The prior cannot be used: \(why)."
        case .impossible(let sentence): sentence
        case .shadow(let why): "The shadow tells no time: \(why)."
        case .setting(let name, let why): "'\(name)' cannot be used: \(why)."
        }
    }
}

/// A number as a sentence writes it: at most four significant digits.
func number(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    let text = String(format: abs(value) >= 1000 ? "%.0f" : "%.4g", value)
    return text.replacingOccurrences(of: "-", with: "−")
}

/// A share as whole percent, or with one decimal where that would read 0 or 100 and is not.
func percent(_ share: Double) -> String {
    let whole = (share * 100).rounded()
    if share > 0, share < 1, whole == 0 || whole == 100 {
        return share < 0.0005
            ? "less than 0.1 %" : share > 0.9995 ? "more than 99.9 %" : String(format: "%.1f %%", share * 100)
    }
    return "\(Int(whole)) %"
}
