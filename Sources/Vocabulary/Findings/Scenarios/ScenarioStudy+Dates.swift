extension ScenarioStudy {
    /// Milestones with their dates in each scenario, in the order of the scenarios.
    public struct DatedMilestone: Hashable, Sendable {
        /// The milestone, by id.
        public var milestone: String
        /// What it is.
        public var text: String
        /// The days by which it is reached, one to each scenario; nil where nobody states when the work begins.
        public var dates: [MilestoneDates?]
    }

    /// Milestones that have dates, in the schedule's order; none where nobody states when the work begins.
    public var datedMilestones: [DatedMilestone] {
        guard let schedule = scenarios.compactMap(\.schedule).first(where: { $0.calendar != nil }) else { return [] }
        return schedule.milestones.map { milestone in
            DatedMilestone(
                milestone: milestone.milestone, text: milestone.outcome.text,
                dates: scenarios.map { finding in
                    finding.schedule?.milestones.first { $0.milestone == milestone.milestone }?.dates
                })
        }
    }
}
