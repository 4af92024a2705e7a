import Foundation
import Testing

@testable import Evidence

@Suite("Days of the calendar")
struct CivilDateTests {
    @Test("Every day of 1000 years is the one that Foundation's calendar tells, to its last second")
    func calendar() {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        var wrong = 0
        // From 1 January 1600 on, where the proleptic and the civil calendar are one.
        for step in 0..<36_525 {
            let start = Date(timeIntervalSince1970: -11_676_096_000 + Double(step) * 10 * 86_400)
            for date in [start, start + 86_399.5] {
                let told = CivilDate(of: date)
                let parts = calendar.dateComponents([.year, .month, .day], from: date)
                if told.year != parts.year || told.month != parts.month || told.day != parts.day { wrong += 1 }
            }
        }
        #expect(wrong == 0)
        #expect(CivilDate(of: .distantFuture).year == 4001)
        #expect(CivilDate(of: Date(timeIntervalSince1970: -62_135_596_801)).year == 0)
    }
}
