/// Scenes that are worked on at one time.
extension Analysis {
    /// How many scenes are in work at one time.
    ///
    /// Stages share the tiles of a scene among processors but read, join and keep in one task; a second scene fills that time. More would
    /// only take memory.
    static let lanes = 2

    /// Does a piece of work for each of several items, some at one time.
    ///
    /// What is made of an item must not depend on the others'. Results and account are in the order of the items, whichever is ready first.
    ///
    /// - Parameters:
    ///   - items: The items.
    ///   - summary: The account, to which each piece of work's own is added.
    ///   - work: Does one piece of work and keeps account of it.
    /// - Returns: One result for each item.
    /// - Throws: What the work throws first; the others are cancelled then.
    func sideBySide<Item: Sendable, Made: Sendable>(
        _ items: [Item], _ summary: inout AnalysisSummary,
        _ work: @escaping @Sendable (Item, inout AnalysisSummary) async throws -> Made
    ) async throws -> [Made] {
        let finished = try await withThrowingTaskGroup(of: (Int, Made, AnalysisSummary).self) { group in
            var next = 0
            func begin() {
                guard next < items.count else { return }
                let (number, item) = (next, items[next])
                next += 1
                group.addTask {
                    var own = AnalysisSummary()
                    let made = try await work(item, &own)
                    return (number, made, own)
                }
            }
            for _ in 0..<Self.lanes { begin() }
            var finished: [(number: Int, made: Made, summary: AnalysisSummary)] = []
            while let one = try await group.next() {
                finished.append(one)
                begin()
            }
            return finished.sorted { $0.number < $1.number }
        }
        for one in finished { summary.add(one.summary) }
        return finished.map(\.made)
    }
}
