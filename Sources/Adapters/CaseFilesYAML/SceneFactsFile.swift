import Evidence
import Foundation
public import SceneIngest
import Yams

/// Reads `scene.yaml`: what a person knows of a scene and its file does not tell.
public enum SceneFactsFile {
    /// Largest file that is read, in bytes.
    static let sizeLimit = 1 << 20
    /// The key under which a file names the scene that it is about, where that lies elsewhere.
    static let sourceKey = "source"

    /// The scene that a file is about, where it lies elsewhere; nil for a file beside its image.
    static func source(in path: String) -> String? {
        guard case .success(let text) = SourceText.read(path, as: path, limit: sizeLimit) else { return nil }
        var log = MistakeLog(source: text)
        return log.composeYAML()?.mapping?[sourceKey]?.string
    }

    /// The facts that a file gives.
    ///
    /// - Parameters:
    ///   - path: Path of the file.
    ///   - name: Path that messages show; the path itself if left out.
    /// - Returns: What is given; the rest is nil.
    /// - Throws: ``CaseFilesError`` with every mistake of the file.
    public static func read(_ path: String, name: String? = nil) throws(CaseFilesError) -> SuppliedFacts {
        let (facts, mistakes) = parse(path, name: name ?? path)
        guard let facts, !mistakes.contains(where: { $0.severity == .error }) else {
            throw CaseFilesError(mistakes: mistakes)
        }
        return facts
    }

