import Findings
import Inquiry
import ScenarioSimulation
import Scenarios
import Testing

@testable import CaseFilesYAML

@Suite("Flow through a case's links")
struct FlowTests {
    static let text = """
        carriers:
          - {id: car, text: tank car, load: 60}
          - {id: ship, text: tanker, load: 5000, fill: 0.95}
        flow:
          wanted: {value: 2, unit: Mt/y, days: stream}
          nodes:
            - {id: abroad, text: abroad, kind: source}
            - {id: yard, text: yard, kind: junction}
            - {id: farm, text: tank farm, kind: store, limit: 9000}
            - {id: plant, text: plant, kind: sink}
          links:
            - {id: rail, text: line to the yard, from: abroad, to: yard, capacity: 4000, carrier: car}
            - id: spur
              text: spur
              from: yard
              to: farm
              capacity: 540
              carrier: car
              together: 9
              stay: 0.5
              states:
                - {state: closed, until: 2013-08}
                - {state: open, from: 2013-09-01, until: 2020-01-31}
                - {state: limited, share: 0.5, from: 2020-02-01}
            - id: berth
              text: berth
              from: abroad
              to: farm
              capacity: {value: 2, unit: Mt/y, days: stream}
              carrier: ship
              stay: 1.5
              states:
                - {state: unknown, from: 2024-01-01}
            - {id: pipe, text: pipeline, from: farm, to: plant, capacity: 12000}
        """

    private func day(_ text: String) throws -> Int { try CalendarSpan(text).firstDay }

    @Test func `states count as of the day, and what nobody knows is shown open and closed`() throws {
        let read = try ScenarioText(Self.text)
        #expect(read.mistakes == [])
        let analysis = try FlowAnalysis(read.model)
        // 2 Mt in 330 days are 6060.6 t/d; half the spur brings 270 beside them.
        let now = analysis.finding(on: try day("2025-02-15"))
        #expect(abs((now.maximum?.spread.p50 ?? 0) - 6330.606) < 0.001)
        #expect(now.maximumIfClosed?.spread.p50 == 270)
        #expect(now.isEnough == 1 && now.isEnoughIfClosed == 0)
        #expect(now.remarks.first?.hasPrefix("Nobody knows the state of berth;") == true)
        #expect(now.remarks.contains("No state is stated of rail, pipe; each is taken to be open."))
        let before = analysis.finding(on: try day("2013-05-01"))
        #expect(before.parts.first { $0.id == "spur" }?.state == "closed until 2013-08-31")
        #expect(before.parts.first { $0.id == "berth" }?.isUnknown == true)
        #expect(before.maximumIfClosed?.spread.p50 == 0)
        #expect(analysis.finding(on: try day("2018-01-01")).maximumIfClosed?.spread.p50 == 540)
        let turns = try ["2013-09-01", "2020-02-01", "2024-01-01"].map { try day($0) }
        #expect(read.model.flow?.turningDays == turns)
    }

