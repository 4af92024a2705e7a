/// What is asked, in the open: competing hypotheses, what each predicts, what hangs on the answer, what is taken for granted.
public struct HypothesisInquiry: Hashable, Codable, Sendable {
    /// The competing answers; two or more.
    public var hypotheses: [Hypothesis]
    /// What would be seen.
    public var indicators: [Indicator]
    /// Questions that hang on the hypotheses and on each other, each after those it hangs on.
    public var questions: [LinkedQuestion]
    /// What is taken for granted.
    public var assumptions: [KeyAssumption]
    /// Structured questions on deception with the analyst's answers.
    public var deception: [DeceptionAnswer]
    /// How evidence is weighed and told.
    public var settings: AssessmentSettings
    /// What other analysts judge, apart from the case's own.
    public var analysts: [AnalystJudgement]

    /// Makes an inquiry.
    public init(
        hypotheses: [Hypothesis], indicators: [Indicator] = [], questions: [LinkedQuestion] = [],
        assumptions: [KeyAssumption] = [], deception: [DeceptionAnswer] = [],
        settings: AssessmentSettings = AssessmentSettings(), analysts: [AnalystJudgement] = []
    ) {
        self.hypotheses = hypotheses
        self.indicators = indicators
        self.questions = questions
        self.assumptions = assumptions
        self.deception = deception
        self.settings = settings
        self.analysts = analysts
    }
}
