import DetectionEvaluation
import Foundation
import Geodesy

/// Reads labels from text, one object a line.
///
/// DOTA: `x1 y1 x2 y2 x3 y3 x4 y4 class difficult` in pixels, after lines `imagesource:` and `gsd:`. YOLO: number of the
/// class, then centre, width and height, or four corners, as shares of the image; names of the classes are the lines
/// of `classes.txt`.
///
/// Source: DOTA devkit, README, "Annotation format"; Ultralytics documentation, "Detection datasets" and "Oriented
/// bounding box datasets".
enum TextLabels {
    static func read(_ sources: [(name: String, text: SourceText)], beside url: URL) throws(CaseFilesError) -> LabelSet
    {
        var mistakes: [Mistake] = []
        var images: [LabelledImage] = []
        var formats: Set<String> = []
        let names = classNames(beside: url)
        for (name, source) in sources {
            var log = MistakeLog(source: source)
            var image = LabelledImage(name: name)
            var offset = source.start
            for line in source.bytes[source.start...].split(separator: 0x0A, omittingEmptySubsequences: false) {
                read(String(decoding: line, as: UTF8.self), at: offset, names, &image, &formats, log: &log)
                offset += line.count + 1
            }
            mistakes += log.sorted
            images.append(image)
        }
        guard mistakes.isEmpty else { throw CaseFilesError(mistakes: mistakes) }
        guard formats.count <= 1 else {
            throw LabelReader.unknown(
                url.deletingLastPathComponent().lastPathComponent,
                "the files mix the formats \(formats.sorted().joined(separator: " and "))")
        }
        return LabelSet(format: formats.first ?? "YOLO", images: images, notes: [])
    }

    /// The lines of `classes.txt` beside the labels, or beside their folder.
    private static func classNames(beside url: URL) -> [String]? {
        let folder = url.deletingLastPathComponent()
        let texts = [folder, folder.deletingLastPathComponent()].lazy.compactMap { place -> String? in
            guard
                case .success(let source) = SourceText.read(
                    place.appending(path: "classes.txt").path, as: "classes.txt", limit: 1 << 20)
            else { return nil }
            return source.text
        }
        guard let text = texts.first else { return nil }
        var names = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        while names.last == "" { names.removeLast() }
        return names
    }

    private static func read(
        _ line: String, at offset: Int, _ names: [String]?, _ image: inout LabelledImage, _ formats: inout Set<String>,
        log: inout MistakeLog
    ) {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let first = words.first, !first.hasPrefix("#") else { return }
        if first.hasPrefix("imagesource:") { return }
        if first.hasPrefix("gsd:") {
            let told = line.dropFirst(4).trimmingCharacters(in: .whitespaces)
            // DOTA writes "gsd:null" where it is not known.
            guard !["", "null", "none"].contains(told.lowercased()) else { return }
            guard let metres = Double(told), JSONNode.pixelSizes.contains(metres) else {
                log.error(
                    at: offset, "'gsd' is \(quoted(told))",
                    "expected the metres of a pixel, from 0.001 to 100000, or null")
                return
            }
            image.groundSamplingDistance = metres
            return
        }
        let numbers = words.prefix(while: { Double($0) != nil }).compactMap(Double.init)
        guard numbers.allSatisfy({ $0.isFinite && abs($0) < 1e9 }) else {
            log.error(at: offset, "the line holds a number that cannot be a place", "expected finite numbers")
            return
        }
        func corners(_ numbers: [Double]) -> [PixelPoint] {
            stride(from: 0, to: 8, by: 2).map { PixelPoint(column: numbers[$0], row: numbers[$0 + 1]) }
        }
        if numbers.count == 8, (9...10).contains(words.count) {
            formats.insert("DOTA")
            guard var label = Label(className: words[8], corners: corners(numbers), at: offset, log: &log) else {
                return
            }
            if words.count == 10, words[9] != "0" { label.weight = .ignored }
            image.labels.append(label)
            return
        }
        guard numbers.count == words.count, [5, 9].contains(numbers.count), let index = Int(first) else {
            log.error(
                at: offset, "the line has \(words.count) words that make no label",
                "expected 8 numbers, a class and 0 or 1 (DOTA), or a class's number and 4 or 8 shares (YOLO)")
            return
        }
        guard let names else {
            log.error(
                at: offset, "YOLO labels name classes by numbers",
                "expected a file classes.txt in the same folder or the one above, one name a line")
            return
        }
        guard names.indices.contains(index), !names[index].isEmpty else {
            log.error(at: offset, "class \(index) has no name in classes.txt", "expected 0 to \(names.count - 1)")
            return
        }
        guard numbers.dropFirst().allSatisfy({ (-0.5...1.5).contains($0) }) else {
            log.error(at: offset, "the numbers are no shares of the image", "expected numbers from 0 to 1")
            return
        }
        formats.insert("YOLO")
        if numbers.count == 9 {
            image.labels.append(
                Label(className: names[index], place: .shares(corners(Array(numbers[1...]))), isOriented: true))
            return
        }
        let (x, y, width, height) = (numbers[1], numbers[2], numbers[3], numbers[4])
        guard width > 0, height > 0 else {
            log.error(at: offset, "the box has no extent", "expected a width and a height above 0")
            return
        }
        let edges = [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map { u, v in
            PixelPoint(column: x + u * width / 2, row: y + v * height / 2)
        }
        image.labels.append(Label(className: names[index], place: .shares(edges), isOriented: false))
    }
}
