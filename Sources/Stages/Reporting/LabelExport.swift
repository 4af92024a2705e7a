public import Evidence
import Foundation
public import Geodesy

/// Writes reviewed objects as labels, in the formats that training programs read.
///
/// The same objects give the same bytes. Positions are rounded to a hundredth of a pixel.
public struct LabelExport: Sendable {
    /// An image with its objects.
    public struct Image: Sendable {
        /// Name of its file.
        public var fileName: String
        /// Columns.
        public var width: Int
        /// Rows.
        public var height: Int
        /// Ground sampling distance in metres; nil where unknown.
        public var groundSamplingDistance: Double?
        /// Its objects, on its own grid.
        public var objects: [Object]

        /// Makes an image.
        public init(fileName: String, width: Int, height: Int, groundSamplingDistance: Double?, objects: [Object]) {
            self.fileName = fileName
            self.width = width
            self.height = height
            self.groundSamplingDistance = groundSamplingDistance
            self.objects = objects
        }

        /// The name of its file without the ending.
        public var stem: String { URL(filePath: fileName).deletingPathExtension().lastPathComponent }
    }

    /// An object.
    public struct Object: Sendable {
        /// The detection, or what was drawn.
        public var detection: Detection
        /// Where it lies on the image's grid.
        public var box: OrientedBox
        /// Whether a part of it lies outside of the image.
        public var isCut: Bool
        /// What was decided about it; nil where nobody did.
        public var decision: ReviewDecision?

        /// Makes an object.
        public init(detection: Detection, box: OrientedBox, isCut: Bool, decision: ReviewDecision?) {
            self.detection = detection
            self.box = box
            self.isCut = isCut
            self.decision = decision
        }
    }

    /// The images.
    public let images: [Image]
    /// Names of the classes; their order gives their numbers.
    public let classes: [String]

    /// Makes an export.
    public init(images: [Image], classes: [String]) {
        self.images = images
        self.classes = classes
    }

