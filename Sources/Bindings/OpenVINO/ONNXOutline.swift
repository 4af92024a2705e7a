/// A look at the outermost layer of an ONNX file: is it one, and is all of it there?
///
/// OpenVINO hands what it does not know to each of its readers in turn, which fills the terminal with
/// other formats' complaints and ends in a message that helps nobody. This reads a few bytes per field
/// and finds out first.
///
/// An ONNX file is a protocol buffer `ModelProto`: fields that each begin with a number and a wire
/// type, the graph being field 7 (onnx/onnx.proto; protobuf.dev/programming-guides/encoding).
enum ONNXOutline: Equatable {
    /// Every field ends within the file and one of them is the graph.
    case complete
    case empty
    /// A field ends that many bytes after the end.
    case cutOff(missing: Int)
    /// The bytes are no protocol buffer, or one without a graph.
    case somethingElse

    private static let graph: UInt64 = 7
    private static let longestVarint = 10

    /// Looks at a file or a buffer.
    ///
    /// - Parameters:
    ///   - count: Its number of bytes.
    ///   - byte: The byte at a place; `nil` when it cannot be read.
    init(count: Int, byte: (Int) -> UInt8?) {
        guard count > 0 else {
            self = .empty
            return
        }
        var place = 0
        var hasGraph = false

        func varint() -> UInt64? {
            var value: UInt64 = 0
            for index in 0..<Self.longestVarint {
                guard place < count, let next = byte(place) else { return nil }
                place += 1
                value |= UInt64(next & 0x7F) << UInt64(7 * index)
                if next & 0x80 == 0 { return value }
            }
            return nil
        }

        while place < count {
            guard let key = varint(), key >> 3 > 0, key >> 3 < 1000 else {
                self = .somethingElse
                return
            }
            let length: UInt64?
            switch key & 7 {
            case 0: length = varint().map { _ in 0 }
            case 1: length = 8
            case 2: length = varint()
            case 5: length = 4
            default: length = nil
            }
            guard let length, length < UInt64(Int.max) - UInt64(place) else {
                self = .somethingElse
                return
            }
            place += Int(length)
            if key == Self.graph << 3 | 2 { hasGraph = true }
        }
        if place > count {
            // Text can look like one long field; only a file that got as far as its graph was ONNX.
            self = hasGraph ? .cutOff(missing: place - count) : .somethingElse
        } else {
            self = hasGraph ? .complete : .somethingElse
        }
    }
}
