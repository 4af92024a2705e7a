import Foundation
import Statistics

extension ScheduleBlock {
    /// Puts what was seen of a step in place of what was drawn.
    mutating func observe(_ step: Int) {
        let known = program.steps[step].progress
        let bounds = program.steps[step].endsBefore
        guard known != nil || !bounds.isEmpty else { return }
        for vector in 0..<Self.vectors {
            for lane in 0..<Lanes.scalarCount { observe(step, known, bounds, vector, lane) }
        }
    }

    private mutating func observe(
        _ step: Int, _ known: ScheduleProgram.Progress?, _ bounds: [Int], _ vector: Int, _ lane: Int
    ) {
        let place = step * Self.vectors + vector
        var begin = begins[place][lane]
        var last = lasts[place][lane]
        let began = known.flatMap { self.began($0, vector, lane) }
        let ended = known.flatMap { self.ended($0, vector, lane) }
        if let began {
            begin = began
        } else if let notBegun = known?.notBegun {
            begin = max(begin, time(notBegun, vector, lane))
        }
        if let ended {
            begin = min(ended, began ?? max(min(0, ended), ended - last))
            last = ended - begin
        } else {
            if let notEnded = known?.notEnded, last > 0 || began != nil {
                last = remaining(step, passed: time(notEnded, vector, lane) - begin, vector, lane) ?? last
            }
            // What follows was seen to have begun.
            for follower in bounds {
                guard let progress = program.steps[follower].progress,
                    let limit = self.began(progress, vector, lane) ?? self.ended(progress, vector, lane)
                else { continue }
                if began == nil { begin = min(begin, limit) }
                last = max(0, min(last, limit - begin))
            }
        }
        begins[place][lane] = begin
        lasts[place][lane] = last
    }

    /// A duration on condition that it is longer than what has passed already.
    ///
    /// Its probability *u* becomes F + u (1 − F), so that 1 − u is multiplied by what is left, 1 − F. Where the stated duration cannot be that
    /// long, it ends at once.
    private func remaining(_ step: Int, passed: Float, _ vector: Int, _ lane: Int) -> Float? {
        guard passed > 0 else { return nil }
        let kind = program.steps[step].duration
        guard case .drawn(let table, let column) = program.durations[kind].number else {
            return max(passed, drawn[kind * Self.vectors + vector][lane])
        }
        let least = table.score(reaching: passed)
        guard least > -.infinity else { return nil }
        guard least < .infinity else { return passed }
        let score = score(of: kind, column, vector)[lane]
        let tail = standardNormalCumulative(-Double(score)) * standardNormalCumulative(-Double(least))
        return max(passed, table.value(at: NormalScores.shared.exceeded(with: tail)))
    }

    private func began(_ known: ScheduleProgram.Progress, _ vector: Int, _ lane: Int) -> Float? {
        guard var window = known.began else { return nil }
        if let notBegun = known.notBegun { window.first = max(window.first, min(window.last, notBegun.first)) }
        return time(window, vector, lane)
    }

    private func ended(_ known: ScheduleProgram.Progress, _ vector: Int, _ lane: Int) -> Float? {
        guard var window = known.ended else { return nil }
        for earlier in [known.began, known.notBegun, known.notEnded] {
            if let earlier { window.first = max(window.first, min(window.last, earlier.first)) }
        }
        let time = time(window, vector, lane)
        return max(time, began(known, vector, lane) ?? time)
    }

    /// When a day of a window is, counted from the day on which the work began.
    private func time(_ window: ScheduleProgram.Window, _ vector: Int, _ lane: Int) -> Float {
        guard let begins = program.begins else { return 0 }
        return Float((day(window, vector, lane) - day(begins, vector, lane)) / program.daysPerUnit)
    }

    private func day(_ window: ScheduleProgram.Window, _ vector: Int, _ lane: Int) -> Double {
        guard window.last > window.first else { return window.first }
        let score = scores[window.column * Self.vectors + vector][lane]
        return window.first + (window.last - window.first) * standardNormalCumulative(Double(score))
    }
}
