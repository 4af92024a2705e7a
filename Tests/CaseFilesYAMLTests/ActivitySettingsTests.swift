import Foundation
import Sites
import Testing

@testable import CaseFilesYAML

@Suite("The section 'activity' of case.yaml")
struct ActivitySettingsTests {
    private static func bench(_ section: String) throws -> CaseBench {
        try CaseBench([
            "case.yaml": "id: a\ntitle: A\nquestion: How many?\n" + section,
            "site.geojson": CaseBench.site(CaseBench.zone()),
        ])
    }

    @Test("Everything that may be set is read, and nothing is set where nothing is said")
    func complete() throws {
        let found = try Self.bench(
            """
            time_zone: Asia/Pyongyang
            activity:
              confidence: 0.9
              unmeasured_detection: 0.6
              visit_days: {ship: [10, 1, 3], other: 2}
              stay_days:
                ship: [0.5, 60]
                other: [0.1, 1000]
              interval: 0.95
              least_stays: 8
              least_days: 20
              least_repeated: 12
            """
        ).read()
        let settings = try #require(found.activity)
        #expect(settings.confidence == 0.9 && settings.unmeasuredDetection == 0.6 && settings.intervalLevel == 0.95)
        #expect(settings.visitDays == ["ship": [1, 3, 10], "other": [2]])
        #expect(settings.stayDays == ["ship": 0.5...60, "other": 0.1...1000])
        #expect(settings.leastStays == 8 && settings.leastDays == 20 && settings.leastRepeated == 12)
        #expect(found.timeZone == "Asia/Pyongyang")
        #expect(try Self.bench("").read().activity == nil)
    }

    @Test(
        "Each mistake is told at its line",
        arguments: [
            ("activity: 3", 4, "'activity' is '3'"),
            ("activity:\n  confidense: 0.9", 5, "'activity' has no key 'confidense'"),
            ("activity:\n  confidence: 95", 5, "'confidence' is 95"),
            ("activity:\n  unmeasured_detection: 0", 5, "'unmeasured_detection' is 0"),
            ("activity:\n  least_stays: 5.5", 5, "'least_stays' is 5.5"),
            ("activity:\n  visit_days: 3", 5, "'visit_days' is '3'"),
            ("activity:\n  visit_days:\n    ship: [1, -2]", 6, "a length of 'ship' is '-2'"),
            ("activity:\n  visit_days:\n    ship: [1, .inf]", 6, "a length of 'ship' is '.inf'"),
            ("activity:\n  visit_days:\n    ship: []", 6, "'ship' has no length"),
            ("activity:\n  visit_days:\n    Ship!: 2", 6, "'visit_days' names the class 'Ship!'"),
            ("activity:\n  visit_days:\n    ship: [1, 2, 3, 4, 5, 6, 7]", 6, "'ship' has 7 lengths"),
            ("activity:\n  stay_days:\n    ship: [60, 0.5]", 6, "'ship' is no range of days"),
            ("activity:\n  stay_days:\n    ship: 4", 6, "'ship' is no range of days"),
        ])
    func mistakes(section: String, line: Int, problem: String) throws {
        let found = try Self.bench(section).check()
        let mistake = try #require(found.first { $0.severity == .error })
        #expect(mistake.file == "case.yaml" && mistake.position?.line == line)
        #expect(mistake.problem == problem)
        #expect(!mistake.expected.isEmpty)
    }
}
