public import Inquiry

/// How an instrument fared in one of its periods, in one scenario.
public struct InstrumentFinding: Hashable, Codable, Sendable {
    /// The instrument, by id.
    public var instrument: String
    /// The scenario, by id; nil for the numbers as they are stated.
    public var scenario: String?
    /// The period.
    public var period: CalendarSpan
    /// How it fared at each of its caps, in the order of the instrument.
    public var arms: [Arm]
    /// Which cap is reached first, each arm with the share of draws in which it is; they add up to 1. Empty where
    /// nothing counts.
    public var binding: [BindingShare]
    /// Which notice levels were passed, in rising order.
    public var notices: [Notice]
    /// What is made at home, and what imports it leaves; one for each arm that it can be compared with.
    public var home: [Home]
    /// What must be known beside it, sentences.
    public var remarks: [String]

    /// States a finding.
    ///
    /// - Parameters:
    ///   - instrument: The instrument, by id.
    ///   - scenario: The scenario, by id.
    ///   - period: The period.
    ///   - arms: How it fared at each of its caps.
    ///   - binding: Which cap is reached first.
    ///   - notices: Which notice levels were passed.
    ///   - home: What is made at home.
    ///   - remarks: What must be known beside it.
    public init(
        instrument: String, scenario: String?, period: CalendarSpan, arms: [Arm], binding: [BindingShare],
        notices: [Notice], home: [Home], remarks: [String]
    ) {
        self.instrument = instrument
        self.scenario = scenario
        self.period = period
        self.arms = arms
        self.binding = binding
        self.notices = notices
        self.home = home
        self.remarks = remarks
    }

    /// All its outcomes, in their order.
    public var outcomes: [Outcome] {
        arms.flatMap { arm in
            [arm.cap, arm.reported, arm.reportedRatio].compactMap { $0 }
                + arm.uses.flatMap {
                    [$0.amount, $0.ratio, $0.excess, $0.transparency, $0.effectiveness].compactMap { $0 }
                }
        } + notices.compactMap(\.day)
            + home.flatMap { [$0.made, $0.equivalent, $0.importsNeeded, $0.importsReplaced].compactMap { $0 } }
    }

    /// How often an arm is the one that is reached first.
    public struct BindingShare: Hashable, Codable, Sendable {
        /// The arm, by id.
        public var arm: String
        /// The share of draws, 0…1.
        public var share: Double

        /// States a share.
        ///
        /// - Parameters:
        ///   - arm: The arm, by id.
        ///   - share: The share of draws.
        public init(arm: String, share: Double) {
            self.arm = arm
            self.share = share
        }
    }

    /// How an instrument fared at one of its caps.
    public struct Arm: Hashable, Codable, Sendable {
        /// The arm, by id.
        public var arm: String
        /// The cap.
        public var cap: Outcome
        /// What was reported.
        public var reported: Outcome
        /// What was reported, as a multiple of the cap; nil where the cap is 0.
        public var reportedRatio: Outcome?
        /// What was delivered by reports and estimates together: one reading, or the least and the greatest one where
        /// it is not said whether an estimate covers a report.
        public var uses: [Use]

        /// States how it fared.
        ///
        /// - Parameters:
        ///   - arm: The arm, by id.
        ///   - cap: The cap.
        ///   - reported: What was reported.
        ///   - reportedRatio: What was reported, as a multiple of the cap.
        ///   - uses: What was delivered by reports and estimates together.
        public init(arm: String, cap: Outcome, reported: Outcome, reportedRatio: Outcome?, uses: [Use]) {
            self.arm = arm
            self.cap = cap
            self.reported = reported
            self.reportedRatio = reportedRatio
            self.uses = uses
        }
    }

