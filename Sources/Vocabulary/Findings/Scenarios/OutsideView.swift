/// What became of comparable works, and of what was tried at this place.
public struct OutsideView: Hashable, Codable, Sendable {
    /// The share of the class that had not ended by a time.
    public struct Step: Hashable, Codable, Sendable {
        /// When a work ended, from its begin.
        public var time: Double
        /// How many had lasted until then.
        public var atRisk: Int
        /// The share that lasts longer, by Kaplan and Meier.
        public var unfinished: Double
        /// The ends of its 95 % interval.
        public var low, high: Double

        /// States a step.
        ///
        /// - Parameters:
        ///   - time: When a work ended.
        ///   - atRisk: How many had lasted until then.
        ///   - unfinished: The share that lasts longer.
        ///   - low: The lower end of its 95 % interval.
        ///   - high: The upper end.
        public init(time: Double, atRisk: Int, unfinished: Double, low: Double, high: Double) {
            self.time = time
            self.atRisk = atRisk
            self.unfinished = unfinished
            self.low = low
            self.high = high
        }
    }

    /// The Weibull distribution under which the class is most likely.
    public struct Weibull: Hashable, Codable, Sendable {
        /// The shape: below 1, what has lasted long is likely to last longer still.
        public var shape: Double
        /// The scale, in the unit of time.
        public var scale: Double
        /// The times by which 10, 50 and 90 % have ended.
        public var p10, p50, p90: Double
        /// The 95 % interval of the shape.
        public var shapeLow, shapeHigh: Double

        /// States a distribution.
        ///
        /// - Parameters:
        ///   - shape: The shape.
        ///   - scale: The scale.
        ///   - quantiles: The times by which 10, 50 and 90 % have ended.
        ///   - shapeInterval: The 95 % interval of the shape.
        public init(
            shape: Double, scale: Double, quantiles: (Double, Double, Double), shapeInterval: (Double, Double)
        ) {
            self.shape = shape
            self.scale = scale
            (p10, p50, p90) = quantiles
            (shapeLow, shapeHigh) = shapeInterval
        }
    }

    /// A share of attempts that were carried through.
    public struct Share: Hashable, Codable, Sendable {
        /// How many were.
        public var finished: Int
        /// Of how many.
        public var all: Int
        /// The mean of Jeffreys' posterior, Beta(finished + ½, others + ½).
        public var mean: Double
        /// The ends of its 95 % interval.
        public var low, high: Double

        /// States a share.
        ///
        /// - Parameters:
        ///   - finished: How many were carried through.
        ///   - all: Of how many.
        ///   - mean: The posterior mean.
        ///   - low: The lower end of its 95 % interval.
        ///   - high: The upper end.
        public init(finished: Int, all: Int, mean: Double, low: Double, high: Double) {
            self.finished = finished
            self.all = all
            self.mean = mean
            self.low = low
            self.high = high
        }
    }

    /// What was tried at this very place.
    public struct History: Hashable, Codable, Sendable {
        /// The share of the attempts that were carried through; nil where none were made.
        public var share: Share?
        /// Over how many years.
        public var years: Double
        /// Works carried through in a year: the mean of Jeffreys' posterior, Gamma(successes + ½, years).
        public var yearlyRate: Double
        /// What the yearly rate is below with 95 % probability.
        public var yearlyUpper: Double
        /// The same by the rule of three, 3 ÷ years; nil where a work was carried through.
        public var ruleOfThree: Double?

        /// States a history.
        ///
        /// - Parameters:
        ///   - share: The share of the attempts that were carried through.
        ///   - years: Over how many years.
        ///   - yearlyRate: Works carried through in a year.
        ///   - yearlyUpper: What that is below with 95 % probability.
        ///   - ruleOfThree: The same by the rule of three.
        public init(
            share: Share?, years: Double, yearlyRate: Double, yearlyUpper: Double, ruleOfThree: Double?
        ) {
            self.share = share
            self.years = years
            self.yearlyRate = yearlyRate
            self.yearlyUpper = yearlyUpper
            self.ruleOfThree = ruleOfThree
        }
    }

    /// What it is a class of.
    public var text: String
    /// The unit of its times.
    public var timeUnit: String
    /// The share of the class that was carried through.
    public var carriedThrough: Share
    /// The share not ended, at each time at which a work ended.
    public var steps: [Step]
    /// The time by which half had ended, by Kaplan and Meier; nil where fewer did.
    public var median: Double?
    /// The ends of the median's 95 % interval; nil for one that is beyond all times.
    public var medianLow, medianHigh: Double?
    /// The Weibull distribution; nil where fewer than two ended at different times.
    public var weibull: Weibull?
    /// What was tried at this place; nil where nobody states it.
    public var history: History?
    /// The inputs that it was made from, by id.
    public var inputs: [String]
    /// What must be known beside it, sentences.
    public var remarks: [String]

    /// States a view; all but the text and the class's share is set afterwards.
    ///
    /// - Parameters:
    ///   - text: What it is a class of.
    ///   - timeUnit: The unit of its times.
    ///   - carriedThrough: The share of the class that was carried through.
    public init(text: String, timeUnit: String, carriedThrough: Share) {
        self.text = text
        self.timeUnit = timeUnit
        self.carriedThrough = carriedThrough
        steps = []
        inputs = []
        remarks = []
    }

    /// The share of the class that had ended by a time, by Kaplan and Meier.
    ///
    /// - Parameter time: In the unit of time.
    /// - Returns: 0…1.
    public func finished(by time: Double) -> Double { 1 - (steps.last { $0.time <= time }?.unfinished ?? 1) }
}

/// The view from inside, which adds up phases, beside the one from outside, which looks at comparable works.
public struct ScheduleViews: Hashable, Codable, Sendable {
    /// A time of the inside view and what the outside view makes of it.
    public struct Comparison: Hashable, Codable, Sendable {
        /// The milestone, by id.
        public var milestone: String
        /// The share of the draws that reach it by then: 0.1, 0.5 or 0.9.
        public var share: Double
        /// The time.
        public var time: Double
        /// The share of the class that had ended by then, by Kaplan and Meier.
        public var classShare: Double
        /// The same by the Weibull distribution; nil where there is none.
        public var weibullShare: Double?

        /// States a comparison.
        ///
        /// - Parameters:
        ///   - milestone: The milestone, by id.
        ///   - share: The share of the draws that reach it by then.
        ///   - time: The time.
        ///   - classShare: The share of the class that had ended by then.
        ///   - weibullShare: The same by the Weibull distribution.
        public init(milestone: String, share: Double, time: Double, classShare: Double, weibullShare: Double?) {
            self.milestone = milestone
            self.share = share
            self.time = time
            self.classShare = classShare
            self.weibullShare = weibullShare
        }
    }

    /// When the milestones are reached if the work is carried through.
    public var inside: [Outcome]
    /// What became of comparable works.
    public var outside: OutsideView
    /// Times of the first against shares of the second.
    public var comparisons: [Comparison]

    /// States both.
    ///
    /// - Parameters:
    ///   - inside: When the milestones are reached.
    ///   - outside: What became of comparable works.
    ///   - comparisons: Times of the first against shares of the second.
    public init(inside: [Outcome], outside: OutsideView, comparisons: [Comparison]) {
        self.inside = inside
        self.outside = outside
        self.comparisons = comparisons
    }
}