    /// The facts that lie beside an image: those of `<image without extension>.scene.yaml`, completed
    /// by those of `scene.yaml` in the same folder. For a folder: those of `scene.yaml` in it.
    ///
    /// - Returns: Nil where there is neither.
    /// - Throws: ``CaseFilesError`` with every mistake of the files.
    public static func facts(beside image: String) throws(CaseFilesError) -> SuppliedFacts? {
        let url = URL(fileURLWithPath: image)
        let isFolder = (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
        var found: SuppliedFacts?
        var places = [url.deletingLastPathComponent().appendingPathComponent("scene.yaml")]
        if isFolder {
            places = [url.appendingPathComponent("scene.yaml")]
        } else {
            places.insert(url.deletingPathExtension().appendingPathExtension("scene.yaml"), at: 0)
        }
        for place in places where FileManager.default.fileExists(atPath: place.path) {
            // A file that names a source is about a scene elsewhere, though an image beside it has its name.
            if source(in: place.path) != nil { continue }
            let facts = try read(place.path)
            found = found?.completed(by: facts) ?? facts
        }
        return found
    }

    /// Facts as the text of a `scene.yaml`.
    ///
    /// - Parameters:
    ///   - facts: The facts.
    ///   - remark: Lines that stand before them as a comment.
    /// - Returns: YAML that ends in a line break.
    /// - Throws: What the encoder says of facts that make no YAML.
    public static func text(of facts: SuppliedFacts, remark: [String] = []) throws -> String {
        let encoder = YAMLEncoder()
        encoder.options.allowUnicode = true
        let comment = remark.map { "# " + $0.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n" }.joined()
        return comment
            + (try encoder.encode(facts)).split(separator: "\n", omittingEmptySubsequences: false).map(plainNumber)
            .joined(separator: "\n")
    }

    /// A line whose number the encoder wrote with an exponent, with the number as people write it.
    private static func plainNumber(_ line: Substring) -> String {
        guard let space = line.lastIndex(of: " ") else { return String(line) }
        let value = line[line.index(after: space)...]
        // Texts that could be taken for numbers stand in quotes.
        guard value.contains("e"), value.allSatisfy({ "0123456789.e+-".contains($0) }), let number = Double(value),
            number.isFinite, abs(number) < 1e15, number == 0 || abs(number) >= 1e-4
        else { return String(line) }
        return line[...space] + (number == number.rounded() ? String(Int(number)) : "\(number)")
    }

    static func parse(_ path: String, name: String) -> (SuppliedFacts?, [Mistake]) {
        switch SourceText.read(path, as: name, limit: sizeLimit) {
        case .failure(let mistake): return (nil, [mistake])
        case .success(let source):
            var log = MistakeLog(source: source)
            var found: SuppliedFacts?
            if let node = log.composeYAML() { found = facts(from: node, of: "a scene", log: &log) }
            return (found, log.sorted)
        }
    }

    /// The facts of a mapping; nil, after a mistake, where the node is none.
    static func facts(from node: Node, of what: String, log: inout MistakeLog) -> SuppliedFacts? {
        let keys = SuppliedFacts.CodingKeys.allCases.map(\.rawValue) + [sourceKey]
        guard let fields = YAMLFields(node, known: keys, of: what, log: &log) else { return nil }
        func key(_ key: SuppliedFacts.CodingKeys) -> String { key.rawValue }
        var facts = SuppliedFacts()
        facts.time = fields.text(key(.time), log: &log)
        if let time = facts.time, AcquisitionTime(iso8601: time) == nil {
            log.error(
                at: fields[key(.time)]?.mark, "'time' is \(quoted(time))",
                "expected 2023-08-17, 2023-08-17T10:05:33Z, or two of them joined by '/'")
        }
        facts.platform = fields.text(key(.platform), log: &log)
        facts.constellation = fields.text(key(.constellation), log: &log)
        facts.instruments = fields.texts(key(.instruments), log: &log)?.map(\.text)
        facts.processingLevel = fields.text(key(.processingLevel), log: &log)
        facts.bands = bands(fields[key(.bands)], log: &log)
        facts.reflectanceScale = fields.number(key(.reflectanceScale), above: 0, unit: "a number", log: &log)
        facts.reflectanceOffset = fields.number(key(.reflectanceOffset), unit: "a number", log: &log)
        facts.noData = fields.number(key(.noData), unit: "a number or .nan", mayBeNaN: true, log: &log)
        facts.groundSamplingDistance = fields.number(
            key(.groundSamplingDistance), above: 0, unit: "metres on the ground", log: &log)
        facts.credit = fields.text(key(.credit), log: &log)
        facts.sunAzimuth = fields.number(key(.sunAzimuth), in: 0...360, unit: "degrees", log: &log)
        facts.sunElevation = fields.number(key(.sunElevation), in: -90...90, unit: "degrees", log: &log)
        facts.offNadir = fields.number(key(.offNadir), in: 0...90, unit: "degrees", log: &log)
        facts.incidenceAngle = fields.number(key(.incidenceAngle), in: 0...90, unit: "degrees", log: &log)
        facts.viewAzimuth = fields.number(key(.viewAzimuth), in: 0...360, unit: "degrees", log: &log)
        facts.cloudCover = fields.number(key(.cloudCover), in: 0...100, unit: "percent", log: &log)
        facts.cloudMask = fields.text(key(.cloudMask), log: &log)
        facts.dem = fields.text(key(.dem), log: &log)
        facts.height = fields.number(key(.height), in: -500...9_000, unit: "metres", log: &log)
        facts.heightError = fields.number(key(.heightError), in: 0...9_000, unit: "metres", log: &log)
        facts.coordinateSystem = fields.text(key(.coordinateSystem), log: &log)
        facts.isSimulated = fields.truth(key(.isSimulated), log: &log)
        return facts
    }

    private static func bands(_ node: Node?, log: inout MistakeLog) -> [SuppliedBand]? {
        guard let node else { return nil }
        guard case .sequence(let entries) = node else {
            log.error(at: node.mark, "'bands' is \(node.noun)", "expected a list, one entry '- name: …' for each band")
            return nil
        }
        let keys = SuppliedBand.CodingKeys.allCases.map(\.rawValue)
        func key(_ key: SuppliedBand.CodingKeys) -> String { key.rawValue }
        return entries.compactMap { entry in
            guard let fields = YAMLFields(entry, known: keys, of: "a band", log: &log) else { return nil }
            var band = SuppliedBand(
                name: fields.text(key(.name), log: &log), commonName: fields.text(key(.commonName), log: &log))
            band.file = fields.text(key(.file), log: &log)
            if let index = fields.number(key(.index), in: 1...10_000, unit: "a whole number", log: &log) {
                if index == index.rounded() {
                    band.index = Int(index)
                } else {
                    log.error(at: fields[key(.index)]?.mark, "'index' is \(index)", "expected a whole number from 1")
                }
            }
            band.centreWavelength = fields.number(
                key(.centreWavelength), in: 0.1...100, unit: "micrometres", log: &log)
            band.fullWidth = fields.number(key(.fullWidth), above: 0, unit: "micrometres", log: &log)
            band.reflectanceScale = fields.number(key(.reflectanceScale), above: 0, unit: "a number", log: &log)
            band.reflectanceOffset = fields.number(key(.reflectanceOffset), unit: "a number", log: &log)
            band.noData = fields.number(key(.noData), unit: "a number or .nan", mayBeNaN: true, log: &log)
            band.groundSamplingDistance = fields.number(
                key(.groundSamplingDistance), above: 0, unit: "metres on the ground", log: &log)
            return band
        }
    }
}
