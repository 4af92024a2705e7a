/// What is wrong with a network, with a question to it or with its evidence.
public enum DiscreteNetworkError: Error, Hashable, Sendable {
    /// A network without variables.
    case noVariables
    /// More variables than are allowed.
    case tooManyVariables(found: Int, limit: Int)
    /// Two variables of one name.
    case duplicateVariable(String)
    /// A variable without states.
    case noStates(variable: String)
    /// More states than are allowed.
    case tooManyStates(variable: String, found: Int, limit: Int)
    /// Two states of one name.
    case duplicateState(variable: String, state: String)
    /// A parent that is no variable of the network.
    case unknownParent(variable: String, parent: String)
    /// A parent that stands twice.
    case duplicateParent(variable: String, parent: String)
    /// Variables that depend on themselves: from each to the next, the last is the first again.
    case cyclic([String])
    /// One table is too large.
    case tooLargeTable(variable: String, limit: Int)
    /// All tables together are too large.
    case tooManyEntries(limit: Int)
    /// A table of another length than states and parents need.
    case wrongNumberOfEntries(variable: String, found: Int, wanted: Int)
    /// An entry that is no probability; `given` tells the states of the parents.
    case probabilityOutside(variable: String, state: String, given: String, value: Double)
    /// A row that does not sum to one; `given` tells the states of the parents.
    case rowSum(variable: String, given: String, sum: Double)

    /// A question about a variable that the network does not have.
    case unknownVariable(String)
    /// Evidence of a state that the variable does not have.
    case unknownState(variable: String, state: String)
    /// Likelihoods that are not as many as the variable has states.
    case wrongNumberOfLikelihoods(variable: String, found: Int, wanted: Int)
    /// A likelihood that is below 0, infinite or not a number.
    case likelihoodOutside(variable: String, position: Int, value: Double)
    /// More items of evidence than are allowed.
    case tooMuchEvidence(found: Int, limit: Int)
    /// Evidence of probability 0: all its items, and how many of them, from the first on, cannot be true together
    /// already.
    case impossibleEvidence(items: [String], firstImpossible: Int)
    /// Evidence that is possible, but with ratios beyond what the arithmetic can hold.
    case vanishingEvidence(items: [String])
    /// Exact inference would need too large tables; the variables are those of the largest, `entries` its size.
    case tooWide(variables: [String], entries: Double, limit: Int)
    /// Two algorithms give different answers, which shows that one of them is wrong or that digits were lost.
    case disagreement(what: String, elimination: Double, tree: Double)
}

extension DiscreteNetworkError: CustomStringConvertible {
    /// The error as a sentence.
    public var description: String {
        switch self {
        case .noVariables, .tooManyVariables, .duplicateVariable, .noStates, .tooManyStates, .duplicateState,
            .unknownParent, .duplicateParent, .cyclic:
            graphSentence
        case .tooLargeTable, .tooManyEntries, .wrongNumberOfEntries, .probabilityOutside, .rowSum:
            tableSentence
        default:
            questionSentence
        }
    }

    private var graphSentence: String {
        switch self {
        case .noVariables:
            "The network has no variables; give it at least one."
        case .tooManyVariables(let found, let limit):
            "The network has \(found) variables, more than the \(limit) that are allowed; divide it."
        case .duplicateVariable(let id):
            "Two variables of the network are called '\(id)'; give each a name of its own."
        case .noStates(let variable):
            "The variable '\(variable)' has no states; give it at least one."
        case .tooManyStates(let variable, let found, let limit):
            "The variable '\(variable)' has \(found) states, more than the \(limit) that are allowed; join some."
        case .duplicateState(let variable, let state):
            "Two states of '\(variable)' are called '\(state)'; give each a name of its own."
        case .unknownParent(let variable, let parent):
            "The variable '\(variable)' depends on '\(parent)', which is no variable of the network; add it or correct the"
                + " name."
        case .duplicateParent(let variable, let parent):
            "The variable '\(variable)' names '\(parent)' twice among its parents; take one away."
        case .cyclic(let circle):
            "The variables depend on each other in a circle: \(circle.joined(separator: " → ")); take one arrow away."
        default:
            ""
        }
    }

    private var tableSentence: String {
        switch self {
        case .tooLargeTable(let variable, let limit):
            "The table of '\(variable)' would have more than \(limit) entries; give it fewer parents or fewer states."
        case .tooManyEntries(let limit):
            "The tables of the network have more than \(limit) entries together; use fewer parents or fewer states."
        case .wrongNumberOfEntries(let variable, let found, let wanted):
            "The table of '\(variable)' has \(found) entries, but its states and parents need \(wanted)."
        case .probabilityOutside(let variable, let state, let given, let value):
            "The probability of \(variable) = \(state)\(Self.words(given)) is \(value), but must lie in 0…1."
        case .rowSum(let variable, let given, let sum):
            "The probabilities of '\(variable)'\(Self.words(given)) sum to \(sum), but must sum to 1."
        default:
            ""
        }
    }

    private var questionSentence: String {
        switch self {
        case .unknownVariable(let id):
            "The network has no variable '\(id)'; correct the name."
        case .unknownState(let variable, let state):
            "The variable '\(variable)' has no state '\(state)'; correct the name."
        case .wrongNumberOfLikelihoods(let variable, let found, let wanted):
            "The evidence on '\(variable)' has \(found) likelihoods, but the variable has \(wanted) states."
        case .likelihoodOutside(let variable, let position, let value):
            "The likelihood at position \(position) of the evidence on '\(variable)' is \(value), but must be a finite"
                + " number of 0 or more."
        case .tooMuchEvidence(let found, let limit):
            "There are \(found) items of evidence, more than the \(limit) that are allowed."
        case .impossibleEvidence(let items, let first):
            Self.impossible(items, first)
        case .vanishingEvidence(let items):
            "The evidence is possible, but its likelihoods differ by more than numbers can hold: \(Self.list(items))."
                + " Use less extreme likelihoods."
        case .tooWide(let variables, let entries, let limit):
            "Exact inference would need tables of more than \(limit) entries together; the widest joins"
                + " \(Self.list(variables)) in \(entries.formattedCount) entries. Use fewer parents or fewer states."
        case .disagreement(let what, let elimination, let tree):
            "Two ways of exact inference disagree on \(what): variable elimination gives \(elimination), the junction"
                + " tree \(tree). Do not use either; use less extreme probabilities."
        default:
            ""
        }
    }

    private static func words(_ given: String) -> String { given.isEmpty ? "" : " given \(given)" }

    /// At most a dozen of the words.
    private static func list(_ words: [String]) -> String {
        words.count <= 12
            ? words.joined(separator: ", ")
            : words.prefix(12).joined(separator: ", ") + " and \(words.count - 12) more"
    }

    private static func impossible(_ items: [String], _ first: Int) -> String {
        guard first < items.count else {
            return items.count == 1
                ? "The evidence \(list(items)) is impossible in this network."
                : "These items of evidence cannot be true together in this network: \(list(items))."
        }
        let rest = items.count - first
        return first == 1
            ? "The evidence \(list([items[0]])) is impossible in this network; \(rest) more items follow it."
            : "The first \(first) of \(items.count) items of evidence cannot be true together in this network:"
                + " \(list(Array(items.prefix(first))))."
    }
}

extension Double {
    /// A count as it is as long as it is exact, else as a power.
    fileprivate var formattedCount: String { self < 1e15 ? "\(Int(self))" : "\(self)" }
}
