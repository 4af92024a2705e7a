import Dispatch
import Synchronization

/// Results of pieces of work that need nothing of each other, done by as many threads as there are processors.
///
/// - Parameters:
///   - count: How many pieces there are.
///   - work: Gives the result of one piece, by its number.
/// - Returns: The results in the order of the pieces, whoever did them.
func sideBySide<Result: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
    let results = Mutex<[Result?]>(Array(repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { number in
        let result = work(number)
        results.withLock { $0[number] = result }
    }
    return results.withLock { $0 }.compactMap(\.self)
}
