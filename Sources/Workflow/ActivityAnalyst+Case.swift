public import ActivityAnalysis
public import Sites

extension ActivityAnalyst.Configuration {
    /// The settings that a case gives, and defaults for what it does not.
    ///
    /// - Parameter subject: The case, with its time zone: days and weeks are those of the place where it names one.
    public init(of subject: Case) {
        self.init()
        timeZone = subject.timeZone
        guard let settings = subject.activity else { return }
        if let confidence = settings.confidence { firstSince.level = confidence }
        if let detection = settings.unmeasuredDetection { firstSince.unmeasuredDetection = detection }
        for (name, days) in settings.visitDays {
            if name == ActivitySettings.otherClasses {
                firstSince.otherDwells = days
            } else {
                firstSince.dwells[name] = days
            }
        }
        for (name, days) in settings.stayDays {
            if name == ActivitySettings.otherClasses {
                sameObject.otherStays = days
            } else {
                sameObject.stays[name] = days
            }
        }
        if let level = settings.intervalLevel {
            stayLength.level = level
            sharePresence.level = level
            repeatedCount.level = level
        }
        if let least = settings.leastStays { stayLength.leastStays = least }
        if let least = settings.leastDays { sharePresence.leastDays = least }
        if let least = settings.leastRepeated {
            sharePresence.leastRepeated = least
            repeatedCount.leastRepeated = least
        }
    }
}
