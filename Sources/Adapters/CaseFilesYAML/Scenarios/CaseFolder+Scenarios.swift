import Foundation
import Inquiry
import Scenarios
import Sites
import Yams

/// Where a number of a case's scenarios is written.
public struct InputPlace: Hashable, Sendable, CustomStringConvertible {
    /// The file, from the case folder.
    public let file: String
    /// Its line, from 1.
    public let line: Int
    /// Its column, from 1.
    public let column: Int

    /// "scenarios.yaml:12:15".
    public var description: String { "\(file):\(line):\(column)" }
}

/// What was read of a case's scenarios.
struct ScenarioFindings {
    var model: ScenarioModel?
    var places: [String: InputPlace] = [:]
    /// Mistakes in a file other than `case.yaml`.
    var mistakes: [Mistake] = []
}

extension CaseFolder {
    /// Reads what stands under 'scenarios' in `case.yaml`, or in the file that is named there.
    ///
    /// - Parameters:
    ///   - node: What stands there; nil for nothing.
    ///   - sources: What sources say; its units are used.
    ///   - hasSources: Whether the case describes its sources.
    ///   - zones: Ids of the site's zones; nil where the site could not be read.
    ///   - siteLinks: Links of the site; nil where the site could not be read.
    ///   - hypotheses: The case's hypotheses; nil where it states none.
    ///   - log: Takes the mistakes of `case.yaml`.
    /// - Returns: The model, and the mistakes of the other file.
    func readScenarios(
        _ node: Node?, sources: SourceBook, hasSources: Bool, zones: [String]?, siteLinks: [Link]?,
        hypotheses: [Hypothesis]?,
        log: inout MistakeLog
    ) -> ScenarioFindings {
        guard let node else { return ScenarioFindings() }
        func read(_ node: Node, _ log: MistakeLog, file: String) -> (ScenarioFindings, MistakeLog) {
            let tree = hypotheses.map { HypothesisTree($0) }
            var leaves: [String: [String]] = [:]
            for leaf in tree?.leafIDs.indices ?? 0..<0 {
                for name in tree?.lineage(ofLeaf: leaf) ?? [] {
                    leaves[name, default: []].append(tree?.leafIDs[leaf] ?? name)
                }
            }
            var reader = ScenarioReader(
                log: log, units: sources.units, sources: hasSources ? sources.sources.map(\.id) : nil, zones: zones,
                siteLinks: siteLinks, hypotheses: tree?.entries.map(\.id), hypothesisLeaves: leaves)
            let model = reader.model(node)
            let places = reader.places.mapValues { InputPlace(file: file, line: $0.line, column: $0.column) }
            return (ScenarioFindings(model: model, places: places), reader.log)
        }
        guard let name = node.scalar?.string else {
            let (found, read) = read(node, log, file: "case.yaml")
            log = read
            return found
        }
        guard name.hasSuffix(".yaml"), !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
            log.error(
                at: node.mark, "'scenarios' is \(node.noun)",
                "expected a set of keys, or a file inside the case folder, such as scenarios.yaml, that holds them")
            return ScenarioFindings()
        }
        guard FileManager.default.fileExists(atPath: path + "/" + name) else {
            log.error(at: node.mark, "the file \(quoted(name)) does not exist", "expected a path from the case folder")
            return ScenarioFindings()
        }
        switch SourceText.read(path + "/" + name, as: name, limit: CaseFile.sizeLimit) {
        case .failure(let mistake): return ScenarioFindings(mistakes: [mistake])
        case .success(let source):
            var other = MistakeLog(source: source)
            guard let root = other.composeYAML() else { return ScenarioFindings(mistakes: other.sorted) }
            var (found, log) = read(root, other, file: name)
            found.mistakes = log.sorted
            return found
        }
    }
}
