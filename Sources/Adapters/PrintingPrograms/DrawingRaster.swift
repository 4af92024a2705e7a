public import Foundation

/// Draws SVG drawings as PNG pictures, for formats that do not show drawings everywhere.
///
/// By `rsvg-convert` of Debian's package librsvg2-bin where it is there, else by Chromium, which takes longer.
public struct DrawingRaster: Sendable {
    private let program: Program
    private static let zoom = 2
    /// The longest side that is drawn, in the drawing's own pixels.
    private static let longest = 4000

    private enum Program: Sendable {
        case rsvg(OutsideProgram)
        case chromium(ChromiumPrinter)
    }

    /// Finds a program on `PATH`.
    ///
    /// - Parameter environment: The variables.
    /// - Throws: ``PrintingError/noProgram(_:)`` where there is none, with how to get one.
    public init(environment: [String: String] = ProcessInfo.processInfo.environment) throws(PrintingError) {
        if let found = OutsideProgram(["rsvg-convert"], environment: environment) {
            program = .rsvg(found)
            return
        }
        do {
            program = .chromium(try ChromiumPrinter(environment: environment, limit: .seconds(60)))
        } catch {
            throw PrintingError.noProgram(
                "Figures as pictures need rsvg-convert or Chromium, and neither is here; get one with: apt-get install librsvg2-bin."
            )
        }
    }

    /// A drawing as a picture on white, two pixels for each of the drawing's own.
    ///
    /// - Parameter drawing: The text of an SVG file that needs nothing else and tells its width and height in pixels.
    /// - Returns: A PNG file with its size in pixels.
    /// - Throws: ``PrintingError``, also where the drawing tells no size or more than 4000 pixels; `CancellationError`.
    public func png(_ drawing: String) async throws -> (bytes: [UInt8], width: Int, height: Int) {
        guard let size = Self.size(of: drawing) else {
            throw PrintingError.failed(program: name, reason: "the drawing tells no size that can be drawn")
        }
        let data: Data
        switch program {
        case .chromium(let printer):
            data = try await printer.png(drawing, width: size.width, height: size.height, zoom: Self.zoom)
        case .rsvg(let program):
            let folder = try PrivateFolder()
            let source = try folder.write(drawing, to: "drawing.svg")
            let target = folder.url.appending(path: "drawing.png")
            try await program.run(
                [
                    "--unlimited", "--format=png", "--zoom=\(Self.zoom)", "--background-color=white",
                    "--output=\(target.path)", source.path,
                ], in: folder, limit: .seconds(60))
            guard let drawn = folder.read(target) else {
                throw PrintingError.failed(program: program.path, reason: "it wrote no picture")
            }
            data = drawn
        }
        let bytes = Array(data)
        // PNG: the width and the height stand behind eight bytes of signature and the head of the first chunk.
        guard bytes.count > 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) else {
            throw PrintingError.failed(program: name, reason: "what it wrote is no PNG")
        }
        func number(_ place: Int) -> Int { bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) } }
        return (bytes, number(16), number(20))
    }

    private var name: String {
        switch program {
        case .rsvg(let program): program.path
        case .chromium: "Chromium"
        }
    }

    /// The size that the outermost element tells.
    static func size(of drawing: String) -> (width: Int, height: Int)? {
        guard let start = drawing.range(of: "<svg"),
            let end = drawing.range(of: ">", range: start.upperBound..<drawing.endIndex)
        else { return nil }
        let head = drawing[start.upperBound..<end.lowerBound]
        func length(_ name: String) -> Int? {
            guard let place = head.range(of: " \(name)=\""),
                let value = Double(head[place.upperBound...].prefix { $0 != "\"" }),
                value >= 1, value <= Double(longest)
            else { return nil }
            return Int(value.rounded(.up))
        }
        guard let width = length("width"), let height = length("height") else { return nil }
        return (width, height)
    }
}
