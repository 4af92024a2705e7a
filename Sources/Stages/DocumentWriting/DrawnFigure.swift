import Documents

/// A figure as it was drawn.
public struct DrawnFigure: Hashable, Sendable {
    /// What is seen.
    public var image: Image
    /// What it shows, for those who cannot see it; empty where nothing more than the caption is known.
    public var alternative: String

    /// Makes a figure.
    ///
    /// - Parameters:
    ///   - image: What is seen.
    ///   - alternative: What it shows, in words.
    public init(_ image: Image, alternative: String = "") {
        self.image = image
        self.alternative = alternative
    }

    /// What is seen of a figure.
    public enum Image: Hashable, Sendable {
        /// The text of an SVG file.
        case vector(String)
        /// Pixels.
        case picture(FigurePicture)
    }
}

/// A picture with its size, ready to be put into a file.
public struct FigurePicture: Hashable, Sendable {
    /// How it is encoded.
    public var format: Format
    /// The encoded bytes.
    public var bytes: [UInt8]
    /// Pixels from left to right.
    public var width: Int
    /// Pixels from top to bottom.
    public var height: Int

    /// Makes a picture from its bytes.
    ///
    /// - Parameters:
    ///   - format: How it is encoded.
    ///   - bytes: The encoded bytes.
    ///   - width: Pixels from left to right.
    ///   - height: Pixels from top to bottom.
    public init(_ format: Format, bytes: [UInt8], width: Int, height: Int) {
        self.format = format
        self.bytes = bytes
        self.width = width
        self.height = height
    }

    /// How a picture is encoded, by what its files end in.
    public enum Format: String, Hashable, Sendable {
        /// Portable Network Graphics.
        case png
        /// JPEG.
        case jpeg
    }
}

/// A file that belongs to a document.
public struct DocumentFile: Hashable, Sendable {
    /// Its path, from where the document lies or in its archive, with "/" between folders.
    public var path: String
    /// What it holds.
    public var bytes: [UInt8]

    /// Names a file.
    ///
    /// - Parameters:
    ///   - path: Its path.
    ///   - bytes: What it holds.
    public init(_ path: String, _ bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// A file of text in UTF-8.
    init(_ path: String, _ text: String) { self.init(path, Array(text.utf8)) }
}

/// Names of files for the figures of a document, each of its own, in the order of reading.
struct FigureNames {
    /// Figures that were drawn, with the name of their file without its folder.
    private(set) var files: [(figure: DocumentFigure.Name, file: String)] = []

    init(_ document: Document, _ figures: [DocumentFigure.Name: DrawnFigure]) {
        var used: Set<String> = []
        var named: Set<DocumentFigure.Name> = []
        for case .figure(let figure) in document.parts.flatMap(\.blocks) {
            guard let drawn = figures[figure.name], named.insert(figure.name).inserted else { continue }
            var stem = figure.name.slug
            var number = 2
            // Ids that differ only in what file names leave out, and file systems that do not tell letters by case.
            while !used.insert(stem.lowercased()).inserted {
                stem = "\(figure.name.slug)-\(number)"
                number += 1
            }
            let ending =
                switch drawn.image {
                case .vector: "svg"
                case .picture(let picture): picture.format.rawValue
                }
            files.append((figure.name, "\(stem).\(ending)"))
        }
    }

    subscript(name: DocumentFigure.Name) -> String? { files.first { $0.figure == name }?.file }
}
