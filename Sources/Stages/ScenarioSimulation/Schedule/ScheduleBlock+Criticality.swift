extension ScheduleBlock {
    /// In how many draws each step takes time on the longest way to a milestone.
    ///
    /// Goes back from the milestone: whoever it had to wait for until the end lies on the way, and so does whoever those waited for. Of
    /// ways that are equally long all count. A step whose begin was seen ends the way.
    ///
    /// - Parameters:
    ///   - milestone: Its number.
    ///   - draws: How many of the block's draws count, from the first.
    /// - Returns: A number for each step.
    func critical(to milestone: Int, draws: Int) -> [Int] {
        let (vectors, none) = (Self.vectors, Mask(repeating: false))
        var reaches = [Mask](repeating: none, count: program.steps.count * vectors)
        var counts = [SIMD16<Int32>](repeating: .zero, count: program.steps.count)
        var takesTime = reaches
        let lanes = Lanes.scalarCount
        func pass(_ wait: ScheduleProgram.Wait, _ time: Lanes, _ mask: Mask, _ vector: Int) {
            let tight = mask .& (free(after: wait, vector) .>= time)
            let place = wait.step * vectors + vector
            reaches[place] = reaches[place] .| tight
            if wait.fraction > 0 { takesTime[place] = takesTime[place] .| tight }
        }
        for vector in 0..<vectors {
            var counted = Mask(repeating: true)
            for lane in 0..<lanes where vector * lanes + lane >= draws { counted[lane] = false }
            for wait in program.milestones[milestone] {
                pass(wait, reached[milestone * vectors + vector], counted, vector)
            }
        }
        for step in program.steps.indices.reversed() {
            let waits = program.steps[step].waits
            let isSeen = program.steps[step].progress?.isKnownToBeNeeded == true
            for vector in 0..<vectors {
                let place = step * vectors + vector
                let counted = takesTime[place] .& (lasts[place] .> 0)
                counts[step] &+= SIMD16<Int32>.zero.replacing(with: 1, where: counted)
                if isSeen { continue }
                for wait in waits { pass(wait, begins[place], reaches[place], vector) }
            }
        }
        return counts.map { Int($0.wrappedSum()) }
    }
}
