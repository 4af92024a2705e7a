import DetectionEvaluation
import Foundation
import Geodesy

/// Reads labels of several formats, by what stands in the file and not by its name.
public enum LabelReader {
    /// Largest file that is read.
    static let sizeLimit = 1 << 29

    /// Reads a file or a folder of text files.
    ///
    /// - Parameter path: The file or folder.
    /// - Returns: The labels.
    /// - Throws: ``CaseFilesError`` with every mistake and its line; for a format that is not known with all that are.
    public static func read(_ path: String) throws(CaseFilesError) -> LabelSet {
        let url = URL(filePath: path).resolvingSymlinksInPath()
        if (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false { return try readFolder(url) }
        let name = url.lastPathComponent
        switch SourceText.read(url.path, as: name, limit: sizeLimit) {
        case .failure(let mistake): throw CaseFilesError(mistakes: [mistake])
        case .success(let source):
            if name.hasSuffix(".txt") {
                return try TextLabels.read([(url.deletingPathExtension().lastPathComponent, source)], beside: url)
            }
            return try readJSON(source, path: url.path)
        }
    }

    /// Text files of a folder, or of `labels` or `labelTxt` in it, where exports of YOLO and DOTA have them; or else all
    /// GeoJSON files in it and in the folders in it.
    private static func readFolder(_ url: URL) throws(CaseFilesError) -> LabelSet {
        func texts(_ folder: URL) -> [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
                .filter { $0.hasSuffix(".txt") && $0 != "classes.txt" && !$0.hasPrefix(".") }.sorted()
        }
        let own = texts(url)
        let inner =
            own.isEmpty ? ["labels", "labelTxt"].map { url.appending(path: $0) }.first { !texts($0).isEmpty } : nil
        if let inner { return try readFolder(inner) }
        let names = own
        guard !names.isEmpty else { return try readFeatures(url) }
        var sources: [(String, SourceText)] = []
        for name in names {
            switch SourceText.read(url.appending(path: name).path, as: name, limit: sizeLimit) {
            case .failure(let mistake): throw CaseFilesError(mistakes: [mistake])
            case .success(let source): sources.append((String(name.dropLast(4)), source))
            }
        }
        return try TextLabels.read(sources, beside: url.appending(path: names[0]))
    }

    /// All files called `truth.geojson`; where there is none all GeoJSON.
    private static func readFeatures(_ url: URL) throws(CaseFilesError) -> LabelSet {
        var found = ["*.geojson", "*/*.geojson"].flatMap { PathPattern($0).paths(below: url.path).paths }.sorted()
        // Beside what is there may lie tracks and what was found.
        let named = found.filter { $0.hasSuffix("/truth.geojson") }
        if !named.isEmpty { found = named }
        guard !found.isEmpty else {
            throw unknown(url.lastPathComponent, "the folder holds neither text files with labels nor GeoJSON")
        }
        var labels = LabelSet(format: "GeoJSON", images: [], notes: [])
        for path in found {
            let name = String(path.dropFirst(url.path.count + 1))
            switch SourceText.read(path, as: name, limit: sizeLimit) {
            case .failure(let mistake): throw CaseFilesError(mistakes: [mistake])
            case .success(let source):
                let own = try readJSON(source, path: path)
                labels.images += own.images
                labels.notes += own.notes
            }
        }
        return labels
    }

    static func unknown(_ file: String, _ problem: String) -> CaseFilesError {
        CaseFilesError(mistakes: [
            Mistake(
                file: file, position: nil, severity: .error, problem: problem,
                expected: "understood are \(LabelSet.understood)")
        ])
    }

    private static func readJSON(_ source: SourceText, path: String) throws(CaseFilesError) -> LabelSet {
        var log = MistakeLog(source: source)
        guard let root = FeatureFile.document(&log) else { throw CaseFilesError(mistakes: log.sorted) }
        let labels: LabelSet?
        if root["type"]?.string == "FeatureCollection", let features = root["features"]?.array {
            labels = FeatureLabels.read(root, features, log: &log)
        } else if let annotations = root["annotations"]?.array, let images = root["images"]?.array {
            labels = CocoLabels.read(root, images: images, annotations: annotations, log: &log)
        } else if let polygons = root["polygons"]?.array {
            labels = BoxLabels.polygons(root, polygons, log: &log)
        } else if let images = root["images"]?.array, images.allSatisfy({ $0["tanks"] != nil }), !images.isEmpty {
            labels = BoxLabels.tanks(images, log: &log)
        } else if let ships = root["ships"]?.array {
            labels = BoxLabels.ships(
                root, ships, name: URL(filePath: path).deletingLastPathComponent().lastPathComponent, log: &log)
        } else {
            throw unknown(source.file, "the labels' format is not known")
        }
        guard let labels, !log.hasErrors else { throw CaseFilesError(mistakes: log.sorted) }
        return labels
    }
}

/// What all formats of labels need of JSON.
extension JSONNode {
    /// Numbers of a list; a mistake is logged, and nil given, where it is none or has another count.
    func numbers(_ name: String, count: Int? = nil, log: inout MistakeLog) -> [Double]? {
        guard let array else {
            log.error(at: offset, "\(name) is \(noun)", "expected a list of numbers")
            return nil
        }
        let numbers = array.compactMap(\.number)
        guard numbers.count == array.count, count == nil || count == numbers.count,
            numbers.allSatisfy({ $0.isFinite && abs($0) < 1e9 })
        else {
            log.error(at: offset, "\(name) cannot be used", "expected \(count.map { "\($0) " } ?? "")finite numbers")
            return nil
        }
        return numbers
    }

    /// A member as text, where it is a text, a number or a truth value.
    func word(_ key: String) -> String? {
        switch self[key]?.value {
        case .string(let text) where !text.isEmpty: text
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
        case .bool(let truth): truth ? "yes" : "no"
        default: nil
        }
    }
}

extension Label {
    /// A label from an upright box in pixels; nil, with a mistake logged, where it has no extent.
    init?(
        className: String, left: Double, top: Double, right: Double, bottom: Double, at offset: Int,
        log: inout MistakeLog
    ) {
        guard right > left, bottom > top else {
            log.error(at: offset, "the box has no extent", "expected a box with a width and a height above 0")
            return nil
        }
        let upright = UprightBox(left: left, top: top, right: right, bottom: bottom)
        self.init(className: className, place: .pixels(upright.oriented, upright: upright), isOriented: false)
    }

    /// A label from corners in pixels; nil, with a mistake logged, where they span nothing.
    init?(className: String, corners: [PixelPoint], at offset: Int, log: inout MistakeLog) {
        guard let box = OrientedBox(around: corners) else {
            log.error(at: offset, "the outline has no extent", "expected at least three corners that span an area")
            return nil
        }
        self.init(className: className, place: .pixels(box, upright: nil), isOriented: true)
    }
}