    /// Corners clockwise on screen, beginning at the one nearest to the upper left.
    private static func corners(_ box: OrientedBox) -> [PixelPoint] {
        let clockwise = Array(box.corners.reversed())
        let first =
            clockwise.indices.min {
                let (a, b) = (clockwise[$0], clockwise[$1])
                return (a.column + a.row, a.row) < (b.column + b.row, b.row)
            } ?? 0
        return Array(clockwise[first...] + clockwise[..<first])
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

    // MARK: COCO

    private struct Coco: Encodable {
        struct Info: Encodable {
            var description: String
        }
        struct Picture: Encodable {
            var id: Int
            var file_name: String
            var width: Int
            var height: Int
            var gsd: Double?
        }
        struct Annotation: Encodable {
            var id: Int
            var image_id: Int
            var category_id: Int
            var bbox: [Double]
            var area: Double
            var iscrowd: Int
            var segmentation: [[Double]]
            var revisit_id: String
            var review: String
        }
        struct Category: Encodable {
            var id: Int
            var name: String
        }
        var info: Info
        var images: [Picture]
        var annotations: [Annotation]
        var categories: [Category]
    }

    /// COCO's format for object detection; the turned rectangle is the polygon in `segmentation`.
    ///
    /// - Returns: The file's text.
    /// - Throws: `EncodingError` where a number is none.
    ///
    /// Source: cocodataset.org, "Data format", section 1.
    public func coco() throws -> String {
        var annotations: [Coco.Annotation] = []
        for (number, image) in images.enumerated() {
            for object in image.objects {
                let bounds = object.box.bounds
                let (left, top) = (Self.rounded(bounds.left), Self.rounded(bounds.top))
                annotations.append(
                    Coco.Annotation(
                        id: annotations.count + 1, image_id: number + 1,
                        category_id: (classes.firstIndex(of: object.detection.className) ?? 0) + 1,
                        bbox: [left, top, Self.rounded(bounds.right - left), Self.rounded(bounds.bottom - top)],
                        area: Self.rounded(object.box.area), iscrowd: 0,
                        segmentation: [
                            Self.corners(object.box).flatMap { [Self.rounded($0.column), Self.rounded($0.row)] }
                        ], revisit_id: object.detection.id, review: object.detection.review.rawValue))
            }
        }
        let file = Coco(
            info: .init(description: "Objects reviewed with Revisit"),
            images: images.enumerated().map { number, image in
                Coco.Picture(
                    id: number + 1, file_name: image.fileName, width: image.width, height: image.height,
                    gsd: image.groundSamplingDistance)
            }, annotations: annotations,
            categories: classes.enumerated().map { Coco.Category(id: $0.offset + 1, name: $0.element) })
        return try CanonicalJSON.text(file) + "\n"
    }

    // MARK: Text

    /// One image's labels as YOLO reads oriented boxes: number of the class from 0, then four corners as shares of width
    /// and height. Corners beyond the image are moved to its edge, since the reader refuses others.
    ///
    /// Source: Ultralytics documentation, "Oriented bounding box (OBB) datasets", YOLO OBB format.
    public func yolo(_ image: Image) -> String {
        image.objects.map { object in
            let number = classes.firstIndex(of: object.detection.className) ?? 0
            let shares = Self.corners(object.box).flatMap { corner in
                [corner.column / Double(image.width), corner.row / Double(image.height)]
            }
            return "\(number) " + shares.map { String(format: "%.7f", min(1, max(0, $0))) }.joined(separator: " ")
                + "\n"
        }.joined()
    }

    /// What tells YOLO's programs where images lie and what classes are called.
    public var yoloData: String {
        "path: .\ntrain: images\nval: images\nnames:\n"
            + classes.enumerated().map { "  \($0.offset): \(DetectionRow.quoted($0.element))\n" }.joined()
    }

    /// One image's labels in DOTA's format: source and scale, then four corners clockwise, class, and whether it is
    /// difficult, which an object is of which a part lies outside. Spaces in names of classes become hyphens.
    ///
    /// Source: DOTA devkit, README, "Annotation format" (captain-whu/DOTA_devkit).
    public func dota(_ image: Image) -> String {
        var text = "imagesource:\(image.stem)\ngsd:\(image.groundSamplingDistance.map { "\($0)" } ?? "null")\n"
        for object in image.objects {
            let corners = Self.corners(object.box).flatMap { [$0.column, $0.row] }
            let name = object.detection.className.split(whereSeparator: \.isWhitespace).joined(separator: "-")
            text += corners.map { String(format: "%.2f", $0) }.joined(separator: " ")
            text += " \(name) \(object.isCut ? 1 : 0)\n"
        }
        return text
    }

    // MARK: GeoJSON

    /// A FeatureCollection like that of ``DetectionTable``, with what was decided about each object.
    public var geoJSON: String {
        let lines = images.flatMap { image in image.objects.map { Self.feature($0, image) } }.joined(separator: ",\n")
        return "{\"type\":\"FeatureCollection\",\"features\":[\(lines.isEmpty ? "" : "\n\(lines)\n")]}\n"
    }

    private static func feature(_ object: Object, _ image: Image) -> String {
        let detection = object.detection
        let box = detection.pixelBox
        let ground = detection.groundBox?.drawnCorners
        var ring =
            ground.map { corners in corners.map { ($0.longitude, $0.latitude) } }
            ?? Self.corners(box).map { (Self.rounded($0.column), Self.rounded($0.row)) }
        if ground != nil {
            // Counter-clockwise on the map (RFC 7946).
            let area = Ring(ring.map { MapPoint(x: $0.0, y: $0.1) }).signedArea
            if area < 0 { ring.reverse() }
        }
        let places = (ring + ring.prefix(1)).map { "[\($0.0),\($0.1)]" }.joined(separator: ",")
        func text(_ value: String?) -> String { value.map(DetectionRow.quoted) ?? "null" }
        let decision = object.decision
        return
            "{\"type\":\"Feature\",\"id\":\"\(detection.id)\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[\(places)]]},"
            + "\"properties\":{\"class\":\(text(detection.className)),\"found_as\":\(text(detection.foundAs)),"
            + "\"score\":\(detection.review == .drawn ? "null" : DetectionRow.text(detection.score)),"
            + "\"review\":\"\(detection.review.rawValue)\",\"who\":\(text(decision?.who)),\"when\":\(text(decision?.when)),"
            + "\"why\":\(text(decision?.why)),\"scene\":\(text(image.stem)),"
            + "\"frame\":\"\(ground == nil ? "pixel" : "WGS 84")\",\"pixel_box\":{\"column\":\(rounded(box.centre.column)),"
            + "\"row\":\(rounded(box.centre.row)),\"length\":\(rounded(box.length)),\"width\":\(rounded(box.width)),"
            + "\"angle\":\((box.angle * 180 / .pi * 1000).rounded() / 1000)}}}"
    }
}
