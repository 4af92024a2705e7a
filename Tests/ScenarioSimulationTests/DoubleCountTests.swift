import Findings
import Inquiry
import ScenarioSimulation
import Scenarios
import Testing

@Suite("Nothing counts twice")
struct DoubleCountTests {
    private static let arm = Instrument.Arm(
        id: "mass", cap: ScenarioInput(id: "cap", text: "cap", number: UncertainNumber(100), unit: "t"))

    private static func delivery(
        _ id: String, _ amount: UncertainNumber, _ date: String, _ standing: Delivery.Standing = .estimated,
        bound: Bound = .exact, covers: [String]? = nil, product: String? = nil
    ) throws -> Delivery {
        Delivery(
            id: id, text: id, instruments: ["rule"], product: product, time: try CalendarSpan(date), standing: standing,
            bound: bound, amount: .stated(ScenarioInput(id: id, text: id, number: amount, unit: "t")), covers: covers,
            counts: [ArmCount(instrument: "rule", arm: "mass", factor: 1)])
    }

    private static func findings(
        _ deliveries: [Delivery], notices: [Instrument.Notice] = [], in scenario: Scenario? = nil
    ) throws -> [InstrumentFinding] {
        let start = try CalendarSpan("2020-12-22").firstDay
        let period = try #require(CapPeriod(firstDay: start, months: 12))
        var model = ScenarioModel(settings: ScenarioSettings(samples: 5000, seed: 2), scenarios: [])
        model.instruments = [
            Instrument(id: "rule", text: "rule", group: "goods", arms: [arm], period: period, notices: notices)
        ]
        model.deliveries = deliveries
        model.scenarios = [scenario].compactMap { $0 }
        let numbers = try ScenarioNumbers(model, scenario: scenario)
        return try SanctionsArithmetic(model, numbers: numbers, scenario: scenario?.id).findings()
    }

    private static func amounts(_ deliveries: [Delivery]) throws -> [Double] {
        try #require(try findings(deliveries).first).arms[0].uses.map(\.amount.spread.p50)
    }

