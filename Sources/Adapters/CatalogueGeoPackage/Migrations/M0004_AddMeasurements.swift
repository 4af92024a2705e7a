/// What is measured beside counts: a quantity with its unit and interval, a kind with its probability, or that a
/// question makes no sense; and what it was measured of.
enum M0004AddMeasurements {
    static let name = "M0004_AddMeasurements"

    static let statements: [String] =
        [
            "subject TEXT", "value DOUBLE", "value_low DOUBLE", "value_high DOUBLE", "unit TEXT", "told TEXT",
            "probability DOUBLE", "not_applicable_because TEXT",
        ].map { "ALTER TABLE observation ADD COLUMN \($0)" } + [
            "CREATE INDEX observation_subject ON observation (subject)"
        ]
}
