import Evidence
import Foundation
import Geodesy
import Sites
import Testing

@testable import Reporting

@Suite struct ReportTests {
    static let demo = HTMLReport().html(DemoContent.make())

    @Test func writesTheDemo() throws {
        let folder = ProcessInfo.processInfo.environment["REVISIT_REPORT_DEMO"].map { URL(fileURLWithPath: $0) }
        guard let folder else { return }
        try Self.demo.write(to: folder.appending(path: "demo.html"), atomically: true, encoding: .utf8)
    }
}