    @Test func `the berth and the spur bound the flow, and what must come by ship would be seen`() throws {
        let analysis = try FlowAnalysis(try ScenarioText(Self.text).model)
        let now = analysis.finding()
        let bounds = now.parts.filter { $0.bottleneck == 1 }.map(\.id)
        #expect(bounds == ["spur", "berth"])
        #expect(now.parts.filter { $0.raises == 1 }.map(\.id) == ["spur", "berth"])
        let berth = try #require(now.parts.first { $0.id == "berth" })
        // Without the berth 270 t/d come: 5790.6 must pass it, in ships of 4750 t.
        #expect(abs((berth.mustCarry?.spread.p50 ?? 0) - 5790.606) < 0.001)
        #expect(abs((berth.carriersADay?.spread.p50 ?? 0) - 1.2191) < 0.0001)
        #expect(
            berth.carriersADay?.inputs.sorted() == [
                "carriers.ship.fill", "carriers.ship.load", "flow.links.berth.capacity", "flow.links.pipe.capacity",
                "flow.links.rail.capacity", "flow.links.spur.capacity", "flow.links.spur.states.3.share",
                "flow.nodes.farm.limit", "flow.wanted",
            ])
        // Nothing must come by the spur; 4.5 cars a day can.
        let spur = try #require(now.parts.first { $0.id == "spur" })
        #expect(spur.carriersADay?.spread.p50 == 0 && spur.carriersADayAtMost?.spread.p50 == 4.5)
        // One look finds what came in the 1.5 days before it: exp(−1.2191 × 1.5 × 0.8) each.
        let looks = (0..<3).map { LinkLook(time: Double($0) * 30, detection: 0.8) }
        let unseen = try analysis.chanceUnseen("berth", looks: looks)
        #expect(abs(unseen.spread.mean - 0.012427) < 1e-5)
        #expect(try analysis.chanceUnseen("spur", looks: looks).spread.mean == 1)
        #expect(throws: ScenarioFlaw.self) { try analysis.chanceUnseen("rail", looks: looks) }
        #expect(throws: ScenarioFlaw.self) { try analysis.chanceUnseen("road", looks: looks) }
    }

    @Test func `of two links in a row the probability of being the bottleneck is that of being the narrower`() throws {
        let text = """
            flow:
              nodes:
                - {id: a, text: a, kind: source}
                - {id: b, text: b, kind: junction}
                - {id: c, text: c, kind: sink}
              links:
                - {id: first, text: first, from: a, to: b, capacity: {uniform: [0, 4]}}
                - {id: second, text: second, from: b, to: c, capacity: {uniform: [2, 4]}}
            """
        let finding = try FlowAnalysis(try ScenarioText(text, samples: 20_000).model).finding()
        // P(first < second) for U(0, 4) and U(2, 4): 1/2 + 1/2 × 1/2; mean of the lesser: 1/2 × 1 + 1/2 × 8/3.
        #expect(abs((finding.parts.first?.bottleneck ?? 0) - 0.75) < 0.02)
        #expect(abs((finding.parts.last?.bottleneck ?? 0) - 0.25) < 0.02)
        #expect(abs((finding.maximum?.spread.mean ?? 0) - 11 / 6.0) < 0.03)
    }

    @Test func `a way without bounds is said to have none`() throws {
        let text = """
            flow:
              nodes: [{id: a, text: a, kind: source}, {id: c, text: c, kind: sink}]
              links: [{id: way, text: way, from: a, to: c}]
            """
        let finding = try FlowAnalysis(try ScenarioText(text).model).finding()
        #expect(finding.maximum == nil)
        #expect(finding.remarks.contains { $0.hasPrefix("A way from a source to a sink has no bound") })
    }

    private static let head = """
        flow:
          nodes: [{id: a, text: a, kind: source}, {id: c, text: c, kind: sink}]
          links:

        """

    @Test(arguments: [
        (
            "    - {id: way, text: way, from: a, to: d}",
            "case.yaml:4:41: error: the link 'way' leads to 'd', which is no node"
        ),
        (
            "    - {id: way, text: way, from: a, to: c, capacity: -5}",
            "case.yaml:4:54: error: capacity of 'way' ('flow.links.way.capacity') is -5 t/d; expected a number in t/d of 0 or more"
        ),
        (
            "    - {id: way, text: way, from: a, to: c, capacity: {value: 3, unit: km}}",
            "case.yaml:4:71: error: km and t/d do not convert; expected units that measure the same"
        ),
        (
            "    - {id: way, text: way, from: a, to: c, zone: quay}",
            "case.yaml:4:50: error: there is no zone 'quay'"
        ),
        (
            "    - {id: way, text: way, from: a, to: a}",
            "case.yaml:4:41: error: the link 'way' leads from 'a' to itself"
        ),
        (
            "    - {id: c, text: way, from: a, to: c}", "case.yaml:4:12: error: a link has the id 'c' of another"
        ),
        (
            "    - id: way\n      text: way\n      from: a\n      to: c\n      states:\n"
                + "        - {state: open, from: 2020-01-01, until: 2021-06-30}\n        - {state: closed, from: 2021-06-01}",
            "case.yaml:10:11: error: the link 'way' is 'closed from 2021-06-01' and 'open from 2020-01-01 until 2021-06-30' of "
                + "line 9 on the same day; let one state end"
        ),
        (
            "    - id: way\n      text: way\n      from: a\n      to: c\n      states:\n"
                + "        - {state: open, from: 2020-05-01, until: 2020-04-30}",
            "case.yaml:9:50: error: a state of the link 'way' ends before it begins"
        ),
        (
            "    - id: way\n      text: way\n      from: a\n      to: c\n      states:\n        - {state: limited, share: 0.5}",
            "case.yaml:9:11: error: the link 'way' is limited to a share of a capacity that it does not have"
        ),
    ])
    func `says what is wrong and where`(text: String, mistake: String) throws {
        let found = try ScenarioText(Self.head + text, zones: ["gate"]).mistakes
        #expect(found.first?.hasPrefix(mistake) == true, "\(found)")
    }
}