    @Test func `an estimate that covers a report takes its place`() throws {
        let report = try Self.delivery("report", UncertainNumber(30), "2021-02", .reported)
        let other = try Self.delivery("other", UncertainNumber(5), "2021-02", .reported)
        #expect(
            try Self.amounts([
                report, other, Self.delivery("seen", UncertainNumber(80), "2021-01/2021-03", covers: ["report"]),
            ]) == [85])
        // One that is exact may find less than was reported; a lower bound cannot take anything away.
        #expect(
            try Self.amounts([report, Self.delivery("seen", UncertainNumber(20), "2021-02", covers: ["report"])]) == [
                20
            ])
        #expect(
            try Self.amounts([
                report, Self.delivery("seen", UncertainNumber(20), "2021-02", bound: .atLeast, covers: ["report"]),
            ]) == [30])
    }

    @Test func `where it is not said what an estimate covers both readings are shown`() throws {
        let report = try Self.delivery("report", UncertainNumber(30), "2021-02", .reported)
        let before = try Self.delivery("before", UncertainNumber(7), "2021-01-05", .reported)
        let seen = try Self.delivery("seen", UncertainNumber(80), "2021-02/2021-03")
        #expect(try Self.amounts([report, before, seen]) == [87, 117])
        #expect(
            try Self.amounts([
                report, before, Self.delivery("seen", UncertainNumber(80), "2021-02", covers: []),
            ]) == [117])
        // Estimates of another product cannot be the same goods.
        #expect(
            try Self.amounts([
                Self.delivery("report", UncertainNumber(30), "2021-02", .reported, product: "coal"),
                Self.delivery("seen", UncertainNumber(80), "2021-02", product: "iron"),
            ]) == [110])
    }

    @Test func `the greater of both counts draw by draw`() throws {
        let wide = try #require(UncertainNumber(.uniform, [0, 100]))
        let findings = try Self.findings([
            Self.delivery("report", UncertainNumber(50), "2021-02", .reported),
            Self.delivery("seen", wide, "2021-02"),
        ])
        let uses = findings[0].arms[0].uses
        // The mean of max(50, U) with U between 0 and 100 is 50 + 12.5.
        #expect(abs(uses[0].amount.spread.mean - 62.5) < 0.6)
        #expect(abs(uses[1].amount.spread.mean - 100) < 1.5)
        #expect(uses[0].amount.inputs == ["report", "seen"])
    }

    @Test func `a delivery over the turn of a period is divided by days`() throws {
        // From 12 to 31 December 2021: ten days before the 22nd, ten from it.
        let findings = try Self.findings([
            Self.delivery("a", UncertainNumber(40), "2021-12-12/2021-12-31", .reported)
        ])
        #expect(findings.map { $0.arms[0].uses[0].amount.spread.p50 } == [20, 20])
        #expect(findings[0].remarks.contains { $0.contains("10 of 20 days lie here; it is divided by days") })
        // What came before the first period counts nowhere.
        let early = try Self.findings([Self.delivery("a", UncertainNumber(40), "2020-12-12/2020-12-31", .reported)])
        #expect(early.map { $0.arms[0].uses[0].amount.spread.p50 } == [20])
    }

    @Test func `bounds are kept through sums`() throws {
        let least = try Self.delivery("a", UncertainNumber(40), "2021-02", bound: .atLeast, covers: [])
        let most = try Self.delivery("b", UncertainNumber(40), "2021-02", bound: .atMost, covers: [])
        #expect(try Self.findings([least])[0].arms[0].uses[0].bound == .atLeast)
        #expect(try Self.findings([most])[0].arms[0].uses[0].bound == .atMost)
        #expect(try Self.findings([least, most])[0].arms[0].uses[0].bound == .open)
        #expect(Bound.atLeast.turned == .atMost && Bound.open.turned == .open && Bound.exact.turned == .exact)
    }

    @Test func `levels are passed at the pace of deliveries`() throws {
        let notices = [0.2, 0.5, 0.9].enumerated().map {
            Instrument.Notice(
                level: ScenarioInput(id: "n\($0)", text: "level", number: UncertainNumber($1)), text: "told")
        }
        // 36.5 t in the first 100 days, by days alone: 20 t on the 55th day. At 0.365 t a day 50 t come on the 137th;
        // 90 t on the 247th.
        let findings = try Self.findings(
            [Self.delivery("a", UncertainNumber(36.5), "2020-12-22/2021-03-31", .reported)], notices: notices)
        let found = findings[0].notices
        #expect(found.map(\.passed) == [1, 0, 0])
        #expect(found.map(\.passedAtPace) == [1, 1, 1])
        #expect(found.map { ($0.day?.spread.p50 ?? 0).rounded() } == [55, 137, 247])
        #expect(found.map(\.date) == ["2021-02-14", "2021-05-07", "2021-08-25"])
    }

    @Test func `days on which levels are passed agree with adding up day by day`() throws {
        let notices = [
            Instrument.Notice(level: ScenarioInput(id: "n", text: "level", number: UncertainNumber(0.75)), text: "told")
        ]
        let spans = [
            ("2021-01-10/2021-04-09", 45.0), ("2021-03-01/2021-03-20", 22), ("2021-02-01", 3), ("2021-06", 60),
        ]
        let deliveries = try spans.enumerated().map {
            try Self.delivery("d\($0)", UncertainNumber($1.1), $1.0, .reported)
        }
        var (sum, day) = (0.0, try CalendarSpan("2020-12-22").firstDay)
        while sum < 75 {
            for (text, amount) in spans {
                let span = try CalendarSpan(text)
                if (span.firstDay...span.lastDay).contains(day) {
                    sum += amount / Double(span.lastDay - span.firstDay + 1)
                }
            }
            day += 1
        }
        #expect(try Self.findings(deliveries, notices: notices)[0].notices[0].date == CalendarSpan.text(ofDay: day - 1))
    }

    @Test func `days that only some draws have make no difference between scenarios`() throws {
        let notices = [0.3, 0.7].enumerated().map {
            Instrument.Notice(
                level: ScenarioInput(id: "n\($0)", text: "level", number: UncertainNumber($1)), text: "told")
        }
        let wide = try #require(UncertainNumber(.uniform, [40, 100]))
        let deliveries = [try Self.delivery("a", wide, "2020-12-22/2021-12-21", .reported)]
        let more = Scenario(id: "more", text: "more", factors: [.init(input: "a", factor: 1.1)])
        let base = try Self.findings(deliveries, notices: notices)[0].notices
        let then = try Self.findings(deliveries, notices: notices, in: more)[0].notices
        // 40 to 100 t reach 30 t in all draws: 365 × 30 ÷ U days, which 1.1 U lowers by an eleventh of it. They reach 70 t in
        // half of them, 1.1 times as much in 36.4 of 60.
        let sooner = try #require(base[0].day.flatMap { then[0].day?.difference(from: $0) })
        #expect(sooner.spread.percentile(99) < 0)
        #expect(abs(sooner.spread.percentile(1) + 365 * 30 / 40.0 / 11) < 1)
        let (few, many) = (try #require(base[1].day), try #require(then[1].day))
        #expect(few.sample.isEmpty && many.sample.isEmpty)
        #expect(many.difference(from: few) == nil)
        #expect(base[0].day?.text.hasSuffix("until 30 % of the cap is reached") == true)
        #expect(abs(base[1].passedAtPace - 0.5) < 0.02 && abs(then[1].passedAtPace - 36.4 / 60) < 0.02)
        for (day, notice) in [(few, base[1]), (many, then[1])] {
            let percent = Int((100 * notice.passedAtPace).rounded())
            #expect(day.text.hasSuffix("until 70 % of the cap is reached, in \(percent) % of the draws"))
        }
    }

    @Test func `a few days have no pace that could be carried on`() throws {
        let notices = [
            Instrument.Notice(level: ScenarioInput(id: "n", text: "level", number: UncertainNumber(0.5)), text: "told")
        ]
        let brief = try Self.findings(
            [Self.delivery("a", UncertainNumber(10), "2021-01-01/2021-01-29", .reported)], notices: notices)[0]
        #expect(brief.notices[0].day == nil && brief.notices[0].passedAtPace == 0)
        #expect(brief.remarks.contains { $0.contains("span less than 30 days have no pace") })
        let long = try Self.findings(
            [Self.delivery("a", UncertainNumber(10), "2021-01-01/2021-01-30", .reported)], notices: notices)[0]
        #expect(long.notices[0].day?.text.hasSuffix("is reached, at the pace of the deliveries") == true)
        #expect(!long.remarks.contains { $0.contains("no pace") })
    }

    @Test func `a report is covered only in periods in which the estimate has days`() throws {
        // Ten of the report's days lie before 22 December, ten from it; the estimate has days before it only.
        let report = try Self.delivery("report", UncertainNumber(40), "2021-12-12/2021-12-31", .reported)
        for bound in [Bound.exact, .atLeast] {
            let seen = try Self.delivery(
                "seen", UncertainNumber(60), "2021-11-01/2021-12-14", bound: bound, covers: ["report"])
            let findings = try Self.findings([report, seen])
            #expect(findings.map { $0.arms[0].uses[0].amount.spread.p50 } == [60, 20])
            #expect(findings[0].remarks.contains { $0.contains("'seen' covers 'report'") })
        }
    }

    @Test func `more reported than was delivered has no transparency`() throws {
        let report = try Self.delivery("report", UncertainNumber(30), "2021-02", .reported)
        let use = try Self.findings([
            report, Self.delivery("seen", UncertainNumber(20), "2021-02", covers: ["report"]),
        ])[0].arms[0].uses[0]
        #expect(use.transparency == nil)
        #expect(use.amount.remarks.contains { $0.hasPrefix("transparency is undefined in 100 % of the draws") })
        // In half of the draws less than what was reported was seen.
        let wide = try #require(UncertainNumber(.uniform, [20, 40]))
        let part = try Self.findings([report, Self.delivery("seen", wide, "2021-02", covers: ["report"])])[0]
            .arms[0].uses[0]
        let share = try #require(part.transparency)
        #expect(share.spread.percentile(99) <= 1 && share.spread.percentile(1) >= 0.75 && share.sample.isEmpty)
        #expect(share.remarks.contains { $0.hasPrefix("transparency is undefined in 50 % of the draws") })
    }

    @Test
    func `an estimate that is said to cover a report of other days counts once, and the finding says on whose word`()
        throws
    {
        let report = try Self.delivery("report", UncertainNumber(5), "2021-01", .reported)
        let estimate = try Self.delivery("estimate", UncertainNumber(40), "2021-02/2021-11", covers: ["report"])
        let found = try Self.findings([report, estimate])
        #expect(found.count == 1 && found[0].arms[0].uses.map(\.amount.spread.p50) == [40])
        #expect(
            found[0].remarks.contains(
                "'estimate' (2021-02/2021-11) is said to cover 'report' (2021-01), which shares no day with it; that both are the same "
                    + "rests on the case's word alone"), "\(found[0].remarks)")
        // In another period the estimate has no days, and nothing of the report is taken away.
        let later = try Self.delivery("report", UncertainNumber(5), "2021-12-25", .reported)
        let parts = try Self.findings([later, estimate])
        #expect(parts.map { $0.arms[0].uses.map(\.amount.spread.p50) } == [[40], [5]])
        #expect(parts[0].remarks.contains { $0.hasSuffix("has none in this period; here it covers nothing") })
    }

    @Test func `a lower bound is one in all that rises with it, and an upper one in what it divides`() throws {
        let report = try Self.delivery("report", UncertainNumber(20), "2021-01", .reported)
        let estimate = try Self.delivery("estimate", UncertainNumber(80), "2021-01", bound: .atLeast, covers: [])
        let found = try #require(try Self.findings([report, estimate]).first)
        let outcomes = found.boundedOutcomes
        func bounded(_ end: String) -> Outcome? { outcomes.first { $0.id.hasSuffix(end) } }
        let ratio = try #require(bounded(".ratio"))
        #expect(ratio.bound == .atLeast && ratio.sign == "≥ " && abs(ratio.spread.p50 - 1) < 1e-12)
        // At least 100 came, of which 20 were told: at most a fifth.
        let transparency = try #require(bounded(".transparency"))
        #expect(
            transparency.bound == .atMost && transparency.sign == "≤ " && abs(transparency.spread.p50 - 0.2) < 1e-12)
        #expect(found.remarks.contains("of 'estimate' only the least is told"))
        // What was reported is no bound.
        #expect(outcomes.first { $0.id.hasSuffix(".reported") }?.sign == "")
        #expect(Bound.allCases.map(\.sign) == ["", "≥ ", "≤ ", "about "])
        #expect(Bound.atLeast.joined(.atMost) == .open && Bound.atLeast.joined(.exact) == .atLeast)
    }
}