    /// One reading of what counts against a cap.
    public struct Use: Hashable, Codable, Sendable {
        /// "as said", "if estimates cover the reports", "if estimates come on top of the reports".
        public var reading: String
        /// Whether amount, ratio and excess are bounds; effectiveness and transparency are then bounds the other way
        /// round.
        public var bound: Bound
        /// How much.
        public var amount: Outcome
        /// As a multiple of the cap; nil where the cap is 0.
        public var ratio: Outcome?
        /// By how much the cap is exceeded; 0 where it is not.
        public var excess: Outcome
        /// What was reported, as a share of all that was delivered; nil where nothing was, or all of it is supposed.
        public var transparency: Outcome?
        /// 1 where no more than the cap was delivered, 0 where as much as without one; nil where no demand above the
        /// cap is stated.
        public var effectiveness: Outcome?

        /// States a reading.
        ///
        /// - Parameters:
        ///   - reading: Which reading it is.
        ///   - bound: Whether amount, ratio and excess are bounds.
        ///   - amount: How much.
        ///   - ratio: As a multiple of the cap.
        ///   - excess: By how much the cap is exceeded.
        ///   - transparency: What was reported, as a share of all that was delivered.
        ///   - effectiveness: From 0 to 1.
        public init(
            reading: String, bound: Bound, amount: Outcome, ratio: Outcome?, excess: Outcome, transparency: Outcome?,
            effectiveness: Outcome?
        ) {
            self.reading = reading
            self.bound = bound
            self.amount = amount
            self.ratio = ratio
            self.excess = excess
            self.transparency = transparency
            self.effectiveness = effectiveness
        }
    }

    /// A notice level, and whether it was passed.
    public struct Notice: Hashable, Codable, Sendable {
        /// The level, as a share of the cap; the middle of its range.
        public var level: Double
        /// What follows.
        public var text: String
        /// The share of draws in which the deliveries known pass it.
        public var passed: Double
        /// The share of draws in which it is passed by these or, at their pace, by the end of the period.
        public var passedAtPace: Double
        /// Days from the beginning of the period to when it is passed, in the draws that pass it at this pace; nil
        /// where none does.
        public var day: Outcome?
        /// The day of the median, as ISO 8601 writes it; nil where no draw passes it.
        public var date: String?

        /// States a notice level.
        ///
        /// - Parameters:
        ///   - level: The level, as a share of the cap.
        ///   - text: What follows.
        ///   - passed: The share of draws in which it is passed.
        ///   - passedAtPace: The share of draws in which it is passed by the end of the period at this pace.
        ///   - day: Days from the beginning of the period.
        ///   - date: The day of the median.
        public init(
            level: Double, text: String, passed: Double, passedAtPace: Double, day: Outcome?, date: String?
        ) {
            self.level = level
            self.text = text
            self.passed = passed
            self.passedAtPace = passedAtPace
            self.day = day
            self.date = date
        }
    }

    /// What is made at home beside a cap on imports, which it does not breach.
    public struct Home: Hashable, Codable, Sendable {
        /// The arm in whose unit it is told, by id.
        public var arm: String
        /// What is made in a period.
        public var made: Outcome
        /// As a multiple of the cap, for the scale only; nil where the cap is 0.
        public var equivalent: Outcome?
        /// Imports still needed to meet the demand; nil where no demand is stated.
        public var importsNeeded: Outcome?
        /// By how much it lowers the imports needed; nil where no demand is stated.
        public var importsReplaced: Outcome?

        /// States what is made at home.
        ///
        /// - Parameters:
        ///   - arm: The arm in whose unit it is told.
        ///   - made: What is made in a period.
        ///   - equivalent: As a multiple of the cap.
        ///   - importsNeeded: Imports still needed to meet the demand.
        ///   - importsReplaced: By how much it lowers the imports needed.
        public init(
            arm: String, made: Outcome, equivalent: Outcome?, importsNeeded: Outcome?, importsReplaced: Outcome?
        ) {
            self.arm = arm
            self.made = made
            self.equivalent = equivalent
            self.importsNeeded = importsNeeded
            self.importsReplaced = importsReplaced
        }
    }
}
