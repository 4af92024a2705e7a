import Evidence
import Foundation
import Testing

@testable import Reporting

@Suite struct CountChartTests {
    private static let day = 86_400.0

    private func chart(_ kinds: [(day: Double, kind: CountChart.Kind)], wholeDays: Set<Double> = []) -> CountChart {
        let start = Date(timeIntervalSince1970: 1_672_531_200)
        return CountChart(
            title: "Zone: ships",
            points: kinds.map { entry in
                let date = start + entry.day * Self.day
                let time =
                    wholeDays.contains(entry.day)
                    ? AcquisitionTime(start: date, end: date + Self.day) : AcquisitionTime(instant: date)
                return .init(time: time, kind: entry.kind, link: "x", label: "l")
            },
            axis: TimeAxis(start: start, end: start + 100 * Self.day, left: 0, right: 1060),
            longestJoin: 20 * Self.day, name: "n")
    }

    private func count(_ value: Int, isWhole: Bool = true) -> CountChart.Kind {
        .count(value, low: max(0, value - 1), high: value + 1, isWhole: isWhole)
    }

    private func drawn(_ chart: CountChart) -> String {
        var page = MarkupWriter()
        chart.draw(&page)
        return page.markup
    }

    @Test func usableNeighboursAreJoined() {
        let chart = chart([(0, count(1)), (10, count(2))])
        #expect(chart.joinedPairs.map(\.0) == [0])
        #expect(drawn(chart).components(separatedBy: "<path").count == 2)
    }

    @Test(arguments: [CountChart.Kind.notUsable, .undetermined])
    func nothingIsDrawnAcrossALookThatGaveNothing(_ kind: CountChart.Kind) {
        let chart = chart([(0, count(1)), (5, kind), (10, count(2))])
        #expect(chart.joinedPairs.isEmpty)
        #expect(!drawn(chart).contains("<path"))
        #expect(chart.unseenSpans.contains { $0.to.timeIntervalSince($0.from) == 10 * Self.day })
    }

    @Test func nothingIsDrawnAcrossALongGap() {
        let chart = chart([(0, count(1)), (50, count(2))])
        #expect(!drawn(chart).contains("<path"))
        #expect(chart.unseenSpans.contains { $0.to.timeIntervalSince($0.from) == 50 * Self.day })
    }

    @Test func partialCountsAreHollowAndNotJoined() {
        let chart = chart([(0, count(1)), (5, count(1, isWhole: false)), (10, count(2))])
        #expect(!drawn(chart).contains("<path"))
        #expect(drawn(chart).contains("class=\"point partial\""))
    }

    @Test func notUsableIsACrossBelowTheAxis() {
        let text = drawn(chart([(5, .notUsable)]))
        #expect(text.components(separatedBy: "class=\"cross\"").count == 3)
        #expect(!text.contains("class=\"point"))
    }

    @Test func wholeDayIsADayWide() throws {
        let chart = chart([(50, count(1))], wholeDays: [50])
        // 100 days and 3 days of margin on either side over 1060 units: 10 units for a day.
        #expect(chart.axis.x(chart.points[0].time.start) == 530)
        #expect(drawn(chart).contains("class=\"span\" x1=\"530\""))
        #expect(drawn(chart).contains("x2=\"540\""))
    }

    @Test(arguments: [0.001, 1, 3, 20, 60, 200, 700, 2000, 9000, 40_000])
    func axesHaveAFewRoundDates(_ days: Double) {
        let start = Date(timeIntervalSince1970: 1_600_000_000)
        let ticks = TimeAxis(start: start, end: start + days * Self.day, left: 0, right: 100).ticks(limit: 7)
        #expect(ticks.count <= 8)
        #expect(days < 0.1 || ticks.count >= 1)
        #expect(Set(ticks.map(\.label)).count == ticks.count)
    }
}
